//! Right by presence: who came to so many of the last meetings.
//!
//! The record of a person holds a measure for each meeting, 1 for having been there, or more. With fewer meetings than the window, the same number of absences
//! is allowed as in a full one.
//!
//! Worked example: with three of the last four meetings, who came to the 1st, 2nd and 4th has a right, who came to the 1st and 4th has none. After a 5th
//! meeting the first does not count any more.
//!
//! References: Accellera, policies (voting right after three of the last four meetings).
use super::{Admission, AdmissionRule, AdmitError, Applicant, Call, Class, NotAdmitted, Refused};
use crate::count::{About, Alias, Param};
use crate::num::Exact;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Who was present often enough of late.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: equality is enough.
///
/// # Complexity
/// `O(n w log)` for n people and a window of w meetings.
///
/// # Errors
/// If the least number is above the window; if a meeting is named twice.
///
/// # References
/// Accellera policies.
///
/// # Examples
/// ```
/// use cocreate::{admit::*, id::PersonId, num::Exact};
/// let meetings = ["jan", "feb", "mar", "apr"].map(str::to_owned).to_vec();
/// let rule = Presence { meetings, ..Presence::default() };
/// let came = |n: &str, to: &[&str]| Applicant {
///     record: to.iter().map(|m| ((*m).to_owned(), Exact::ONE)).collect(),
///     ..Applicant::new(PersonId::new(n).unwrap())
/// };
/// let people = [came("acme", &["jan", "feb", "apr"]), came("bolt", &["jan", "apr"])];
/// let a = admit(&[&rule], &Call::new(&people))?;
/// assert_eq!(a.admitted, [people[0].person.clone()]);
/// let few = NotAdmitted::Below { measure: "meetings".to_owned(), need: 3u32.into(), have: Some(2u32.into()) };
/// assert_eq!(a.refused[0].why, few);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Presence {
    /// The meetings that were held, by their names in the record, oldest first.
    pub meetings: Vec<String>,
    /// How many of the last count.
    pub window: u32,
    /// To how many of these one has to have come.
    pub at_least: u32,
    /// Whose presence counts: left out, each person's own; else whoever of the same party, or group, came counts for all of it.
    pub of: Option<Class>,
}
impl Default for Presence {
    /// Three of the last four.
    fn default() -> Self {
        Self { meetings: vec![], window: 4, at_least: 3, of: None }
    }
}

const ABOUT: About = About::new("presence", "Right by presence")
    .aliases(&[Alias::plain("attendance")])
    .references(&["Accellera policies"])
    .params(&[
        Param {
            name: "meetings",
            kind: "list of measures",
            about: "the meetings that were held, oldest first",
        },
        Param { name: "window", kind: "integer", about: "how many of the last count" },
        Param { name: "at_least", kind: "integer", about: "to how many of these one has to have come" },
        Param {
            name: "of",
            kind: "party | stratum",
            about: "whose presence counts; left out, each person's own",
        },
    ]);

impl AdmissionRule for Presence {
    fn about(&self) -> About {
        ABOUT
    }
    fn compares(&self) -> bool {
        self.of.is_some()
    }
    fn admit(&self, call: &Call<'_>) -> Result<Admission, AdmitError> {
        let bad = |cause| AdmitError::Parameters { rule: ABOUT.id.to_owned(), cause };
        if self.at_least > self.window {
            return Err(bad(format!(
                "{} of the last {}; it is at most all of them",
                self.at_least, self.window
            )));
        }
        let mut seen = BTreeSet::new();
        if let Some(m) = self.meetings.iter().find(|m| !seen.insert(*m)) {
            return Err(bad(format!("meeting `{m}` is named twice")));
        }
        let last = &self.meetings[self.meetings.len().saturating_sub(self.window as usize)..];
        let need = self.at_least.saturating_sub(self.window - last.len() as u32);
        // Whose presence it is, and to which of the last meetings they came.
        let mut came: BTreeMap<(bool, &str), BTreeSet<usize>> = BTreeMap::new();
        for p in call.people {
            let there = |(_, m): &(usize, &String)| p.record.get(*m).is_some_and(|x| *x >= Exact::ONE);
            let to = last.iter().enumerate().filter(there).map(|(i, _)| i);
            came.entry(self.whose(p)).or_default().extend(to);
        }
        let mut a = Admission::default();
        for p in call.people {
            let have = came.get(&self.whose(p)).map_or(0, BTreeSet::len) as u32;
            if have >= need {
                a.admitted.push(p.person.clone());
            } else {
                let (need, have) = (need.into(), Some(have.into()));
                let why = NotAdmitted::Below { measure: "meetings".to_owned(), need, have };
                a.refused.push(Refused { person: p.person.clone(), why });
            }
        }
        Ok(a)
    }
}
impl Presence {
    /// The party or group, or the person who is of none.
    fn whose<'a>(&self, p: &'a Applicant) -> (bool, &'a str) {
        let group = self.of.and_then(|of| of.name(p));
        group.map_or((false, p.person.as_str()), |name| (true, name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::admit::sample::{ask, people, show};
    fn came(all: &mut [Applicant], to: &[&[usize]]) {
        for (p, to) in all.iter_mut().zip(to) {
            p.record = to.iter().map(|i| (format!("m{i}"), Exact::ONE)).collect();
        }
    }
    fn rule(held: usize) -> Presence {
        Presence { meetings: (1..=held).map(|i| format!("m{i}")).collect(), ..Presence::default() }
    }
    #[test]
    fn worked_example() {
        let mut all = people(&["acme", "bolt"]);
        came(&mut all, &[&[1, 2, 4], &[1, 4]]);
        assert_eq!(show(&ask(&rule(4), &all)), "acme; not bolt");
        // Of meetings 2 to 5 acme came to two.
        assert_eq!(show(&ask(&rule(5), &all)), "; not acme bolt");
    }
    #[test]
    fn early_on_one_absence_is_allowed_and_nobody_came_to_nothing() {
        let mut all = people(&["a", "b", "c"]);
        came(&mut all, &[&[1, 2], &[1], &[]]);
        // Two meetings: one of them is enough, as three of four.
        assert_eq!(show(&ask(&rule(2), &all)), "a b; not c");
        assert_eq!(show(&ask(&rule(0), &all)), "a b c; not ");
        assert_eq!(ask(&rule(4), &[]), Admission::default());
    }
    #[test]
    fn a_company_came_if_somebody_of_it_did() {
        let mut all = people(&["a", "b", "c"]);
        came(&mut all, &[&[1, 2], &[4], &[1, 2]]);
        for p in &mut all[..2] {
            p.party = Some("acme".parse().unwrap());
        }
        assert_eq!(show(&ask(&rule(4), &all)), "; not a b c");
        assert_eq!(show(&ask(&Presence { of: Some(Class::Party), ..rule(4) }, &all)), "a b; not c");
    }
    #[test]
    fn what_cannot_be_reached_and_what_is_named_twice_are_refused() {
        let few = Presence { window: 2, ..rule(4) };
        assert!(few.admit(&Call::new(&[])).unwrap_err().to_string().contains("3 of the last 2"));
        let twice = Presence { meetings: vec!["m".into(), "m".into()], ..Presence::default() };
        assert!(twice.admit(&Call::new(&[])).unwrap_err().to_string().contains("named twice"));
    }
}

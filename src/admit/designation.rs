//! Designation for a term: named by somebody from an instant to another; who has contributed enough may be named again.
//!
//! A term counts from its first instant, and at its last it is over. Whoever had a term that is over, and whose record reaches every mark of `renew`, takes part as
//! well; with no mark nobody is renewed. Somebody who was never named has no term that could be renewed.
//!
//! Worked example: ann is named for 2026, bob for 2025, with at least 12 answers to be renewed. On 1 January 2026 ann takes part, and bob if he has 12. At the first
//! instant of 2027 ann takes part no more, unless she has 12.
//!
//! References: Forum Nokia Champions (named for a year, for contribution in the community, by the company).
use super::{Admission, AdmissionRule, AdmitError, Applicant, Call, NotAdmitted, Refused};
use crate::count::{About, Param};
use crate::id::PersonId;
use crate::num::Exact;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who is named for the instant that the plan states.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None.
///
/// # Complexity
/// `O(n (t + k))` for n people, t terms and k marks each.
///
/// # Errors
/// Without the instant; if a term ends before it begins, or with it.
///
/// # References
/// Forum Nokia Champions.
///
/// # Examples
/// ```
/// use cocreate::{admit::*, id::PersonId};
/// let year = |y: i32| Term { from: format!("{y}-01-01T00:00:00Z").parse().unwrap(), until: format!("{}-01-01T00:00:00Z", y + 1).parse().unwrap() };
/// let id = |n| PersonId::new(n).unwrap();
/// let terms = [(id("ann"), vec![year(2026)]), (id("bob"), vec![year(2025)])].into();
/// let on = Some("2026-06-01T00:00:00Z".parse().unwrap());
/// let rule = Designation { on, terms, ..Designation::default() };
/// let people = ["ann", "bob"].map(|n| Applicant::new(id(n)));
/// let a = admit(&[&rule], &Call::new(&people))?;
/// assert_eq!(a.admitted, [id("ann")]);
/// assert_eq!(a.refused[0].why, NotAdmitted::NoTerm { ended: Some("2026-01-01T00:00:00Z".to_owned()) });
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Designation {
    /// The instant at which terms are looked at, such as the start of the contest.
    pub on: Option<Timestamp>,
    /// Who was named, with all their terms.
    pub terms: BTreeMap<PersonId, Vec<Term>>,
    /// Least values of the record by which a term that is over is renewed; with none, no term is.
    pub renew: BTreeMap<String, Exact>,
}
/// From an instant up to another, without the latter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The first instant.
    pub from: Timestamp,
    /// The instant at which it is over.
    pub until: Timestamp,
}

const ABOUT: About =
    About::new("designation", "Designation for a term").references(&["Forum Nokia Champions"]).params(&[
        Param { name: "on", kind: "instant", about: "when terms are looked at; it has to be stated" },
        Param { name: "terms", kind: "{ person: [{ from, until }] }", about: "who was named, and for when" },
        Param {
            name: "renew",
            kind: "{ measure: exact }",
            about: "least values by which a term that is over is renewed; with none, no term is",
        },
    ]);

impl AdmissionRule for Designation {
    fn about(&self) -> About {
        ABOUT
    }
    fn admit(&self, call: &Call<'_>) -> Result<Admission, AdmitError> {
        let bad = |cause| AdmitError::Parameters { rule: ABOUT.id.to_owned(), cause };
        let Some(on) = self.on else {
            return Err(bad("`on` is not stated; it is an instant such as 2026-12-01T00:00:00Z".to_owned()));
        };
        let wrong = self.terms.iter().find_map(|(p, all)| Some((p, all.iter().find(|t| t.from >= t.until)?)));
        if let Some((p, t)) = wrong {
            return Err(bad(format!(
                "`{p}` is named from {} until {}; a term ends after it begins",
                t.from, t.until
            )));
        }
        let mut a = Admission::default();
        for p in call.people {
            match self.lacks(p, on) {
                None => a.admitted.push(p.person.clone()),
                Some(why) => a.refused.push(Refused { person: p.person.clone(), why }),
            }
        }
        Ok(a)
    }
}
impl Designation {
    fn lacks(&self, p: &Applicant, on: Timestamp) -> Option<NotAdmitted> {
        let terms = self.terms.get(&p.person).map_or(&[][..], |t| t);
        if terms.iter().any(|t| t.from <= on && on < t.until) {
            return None;
        }
        let Some(ended) = terms.iter().map(|t| t.until).filter(|u| *u <= on).max() else {
            return Some(NotAdmitted::NoTerm { ended: None });
        };
        if self.renew.is_empty() {
            return Some(NotAdmitted::NoTerm { ended: Some(ended.to_string()) });
        }
        let short = |(m, need): &(&String, &Exact)| p.record.get(*m).is_none_or(|have| have < *need);
        self.renew.iter().find(short).map(|(measure, need)| NotAdmitted::Below {
            measure: measure.clone(),
            need: need.clone(),
            have: p.record.get(measure).cloned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::admit::sample::{ask, people, show};
    fn year(y: u32) -> Term {
        let at = |y: u32| format!("{y}-01-01T00:00:00Z").parse().unwrap();
        Term { from: at(y), until: at(y + 1) }
    }
    fn rule(on: &str) -> Designation {
        let id = |n: &str| n.parse().unwrap();
        Designation {
            on: Some(on.parse().unwrap()),
            terms: [(id("ann"), vec![year(2026)]), (id("bob"), vec![year(2025)])].into(),
            renew: [("answers".to_owned(), 12u32.into())].into(),
        }
    }
    fn with(answers: [u32; 2]) -> Vec<Applicant> {
        let mut all = people(&["ann", "bob", "cy"]);
        for (p, n) in all.iter_mut().zip(answers) {
            p.record.insert("answers".to_owned(), n.into());
        }
        all
    }
    #[test]
    fn worked_example_at_the_first_and_last_instant() {
        assert_eq!(show(&ask(&rule("2026-01-01T00:00:00Z"), &with([0, 11]))), "ann; not bob cy");
        assert_eq!(show(&ask(&rule("2026-01-01T00:00:00Z"), &with([0, 12]))), "ann bob; not cy");
        assert_eq!(show(&ask(&rule("2026-12-31T23:59:59.999Z"), &with([0, 12]))), "ann bob; not cy");
        assert_eq!(show(&ask(&rule("2027-01-01T00:00:00Z"), &with([11, 12]))), "bob; not ann cy");
        // Before ann's term begins she was never named.
        let a = ask(&rule("2025-12-31T23:59:59Z"), &with([99, 0]));
        assert_eq!(show(&a), "bob; not ann cy");
        assert_eq!(a.refused[0].why, NotAdmitted::NoTerm { ended: None });
    }
    #[test]
    fn without_marks_nobody_is_renewed_and_the_last_end_is_told() {
        let mut r = Designation { renew: BTreeMap::new(), ..rule("2028-01-01T00:00:00Z") };
        r.terms.get_mut(&"bob".parse::<PersonId>().unwrap()).unwrap().insert(0, year(2026));
        let a = ask(&r, &with([99, 99]));
        assert_eq!(show(&a), "; not ann bob cy");
        assert_eq!(a.refused[1].why, NotAdmitted::NoTerm { ended: Some("2027-01-01T00:00:00Z".into()) });
    }
    #[test]
    fn nobody_asks_and_what_is_not_stated_is_refused() {
        assert_eq!(ask(&rule("2026-01-01T00:00:00Z"), &[]), Admission::default());
        assert!(Designation::default().admit(&Call::new(&[])).unwrap_err().to_string().contains("`on`"));
        let mut wrong = rule("2026-01-01T00:00:00Z");
        wrong.terms.get_mut(&"ann".parse::<PersonId>().unwrap()).unwrap()[0].until = year(2026).from;
        assert!(wrong.admit(&Call::new(&[])).unwrap_err().to_string().contains("ends after"));
    }
}

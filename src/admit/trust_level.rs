//! Trust by activity: levels that are earned, each with marks that the record has to reach.
//!
//! A person's level is the number of levels, from the first, whose marks are all reached without a gap. Who has at least the stated level takes part; everybody's level is
//! in the record.
//!
//! Worked example: Discourse's first level needs 5 topics, 30 posts and 10 minutes; the second 20 topics, 100 posts, 60 minutes, 15 days, a like given and received, and
//! answers to 3 topics. With 5 topics, 30 posts, 10 minutes, 15 days, a like each way and answers to 2 topics one has level 1.
//!
//! References: Discourse, trust levels.
use super::{Admission, AdmissionRule, AdmitError, AdmitNote, Applicant, Call, NotAdmitted, Refused};
use crate::count::{About, Param};
use crate::num::Exact;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who has a level of trust. For a single list of marks: [`Qualification`](super::Qualification).
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: equality reaches a mark.
///
/// # Complexity
/// `O(n k)` for n people and k marks of all levels.
///
/// # Errors
/// If the least level is above the number of levels.
///
/// # References
/// Discourse trust levels.
///
/// # Examples
/// ```
/// use cocreate::{admit::*, id::PersonId, num::Exact};
/// let mut ann = Applicant::new(PersonId::new("ann")?);
/// for (measure, n) in [("topics", 5u32), ("posts", 30), ("minutes", 10)] {
///     ann.record.insert(measure.to_owned(), Exact::from(n));
/// }
/// let a = admit(&[&TrustLevel::default()], &Call::new(&[ann.clone()]))?;
/// assert_eq!(a.notes, [AdmitNote::Level { person: ann.person.clone(), level: 1 }]);
/// let second = TrustLevel { least: 2, ..TrustLevel::default() };
/// assert!(admit(&[&second], &Call::new(&[ann]))?.admitted.is_empty());
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TrustLevel {
    /// The level that it takes; with 0 everybody takes part.
    pub least: u32,
    /// Of each level, from the first, the least values by the names of the record.
    pub levels: Vec<BTreeMap<String, Exact>>,
}
impl Default for TrustLevel {
    /// The first two of Discourse, and the first that it takes.
    fn default() -> Self {
        let of = |all: &[(&str, u32)]| all.iter().map(|(m, n)| ((*m).to_owned(), Exact::from(*n))).collect();
        let first = of(&[("topics", 5), ("posts", 30), ("minutes", 10)]);
        let second = of(&[
            ("topics", 20),
            ("posts", 100),
            ("minutes", 60),
            ("days", 15),
            ("likes-given", 1),
            ("likes-received", 1),
            ("replied-topics", 3),
        ]);
        Self { least: 1, levels: vec![first, second] }
    }
}

const ABOUT: About =
    About::new("trust-level", "Trust by activity").references(&["Discourse trust levels"]).params(&[
        Param { name: "least", kind: "integer", about: "the level that it takes" },
        Param {
            name: "levels",
            kind: "list of { measure: exact }",
            about: "of each level, from the first, the least value of each measure",
        },
    ]);

impl AdmissionRule for TrustLevel {
    fn about(&self) -> About {
        ABOUT
    }
    fn admit(&self, call: &Call<'_>) -> Result<Admission, AdmitError> {
        let least = self.least as usize;
        if least > self.levels.len() {
            let cause = format!("it takes level {least}; there are {}", self.levels.len());
            return Err(AdmitError::Parameters { rule: ABOUT.id.to_owned(), cause });
        }
        let mut a = Admission::default();
        for p in call.people {
            let level = self.levels.iter().take_while(|marks| short(marks, p).is_none()).count();
            a.notes.push(AdmitNote::Level { person: p.person.clone(), level: level as u32 });
            match self.levels.get(level).filter(|_| level < least).and_then(|marks| short(marks, p)) {
                None => a.admitted.push(p.person.clone()),
                Some(why) => a.refused.push(Refused { person: p.person.clone(), why }),
            }
        }
        Ok(a)
    }
}
/// The first mark, by name, that is not reached.
fn short(marks: &BTreeMap<String, Exact>, p: &Applicant) -> Option<NotAdmitted> {
    let fails = |(m, need): &(&String, &Exact)| p.record.get(*m).is_none_or(|have| have < *need);
    marks.iter().find(fails).map(|(measure, need)| NotAdmitted::Below {
        measure: measure.clone(),
        need: need.clone(),
        have: p.record.get(measure).cloned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::admit::sample::{ask, people, show};
    const NAMES: [&str; 7] =
        ["topics", "posts", "minutes", "days", "likes-given", "likes-received", "replied-topics"];
    fn with(values: &[[u32; 7]]) -> Vec<Applicant> {
        let names: Vec<String> = (0..values.len()).map(|i| format!("p{i}")).collect();
        let mut all = people(&names.iter().map(String::as_str).collect::<Vec<_>>());
        for (p, v) in all.iter_mut().zip(values) {
            p.record = NAMES.iter().zip(v).map(|(m, n)| ((*m).to_owned(), Exact::from(*n))).collect();
        }
        all
    }
    fn levels(a: &Admission) -> Vec<u32> {
        let of = |n: &AdmitNote| if let AdmitNote::Level { level, .. } = n { Some(*level) } else { None };
        a.notes.iter().filter_map(of).collect()
    }
    /// The two records of M37 and M38, one of nought, and one that has the second level's marks but not all of the first's.
    #[test]
    fn worked_example_and_equality() {
        let all =
            with(&[[5, 30, 10, 15, 1, 1, 2], [20, 100, 60, 15, 1, 1, 3], [0; 7], [20, 29, 60, 15, 1, 1, 3]]);
        let a = ask(&TrustLevel::default(), &all);
        assert_eq!((levels(&a), show(&a).as_str()), (vec![1, 2, 0, 0], "p0 p1; not p2 p3"));
        let below = |m: &str, need: u32, have: u32| NotAdmitted::Below {
            measure: m.into(),
            need: need.into(),
            have: Some(have.into()),
        };
        assert_eq!(a.refused[1].why, below("posts", 30, 29));
        let second = ask(&TrustLevel { least: 2, ..TrustLevel::default() }, &all);
        assert_eq!(show(&second), "p1; not p0 p2 p3");
        assert_eq!(second.refused[0].why, below("minutes", 60, 10));
    }
    #[test]
    fn nobody_asks_level_nought_takes_all_and_what_is_not_known_is_short() {
        assert_eq!(ask(&TrustLevel::default(), &[]), Admission::default());
        assert_eq!(
            show(&ask(&TrustLevel { least: 0, ..TrustLevel::default() }, &people(&["new"]))),
            "new; not "
        );
        assert_eq!(show(&ask(&TrustLevel::default(), &people(&["new"]))), "; not new");
        let high = TrustLevel { least: 3, ..TrustLevel::default() };
        assert!(high.admit(&Call::new(&[])).is_err());
    }
}

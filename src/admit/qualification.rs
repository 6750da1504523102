//! Qualification: a record that reaches every stated mark.
//!
//! Worked example: Discourse's second level of trust needs 20 topics, 100 posts, 60 minutes, 15 days, one like given and
//! received, and answers to 3 topics. Whoever has 5 topics is refused with `topics`, 20, 5.
//!
//! References: Discourse trust levels; Topcoder reviewers (10 contests at 85 or more, one of them lately).
use super::{Admission, AdmissionRule, AdmitError, Applicant, Call, NotAdmitted, Refused};
use crate::count::{About, Alias, Param};
use crate::num::Exact;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Least values by the names of the record. What is not known does not reach a mark, not even one of nought.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: equality reaches a mark.
///
/// # Complexity
/// `O(n k)` for n people and k marks.
///
/// # Errors
/// None.
///
/// # References
/// Discourse trust levels; Topcoder reviewer qualification.
///
/// # Examples
/// ```
/// use cocreate::{admit::*, id::PersonId, num::Exact};
/// let rule = Qualification { at_least: [("topics".to_owned(), Exact::from(20u32))].into() };
/// let mut ann = Applicant::new(PersonId::new("ann")?);
/// ann.record.insert("topics".to_owned(), Exact::from(5u32));
/// let a = admit(&[&rule], &Call::new(&[ann]))?;
/// let below = NotAdmitted::Below { measure: "topics".to_owned(), need: 20u32.into(), have: Some(5u32.into()) };
/// assert_eq!(a.refused[0].why, below);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Qualification {
    /// Measure and least value, reached by equality. With none, everybody qualifies.
    pub at_least: BTreeMap<String, Exact>,
}

const ABOUT: About = About::new("qualification", "Qualification by record")
    .aliases(&[Alias::plain("reputation")])
    .references(&["Discourse trust levels", "Topcoder reviewer qualification"])
    .params(&[Param {
        name: "at_least",
        kind: "{ measure: exact }",
        about: "least value of each measure, reached by equality",
    }]);

impl AdmissionRule for Qualification {
    fn about(&self) -> About {
        ABOUT
    }
    fn admit(&self, call: &Call<'_>) -> Result<Admission, AdmitError> {
        let mut a = Admission::default();
        for p in call.people {
            match self.short(p) {
                None => a.admitted.push(p.person.clone()),
                Some(why) => a.refused.push(Refused { person: p.person.clone(), why }),
            }
        }
        Ok(a)
    }
}
impl Qualification {
    /// The first mark, by name, that is not reached.
    fn short(&self, p: &Applicant) -> Option<NotAdmitted> {
        let fails = |(m, need): &(&String, &Exact)| p.record.get(*m).is_none_or(|have| have < *need);
        self.at_least.iter().find(fails).map(|(measure, need)| NotAdmitted::Below {
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
    type Marks = [(&'static str, u32); 7];
    const SECOND: Marks = [
        ("topics", 20),
        ("posts", 100),
        ("minutes", 60),
        ("days", 15),
        ("likes-given", 1),
        ("likes-received", 1),
        ("replied-topics", 3),
    ];
    fn record(marks: &Marks) -> BTreeMap<String, Exact> {
        marks.iter().map(|(m, n)| ((*m).to_owned(), Exact::from(*n))).collect()
    }
    #[test]
    fn worked_example_and_equality() {
        let mut all = people(&["short", "just"]);
        let mut five = SECOND;
        five[0].1 = 5;
        (all[0].record, all[1].record) = (record(&five), record(&SECOND));
        let a = ask(&Qualification { at_least: record(&SECOND) }, &all);
        assert_eq!(show(&a), "just; not short");
        let why =
            NotAdmitted::Below { measure: "topics".into(), need: 20u32.into(), have: Some(5u32.into()) };
        assert_eq!(a.refused[0].why, why);
    }
    #[test]
    fn nothing_known_is_below_nought_and_nobody_may_ask() {
        let rule = Qualification { at_least: [("posts".to_owned(), Exact::ZERO)].into() };
        let a = ask(&rule, &people(&["new"]));
        let why = NotAdmitted::Below { measure: "posts".into(), need: Exact::ZERO, have: None };
        assert_eq!(a.refused[0].why, why);
        assert_eq!(ask(&rule, &[]), Admission::default());
        assert_eq!(show(&ask(&Qualification::default(), &people(&["new"]))), "new; not ");
    }
}

//! Balance of classes: no party or group has more than its part of those who take part.
//!
//! As many take part as can, such that none has more than the part: the largest number T of people for which every class has at most the part of T, rounded down,
//! and all together are T. Of a class that is too large those who asked last, or whom the lot leaves, are refused. Whoever is of no class is refused.
//!
//! Worked example: of 13 who ask 5 are producers, 4 users, 4 of the public; none may have more than a third. A third of 13 is 4.33, so that one producer has to go; of 12
//! who are left each class has a third.
//!
//! References: IEEE-SA, Standards Board Operations Manual (no interest category above one third).
use super::{
    Admission, AdmissionRule, AdmitError, AdmitNote, Call, Class, NotAdmitted, Refused,
    affiliation_cap::capped,
};
use crate::count::{About, Param};
use crate::num::Exact;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// No class above its part. To look only: [`balance::over`](super::balance::over).
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: the number of a class is capped, and its people go by the order of the requests, or by lot.
///
/// # Complexity
/// `O(n log n)` for n people and at most n passes over the classes.
///
/// # Errors
/// If the part is not above 0 and at most 1; without a published seed, where the lot draws.
///
/// # References
/// IEEE-SA Standards Board Operations Manual.
///
/// # Examples
/// ```
/// use cocreate::{admit::*, id::PersonId};
/// let of = |i: usize| Applicant {
///     stratum: Some(["producer", "user", "general"][i % 3].to_owned()),
///     ..Applicant::new(PersonId::new(&format!("p{i}")).unwrap())
/// };
/// // Five producers, four of each other.
/// let people: Vec<Applicant> = (0..13).map(of).collect();
/// let a = admit(&[&ClassBalance::default()], &Call::new(&people))?;
/// assert_eq!((a.admitted.len(), a.refused[0].person.as_str()), (12, "p12"));
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClassBalance {
    /// The part that no class passes, above 0 and at most 1.
    pub most: Exact,
    /// What the classes are.
    pub of: Class,
    /// Whether the lot says who of a class takes part, in place of the order of the requests; under the label `admit/cap/` and the class.
    pub by_lot: bool,
}
impl Default for ClassBalance {
    fn default() -> Self {
        Self { most: Exact::ratio(1, 3).unwrap_or_default(), of: Class::Stratum, by_lot: false }
    }
}

const ABOUT: About = About::new("class-balance", "Balance of classes")
    .references(&["IEEE-SA Standards Board Operations Manual"])
    .params(&[
        Param { name: "most", kind: "exact", about: "the part that no class passes, above 0 and at most 1" },
        Param { name: "of", kind: "party | stratum", about: "what the classes are" },
        Param {
            name: "by_lot",
            kind: "boolean",
            about: "the lot says who takes part, not the order of the requests",
        },
    ]);

impl AdmissionRule for ClassBalance {
    fn about(&self) -> About {
        ABOUT
    }
    fn compares(&self) -> bool {
        true
    }
    fn admit(&self, call: &Call<'_>) -> Result<Admission, AdmitError> {
        if self.most <= Exact::ZERO || self.most > Exact::ONE {
            let cause = format!("`most` is {}; it is above 0 and at most 1", self.most);
            return Err(AdmitError::Parameters { rule: ABOUT.id.to_owned(), cause });
        }
        let lot = match call.lot {
            None if self.by_lot => return Err(AdmitError::NoSeed { rule: ABOUT.id.to_owned() }),
            lot => lot.filter(|_| self.by_lot),
        };
        let mut classes: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, p) in call.people.iter().enumerate() {
            if let Some(name) = self.of.name(p) {
                classes.entry(name).or_default().push(i);
            }
        }
        let sizes: Vec<usize> = classes.values().map(Vec::len).collect();
        let most = self.cap(&sizes);
        let mut a = Admission::default();
        let mut stay: BTreeSet<usize> = BTreeSet::new();
        for (name, people) in &classes {
            let order = lot.map_or_else(
                || (0..people.len()).collect(),
                |lot| lot.order(&format!("admit/cap/{name}"), people.len()),
            );
            stay.extend(order.into_iter().take(most).map(|i| people[i]));
            let (seats, asked) = (people.len().min(most) as u32, people.len() as u32);
            a.notes.push(AdmitNote::Seats { stratum: (*name).to_owned(), seats, asked });
        }
        for (i, p) in call.people.iter().enumerate() {
            match self.of.name(p) {
                _ if stay.contains(&i) => a.admitted.push(p.person.clone()),
                Some(name) => a.refused.push(capped(p, name, most as u32)),
                None => {
                    let why = NotAdmitted::NoStratum { stratum: None };
                    a.refused.push(Refused { person: p.person.clone(), why });
                }
            }
        }
        Ok(a)
    }
}
impl ClassBalance {
    /// How many of each class at most: from all who ask down to the first number that can stay as it is, which is the largest.
    fn cap(&self, sizes: &[usize]) -> usize {
        let mut all: usize = sizes.iter().sum();
        loop {
            // Below the number of people, so that it fits.
            let cap = (&self.most * &Exact::from(all)).floor().unwrap_or_default() as usize;
            let left = sizes.iter().map(|n| cap.min(*n)).sum();
            if left == all {
                return cap;
            }
            all = left;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::admit::{
        Applicant, admit,
        balance::over,
        sample::{ask, people, show},
    };
    use crate::count::Lot;
    use proptest::prelude::*;
    fn of_classes(classes: &str) -> Vec<Applicant> {
        let names: Vec<String> = classes.chars().enumerate().map(|(i, c)| format!("{c}{i}")).collect();
        let mut all = people(&names.iter().map(String::as_str).collect::<Vec<_>>());
        all.iter_mut().zip(classes.chars()).for_each(|(p, c)| p.stratum = Some(c.to_string()));
        all
    }
    #[test]
    fn worked_example() {
        let a = ask(&ClassBalance::default(), &of_classes("pppppuuuugggg"));
        assert_eq!((a.admitted.len(), a.refused.len()), (12, 1));
        assert_eq!(a.refused[0].why, NotAdmitted::Capped { of: "p".into(), most: 4 });
        assert_eq!(a.refused[0].person.as_str(), "p4", "who asked last");
    }
    #[test]
    fn level_classes_stay_and_two_cannot_have_a_third_each() {
        assert_eq!(ask(&ClassBalance::default(), &of_classes("pug")).admitted.len(), 3);
        assert_eq!(ask(&ClassBalance::default(), &of_classes("ppuu")).admitted.len(), 0);
    }
    #[test]
    fn nobody_asks_or_is_of_a_class() {
        assert_eq!(ask(&ClassBalance::default(), &[]), Admission::default());
        assert_eq!(show(&ask(&ClassBalance::default(), &people(&["a"]))), "; not a");
        let wrong = ClassBalance { most: Exact::from(2u32), ..ClassBalance::default() };
        assert!(wrong.admit(&Call::new(&[])).is_err());
        let (all, lot) = (of_classes("pppppuuuugggg"), Lot::new("a seed"));
        let drawn = ClassBalance { by_lot: true, ..ClassBalance::default() };
        let a = admit(&[&drawn], &Call { lot: Some(&lot), ..Call::new(&all) }).unwrap();
        assert_eq!(a.refused[0].person, all[lot.order("admit/cap/p", 5)[4]].person);
    }
    proptest! {
        /// By trying all numbers of each class.
        #[test]
        fn as_many_as_can_stay(sizes in proptest::collection::vec(0usize..5, 1..5), num in 1i128..5, more in 0u128..4) {
            let most = Exact::ratio(num, num as u128 + more).unwrap();
            let cap = ClassBalance { most: most.clone(), ..ClassBalance::default() }.cap(&sizes);
            let stays: usize = sizes.iter().map(|n| cap.min(*n)).sum();
            let mut best = 0;
            let mut part = vec![0; sizes.len()];
            loop {
                let classes: Vec<(usize, u64)> = part.iter().enumerate().map(|(i, n)| (i, *n as u64)).collect();
                if over(&classes, &most).is_empty() {
                    best = best.max(part.iter().sum());
                }
                let Some(i) = (0..sizes.len()).find(|i| part[*i] < sizes[*i]) else { break };
                part[..i].fill(0);
                part[i] += 1;
            }
            prop_assert_eq!(stays, best);
        }
    }
}

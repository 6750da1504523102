//! Affiliation cap: at most so many people of one party, or of one group.
//!
//! Worked example: with two at most, of a, b and c of acme and d of bolt, who ask in this order, a, b and d take part; c is told that acme has its two
//! places. Whoever acts for nobody is not capped.
//!
//! References: Accellera, policies (at most two votes a company); PEP 13 (two of five council members at most from one employer); Eclipse bylaws (half of
//! the elected seats).
use super::{Admission, AdmissionRule, AdmitError, Applicant, Call, Class, NotAdmitted, Refused};
use crate::count::{About, Param};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// At most so many of each party or group. For entries that are chosen: `per_party` of [`TopK`](crate::select::TopK).
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: places go by the order of the requests, or by lot.
///
/// # Complexity
/// `O(n log n)` for n people.
///
/// # Errors
/// If the most is 0; without a published seed, where the lot draws.
///
/// # References
/// Accellera policies; PEP 13; Eclipse bylaws.
///
/// # Examples
/// ```
/// use cocreate::{admit::*, id::{PartyId, PersonId}};
/// let of = |(n, party): (&str, &str)| Applicant { party: Some(PartyId::new(party).unwrap()), ..Applicant::new(PersonId::new(n).unwrap()) };
/// let people = [("a", "acme"), ("b", "acme"), ("c", "acme"), ("d", "bolt")].map(of);
/// let a = admit(&[&AffiliationCap::default()], &Call::new(&people))?;
/// assert_eq!(a.refused[0].person, people[2].person);
/// assert_eq!(a.refused[0].why, NotAdmitted::Capped { of: "acme".to_owned(), most: 2 });
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AffiliationCap {
    /// Most people of each, at least 1.
    pub most: u32,
    /// Of what.
    pub of: Class,
    /// Whether the lot says who of them takes part, in place of the order of the requests; under the label `admit/cap/` and the party's or group's name.
    pub by_lot: bool,
}
impl Default for AffiliationCap {
    fn default() -> Self {
        Self { most: 2, of: Class::Party, by_lot: false }
    }
}

const ABOUT: About =
    About::new("affiliation-cap", "Affiliation cap").references(&["Accellera policies", "PEP 13"]).params(&[
        Param { name: "most", kind: "integer", about: "most people of each, at least 1" },
        Param { name: "of", kind: "party | stratum", about: "of each what" },
        Param {
            name: "by_lot",
            kind: "boolean",
            about: "the lot says who takes part, not the order of the requests",
        },
    ]);

impl AdmissionRule for AffiliationCap {
    fn about(&self) -> About {
        ABOUT
    }
    fn compares(&self) -> bool {
        true
    }
    fn admit(&self, call: &Call<'_>) -> Result<Admission, AdmitError> {
        if self.most == 0 {
            let cause = "`most` is 0; it is at least 1".to_owned();
            return Err(AdmitError::Parameters { rule: ABOUT.id.to_owned(), cause });
        }
        let lot = match call.lot {
            None if self.by_lot => return Err(AdmitError::NoSeed { rule: ABOUT.id.to_owned() }),
            lot => lot.filter(|_| self.by_lot),
        };
        let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, p) in call.people.iter().enumerate() {
            if let Some(name) = self.of.name(p) {
                groups.entry(name).or_default().push(i);
            }
        }
        let mut out: BTreeSet<usize> = BTreeSet::new();
        for (name, people) in groups {
            let order = lot.map_or_else(
                || (0..people.len()).collect(),
                |lot| lot.order(&format!("admit/cap/{name}"), people.len()),
            );
            out.extend(order.into_iter().skip(self.most as usize).map(|i| people[i]));
        }
        let mut a = Admission::default();
        for (i, p) in call.people.iter().enumerate() {
            match self.of.name(p).filter(|_| out.contains(&i)) {
                None => a.admitted.push(p.person.clone()),
                Some(name) => a.refused.push(capped(p, name, self.most)),
            }
        }
        Ok(a)
    }
}
pub(super) fn capped(p: &Applicant, of: &str, most: u32) -> Refused {
    Refused { person: p.person.clone(), why: NotAdmitted::Capped { of: of.to_owned(), most } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::admit::{
        admit,
        sample::{ask, people, show},
    };
    use crate::count::Lot;
    fn companies() -> Vec<Applicant> {
        let mut all = people(&["a", "b", "c", "d", "e"]);
        for p in &mut all[..3] {
            p.party = Some("acme".parse().unwrap());
        }
        all[3].party = Some("bolt".parse().unwrap());
        all
    }
    #[test]
    fn worked_example() {
        let a = ask(&AffiliationCap::default(), &companies());
        assert_eq!(show(&a), "a b d e; not c");
        assert_eq!(a.refused[0].why, NotAdmitted::Capped { of: "acme".into(), most: 2 });
    }
    #[test]
    fn the_lot_says_who_of_them_and_needs_a_seed() {
        let rule = AffiliationCap { by_lot: true, ..AffiliationCap::default() };
        assert!(admit(&[&rule], &Call::new(&companies())).is_err());
        let (all, lot) = (companies(), Lot::new("a seed"));
        let a = admit(&[&rule], &Call { lot: Some(&lot), ..Call::new(&all) }).unwrap();
        let last = lot.order("admit/cap/acme", 3)[2];
        assert_eq!(a.refused.iter().map(|r| &r.person).collect::<Vec<_>>(), [&all[last].person]);
    }
    #[test]
    fn groups_are_capped_too_and_nobody_may_ask() {
        let mut all = companies();
        all[4].stratum = Some("user".into());
        all[0].stratum = Some("user".into());
        let rule = AffiliationCap { most: 1, of: Class::Stratum, by_lot: false };
        assert_eq!(show(&ask(&rule, &all)), "a b c d; not e");
        assert_eq!(ask(&rule, &[]), Admission::default());
        let none = AffiliationCap { most: 0, ..AffiliationCap::default() };
        assert!(none.admit(&Call::new(&[])).is_err());
    }
}

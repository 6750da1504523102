//! Assurance: gifts are paid only if they reach a goal together; else each goes back to its giver.
//!
//! Each winner for itself: if the gifts to it reach the goal it has them all. Gifts to entries that did not win go back.
//!
//! Worked example: a goal of 10,000.00. With gifts of 5,000.00 and 4,999.99 both go back; with two of 5,000.00 the entry has 10,000.00.
//!
//! References: Bagnoli and Lipman (1989), "Provision of public goods: fully implementing the core through private contributions"; Kickstarter.
use super::{Award, Case, Owed, RewardError, RewardRule, Why, Withheld, WithheldBy, parts::covered};
use crate::count::{About, Param};
use crate::id::EntryId;
use crate::num::Amount;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Gifts, if they reach a goal together.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: the goal itself is enough.
///
/// # Complexity
/// `O(g)` for g gifts.
///
/// # Errors
/// If gifts sum to more than the pot.
///
/// # References
/// Bagnoli and Lipman (1989), Review of Economic Studies 56.
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PersonId, PotId}, num::{Amount, Currency, Exact}, reward::*};
/// use std::collections::BTreeMap;
/// let (id, person) = (|n: &str| EntryId::new(n).unwrap(), |n: &str| PersonId::new(n).unwrap());
/// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(999999u32) };
/// let gift = |(from, amount): (&str, u32)| Gift { from: person(from), amount: amount.into() };
/// let gifts = [("p", 500_000), ("q", 499_999)].map(gift).to_vec();
/// let entrants = [Entrant { facts: Facts { gifts, ..Facts::default() }, ..Entrant::solo(id("park"), person("ann")) }];
/// let places = [vec![id("park")]];
/// let case = Case { pot: &pot, places: &places, scores: &BTreeMap::new(), entrants: &entrants };
/// let out = pay(&Assurance { goal: 1_000_000u32.into() }, &case, TeamSplit::default())?;
/// assert_eq!(out.paid_to(&person("p")).minor(), 500_000);
/// let out = pay(&Assurance { goal: 999_999u32.into() }, &case, TeamSplit::default())?;
/// assert_eq!(out.paid_to(&person("ann")).minor(), 999_999);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Assurance {
    /// What the gifts to an entry have to reach, in minor units.
    pub goal: Amount,
}

const ABOUT: About = About::new("assurance", "Assurance")
    .aliases(&[crate::count::Alias::plain("all-or-nothing")])
    .references(&["Bagnoli and Lipman (1989), Provision of public goods"])
    .params(&[Param {
        name: "goal",
        kind: "minor units",
        about: "what the gifts to an entry have to reach",
    }]);

impl RewardRule for Assurance {
    fn about(&self) -> About {
        ABOUT
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        let won: BTreeSet<&EntryId> = case.places.iter().flatten().collect();
        let mut a = Award::default();
        for e in case.entrants {
            let sum = e.gifts()?;
            if won.contains(&e.entry) && sum >= self.goal && !sum.is_zero() {
                let why = Why::Bonus { earned: sum.to_exact() };
                a.owed.push(Owed { entry: e.entry.clone(), person: None, amount: sum, why });
                continue;
            }
            for (p, amount) in e.given()? {
                let person = Some(p.clone());
                a.owed.push(Owed { entry: e.entry.clone(), person, amount, why: Why::Refund {} });
            }
            let (entry, why) = (Some(e.entry.clone()), WithheldBy::Goal {});
            a.withheld.push(Withheld { place: None, entry, amount: Amount::ZERO, why });
        }
        covered(&a, case)?;
        Ok(a)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reward::{
        Facts, Gift,
        sample::{paid_to, places, show, solos},
    };
    fn run(goal: u32, winners: &str, gifts: &[(&str, u32)]) -> String {
        let mut all = solos(&places("a"));
        let gift = |(from, n): &(&str, u32)| Gift { from: from.parse().unwrap(), amount: Amount::from(*n) };
        all[0].facts = Facts { gifts: gifts.iter().map(gift).collect(), ..Facts::default() };
        let pot = gifts.iter().map(|g| u64::from(g.1)).sum();
        show(&paid_to(&Assurance { goal: goal.into() }, pot, &places(winners), &[], &all))
    }
    #[test]
    fn worked_example() {
        assert_eq!(run(1_000_000, "a", &[("p", 500_000), ("q", 499_999)]), "p 500000, q 499999, back 0");
        assert_eq!(run(1_000_000, "a", &[("p", 500_000), ("q", 500_000)]), "a 1000000, back 0");
        // Two gifts of one person go back together; who did not win has nothing.
        assert_eq!(run(1, "", &[("p", 5), ("p", 6)]), "p 11, back 0");
    }
    #[test]
    fn nobody_gives() {
        assert_eq!(run(0, "a", &[]), "back 0");
    }
}

//! Sponsor match: a sponsor adds a rate of the gifts to each winner, up to a limit for each and no more than the pot.
//!
//! Matches are cut to whole units. If the pot holds less, everybody has the same fraction of theirs, and the record says so.
//!
//! Worked example: gifts of 30.00 and 20.00 are matched one to one from a pot of 40.00: 50.00 would be owed, 40.00 are there.
//!
//! References: Karlan and List (2007), "Does price matter in charitable giving?", American Economic Review 97.
use super::{
    Award, Case, Owed, RewardError, RewardRule, Why, Withheld, WithheldBy,
    parts::{fit, winners},
};
use crate::count::{About, Param};
use crate::num::{Amount, Exact, OddUnits};
use serde::{Deserialize, Serialize};

/// A rate of gifts, while the pot lasts.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Odd units of a pot that is too small go by `odd`, which is noted.
///
/// # Complexity
/// `O(g + n log n)` for g gifts to n winners.
///
/// # Errors
/// If the rate is below nought.
///
/// # References
/// Karlan and List (2007), American Economic Review 97.
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PersonId, PotId}, num::{Amount, Currency, Exact}, reward::*};
/// use std::collections::BTreeMap;
/// let (id, person) = (|n: &str| EntryId::new(n).unwrap(), |n: &str| PersonId::new(n).unwrap());
/// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(4000u32) };
/// let gift = |(from, amount): (&str, u32)| Gift { from: person(from), amount: amount.into() };
/// let gifts = [("p", 3000), ("q", 2000)].map(gift).to_vec();
/// let entrants = [Entrant { facts: Facts { gifts, ..Facts::default() }, ..Entrant::solo(id("park"), person("ann")) }];
/// let places = [vec![id("park")]];
/// let case = Case { pot: &pot, places: &places, scores: &BTreeMap::new(), entrants: &entrants };
/// assert_eq!(pay(&SponsorMatch::default(), &case, TeamSplit::default())?.paid().minor(), 4000);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SponsorMatch {
    /// What is added for each unit given, not below nought.
    pub rate: Exact,
    /// The most that is added to one entry, in minor units.
    pub most: Option<Amount>,
    /// Who has the odd units of a pot that is too small, by the order of the places.
    pub odd: OddUnits,
}
impl Default for SponsorMatch {
    /// One to one.
    fn default() -> Self {
        Self { rate: Exact::ONE, most: None, odd: OddUnits::First }
    }
}

const ABOUT: About = About::new("sponsor-match", "Sponsor match")
    .references(&["Karlan and List (2007), Does price matter in charitable giving?"])
    .params(&[
        Param { name: "rate", kind: "exact", about: "what is added for each unit given" },
        Param { name: "most", kind: "minor units", about: "the most that is added to one entry" },
        Param {
            name: "odd",
            kind: "first | last | heaviest",
            about: "who has the odd units of a pot too small",
        },
    ]);

impl RewardRule for SponsorMatch {
    fn about(&self) -> About {
        ABOUT
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        if self.rate.is_negative() {
            let cause = format!("a rate of {}; it is 0 or more", self.rate);
            return Err(RewardError::Parameters { rule: ABOUT.id.to_owned(), cause });
        }
        let mut a = Award::default();
        for e in winners(case)? {
            let earned = &self.rate * &e.gifts()?.to_exact();
            let amount = Amount::of_exact_down(&earned)?;
            let amount = self.most.map_or(amount, |m| m.min(amount));
            a.owed.push(Owed { entry: e.entry.clone(), person: None, amount, why: Why::Bonus { earned } });
        }
        if a.owed.is_empty() {
            let (amount, why) = (case.pot.amount, WithheldBy::NoEntry);
            a.withheld.push(Withheld { place: None, entry: None, amount, why });
        }
        fit(&mut a, case.pot.amount, self.odd)?;
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
    fn run(rule: &SponsorMatch, pot: u64, gifts: &[(&str, u32)]) -> String {
        let places = places(&gifts.iter().map(|g| g.0).collect::<Vec<_>>().join(" "));
        let mut all = solos(&places);
        for (e, (_, n)) in all.iter_mut().zip(gifts) {
            let gifts = vec![Gift { from: "p".parse().unwrap(), amount: Amount::from(*n) }];
            e.facts = Facts { gifts, ..Facts::default() };
        }
        show(&paid_to(rule, pot, &places, &[], &all))
    }
    #[test]
    fn worked_example() {
        let one = SponsorMatch::default();
        assert_eq!(run(&one, 4000, &[("a", 3000), ("b", 2000)]), "a 2400, b 1600, back 0");
        assert_eq!(run(&one, 6000, &[("a", 3000), ("b", 2000)]), "a 3000, b 2000, back 1000");
        let most = SponsorMatch { most: Some(Amount::from(2500u32)), ..one };
        assert_eq!(run(&most, 6000, &[("a", 3000), ("b", 2000)]), "a 2500, b 2000, back 1500");
    }
    #[test]
    fn a_tie_for_the_odd_unit() {
        assert_eq!(run(&SponsorMatch::default(), 3, &[("a", 5), ("b", 5)]), "a 2, b 1, back 0");
    }
    #[test]
    fn nobody_wins() {
        assert_eq!(run(&SponsorMatch::default(), 3, &[]), "back 3");
    }
}

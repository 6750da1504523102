//! Reliability bonus: who delivered well of late has a fraction of their prize on top.
//!
//! The rate is that of the highest step that the share of passed results reaches: by default from 80% a tenth, from 90% 15%, from 95% a
//! fifth. Bonuses are cut to whole units.
//!
//! Worked example: a prize of 500.00. With 12 of 15 passed (80%) the bonus is 50.00, with 14 (93.3%) 75.00, with 15 100.00, with 11 (73.3%)
//! nothing.
//!
//! References: Topcoder, "Reliability rating and bonus".
use super::{
    Award, Case, Owed, RewardError, RewardRule, Why, Withheld, WithheldBy,
    parts::{covered, winners},
};
use crate::count::{About, Param};
use crate::num::{Amount, Exact};
use serde::{Deserialize, Serialize};

/// A bonus on prizes by the share of results that passed.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None.
///
/// # Complexity
/// `O(n s)` for n winners and s steps.
///
/// # Errors
/// If a figure is missing, more passed than were counted, a step is not from 0 to 1 or a rate below nought; if the pot holds less than is owed.
///
/// # References
/// Topcoder, "Reliability rating and bonus".
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PersonId, PotId}, num::{Amount, Currency, Exact}, reward::*};
/// use std::collections::BTreeMap;
/// let (id, person) = (|n: &str| EntryId::new(n).unwrap(), |n: &str| PersonId::new(n).unwrap());
/// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(10000u32) };
/// let of = |passed: u32| Entrant {
///     figures: [("passed", passed), ("counted", 15), ("prize", 50_000)].map(|(n, x)| (n.to_owned(), x.into())).into(),
///     ..Entrant::solo(id("a"), person("a"))
/// };
/// for (passed, bonus) in [(12, 5_000), (14, 7_500), (15, 10_000), (11, 0)] {
///     let (entrants, places) = ([of(passed)], [vec![id("a")]]);
///     let case = Case { pot: &pot, places: &places, scores: &BTreeMap::new(), entrants: &entrants };
///     assert_eq!(pay(&ReliabilityBonus::default(), &case, TeamSplit::default())?.paid().minor(), bonus);
/// }
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReliabilityBonus {
    /// Steps of the share that passed, each with its rate; of those reached the highest counts.
    pub steps: Vec<BonusStep>,
    /// The figure of results that passed.
    pub passed: String,
    /// The figure of results that were counted.
    pub counted: String,
    /// The figure of the prize, in minor units.
    pub prize: String,
}
/// A share and what it brings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BonusStep {
    /// From this share on, from 0 to 1.
    pub from: Exact,
    /// The bonus as a fraction of the prize, not below nought.
    pub rate: Exact,
}
impl Default for ReliabilityBonus {
    fn default() -> Self {
        let step = |(from, rate)| {
            let of = |n| Exact::ratio(n, 100).unwrap_or_default();
            BonusStep { from: of(from), rate: of(rate) }
        };
        let [passed, counted, prize] = ["passed", "counted", "prize"].map(str::to_owned);
        Self { steps: [(80, 10), (90, 15), (95, 20)].map(step).to_vec(), passed, counted, prize }
    }
}

const ABOUT: About = About::new("reliability-bonus", "Reliability bonus")
    .references(&["Topcoder, Reliability rating and bonus"])
    .params(&[
        Param {
            name: "steps",
            kind: "list of { from, rate }",
            about: "shares that passed, each with its rate",
        },
        Param { name: "passed", kind: "figure", about: "results that passed" },
        Param { name: "counted", kind: "figure", about: "results that were counted" },
        Param { name: "prize", kind: "figure", about: "the prize, in minor units" },
    ]);

impl RewardRule for ReliabilityBonus {
    fn about(&self) -> About {
        ABOUT
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        let odd = |s: &&BonusStep| s.from.is_negative() || s.from > Exact::ONE || s.rate.is_negative();
        if let Some(s) = self.steps.iter().find(odd) {
            let cause =
                format!("a step from {} at {}; it is from 0 to 1, and a rate is 0 or more", s.from, s.rate);
            return Err(RewardError::Parameters { rule: ABOUT.id.to_owned(), cause });
        }
        let mut a = Award::default();
        for e in winners(case)? {
            let (passed, counted) = (e.figure(&self.passed)?, e.figure(&self.counted)?);
            if passed > counted {
                return Err(e.fact(format!("{passed} of {counted} results passed; at most all do")));
            }
            let share = passed.to_exact().checked_div(&counted.to_exact());
            let reached = |s: &&BonusStep| share.as_ref().is_some_and(|x| *x >= s.from);
            let step = self.steps.iter().filter(reached).max_by(|a, b| a.from.cmp(&b.from));
            let rate = step.map_or(Exact::ZERO, |s| s.rate.clone());
            let earned = rate * e.figure(&self.prize)?.to_exact();
            let amount = Amount::of_exact_down(&earned)?;
            a.owed.push(Owed { entry: e.entry.clone(), person: None, amount, why: Why::Bonus { earned } });
        }
        if a.owed.is_empty() {
            let (amount, why) = (case.pot.amount, WithheldBy::NoEntry);
            a.withheld.push(Withheld { place: None, entry: None, amount, why });
        }
        covered(&a, case)?;
        Ok(a)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reward::{
        Entrant, TeamSplit, pay,
        sample::{paid_to, places, show, solos},
    };
    fn entrants(passed: u32, counted: u32) -> Vec<Entrant> {
        let mut all = solos(&places("a"));
        all[0].figures = [("passed", passed), ("counted", counted), ("prize", 50_000)]
            .map(|(n, x)| (n.to_owned(), x.into()))
            .into();
        all
    }
    fn bonus(passed: u32, counted: u32) -> String {
        show(&paid_to(&ReliabilityBonus::default(), 10_000, &places("a"), &[], &entrants(passed, counted)))
    }
    #[test]
    fn worked_example() {
        assert_eq!(bonus(12, 15), "a 5000, back 5000");
        assert_eq!(bonus(14, 15), "a 7500, back 2500");
        assert_eq!(bonus(15, 15), "a 10000, back 0");
        assert_eq!(bonus(11, 15), "a 0, back 10000");
        assert_eq!(bonus(0, 0), "a 0, back 10000");
    }
    #[test]
    fn more_than_all_cannot_pass() {
        let (all, places) = (entrants(16, 15), places("a"));
        let pot = crate::reward::Pot {
            pot: "x".parse().unwrap(),
            currency: crate::num::Currency::iso("EUR").unwrap(),
            amount: Amount::MAX,
        };
        let case =
            Case { pot: &pot, places: &places, scores: &std::collections::BTreeMap::new(), entrants: &all };
        let e = pay(&ReliabilityBonus::default(), &case, TeamSplit::default()).unwrap_err();
        assert_eq!(e.to_string(), "entry `a`: 16 of 15 results passed; at most all do");
    }
    #[test]
    fn nobody_wins() {
        assert_eq!(show(&paid_to(&ReliabilityBonus::default(), 9, &[], &[], &[])), "back 9");
    }
}

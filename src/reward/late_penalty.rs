//! Late penalty: an amount shrinks by a fraction for every full day that it came late, never below nought.
//!
//! Worked example: 100 at 20% a day. After 0 and 23 hours it is 100, after 24 hours 80, after 49 hours 60, after 200 hours nothing.
//!
//! References: Topcoder Studio, "Late submissions" (20% a day; that only full days count is this crate's reading).
use super::{
    Award, Case, Owed, RewardError, RewardRule, Why, Withheld, WithheldBy,
    parts::{covered, winners},
};
use crate::count::{About, Param};
use crate::num::{Amount, Exact};
use serde::{Deserialize, Serialize};

/// Amounts less a fraction for each full day.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None.
///
/// # Complexity
/// `O(n)` for n winners.
///
/// # Errors
/// If a figure is missing, a rate is not from 0 to 1, a span is nought hours, or the pot holds less than is owed.
///
/// # References
/// Topcoder Studio, late submissions.
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PersonId, PotId}, num::{Amount, Currency, Exact}, reward::*};
/// use std::collections::BTreeMap;
/// let (id, person) = (|n: &str| EntryId::new(n).unwrap(), |n: &str| PersonId::new(n).unwrap());
/// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(100u32) };
/// let late = |hours: u32| Entrant {
///     figures: [("prize".to_owned(), 100u32.into()), ("hours-late".to_owned(), hours.into())].into(),
///     ..Entrant::solo(id("a"), person("a"))
/// };
/// for (hours, left) in [(0, 100), (23, 100), (24, 80), (49, 60), (200, 0)] {
///     let (entrants, places) = ([late(hours)], [vec![id("a")]]);
///     let case = Case { pot: &pot, places: &places, scores: &BTreeMap::new(), entrants: &entrants };
///     assert_eq!(pay(&LatePenalty::default(), &case, TeamSplit::default())?.paid().minor(), left);
/// }
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LatePenalty {
    /// What a full span takes off, as a fraction of the whole, from 0 to 1.
    pub rate: Exact,
    /// How many hours a span has, at least 1.
    pub hours: u32,
    /// The figure of the amount without penalty.
    pub prize: String,
    /// The figure of whole hours after the deadline.
    pub late: String,
}
impl Default for LatePenalty {
    /// A fifth a day.
    fn default() -> Self {
        let rate = Exact::ratio(1, 5).unwrap_or_default();
        Self { rate, hours: 24, prize: "prize".to_owned(), late: "hours-late".to_owned() }
    }
}

const ABOUT: About =
    About::new("late-penalty", "Late penalty").references(&["Topcoder Studio, late submissions"]).params(&[
        Param { name: "rate", kind: "exact", about: "what a full span takes off, as a fraction" },
        Param { name: "hours", kind: "integer", about: "how many hours a span has" },
        Param { name: "prize", kind: "figure", about: "the amount without penalty" },
        Param { name: "late", kind: "figure", about: "whole hours after the deadline" },
    ]);

impl RewardRule for LatePenalty {
    fn about(&self) -> About {
        ABOUT
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        if self.rate.is_negative() || self.rate > Exact::ONE || self.hours == 0 {
            let cause = format!(
                "{} off every {} hours; a rate is from 0 to 1 and a span at least 1 hour",
                self.rate, self.hours
            );
            return Err(RewardError::Parameters { rule: ABOUT.id.to_owned(), cause });
        }
        let mut a = Award::default();
        for e in winners(case)? {
            let spans = Exact::from(e.figure(&self.late)?.minor() / u128::from(self.hours));
            let left = (Exact::ONE - &self.rate * &spans).max(Exact::ZERO);
            let earned = left * e.figure(&self.prize)?.to_exact();
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
    use crate::reward::sample::{paid_to, places, show, solos};
    fn left(hours: u32) -> String {
        let mut all = solos(&places("a"));
        all[0].figures =
            [("prize".to_owned(), 100u32.into()), ("hours-late".to_owned(), hours.into())].into();
        show(&paid_to(&LatePenalty::default(), 100, &places("a"), &[], &all))
    }
    #[test]
    fn worked_example() {
        let want = ["a 100, back 0", "a 100, back 0", "a 80, back 20", "a 60, back 40", "a 0, back 100"];
        assert_eq!([0, 23, 24, 49, 200].map(left), want);
    }
    #[test]
    fn nobody_wins() {
        assert_eq!(show(&paid_to(&LatePenalty::default(), 9, &[], &[], &[])), "back 9");
    }
}

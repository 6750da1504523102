//! Winner takes all: the whole pot to the first place.
//!
//! Worked example: two entries level for the first place have 7501 and 7500 of 15001, the odd unit by the stated order; or
//! the prize is withheld, where it is not divided.
//!
//! References: Odessa violin competition (the first prize is not shared).
use super::{Award, Case, RewardError, RewardRule, Why, Withheld, WithheldBy, parts::equal_parts};
use crate::count::{About, Param};
use crate::id::EntryId;
use crate::num::OddUnits;
use serde::{Deserialize, Serialize};

/// All to the first tier.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Entries that are level for the first place have equal parts, the odd units by `odd`; or the prize is withheld.
///
/// # Complexity
/// `O(n log n)` for n entries.
///
/// # Errors
/// None beyond those of [`pay`](crate::reward::pay).
///
/// # References
/// Rules of the Odessa violin competition (the first prize is not shared).
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PersonId, PotId}, num::{Amount, Currency}, reward::*};
/// use std::collections::BTreeMap;
/// let id = |n: &str| EntryId::new(n).unwrap();
/// let person = |n: &str| PersonId::new(n).unwrap();
/// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(15001u32) };
/// let entrants = ["a", "b"].map(|n| Entrant::solo(id(n), person(n)));
/// let places = [vec![id("a"), id("b")]];
/// let case = Case { pot: &pot, places: &places, scores: &BTreeMap::new(), entrants: &entrants };
/// let out = pay(&WinnerTakesAll::default(), &case, TeamSplit::default())?;
/// assert_eq!((out.paid_to(&person("a")).minor(), out.paid_to(&person("b")).minor()), (7501, 7500));
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WinnerTakesAll {
    /// What happens if several are level for the first place.
    pub level: Level,
    /// Who of them has the odd units, by their order in the tier.
    pub odd: OddUnits,
}
/// What happens if several are level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Level {
    /// They have equal parts.
    #[default]
    Share,
    /// The prize is not given.
    Withhold,
}

const ABOUT: About = About::new("winner-takes-all", "Winner takes all").params(&[
    Param { name: "level", kind: "share | withhold", about: "what happens if several are level" },
    Param { name: "odd", kind: "first | last | heaviest", about: "who has the odd units" },
]);

impl RewardRule for WinnerTakesAll {
    fn about(&self) -> About {
        ABOUT
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        let mut a = Award::default();
        let amount = case.pot.amount;
        let first: Vec<&EntryId> = case.places.iter().find(|t| !t.is_empty()).into_iter().flatten().collect();
        let withhold = match (first.len(), self.level) {
            (0, _) => Some(WithheldBy::NoEntry),
            (2.., Level::Withhold) => Some(WithheldBy::Indivisible { among: first.len() }),
            _ => None,
        };
        match withhold {
            Some(why) => a.withheld.push(Withheld { place: Some(1), entry: None, amount, why }),
            None if first.len() == 1 => {
                equal_parts(&mut a, &first, amount, self.odd, &Why::Place { place: 1 })?;
            }
            None => {
                let why = Why::Pooled { first: 1, last: 1, among: first.len() };
                equal_parts(&mut a, &first, amount, self.odd, &why)?;
            }
        }
        Ok(a)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reward::sample::{paid, show};
    #[test]
    fn worked_example_of_a_tie() {
        let share = WinnerTakesAll::default();
        assert_eq!(show(&paid(&share, 15_001, "a b | c", &[])), "a 7501, b 7500, back 0");
        let last = WinnerTakesAll { odd: OddUnits::Last, ..share };
        assert_eq!(show(&paid(&last, 15_001, "a b | c", &[])), "a 7500, b 7501, back 0");
        let withhold = WinnerTakesAll { level: Level::Withhold, ..share };
        let p = paid(&withhold, 15_001, "a b | c", &[]);
        assert_eq!(
            (show(&p), &p.withheld[0].why),
            ("back 15001".into(), &WithheldBy::Indivisible { among: 2 })
        );
    }
    #[test]
    fn one_wins_or_nobody() {
        assert_eq!(show(&paid(&WinnerTakesAll::default(), 9, "a | b", &[])), "a 9, back 0");
        let p = paid(&WinnerTakesAll::default(), 9, "", &[]);
        assert_eq!((show(&p), &p.withheld[0].why), ("back 9".into(), &WithheldBy::NoEntry));
    }
}

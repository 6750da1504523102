//! Equal split: every winner has the same, whatever the place.
//!
//! Worked example: 500.00 among six finalists are 83.34, 83.34 and four times 83.33, the odd units by the stated order.
//!
//! References: 99designs (a guaranteed prize that is not awarded); betacup (the crowd's five best share one pot).
use super::{Award, Case, RewardError, RewardRule, Why, Withheld, WithheldBy, parts::equal_parts};
use crate::count::{About, Param};
use crate::id::EntryId;
use crate::num::{Exact, OddUnits};
use serde::{Deserialize, Serialize};

/// The pot in equal parts.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None; odd units go by `odd`, which is noted.
///
/// # Complexity
/// `O(n log n)` for n entries.
///
/// # Errors
/// None beyond those of [`pay`](crate::reward::pay).
///
/// # References
/// 99designs (a guaranteed prize that is not awarded); betacup.
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PersonId, PotId}, num::{Amount, Currency}, reward::*};
/// use std::collections::BTreeMap;
/// let id = |n: &str| EntryId::new(n).unwrap();
/// let person = |n: &str| PersonId::new(n).unwrap();
/// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(50000u32) };
/// let entrants = ["a", "b", "c", "d", "e", "f"].map(|n| Entrant::solo(id(n), person(n)));
/// let places = [entrants.iter().map(|e| e.entry.clone()).collect()];
/// let case = Case { pot: &pot, places: &places, scores: &BTreeMap::new(), entrants: &entrants };
/// let out = pay(&EqualSplit::default(), &case, TeamSplit::default())?;
/// let amounts: Vec<u128> = out.lines.iter().map(|l| l.amount.minor()).collect();
/// assert_eq!(amounts, [8334, 8334, 8333, 8333, 8333, 8333]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EqualSplit {
    /// Who has the odd units, by the order of the places.
    pub odd: OddUnits,
}

const ABOUT: About = About::new("equal-split", "Equal split").params(&[Param {
    name: "odd",
    kind: "first | last | heaviest",
    about: "who has the odd units",
}]);

impl RewardRule for EqualSplit {
    fn about(&self) -> About {
        ABOUT
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        let group: Vec<&EntryId> = case.places.iter().flatten().collect();
        let amount = case.pot.amount;
        let mut a = Award::default();
        if group.is_empty() {
            a.withheld.push(Withheld { place: None, entry: None, amount, why: WithheldBy::NoEntry });
            return Ok(a);
        }
        let share = amount.to_exact() / Exact::from(group.len());
        equal_parts(&mut a, &group, amount, self.odd, &Why::Share { share })?;
        Ok(a)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reward::sample::{paid, show};
    #[test]
    fn worked_example() {
        let p = paid(&EqualSplit::default(), 50_000, "a | b | c | d | e | f", &[]);
        assert_eq!(show(&p), "a 8334, b 8334, c 8333, d 8333, e 8333, f 8333, back 0");
    }
    #[test]
    fn level_entries_have_what_others_have() {
        assert_eq!(show(&paid(&EqualSplit::default(), 90, "a b | c", &[])), "a 30, b 30, c 30, back 0");
    }
    #[test]
    fn nobody_wins() {
        let p = paid(&EqualSplit::default(), 90, "", &[]);
        assert_eq!((show(&p), &p.withheld[0].why), ("back 90".into(), &WithheldBy::NoEntry));
    }
}

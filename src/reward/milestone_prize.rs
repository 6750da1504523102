//! Milestone prize: a part of the prize at each milestone; parts of milestones that were not reached go back.
//!
//! Winners share the pot in equal parts; each is paid the first so many parts of its own as milestones it has reached.
//!
//! Worked example: parts of 50, 30 and 20 of 100. Who has reached two milestones has 80; 20 go back.
//!
//! References: `HeroX`, "Milestone prizes".
use super::{
    Award, Case, Owed, RewardError, RewardRule, Why, Withheld, WithheldBy, odd_note, parts::winners,
};
use crate::count::{About, Param};
use crate::num::{Amount, Apportionment, Exact, OddUnits, split};
use serde::{Deserialize, Serialize};

/// Parts of a prize by milestones reached.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Odd units of the winners go by `odd`, which is noted; what of a prize does not divide goes with the last part.
///
/// # Complexity
/// `O(n k)` for n winners and k parts.
///
/// # Errors
/// If a figure is missing, a part is below nought or none is above it, or there are more than 1,000 parts.
///
/// # References
/// `HeroX`, milestone prizes.
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PersonId, PotId}, num::{Amount, Currency, Exact}, reward::*};
/// use std::collections::BTreeMap;
/// let (id, person) = (|n: &str| EntryId::new(n).unwrap(), |n: &str| PersonId::new(n).unwrap());
/// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(100u32) };
/// let reached = Entrant {
///     figures: [("milestones".to_owned(), 2u32.into())].into(),
///     ..Entrant::solo(id("a"), person("a"))
/// };
/// let (entrants, places) = ([reached], [vec![id("a")]]);
/// let case = Case { pot: &pot, places: &places, scores: &BTreeMap::new(), entrants: &entrants };
/// let parts = [50u32, 30, 20].map(Exact::from).to_vec();
/// let out = pay(&MilestonePrize { parts, ..MilestonePrize::default() }, &case, TeamSplit::default())?;
/// assert_eq!((out.paid().minor(), out.returned.minor()), (80, 20));
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MilestonePrize {
    /// The part of each milestone, in order, in any unit.
    pub parts: Vec<Exact>,
    /// The figure of milestones that were reached.
    pub reached: String,
    /// Who of the winners has the odd units, by the order of the places.
    pub odd: OddUnits,
}
impl Default for MilestonePrize {
    /// One milestone.
    fn default() -> Self {
        Self { parts: vec![Exact::ONE], reached: "milestones".to_owned(), odd: OddUnits::First }
    }
}

/// Most milestones.
const MAX_PARTS: usize = 1_000;

const ABOUT: About =
    About::new("milestone-prize", "Milestone prize").references(&["HeroX, Milestone prizes"]).params(&[
        Param { name: "parts", kind: "list of exact", about: "the part of each milestone, in order" },
        Param { name: "reached", kind: "figure", about: "milestones that were reached" },
        Param { name: "odd", kind: "first | last | heaviest", about: "who of the winners has the odd units" },
    ]);

impl RewardRule for MilestonePrize {
    fn about(&self) -> About {
        ABOUT
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        let total: Exact = self.parts.iter().sum();
        if self.parts.iter().any(Exact::is_negative) || total.is_zero() {
            let cause = "parts below 0, or none above it; each is 0 or more and one is above".to_owned();
            return Err(RewardError::Parameters { rule: ABOUT.id.to_owned(), cause });
        }
        if self.parts.len() > MAX_PARTS {
            return Err(RewardError::TooMany { what: "milestones", got: self.parts.len(), most: MAX_PARTS });
        }
        let (group, mut a) = (winners(case)?, Award::default());
        if group.is_empty() {
            let (amount, why) = (case.pot.amount, WithheldBy::NoEntry);
            a.withheld.push(Withheld { place: None, entry: None, amount, why });
            return Ok(a);
        }
        let equal = vec![Exact::ONE; group.len()];
        let s = split(case.pot.amount.minor(), &equal, Apportionment::LargestRemainder, self.odd)
            .map_err(|cause| RewardError::Split { of: "pot".to_owned(), cause })?;
        a.notes.extend(odd_note(s.tie, |i| group[i].entry.to_string()));
        for (e, prize) in group.iter().zip(s.parts) {
            let prize = Amount::new(prize)?;
            let reached = e.figure(&self.reached)?.minor();
            let done = self.parts.iter().zip(0u128..).filter(|(_, k)| *k < reached);
            let earned = prize.to_exact() * done.map(|(p, _)| p).sum::<Exact>() / &total;
            let amount = Amount::of_exact_down(&earned)?;
            a.owed.push(Owed { entry: e.entry.clone(), person: None, amount, why: Why::Bonus { earned } });
            let left = prize.checked_sub(amount).unwrap_or_default();
            if !left.is_zero() {
                let (entry, why) = (Some(e.entry.clone()), WithheldBy::Goal {});
                a.withheld.push(Withheld { place: None, entry, amount: left, why });
            }
        }
        Ok(a)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reward::sample::{paid_to, places, show, solos};
    fn run(pot: u64, reached: &[(&str, u32)]) -> String {
        let places = places(&reached.iter().map(|r| r.0).collect::<Vec<_>>().join(" "));
        let mut all = solos(&places);
        for (e, (_, n)) in all.iter_mut().zip(reached) {
            e.figures = [("milestones".to_owned(), (*n).into())].into();
        }
        let parts = [50u32, 30, 20].map(Exact::from).to_vec();
        show(&paid_to(&MilestonePrize { parts, ..MilestonePrize::default() }, pot, &places, &[], &all))
    }
    #[test]
    fn worked_example() {
        assert_eq!(run(100, &[("a", 2)]), "a 80, back 20");
        assert_eq!(run(100, &[("a", 0)]), "a 0, back 100");
        // One more than there are is as good as all.
        assert_eq!(run(7, &[("a", 4)]), "a 7, back 0");
        assert_eq!(run(7, &[("a", 1)]), "a 3, back 4");
    }
    #[test]
    fn a_tie_for_the_odd_unit() {
        assert_eq!(run(3, &[("a", 3), ("b", 3)]), "a 2, b 1, back 0");
    }
    #[test]
    fn nobody_wins() {
        assert_eq!(run(3, &[]), "back 3");
    }
}

//! Shares of the pot in proportion to scores, under a cap if there is one.
//!
//! Worked example: 1000.00 by scores of 90, 60 and 50 are 450.00, 300.00 and 250.00. 100.00 by 10, 9 and 1 with at most
//! 40% each are 40.00, 40.00 and 20.00: what is over the cap is shared again until nobody is over it.
//!
//! References: Coordinape circles; Giveth caps.
use super::{
    Award, Case, Owed, RewardError, RewardNote, RewardRule, Why, Withheld, WithheldBy, odd_note, parts::score,
};
use crate::count::{About, Param};
use crate::id::EntryId;
use crate::num::{Amount, Apportionment, Exact, OddUnits, split_capped};
use serde::{Deserialize, Serialize};

/// All winners by their scores.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None; units that the method leaves level go by `odd`, which is noted.
///
/// # Complexity
/// `O(n log n)` exact operations for n entries, and one more split for each that rounding lifts over the cap.
///
/// # Errors
/// If a winner has no score or one below nought, or if the cap is not above 0 and at most 1.
///
/// # References
/// Coordinape circles; caps of Giveth.
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PersonId, PotId}, num::{Amount, Currency}, reward::*};
/// use std::collections::BTreeMap;
/// let id = |n: &str| EntryId::new(n).unwrap();
/// let person = |n: &str| PersonId::new(n).unwrap();
/// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(100000u32) };
/// let entrants = ["a", "b", "c"].map(|n| Entrant::solo(id(n), person(n)));
/// let places = [vec![id("a")], vec![id("b")], vec![id("c")]];
/// let scores = [("a", 90u32), ("b", 60), ("c", 50)].map(|(n, s)| (id(n), s.into())).into();
/// let case = Case { pot: &pot, places: &places, scores: &scores, entrants: &entrants };
/// let out = pay(&Proportional::default(), &case, TeamSplit::default())?;
/// let amounts: Vec<u128> = out.lines.iter().map(|l| l.amount.minor()).collect();
/// assert_eq!(amounts, [45_000, 30_000, 25_000]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Proportional {
    /// The most that one entry has, as a fraction of the pot above nought; cut to whole units.
    pub cap: Option<Exact>,
    /// How units are split.
    pub method: Apportionment,
    /// Who has the odd units, by the order of the places.
    pub odd: OddUnits,
}

const ABOUT: About = About::new("proportional", "Proportional to scores").params(&[
    Param { name: "cap", kind: "exact", about: "the most that one entry has, as a fraction of the pot" },
    Param {
        name: "method",
        kind: "largest-remainder | dhondt | sainte-lague | modified-sainte-lague | huntington-hill | adams | dean | quota",
        about: "how units are split",
    },
    Param { name: "odd", kind: "first | last | heaviest", about: "who has the odd units" },
]);

impl RewardRule for Proportional {
    fn about(&self) -> About {
        ABOUT
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        let group: Vec<&EntryId> = case.places.iter().flatten().collect();
        let mut weights = Vec::with_capacity(group.len());
        for e in &group {
            let score = score(case, e)?.clone();
            if score.is_negative() {
                return Err(RewardError::NegativeScore { entry: (*e).clone(), score });
            }
            weights.push(score);
        }
        let pot = case.pot.amount;
        let mut a = Award::default();
        let total: Exact = weights.iter().sum();
        if total.is_zero() {
            let why = if group.is_empty() { WithheldBy::NoEntry } else { WithheldBy::NoShare };
            a.withheld.push(Withheld { place: None, entry: None, amount: pot, why });
            return Ok(a);
        }
        let s = split_capped(pot.minor(), &weights, self.most(pot)?.minor(), self.method, self.odd)
            .map_err(|cause| RewardError::Split { of: "pot".to_owned(), cause })?;
        for (i, e) in group.iter().enumerate() {
            let amount = Amount::new(s.split.parts[i])?;
            let share = &pot.to_exact() * &weights[i] / &total;
            a.owed.push(Owed { entry: (*e).clone(), person: None, amount, why: Why::Share { share } });
        }
        for i in s.cut {
            let to = Amount::new(s.split.parts[i])?;
            a.notes.push(RewardNote::Capped { entry: group[i].clone(), to });
        }
        a.notes.extend(odd_note(s.split.tie, |i| group[i].to_string()));
        if s.left > 0 {
            let amount = Amount::new(s.left)?;
            a.withheld.push(Withheld { place: None, entry: None, amount, why: WithheldBy::Cap });
        }
        Ok(a)
    }
}
impl Proportional {
    /// The cap in whole units.
    fn most(&self, pot: Amount) -> Result<Amount, RewardError> {
        match &self.cap {
            None => Ok(pot),
            Some(f) if *f > Exact::ZERO && *f <= Exact::ONE => {
                Amount::of_exact_down(&(f * &pot.to_exact())).map_err(RewardError::from)
            }
            Some(f) => {
                let cause = format!("a cap of {f} of the pot; a fraction is above 0 and at most 1");
                Err(RewardError::Parameters { rule: ABOUT.id.to_owned(), cause })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reward::sample::{paid, show};
    #[test]
    fn worked_example() {
        let p =
            paid(&Proportional::default(), 100_000, "a | b | c", &[("a", "90"), ("b", "60"), ("c", "50")]);
        assert_eq!(show(&p), "a 45000, b 30000, c 25000, back 0");
        let capped = Proportional { cap: Some("2/5".parse().unwrap()), ..Proportional::default() };
        let p = paid(&capped, 10_000, "a | b | c", &[("a", "10"), ("b", "9"), ("c", "1")]);
        assert_eq!(show(&p), "a 4000, b 4000, c 2000, back 0");
    }
    #[test]
    fn a_tie_for_the_odd_unit_goes_by_the_order_and_is_told() {
        let p = paid(&Proportional::default(), 101, "a b", &[("a", "1"), ("b", "1")]);
        assert_eq!(show(&p), "a 51, b 50, back 0");
        assert_eq!(p.notes, [RewardNote::OddUnits { tied: vec!["a".into(), "b".into()], units: 1 }]);
    }
    #[test]
    fn nobody_wins_or_nobody_has_a_score_above_nought() {
        let p = paid(&Proportional::default(), 100, "", &[]);
        assert_eq!((show(&p), &p.withheld[0].why), ("back 100".into(), &WithheldBy::NoEntry));
        let p = paid(&Proportional::default(), 100, "a", &[("a", "0")]);
        assert_eq!((show(&p), &p.withheld[0].why), ("back 100".into(), &WithheldBy::NoShare));
    }
}

//! Points into money: every point is worth so much, and less than so many points are not paid out.
//!
//! Worked example: a point is a penny and 1,000 are the least. 743 points are not paid, 1,000 are 10.00, 1,500 are 15.00.
//!
//! References: giffgaff, "Payback points".
use super::{
    Award, Case, Owed, RewardError, RewardRule, Why, Withheld, WithheldBy,
    parts::{covered, not_negative, winners},
};
use crate::count::{About, Param};
use crate::num::{Amount, Exact};
use serde::{Deserialize, Serialize};

/// Scores at a price, from a least number on.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: the least number itself is paid.
///
/// # Complexity
/// `O(n)` for n winners.
///
/// # Errors
/// If somebody has no score or one below nought, a price or least number is below nought, or the pot holds less than is owed.
///
/// # References
/// giffgaff, "Payback points".
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PersonId, PotId}, num::{Amount, Currency, Exact}, reward::*};
/// use std::collections::BTreeMap;
/// let (id, person) = (|n: &str| EntryId::new(n).unwrap(), |n: &str| PersonId::new(n).unwrap());
/// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(2500u32) };
/// let entrants = ["a", "b", "c"].map(|n| Entrant::solo(id(n), person(n)));
/// let places = [entrants.iter().map(|e| e.entry.clone()).collect()];
/// let points = [("a", 743u32), ("b", 1000), ("c", 1500)].map(|(n, p)| (id(n), p.into())).into();
/// let case = Case { pot: &pot, places: &places, scores: &points, entrants: &entrants };
/// let rule = PointsToMoney { least: 1000u32.into(), ..PointsToMoney::default() };
/// let out = pay(&rule, &case, TeamSplit::default())?;
/// assert_eq!(out.lines.iter().map(|l| l.amount.minor()).collect::<Vec<_>>(), [1000, 1500]);
/// assert_eq!(out.withheld[0].amount.minor(), 743);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PointsToMoney {
    /// What a point is worth, in minor units, not below nought; sums are cut to whole units.
    pub price: Exact,
    /// The least number of points that are paid out.
    pub least: Exact,
    /// The figure that holds the points; left out, they are the scores.
    pub figure: Option<String>,
}
impl Default for PointsToMoney {
    /// One minor unit a point, however few.
    fn default() -> Self {
        Self { price: Exact::ONE, least: Exact::ZERO, figure: None }
    }
}

const ABOUT: About =
    About::new("points-to-money", "Points into money").references(&["giffgaff, Payback points"]).params(&[
        Param { name: "price", kind: "exact", about: "what a point is worth, in minor units" },
        Param { name: "least", kind: "exact", about: "the least number of points that are paid out" },
        Param { name: "figure", kind: "figure", about: "what holds the points; left out, the scores" },
    ]);

impl RewardRule for PointsToMoney {
    fn about(&self) -> About {
        ABOUT
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        if self.price.is_negative() || self.least.is_negative() {
            let cause =
                format!("a price of {} from {} points on; both are 0 or more", self.price, self.least);
            return Err(RewardError::Parameters { rule: ABOUT.id.to_owned(), cause });
        }
        let (group, mut a) = (winners(case)?, Award::default());
        let points = match &self.figure {
            Some(figure) => {
                group.iter().map(|e| Ok(e.figure(figure)?.to_exact())).collect::<Result<_, RewardError>>()?
            }
            None => not_negative(case, &group)?,
        };
        for (e, points) in group.iter().zip(points) {
            let earned = &points * &self.price;
            let (entry, amount) = (e.entry.clone(), Amount::of_exact_down(&earned)?);
            if points >= self.least {
                a.owed.push(Owed { entry, person: None, amount, why: Why::Bonus { earned } });
            } else {
                let why = WithheldBy::Minimum { need: self.least.clone() };
                a.withheld.push(Withheld { place: None, entry: Some(entry), amount, why });
            }
        }
        if group.is_empty() {
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
    use crate::reward::sample::{paid, show};
    #[test]
    fn worked_example() {
        let rule = PointsToMoney { least: 1000u32.into(), ..PointsToMoney::default() };
        let p = paid(&rule, 2500, "a b c", &[("a", "743"), ("b", "1000"), ("c", "1500")]);
        assert_eq!(show(&p), "b 1000, c 1500, back 0");
        assert_eq!(p.withheld[0].why, WithheldBy::Minimum { need: 1000u32.into() });
    }
    #[test]
    fn nobody_has_points() {
        assert_eq!(show(&paid(&PointsToMoney::default(), 9, "", &[])), "back 9");
    }
}

//! Grain: pay for credit earned over time, by one of three policies.
//!
//! Balanced: what all were paid so far and this pot together are shared by credit; who has less than that share is paid what they lack, in
//! proportion if the pot is too small for all, and nobody pays back. Recent: credit of each interval counts less the older it is. Immediate: only
//! the last interval counts. A fixed sum for a named entry is a pot of its own.
//!
//! Worked example: a has 60 of 100 credit and was paid 100, b has 40 and nothing. With 100 more, the targets are 120 and 80: a lacks 20,
//! b 80. Recent, at a discount of 1/2: credit of 8 and then 4 counts 4 + 4 = 8, credit of 0 and then 4 counts 4; of 120 they have 80 and 40.
//!
//! References: `SourceCred`, "Grain allocation policies" (2021).
use super::{
    Award, Case, Entrant, RewardError, RewardRule, Why, Withheld, WithheldBy,
    parts::{not_negative, owe_split, winners},
};
use crate::count::{About, Alias, Param};
use crate::id::EntryId;
use crate::num::{Apportionment, Exact, OddUnits};
use serde::{Deserialize, Serialize};

/// A pot by credit, balanced against what was paid, or by recent credit.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Units that the method leaves level go by `odd`, which is noted.
///
/// # Complexity
/// `O(n (k + log n))` for n entries and k intervals.
///
/// # Errors
/// If a credit or figure is missing, a credit is below nought, a discount is not from 0 to 1, or there are more than 10,000 intervals.
///
/// # References
/// `SourceCred`, "Grain allocation policies" (2021).
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PersonId, PotId}, num::{Amount, Currency, Exact}, reward::*};
/// use std::collections::BTreeMap;
/// let (id, person) = (|n: &str| EntryId::new(n).unwrap(), |n: &str| PersonId::new(n).unwrap());
/// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(100u32) };
/// let paid = |e: &str, so_far: u32| Entrant {
///     figures: [("paid".to_owned(), so_far.into())].into(),
///     ..Entrant::solo(id(e), person(e))
/// };
/// let entrants = [paid("a", 100), paid("b", 0)];
/// let places = [vec![id("a"), id("b")]];
/// let credit = [("a", 60u32), ("b", 40)].map(|(n, c)| (id(n), c.into())).into();
/// let case = Case { pot: &pot, places: &places, scores: &credit, entrants: &entrants };
/// let out = pay(&Grain::default(), &case, TeamSplit::default())?;
/// assert_eq!(out.lines.iter().map(|l| l.amount.minor()).collect::<Vec<_>>(), [20, 80]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Grain {
    /// How credit becomes pay.
    pub policy: GrainPolicy,
    /// Who has the odd units, by the order of the places.
    pub odd: OddUnits,
}
/// How credit becomes pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum GrainPolicy {
    /// Scores are the credit of a lifetime; what lacks to a share of all pay by it is paid.
    Balanced {
        /// The figure that says what was paid so far.
        paid: String,
    },
    /// Figures are the credit of intervals, the oldest first; each interval back counts this much less.
    Recent {
        /// The figures of the intervals.
        intervals: Vec<String>,
        /// What credit is worth that is one interval older, from 0 to 1.
        discount: Exact,
    },
    /// Scores are the credit of the last interval.
    Immediate,
}
impl Default for GrainPolicy {
    fn default() -> Self {
        Self::Balanced { paid: "paid".to_owned() }
    }
}

/// Most intervals.
const MAX_INTERVALS: usize = 10_000;

const ABOUT: About = About::new("grain", "Pay for credit")
    .aliases(&[Alias::plain("sourcecred")])
    .references(&["SourceCred, Grain allocation policies"])
    .params(&[
        Param {
            name: "policy",
            kind: "{ balanced: { paid } } | { recent: { intervals, discount } } | \"immediate\"",
            about: "how credit becomes pay",
        },
        Param { name: "odd", kind: "first | last | heaviest", about: "who has the odd units" },
    ]);

impl RewardRule for Grain {
    fn about(&self) -> About {
        ABOUT
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        let group = winners(case)?;
        let weights = self.weights(case, &group)?;
        let mut a = Award::default();
        let (amount, total) = (case.pot.amount, weights.iter().sum::<Exact>());
        if total.is_zero() {
            let why = if group.is_empty() { WithheldBy::NoEntry } else { WithheldBy::NoShare };
            a.withheld.push(Withheld { place: None, entry: None, amount, why });
            return Ok(a);
        }
        let ids: Vec<&EntryId> = group.iter().map(|e| &e.entry).collect();
        let share = |i: usize| Why::Share { share: &amount.to_exact() * &weights[i] / &total };
        owe_split(&mut a, &ids, amount, &weights, Apportionment::LargestRemainder, self.odd, share)?;
        Ok(a)
    }
}
impl Grain {
    /// What the pot is shared by.
    ///
    /// # Errors
    /// As the rule's.
    pub fn weights(&self, case: &Case<'_>, group: &[&Entrant]) -> Result<Vec<Exact>, RewardError> {
        match &self.policy {
            GrainPolicy::Immediate => not_negative(case, group),
            GrainPolicy::Balanced { paid } => {
                let credit = not_negative(case, group)?;
                let paid = group.iter().map(|e| Ok(e.figure(paid)?.to_exact()));
                let paid = paid.collect::<Result<Vec<Exact>, RewardError>>()?;
                let total: Exact = credit.iter().sum();
                let all = paid.iter().sum::<Exact>() + case.pot.amount.to_exact();
                let target = |c: &Exact| (&all * c).checked_div(&total).unwrap_or_default();
                Ok(credit.iter().zip(&paid).map(|(c, p)| (target(c) - p).max(Exact::ZERO)).collect())
            }
            GrainPolicy::Recent { intervals, discount } => {
                if discount.is_negative() || *discount > Exact::ONE {
                    let cause = format!("a discount of {discount}; it is from 0 to 1");
                    return Err(RewardError::Parameters { rule: ABOUT.id.to_owned(), cause });
                }
                if intervals.len() > MAX_INTERVALS {
                    let got = intervals.len();
                    return Err(RewardError::TooMany { what: "intervals", got, most: MAX_INTERVALS });
                }
                let weight = |e: &&Entrant| {
                    let add = |sum: Exact, name: &String| Ok(&sum * discount + e.figure(name)?.to_exact());
                    intervals.iter().try_fold(Exact::ZERO, add)
                };
                group.iter().map(weight).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::Amount;
    use crate::reward::sample::{paid, paid_to, places, show, solos};
    fn balanced(pot: u64, scores: &[(&str, &str)], so_far: &[u32]) -> String {
        let places = places(&scores.iter().map(|(e, _)| *e).collect::<Vec<_>>().join(" "));
        let mut all = solos(&places);
        for (e, n) in all.iter_mut().zip(so_far) {
            e.figures = [("paid".to_owned(), Amount::from(*n))].into();
        }
        show(&paid_to(&Grain::default(), pot, &places, scores, &all))
    }
    #[test]
    fn worked_example() {
        assert_eq!(balanced(100, &[("a", "60"), ("b", "40")], &[100, 0]), "a 20, b 80, back 0");
        assert_eq!(balanced(100, &[("a", "50"), ("b", "50")], &[300, 0]), "a 0, b 100, back 0");
        let intervals = vec!["old".to_owned(), "new".to_owned()];
        let policy = GrainPolicy::Recent { intervals, discount: "1/2".parse().unwrap() };
        let places = places("a b");
        let mut all = solos(&places);
        for (e, [old, new]) in all.iter_mut().zip([[8u32, 4], [0, 4]]) {
            e.figures = [("old".to_owned(), old.into()), ("new".to_owned(), new.into())].into();
        }
        let rule = Grain { policy, ..Grain::default() };
        assert_eq!(show(&paid_to(&rule, 120, &places, &[], &all)), "a 80, b 40, back 0");
    }
    #[test]
    fn a_tie_for_the_odd_unit() {
        let rule = Grain { policy: GrainPolicy::Immediate, ..Grain::default() };
        assert_eq!(show(&paid(&rule, 3, "a b", &[("a", "1"), ("b", "1")])), "a 2, b 1, back 0");
    }
    #[test]
    fn nobody_has_credit() {
        assert_eq!(balanced(9, &[("a", "0")], &[0]), "back 9");
        assert_eq!(balanced(9, &[], &[]), "back 9");
    }
}

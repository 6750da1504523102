//! A prize ladder: so much for each place. Level entries pool the prizes of their places; a prize whose floor nobody
//! reaches is withheld.
//!
//! Worked example: prizes of 1000.00, 500.00 and 250.00. If two are level at the top they have 750.00 each, the third
//! 250.00; if three are level for the second place they have 250.00 each. With floors of 90, 85 and 80 and means of 88,
//! 86 and 79, the first prize is withheld, and the entries at 88 and 86 have the second and the third.
//!
//! References: "dead heat"; Viotti competition (a mean of 90 for the first prize); Topcoder Studio (65, 25, 10).
use super::{
    Award, Case, RewardError, RewardRule, Why, Withheld, WithheldBy,
    parts::{equal_parts, score},
};
use crate::count::{About, Param};
use crate::id::EntryId;
use crate::num::{Amount, Apportionment, Exact, OddUnits, split};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most places of a ladder.
pub const MAX_PLACES: usize = 1_000;
/// Most places of a geometric ladder, whose exact shares grow with every place.
const MAX_GEOMETRIC: u32 = 200;
/// Largest numerator and denominator of its ratio.
const MAX_RATIO: u64 = 1_000_000;

/// Prizes by places.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Level entries pool the prizes of their places in equal parts, the odd units by `odd`, which is noted. A prize that is not
/// divided is withheld.
///
/// # Complexity
/// `O(p n)` for p prizes and n entries where prizes have floors, else `O(p + n log n)`.
///
/// # Errors
/// If the pot holds less than fixed prizes need, there are more than 1,000 places, a share is below nought or none is above it, or a
/// ratio is not above nought; if a prize has a floor and an entry no score.
///
/// # References
/// Dead heats in racing; rules of the Viotti competition (floors); Topcoder Studio (65, 25, 10).
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PersonId, PotId}, num::{Amount, Currency}, reward::*};
/// use std::collections::BTreeMap;
/// let id = |n: &str| EntryId::new(n).unwrap();
/// let person = |n: &str| PersonId::new(n).unwrap();
/// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(1750u32) };
/// let entrants = ["a", "b", "c"].map(|n| Entrant::solo(id(n), person(n)));
/// let ladder = |prizes: &[u32]| PrizeLadder {
///     prizes: Prizes::Amounts(prizes.iter().map(|p| Amount::from(*p)).collect()),
///     ..PrizeLadder::default()
/// };
/// // Two are level at the top: they share the first and the second prize.
/// let places = [vec![id("a"), id("b")], vec![id("c")]];
/// let case = Case { pot: &pot, places: &places, scores: &BTreeMap::new(), entrants: &entrants };
/// let out = pay(&ladder(&[1000, 500, 250]), &case, TeamSplit::default())?;
/// let amounts: Vec<u128> = out.lines.iter().map(|l| l.amount.minor()).collect();
/// assert_eq!(amounts, [750, 750, 250]);
///
/// // Nobody reaches the floor of the first prize: it goes back.
/// let floors = [90u32, 85, 80].map(Into::into).to_vec();
/// let scores = [("a", 88u32), ("b", 86), ("c", 79)].map(|(n, s)| (id(n), s.into())).into();
/// let places = [vec![id("a")], vec![id("b")], vec![id("c")]];
/// let case = Case { places: &places, scores: &scores, ..case };
/// let out = pay(&PrizeLadder { floors, ..ladder(&[1000, 500, 250]) }, &case, TeamSplit::default())?;
/// assert_eq!((out.paid().minor(), out.returned.minor()), (750, 1000));
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PrizeLadder {
    /// What each place has.
    pub prizes: Prizes,
    /// The least score for each prize, best first; prizes beyond the list have no floor.
    pub floors: Vec<Exact>,
    /// So many of the first prizes are not divided: level entries leave them with the host and pool the others.
    pub indivisible: u32,
    /// Who of level entries has the odd units, by their order in the tier.
    pub odd: OddUnits,
}
/// What each place has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Prizes {
    /// So many minor units each; what the pot holds beyond them goes back.
    Amounts(Vec<Amount>),
    /// Shares of the whole pot, in any unit, split by largest remainder.
    Shares(Vec<Exact>),
    /// Each prize so many times the one before; the whole pot, split by largest remainder.
    Geometric {
        /// How many, at least 1.
        places: u32,
        /// Above nought.
        ratio: Exact,
    },
}
impl Default for PrizeLadder {
    /// 65, 25 and 10 of 100.
    fn default() -> Self {
        let shares = [65u32, 25, 10].map(Exact::from).to_vec();
        Self { prizes: Prizes::Shares(shares), floors: vec![], indivisible: 0, odd: OddUnits::First }
    }
}

const ABOUT: About = About::new("prize-ladder", "Prize ladder")
    .references(&["Viotti competition rules (floors)", "Topcoder Studio (65, 25, 10)"])
    .params(&[
        Param {
            name: "prizes",
            kind: "{ amounts } | { shares } | { geometric: { places, ratio } }",
            about: "what each place has",
        },
        Param { name: "floors", kind: "list of exact", about: "the least score for each prize, best first" },
        Param { name: "indivisible", kind: "integer", about: "so many of the first prizes are not divided" },
        Param { name: "odd", kind: "first | last | heaviest", about: "who has the odd units" },
    ]);

impl RewardRule for PrizeLadder {
    fn about(&self) -> About {
        ABOUT
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        let prizes = self.amounts(case)?;
        let mut tiers: Vec<Vec<&EntryId>> = case.places.iter().map(|t| t.iter().collect()).collect();
        let mut a = Award::default();
        let mut k = 0;
        while k < prizes.len() {
            tiers.retain(|t| !t.is_empty());
            let Some((at, group)) = self.next(case, &tiers, k)? else {
                let floor = self.floors.get(k).filter(|_| !tiers.is_empty());
                let why = floor.map_or(WithheldBy::NoEntry, |need| WithheldBy::Floor { need: need.clone() });
                a.withheld.push(Withheld { place: Some(k + 1), entry: None, amount: prizes[k], why });
                k += 1;
                continue;
            };
            self.give(&mut a, case, &prizes, k, &group)?;
            let given: BTreeSet<&EntryId> = group.iter().copied().collect();
            tiers[at].retain(|e| !given.contains(e));
            k += group.len();
        }
        Ok(a)
    }
}
/// Whether a ratio is above nought and short.
fn plain(ratio: &Exact) -> bool {
    let den = ratio.denominator().filter(|d| *d <= MAX_RATIO);
    let num = den.and_then(|d| (ratio * &Exact::from(d)).to_u64());
    num.is_some_and(|n| (1..=MAX_RATIO).contains(&n))
}
impl PrizeLadder {
    /// The prizes in minor units.
    fn amounts(&self, case: &Case<'_>) -> Result<Vec<Amount>, RewardError> {
        let bad = |cause: String| RewardError::Parameters { rule: ABOUT.id.to_owned(), cause };
        let too_many = |n: usize| bad(format!("{n} places; at most {MAX_PLACES}"));
        let shares = match &self.prizes {
            Prizes::Amounts(list) => {
                let owed = Amount::total(list.iter().copied()).unwrap_or(Amount::MAX);
                if owed > case.pot.amount {
                    let (pot, have) = (case.pot.pot.clone(), case.pot.amount);
                    return Err(RewardError::Short { pot, owed, have });
                }
                return if list.len() > MAX_PLACES { Err(too_many(list.len())) } else { Ok(list.clone()) };
            }
            Prizes::Shares(list) => list.clone(),
            Prizes::Geometric { places, ratio } => {
                if *places == 0 || *places > MAX_GEOMETRIC || !plain(ratio) {
                    return Err(bad(format!(
                        "{places} places; a geometric ladder has 1 to {MAX_GEOMETRIC} and a ratio above 0 of numbers \
                         up to {MAX_RATIO}"
                    )));
                }
                std::iter::successors(Some(Exact::ONE), |x| Some(x * ratio)).take(*places as usize).collect()
            }
        };
        if shares.len() > MAX_PLACES {
            return Err(too_many(shares.len()));
        }
        let s = split(case.pot.amount.minor(), &shares, Apportionment::LargestRemainder, self.odd)
            .map_err(|cause| RewardError::Split { of: "ladder of prizes".to_owned(), cause })?;
        s.parts.into_iter().map(|p| Amount::new(p).map_err(RewardError::from)).collect()
    }
    /// The best tier of which somebody reaches the floor of prize `k`, and who does.
    fn next<'a>(
        &self,
        case: &Case<'_>,
        tiers: &[Vec<&'a EntryId>],
        k: usize,
    ) -> Result<Option<(usize, Vec<&'a EntryId>)>, RewardError> {
        for (at, tier) in tiers.iter().enumerate() {
            let mut group = vec![];
            for e in tier {
                if self.reaches(case, e, k)? {
                    group.push(*e);
                }
            }
            if !group.is_empty() {
                return Ok(Some((at, group)));
            }
        }
        Ok(None)
    }
    fn reaches(&self, case: &Case<'_>, e: &EntryId, k: usize) -> Result<bool, RewardError> {
        self.floors.get(k).map_or(Ok(true), |floor| Ok(score(case, e)? >= floor))
    }
    /// Gives a group the prizes of its places from `k`, pooled if it is of several.
    fn give(
        &self,
        a: &mut Award,
        case: &Case<'_>,
        prizes: &[Amount],
        k: usize,
        group: &[&EntryId],
    ) -> Result<(), RewardError> {
        let last = prizes.len().min(k + group.len());
        let mut pool = Amount::ZERO;
        for (j, prize) in prizes.iter().enumerate().take(last).skip(k) {
            let all = group.iter().map(|e| self.reaches(case, e, j)).collect::<Result<Vec<_>, _>>()?;
            let why = if all.contains(&false) {
                Some(WithheldBy::Floor { need: self.floors[j].clone() })
            } else if group.len() > 1 && j < self.indivisible as usize {
                Some(WithheldBy::Indivisible { among: group.len() })
            } else {
                None
            };
            match why {
                Some(why) => {
                    a.withheld.push(Withheld { place: Some(j + 1), entry: None, amount: *prize, why });
                }
                // Prizes sum to at most the pot.
                None => pool = pool.checked_add(*prize).ok_or(crate::num::MoneyError::TooLarge)?,
            }
        }
        let why = if group.len() == 1 {
            Why::Place { place: k + 1 }
        } else {
            Why::Pooled { first: k + 1, last: k + group.len(), among: group.len() }
        };
        equal_parts(a, group, pool, self.odd, &why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reward::sample::{paid, show};
    fn ladder() -> PrizeLadder {
        let prizes = [100_000u32, 50_000, 25_000].map(Amount::from).to_vec();
        PrizeLadder { prizes: Prizes::Amounts(prizes), ..PrizeLadder::default() }
    }
    #[test]
    fn worked_example_of_ties() {
        let run = |tiers: &str| show(&paid(&ladder(), 175_000, tiers, &[]));
        assert_eq!(run("a b | c"), "a 75000, b 75000, c 25000, back 0");
        assert_eq!(run("a | b c d"), "a 100000, b 25000, c 25000, d 25000, back 0");
    }
    #[test]
    fn worked_example_of_floors() {
        let floors = [90u32, 85, 80].map(Exact::from).to_vec();
        let means = [("a", "88"), ("b", "86"), ("c", "79")];
        let p = paid(&PrizeLadder { floors, ..ladder() }, 175_000, "a | b | c", &means);
        // The third prize goes to 86: 88 has the second, and 79 is below the third floor.
        assert_eq!(show(&p), "a 50000, b 25000, back 100000");
        assert_eq!((p.withheld.len(), p.withheld[0].place), (1, Some(1)));
        assert_eq!(p.withheld[0].why, WithheldBy::Floor { need: 90u32.into() });
    }
    #[test]
    fn nobody_wins_and_all_goes_back() {
        let p = paid(&ladder(), 175_000, "", &[]);
        assert_eq!((show(&p), p.withheld.len()), ("back 175000".into(), 3));
        assert!(p.withheld.iter().all(|w| w.why == WithheldBy::NoEntry));
    }
}

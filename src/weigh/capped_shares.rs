//! Shares under a cap: nobody decides alone, however much they hold.
//!
//! The cap is a fraction of all weight, or a number. What is over it is shared again among the others by their shares,
//! until nobody is over it; or it is dropped.
//!
//! Worked example: 16, 3 and 1 under a cap of one half are 10, 15/2 and 5/2 of 20. A company with three votes under a
//! cap of two has two.
//!
//! References: Accellera (two votes a company at most); PEP 13 (two of five from one employer); Giveth caps.
use super::{Capped, Electorate, Shares, WeighError, Weighed, WeightRule, Weights};
use crate::count::{About, Param};
use crate::num::{Exact, capped_shares};
use serde::{Deserialize, Serialize};

/// Members count by a share, at most so much.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None.
///
/// # Complexity
/// `O(n log n)` exact operations for n members, not one pass a cut.
///
/// # Errors
/// If the cap is not above nought, or a fraction above one; and as [`Shares`].
///
/// # References
/// Accellera's bylaws; PEP 13, "Electing the council".
///
/// # Examples
/// ```
/// use cocreate::{id::PersonId, num::Exact, weigh::*};
/// let of = |(name, share): (&str, u32)| Member {
///     share: Some(share.into()),
///     ..Member::new(PersonId::new(name).unwrap())
/// };
/// let members = [("a", 16), ("b", 3), ("c", 1)].map(of);
/// let electorate = Electorate { members: &members, parties: &[], delegations: &[], trust: &[] };
/// let half = Cap::Fraction(Exact::ratio(1, 2).unwrap());
/// let w = weigh(&CappedShares { cap: half, ..CappedShares::default() }, &electorate)?;
/// let weights: Vec<String> = w.weights.iter().map(|w| w.weight.to_string()).collect();
/// assert_eq!(weights, ["10", "15/2", "5/2"]);
/// assert_eq!(w.capped[0].from, 16u32.into());
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CappedShares {
    /// By which shares.
    pub shares: Shares,
    /// The most that one member counts.
    pub cap: Cap,
    /// What becomes of what is over it.
    pub excess: Excess,
}
/// The most that one member counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Cap {
    /// A fraction of all weight, above nought and at most one.
    Fraction(Exact),
    /// A weight, above nought. What is over it is always dropped.
    Weight(Exact),
}
/// What becomes of weight over the cap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Excess {
    /// It is shared again among those below the cap, until nobody is over it. Where everybody would be, the rest is
    /// dropped, so that all who have a share count the same.
    #[default]
    Redistribute,
    /// It is dropped: the total shrinks, and a fraction is one of the total before.
    Drop,
}
impl Default for CappedShares {
    /// At most one third.
    fn default() -> Self {
        let third = Exact::ratio(1, 3).expect("three is not nought");
        Self { shares: Shares::default(), cap: Cap::Fraction(third), excess: Excess::default() }
    }
}

const ABOUT: About = About::new("capped-shares", "Shares under a cap")
    .references(&["Accellera: two votes a company at most", "PEP 13: affiliation caps"])
    .params(&[
        Param { name: "shares", kind: "{ of, missing }", about: "by which shares" },
        Param {
            name: "cap",
            kind: "{ fraction: exact } | { weight: exact }",
            about: "the most that one member counts",
        },
        Param { name: "excess", kind: "redistribute | drop", about: "what becomes of what is over the cap" },
    ]);

impl WeightRule for CappedShares {
    fn about(&self) -> About {
        ABOUT
    }
    fn weigh(&self, electorate: &Electorate<'_>) -> Result<Weights, WeighError> {
        self.check()?;
        let raw = self.shares.of_all(electorate)?;
        let total: Exact = raw.iter().sum();
        let cut = |most: &Exact| raw.iter().map(|w| w.min(most).clone()).collect();
        let new: Vec<Exact> = match (&self.cap, self.excess) {
            (Cap::Weight(most), _) => cut(most),
            (Cap::Fraction(f), Excess::Drop) => cut(&(f * &total)),
            (Cap::Fraction(f), Excess::Redistribute) => {
                let shares = capped_shares(&raw, f).map_or_else(|| raw.clone(), |c| c.shares);
                shares.iter().map(|s| s * &total).collect()
            }
        };
        let mut out = Weights::default();
        for ((m, from), to) in electorate.members.iter().zip(raw).zip(new) {
            if to < from {
                out.capped.push(Capped { person: m.person.clone(), from, to: to.clone() });
            }
            out.weights.push(Weighed { person: m.person.clone(), weight: to });
        }
        Ok(out)
    }
}
impl CappedShares {
    fn check(&self) -> Result<(), WeighError> {
        let bad = |cause: String| Err(WeighError::Parameters { rule: "capped-shares".to_owned(), cause });
        match &self.cap {
            Cap::Fraction(f) if *f <= Exact::ZERO || *f > Exact::ONE => {
                bad(format!("a cap of {f} of all; a fraction is above 0 and at most 1"))
            }
            Cap::Weight(w) if *w <= Exact::ZERO => bad(format!("a cap of {w}; a weight is above 0")),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::sample::{members, show, weighed};
    #[test]
    fn worked_example() {
        let half = CappedShares { cap: Cap::Fraction("1/2".parse().unwrap()), ..CappedShares::default() };
        let w = weighed(&half, &members(&[("a", "16"), ("b", "3"), ("c", "1")]));
        assert_eq!((show(&w), w.total()), ("a 10, b 15/2, c 5/2".into(), Exact::from(20u32)));
        let two = CappedShares { cap: Cap::Weight(2u32.into()), ..CappedShares::default() };
        assert_eq!(show(&weighed(&two, &members(&[("company", "3"), ("other", "1")]))), "company 2, other 1");
    }
    #[test]
    fn where_all_would_be_over_the_cap_all_count_the_same() {
        // A third of 20 is 20/3; two who share cannot use all of it.
        let w = weighed(&CappedShares::default(), &members(&[("a", "15"), ("b", "5"), ("c", "0")]));
        assert_eq!(show(&w), "a 20/3, b 20/3, c 0");
    }
    #[test]
    fn nobody_is_there_or_nobody_has_a_share() {
        assert_eq!(weighed(&CappedShares::default(), &[]), Weights::default());
        assert_eq!(show(&weighed(&CappedShares::default(), &members(&[("a", "0")]))), "a 0");
    }
}

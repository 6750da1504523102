//! How strong a defeat is, as one parameter of all rules that weigh defeats.
use crate::{
    count::Param,
    id::EntryIx,
    num::Exact,
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// How strong a defeat is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Strength {
    /// Votes for less votes against.
    #[default]
    Margins,
    /// Votes for, where they are more than those against. Defeats with as many votes for are level: Schulze (2011, section 2.1) holds the one
    /// with fewer votes against for the stronger one there, which this does not.
    WinningVotes,
    /// Votes for, whether they are more than those against or not.
    Opposition,
    /// Votes for divided by votes against, where they are more; without any against it is beyond every ratio, and then more
    /// votes for are stronger.
    Ratio,
}
pub(in crate::tally) const STRENGTH: Param = Param {
    name: "strength",
    kind: "margins | winning-votes | opposition | ratio",
    about: "how strong a defeat is",
};
pub(in crate::tally) const UNNAMED: Param =
    Param { name: "unnamed", kind: "last | absent", about: "what an entry is that a ballot does not name" };

/// The strength of each over each, as whole numbers of the same order; nought where there is none.
pub(super) struct Strengths {
    m: usize,
    /// Row-major.
    pub(super) cells: Vec<i64>,
    /// What a number stands for, if not for units of a vote.
    ratios: Vec<Exact>,
    units: Exact,
}
impl Strength {
    pub(super) fn of(self, n: &PairwiseCounts, unnamed: Unnamed) -> Strengths {
        let m = n.slate().len();
        let margins = n.margins(unnamed);
        let votes = |i: usize| n.votes(EntryIx::from(i / m), EntryIx::from(i % m), unnamed) as i64;
        let mut ratios = vec![];
        let cells = match self {
            Self::Margins => margins.iter().map(|x| (*x).max(0)).collect(),
            Self::Opposition => (0..m * m).map(votes).collect(),
            Self::WinningVotes => {
                margins.iter().enumerate().map(|(i, x)| if *x > 0 { votes(i) } else { 0 }).collect()
            }
            Self::Ratio => {
                let pair = |(i, x): (usize, &i64)| (*x > 0).then(|| (votes(i), votes(i) - x));
                let pairs: Vec<Option<(i64, i64)>> = margins.iter().enumerate().map(pair).collect();
                let mut order: Vec<(i64, i64)> = pairs.iter().flatten().copied().collect();
                order.sort_unstable_by(by_ratio);
                order.dedup_by(|a, b| by_ratio(a, b).is_eq());
                ratios = order.iter().map(ratio).collect();
                let place = |p: &(i64, i64)| order.partition_point(|q| by_ratio(q, p).is_lt()) as i64 + 1;
                pairs.iter().map(|p| p.as_ref().map_or(0, place)).collect()
            }
        };
        Strengths { m, cells, ratios, units: Exact::from(n.units_per_vote()) }
    }
}
fn by_ratio(a: &(i64, i64), b: &(i64, i64)) -> Ordering {
    match (a.1, b.1) {
        (0, 0) => a.0.cmp(&b.0),
        (0, _) => Ordering::Greater,
        (_, 0) => Ordering::Less,
        _ => (i128::from(a.0) * i128::from(b.1)).cmp(&(i128::from(b.0) * i128::from(a.1))),
    }
}
/// Votes for stand for a ratio without any against.
fn ratio((votes, against): &(i64, i64)) -> Exact {
    let against = Exact::from((*against).max(1));
    &Exact::from(*votes) / &against
}
impl Strengths {
    pub(super) fn over(&self, a: EntryIx, b: EntryIx) -> i64 {
        self.cells[a.ix() * self.m + b.ix()]
    }
    /// A strength as it is shown: in votes, or the ratio itself.
    pub(super) fn shown(&self, strength: i64) -> Exact {
        match usize::try_from(strength).ok().and_then(|x| self.ratios.get(x.checked_sub(1)?)) {
            Some(ratio) => ratio.clone(),
            None => &Exact::from(strength) / &self.units,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Slate;
    #[test]
    fn four_strengths_of_the_same_votes() {
        // Votes of 20: 0 over 1 by 12 to 6, 1 over 2 by 5 to 2, 2 over 0 by 4 to 0.
        let votes = [vec![0, 12, 0], vec![6, 0, 5], vec![4, 2, 0]];
        let n = PairwiseCounts::from_matrix(Slate::anonymous(3), 20, &votes).unwrap();
        let of = |s: Strength| s.of(&n, Unnamed::Last);
        assert_eq!(of(Strength::Margins).cells, [0, 6, 0, 0, 0, 3, 4, 0, 0]);
        assert_eq!(of(Strength::WinningVotes).cells, [0, 12, 0, 0, 0, 5, 4, 0, 0]);
        assert_eq!(of(Strength::Opposition).cells, [0, 12, 0, 6, 0, 5, 4, 2, 0]);
        // 12/6 is less than 5/2, and 4 to none is beyond both.
        let ratio = of(Strength::Ratio);
        assert_eq!(ratio.cells, [0, 1, 0, 0, 0, 2, 3, 0, 0]);
        assert_eq!((ratio.shown(1), ratio.shown(2)), (Exact::from(2), Exact::ratio(5, 2).unwrap()));
    }
}

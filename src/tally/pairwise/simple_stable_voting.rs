//! Simple stable voting: of all pairs in order of margin, the first of which the one would win without the other.
//!
//! With one entry that entry wins. With more, for the pairs (a, b) from the largest margin down, a wins if it wins
//! the same rule among all but b.
//!
//! Worked example: A beats B by 3, B beats C by 5, C beats A by 1. B over C comes first: without C, A beats B, so B
//! does not win. A over B is next: without B, C beats A. C over A: without A, B beats C. Then the same pairs the
//! other way, the least margin first: A over C by -1: without C, A wins. The winner is A.
use super::{
    graph::{at_most, chosen, compare_all},
    strength::UNNAMED,
};
use crate::{
    count::{About, Alias, Halt, Seats, Standing, TallyRule, Teller},
    id::EntrySet,
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Stable for winners: the winner beats with most support somebody without whom it wins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Pairs of equal margin are looked at together; all that win by one of them share the first tier.
///
/// # Complexity
/// At worst all subsets: O(2^m m^2) time, O(2^m) memory; at most 20 entries.
///
/// # Errors
/// Refused if more than one winner is asked for, and for more than 20 entries.
///
/// # References
/// Holliday and Pacuit (2023), "Stable Voting", Constitutional Political Economy 34.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::SimpleStableVoting};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&SimpleStableVoting::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SimpleStableVoting {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

/// Most entries.
const MOST: usize = 20;

impl TallyRule for SimpleStableVoting {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("simple-stable-voting", "Simple stable voting")
            .aliases(&[Alias::plain("simple_stable_voting")])
            .references(&["Holliday and Pacuit (2023), Constitutional Political Economy 34"])
            .params(&[UNNAMED])
            .most_entries(MOST)
            .limit("20 entries");
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        compare_all(teller, n, self.unnamed);
        let m = n.slate().len();
        at_most("entries", m, MOST)?;
        let mut stable = Stable::of(m, n.margins(self.unnamed), false);
        let won = stable.winners((1 << m) - 1, teller)?;
        chosen(m, EntrySet::from_words(&[won.into()]), *seats)
    }
}
/// Who wins among each set that was met, as bits.
pub(super) struct Stable {
    m: usize,
    margins: Vec<i64>,
    /// Pairs in order of margin, the largest first.
    pairs: Vec<(usize, usize)>,
    /// Whether only entries that split cycle leaves undefeated may win.
    split: bool,
    known: BTreeMap<u32, u32>,
}
impl Stable {
    pub(super) fn of(m: usize, margins: Vec<i64>, split: bool) -> Self {
        let mut pairs: Vec<(usize, usize)> =
            (0..m * m).map(|i| (i / m, i % m)).filter(|(a, b)| a != b).collect();
        pairs.sort_by_key(|(a, b)| Reverse(margins[a * m + b]));
        Self { m, margins, pairs, split, known: BTreeMap::new() }
    }
    pub(super) fn winners(&mut self, set: u32, teller: &mut Teller) -> Result<u32, Halt> {
        if set.is_power_of_two() {
            return Ok(set);
        }
        if let Some(won) = self.known.get(&set) {
            return Ok(*won);
        }
        teller.poll()?;
        let may = if self.split { self.undefeated(set) } else { set };
        let (mut won, mut level) = (0, i64::MIN);
        for i in 0..self.pairs.len() {
            let (a, b) = self.pairs[i];
            let margin = self.margins[a * self.m + b];
            if won != 0 && margin != level {
                break;
            }
            let bit = 1u32 << a;
            if may & bit != 0
                && won & bit == 0
                && set >> b & 1 == 1
                && self.winners(set & !(1 << b), teller)? & bit != 0
            {
                won |= bit;
                level = margin;
            }
        }
        self.known.insert(set, won);
        Ok(won)
    }
    fn undefeated(&self, set: u32) -> u32 {
        let all: Vec<usize> = (0..self.m).filter(|e| set >> e & 1 == 1).collect();
        let k = all.len();
        let defeat = |i: usize| self.margins[all[i / k] * self.m + all[i % k]].max(0);
        let defeats: Vec<i64> = (0..k * k).map(defeat).collect();
        let mut paths = defeats.clone();
        for c in 0..k {
            for a in 0..k {
                for b in 0..k {
                    paths[a * k + b] = paths[a * k + b].max(paths[a * k + c].min(paths[c * k + b]));
                }
            }
        }
        let free =
            |b: &usize| (0..k).all(|a| defeats[a * k + b] == 0 || defeats[a * k + b] <= paths[b * k + a]);
        (0..k).filter(free).fold(0, |bits, b| bits | 1 << all[b])
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = margins(3, &[("AB", 3), ("BC", 5), ("CA", 1)]);
        assert_eq!(standing(&SimpleStableVoting::default(), &n), "A BC");
    }
    #[test]
    fn a_tie_of_margins_lets_all_win() {
        let n = margins(3, &[("AB", 2), ("BC", 2), ("CA", 2)]);
        assert_eq!(standing(&SimpleStableVoting::default(), &n), "ABC");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&SimpleStableVoting::default(), Seats::ONE);
    }
}

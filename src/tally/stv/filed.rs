//! Whole papers in the order in which they were filed, for counts in which it matters which papers move.
use crate::{
    ballot::Ranking,
    count::{Halt, Lot, Refusal, Step},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Profile,
};

/// Most papers that are held one by one.
const MOST: u64 = 1 << 24;

/// A paper: the place in all orders from which it counts, and its number in the order of filing.
#[derive(Clone, Copy)]
pub(super) struct Paper {
    at: u32,
    pub(super) number: u32,
}

/// All orders, one after the other, each ended by `END`.
pub(super) struct Orders {
    flat: Vec<u16>,
}
const END: u16 = u16::MAX;
impl Orders {
    /// The orders, and all papers: in the order of the ballots, or as the lot of a seed orders these.
    pub(super) fn open(p: &Profile<Ranking>, seed: Option<&str>) -> Result<(Self, Vec<Paper>), Halt> {
        let units = p.units_per_vote();
        if (0..p.len()).any(|r| !p.weight(r).is_multiple_of(units)) {
            let why = "whole papers are moved; give every ballot a whole number of votes";
            return Err(Refusal::Other(why.into()).into());
        }
        let votes = p.total_weight() / units;
        if votes > MOST {
            return Err(Refusal::TooLarge { what: "papers", got: votes, most: MOST }.into());
        }
        let (mut flat, mut papers, mut equal) = (vec![], vec![], 0);
        for r in 0..p.len() {
            let mut order: Vec<(u16, u16)> =
                p.entries().filter_map(|e| Some((p.rows().rank(r, e)?, e.ix() as u16))).collect();
            order.sort_unstable();
            let n = p.weight(r) / units;
            if order.windows(2).any(|w| w[0].0 == w[1].0) {
                equal += n;
            }
            let Ok(at) = u32::try_from(flat.len()) else {
                return Err(Refusal::TooLarge {
                    what: "names on papers",
                    got: u64::MAX,
                    most: u64::from(u32::MAX),
                }
                .into());
            };
            flat.extend(order.iter().map(|(_, e)| *e));
            flat.push(END);
            papers.extend((0..n).map(|_| Paper { at, number: 0 }));
        }
        if equal > 0 {
            return Err(Refusal::EqualRanks(equal).into());
        }
        if let Some(seed) = seed {
            papers = Lot::new(seed).order("papers", papers.len()).into_iter().map(|i| papers[i]).collect();
        }
        for (paper, number) in papers.iter_mut().zip(0..) {
            paper.number = number;
        }
        Ok((Self { flat }, papers))
    }
    /// The next entry among these, and the paper as it lies there.
    pub(super) fn next(&self, paper: Paper, stands: &EntrySet) -> Option<(EntryIx, Paper)> {
        let mut at = paper.at;
        loop {
            let e = self.flat[at as usize];
            if e == END {
                return None;
            }
            let entry = EntryIx::new(u32::from(e));
            if stands.contains(entry) {
                return Some((entry, Paper { at, ..paper }));
            }
            at += 1;
        }
    }
}
/// Whole votes as a step tells them.
pub(super) fn totals(votes: &[u64], exhausted: u64) -> Step {
    let of = |(e, v): (usize, &u64)| (EntryIx::from(e), Exact::from(*v));
    Step::scored_of(votes.iter().enumerate().map(of).collect(), Exact::from(exhausted), Exact::ZERO)
}
/// Papers that moved, by where they went.
pub(super) fn moved(from: EntryIx, to: &[u64], exhausted: u64) -> Step {
    let some = to.iter().enumerate().filter(|(_, n)| **n > 0);
    Step::Transferred {
        from,
        to: some.map(|(e, n)| (EntryIx::from(e), Exact::from(*n))).collect(),
        exhausted: Exact::from(exhausted),
        lost: Exact::ZERO,
    }
}
/// Those with the most (fewest) votes; among equals, at these earlier counts in this order.
pub(super) fn extreme<'s>(
    of: &EntrySet,
    most: bool,
    now: &'s [u64],
    earlier: impl IntoIterator<Item = &'s Vec<u64>>,
) -> EntrySet {
    let mut tied = of.clone();
    for stage in std::iter::once(now).chain(earlier.into_iter().map(Vec::as_slice)) {
        let votes = tied.iter().map(|e| stage[e.ix()]);
        let Some(best) = (if most { votes.max() } else { votes.min() }) else { break };
        tied = tied.iter().filter(|e| stage[e.ix()] == best).collect();
    }
    tied
}

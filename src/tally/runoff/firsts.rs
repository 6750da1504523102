//! First preferences among those who are left: all that a run-off needs to know of the ballots in each round.
//!
//! With few entries every round looks at all rank columns again, 32 ballots at a step; with many, ballots lie in piles and
//! only those of the entries that left move on. Which of the two is fixed by the profile and seen in no result.
use super::{PileOrder, Piles};
use crate::{
    ballot::{BLOCK, Lanes, NARROW_NONE, Ranking, Rows},
    count::{Desk, Halt, Reply, Session},
    id::{EntryIx, EntrySet},
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use std::fmt;
use wide::i8x32;

/// Looking again costs `m^2` steps of 32 ballots in all; beyond so many entries moving ballots is cheaper.
const MOST_LOOKED_AT: usize = 24;

/// Count first preferences among these.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountFirsts {
    /// Who is left.
    pub among: EntrySet,
}
/// First preferences among those who are left, in units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstsReply {
    /// Of each entry of the slate; 0 for those who left.
    pub votes: Vec<u64>,
    /// Of ballots that name nobody who is left.
    pub exhausted: u64,
    /// Of ballots that rank entries equally: they have no first preference in some round, and if there are any nothing is
    /// counted.
    pub equal_ranks: u64,
}
impl FirstsReply {
    /// Of one entry.
    pub fn of(&self, e: EntryIx) -> u64 {
        self.votes.get(e.ix()).copied().unwrap_or(0)
    }
}
impl Reply for FirstsReply {
    fn merge(&mut self, other: Self) {
        self.votes.resize(self.votes.len().max(other.votes.len()), 0);
        for (a, b) in self.votes.iter_mut().zip(other.votes) {
            *a = a.saturating_add(b);
        }
        self.exhausted = self.exhausted.saturating_add(other.exhausted);
        self.equal_ranks = self.equal_ranks.saturating_add(other.equal_ranks);
    }
}
impl Session<'_, Firsts> {
    /// First preferences among these.
    pub fn among(&mut self, left: &EntrySet) -> Result<FirstsReply, Halt> {
        self.ask(&CountFirsts { among: left.clone() })
    }
}

/// The ballots of one shard, ready to tell first preferences.
#[derive(Debug)]
pub struct Firsts {
    entries: usize,
    equal_ranks: u64,
    ballots: Ballots,
}
enum Ballots {
    /// Rank columns in blocks; every ballot weighs `units`.
    Columns { blocks: Vec<i8x32>, ballots: u64, units: u64 },
    /// Ballots at their first entry among `left`, and the counts there.
    Piles { piles: Piles, left: Option<EntrySet>, votes: Vec<u64>, exhausted: u64 },
}
impl fmt::Debug for Ballots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Columns { .. } => "Columns",
            Self::Piles { .. } => "Piles",
        })
    }
}
impl Desk for Firsts {
    type Ballot = Ranking;
    type Order = CountFirsts;
    type Reply = FirstsReply;
    fn open(p: &Profile<Ranking>) -> Self {
        let entries = p.slate().len();
        let ballots = match (p.rows().cols().lanes(), p.weights().uniform()) {
            (Lanes::Narrow(v), Some(units)) if (1..=MOST_LOOKED_AT).contains(&entries) => {
                Ballots::Columns { blocks: v.clone(), ballots: p.len() as u64, units }
            }
            _ => Ballots::Piles { piles: Piles::open(p), left: None, votes: vec![0; entries], exhausted: 0 },
        };
        Self { entries, equal_ranks: equal_ranks(p), ballots }
    }
    fn obey(&mut self, order: &CountFirsts) -> FirstsReply {
        let (entries, equal_ranks) = (self.entries, self.equal_ranks);
        if equal_ranks > 0 {
            return FirstsReply { votes: vec![0; entries], exhausted: 0, equal_ranks };
        }
        let among = order.among.intersection(&EntrySet::first(entries));
        let (votes, exhausted) = match &mut self.ballots {
            Ballots::Columns { blocks, ballots, units } => {
                let votes: Vec<u64> = look(blocks, entries, &among).into_iter().map(|v| v * *units).collect();
                let named: u64 = votes.iter().sum();
                (votes, *ballots * *units - named)
            }
            Ballots::Piles { piles, left, votes, exhausted } => {
                move_on(piles, left.as_ref(), &among, votes, exhausted);
                *left = Some(among);
                (votes.clone(), *exhausted)
            }
        };
        FirstsReply { votes, exhausted, equal_ranks }
    }
}
/// Units of ballots that rank entries equally.
pub(super) fn equal_ranks(p: &Profile<Ranking>) -> u64 {
    if p.rows().is_strict() {
        return 0;
    }
    let ranks_equally = |r: &usize| p.rows().ballot(*r).iter().any(|t| t.len() > 1);
    (0..p.len()).filter(ranks_equally).map(|r| p.weight(r)).sum()
}
/// Takes away whoever left since the last order; deals anew if somebody came back.
fn move_on(
    piles: &mut Piles,
    before: Option<&EntrySet>,
    among: &EntrySet,
    votes: &mut [u64],
    exhausted: &mut u64,
) {
    let book = |moved: super::Moved, votes: &mut [u64], exhausted: &mut u64| {
        let (to, gone) = moved.totals(votes.len());
        for (v, x) in votes.iter_mut().zip(to) {
            *v += x;
        }
        *exhausted += gone;
    };
    match before {
        Some(before) if among.is_subset(before) => {
            for from in before.minus(among).iter() {
                let to = among.clone();
                let order = PileOrder::Move { from, to, parcels: vec![(0, 0)], stay: false };
                book(piles.obey(&order), votes, exhausted);
            }
            before.minus(among).iter().for_each(|e| votes[e.ix()] = 0);
        }
        _ => {
            votes.fill(0);
            *exhausted = 0;
            book(piles.obey(&PileOrder::Deal { to: among.clone() }), votes, exhausted);
        }
    }
}

/// Vectors of a column within a block.
const COLUMN: usize = BLOCK / 32;
/// How many ballots have each entry first among these: the least rank of a ballot, and who has it.
fn look(blocks: &[i8x32], m: usize, among: &EntrySet) -> Vec<u64> {
    let left: Vec<usize> = among.iter().map(EntryIx::ix).collect();
    let mut votes = vec![0u64; m];
    let none = i8x32::splat(NARROW_NONE);
    for block in blocks.chunks_exact(m * COLUMN) {
        let (columns, _) = block.as_chunks::<COLUMN>();
        let mut best = [none; COLUMN];
        for e in &left {
            for (b, x) in best.iter_mut().zip(&columns[*e]) {
                *b = b.min(*x);
            }
        }
        let mut named = [i8x32::ZERO; COLUMN];
        for (n, b) in named.iter_mut().zip(&best) {
            *n = b.simd_lt(none);
        }
        for e in &left {
            // A lane counts at most COLUMN = 32 ballots, which fits its 7 bits.
            let mut count = i8x32::ZERO;
            for ((x, b), n) in columns[*e].iter().zip(&best).zip(&named) {
                count -= x.simd_eq(*b) & *n;
            }
            votes[*e] += count.to_array().iter().map(|c| u64::from(c.unsigned_abs())).sum::<u64>();
        }
    }
    votes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballot::RankingForm;
    use proptest::prelude::*;
    /// From the definition.
    fn slowly(p: &Profile<Ranking>, among: &EntrySet) -> (Vec<u64>, u64) {
        let (mut votes, mut exhausted) = (vec![0; p.slate().len()], 0);
        for (b, w) in p.ballots() {
            match b.iter().flat_map(EntrySet::iter).find(|e| among.contains(*e)) {
                Some(e) => votes[e.ix()] += w,
                None => exhausted += w,
            }
        }
        (votes, exhausted)
    }
    fn check(p: &Profile<Ranking>) -> Result<(), TestCaseError> {
        let mut desk = Firsts::open(p);
        let mut among = p.slate().all();
        // Takes entries away one by one, then all come back.
        for step in 0..=p.slate().len() {
            let reply = desk.obey(&CountFirsts { among: among.clone() });
            prop_assert_eq!((reply.votes, reply.exhausted), slowly(p, &among));
            among = p.slate().all().minus(&(0..=step).map(EntryIx::from).collect());
        }
        let again = desk.obey(&CountFirsts { among: p.slate().all() });
        prop_assert_eq!((again.votes, again.exhausted), slowly(p, &p.slate().all()));
        Ok(())
    }
    fn profile(m: usize, orders: &[Vec<u32>], weights: &[u64]) -> Profile<Ranking> {
        let mut b =
            Profile::<Ranking>::builder(crate::profile::Slate::anonymous(m), RankingForm::default()).unwrap();
        for (o, w) in orders.iter().zip(weights) {
            b.push_weighted(&Ranking::strict(o.iter().copied().filter(|e| (*e as usize) < m)), *w).unwrap();
        }
        b.finish()
    }
    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn both_ways_agree_with_the_definition(
            orders in prop::collection::vec(
                prop::sample::subsequence((0u32..30).collect::<Vec<_>>(), 0..=30).prop_shuffle(), 1..60),
            m in prop::sample::select(vec![1usize, 5, 15, 16, 24, 25, 30]),
            weights in prop::collection::vec(1u64..4, 60),
            even: bool,
        ) {
            let weights = if even { vec![2; 60] } else { weights };
            check(&profile(m, &orders, &weights))?;
        }
    }
    #[test]
    fn more_than_one_block() {
        let orders: Vec<Vec<u32>> = (0..2500u32)
            .map(|i| vec![i % 7, (i / 7) % 7].into_iter().take(1 + (i % 2) as usize).collect())
            .collect();
        let orders: Vec<Vec<u32>> = orders
            .into_iter()
            .map(|mut o| {
                o.dedup();
                o
            })
            .collect();
        check(&profile(7, &orders, &vec![1; 2500])).unwrap();
    }
}

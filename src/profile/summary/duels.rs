//! Direct comparisons: wins, draws and skips by pair.
use super::{Counters, MAX_SQUARE, Mismatch, Summary, counted, counters_of, grid, start};
use crate::{
    ballot::{Comparison, Pairs, PairsForm},
    id::EntryIx,
    profile::{Profile, Slate},
};
use serde::{Deserialize, Serialize};

/// Weight of each answer to each pair that was asked.
///
/// Not to be confused with [`PairwiseCounts`](super::PairwiseCounts), which come from whole rankings: here a
/// voter has seen only some pairs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Counters<PairsForm>", into = "Counters<PairsForm>")]
pub struct PairCounts(Counters<PairsForm>);
counted!(PairCounts, PairsForm);
impl PairCounts {
    fn m(&self) -> usize {
        self.0.slate.len()
    }
    /// Draws lie above the diagonal of the second square, skips below it.
    fn second(&self, row: EntryIx, col: EntryIx) -> u64 {
        self.0.cells[self.m() * self.m() + row.ix() * self.m() + col.ix()]
    }
    /// Weight of those who called `a` better than `b`, in units.
    pub fn wins(&self, a: EntryIx, b: EntryIx) -> u64 {
        self.0.cells[a.ix() * self.m() + b.ix()]
    }
    /// Weight of those who called the two a draw, in units.
    pub fn draws(&self, a: EntryIx, b: EntryIx) -> u64 {
        if a == b { 0 } else { self.second(a.min(b), a.max(b)) }
    }
    /// Weight of those who skipped the pair, in units.
    pub fn skips(&self, a: EntryIx, b: EntryIx) -> u64 {
        if a == b { 0 } else { self.second(a.max(b), a.min(b)) }
    }
}
impl Summary for PairCounts {
    type Ballot = Pairs;
    counters_of!(0);
    fn check(&self) -> Result<(), Mismatch> {
        self.0.check(grid(&self.0.slate, 2 * self.m() as u128), 1)?;
        for a in self.0.slate.iter() {
            if self.wins(a, a) != 0 || self.second(a, a) != 0 {
                return Err(Mismatch::Inconsistent("no entry is compared with itself"));
            }
            for b in self.0.slate.iter().take(a.ix()) {
                let sum = self.wins(a, b) + self.wins(b, a) + self.draws(a, b) + self.skips(a, b);
                if sum > self.0.weight {
                    return Err(Mismatch::Inconsistent("the answers to a pair add up to at most the weight"));
                }
            }
        }
        Ok(())
    }
    fn of(p: &Profile<Pairs>) -> Result<Self, Mismatch> {
        let mut s: Self = start(p)?;
        let m = p.slate().len();
        for r in 0..p.len() {
            let w = p.weight(r);
            p.rows().marks(r).for_each(|(a, b, answer)| s.0.cells[cell(m, a, b, answer)] += w);
        }
        Ok(s)
    }
    fn most_entries(_: &PairsForm) -> usize {
        MAX_SQUARE
    }
    fn empty(slate: Slate, form: &PairsForm, units_per_vote: u64) -> Result<Self, Mismatch> {
        Ok(Self(Counters::zero(slate, form, units_per_vote, grid(&slate, 2 * slate.len() as u128))?))
    }
    fn touch(&self, ballot: &Pairs, mut f: impl FnMut(usize, u64)) {
        let m = self.m();
        ballot.iter().for_each(|(a, b, answer)| f(cell(m, a, b, answer), 1));
    }
}
/// Where an answer is counted; `a` comes before `b`.
fn cell(m: usize, a: EntryIx, b: EntryIx, answer: Comparison) -> usize {
    let (up, down) = (a.ix() * m + b.ix(), b.ix() * m + a.ix());
    match answer {
        Comparison::First => up,
        Comparison::Second => down,
        Comparison::Draw => m * m + up,
        Comparison::Skip => m * m + down,
    }
}

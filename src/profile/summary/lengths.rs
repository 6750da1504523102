//! How many entries rankings name.
use super::{Counters, Mismatch, Summary, counted, counters_of, grid, kernel_weights, start};
use crate::{
    ballot::{Ranking, RankingForm},
    id::EntrySet,
    profile::{Profile, Slate, kernel},
};
use serde::{Deserialize, Serialize};

/// Weight of the rankings that name so many entries: where ballots are cut off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Counters<RankingForm>", into = "Counters<RankingForm>")]
pub struct BallotLengths(Counters<RankingForm>);
counted!(BallotLengths, RankingForm);
impl BallotLengths {
    /// Weight of the rankings that name just so many entries, in units.
    pub fn naming(&self, entries: usize) -> u64 {
        self.0.cells.get(entries).copied().unwrap_or(0)
    }
}
impl Summary for BallotLengths {
    type Ballot = Ranking;
    counters_of!(0);
    fn check(&self) -> Result<(), Mismatch> {
        self.0.check(grid(&self.0.slate, 1) + 1, 1)?;
        let sum: u128 = self.0.cells.iter().map(|c| u128::from(*c)).sum();
        if sum != u128::from(self.0.weight) {
            return Err(Mismatch::Inconsistent("the lengths add up to the weight"));
        }
        Ok(())
    }
    fn of(p: &Profile<Ranking>) -> Result<Self, Mismatch> {
        let mut s: Self = start(p)?;
        let (weights, factor) = kernel_weights(p);
        s.0.cells = kernel::lengths(p.rows().cols(), weights);
        s.0.cells.iter_mut().for_each(|c| *c *= factor);
        // Kernels do not tell rows that name nobody from what a block is filled up with.
        s.0.cells[0] = p.total_weight() - s.0.cells[1..].iter().sum::<u64>();
        Ok(s)
    }
    fn empty(slate: Slate, form: &RankingForm, units_per_vote: u64) -> Result<Self, Mismatch> {
        Ok(Self(Counters::zero(slate, form, units_per_vote, grid(&slate, 1) + 1)?))
    }
    fn touch(&self, ballot: &Ranking, mut f: impl FnMut(usize, u64)) {
        f(ballot.iter().map(EntrySet::len).sum(), 1);
    }
}

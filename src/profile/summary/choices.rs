//! Choices by entry, and blanks.
use super::{Counters, Mismatch, Summary, counted, counters_of, grid, start};
use crate::{
    ballot::{Choice, ChoiceForm},
    id::EntryIx,
    profile::{Profile, Slate},
};
use serde::{Deserialize, Serialize};

/// Weight behind each entry, and of blank ballots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Counters<ChoiceForm>", into = "Counters<ChoiceForm>")]
pub struct ChoiceCounts(Counters<ChoiceForm>);
counted!(ChoiceCounts, ChoiceForm);
impl ChoiceCounts {
    /// Weight of those who chose `e`, in units.
    pub fn of_entry(&self, e: EntryIx) -> u64 {
        self.0.cells[..self.slate().len()][e.ix()]
    }
    /// Weight of blank ballots, in units.
    pub fn blank(&self) -> u64 {
        self.0.cells[self.slate().len()]
    }
}
impl Summary for ChoiceCounts {
    type Ballot = Choice;
    counters_of!(0);
    fn check(&self) -> Result<(), Mismatch> {
        self.0.check(grid(&self.0.slate, 1) + 1, 1)?;
        let sum: u128 = self.0.cells.iter().map(|c| u128::from(*c)).sum();
        if sum != u128::from(self.0.weight) {
            return Err(Mismatch::Inconsistent("choices and blanks add up to the weight"));
        }
        Ok(())
    }
    fn of(p: &Profile<Choice>) -> Result<Self, Mismatch> {
        let mut s: Self = start(p)?;
        let m = p.slate().len();
        for r in 0..p.len() {
            s.0.cells[p.rows().chosen(r).map_or(m, EntryIx::ix)] += p.weight(r);
        }
        Ok(s)
    }
    fn empty(slate: Slate, form: &ChoiceForm, units_per_vote: u64) -> Result<Self, Mismatch> {
        Ok(Self(Counters::zero(slate, form, units_per_vote, grid(&slate, 1) + 1)?))
    }
    fn touch(&self, ballot: &Choice, mut f: impl FnMut(usize, u64)) {
        f(ballot.entry().map_or(self.slate().len(), EntryIx::ix), 1);
    }
}

//! Votes and credits by entry.
use super::{Counters, Mismatch, Summary, counted, counters_of, grid, start};
use crate::{
    ballot::{MAX_POINTS, Points, PointsForm},
    id::EntryIx,
    profile::{Profile, Slate},
};
use serde::{Deserialize, Serialize};

/// Votes for, votes against and credits spent on each entry, each times the weight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Counters<PointsForm>", into = "Counters<PointsForm>")]
pub struct PointTotals(Counters<PointsForm>);
counted!(PointTotals, PointsForm);
impl PointTotals {
    fn cell(&self, e: EntryIx, which: usize) -> u64 {
        self.0.cells[e.ix() * 3 + which]
    }
    /// Votes for `e` less votes against it, times weight in units.
    pub fn votes(&self, e: EntryIx) -> i64 {
        // Each at most 2^62.
        self.in_favour(e) as i64 - self.against(e) as i64
    }
    /// Votes for `e`, times weight in units.
    pub fn in_favour(&self, e: EntryIx) -> u64 {
        self.cell(e, 0)
    }
    /// Votes against `e`, as a positive number, times weight in units.
    pub fn against(&self, e: EntryIx) -> u64 {
        self.cell(e, 1)
    }
    /// Credits spent on votes for or against `e`, times weight in units.
    pub fn spent(&self, e: EntryIx) -> u64 {
        self.cell(e, 2)
    }
}
impl Summary for PointTotals {
    type Ballot = Points;
    counters_of!(0);
    fn check(&self) -> Result<(), Mismatch> {
        self.0.form.check()?;
        self.0.check(grid(self.slate(), 3), MAX_POINTS)?;
        let mut spent = 0u128;
        for c in self.0.cells.chunks_exact(3) {
            if c[1] != 0 && !self.0.form.negative {
                return Err(Mismatch::Inconsistent("the form allows no negative votes"));
            }
            // v votes cost v credits or more, whatever the cost.
            if c[0] + c[1] > c[2] {
                return Err(Mismatch::Inconsistent("a vote costs a credit or more"));
            }
            spent += u128::from(c[2]);
        }
        if spent > u128::from(self.0.weight) * u128::from(self.0.form.budget) {
            return Err(Mismatch::Inconsistent("nobody spends more than the budget"));
        }
        Ok(())
    }
    fn of(p: &Profile<Points>) -> Result<Self, Mismatch> {
        let mut s: Self = start(p)?;
        let cost = s.0.form.cost;
        for r in 0..p.len() {
            let w = p.weight(r);
            for (e, v) in p.rows().marks(r) {
                let cells = &mut s.0.cells[e.ix() * 3..][..3];
                cells[usize::from(v < 0)] += w * v.unsigned_abs();
                cells[2] += w * cost.of(v) as u64;
            }
        }
        Ok(s)
    }
    fn empty(slate: Slate, form: &PointsForm, units_per_vote: u64) -> Result<Self, Mismatch> {
        form.check()?;
        Ok(Self(Counters::zero(slate, form, units_per_vote, grid(&slate, 3))?))
    }
    fn touch(&self, ballot: &Points, mut f: impl FnMut(usize, u64)) {
        for (e, v) in ballot.iter() {
            f(e.ix() * 3 + usize::from(v < 0), v.unsigned_abs());
            // Within the budget, which is at most MAX_POINTS.
            f(e.ix() * 3 + 2, self.0.form.cost.of(v) as u64);
        }
    }
}

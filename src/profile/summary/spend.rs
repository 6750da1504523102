//! Supporters and utility by project.
use super::{Counters, Mismatch, Summary, counted, counters_of, grid, start};
use crate::{
    ballot::{MAX_POINTS, Spend, SpendForm},
    id::EntryIx,
    profile::{Profile, Slate},
};
use serde::{Deserialize, Serialize};

/// Weight of those who give each project some utility, and the sum of their utilities times weight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Counters<SpendForm>", into = "Counters<SpendForm>")]
pub struct SpendSupport(Counters<SpendForm>);
counted!(SpendSupport, SpendForm);
impl SpendSupport {
    /// Cost of `e` in minor units.
    pub fn cost(&self, e: EntryIx) -> u64 {
        self.0.form.costs[e.ix()]
    }
    /// Weight of those who give `e` a utility above 0, in units.
    pub fn supporters(&self, e: EntryIx) -> u64 {
        self.0.cells[e.ix() * 2]
    }
    /// Sum of utilities for `e`, times weight in units.
    pub fn utility(&self, e: EntryIx) -> u64 {
        self.0.cells[e.ix() * 2 + 1]
    }
}
impl Summary for SpendSupport {
    type Ballot = Spend;
    counters_of!(0);
    fn check(&self) -> Result<(), Mismatch> {
        let c = &self.0;
        c.form.check(c.slate.len())?;
        c.check(grid(&c.slate, 2), MAX_POINTS)?;
        let fits = |x: &[u64]| x[0] <= c.weight && x[0] <= x[1] && x[1] <= x[0] * MAX_POINTS;
        if !c.cells.chunks_exact(2).all(fits) {
            return Err(Mismatch::Inconsistent("a supporter gives a utility of 1 to 65536"));
        }
        Ok(())
    }
    fn of(p: &Profile<Spend>) -> Result<Self, Mismatch> {
        let mut s: Self = start(p)?;
        for r in 0..p.len() {
            let w = p.weight(r);
            for (e, u) in p.rows().marks(r).filter(|(_, u)| *u > 0) {
                s.0.cells[e.ix() * 2] += w;
                s.0.cells[e.ix() * 2 + 1] += w * u;
            }
        }
        Ok(s)
    }
    fn empty(slate: Slate, form: &SpendForm, units_per_vote: u64) -> Result<Self, Mismatch> {
        form.check(slate.len())?;
        Ok(Self(Counters::zero(slate, form, units_per_vote, grid(&slate, 2))?))
    }
    fn touch(&self, ballot: &Spend, mut f: impl FnMut(usize, u64)) {
        for (e, u) in ballot.iter().filter(|(_, u)| *u > 0) {
            f(e.ix() * 2, 1);
            f(e.ix() * 2 + 1, u);
        }
    }
}

//! Supporters and utility by project.
use super::{Counters, Mismatch, Summary, counters_of, grid, start};
use crate::{
    ballot::{BallotError, MAX_POINTS, Spend, SpendForm},
    id::EntryIx,
    profile::{Profile, Slate},
};
use serde::{Deserialize, Serialize};

/// Weight of those who give each project some utility, and the sum of their utilities times weight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawSupport")]
pub struct SpendSupport {
    form: SpendForm,
    counters: Counters,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSupport {
    form: SpendForm,
    counters: Counters,
}
impl TryFrom<RawSupport> for SpendSupport {
    type Error = Mismatch;
    fn try_from(RawSupport { form, counters }: RawSupport) -> Result<Self, Mismatch> {
        let s = Self { form, counters };
        s.check()?;
        Ok(s)
    }
}
impl SpendSupport {
    /// The costs and limits.
    pub const fn form(&self) -> &SpendForm {
        &self.form
    }
    /// Cost of `e` in minor units.
    pub fn cost(&self, e: EntryIx) -> u64 {
        self.form.costs[e.ix()]
    }
    /// Weight of those who give `e` a utility above 0, in units.
    pub fn supporters(&self, e: EntryIx) -> u64 {
        self.counters.cells[e.ix() * 2]
    }
    /// Sum of utilities for `e`, times weight in units.
    pub fn utility(&self, e: EntryIx) -> u64 {
        self.counters.cells[e.ix() * 2 + 1]
    }
}
impl Summary for SpendSupport {
    type Ballot = Spend;
    counters_of!(counters);
    fn same_form(&self, other: &Self) -> bool {
        self.form == other.form
    }
    fn check(&self) -> Result<(), Mismatch> {
        let c = &self.counters;
        self.form.check(c.slate.len())?;
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
                s.counters.cells[e.ix() * 2] += w;
                s.counters.cells[e.ix() * 2 + 1] += w * u;
            }
        }
        Ok(s)
    }
    fn empty(slate: Slate, form: &SpendForm, units_per_vote: u64) -> Result<Self, Mismatch> {
        form.check(slate.len())?;
        Ok(Self { form: form.clone(), counters: Counters::zero(slate, units_per_vote, grid(&slate, 2))? })
    }
    fn touch(&self, ballot: &Spend, mut f: impl FnMut(usize, u64)) -> Result<(), BallotError> {
        self.form.check_ballot(ballot)?;
        for (e, u) in ballot.iter().filter(|(_, u)| *u > 0) {
            f(e.ix() * 2, 1);
            f(e.ix() * 2 + 1, u);
        }
        Ok(())
    }
}

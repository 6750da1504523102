//! How many gave each entry each level.
use super::{Counters, MAX_CELLS, Mismatch, Summary, counted, counters_of, grid, kernel_weights, start};
use crate::{
    ballot::{ScoreForm, Scores},
    id::{EntryIx, MAX_ENTRIES},
    num::Exact,
    profile::{Profile, Slate, kernel},
};
use serde::{Deserialize, Serialize};

/// Weight by entry and level; the unrated are the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Counters<ScoreForm>", into = "Counters<ScoreForm>")]
pub struct ScoreHistogram(Counters<ScoreForm>);
counted!(ScoreHistogram, ScoreForm);
impl ScoreHistogram {
    fn levels(&self) -> u128 {
        u128::from(self.0.form.top) + 1
    }
    /// Weight by level, in units.
    pub fn of_entry(&self, e: EntryIx) -> &[u64] {
        let n = usize::from(self.0.form.top) + 1;
        &self.0.cells[e.ix() * n..][..n]
    }
    /// Weight of those who rated `e`, in units.
    pub fn rated(&self, e: EntryIx) -> u64 {
        self.of_entry(e).iter().sum()
    }
    /// Sum of the scores given to `e`, in score points times votes.
    pub fn sum(&self, e: EntryIx) -> Exact {
        // Below 2^46 units of 2^15 levels.
        let levels: u64 = (0u64..).zip(self.of_entry(e)).map(|(l, n)| l * n).sum();
        let f = &self.0.form;
        let sum = &f.lowest * &Exact::from(self.rated(e)) + &f.step * &Exact::from(levels);
        sum / Exact::from(self.0.units_per_vote)
    }
}
impl Summary for ScoreHistogram {
    type Ballot = Scores;
    counters_of!(0);
    fn check(&self) -> Result<(), Mismatch> {
        self.0.form.check()?;
        self.0.check(grid(self.slate(), self.levels()), 1)?;
        // Each is at most 2^46, and there are at most 2^15 levels.
        if self.slate().iter().any(|e| self.rated(e) > self.0.weight) {
            return Err(Mismatch::Inconsistent("the levels of an entry add up to at most the weight"));
        }
        Ok(())
    }
    fn of(p: &Profile<Scores>) -> Result<Self, Mismatch> {
        let mut s: Self = start(p)?;
        let (weights, factor) = kernel_weights(p);
        let levels = usize::from(p.form().top) + 1;
        if let Some(marks) = p.rows().marks() {
            for r in 0..p.len() {
                let w = p.weight(r);
                marks.row(r).for_each(|(e, l)| s.0.cells[usize::from(e) * levels + usize::from(l)] += w);
            }
            return Ok(s);
        }
        s.0.cells = kernel::levels(&p.rows().cols(), weights, levels);
        s.0.cells.iter_mut().for_each(|c| *c *= factor);
        Ok(s)
    }
    fn most_entries(form: &ScoreForm) -> usize {
        (MAX_CELLS / (usize::from(form.top) + 1)).min(MAX_ENTRIES)
    }
    fn empty(slate: Slate, form: &ScoreForm, units_per_vote: u64) -> Result<Self, Mismatch> {
        form.check()?;
        let cells = grid(&slate, u128::from(form.top) + 1);
        Ok(Self(Counters::zero(slate, form, units_per_vote, cells)?))
    }
    fn touch(&self, ballot: &Scores, mut f: impl FnMut(usize, u64)) {
        let levels = usize::from(self.0.form.top) + 1;
        ballot.iter().for_each(|(e, l)| f(e.ix() * levels + usize::from(l), 1));
    }
}

//! How many gave each entry each level.
use super::{Counters, MAX_CELLS, Mismatch, Summary, counters_of, grid, kernel_weights, known, start};
use crate::{
    ballot::{BallotError, ScoreForm, Scores},
    id::{EntryIx, MAX_ENTRIES},
    num::Exact,
    profile::{Profile, Slate, kernel},
};
use serde::{Deserialize, Serialize};

/// Weight by entry and level; the unrated are the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawHistogram")]
pub struct ScoreHistogram {
    form: ScoreForm,
    counters: Counters,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHistogram {
    form: ScoreForm,
    counters: Counters,
}
impl TryFrom<RawHistogram> for ScoreHistogram {
    type Error = Mismatch;
    fn try_from(RawHistogram { form, counters }: RawHistogram) -> Result<Self, Mismatch> {
        let s = Self { form, counters };
        s.check()?;
        Ok(s)
    }
}
impl ScoreHistogram {
    /// The scale.
    pub const fn form(&self) -> &ScoreForm {
        &self.form
    }
    fn levels(&self) -> u128 {
        u128::from(self.form.top) + 1
    }
    /// Weight by level, in units.
    pub fn of_entry(&self, e: EntryIx) -> &[u64] {
        let n = usize::from(self.form.top) + 1;
        &self.counters.cells[e.ix() * n..][..n]
    }
    /// Weight of those who rated `e`, in units.
    pub fn rated(&self, e: EntryIx) -> u64 {
        self.of_entry(e).iter().sum()
    }
    /// Sum of the scores given to `e`, in score points times votes.
    pub fn sum(&self, e: EntryIx) -> Exact {
        // Below 2^46 units of 2^15 levels.
        let levels: u64 = (0u64..).zip(self.of_entry(e)).map(|(l, n)| l * n).sum();
        let f = &self.form;
        let sum = &f.lowest * &Exact::from(self.rated(e)) + &f.step * &Exact::from(levels);
        sum / Exact::from(self.counters.units_per_vote)
    }
}
impl Summary for ScoreHistogram {
    type Ballot = Scores;
    counters_of!(counters);
    fn same_form(&self, other: &Self) -> bool {
        self.form == other.form
    }
    fn check(&self) -> Result<(), Mismatch> {
        self.form.check()?;
        self.counters.check(grid(self.slate(), self.levels()), 1)?;
        // Each is at most 2^46, and there are at most 2^15 levels.
        if self.slate().iter().any(|e| self.rated(e) > self.counters.weight) {
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
                marks
                    .row(r)
                    .for_each(|(e, l)| s.counters.cells[usize::from(e) * levels + usize::from(l)] += w);
            }
            return Ok(s);
        }
        s.counters.cells = kernel::levels(&p.rows().cols(), weights, levels);
        s.counters.cells.iter_mut().for_each(|c| *c *= factor);
        Ok(s)
    }
    fn most_entries(form: &ScoreForm) -> usize {
        (MAX_CELLS / (usize::from(form.top) + 1)).min(MAX_ENTRIES)
    }
    fn empty(slate: Slate, form: &ScoreForm, units_per_vote: u64) -> Result<Self, Mismatch> {
        form.check()?;
        let counters = Counters::zero(slate, units_per_vote, grid(&slate, u128::from(form.top) + 1))?;
        Ok(Self { form: form.clone(), counters })
    }
    fn touch(&self, ballot: &Scores, mut f: impl FnMut(usize, u64)) -> Result<(), BallotError> {
        let top = self.form.top;
        for (entry, level) in ballot.iter() {
            known(entry, self.slate())?;
            if level > top {
                return Err(BallotError::OffScale { entry, level, top });
            }
        }
        ballot.iter().for_each(|(e, l)| f(e.ix() * (usize::from(top) + 1) + usize::from(l), 1));
        Ok(())
    }
}

//! First preferences.
use super::{Counters, Mismatch, Summary, counted, counters_of, grid, kernel_weights, start};
use crate::{
    ballot::{Ranking, RankingForm},
    id::EntryIx,
    profile::{Profile, Slate, kernel},
};
use serde::{Deserialize, Serialize};

/// Who is ranked first: alone, or side by side with others (told apart, the rule decides); and how many rank
/// nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Counters<RankingForm>", into = "Counters<RankingForm>")]
pub struct FirstPreferences(Counters<RankingForm>);
counted!(FirstPreferences, RankingForm);
impl FirstPreferences {
    /// Weight of those who rank `e` first and nobody beside it, in units.
    pub fn sole(&self, e: EntryIx) -> u64 {
        self.0.cells[..self.slate().len()][e.ix()]
    }
    /// Weight of those who rank `e` first beside others, in units.
    pub fn shared(&self, e: EntryIx) -> u64 {
        self.0.cells[self.slate().len()..][e.ix()]
    }
    /// Weight of ballots that name nobody, in units.
    pub fn blank(&self) -> u64 {
        self.0.cells[2 * self.slate().len()]
    }
}
impl Summary for FirstPreferences {
    type Ballot = Ranking;
    counters_of!(0);
    fn check(&self) -> Result<(), Mismatch> {
        self.0.check(grid(&self.0.slate, 2) + 1, 1)?;
        let m = self.slate().len();
        let sole: u128 = self.0.cells[..m].iter().map(|c| u128::from(*c)).sum();
        let rest = (u128::from(self.0.weight)).checked_sub(sole + u128::from(self.blank()));
        match rest {
            None => Err(Mismatch::Inconsistent("sole firsts and blanks are at most the weight")),
            Some(rest) if self.0.cells[m..2 * m].iter().any(|c| u128::from(*c) > rest) => {
                Err(Mismatch::Inconsistent("shared firsts are at most the rest of the weight"))
            }
            _ => Ok(()),
        }
    }
    fn of(p: &Profile<Ranking>) -> Result<Self, Mismatch> {
        let (mut s, m, rows) = (start::<Self>(p)?, p.slate().len(), p.rows());
        if rows.is_strict() {
            let (weights, factor) = kernel_weights(p);
            let firsts = kernel::levels(rows.cols(), weights, 1);
            s.0.cells[..m].iter_mut().zip(firsts).for_each(|(c, n)| *c = n * factor);
            s.0.cells[2 * m] = p.total_weight() - s.0.cells[..m].iter().sum::<u64>();
            return Ok(s);
        }
        let mut tops = vec![];
        for r in 0..p.len() {
            tops.clear();
            tops.extend(p.entries().filter(|e| rows.rank(r, *e) == Some(0)).map(EntryIx::ix));
            match &tops[..] {
                [] => s.0.cells[2 * m] += p.weight(r),
                [sole] => s.0.cells[*sole] += p.weight(r),
                shared => shared.iter().for_each(|e| s.0.cells[m + e] += p.weight(r)),
            }
        }
        Ok(s)
    }
    fn empty(slate: Slate, form: &RankingForm, units_per_vote: u64) -> Result<Self, Mismatch> {
        Ok(Self(Counters::zero(slate, form, units_per_vote, grid(&slate, 2) + 1)?))
    }
    fn touch(&self, ballot: &Ranking, mut f: impl FnMut(usize, u64)) {
        let m = self.slate().len();
        let Some(first) = ballot.0.first() else { return f(2 * m, 1) };
        let at = if first.single().is_some() { 0 } else { m };
        first.iter().for_each(|e| f(at + e.ix(), 1));
    }
}

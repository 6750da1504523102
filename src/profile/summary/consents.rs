//! Positions by motion, by weight and by head.
use super::{Counters, Mismatch, Summary, counted, counters_of, grid, kernel_voters, kernel_weights, start};
use crate::{
    ballot::{Consent, ConsentForm, Position},
    id::EntryIx,
    profile::{Profile, Slate, kernel},
};
use serde::{Deserialize, Serialize};

const POSITIONS: usize = Position::ALL.len();

/// Weight and number of those who took each position on each motion. Who said nothing on a motion is the
/// rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Counters<ConsentForm>", into = "Counters<ConsentForm>")]
pub struct ConsentCounts(Counters<ConsentForm>);
counted!(ConsentCounts, ConsentForm);
impl ConsentCounts {
    /// Weight of those who say this to `e`, in units.
    pub fn weight(&self, e: EntryIx, position: Position) -> u64 {
        self.0.cells[e.ix() * POSITIONS + position.code()]
    }
    /// Number of those who say this to `e`, whatever they weigh.
    pub fn voters(&self, e: EntryIx, position: Position) -> u64 {
        self.0.heads[e.ix() * POSITIONS + position.code()]
    }
    /// Number of those who took any position on `e`, whatever they weigh.
    pub fn present(&self, e: EntryIx) -> u64 {
        self.0.heads[e.ix() * POSITIONS..][..POSITIONS].iter().sum()
    }
}
impl Summary for ConsentCounts {
    type Ballot = Consent;
    counters_of!(0);
    fn check(&self) -> Result<(), Mismatch> {
        self.0.check(grid(&self.0.slate, POSITIONS as u128), 1)?;
        if self.0.heads.len() != self.0.cells.len() {
            return Err(Mismatch::Form);
        }
        let rows = self.0.cells.chunks_exact(POSITIONS).zip(self.0.heads.chunks_exact(POSITIONS));
        for (weights, heads) in rows {
            // Each is at most 2^46.
            if weights.iter().sum::<u64>() > self.0.weight || heads.iter().sum::<u64>() > self.0.voters {
                return Err(Mismatch::Inconsistent("the positions on a motion add up to at most the total"));
            }
            if weights.iter().zip(heads).any(|(w, h)| h > w || (*h == 0) != (*w == 0)) {
                return Err(Mismatch::Inconsistent("every ballot weighs a unit or more"));
            }
        }
        Ok(())
    }
    fn of(p: &Profile<Consent>) -> Result<Self, Mismatch> {
        let mut s: Self = start(p)?;
        let (weights, factor) = kernel_weights(p);
        s.0.cells = kernel::levels(p.rows().cols(), weights, POSITIONS);
        s.0.cells.iter_mut().for_each(|c| *c *= factor);
        let (heads, factor) = kernel_voters(p);
        s.0.heads = kernel::levels(p.rows().cols(), heads, POSITIONS);
        s.0.heads.iter_mut().for_each(|c| *c *= factor);
        Ok(s)
    }
    fn empty(slate: Slate, form: &ConsentForm, units_per_vote: u64) -> Result<Self, Mismatch> {
        let mut c = Counters::zero(slate, form, units_per_vote, grid(&slate, POSITIONS as u128))?;
        c.heads = vec![0; c.cells.len()];
        Ok(Self(c))
    }
    fn touch(&self, ballot: &Consent, mut f: impl FnMut(usize, u64)) {
        ballot.iter().for_each(|(e, p)| f(e.ix() * POSITIONS + p.code(), 1));
    }
}

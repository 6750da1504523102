//! Approvals by entry.
use super::{Counters, Mismatch, Summary, counted, counters_of, grid, kernel_weights, known, start};
use crate::{
    ballot::{Approval, ApprovalForm, BallotError},
    id::EntryIx,
    profile::{
        Profile, Slate,
        kernel::{self, BITS, WORDS, Words},
    },
};
use serde::{Deserialize, Serialize};
use wide::u64x4;

/// Weight of those who approve of each entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Counters", into = "Counters")]
pub struct ApprovalCounts(Counters);
counted!(ApprovalCounts);
impl ApprovalCounts {
    /// Weight of those who approve of `e`, in units.
    pub fn of_entry(&self, e: EntryIx) -> u64 {
        self.0.cells[e.ix()]
    }
}
impl Summary for ApprovalCounts {
    type Ballot = Approval;
    counters_of!(0);
    fn check(&self) -> Result<(), Mismatch> {
        self.0.check(grid(&self.0.slate, 1), 1)
    }
    fn of(p: &Profile<Approval>) -> Result<Self, Mismatch> {
        let mut s: Self = start(p)?;
        let (words, (weights, factor)) = (p.rows().words_per_row(), kernel_weights(p));
        s.0.cells = kernel::sum_of_shards(
            p.rows().vectors(),
            weights,
            kernel::ROWS / 4 * words,
            p.slate().len(),
            |vectors, weights, out| count_rows(vectors, words, (weights, factor), out),
        );
        Ok(s)
    }
    fn empty(slate: Slate, _: &ApprovalForm, units_per_vote: u64) -> Result<Self, Mismatch> {
        Ok(Self(Counters::zero(slate, units_per_vote, grid(&slate, 1))?))
    }
    fn touch(&self, ballot: &Approval, mut f: impl FnMut(usize, u64)) -> Result<(), BallotError> {
        if let Some(e) = ballot.set().last() {
            known(e, self.slate())?;
        }
        ballot.set().iter().for_each(|e| f(e.ix(), 1));
        Ok(())
    }
}
/// Weight of the rows with each bit.
fn count_rows(vectors: &[u64x4], words: usize, weights: (Option<&[u64]>, u64), out: &mut [u64]) {
    let step = (words / WORDS).max(1);
    for from in 0..step {
        let bits = count_vectors(bytemuck::cast_slice(vectors), words, (from, step), weights);
        for (i, n) in bits.into_iter().enumerate() {
            let (lane, bit) = (i / 64, i % 64);
            let word = if words >= WORDS { from * WORDS + lane } else { lane % words };
            // Bits beyond the slate are never set.
            if let Some(c) = out.get_mut(word * 64 + bit) {
                *c += n;
            }
        }
    }
}
/// Weight of the rows with each bit of every `step`-th vector.
fn count_vectors(
    vectors: &[Words],
    words: usize,
    at: (usize, usize),
    (weights, factor): (Option<&[u64]>, u64),
) -> [u64; BITS] {
    let mut bits = [0; BITS];
    let Some(weights) = weights else {
        kernel::bit_counts(vectors, at, factor, |_, v| v, &mut bits);
        return bits;
    };
    // Rows whose weight has bit k; a vector holds `per` rows, or a part of one.
    let per = (WORDS / words).max(1);
    let used = weights.iter().fold(0, |all, w| all | w);
    for k in (0..64).filter(|k| used >> k & 1 == 1) {
        let mask = |i: usize, v: Words| {
            let lane =
                |l: usize| weights.get(i * per + l * per / WORDS).map_or(0, |w| (w >> k & 1).wrapping_neg());
            v & Words::new(std::array::from_fn(lane))
        };
        kernel::bit_counts(vectors, at, 1 << k, mask, &mut bits);
    }
    bits
}

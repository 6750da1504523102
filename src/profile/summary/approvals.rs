//! Approvals by entry.
use super::{Counters, Mismatch, Summary, counted, counters_of, grid, kernel_weights, start};
use crate::{
    ballot::{Approval, ApprovalForm},
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
#[serde(try_from = "Counters<ApprovalForm>", into = "Counters<ApprovalForm>")]
pub struct ApprovalCounts(Counters<ApprovalForm>);
counted!(ApprovalCounts, ApprovalForm);
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
        let Some((vectors, words)) = p.rows().bits() else {
            for r in 0..p.len() {
                let w = p.weight(r);
                p.rows().approved(r).for_each(|e| s.0.cells[e.ix()] += w);
            }
            return Ok(s);
        };
        let (weights, factor) = kernel_weights(p);
        s.0.cells = kernel::sum_of_shards(
            vectors,
            weights,
            kernel::ROWS / 4 * words,
            p.slate().len(),
            |vectors, weights, out| count_rows(vectors, words, (weights, factor), out),
        );
        Ok(s)
    }
    fn empty(slate: Slate, form: &ApprovalForm, units_per_vote: u64) -> Result<Self, Mismatch> {
        Ok(Self(Counters::zero(slate, form, units_per_vote, grid(&slate, 1))?))
    }
    fn touch(&self, ballot: &Approval, mut f: impl FnMut(usize, u64)) {
        ballot.set().iter().for_each(|e| f(e.ix(), 1));
    }
}
/// Weight of the rows with each bit.
fn count_rows(vectors: &[u64x4], words: usize, (weights, factor): (Option<&[u64]>, u64), out: &mut [u64]) {
    let vectors: &[Words] = bytemuck::cast_slice(vectors);
    let mut bits = vec![[0; BITS]; (words / WORDS).max(1)];
    if let Some(weights) = weights {
        // Rows whose weight has bit k; a vector holds `per` rows, or a part of one.
        let per = (WORDS / words).max(1);
        let used = weights.iter().fold(0, |all, w| all | w);
        for k in (0..64).filter(|k| used >> k & 1 == 1) {
            let has = |row: usize| weights.get(row).map_or(0, |w| (w >> k & 1).wrapping_neg());
            let mask =
                |i: usize, v: Words| v & Words::new(std::array::from_fn(|l| has(i * per + l * per / WORDS)));
            kernel::bit_counts(vectors, Some(mask), 1 << k, &mut bits);
        }
    } else {
        kernel::bit_counts(vectors, None::<fn(usize, Words) -> Words>, factor, &mut bits);
    }
    for (i, bits) in bits.iter().enumerate() {
        for (lane, bits) in bits.chunks_exact(64).enumerate() {
            let word = if words >= WORDS { i * WORDS + lane } else { lane % words };
            // Bits beyond the slate are never set.
            out.iter_mut().skip(word * 64).zip(bits).for_each(|(c, n)| *c += n);
        }
    }
}

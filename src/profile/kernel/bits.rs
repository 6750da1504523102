//! Positional population count: how many words have each bit.
#![allow(
    clippy::inline_always,
    reason = "called in a tree of 16, each once a loop: measured slower as calls"
)]
use wide::u64x4;

/// Bit planes of the counters: so many words and one less than 16 are counted between two emptyings.
const PLANES: usize = 16;
/// Vectors between two emptyings: a multiple of 16 below 2^16.
const CHUNK: usize = 65_520;

/// Adds three bits of one value: the sum's low bit, and its carry.
#[inline(always)]
fn add3(a: u64x4, b: u64x4, c: u64x4) -> (u64x4, u64x4) {
    let half = a ^ b;
    (half ^ c, (a & b) | (half & c))
}
/// 256 counters held as bit planes: bit `i` of plane `k` is bit `k` of counter `i` (Harley and Seal; Klarqvist,
/// Mula and Lemire, "Efficient computation of positional population counts using SIMD instructions", 2021).
struct Counters([u64x4; PLANES]);
impl Counters {
    /// Adds `2^plane` to each counter whose bit is set.
    #[inline(always)]
    fn carry(&mut self, plane: usize, mut bits: u64x4) {
        for p in &mut self.0[plane..] {
            let next = *p & bits;
            *p ^= bits;
            bits = next;
        }
    }
    /// Adds two vectors to a plane; gives the carry for the next.
    #[inline(always)]
    fn pair(&mut self, plane: usize, x: u64x4, y: u64x4) -> u64x4 {
        let (low, carry) = add3(self.0[plane], x, y);
        self.0[plane] = low;
        carry
    }
    #[inline(always)]
    fn four(&mut self, v: [u64x4; 4]) -> u64x4 {
        let (x, y) = (self.pair(0, v[0], v[1]), self.pair(0, v[2], v[3]));
        self.pair(1, x, y)
    }
    #[inline(always)]
    fn eight(&mut self, v: [u64x4; 8]) -> u64x4 {
        let (x, y) = (self.four([v[0], v[1], v[2], v[3]]), self.four([v[4], v[5], v[6], v[7]]));
        self.pair(2, x, y)
    }
    #[inline(always)]
    #[allow(clippy::large_types_passed_by_value, reason = "inlined: nothing is copied")]
    fn sixteen(&mut self, v: [u64x4; 16]) {
        let x = self.eight(std::array::from_fn(|i| v[i]));
        let y = self.eight(std::array::from_fn(|i| v[8 + i]));
        let carry = self.pair(3, x, y);
        self.carry(4, carry);
    }
    fn empty_into(&self, factor: u64, out: &mut [u64; 256]) {
        for (k, plane) in self.0.iter().enumerate() {
            for (lane, mut bits) in plane.to_array().into_iter().enumerate() {
                while bits != 0 {
                    out[lane * 64 + bits.trailing_zeros() as usize] += factor << k;
                    bits &= bits - 1;
                }
            }
        }
    }
}
/// Counts the bits of every `step`-th vector from `from`, each of those counters `factor` times; `mask` leaves
/// bits out. O(vectors): about one read of the memory.
pub(in crate::profile) fn bit_counts(
    v: &[u64x4],
    (from, step): (usize, usize),
    factor: u64,
    mask: impl Fn(usize, u64x4) -> u64x4 + Copy,
    out: &mut [u64; 256],
) {
    let n = v.len().saturating_sub(from).div_ceil(step);
    for start in (0..n).step_by(CHUNK) {
        let end = (start + CHUNK).min(n);
        let mut counters = Counters([u64x4::ZERO; PLANES]);
        let whole = start + (end - start) / 16 * 16;
        for i in (start..whole).step_by(16) {
            // The slice makes one bounds check of sixteen.
            let part = &v[from + i * step..=from + (i + 15) * step];
            counters.sixteen(std::array::from_fn(|k| mask(i + k, part[k * step])));
        }
        for i in whole..end {
            counters.carry(0, mask(i, v[from + i * step]));
        }
        counters.empty_into(factor, out);
    }
}

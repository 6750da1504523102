//! Counting bits of many words at once.
#![allow(
    clippy::inline_always,
    reason = "called in a tree of 16, each once a loop: measured slower as calls"
)]
#[cfg(not(target_feature = "avx2"))]
pub(in crate::profile) use wide::u64x2 as Words;
/// The widest vector of words that a target has in one register: a wider one needs more registers than there are.
#[cfg(target_feature = "avx2")]
pub(in crate::profile) use wide::u64x4 as Words;

/// Words of a vector.
pub(in crate::profile) const LANES: usize = size_of::<Words>() / 8;
/// Bits of a vector.
pub(in crate::profile) const BITS: usize = LANES * 64;
/// Bit planes of the counters: so many words and one less than 16 are counted between two emptyings.
const PLANES: usize = 16;
/// Vectors of the largest tree.
const TREE: usize = 64;
/// Vectors between two emptyings: a multiple of a tree below 2^16.
const CHUNK: usize = 65_472;

/// Adds three bits of one value: the sum's low bit, and its carry.
#[inline(always)]
fn add3(a: Words, b: Words, c: Words) -> (Words, Words) {
    let half = a ^ b;
    (half ^ c, (a & b) | (half & c))
}
/// Counters held as bit planes: bit `i` of plane `k` is bit `k` of counter `i` (Harley and Seal; Klarqvist,
/// Mula and Lemire, "Efficient computation of positional population counts using SIMD instructions", 2021).
struct Counters([Words; PLANES]);
impl Counters {
    const NEW: Self = Self([Words::ZERO; PLANES]);
    /// Adds `2^plane` to each counter whose bit is set.
    #[inline(always)]
    fn carry(&mut self, plane: usize, mut bits: Words) {
        for p in &mut self.0[plane..] {
            let next = *p & bits;
            *p ^= bits;
            bits = next;
        }
    }
    /// Adds two vectors to a plane; gives the carry for the next.
    #[inline(always)]
    fn pair(&mut self, plane: usize, x: Words, y: Words) -> Words {
        let (low, carry) = add3(self.0[plane], x, y);
        self.0[plane] = low;
        carry
    }
    #[inline(always)]
    fn four(&mut self, v: [Words; 4]) -> Words {
        let (x, y) = (self.pair(0, v[0], v[1]), self.pair(0, v[2], v[3]));
        self.pair(1, x, y)
    }
    #[inline(always)]
    fn eight(&mut self, v: [Words; 8]) -> Words {
        let (x, y) = (self.four([v[0], v[1], v[2], v[3]]), self.four([v[4], v[5], v[6], v[7]]));
        self.pair(2, x, y)
    }
    #[inline(always)]
    #[allow(clippy::large_types_passed_by_value, reason = "inlined: nothing is copied")]
    fn sixteen(&mut self, v: [Words; 16]) -> Words {
        let x = self.eight(std::array::from_fn(|i| v[i]));
        let y = self.eight(std::array::from_fn(|i| v[8 + i]));
        self.pair(3, x, y)
    }
    /// Counts the vectors from `start` to `end`, of which `sixteen` gives those from a number on, and `one` a single one.
    #[inline(always)]
    fn count(
        &mut self,
        (start, end): (usize, usize),
        sixteen: impl Fn(usize) -> [Words; 16],
        one: impl Fn(usize) -> Words,
    ) {
        let mut at = start;
        while at + TREE <= end {
            let mut c = [Words::ZERO; 4];
            for (k, c) in c.iter_mut().enumerate() {
                *c = self.sixteen(sixteen(at + 16 * k));
            }
            let (x, y) = (self.pair(4, c[0], c[1]), self.pair(4, c[2], c[3]));
            let carry = self.pair(5, x, y);
            self.carry(6, carry);
            at += TREE;
        }
        while at + 16 <= end {
            let carry = self.sixteen(sixteen(at));
            self.carry(4, carry);
            at += 16;
        }
        for i in at..end {
            self.carry(0, one(i));
        }
    }
    fn empty_into(&self, factor: u64, out: &mut [u64; BITS]) {
        for (k, plane) in self.0.iter().enumerate() {
            for (lane, mut bits) in plane.to_array().into_iter().enumerate() {
                while bits != 0 {
                    out[lane * 64 + bits.trailing_zeros() as usize] += factor << k;
                    bits &= bits - 1;
                }
            }
        }
    }
    fn sum(&self) -> u64 {
        let ones = |w: &Words| w.to_array().iter().map(|x| u64::from(x.count_ones())).sum::<u64>();
        self.0.iter().enumerate().filter(|(_, w)| **w != Words::ZERO).map(|(k, w)| ones(w) << k).sum()
    }
}
/// Counts the bits of every `step`-th vector from `from`, each of those counters `factor` times; `mask` leaves
/// bits out. O(vectors): about one read of the memory.
pub(in crate::profile) fn bit_counts(
    v: &[Words],
    (from, step): (usize, usize),
    factor: u64,
    mask: impl Fn(usize, Words) -> Words + Copy,
    out: &mut [u64; BITS],
) {
    let n = v.len().saturating_sub(from).div_ceil(step);
    for start in (0..n).step_by(CHUNK) {
        let mut counters = Counters::NEW;
        let sixteen = |i: usize| {
            // The slice makes one bounds check of sixteen.
            let part = &v[from + i * step..=from + (i + 15) * step];
            std::array::from_fn(|k| mask(i + k, part[k * step]))
        };
        counters.count((start, (start + CHUNK).min(n)), sixteen, |i| mask(i, v[from + i * step]));
        counters.empty_into(factor, out);
    }
}
/// How many bits two rows of bits have in common.
pub(super) fn common_bits(a: &[Words], b: &[Words]) -> u64 {
    let n = a.len().min(b.len());
    let (a, b) = (&a[..n], &b[..n]);
    let mut sum = 0;
    for start in (0..n).step_by(CHUNK) {
        let mut counters = Counters::NEW;
        let sixteen = |i: usize| {
            let (x, y) = (&a[i..i + 16], &b[i..i + 16]);
            std::array::from_fn(|k| x[k] & y[k])
        };
        counters.count((start, (start + CHUNK).min(n)), sixteen, |i| a[i] & b[i]);
        sum += counters.sum();
    }
    sum
}

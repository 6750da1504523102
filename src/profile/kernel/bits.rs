//! Counting bits of many words at once.
#![allow(
    clippy::inline_always,
    reason = "called in a tree of 16, each once a loop: measured slower as calls"
)]
#[cfg(not(target_feature = "avx2"))]
mod register {
    pub(in crate::profile) use wide::{i8x16 as Bytes, i16x8 as Shorts, u64x2 as Words};
}
/// The widest vectors that a target has in one register: wider ones need more registers than there are.
#[cfg(target_feature = "avx2")]
mod register {
    pub(in crate::profile) use wide::{i8x32 as Bytes, i16x16 as Shorts, u64x4 as Words};
}
pub(in crate::profile) use register::{Bytes, Shorts, Words};

/// Words of a vector.
pub(in crate::profile) const LANES: usize = size_of::<Words>() / 8;
/// Bits of a vector.
pub(in crate::profile) const BITS: usize = LANES * 64;
/// Bit planes of the counters: so many vectors and one less than 2^16 are counted between two emptyings.
const PLANES: usize = 16;
/// Rows between two emptyings, below 2^16.
const CHUNK: usize = 65_472;
/// Vectors that are counted in one go: half of the first cache holds them.
const NEAR: usize = 1024;

/// Adds two bits to one that is known late: the sum's low bit, and its carry.
#[inline(always)]
fn add3(late: Words, x: Words, y: Words) -> (Words, Words) {
    let half = x ^ y;
    (half ^ late, (x & y) | (half & late))
}
/// Adds two vectors to a plane; gives the carry for the next.
#[inline(always)]
fn pair(plane: &mut Words, x: Words, y: Words) -> Words {
    let (low, carry) = add3(*plane, x, y);
    *plane = low;
    carry
}
/// Adds four vectors, which `get` gives by number; so do those below.
#[inline(always)]
fn four(p: &mut [Words; 4], get: impl Fn(usize) -> Words) -> Words {
    let x = pair(&mut p[0], get(0), get(1));
    let y = pair(&mut p[0], get(2), get(3));
    pair(&mut p[1], x, y)
}
#[inline(always)]
fn eight(p: &mut [Words; 4], get: impl Fn(usize) -> Words) -> Words {
    let x = four(p, &get);
    let y = four(p, |i| get(4 + i));
    pair(&mut p[2], x, y)
}
#[inline(always)]
fn sixteen(p: &mut [Words; 4], get: impl Fn(usize) -> Words) -> Words {
    let x = eight(p, &get);
    let y = eight(p, |i| get(8 + i));
    pair(&mut p[3], x, y)
}
/// Counters held as bit planes: bit `i` of plane `k` is bit `k` of counter `i` (Harley and Seal; Klarqvist,
/// Mula and Lemire, "Efficient computation of positional population counts using SIMD instructions", 2021).
#[derive(Clone, Copy)]
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
    /// Counts one vector of each two rows. Carries of sixteen are put by and counted sixteen at a time in turn: so few planes
    /// are in use at once that they stay in registers.
    #[inline(always)]
    fn count<const S: usize>(
        &mut self,
        a: &[[Words; S]],
        b: &[[Words; S]],
        of: impl Fn(&[Words; S], &[Words; S]) -> Words,
    ) {
        for (a, b) in a.chunks(NEAR).zip(b.chunks(NEAR)) {
            let ((full, a), (others, b)) = (a.as_chunks::<16>(), b.as_chunks::<16>());
            let (mut carries, mut planes) = ([Words::ZERO; NEAR / 16], self.four(0));
            for (out, (x, y)) in carries.iter_mut().zip(full.iter().zip(others)) {
                *out = sixteen(&mut planes, |i| of(&x[i], &y[i]));
            }
            self.0[..4].copy_from_slice(&planes);
            a.iter().zip(b).for_each(|(x, y)| self.carry(0, of(x, y)));

            let (full, rest) = carries[..full.len()].as_chunks::<16>();
            let mut planes = self.four(4);
            let next: [Words; NEAR / 256] =
                std::array::from_fn(|i| full.get(i).map_or(Words::ZERO, |x| sixteen(&mut planes, |i| x[i])));
            self.0[4..8].copy_from_slice(&planes);
            for x in rest {
                self.carry(4, *x);
            }
            next[..full.len()].iter().for_each(|x| self.carry(8, *x));
        }
    }
    fn four(&self, from: usize) -> [Words; 4] {
        std::array::from_fn(|i| self.0[from + i])
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
/// Counts the bits of rows of vectors, each of those counters `factor` times: `out` has the counters of each vector of a row.
/// `mask` leaves bits out of a row's vector. O(vectors): one read of the memory.
pub(in crate::profile) fn bit_counts(
    v: &[Words],
    mask: Option<impl Fn(usize, Words) -> Words>,
    factor: u64,
    out: &mut [[u64; BITS]],
) {
    match (mask, out.len()) {
        (None, 1) => count_rows::<1>(v, factor, out),
        (None, 2) => count_rows::<2>(v, factor, out),
        (None, _) => count_gathered(v, |_, x| x, factor, out),
        (Some(mask), _) => count_gathered(v, mask, factor, out),
    }
}
fn count_rows<const S: usize>(v: &[Words], factor: u64, out: &mut [[u64; BITS]]) {
    for rows in v.as_chunks::<S>().0.chunks(CHUNK) {
        let mut counters = [Counters::NEW; S];
        // What one vector of the rows brings near is there for the next.
        for near in rows.chunks(NEAR / S) {
            for (i, c) in counters.iter_mut().enumerate() {
                c.count(near, near, |row, _| row[i]);
            }
        }
        counters.iter().zip(&mut *out).for_each(|(c, out)| c.empty_into(factor, out));
    }
}
/// The same for rows of any length: vectors of one place are put side by side first.
fn count_gathered(v: &[Words], mask: impl Fn(usize, Words) -> Words, factor: u64, out: &mut [[u64; BITS]]) {
    let (step, mut side) = (out.len(), vec![]);
    let size = (NEAR / step).max(64);
    for (k, rows) in v.chunks(CHUNK * step).enumerate() {
        let mut counters = vec![Counters::NEW; step];
        for (j, near) in rows.chunks(size * step).enumerate() {
            let first = k * CHUNK + j * size;
            for (i, c) in counters.iter_mut().enumerate() {
                let column = near.iter().skip(i).step_by(step);
                side.clear();
                side.extend(column.enumerate().map(|(r, x)| [mask(first + r, *x)]));
                c.count(&side, &side, |row, _| row[0]);
            }
        }
        counters.iter().zip(&mut *out).for_each(|(c, out)| c.empty_into(factor, out));
    }
}
/// How many bits two rows of bits have in common.
pub(super) fn common_bits(a: &[Words], b: &[Words]) -> u64 {
    let n = a.len().min(b.len());
    let (a, b) = (&a[..n], &b[..n]);
    let parts = a.as_chunks().0.chunks(CHUNK).zip(b.as_chunks().0.chunks(CHUNK));
    let common = |(a, b): (&[[Words; 1]], &[[Words; 1]])| {
        let mut counters = Counters::NEW;
        counters.count(a, b, |x, y| x[0] & y[0]);
        counters.sum()
    };
    parts.map(common).sum()
}

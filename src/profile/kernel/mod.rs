//! Counting loops over columns and bit rows. Safe Rust on explicit vectors: loops over bytes that the compiler
//! vectorises by itself were measured 5 to 19 times slower under some targets. Every loop has a slow twin in
//! the tests.
//!
//! Weights are counted by their bits: the rows whose weight has bit `k` are counted and the count is shifted
//! by `k`, so that nothing is done row by row.
use crate::ballot::{BLOCK, Columns, Lanes, NARROW_NONE, WIDE_NONE, narrow, wide};
mod bits;
mod shards;
mod sums;
pub(super) use bits::{BITS, LANES as WORDS, Words, bit_counts};
use bits::{Bytes, Shorts, common_bits};
pub(super) use shards::{ROWS, sum as sum_of_shards};
use sums::{sum_narrow, sum_wide};
#[cfg(test)]
mod tests;

/// So many levels are counted by comparing with each; beyond that a table is faster.
const COMPARED_LEVELS: u32 = 48;
/// Blocks times columns whose bits are held at once, by 128 bytes each.
const BOTH_BLOCKS: usize = 1024;

macro_rules! kernel {
    ($name:ident, $V:ty, $T:ty, $U:ty, $lanes:expr, $none:expr, $sum:ident, $lane:ident, $level:ident) => {
        mod $name {
            use super::*;
            /// Vectors of a column in a block. A lane counts at most once a vector, so it reaches `NV`, at most 64 or 128, which fits.
            const NV: usize = BLOCK / $lanes;

            #[inline(always)]
            fn lt(x: $V, y: $V) -> $V {
                x.simd_lt(y)
            }

            /// In how many rows (of the mask, if `M`) `op` holds between each of `a` and each of `b`.
            #[inline(always)]
            fn tile<const A: usize, const B: usize, const M: bool>(
                a: [&[$V]; A],
                b: [&[$V]; B],
                mask: &[$V],
                op: impl Fn($V, $V) -> $V,
            ) -> [[u64; B]; A] {
                let mut counts = [[<$V>::ZERO; B]; A];
                let (a, b) = (a.map(|col| &col[..NV]), b.map(|col| &col[..NV]));
                let mask = if M { &mask[..NV] } else { mask };
                for i in 0..NV {
                    let x = a.map(|col| col[i]);
                    for t in 0..B {
                        let y = b[t][i];
                        for k in 0..A {
                            let hit = op(x[k], y);
                            counts[k][t] -= if M { hit & mask[i] } else { hit };
                        }
                    }
                }
                counts.map(|row| row.map($sum))
            }
            /// Two rows of the matrix, from column `from` on.
            #[inline(always)]
            fn two_rows<const M: bool>(
                block: &[$V],
                mask: &[$V],
                (m, a, from): (usize, usize, usize),
                factor: u64,
                op: impl Fn($V, $V) -> $V + Copy,
                out: &mut [u64],
            ) {
                let col = |i: usize| &block[i * NV..(i + 1) * NV];
                let pair = [col(a), col(a + 1)];
                let mut b = from;
                while b + 4 <= m {
                    let four = [col(b), col(b + 1), col(b + 2), col(b + 3)];
                    let counts = tile::<2, 4, M>(pair, four, mask, op);
                    for t in 0..4 {
                        out[a * m + b + t] += counts[0][t] * factor;
                        out[(a + 1) * m + b + t] += counts[1][t] * factor;
                    }
                    b += 4;
                }
                while b < m {
                    let counts = tile::<2, 1, M>(pair, [col(b)], mask, op);
                    out[a * m + b] += counts[0][0] * factor;
                    out[(a + 1) * m + b] += counts[1][0] * factor;
                    b += 1;
                }
            }
            /// What lies above the diagonal.
            #[inline(always)]
            fn upper<const M: bool>(
                block: &[$V],
                mask: &[$V],
                m: usize,
                factor: u64,
                op: impl Fn($V, $V) -> $V + Copy,
                out: &mut [u64],
            ) {
                for a in (0..m.saturating_sub(1)).step_by(2) {
                    let next = tile::<1, 1, M>([&block[a * NV..]], [&block[(a + 1) * NV..]], mask, op);
                    out[a * m + a + 1] += next[0][0] * factor;
                    two_rows::<M>(block, mask, (m, a, a + 2), factor, op, out);
                }
            }
            /// All ordered pairs.
            #[inline(always)]
            fn full<const M: bool>(block: &[$V], mask: &[$V], m: usize, factor: u64, out: &mut [u64]) {
                for a in (0..m.saturating_sub(1)).step_by(2) {
                    two_rows::<M>(block, mask, (m, a, 0), factor, lt, out);
                }
                if m % 2 == 1 {
                    let last = &block[(m - 1) * NV..];
                    for b in 0..m {
                        let count = tile::<1, 1, M>([last], [&block[b * NV..]], mask, lt);
                        out[(m - 1) * m + b] += count[0][0] * factor;
                    }
                }
            }
            /// Calls `f` with each bit that some weight has, and the rows whose weight has it.
            fn bit_planes(weights: &[u64], mut f: impl FnMut(u64, &[$V])) {
                let used = weights.iter().fold(0, |bits, w| bits | w);
                for k in (0..64).filter(|k| used >> k & 1 == 1) {
                    let mut mask = [<$V>::ZERO; NV];
                    let flat: &mut [$T] = bytemuck::cast_slice_mut(&mut mask);
                    for (x, w) in flat.iter_mut().zip(weights) {
                        *x = -((w >> k & 1) as $T);
                    }
                    f(1 << k, &mask);
                }
            }
            /// Each block with its weights.
            fn blocks<'a>(
                cols: &'a [$V],
                m: usize,
                weights: Option<&'a [u64]>,
            ) -> impl Iterator<Item = (&'a [$V], Option<&'a [u64]>)> {
                let of = move |i: usize| weights.map(|w| &w[i * BLOCK..w.len().min((i + 1) * BLOCK)]);
                cols.chunks_exact(NV * m).enumerate().map(move |(i, block)| (block, of(i)))
            }
            pub(super) fn less(
                cols: &[$V],
                weights: Option<&[u64]>,
                m: usize,
                only_upper: bool,
                flip: Option<u16>,
                out: &mut [u64],
            ) {
                let mut turned = vec![<$V>::ZERO; if flip.is_some() { NV * m } else { 0 }];
                for (block, weights) in blocks(cols, m, weights) {
                    let block = match flip {
                        None => block,
                        Some(top) => {
                            turn_round(block, top, &mut turned);
                            &turned
                        }
                    };
                    match (weights, only_upper) {
                        (None, true) => upper::<false>(block, &[], m, 1, lt, out),
                        (None, false) => full::<false>(block, &[], m, 1, out),
                        (Some(w), true) => bit_planes(w, |f, mask| upper::<true>(block, mask, m, f, lt, out)),
                        (Some(w), false) => bit_planes(w, |f, mask| full::<true>(block, mask, m, f, out)),
                    }
                }
            }
            /// Level `l` becomes `top - l`; what is not given stays so. The lanes' offset of `narrow` cancels out, as
            /// subtraction wraps.
            fn turn_round(block: &[$V], top: u16, out: &mut [$V]) {
                let (none, top) = (<$V>::splat($none), <$V>::splat(top as $T));
                for (y, x) in out.iter_mut().zip(block) {
                    let absent = x.simd_eq(none);
                    *y = (absent & none) | (!absent & (top - *x));
                }
            }
            /// Upper triangle with diagonal: rows that give both. Each row is a bit of a column then, so that one step takes all
            /// rows of a vector's bits.
            pub(super) fn both(cols: &[$V], weights: Option<&[u64]>, m: usize, out: &mut [u64]) {
                // Blocks whose bits fit the second cache: at least 4.
                let per = (BOTH_BLOCKS / m).clamp(4, 64);
                for (i, part) in cols.chunks(per * NV * m).enumerate() {
                    let of = |w: &[u64], at: usize| w.get(at).copied().unwrap_or(0);
                    let bits = given(part, m);
                    let row = bits.len() / m;
                    let used = weights.map_or(0, |w| {
                        let rows = (i * per * BLOCK).min(w.len())..((i + 1) * per * BLOCK).min(w.len());
                        w[rows].iter().fold(0, |bits, w| bits | w)
                    });
                    for k in (0..64).filter(|k| (weights.is_none() && *k == 0) || used >> k & 1 == 1) {
                        // Rows whose weight has the bit.
                        let mask = |word: usize| {
                            let Some(w) = weights else { return !0 };
                            let from = i * per * BLOCK + word * 64;
                            (0..64).fold(0, |bits, j| bits | (of(w, from + j) >> k & 1) << j)
                        };
                        let mask: Vec<u64> = (0..row * WORDS).map(mask).collect();
                        for a in 0..m {
                            let mut some = bits[a * row..(a + 1) * row].to_vec();
                            let words: &mut [u64] = bytemuck::cast_slice_mut(&mut some);
                            words.iter_mut().zip(&mask).for_each(|(w, mask)| *w &= mask);
                            for b in a..m {
                                out[a * m + b] += common_bits(&some, &bits[b * row..(b + 1) * row]) << k;
                            }
                        }
                    }
                }
            }
            /// Which rows give a number, as bits, column by column.
            fn given(blocks: &[$V], m: usize) -> Vec<Words> {
                let none = <$V>::splat($none);
                let words = blocks.len() / (NV * m) * (BLOCK / 64);
                let mut bits = vec![Words::ZERO; m * words / WORDS];
                let flat: &mut [u64] = bytemuck::cast_slice_mut(&mut bits);
                for (i, block) in blocks.chunks_exact(NV * m).enumerate() {
                    for (c, col) in block.chunks_exact(NV).enumerate() {
                        let out = &mut flat[c * words + i * (BLOCK / 64)..][..BLOCK / 64];
                        for (w, part) in out.iter_mut().zip(col.chunks_exact(64 / $lanes)) {
                            *w = part
                                .iter()
                                .rev()
                                .fold(0, |bits, x| bits << $lanes | u64::from(x.simd_lt(none).to_bitmask()));
                        }
                    }
                }
                bits
            }
            /// How often column `c` has each of the first `levels` levels.
            pub(super) fn levels(
                cols: &[$V],
                weights: Option<&[u64]>,
                m: usize,
                levels: usize,
                out: &mut [u64],
            ) {
                let used = weights.map_or(1, |w| w.iter().fold(0, |bits, w| bits | w));
                let by_comparing = levels as u64 * u64::from(used.count_ones()) <= u64::from(COMPARED_LEVELS);
                for (block, weights) in blocks(cols, m, weights) {
                    match weights {
                        _ if !by_comparing => by_table(block, weights, m, levels, out),
                        None => compare::<false>(block, &[], (m, levels), 1, out),
                        Some(w) => {
                            bit_planes(w, |f, mask| compare::<true>(block, mask, (m, levels), f, out));
                        }
                    }
                }
            }
            /// How many numbers a row gives: its weight at that place of `out`. Rows that give none may be left out.
            pub(super) fn lengths(cols: &[$V], weights: Option<&[u64]>, m: usize, out: &mut [u64]) {
                let none = <$V>::splat($none);
                for (block, weights) in blocks(cols, m, weights) {
                    // A lane counts to m, which fits it: byte lanes count to 255 if read without a sign.
                    let mut named = [<$V>::ZERO; NV];
                    for col in block.chunks_exact(NV) {
                        for (n, x) in named.iter_mut().zip(col) {
                            *n -= x.simd_lt(none);
                        }
                    }
                    let named: &[$T] = bytemuck::cast_slice(&named);
                    for (i, n) in named.iter().enumerate() {
                        let row = weights.map_or(1, |w| w.get(i).copied().unwrap_or(0));
                        out[*n as $U as usize] += row;
                    }
                }
            }
            fn compare<const M: bool>(
                block: &[$V],
                mask: &[$V],
                (m, levels): (usize, usize),
                factor: u64,
                out: &mut [u64],
            ) {
                for c in 0..m {
                    let col = &block[c * NV..][..NV];
                    let mut out = &mut out[c * levels..][..levels];
                    let mut from = 0;
                    // Eight at once: the column is loaded once for them.
                    while !out.is_empty() {
                        let take = out.len().min(8);
                        let (now, rest) = out.split_at_mut(take);
                        match take {
                            1 => equal::<1, M>(col, mask, from, factor, now),
                            2 => equal::<2, M>(col, mask, from, factor, now),
                            3 => equal::<3, M>(col, mask, from, factor, now),
                            4 => equal::<4, M>(col, mask, from, factor, now),
                            5 => equal::<5, M>(col, mask, from, factor, now),
                            6 => equal::<6, M>(col, mask, from, factor, now),
                            7 => equal::<7, M>(col, mask, from, factor, now),
                            _ => equal::<8, M>(col, mask, from, factor, now),
                        }
                        (out, from) = (rest, from + take);
                    }
                }
            }
            /// In how many rows the column is each of the levels from `from` on.
            #[inline(always)]
            fn equal<const T: usize, const M: bool>(
                col: &[$V],
                mask: &[$V],
                from: usize,
                factor: u64,
                out: &mut [u64],
            ) {
                let want: [$V; T] = std::array::from_fn(|t| <$V>::splat($lane((from + t) as u16)));
                let mut counts = [<$V>::ZERO; T];
                for i in 0..NV {
                    for t in 0..T {
                        let hit = col[i].simd_eq(want[t]);
                        counts[t] -= if M { hit & mask[i] } else { hit };
                    }
                }
                for (count, out) in counts.into_iter().zip(out) {
                    *out += $sum(count) * factor;
                }
            }
            fn by_table(block: &[$V], weights: Option<&[u64]>, m: usize, levels: usize, out: &mut [u64]) {
                for c in 0..m {
                    let col: &[$T] = bytemuck::cast_slice(&block[c * NV..][..NV]);
                    let table = &mut out[c * levels..][..levels];
                    for (i, x) in col.iter().enumerate() {
                        if *x != $none {
                            table[$level(*x)] += weights.map_or(1, |w| w[i]);
                        }
                    }
                }
            }
        }
    };
}
kernel!(narrow_lanes, Bytes, i8, u8, size_of::<Bytes>(), NARROW_NONE, sum_narrow, narrow, narrow_level);
kernel!(wide_lanes, Shorts, i16, u16, size_of::<Shorts>() / 2, WIDE_NONE, sum_wide, wide, wide_level);
fn narrow_level(x: i8) -> usize {
    usize::from(x as u8 ^ 0x80)
}
fn wide_level(x: i16) -> usize {
    x as usize
}

/// A kernel over the lanes that the columns have; nothing without columns.
macro_rules! by_lanes {
    ($cols:expr, $weights:expr, $cells:expr, $kernel:ident($($arg:expr),*)) => {
        match ($cols.width(), $cols.lanes()) {
            (0, _) => vec![0; $cells],
            (m, Lanes::Narrow(v)) => sum_of_shards(v, $weights, ROWS / 32 * m, $cells, |v, w, out| {
                narrow_lanes::$kernel(bytemuck::cast_slice(v), w, $($arg,)* out);
            }),
            (m, Lanes::Wide(v)) => sum_of_shards(v, $weights, ROWS / 16 * m, $cells, |v, w, out| {
                wide_lanes::$kernel(bytemuck::cast_slice(v), w, $($arg,)* out);
            }),
        }
    };
}

/// What the rows of the columns have in common, which saves half of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Every row gives every number, no two the same. `total` is the weight of all rows.
    Strict { total: u64 },
    /// No row gives two the same number: only what lies above the diagonal is counted, the rest follows from [`both`].
    Apart,
    /// Anything.
    Any,
}
/// `m x m`: weight of the rows whose number for `a` is below that for `b`, "not given" being above all. With
/// `flip`, numbers are read as `flip - x`, for levels of which the higher is the better.
///
/// O(n m^2): half a compare and subtract a pair and row for strict rows, one for others.
pub(super) fn less(cols: &Columns, weights: Option<&[u64]>, shape: Shape, flip: Option<u16>) -> Vec<u64> {
    let m = cols.width();
    let half = shape != Shape::Any;
    let mut out = by_lanes!(cols, weights, m * m, less(m, half, flip));
    if let Shape::Strict { total } = shape {
        for a in 0..m {
            for b in a + 1..m {
                out[b * m + a] = total - out[a * m + b];
            }
        }
    }
    out
}
/// `m x m`, symmetric: weight of the rows that give both; the diagonal tells how many give the one.
pub(super) fn both(cols: &Columns, weights: Option<&[u64]>) -> Vec<u64> {
    let m = cols.width();
    let mut out = by_lanes!(cols, weights, m * m, both(m));
    for a in 0..m {
        for b in a + 1..m {
            out[b * m + a] = out[a * m + b];
        }
    }
    out
}
/// `m x levels`: weight of the rows whose number in a column is the level. No number is `levels` or above, or
/// `levels` is at most 48.
pub(super) fn levels(cols: &Columns, weights: Option<&[u64]>, levels: usize) -> Vec<u64> {
    let m = cols.width();
    by_lanes!(cols, weights, m * levels, levels(m, levels))
}
/// `m + 1`: weight of the rows that give so many numbers; at 0 stands what the last block is filled up with, too.
pub(super) fn lengths(cols: &Columns, weights: Option<&[u64]>) -> Vec<u64> {
    let m = cols.width();
    by_lanes!(cols, weights, m + 1, lengths(m))
}

//! Sums over the lanes of a vector.
use super::bits::{Bytes, LANES, Shorts};

/// Sum over the lanes, each of which is at most the vectors of a column: 32 or 64 of one block.
pub(super) fn sum_narrow(v: Bytes) -> u64 {
    const EVEN: u64 = 0x00ff_00ff_00ff_00ff;
    let words: [u64; LANES] = bytemuck::cast(v);
    // Four lanes of 32, or two of 64, fit a byte.
    let bytes: u64 = words.iter().sum();
    sum_u16((bytes & EVEN) + (bytes >> 8 & EVEN))
}
/// Sum over the lanes, each of which is at most the vectors of a column: 64 or 128 of one block.
pub(super) fn sum_wide(v: Shorts) -> u64 {
    let words: [u64; LANES] = bytemuck::cast(v);
    sum_u16(words.iter().sum())
}
/// Sum of four 16-bit numbers, at most 1024.
const fn sum_u16(x: u64) -> u64 {
    x.wrapping_mul(0x0001_0001_0001_0001) >> 48
}

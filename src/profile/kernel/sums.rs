//! Sums over the lanes of a vector.
use ::wide::{i8x32, i16x16};

/// Sum over the lanes, each of which is 0 to 32: one block.
pub(super) fn sum_narrow(v: i8x32) -> u64 {
    const EVEN: u64 = 0x00ff_00ff_00ff_00ff;
    let [a, b, c, d]: [u64; 4] = bytemuck::cast(v);
    let bytes = a + b + c + d;
    sum_u16((bytes & EVEN) + (bytes >> 8 & EVEN))
}
/// Sum over the lanes, each of which is 0 to 64: one block.
pub(super) fn sum_wide(v: i16x16) -> u64 {
    let [a, b, c, d]: [u64; 4] = bytemuck::cast(v);
    sum_u16(a + b + c + d)
}
/// Sum of four 16-bit numbers, at most 1024.
const fn sum_u16(x: u64) -> u64 {
    x.wrapping_mul(0x0001_0001_0001_0001) >> 48
}

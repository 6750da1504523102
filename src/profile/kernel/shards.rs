//! Kernels over shards. Where a shard ends depends on the ballots only, and counters are whole numbers, so the sums are the same
//! for any number of threads.
use crate::ballot::BLOCK;

/// Rows of a shard: whole blocks.
pub(in crate::profile) const ROWS: usize = 64 * BLOCK;

/// Sums of `f` over the shards of `data`, of which `per` elements hold the rows of one. It adds to the counters that it is
/// given.
#[cfg(feature = "parallel")]
pub(in crate::profile) fn sum<V: Sync>(
    data: &[V],
    weights: Option<&[u64]>,
    per: usize,
    cells: usize,
    f: impl Fn(&[V], Option<&[u64]>, &mut [u64]) + Sync,
) -> Vec<u64> {
    use rayon::prelude::*;
    let add = |mut sum: Vec<u64>, part: Vec<u64>| {
        sum.iter_mut().zip(part).for_each(|(s, x)| *s += x);
        sum
    };
    let of = |k: usize| weights.map(|w| &w[(k * ROWS).min(w.len())..((k + 1) * ROWS).min(w.len())]);
    let count = |mut out: Vec<u64>, (k, part): (usize, &[V])| {
        f(part, of(k), &mut out);
        out
    };
    let sums = data.par_chunks(per.max(1)).enumerate().fold(|| vec![0; cells], count);
    sums.reduce_with(add).unwrap_or_else(|| vec![0; cells])
}
/// Sums of `f` over all of `data`: one thread needs no shards.
#[cfg(not(feature = "parallel"))]
pub(in crate::profile) fn sum<V: Sync>(
    data: &[V],
    weights: Option<&[u64]>,
    _per: usize,
    cells: usize,
    f: impl Fn(&[V], Option<&[u64]>, &mut [u64]) + Sync,
) -> Vec<u64> {
    let mut out = vec![0; cells];
    f(data, weights, &mut out);
    out
}

//! Defeats in order of strength, and which of equal ones stand against each other.
use super::strength::Strengths;
use crate::{
    count::Param,
    id::EntryIx,
    profile::{PairwiseCounts, Summary, Unnamed},
};
use std::collections::BTreeMap;

type Pair = (EntryIx, EntryIx);
pub(super) const LOCK_DRAWS: Param = Param {
    name: "lock_draws",
    kind: "boolean",
    about: "whether draws are locked too, after all defeats, one way or the other",
};
pub(super) const AGAINST: &str = "equally strong defeats against each other";
/// Most of them: each is asked for and held against all others.
pub(super) const MOST_AGAINST: usize = 2_048;
/// Most entries of whose locked defeats states are kept, by some kilobytes each.
pub(super) const MOST_KEPT: usize = 128;
/// All majority defeats, grouped by strength, the strongest first; then, if asked for, draws, both ways.
pub(super) fn defeats(
    s: &Strengths,
    n: &PairwiseCounts,
    unnamed: Unnamed,
    draws: bool,
) -> Vec<(i64, Vec<Pair>)> {
    let mut groups: BTreeMap<i64, Vec<Pair>> = BTreeMap::new();
    let all = || n.slate().iter();
    for (a, b) in all().flat_map(|a| all().map(move |b| (a, b))) {
        match n.margin(a, b, unnamed) {
            1.. => groups.entry(s.over(a, b)).or_default().push((a, b)),
            0 if draws && a != b => groups.entry(-1).or_default().push((a, b)),
            _ => {}
        }
    }
    groups.into_iter().rev().collect()
}
/// The part of each entry: two are of one part if they reach each other by locked and open defeats. `reach` is closed.
pub(super) fn cycles<'a>(m: usize, reach: impl Fn(usize) -> &'a [u64], open: &[Pair]) -> Vec<usize> {
    let mut next: Vec<Vec<u64>> = (0..m).map(|a| reach(a).to_vec()).collect();
    let mut last: Vec<Vec<u64>> = vec![vec![0; m.div_ceil(64)]; m];
    for (a, b) in open {
        next[a.ix()][b.ix() / 64] |= 1 << (b.ix() % 64);
    }
    for (a, row) in next.iter().enumerate() {
        bits(row).for_each(|b| last[b][a / 64] |= 1 << (a % 64));
    }
    // Kosaraju: in the reverse order of leaving, everybody that is reached backwards is of one part.
    let (mut left, mut seen) = (vec![], vec![0u64; m.div_ceil(64)]);
    for a in 0..m {
        walk(&next, a, &mut seen, &mut |e| left.push(e));
    }
    let (mut part, mut seen) = (vec![0; m], vec![0u64; m.div_ceil(64)]);
    for a in left.into_iter().rev() {
        walk(&last, a, &mut seen, &mut |e| part[e] = a);
    }
    part
}
fn bits(row: &[u64]) -> impl Iterator<Item = usize> + '_ {
    row.iter().enumerate().flat_map(|(k, w)| {
        let mut w = *w;
        std::iter::from_fn(move || {
            (w != 0).then(|| {
                let b = w.trailing_zeros() as usize;
                w &= w - 1;
                k * 64 + b
            })
        })
    })
}
/// Depth first from `a`, by rows of bits; `left` is told each entry as it is left.
fn walk(rows: &[Vec<u64>], a: usize, seen: &mut [u64], left: &mut impl FnMut(usize)) {
    let is_seen = |seen: &[u64], e: usize| seen[e / 64] >> (e % 64) & 1 == 1;
    if is_seen(seen, a) {
        return;
    }
    seen[a / 64] |= 1 << (a % 64);
    let mut path = vec![a];
    while let Some(at) = path.last().copied() {
        let fresh = rows[at].iter().zip(seen.iter()).enumerate().find_map(|(k, (row, seen))| {
            let new = row & !seen;
            (new != 0).then(|| k * 64 + new.trailing_zeros() as usize)
        });
        if let Some(e) = fresh {
            seen[e / 64] |= 1 << (e % 64);
            path.push(e);
        } else {
            left(at);
            path.pop();
        }
    }
}

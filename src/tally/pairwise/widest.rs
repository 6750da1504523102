//! The winners of widest paths without all paths: those from one entry and to it are found as a spanning tree is, and who is
//! better than that entry is looked at next.
//!
//! "Better" (a wider path to the other than back) is transitive, so the best of those better than an entry are best of all, and a
//! random one of `k` is bettered by fewer than half of them on average.
//!
//! Reference: Arora, Eppstein and Huynh (2024), "Fast Schulze voting using quickselect", arXiv 2411.18790; Dijkstra's and Prim's
//! method for one end of the paths.
use crate::id::EntrySet;

/// Entries looked at before it is left to the method for all pairs, which takes as long as some hundreds.
const LOOKS: usize = 64;

/// Those whom nobody is better than; `None` if too many are tied or a strength passes 31 bits. Strengths are at least 0, row-major.
///
/// O(m^2 log m) time if few are tied; 8 bytes a pair besides.
pub(super) fn best(strength: &[i64], m: usize) -> Option<EntrySet> {
    let from: Vec<i32> = strength.iter().map(|x| i32::try_from(*x).ok()).collect::<Option<_>>()?;
    let to = turned(&from, m);
    let (mut best, mut maybe) = (EntrySet::EMPTY, EntrySet::first(m));
    let mut among = maybe.clone();
    // Any sequence gives the same answer: this one is of a generator (Lehmer's) that begins anew each time.
    let mut random = 1u64;
    for _ in 0..LOOKS {
        random = random * 48_271 % 0x7fff_ffff;
        let Some(y) = among.iter().nth(random as usize % among.len().max(1)) else { return Some(best) };
        let (out, back) = (widths(&from, m, y.ix()), widths(&to, m, y.ix()));
        // Nobody whom it is better than is best.
        maybe = maybe.iter().filter(|x| back[x.ix()] >= out[x.ix()] && *x != y).collect();
        let better: EntrySet = maybe.iter().filter(|x| back[x.ix()] > out[x.ix()]).collect();
        among = if better.is_empty() {
            best.insert(y);
            maybe.clone()
        } else {
            better
        };
    }
    None
}
/// Side of a part of the matrix that fits the first cache together with what lies across the diagonal.
const SQUARE: usize = 32;
fn turned(cells: &[i32], m: usize) -> Vec<i32> {
    let mut out = vec![0; m * m];
    let starts = || (0..m).step_by(SQUARE);
    for (top, left) in starts().flat_map(|top| starts().map(move |left| (top, left))) {
        for a in top..m.min(top + SQUARE) {
            for b in left..m.min(left + SQUARE) {
                out[b * m + a] = cells[a * m + b];
            }
        }
    }
    out
}
/// Of the widest path from `start` to each; O(m^2).
fn widths(cells: &[i32], m: usize, start: usize) -> Vec<i32> {
    let mut width = cells[start * m..(start + 1) * m].to_vec();
    // All bits are set of those that are done, so that none of them is the widest of the others.
    let mut done = vec![0i32; m];
    done[start] = -1;
    for _ in 1..m {
        let widest = width.iter().zip(&done).fold(-1, |most, (w, d)| most.max(w | d));
        let next = width.iter().zip(&done).position(|(w, d)| w | d == widest);
        let Some(k) = next.filter(|_| widest >= 0) else { break };
        done[k] = -1;
        for (w, step) in width.iter_mut().zip(&cells[k * m..(k + 1) * m]) {
            *w = (*w).max(widest.min(*step));
        }
    }
    width
}

#[cfg(test)]
mod tests {
    use super::super::paths::widest_paths;
    use super::*;
    use proptest::prelude::*;
    proptest! {
        #[test]
        fn they_are_the_best_by_all_paths(m in 1usize..40, top in 1i64..60, seed: u64) {
            let mut s = seed;
            let mut next = || {
                s = s.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (s >> 33) as i64 % (2 * top + 1) - top
            };
            let mut cells = vec![0i64; m * m];
            for (a, b) in (0..m).flat_map(|a| (0..a).map(move |b| (a, b))) {
                let x = next();
                (cells[a * m + b], cells[b * m + a]) = (x.max(0), (-x).max(0));
            }
            let found = best(&cells, m);
            widest_paths(&mut cells, m);
            let free = |b: &usize| (0..m).all(|a| cells[a * m + b] <= cells[b * m + a]);
            prop_assert_eq!(found, Some((0..m).filter(free).map(crate::id::EntryIx::from).collect()));
        }
    }
    #[test]
    fn too_many_tied_or_too_strong_is_left_to_all_paths() {
        assert_eq!(best(&vec![0; 100 * 100], 100), None);
        assert_eq!(best(&[0, 1 << 40, 0, 0], 2), None);
        assert_eq!(best(&[0, 1, 0, 0], 2), Some([0].into()));
    }
}

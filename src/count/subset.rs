//! Subsets of a given size, numbered in lexicographic order.
use crate::id::{EntryIx, EntrySet};

/// How many subsets of `k` out of `n` there are; `u64::MAX` if more.
pub(super) fn binomial(n: u64, k: u64) -> u64 {
    let k = k.min(n.saturating_sub(k));
    (0..k)
        .try_fold(1u128, |a, i| Some(a.checked_mul(u128::from(n - i))? / u128::from(i + 1)))
        .and_then(|x| u64::try_from(x).ok())
        .unwrap_or(u64::MAX)
}
/// The `i`-th subset of `take`; `i` below [`binomial`].
pub(super) fn subset(all: &[EntryIx], take: usize, mut i: u64) -> EntrySet {
    let (mut out, mut left) = (EntrySet::EMPTY, take);
    for (from, e) in all.iter().enumerate() {
        if left == 0 {
            break;
        }
        let with = binomial((all.len() - from - 1) as u64, (left - 1) as u64);
        if i < with {
            out.insert(*e);
            left -= 1;
        } else {
            i -= with;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn every_subset_has_one_number_and_they_rise() {
        let all: Vec<EntryIx> = (2..9).map(EntryIx::new).collect();
        let sets: Vec<EntrySet> = (0..binomial(7, 3)).map(|i| subset(&all, 3, i)).collect();
        assert_eq!(sets.len(), 35);
        assert!(sets.windows(2).all(|w| w[0] < w[1]));
        assert!(sets.iter().all(|s| s.len() == 3 && s.iter().all(|e| all.contains(&e))));
        assert_eq!(binomial(20, 10), 184_756);
        assert_eq!(binomial(200, 100), u64::MAX);
    }
}

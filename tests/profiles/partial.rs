//! Partials merge in any order, and no shard twice.
use cocreate::{
    ballot::Approval,
    profile::{ApprovalCounts, Covers, Mismatch, Partial, Profile},
};
use proptest::prelude::*;
use std::collections::BTreeSet;

type Sums = Partial<ApprovalCounts>;
/// A shard whose ballots approve of some of three entries, by its number.
fn shard(n: u64) -> Sums {
    let approves = |n: u64| Approval((0..3u32).filter(|e| n >> e & 1 == 1).map(Into::into).collect());
    Partial::of("poll", n, &Profile::of(3, &[approves(n), approves(n / 8)]).unwrap()).unwrap()
}
fn sum(of: &[u64]) -> Option<Sums> {
    let mut sum = shard(*of.first()?);
    of[1..].iter().for_each(|n| sum.merge(&shard(*n)).unwrap());
    Some(sum)
}
fn shards(c: &Covers) -> BTreeSet<u64> {
    c.ranges().iter().flat_map(|(a, b)| *a..=*b).collect()
}
proptest! {
    #[test]
    fn a_shard_is_in_a_sum_once(
        numbers in prop::collection::btree_set(0u64..40, 2..20),
        order in Just(()).prop_perturb(|(), mut r| r.next_u64()),
        cut in 1usize..19,
    ) {
        let all: Vec<u64> = numbers.iter().copied().collect();
        let mut mixed = all.clone();
        mixed.sort_by_key(|n| (n ^ order).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let (a, b) = mixed.split_at(cut.min(mixed.len() - 1));
        let whole = sum(&all).unwrap();
        let (mut left, right) = (sum(a).unwrap(), sum(b).unwrap());
        left.merge(&right).unwrap();
        prop_assert_eq!(&left, &whole);
        prop_assert_eq!(shards(left.covers()), numbers.clone());
        // The same again, any part of it, or with it something new: refused, and nothing has changed.
        for again in [shard(b[0]), right.clone(), whole.clone()] {
            let lowest = shards(again.covers()).intersection(&numbers).next().copied().unwrap();
            prop_assert_eq!(left.merge(&again), Err(Mismatch::Overlap(lowest)));
            prop_assert_eq!(&left, &whole);
        }
        let text = serde_json::to_string(&left).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Sums>(&text).unwrap(), &left);
        // Out again, but not what is not in it.
        prop_assert_eq!(left.subtract(&shard(99)), Err(Mismatch::NotThere));
        left.subtract(&right).unwrap();
        prop_assert_eq!(&left, &sum(a).unwrap());
        prop_assert_eq!(left.subtract(&right), Err(Mismatch::NotThere));
        for n in 0..42 {
            prop_assert_eq!(whole.covers().contains(n), numbers.contains(&n));
        }
    }
}
#[test]
fn another_poll_and_another_slate_are_refused() {
    let other = Sums::of("other", 9, &Profile::of(3, &[]).unwrap()).unwrap();
    assert_eq!(shard(1).merge(&other), Err(Mismatch::Poll("poll".into(), "other".into())));
    let longer = Sums::of("poll", 9, &Profile::of(4, &[]).unwrap()).unwrap();
    let mut sum = shard(1);
    assert_eq!(sum.merge(&longer), Err(Mismatch::Slate));
    assert_eq!(sum, shard(1));
}
#[test]
fn ranges_that_overlap_or_touch_are_not_read() {
    for text in ["[[2,1]]", "[[0,3],[3,4]]", "[[0,3],[4,4]]", "[[5,6],[0,1]]"] {
        assert!(serde_json::from_str::<Covers>(text).is_err(), "{text}");
    }
    let last = u64::MAX;
    let all: Covers = serde_json::from_str(&format!("[[0,3],[9,{last}]]")).unwrap();
    assert!(all.contains(last) && all.contains(9) && !all.contains(8));
}

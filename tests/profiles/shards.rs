//! Any split merges to the same profile; fewer entries leave the same ballots without the others.
use super::{Cast, Sample, cast, content, defined, for_each_kind, join, profile, shards, whole};
use cocreate::{
    ballot::{Ballot, Spend},
    id::{EntryIx, EntrySet},
    profile::{Mismatch, Profile, Slate},
};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn merge<B: Ballot>(a: Profile<B>, b: Profile<B>) -> Profile<B> {
    a.merge(b).unwrap()
}
fn merges<B: Sample>(m: usize, all: &[Cast], order: &[usize]) {
    let want = defined::<B>(all);
    let whole = whole::<B>(m, all);
    assert_eq!(content(&whole), want);
    let merged = join(shards::<B>(m, all), order, merge);
    assert_eq!(content(&merged), want);
    assert!(merged.same_ballots(&whole) && whole.same_ballots(&merged));
    let sum = |f: fn(&(u64, u64)) -> u64| want.values().map(f).sum::<u64>();
    assert_eq!(merged.total_voters(), sum(|c| c.1));
    assert_eq!(merged.total_weight() * super::UNITS / merged.units_per_vote(), sum(|c| c.0));
    // One row a ballot, in one order, whatever the parts were.
    let rows = |p: &Profile<B>| p.grouped().ballots().map(|(b, _)| b).collect::<Vec<B>>();
    assert_eq!(rows(&merged).len(), want.len());
    assert_eq!(rows(&merged), rows(&whole));
    let parts = whole.split(order.len() % 5);
    assert_eq!(parts.len(), (order.len() % 5).max(1));
    assert_eq!(content(&join(parts, order, merge)), want);
}
/// The entries that stay, with their new places.
fn places(keep: &EntrySet) -> BTreeMap<EntryIx, EntryIx> {
    keep.iter().zip((0u32..).map(EntryIx::new)).collect()
}
fn restricts<B: Sample>(m: usize, all: &[Cast], keep: &EntrySet, order: &[usize]) {
    let to = places(keep);
    let mut want = BTreeMap::new();
    for (ballot, (weight, voters)) in defined::<B>(all) {
        let cell: &mut (u64, u64) = want.entry(ballot.only(&to)).or_default();
        *cell = (cell.0 + weight, cell.1 + voters);
    }
    let whole = whole::<B>(m, all);
    let some = whole.restrict(keep);
    assert_eq!((some.slate().len(), some.len()), (keep.len(), whole.len()));
    assert_eq!(content(&some), want);
    assert_eq!((some.total_weight(), some.total_voters()), (whole.total_weight(), whole.total_voters()));
    // Before merging or after: the same.
    let parts = shards::<B>(m, all).iter().map(|p| p.restrict(keep)).collect();
    let merged = join(parts, order, merge);
    assert!(merged.same_ballots(&some));
    // A restricted profile takes the same ballots as one that never had the others.
    let mut fresh = Profile::<B>::builder(*some.slate(), some.form().clone()).unwrap();
    for ballot in want.keys() {
        fresh.push(ballot).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn any_split_merges_to_the_same_profile(
        (m, all) in cast(40),
        order in prop::collection::vec(any::<usize>(), 1..8),
    ) {
        for_each_kind!(merges(m, &all, &order));
    }
    #[test]
    fn fewer_entries_leave_what_is_said_of_the_others_out(
        (m, all) in cast(24),
        stays in prop::collection::vec(any::<bool>(), 260),
        order in prop::collection::vec(any::<usize>(), 1..8),
    ) {
        let keep: EntrySet = (0..m).filter(|e| stays[*e]).map(EntryIx::from).collect();
        for_each_kind!(restricts(m, &all, &keep, &order));
    }
}

/// So many ballots of so many entries, varied and the same each time.
fn many(n: usize, m: usize) -> Vec<Cast> {
    let mut x = 1u64;
    let mut next = || {
        x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (x >> 40) as u16
    };
    let mut one = || {
        let bits = (0..m).map(|_| next()).collect();
        let weight = (next() % 3 == 0).then_some(u64::from(next() % 4));
        Cast { bits, shard: usize::from(next() % 4), weight, voters: 1 + u64::from(next() % 3 / 2) }
    };
    (0..n).map(|_| one()).collect()
}
#[test]
fn shards_of_several_blocks_merge_to_the_same_profile() {
    // Columns have blocks of 1024 rows; the parts end within one and begin within the next.
    let all = many(4_500, 5);
    for_each_kind!(merges(5, &all, &[3, 1, 2]));
    let some: EntrySet = [0, 2, 4].into();
    for_each_kind!(restricts(5, &all, &some, &[2, 1]));
}
#[test]
fn nobody_and_no_entries_merge_too() {
    for_each_kind!(merges(3, &[], &[0]));
    for_each_kind!(restricts(3, &[], &EntrySet::EMPTY, &[0]));
}
#[test]
fn costs_stay_with_their_entries() {
    let p = profile::<Spend>(4, 1, &[]);
    assert_eq!(p.restrict(&[1, 3].into()).form().costs, [15, 35]);
}
fn refuses<B: Sample>() {
    let here = Profile::<B>::builder(Slate::anonymous(2), B::form(2)).unwrap().finish();
    let there = Profile::<B>::builder(Slate::anonymous(3), B::form(3)).unwrap().finish();
    let other = Profile::<B>::builder(Slate::with_id(2, 7), B::form(2)).unwrap().finish();
    assert_eq!(here.clone().merge(there).unwrap_err(), Mismatch::Slate);
    assert_eq!(here.merge(other).unwrap_err(), Mismatch::Slate);
}
#[test]
fn profiles_of_different_slates_are_not_merged() {
    for_each_kind!(refuses());
}

//! How much memory a profile takes, counted by the allocator. A binary of its own: an allocator is the whole program's.
#![allow(clippy::unwrap_used, reason = "a test fails where a value is missing")]
use cocreate::{
    ballot::{Ranking, RankingForm},
    id::EntryIx,
    profile::{Profile, ProfileBuilder, Slate},
};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const M: usize = 10;
const N: usize = 1_000_000;

fn builder() -> ProfileBuilder<Ranking> {
    Profile::<Ranking>::builder(Slate::anonymous(M), RankingForm::default()).unwrap()
}
/// The `i`-th order in the factorial number system: different for each `i` below 10!.
fn order(mut i: usize) -> [EntryIx; M] {
    let mut left: [u32; M] = std::array::from_fn(|e| e as u32);
    std::array::from_fn(|at| {
        let rest = M - at;
        let k = i % rest;
        i /= rest;
        let e = left[k];
        left.copy_within(k + 1..rest, k);
        EntryIx::new(e)
    })
}
/// Doubling from nothing to `n` is so many steps; some arrays are not filled by one ballot each.
fn few(n: usize) -> usize {
    4 * n.ilog2() as usize
}

/// One test: others would allocate beside it.
#[test]
fn a_million_rankings_of_ten_take_no_allocation_and_at_most_32_bytes_each() {
    let mut codes: Vec<u64> =
        (0..N).map(|i| order(i).iter().fold(0, |c, e| c * M as u64 + e.ix() as u64)).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), N, "the orders are distinct");

    let mut region = Region::new(COUNTED);
    let mut b = builder();
    for i in 0..N {
        b.push_order(&order(i)).unwrap();
    }
    let p = b.finish();
    let by_order = region.change_and_reset();
    assert_eq!((p.len(), p.total_weight(), p.rows().is_complete()), (N, N as u64, true));
    let calls = by_order.allocations + by_order.reallocations;
    println!("orders: {calls} calls of the allocator, {} bytes asked for", by_order.bytes_allocated);
    assert!(calls <= few(N), "{calls} allocations for {N} orders, at most {} are expected", few(N));

    // What is held, as the allocator has it and as the profile says.
    let held = by_order.bytes_allocated - by_order.bytes_deallocated;
    println!("held: {held} bytes, {} as told", p.heap_bytes());
    assert!(held <= 32 * N && p.heap_bytes() <= 32 * N, "{held} bytes for {N} orders");
    assert_eq!(p.heap_bytes(), held);

    // The ordinary way takes ballots that exist already, and copies none of them.
    let ballots: Vec<Ranking> =
        (0..1_000).map(|i| Ranking::strict(order(i * 3_001).map(|e| e.ix() as u32))).collect();
    region.reset();
    let mut b = builder();
    for ballot in ballots.iter().cycle().take(N) {
        b.push(ballot).unwrap();
    }
    let p = b.finish();
    let by_ballot = region.change_and_reset();
    let calls = by_ballot.allocations + by_ballot.reallocations;
    println!("ballots: {calls} calls of the allocator");
    assert!(calls <= few(N), "{calls} allocations for {N} ballots, at most {} are expected", few(N));
    assert_eq!(p.total_voters(), N as u64);

    // Tiers, and each ballot with a weight of its own.
    let named: [EntryIx; M] = order(0);
    region.reset();
    let mut b = builder();
    for i in 0..N {
        b.push_tiers_many(&named, &[1 + i % 3, 7, M], 1 + i as u64 % 5).unwrap();
    }
    let p = b.finish();
    let by_tiers = region.change_and_reset();
    let calls = by_tiers.allocations + by_tiers.reallocations;
    println!("tiers: {calls} calls of the allocator, {} bytes held", p.heap_bytes());
    assert!(calls <= few(N), "{calls} allocations for {N} rankings with tiers");
    assert!(p.heap_bytes() <= 32 * N);
}

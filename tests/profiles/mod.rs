//! Profiles and summaries: parts of any size, merged in any order, are the whole.
mod forms;
pub(crate) mod kinds;
mod partial;
mod shards;
mod sparse;
mod summaries;

use cocreate::{ballot::Ballot, profile::Profile, profile::Slate};
use kinds::Sample;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Units of a vote that all shards' units divide.
const UNITS: u64 = 6;
/// Units of a vote in the shards, by number.
const SHARDS: [u64; 4] = [1, 2, 3, UNITS];

/// One ballot as it is cast: into which shard, by how many voters of how much weight.
#[derive(Clone, Debug)]
pub(crate) struct Cast {
    bits: Vec<u16>,
    shard: usize,
    /// In the shard's units; `None` for voters of one vote each.
    weight: Option<u64>,
    voters: u64,
}
/// A slate and what was cast: few entries and many, so that one byte, one word and one lane are passed.
pub(crate) fn cast(most: usize) -> impl Strategy<Value = (usize, Vec<Cast>)> {
    prop_oneof![6 => 1usize..8, 2 => 60usize..70, 1 => 250usize..260].prop_flat_map(move |m| {
        let most = if m < 8 { most } else { most.min(12) };
        let weight = prop_oneof![Just(None), (0u64..5).prop_map(Some)];
        let one = (prop::collection::vec(any::<u16>(), m), 0..SHARDS.len(), weight, 1u64..4);
        let one = one.prop_map(|(bits, shard, weight, voters)| Cast { bits, shard, weight, voters });
        (Just(m), prop::collection::vec(one, 0..most))
    })
}
/// A profile of what was cast, its weights times `scale`.
fn profile<B: Sample>(m: usize, units: u64, of: &[(&Cast, u64)]) -> Profile<B> {
    let mut b = Profile::<B>::builder_scaled(Slate::anonymous(m), B::form(m), units).unwrap();
    for (c, scale) in of {
        let ballot = B::make(&c.bits);
        match c.weight {
            Some(w) => b.push_weighted(&ballot, w * scale).unwrap(),
            None => b.push_many(&ballot, c.voters).unwrap(),
        }
    }
    b.finish()
}
pub(crate) fn whole<B: Sample>(m: usize, all: &[Cast]) -> Profile<B> {
    let scaled: Vec<(&Cast, u64)> = all.iter().map(|c| (c, UNITS / SHARDS[c.shard])).collect();
    profile(m, UNITS, &scaled)
}
fn shards<B: Sample>(m: usize, all: &[Cast]) -> Vec<Profile<B>> {
    let of = |k: usize| all.iter().filter(|c| c.shard == k).map(|c| (c, 1)).collect::<Vec<_>>();
    (0..SHARDS.len()).map(|k| profile(m, SHARDS[k], &of(k))).collect()
}
/// From the definition: each ballot with its weight in sixths of a vote and its voters.
type Content<B> = BTreeMap<B, (u64, u64)>;
fn defined<B: Sample>(all: &[Cast]) -> Content<B> {
    let mut out = Content::new();
    for c in all {
        let (weight, voters) =
            c.weight.map_or((c.voters * UNITS, c.voters), |w| (w * UNITS / SHARDS[c.shard], 1));
        if weight > 0 {
            let cell = out.entry(B::make(&c.bits)).or_default();
            *cell = (cell.0 + weight, cell.1 + voters);
        }
    }
    out
}
fn content<B: Ballot>(p: &Profile<B>) -> Content<B> {
    let mut out = Content::new();
    for (r, (ballot, weight)) in p.ballots().enumerate() {
        let cell = out.entry(ballot).or_default();
        assert_eq!(weight * UNITS % p.units_per_vote(), 0);
        *cell = (cell.0 + weight * UNITS / p.units_per_vote(), cell.1 + p.voters(r));
    }
    out
}
/// Merges two at a time, in the order that the numbers tell, until one is left.
fn join<T>(mut parts: Vec<T>, order: &[usize], merge: impl Fn(T, T) -> T) -> T {
    let mut at = order.iter().copied().cycle();
    while parts.len() > 1 {
        let mut next = || at.next().unwrap_or(0) % parts.len();
        let a = parts.swap_remove(next());
        let b = parts.swap_remove(at.next().unwrap_or(0) % parts.len());
        parts.push(merge(a, b));
    }
    parts.pop().unwrap()
}
/// One property for every kind of ballot.
macro_rules! for_each_kind {
    ($check:ident($($arg:expr),*)) => {
        $check::<cocreate::ballot::Choice>($($arg),*);
        $check::<cocreate::ballot::Approval>($($arg),*);
        $check::<cocreate::ballot::Ranking>($($arg),*);
        $check::<cocreate::ballot::Scores>($($arg),*);
        $check::<cocreate::ballot::Points>($($arg),*);
        $check::<cocreate::ballot::Pairs>($($arg),*);
        $check::<cocreate::ballot::Spend>($($arg),*);
        $check::<cocreate::ballot::Consent>($($arg),*);
    };
}
pub(crate) use for_each_kind;

//! The driver: policies, broken rules, the lot, rounds, the registry.
mod broken;
mod cancel;
mod catalogue;
mod coincide;
mod conserved;
mod edges;
mod laws;
mod lot;
mod policies;
mod registry;
mod rounds;
mod shards;
mod summaries;

use cocreate::{ballot::Ranking, profile::Profile};

/// Strict orders, each cast so many times.
pub(crate) fn strict(m: usize, of: &[(&[u32], usize)]) -> Profile<Ranking> {
    let all: Vec<Ranking> =
        of.iter().flat_map(|(o, n)| std::iter::repeat_n(Ranking::strict(o.iter().copied()), *n)).collect();
    Profile::of(m, &all).unwrap()
}

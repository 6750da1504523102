//! Rules made of two: a Condorcet winner where there is one, else something that always answers; and duels between winners.
pub mod black;
pub mod borda_minimax_faceoff;
pub mod bracket_voting;
pub mod condorcet_irv;
pub mod condorcet_plurality;
pub mod consensus_builder;
pub mod copeland_then;
pub mod daunou;
pub mod preliminary_weighted_condorcet;
pub mod smith_irv;
pub use black::Black;
pub use borda_minimax_faceoff::BordaMinimaxFaceoff;
pub use bracket_voting::BracketVoting;
pub use condorcet_irv::CondorcetIrv;
pub use condorcet_plurality::CondorcetPlurality;
pub use consensus_builder::ConsensusBuilder;
pub use copeland_then::{CopelandThen, Scope, Second};
pub use daunou::Daunou;
pub use preliminary_weighted_condorcet::PreliminaryWeightedCondorcet;
pub use smith_irv::SmithIrv;

use crate::{
    id::{EntryIx, EntrySet},
    profile::{PairwiseCounts, Unnamed},
};

/// Twice the Borda points among `left`, above or below their average: the sum of margins. Equal and missing ranks share the
/// points of their places.
fn borda(n: &PairwiseCounts, a: EntryIx, left: &EntrySet, unnamed: Unnamed) -> i64 {
    left.iter().filter(|b| *b != a).map(|b| n.margin(a, b, unnamed)).sum()
}
/// The worst defeat among `left`, below nought; nought without one.
fn minimax(n: &PairwiseCounts, a: EntryIx, left: &EntrySet, unnamed: Unnamed) -> i64 {
    left.iter().filter(|b| *b != a).map(|b| n.margin(a, b, unnamed)).min().unwrap_or(0).min(0)
}
/// Those of `of` with the most.
fn most(of: &EntrySet, value: impl Fn(EntryIx) -> i64) -> EntrySet {
    let top = of.iter().map(&value).max();
    of.iter().filter(|e| Some(value(*e)) == top).collect()
}

//! Single transferable vote.
pub mod scottish;
pub use scottish::ScottishStv;

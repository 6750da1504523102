//! Single transferable vote.
mod scottish;
pub use scottish::ScottishStv;

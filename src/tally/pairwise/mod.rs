//! Rules on pairwise counts.
mod paths;
pub mod schulze;
pub use schulze::{Schulze, Strength};

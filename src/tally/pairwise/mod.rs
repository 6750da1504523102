//! Rules on pairwise counts.
mod paths;
mod schulze;
pub use schulze::{Schulze, Strength};

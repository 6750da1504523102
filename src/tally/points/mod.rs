//! Rules on points.
pub mod cumulative;
pub mod quadratic;
pub mod quadratic_split;
mod shares;
pub mod weighted_split;
pub use cumulative::Cumulative;
pub use quadratic::Quadratic;
pub use quadratic_split::QuadraticSplit;
pub use weighted_split::WeightedSplit;

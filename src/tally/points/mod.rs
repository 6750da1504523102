//! Rules on points.
pub mod quadratic;
pub use quadratic::Quadratic;

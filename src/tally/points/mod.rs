//! Rules on points.
mod quadratic;
pub use quadratic::Quadratic;

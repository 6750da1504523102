//! Rules on points.
pub mod cumulative;
pub mod quadratic;
pub use cumulative::Cumulative;
pub use quadratic::Quadratic;

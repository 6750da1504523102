//! Rules that add up points by place.
pub mod borda;
pub mod plurality;
pub use borda::Borda;
pub use plurality::Plurality;

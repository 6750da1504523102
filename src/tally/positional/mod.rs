//! Rules that add up points by place.
mod borda;
mod plurality;
pub use borda::Borda;
pub use plurality::Plurality;

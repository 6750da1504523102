//! Rules on direct comparisons.
pub mod win_rate;
pub use win_rate::WinRate;

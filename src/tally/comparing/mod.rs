//! Rules on direct comparisons.
mod win_rate;
pub use win_rate::WinRate;

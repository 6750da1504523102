//! Committees from approvals.
mod equal_shares;
pub use equal_shares::{Completion, EqualShares};

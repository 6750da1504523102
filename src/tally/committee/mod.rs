//! Committees from approvals.
pub mod equal_shares;
pub use equal_shares::{Completion, EqualShares};

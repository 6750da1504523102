//! Rules on approvals with one answer for each entry.
pub mod approval;
pub use approval::Approval;

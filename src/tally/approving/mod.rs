//! Rules on approvals with one answer for each entry.
mod approval;
pub use approval::Approval;

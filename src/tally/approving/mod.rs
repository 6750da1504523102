//! Rules on approvals with one answer for each entry.
pub mod approval;
pub mod harmonic;
pub use approval::Approval;
pub use harmonic::Harmonic;

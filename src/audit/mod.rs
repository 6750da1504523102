//! Audit: what somebody who was not there can check of a contest, with nothing but its log and what was published.
//!
//! - [`Chain`] binds every event to all before it; its head may be published as often as one likes.
//! - [`verify`] reads a log with its heads and names the first event that was altered, cut out, put in or moved.
//! - [`outside`] and [`outside_of`] hold texts that lie outside of the log against their digests.
//! - [`differences`] compares what was found when an event was accepted with what is found now.
//! - [`Report`] is all of it together, as text.
mod chain;
mod compare;
mod line;
mod outside;
mod report;
mod tamper;
mod verify;
pub use chain::{Chain, WrongNumber};
pub use compare::{Difference, differences};
pub use line::{LineError, LogLine};
pub use outside::{Kept, Outside, OutsideText, outside, outside_of};
pub use report::Report;
pub use tamper::Tampered;
pub use verify::{Published, verify};

//! Audit: what somebody who was not there can check of a contest, with nothing but its log and what was published.
//!
//! - [`Chain`] binds every event to all before it; its head may be published as often as one likes.
//! - [`verify`] reads a log with its heads and names the first event that was altered, cut out, put in or moved.
//! - [`outside`] and [`outside_of`] hold texts that lie outside of the log against their digests.
//! - [`replay`] applies a log again and lists every finding that comes out differently now.
//! - [`audit`] does all of it and gives a [`Report`] for people.
mod chain;
mod compare;
mod line;
mod outside;
mod replay;
mod report;
mod tamper;
mod verify;
#[cfg(feature = "store")]
pub(crate) use chain::json;
pub use chain::{Chain, WrongNumber};
pub use compare::{Difference, differences};
pub use line::{LineError, LogLine};
#[cfg(feature = "store")]
pub(crate) use line::{Raw, write};
pub use outside::{Kept, Outside, OutsideText, outside, outside_of};
pub use replay::{Replay, replay};
pub use report::{Report, audit};
pub use tamper::Tampered;
pub use verify::{Published, verify};

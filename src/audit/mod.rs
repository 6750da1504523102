//! Audit: what somebody who was not there can check of a contest, with nothing but its log and what was published.
//!
//! - [`Chain`] binds every event to all before it; its head may be published as often as one likes.
//! - [`verify`] reads a log with its heads and names the first event that was altered, cut out, put in or moved.
//! - [`outside`] and [`outside_of`] hold texts that lie outside of the log against their digests.
//! - [`replay`] applies a log again and lists every finding that comes out differently now.
//! - [`receipt`] gathers everything by which a result can be computed again and held against what was announced.
//! - [`erasure`] takes out of a log what was known of a person, and the chain still holds.
//! - [`audit`] does all of it and gives a [`Report`] for people.
mod chain;
mod compare;
mod erase;
mod line;
mod outside;
mod receipt;
mod replay;
mod report;
mod tamper;
mod verify;
#[cfg(feature = "store")]
pub(crate) use chain::json;
pub use chain::{Chain, WrongNumber};
pub use compare::{Difference, differences};
pub use erase::{Erasure, erasure, events_of};
pub use line::{LineError, LogLine};
#[cfg(feature = "store")]
pub(crate) use line::{Raw, write, write_erased};
pub use outside::{Kept, Outside, OutsideText, outside, outside_of};
pub use receipt::{
    Breaker, EntryReceipt, LineReceipt, LotReceipt, PollReceipt, PotReceipt, RECEIPT_FORMAT, Receipt,
    ReceiptError, RoundReceipt, receipt,
};
pub use replay::{Replay, replay};
pub use report::{Report, audit};
pub use tamper::Tampered;
pub use verify::{Published, verify};

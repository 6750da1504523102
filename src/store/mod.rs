//! The log of a contest on disk: one file (redb), events in their order with the head of the chain after each.
//!
//! An append is one transaction and one wait for the disk, however many events it brings: what was acknowledged is there
//! after a crash, and of an append that was not, either all or nothing. Whoever has many small decisions at once collects
//! them and appends them together.
//!
//! # Examples
//! ```
//! use cocreate::{audit::Chain, contest::*, id::ContestId, store::Log};
//! let genesis = Chain::genesis(&ContestId::new("threads-2026")?, &Digest::of(b"an example plan"));
//! let mut log = Log::in_memory(genesis)?;
//! let event = Event {
//!     format: EVENT_FORMAT, seq: 0, at: Time::from_secs(0), by: Actor::Host, act: Act::Seat {}, key: None, found: None,
//! };
//! log.append(&[event.clone()])?;
//! let back: Vec<_> = log.read(0)?.collect::<Result<_, _>>()?;
//! assert_eq!(back[0].event, event);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
mod error;
mod log;
pub use error::StoreError;
pub use log::{Log, Reading};

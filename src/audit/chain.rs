//! The hash chain over a log, that anybody can recompute from this page.
//!
//! # The chain, version 1
//! Write `len(x)` for the number of bytes of `x` as 8 bytes, most significant first, and `‖` for "followed by". All text is
//! UTF-8 and every head is the 32 bytes of a SHA-256.
//!
//! 1. The head of an empty log, the *genesis*, is `SHA-256("cocreate log 1" ‖ len(contest) ‖ contest ‖ plan)`: the domain
//!    is 14 bytes of ASCII without an end mark, `contest` is the contest's id, and `plan` the 32 bytes of the digest of the
//!    plan as it was before any amendment.
//! 2. The head after the next event is `SHA-256(head ‖ len(json) ‖ json)`: `head` is the head before it, and `json` the
//!    event as it was written: without blanks or line ends, fields in the order of [`Event`] and of the types in it, fields
//!    that are left out not written, keys of maps in rising order of bytes.
//!
//! In a file, each event is one line and ends with a line feed: `{"event":`, the event's `json`, `,"head":"`, the head after
//! it in 64 hexadecimal digits of lower case, `"}`. So the bytes that are hashed lie between the 9th byte of a line and the
//! 75 bytes before its end, and nobody needs to read them to check the chain.
//!
//! # Examples
//! ```
//! use cocreate::{audit::Chain, contest::Digest, id::ContestId};
//! let genesis = Chain::genesis(&ContestId::new("threads-2026")?, &Digest::of(b"an example plan"));
//! assert_eq!(
//!     genesis.head().to_string(),
//!     "5c701737f99f000802cf44b6a22baba98b0737828c42ad46f608ea6883636db2"
//! );
//! # Ok::<(), cocreate::id::IdError>(())
//! ```
use crate::{
    contest::{Digest, Event},
    id::ContestId,
};

const DOMAIN: &[u8] = b"cocreate log 1";

/// The head of a log, and how many events it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chain {
    head: Digest,
    len: u64,
}
/// An event that is not the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("event {got} cannot follow: the next one is event {want}")]
pub struct WrongNumber {
    /// The number of the next event.
    pub want: u64,
    /// The number of this event.
    pub got: u64,
}
impl Chain {
    /// Of an empty log. `plan` is of the plan before any amendment.
    pub fn genesis(contest: &ContestId, plan: &Digest) -> Self {
        let contest = contest.as_str().as_bytes();
        let mut bytes = DOMAIN.to_vec();
        with_length(&mut bytes, contest);
        bytes.extend_from_slice(plan.bytes());
        Self { head: Digest::of(&bytes), len: 0 }
    }
    /// Of a log of which the head after `len` events is known.
    pub const fn at(len: u64, head: Digest) -> Self {
        Self { head, len }
    }
    /// The head.
    pub const fn head(&self) -> Digest {
        self.head
    }
    /// How many events it stands for, which is the number of the next one.
    pub const fn len(&self) -> u64 {
        self.len
    }
    /// Whether there is no event yet.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }
    /// With one more event; the new head.
    ///
    /// # Errors
    /// If the event's number is not the next one.
    pub fn push(&mut self, event: &Event) -> Result<Digest, WrongNumber> {
        if event.seq != self.len {
            return Err(WrongNumber { want: self.len, got: event.seq });
        }
        Ok(self.push_json(&json(event)))
    }
    /// The same with the bytes of the next event as they were written, whose number is not looked at.
    pub fn push_json(&mut self, json: &[u8]) -> Digest {
        let mut bytes = Vec::with_capacity(40 + json.len());
        bytes.extend_from_slice(self.head.bytes());
        with_length(&mut bytes, json);
        *self = Self { head: Digest::of(&bytes), len: self.len.saturating_add(1) };
        self.head
    }
}
fn with_length(out: &mut Vec<u8>, part: &[u8]) {
    out.extend_from_slice(&(part.len() as u64).to_be_bytes());
    out.extend_from_slice(part);
}
/// The bytes of an event that are hashed and stored.
pub(crate) fn json(event: &Event) -> Vec<u8> {
    serde_json::to_vec(event).expect("an event has text keys and no part that refuses to be written")
}

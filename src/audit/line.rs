//! A line of a log in a file: an event and the head after it.
use super::chain;
use crate::contest::{Digest, Event};
use serde::Deserialize;

const BEFORE: &[u8] = br#"{"event":"#;
/// Of an event from which something of a person was erased.
const ERASED: &[u8] = br#"{"erased":"#;
const BETWEEN: &[u8] = br#","head":""#;
const AFTER: &[u8] = br#""}"#;
/// Of the digits of a head and what stands around them.
const TAIL: usize = BETWEEN.len() + 64 + AFTER.len();

/// An event and the head after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// What happened.
    pub event: Event,
    /// The head of the chain after it.
    pub head: Digest,
}
/// Why a line is none of a log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LineError {
    /// Another form.
    #[error("a line is {{\"event\":..,\"head\":\"64 hexadecimal digits\"}} without blanks")]
    Form,
    /// The number or the version cannot be read.
    #[error("no event with `format` and `seq`: {0}")]
    Event(String),
}
impl LogLine {
    /// As it stands in a file, without the line end.
    pub fn write(&self) -> String {
        String::from_utf8(write(&chain::json(&self.event), &self.head)).expect("JSON and digits are UTF-8")
    }
    /// As it stands in a file where its event is one of an [`Erasure`](super::Erasure): the head stays what it was.
    pub fn write_erased(&self) -> String {
        let line = write_erased(&chain::json(&self.event), &self.head);
        String::from_utf8(line).expect("JSON and digits are UTF-8")
    }
    /// Reads a line. Whether the head is right is for [`verify`](super::verify).
    ///
    /// # Errors
    /// If the line has another form, or its event is none that this version knows.
    pub fn read(line: &[u8]) -> Result<Self, LineError> {
        let raw = Raw::of(line)?;
        let event = serde_json::from_slice(raw.json).map_err(|e| LineError::Event(e.to_string()))?;
        Ok(Self { event, head: raw.head })
    }
}

/// The line of an event that is written already.
pub(crate) fn write(json: &[u8], head: &Digest) -> Vec<u8> {
    line_of(BEFORE, json, head)
}
/// The line of an event from which something was erased.
pub(crate) fn write_erased(json: &[u8], head: &Digest) -> Vec<u8> {
    line_of(ERASED, json, head)
}
fn line_of(begin: &[u8], json: &[u8], head: &Digest) -> Vec<u8> {
    let mut line = Vec::with_capacity(begin.len() + json.len() + TAIL);
    line.extend_from_slice(begin);
    line.extend_from_slice(json);
    line.extend_from_slice(BETWEEN);
    line.extend_from_slice(head.to_string().as_bytes());
    line.extend_from_slice(AFTER);
    line
}

/// What the chain needs of a line: any event that has a number, of this version or not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Raw<'a> {
    pub(crate) seq: u64,
    pub(crate) json: &'a [u8],
    pub(crate) head: Digest,
    /// Whether something of a person was erased from it.
    pub(crate) erased: bool,
}
#[derive(Deserialize)]
struct Numbered {
    #[serde(rename = "format")]
    _format: u32,
    seq: u64,
}
impl<'a> Raw<'a> {
    pub(crate) fn of(line: &'a [u8]) -> Result<Self, LineError> {
        let (rest, erased) = match line.strip_prefix(BEFORE) {
            Some(rest) => (rest, false),
            None => (line.strip_prefix(ERASED).ok_or(LineError::Form)?, true),
        };
        let (json, tail) =
            rest.len().checked_sub(TAIL).and_then(|n| rest.split_at_checked(n)).ok_or(LineError::Form)?;
        let digits = tail.strip_prefix(BETWEEN).and_then(|t| t.strip_suffix(AFTER)).ok_or(LineError::Form)?;
        let head = std::str::from_utf8(digits).ok().and_then(|d| d.parse().ok()).ok_or(LineError::Form)?;
        let n: Numbered = serde_json::from_slice(json).map_err(|e| LineError::Event(e.to_string()))?;
        Ok(Self { seq: n.seq, json, head, erased })
    }
}

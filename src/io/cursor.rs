//! A place on a line: the words of line-based formats.
use super::{
    error::{Fault, ReadError, shown},
    lines::Line,
};

/// Reads one line from left to right.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    pub(super) line: Line<'a>,
    /// Byte that comes next.
    pub(super) at: usize,
}
impl<'a> Cursor<'a> {
    pub(super) fn new(line: Line<'a>) -> Self {
        Self { line, at: 0 }
    }
    pub(super) fn rest(&self) -> &'a str {
        &self.line.text[self.at..]
    }
    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.line.text.as_bytes().get(self.at).copied()
    }
    #[inline]
    pub(super) fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }
    /// Whether nothing but blanks is left.
    pub(super) fn is_done(&mut self) -> bool {
        self.skip_blanks();
        self.at >= self.line.text.len()
    }
    /// Steps over `byte` if it is next.
    #[inline]
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let hit = self.peek() == Some(byte);
        self.at += usize::from(hit);
        hit
    }
    /// Digits, as a number of at most `most`.
    #[inline]
    pub(super) fn number(&mut self, what: &str, most: u64) -> Result<u64, ReadError> {
        let from = self.at;
        let mut n = 0u64;
        let mut fits = true;
        while let Some(d @ b'0'..=b'9') = self.peek() {
            match n.checked_mul(10).and_then(|n| n.checked_add(u64::from(d - b'0'))) {
                Some(x) => n = x,
                None => fits = false,
            }
            self.at += 1;
        }
        if self.at == from {
            return Err(self.expected(what));
        }
        if !fits || n > most {
            let found = self.line.text[from..self.at].chars().take(24).collect();
            return Err(self.line.error(from, Fault::TooLarge { found, most }));
        }
        Ok(n)
    }
    /// Up to the next blank or one of `stops`.
    pub(super) fn word(&mut self, stops: &[u8]) -> &'a str {
        let rest = self.rest();
        let n =
            rest.bytes().position(|b| b == b' ' || b == b'\t' || stops.contains(&b)).unwrap_or(rest.len());
        self.at += n;
        &rest[..n]
    }
    /// An error at the next byte.
    pub(super) fn expected(&self, wanted: &str) -> ReadError {
        self.error(Fault::Expected { wanted: wanted.into(), found: shown(self.rest()) })
    }
    /// An error at the next byte.
    pub(super) fn error(&self, fault: Fault) -> ReadError {
        self.line.error(self.at, fault)
    }
}

//! A place on a line: the words of line-based formats.
use super::{
    error::{Fault, ReadError, shown},
    lines::Line,
};

/// Digits of a number that does not fit 32 bits, or might not.
const SHORT: usize = 9;

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
        let (mut n, mut digits) = (0u32, 0);
        for b in &self.line.text.as_bytes()[self.at..] {
            let d = b.wrapping_sub(b'0');
            if d > 9 || digits == SHORT {
                break;
            }
            (n, digits) = (n * 10 + u32::from(d), digits + 1);
        }
        if digits == 0 || digits == SHORT || u64::from(n) > most {
            return self.any_number(what, most);
        }
        self.at += digits;
        Ok(u64::from(n))
    }
    /// The same for numbers that are not there, long or too large.
    #[cold]
    fn any_number(&mut self, what: &str, most: u64) -> Result<u64, ReadError> {
        let rest = self.rest();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return Err(self.expected(what));
        }
        let text = &rest[..digits];
        match text.parse() {
            Ok(n) if n <= most => {
                self.at += digits;
                Ok(n)
            }
            _ => Err(self.error(Fault::TooLarge { found: text.chars().take(24).collect(), most })),
        }
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

//! Lines of a stream, without a copy where a line lies whole in the buffer.
use super::error::{Fault, Place, ReadError};
use std::io::Read;

/// Bytes asked for at once.
const CHUNK: usize = 256 << 10;

/// One line, without its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// From 1.
    pub(super) no: u64,
    pub(super) text: &'a str,
}
impl Line<'_> {
    /// Where a byte of this line is.
    pub(super) fn place(&self, at: usize) -> Place {
        Place { line: self.no, column: column(self.text.as_bytes(), at) }
    }
    /// An error at a byte of this line.
    pub(super) fn error(&self, at: usize, fault: Fault) -> ReadError {
        ReadError { at: self.place(at), fault }
    }
}

/// The column of byte `at`: one more than the characters before it.
pub(super) fn column(line: &[u8], at: usize) -> u64 {
    1 + chars(&line[..at.min(line.len())])
}
fn chars(text: &[u8]) -> u64 {
    text.iter().filter(|b| **b & 0xC0 != 0x80).count() as u64
}
/// Columns of one line from left to right: all of them together cost one pass over it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    at: usize,
    column: u64,
}
impl Default for Columns {
    fn default() -> Self {
        Self { at: 0, column: 1 }
    }
}
impl Columns {
    /// The column of byte `at` of the line; going back begins anew.
    pub(super) fn of(&mut self, line: &[u8], at: usize) -> u64 {
        let at = at.min(line.len());
        let from = if self.at <= at { *self } else { Self::default() };
        *self = Self { at, column: from.column + chars(&line[from.at..at]) };
        self.column
    }
}

/// Reads lines that end with `\n` or `\r\n`; a byte order mark at the start is dropped.
///
/// Holds one line and at most [`CHUNK`] bytes more, so at most twice its longest line and a chunk.
pub(super) struct Lines<'r> {
    input: &'r mut dyn Read,
    buf: Vec<u8>,
    start: usize,
    end: usize,
    done: bool,
    /// Number of the line last given.
    no: u64,
    /// Bytes of all lines given.
    bytes: u64,
    /// Whether the last line of all was given without a line end.
    open: bool,
}
impl<'r> Lines<'r> {
    pub(super) fn new(input: &'r mut dyn Read) -> Self {
        Self { input, buf: vec![0; CHUNK], start: 0, end: 0, done: false, no: 0, bytes: 0, open: false }
    }
    /// Number of the line last given, from 1; 0 before the first.
    pub(super) fn line(&self) -> u64 {
        self.no
    }
    /// Bytes of the lines given so far.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }
    /// Whether the file ends in the middle of a line.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }
    /// An error at the end of the file.
    pub(super) fn cut(&self, wanted: impl Into<String>) -> ReadError {
        ReadError::new(self.no + 1, 1, Fault::Cut { wanted: wanted.into() })
    }
    /// The next line.
    #[inline]
    pub(super) fn next(&mut self) -> Result<Option<Line<'_>>, ReadError> {
        let mut seen = self.start;
        let (until, next) = loop {
            if let Some(n) = memchr::memchr(b'\n', &self.buf[seen..self.end]) {
                break (seen + n, seen + n + 1);
            }
            seen = self.end - self.start;
            if self.done {
                if seen == 0 {
                    return Ok(None);
                }
                self.open = true;
                break (self.end, self.end);
            }
            self.fill()?;
            seen += self.start;
        };
        let from = self.start;
        self.bytes += (next - from) as u64;
        self.start = next;
        self.no += 1;
        let mut line = &self.buf[from..until];
        if line.last() == Some(&b'\r') {
            line = &line[..line.len() - 1];
        }
        if self.no == 1 {
            line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
        }
        match std::str::from_utf8(line) {
            Ok(text) => Ok(Some(Line { no: self.no, text })),
            Err(e) => Err(ReadError::new(self.no, column(line, e.valid_up_to()), Fault::NotUtf8)),
        }
    }
    /// Moves what is left to the front and reads more behind it.
    fn fill(&mut self) -> Result<(), ReadError> {
        self.buf.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.buf.len() - self.end < CHUNK / 2 {
            self.buf.resize(self.end + CHUNK.max(self.end), 0);
        }
        loop {
            match self.input.read(&mut self.buf[self.end..]) {
                Ok(0) => self.done = true,
                Ok(n) => self.end += n.min(self.buf.len() - self.end),
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(self.failed(&e)),
            }
            return Ok(());
        }
    }
    /// A reader below may have an error of its own, such as too much inflation.
    fn failed(&self, e: &std::io::Error) -> ReadError {
        let fault = match e.get_ref().and_then(|e| e.downcast_ref::<Fault>()) {
            Some(f) => f.clone(),
            None if e.kind() == std::io::ErrorKind::UnexpectedEof => {
                Fault::Cut { wanted: "the end of the compressed data".into() }
            }
            None => Fault::Io(e.to_string()),
        };
        ReadError::new(self.no + 1, 1, fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_the_same_in_any_order() {
        let line = "aåb,ü;c".as_bytes();
        let mut columns = Columns::default();
        for at in [0, 1, 3, 4, 9, 2, 99, 5, 5] {
            assert_eq!(columns.of(line, at), column(line, at), "{at}");
        }
    }

    fn all(mut bytes: &[u8]) -> Result<Vec<String>, ReadError> {
        let mut lines = Lines::new(&mut bytes);
        let mut out = vec![];
        while let Some(l) = lines.next()? {
            out.push(l.text.to_owned());
        }
        Ok(out)
    }
    #[test]
    fn ends_of_lines_and_the_byte_order_mark_are_dropped() {
        assert_eq!(all(b"\xEF\xBB\xBFa\r\nb\n\nc").unwrap(), ["a", "b", "", "c"]);
        assert_eq!(all(b"").unwrap(), [""; 0]);
        assert_eq!(all(b"\n").unwrap(), [""]);
    }
    #[test]
    fn a_line_longer_than_the_buffer_is_read_whole() {
        let long = "x".repeat(3 * CHUNK + 7);
        assert_eq!(all(format!("a\n{long}\nb").as_bytes()).unwrap(), ["a", &long, "b"]);
    }
    #[test]
    fn bytes_that_are_no_text_are_told_with_their_column_in_characters() {
        let e = all("ok\nå\u{fffd}".as_bytes().split_last().unwrap().1).unwrap_err();
        assert_eq!((e.at.line, e.at.column, e.fault), (2, 2, Fault::NotUtf8));
    }
}

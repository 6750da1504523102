//! Records of fields between delimiters, with quotes as RFC 4180 has them.
use super::{
    error::{Fault, Place, ReadError, shown},
    lines::{Columns, Line, Lines},
};
use std::cell::Cell;

/// Reads records. A field in quotes may hold delimiters, line ends and doubled quotes.
pub(super) struct Records<'r> {
    lines: Lines<'r>,
    delimiter: u8,
    text: String,
    /// Where each field stands in the text.
    spans: Vec<(usize, usize)>,
    /// Where each began in the file, for records with quotes; else empty.
    places: Vec<Place>,
    line: u64,
    /// Where a record with quotes ended in the file, which may be on a later line.
    end: Option<Place>,
    /// Of the text of a record without quotes: its fields are asked for from left to right.
    columns: Cell<Columns>,
    /// Empty lines before this record: the last of them, if any.
    skipped: Option<u64>,
}
impl<'r> Records<'r> {
    pub(super) fn new(lines: Lines<'r>, delimiter: u8) -> Self {
        let (text, spans, places) = (String::new(), vec![], vec![]);
        Self {
            lines,
            delimiter,
            text,
            spans,
            places,
            line: 0,
            end: None,
            columns: Cell::default(),
            skipped: None,
        }
    }
    pub(super) fn lines(&self) -> &Lines<'r> {
        &self.lines
    }
    /// The line before this record, if it is empty and was left out.
    pub(super) const fn skipped(&self) -> Option<u64> {
        self.skipped
    }
    /// The first record, which also tells the delimiter: the first of these that it holds, else the first.
    pub(super) fn header(&mut self, delimiters: &[u8]) -> Result<bool, ReadError> {
        if !self.next()? {
            return Ok(false);
        }
        let held = |d: &&u8| self.text.as_bytes().contains(d);
        if self.spans.len() == 1
            && self.places.is_empty()
            && let Some(d) = delimiters.iter().find(held)
        {
            self.delimiter = *d;
            self.spans.clear();
            self.divide();
        }
        Ok(true)
    }
    /// The next record that is not an empty line; false at the end.
    pub(super) fn next(&mut self) -> Result<bool, ReadError> {
        self.spans.clear();
        self.places.clear();
        self.text.clear();
        self.end = None;
        self.columns.take();
        self.skipped = None;
        loop {
            match self.lines.next()? {
                None => return Ok(false),
                Some(l) if l.text.is_empty() => self.skipped = Some(l.no),
                Some(l) => {
                    self.line = l.no;
                    self.text.push_str(l.text);
                    break;
                }
            }
        }
        if memchr::memchr(b'"', self.text.as_bytes()).is_some() {
            return self.quoted().map(|()| true);
        }
        self.divide();
        Ok(true)
    }
    /// Fields of a record without quotes.
    fn divide(&mut self) {
        let mut from = 0;
        // Fields are short: to look for the next delimiter by vectors takes longer.
        for (to, byte) in self.text.bytes().enumerate() {
            if byte == self.delimiter {
                self.spans.push((from, to));
                from = to + 1;
            }
        }
        self.spans.push((from, self.text.len()));
    }
    /// A record with quotes: `text` gets its fields without them.
    fn quoted(&mut self) -> Result<(), ReadError> {
        let mut raw = std::mem::take(&mut self.text);
        let (mut no, mut at) = (self.line, 0);
        let mut columns = Columns::default();
        loop {
            let place = Place { line: no, column: columns.of(raw.as_bytes(), at) };
            let from = self.text.len();
            if raw.as_bytes().get(at) == Some(&b'"') {
                at = self.inside(&mut raw, &mut no, at + 1, place)?;
                if no != place.line {
                    columns = Columns::default();
                }
            } else {
                let n = memchr::memchr(self.delimiter, &raw.as_bytes()[at..]).unwrap_or(raw.len() - at);
                self.text.push_str(&raw[at..at + n]);
                at += n;
            }
            self.spans.push((from, self.text.len()));
            self.places.push(place);
            match raw.as_bytes().get(at) {
                None => {
                    self.end = Some(Place { line: no, column: columns.of(raw.as_bytes(), raw.len()) });
                    return Ok(());
                }
                Some(b) if *b == self.delimiter => at += 1,
                Some(_) => {
                    let wanted = format!(
                        "`{}` or the end of the line after the closing quote",
                        char::from(self.delimiter)
                    );
                    let found = shown(&raw[at..]);
                    return Err(Line { no, text: &raw }.error(at, Fault::Expected { wanted, found }));
                }
            }
        }
    }
    /// From after an opening quote to after the closing one, which may stand on a later line.
    fn inside(
        &mut self,
        raw: &mut String,
        no: &mut u64,
        mut at: usize,
        open: Place,
    ) -> Result<usize, ReadError> {
        loop {
            let Some(n) = memchr::memchr(b'"', &raw.as_bytes()[at..]) else {
                self.text.push_str(&raw[at..]);
                self.text.push('\n');
                let Some(l) = self.lines.next()? else {
                    return Err(ReadError {
                        at: open,
                        fault: Fault::Cut { wanted: "the quote that closes this one".into() },
                    });
                };
                raw.clear();
                raw.push_str(l.text);
                (*no, at) = (l.no, 0);
                continue;
            };
            self.text.push_str(&raw[at..at + n]);
            at += n + 1;
            if raw.as_bytes().get(at) != Some(&b'"') {
                return Ok(at);
            }
            self.text.push('"');
            at += 1;
        }
    }
    /// Number of fields.
    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }
    /// Line of the record's start.
    pub(super) fn line(&self) -> u64 {
        self.line
    }
    /// A field, with its blanks; empty if the record is shorter.
    #[inline]
    pub(super) fn field(&self, i: usize) -> &str {
        self.spans.get(i).map_or("", |(from, to)| &self.text[*from..*to])
    }
    /// A field without blanks around it.
    #[inline]
    pub(super) fn trimmed(&self, i: usize) -> &str {
        trimmed(self.field(i))
    }
    /// The fields from the `first` on, without blanks around them.
    #[inline]
    pub(super) fn all_trimmed(&self, first: usize) -> impl Iterator<Item = &str> {
        self.spans[first.min(self.spans.len())..].iter().map(|(from, to)| trimmed(&self.text[*from..*to]))
    }
    /// Where a byte of a field stands in the file.
    pub(super) fn place(&self, i: usize, byte: usize) -> Place {
        match (self.places.get(i), self.spans.get(i)) {
            (Some(place), _) => *place,
            (None, Some((from, _))) => self.place_of(from + byte),
            (None, None) => self.end.unwrap_or_else(|| self.place_of(usize::MAX)),
        }
    }
    fn place_of(&self, at: usize) -> Place {
        let mut columns = self.columns.get();
        let column = columns.of(self.text.as_bytes(), at);
        self.columns.set(columns);
        Place { line: self.line, column }
    }
    /// An error at a field.
    pub(super) fn error(&self, i: usize, byte: usize, fault: Fault) -> ReadError {
        ReadError { at: self.place(i, byte), fault }
    }
    /// An error at a field that should be something else.
    pub(super) fn expected(&self, i: usize, byte: usize, wanted: impl Into<String>) -> ReadError {
        let rest = self.field(i).get(byte..).unwrap_or("");
        let found = if self.spans.get(i).is_some() && rest.is_empty() {
            "an empty field".into()
        } else {
            shown(rest)
        };
        self.error(i, byte, Fault::Expected { wanted: wanted.into(), found })
    }
    /// A field as a whole number.
    pub(super) fn number(&self, i: usize, what: &str, most: u64) -> Result<u64, ReadError> {
        let text = self.trimmed(i);
        if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(self.expected(i, 0, what));
        }
        match text.parse() {
            Ok(n) if n <= most => Ok(n),
            _ => Err(self.error(i, 0, Fault::TooLarge { found: text.chars().take(24).collect(), most })),
        }
    }
}

/// A text without blanks around it; most have none, which a look at both ends tells.
#[inline]
pub(super) fn trimmed(text: &str) -> &str {
    let plain = |b: Option<&u8>| b.is_some_and(|b| (b'!'..=b'~').contains(b));
    if plain(text.as_bytes().first()) && plain(text.as_bytes().last()) { text } else { text.trim() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Result<Vec<Vec<String>>, ReadError> {
        let mut bytes = text.as_bytes();
        let mut r = Records::new(Lines::new(&mut bytes), b',');
        let mut out = vec![];
        while r.next()? {
            out.push((0..r.len()).map(|i| r.field(i).to_owned()).collect());
        }
        Ok(out)
    }
    #[test]
    fn quotes_hold_delimiters_line_ends_and_quotes() {
        assert_eq!(
            all("a,\"b,c\",\"d\"\"e\"\n\n\"x\ny\",,z\n").unwrap(),
            [vec!["a", "b,c", "d\"e"], vec!["x\ny", "", "z"]]
        );
    }
    #[test]
    fn an_open_quote_is_told_where_it_opened() {
        let e = all("a,b\nc,\"d\ne\n").unwrap_err();
        assert_eq!((e.at.line, e.at.column), (2, 3));
        assert!(matches!(e.fault, Fault::Cut { .. }));
        let mut bytes = "a,\"b\nc\"\n".as_bytes();
        let mut r = Records::new(Lines::new(&mut bytes), b',');
        assert!(r.next().unwrap());
        let missing = r.place(2, 0);
        assert_eq!((missing.line, missing.column), (2, 3), "after the end of the record's last line");
        let e = all("a,\"b\" c").unwrap_err();
        assert_eq!((e.at.line, e.at.column), (1, 6));
    }
}

//! BLT files, as programs for single transferable vote write them.
//!
//! ```text
//! 4 2            # entries and seats
//! -3             # entry 3 has withdrawn
//! 5 1 2=4 0      # five voters: 1 first, then 2 and 4 equal
//! 3 2 0
//! 0
//! "Ann"
//! "Bob"
//! "Cy"
//! "Dee"
//! "Title"
//! ```
//!
//! The dialects are many; what is not plain BLT but read all the same is told in the notes: a byte order mark
//! apart, comments after `#`, options in brackets (`[nick a b c]`, `[withdrawn 3]`, `[tie ..]`, others are
//! kept in the header), short names for entries, numbers of voters in parentheses (ids before a ballot),
//! ballots over several lines, skipped ranks (`-`), names without quotes, and text after the title.
//!
//! # References
//! Hill, Wichmann and Woodall, "Algorithm 123: single transferable vote by Meek's method", 1987; `OpaVote`'s and
//! Droop's descriptions of the format.
use super::{
    Format, Limits, Poll, ReadError,
    cursor::Cursor,
    error::{Fault, Place, shown},
    lines::{Columns, Line, Lines},
    names::Names,
    notes::Notes,
    ranked::Direct,
};
use crate::{
    id::{EntryIx, EntrySet, MAX_ENTRIES},
    profile::MAX_WEIGHT,
};
use std::{collections::BTreeMap, io::Read};

/// The format of `.blt` files.
#[derive(Clone, Copy, Debug)]
pub struct Blt;
impl Format for Blt {
    fn id(&self) -> &'static str {
        "blt"
    }
    fn extensions(&self) -> &'static [&'static str] {
        &["blt"]
    }
    fn read(&self, input: &mut dyn Read, limits: &Limits) -> Result<Poll, ReadError> {
        let mut lines = Lines::new(input);
        let mut file = File::head(&mut lines, limits)?;
        file.ballots(&mut lines)?;
        file.names(&mut lines)?;
        Ok(file.finish())
    }
}

/// What was read so far.
struct File {
    entries: usize,
    seats: u64,
    nicks: Names,
    withdrawn: EntrySet,
    to: Direct,
    names: Names,
    title: Option<String>,
    header: BTreeMap<String, String>,
    notes: Notes,
}

/// The part of a line before a comment.
fn uncommented<'a>(line: Line<'a>, notes: &mut Notes) -> Line<'a> {
    match memchr::memchr(b'#', line.text.as_bytes()) {
        None => line,
        Some(n) => {
            notes.add(line.no, "a comment after `#` was skipped");
            Line { text: &line.text[..n], ..line }
        }
    }
}

impl File {
    fn head(lines: &mut Lines<'_>, limits: &Limits) -> Result<Self, ReadError> {
        let mut notes = Notes::default();
        loop {
            let Some(line) = lines.next()? else {
                return Err(lines.cut("the numbers of entries and seats, as in `4 2`"));
            };
            let line = uncommented(line, &mut notes);
            let mut c = Cursor::new(line);
            if c.is_done() {
                continue;
            }
            let entries = c.number("the numbers of entries and seats, as in `4 2`", u64::MAX)?;
            if entries > MAX_ENTRIES as u64 {
                return Err(line.error(0, Fault::TooManyEntries { most: MAX_ENTRIES }));
            }
            c.skip_blanks();
            let seats = c.number("the number of seats after the number of entries", u64::MAX)?;
            if !c.is_done() {
                return Err(c.expected("the end of the line after the numbers of entries and seats"));
            }
            let entries = entries as usize;
            return Ok(Self {
                entries,
                seats,
                nicks: Names::default(),
                withdrawn: EntrySet::EMPTY,
                to: Direct::new(entries, limits).map_err(|e| line.error(0, Fault::Ballot(e)))?,
                names: Names::default(),
                title: None,
                header: BTreeMap::new(),
                notes,
            });
        }
    }

    /// Everything up to the line `0`.
    fn ballots(&mut self, lines: &mut Lines<'_>) -> Result<(), ReadError> {
        // Voters of a ballot that is not ended yet, and the line where it began.
        let mut open: Option<(u64, u64)> = None;
        let mut bytes = lines.bytes();
        while let Some(line) = lines.next()? {
            bytes += line.text.len() as u64 + 1;
            let line = uncommented(line, &mut self.notes);
            let mut c = Cursor::new(line);
            while !c.is_done() {
                let Some((voters, from)) = open.take() else {
                    match c.peek() {
                        Some(b'[') => self.option(&mut c)?,
                        Some(b'-') => self.withdraw(&mut c)?,
                        Some(b'(') => skip_id(&mut c, &mut self.notes)?,
                        Some(b'"') => return Err(c.expected("`0` alone on a line before the names")),
                        _ => match c
                            .number("the number of voters of a ballot, or `0` after the last", MAX_WEIGHT)?
                        {
                            0 if c.is_done() => return Ok(()),
                            0 => {
                                return Err(
                                    c.expected("the end of the line after the `0` that ends the ballots")
                                );
                            }
                            voters => {
                                c.skip_blanks();
                                if self.to.order.plain(c.rest(), b' ', self.entries) == Some(true) {
                                    self.to.take(voters, line, bytes)?;
                                    break;
                                }
                                self.to.order.clear();
                                open = Some((voters, line.no));
                            }
                        },
                    }
                    continue;
                };
                if self.place(&mut c)? {
                    if from != line.no {
                        self.notes.add(from, "a ballot over several lines was read as one");
                    }
                    self.to.take(voters, line, bytes)?;
                } else {
                    open = Some((voters, from));
                }
            }
        }
        Err(lines.cut(match open {
            Some((_, from)) => format!("the `0` that ends the ballot of line {from}"),
            None => "the `0` that ends the ballots, and the names".to_owned(),
        }))
    }

    /// One rank of a ballot: an entry or several joined by `=`; true for the `0` at its end.
    #[inline]
    fn place(&mut self, c: &mut Cursor<'_>) -> Result<bool, ReadError> {
        if c.peek() == Some(b'-') && matches!(c.line.text.as_bytes().get(c.at + 1), None | Some(b' ' | b'\t'))
        {
            c.at += 1;
            self.notes.add(c.line.no, "a skipped rank (`-`) was closed up");
            return Ok(false);
        }
        loop {
            let at = c.at;
            let e = match self.entry(c)? {
                Some(e) => e,
                None if c.at == at + 1
                    && !matches!(c.peek(), Some(b'='))
                    && c.line.text.as_bytes()[at] == b'0' =>
                {
                    return Ok(true);
                }
                None => {
                    return Err(c.line.error(at, Fault::NoSuchNumber { found: 0, entries: self.entries }));
                }
            };
            if !self.to.order.name(e) {
                let name = format!("number {}", e.ix() + 1);
                return Err(c.line.error(at, Fault::Repeated { name }));
            }
            if !c.eat(b'=') {
                break;
            }
        }
        self.to.order.close();
        match c.peek() {
            None | Some(b' ' | b'\t') => Ok(false),
            _ => Err(c.expected("a blank, `=` or the end of the line after an entry")),
        }
    }
    /// An entry by number or nick; `None` for 0.
    #[inline]
    fn entry(&self, c: &mut Cursor<'_>) -> Result<Option<EntryIx>, ReadError> {
        let at = c.at;
        if self.nicks.len() == 0 || c.peek().is_some_and(|b| b.is_ascii_digit()) {
            let n = c.number("an entry's number, or `0` at the end of the ballot", u64::MAX)?;
            return match n {
                0 => Ok(None),
                n if n <= self.entries as u64 => Ok(Some(EntryIx::new(n as u32 - 1))),
                found => Err(c.line.error(at, Fault::NoSuchNumber { found, entries: self.entries })),
            };
        }
        let nick = c.word(b"=");
        let unknown = || Fault::NoSuchName { name: short(nick), listed: self.nicks.first_line() };
        self.nicks.find(nick).map(Some).ok_or_else(|| c.line.error(at, unknown()))
    }

    /// `-3 -5`: withdrawn entries.
    fn withdraw(&mut self, c: &mut Cursor<'_>) -> Result<(), ReadError> {
        c.eat(b'-');
        let at = c.at;
        let Some(e) = self.entry(c)? else {
            return Err(c.line.error(at, Fault::NoSuchNumber { found: 0, entries: self.entries }));
        };
        self.withdrawn.insert(e);
        Ok(())
    }
    /// `[key value value]`.
    fn option(&mut self, c: &mut Cursor<'_>) -> Result<(), ReadError> {
        let open = c.at;
        let Some(len) = c.rest().find(']') else {
            return Err(c.line.error(open, Fault::Cut { wanted: "the `]` that closes this option".into() }));
        };
        let line = Line { text: &c.line.text[..open + len], ..c.line };
        let mut words = Cursor { line, at: open + 1 };
        c.at = open + len + 1;
        words.skip_blanks();
        let key = words.word(&[]);
        match key {
            "nick" => {
                let mut columns = Columns::default();
                while !words.is_done() {
                    let column = columns.of(words.line.text.as_bytes(), words.at);
                    let place = Place { line: words.line.no, column };
                    self.nicks.add(words.word(&[]), place)?;
                }
                if self.nicks.len() != self.entries {
                    let (said, found) = (self.entries as u64, self.nicks.len() as u64);
                    return Err(c.line.error(open, Fault::Promise { what: "entries", said, found }));
                }
            }
            "withdrawn" => {
                while !words.is_done() {
                    let at = words.at;
                    let Some(e) = self.entry(&mut words)? else {
                        let fault = Fault::NoSuchNumber { found: 0, entries: self.entries };
                        return Err(line.error(at, fault));
                    };
                    self.withdrawn.insert(e);
                }
            }
            _ => {
                let text = format!("option `[{}]` was kept in the header and not used", short(key));
                self.notes.add(line.no, text);
                if self.header.len() < 100 {
                    self.header.insert(key.to_owned(), words.rest().trim().to_owned());
                }
            }
        }
        Ok(())
    }

    /// The names, the title, and whatever follows.
    fn names(&mut self, lines: &mut Lines<'_>) -> Result<(), ReadError> {
        while let Some(line) = lines.next()? {
            let mut c = Cursor::new(line);
            if c.is_done() || (c.peek() == Some(b'#') && self.names.len() < self.entries) {
                continue;
            }
            if self.names.len() == self.entries && self.title.is_some() {
                self.notes.add(line.no, "text after the title was skipped");
                continue;
            }
            let place = line.place(c.at);
            let name = unquoted(&mut c, &mut self.notes)?;
            if self.names.len() == self.entries {
                self.title = Some(name.to_owned());
            } else {
                self.name(name, place)?;
            }
        }
        if self.names.len() < self.entries {
            let n = self.names.len() + 1;
            return Err(lines.cut(format!("the name of entry {n} of {}", self.entries)));
        }
        if self.title.is_none() {
            self.notes.add(lines.line(), "the file has no title");
        }
        Ok(())
    }
    fn name(&mut self, name: &str, place: Place) -> Result<(), ReadError> {
        if name.is_empty() {
            let wanted = format!("the name of entry {}", self.names.len() + 1);
            return Err(ReadError { at: place, fault: Fault::Expected { wanted, found: shown("") } });
        }
        self.names.add(name, place).map(|_| ())
    }
    fn finish(self) -> Poll {
        let mut poll = Poll::new(self.names.finish(), self.to.finish().into());
        poll.title = self.title;
        poll.seats = Some(self.seats);
        poll.withdrawn = self.withdrawn;
        poll.header = self.header;
        poll.notes = self.notes.finish();
        poll
    }
}

fn short(s: &str) -> String {
    s.chars().take(40).collect()
}

/// `(id)` before a ballot.
fn skip_id(c: &mut Cursor<'_>, notes: &mut Notes) -> Result<(), ReadError> {
    match c.rest().find(')') {
        Some(n) => {
            c.at += n + 1;
            notes.add(c.line.no, "an id in parentheses before a ballot was skipped");
            Ok(())
        }
        None => Err(c.error(Fault::Cut { wanted: "the `)` that closes this id".into() })),
    }
}

/// A name in quotes, or the rest of the line.
fn unquoted<'a>(c: &mut Cursor<'a>, notes: &mut Notes) -> Result<&'a str, ReadError> {
    if !c.eat(b'"') {
        notes.add(c.line.no, "a name without quotes was read to the end of its line");
        return Ok(c.rest().trim_end());
    }
    let rest = c.rest();
    // The last quote closes, so that a name may hold quotes, unless a comment follows the first.
    let first = rest.find('"');
    let closing = match first {
        Some(n) if rest[n + 1..].trim_start().starts_with('#') => Some(n),
        _ => rest.rfind('"'),
    };
    let Some(n) = closing else {
        return Err(c.error(Fault::Cut { wanted: "the quote that closes this name".into() }));
    };
    if first != closing {
        notes.add(c.line.no, "a name with quotes inside was read up to its last quote");
    }
    let after = rest[n + 1..].trim();
    if !after.is_empty() {
        notes.add(c.line.no, "text after a name was skipped");
    }
    Ok(rest[..n].trim())
}

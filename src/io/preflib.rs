//! `PrefLib` files: `.soc`, `.soi`, `.toc`, `.toi` (orders) and `.cat` (categories), with the header of 2022.
//!
//! ```text
//! # NUMBER ALTERNATIVES: 3
//! # ALTERNATIVE NAME 1: Ann
//! ...
//! 12: 1,{2,3}
//! ```
//!
//! Twelve voters put entry 1 first and 2 and 3 equal after it. In a `.cat` file the parts between commas are
//! the categories in their order, `{}` for an empty one. Header lines that are not known are kept as they are.
//!
//! # References
//! Mattei and Walsh, "`PrefLib`: a library for preferences", 2013; <https://preflib.simonrey.fr/format>
use super::{
    Format, Limits, Poll, ReadError,
    cursor::Cursor,
    error::{Fault, shown},
    lines::{Line, Lines},
    names::Names,
    notes::Notes,
    ranked::{Direct, check_cells},
};
use crate::{
    ballot::{BallotError, ScoreForm, Scores},
    id::{EntryIx, MAX_ENTRIES},
    num::Exact,
    profile::{MAX_WEIGHT, Profile, ProfileBuilder, Slate},
};
use std::{collections::BTreeMap, io::Read};

/// The formats of `PrefLib` for single files of orders. A file that says by its header that it is one of categories is read so.
#[derive(Clone, Copy, Debug)]
pub struct Preflib;
impl Format for Preflib {
    fn id(&self) -> &'static str {
        "preflib"
    }
    fn extensions(&self) -> &'static [&'static str] {
        &["soc", "soi", "toc", "toi"]
    }
    fn read(&self, input: &mut dyn Read, limits: &Limits) -> Result<Poll, ReadError> {
        read(input, limits, &["soc", "soi", "toc", "toi", CAT])
    }
}
/// The format of `PrefLib` for single files of categories, whether or not the header says so.
#[derive(Clone, Copy, Debug)]
pub struct Categories;
impl Format for Categories {
    fn id(&self) -> &'static str {
        CAT
    }
    fn extensions(&self) -> &'static [&'static str] {
        &[CAT]
    }
    fn read(&self, input: &mut dyn Read, limits: &Limits) -> Result<Poll, ReadError> {
        read(input, limits, &[CAT])
    }
}
const CAT: &str = "cat";
/// Reads a file of one of these types.
fn read(input: &mut dyn Read, limits: &Limits, types: &[&str]) -> Result<Poll, ReadError> {
    let mut lines = Lines::new(input);
    let mut head = Head::default();
    let first = loop {
        match lines.next()? {
            Some(l) if l.text.starts_with('#') => head.take(l, types)?,
            Some(l) if l.text.trim().is_empty() => {}
            // The first ballot lives in the buffer of `lines`; it is read again from a copy.
            Some(l) => break Some((l.no, l.text.to_owned())),
            None => break None,
        }
    };
    let first = first.as_ref().map(|(no, text)| Line { no: *no, text });
    head.check(first, &lines)?;
    // Orders have no categories, so that a file with some needs no type.
    let sorted =
        head.kind == CAT || (head.kind.is_empty() && (types == [CAT] || !head.categories.is_empty()));
    let body = if sorted { categories } else { orders };
    body(head, first, lines, limits)
}

/// The lines that begin with `#`.
#[derive(Debug, Default)]
struct Head {
    kind: String,
    title: Option<String>,
    names: Names,
    categories: Vec<String>,
    alternatives: Option<u64>,
    voters: Option<u64>,
    unique: Option<u64>,
    more: BTreeMap<String, String>,
    notes: Notes,
}
impl Head {
    fn take(&mut self, line: Line<'_>, types: &[&str]) -> Result<(), ReadError> {
        let mut c = Cursor::new(line);
        c.eat(b'#');
        c.skip_blanks();
        let Some(colon) = c.rest().find(':') else {
            self.notes.add(line.no, "a header line without a colon was skipped");
            return Ok(());
        };
        let key = &c.rest()[..colon];
        let key_at = c.at;
        c.at += colon + 1;
        c.skip_blanks();
        let value = c.rest().trim_end();
        match key {
            "DATA TYPE" if !value.is_empty() && !types.contains(&value) => {
                return Err(c.expected(&format!("the data type {}", types.join(", "))));
            }
            "DATA TYPE" => value.clone_into(&mut self.kind),
            "TITLE" => self.title = (!value.is_empty()).then(|| value.to_owned()),
            "NUMBER ALTERNATIVES" => self.alternatives = Some(c.number("the number of entries", u64::MAX)?),
            "NUMBER VOTERS" => self.voters = Some(c.number("the number of voters", u64::MAX)?),
            "NUMBER UNIQUE ORDERS" | "NUMBER UNIQUE PREFERENCES" => {
                self.unique = Some(c.number("the number of ballot lines", u64::MAX)?);
            }
            _ => {
                if let Some(n) = key.strip_prefix("ALTERNATIVE NAME ") {
                    return self.name(line, key_at + key.len() - n.len(), value, c.at);
                }
                if key.starts_with("CATEGORY NAME ") && self.categories.len() < MAX_ENTRIES {
                    self.categories.push(value.to_owned());
                } else if !value.is_empty() {
                    self.more.insert(key.to_owned(), value.to_owned());
                }
            }
        }
        Ok(())
    }
    fn name(&mut self, line: Line<'_>, number_at: usize, name: &str, at: usize) -> Result<(), ReadError> {
        let mut c = Cursor { line, at: number_at };
        let number = c.number("the entry's number", u64::MAX)?;
        let next = self.names.len() as u64 + 1;
        if number != next {
            let wanted = format!("`# ALTERNATIVE NAME {next}: ...`, since names are listed in order");
            return Err(
                line.error(number_at, Fault::Expected { wanted, found: shown(&line.text[number_at..]) })
            );
        }
        if name.is_empty() {
            return Err(
                line.error(at, Fault::Expected { wanted: "the entry's name".into(), found: shown("") })
            );
        }
        self.names.add(name, line.place(at)).map(|_| ())
    }
    /// Whether the header says all that the ballots need.
    fn check(&mut self, first: Option<Line<'_>>, lines: &Lines<'_>) -> Result<(), ReadError> {
        let here = |fault| ReadError::new(first.map_or(lines.line() + 1, |l| l.no), 1, fault);
        if self.names.len() == 0 && self.alternatives != Some(0) {
            return Err(match first {
                Some(l) => here(Fault::Expected {
                    wanted: "the header of a PrefLib file, `# ALTERNATIVE NAME 1: ...`".into(),
                    found: shown(l.text),
                }),
                None => here(Fault::Cut { wanted: "the header, `# ALTERNATIVE NAME 1: ...`".into() }),
            });
        }
        let found = self.names.len() as u64;
        if let Some(said) = self.alternatives.filter(|n| *n != found) {
            return Err(here(Fault::Promise { what: "entries", said, found }));
        }
        Ok(())
    }
    /// Whether all that the header promised has come.
    fn keep(&self, voters: u64, rows: u64, last: u64) -> Result<(), ReadError> {
        for (what, said, found) in [("ballot lines", self.unique, rows), ("voters", self.voters, voters)] {
            if let Some(said) = said.filter(|n| *n != found) {
                return Err(ReadError::new(last.max(1), 1, Fault::Promise { what, said, found }));
            }
        }
        Ok(())
    }
    fn finish(self, ballots: crate::profile::AnyProfile) -> Poll {
        let mut poll = Poll::new(self.names.finish(), ballots);
        poll.title = self.title;
        poll.categories = self.categories;
        poll.header = self.more;
        poll.notes = self.notes.finish();
        poll
    }
}

/// `count:` at the start of a ballot.
fn count(c: &mut Cursor<'_>) -> Result<u64, ReadError> {
    c.skip_blanks();
    let n = c.number("the number of voters of this ballot, as in `12: 1,{2,3}`", MAX_WEIGHT)?;
    c.skip_blanks();
    if !c.eat(b':') {
        return Err(c.expected("`:` after the number of voters"));
    }
    c.skip_blanks();
    Ok(n)
}
#[inline]
fn entry(c: &mut Cursor<'_>, entries: usize) -> Result<EntryIx, ReadError> {
    let at = c.at;
    let n = c.number("an entry's number", u64::MAX)?;
    if n == 0 || n > entries as u64 {
        return Err(c.line.error(at, Fault::NoSuchNumber { found: n, entries }));
    }
    Ok(EntryIx::new(n as u32 - 1))
}
/// Parts between commas, each an entry or a set in braces; `name` gets each entry with the number of its part, and nobody at the
/// part's end.
#[inline]
fn parts(
    c: &mut Cursor<'_>,
    entries: usize,
    mut name: impl FnMut(Option<EntryIx>, usize) -> bool,
) -> Result<usize, ReadError> {
    let mut part = 0;
    loop {
        if c.eat(b'{') {
            c.skip_blanks();
            while !c.eat(b'}') {
                one(c, entries, part, &mut name)?;
                c.skip_blanks();
                if !c.eat(b',') && c.peek() != Some(b'}') {
                    return Err(c.expected("`,` or `}`"));
                }
                c.skip_blanks();
            }
        } else {
            one(c, entries, part, &mut name)?;
        }
        name(None, part);
        part += 1;
        c.skip_blanks();
        if !c.eat(b',') {
            break;
        }
        c.skip_blanks();
    }
    if c.is_done() { Ok(part) } else { Err(c.expected("`,` or the end of the line")) }
}
#[inline]
fn one(
    c: &mut Cursor<'_>,
    entries: usize,
    part: usize,
    name: &mut impl FnMut(Option<EntryIx>, usize) -> bool,
) -> Result<(), ReadError> {
    let at = c.at;
    let e = entry(c, entries)?;
    if name(Some(e), part) { Ok(()) } else { Err(repeated(c.line, at, e)) }
}
#[cold]
fn repeated(line: Line<'_>, at: usize, e: EntryIx) -> ReadError {
    line.error(at, Fault::Repeated { name: format!("number {}", e.ix() + 1) })
}

/// Walks the ballots, the first of which was read already.
fn each(
    first: Option<Line<'_>>,
    lines: &mut Lines<'_>,
    mut ballot: impl FnMut(Line<'_>, u64) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    if let Some(l) = first {
        ballot(l, lines.bytes())?;
    }
    let mut bytes = lines.bytes();
    while let Some(l) = lines.next()? {
        bytes += l.text.len() as u64 + 1;
        if !l.text.is_empty() && !l.text.trim_start().is_empty() {
            ballot(l, bytes)?;
        }
    }
    Ok(())
}

fn orders(
    head: Head,
    first: Option<Line<'_>>,
    mut lines: Lines<'_>,
    limits: &Limits,
) -> Result<Poll, ReadError> {
    let n = head.names.len();
    let mut to = Direct::new(n, limits).map_err(|e| ReadError::new(1, 1, Fault::Ballot(e)))?;
    let (mut voters, mut rows) = (0u64, 0u64);
    each(first, &mut lines, |line, bytes| {
        let mut c = Cursor::new(line);
        let many = count(&mut c)?;
        let is_plain = to.order.plain(c.rest(), b',', n) == Some(false);
        if !is_plain {
            to.order.clear();
        }
        if !is_plain && !c.is_done() {
            parts(&mut c, n, |e, _| match e {
                Some(e) => to.order.name(e),
                None => to.order.close(),
            })?;
        }
        let (whole, strict) = (matches!(&*head.kind, "soc" | "toc"), matches!(&*head.kind, "soc" | "soi"));
        if whole && to.order.named.len() < n {
            let wanted = format!("all {n} entries, as orders of the data type {} name", head.kind);
            return Err(line.error(line.text.len(), Fault::Cut { wanted }));
        }
        if strict && !to.order.is_strict() {
            let wanted = format!("one entry a place, as the data type {} has it", head.kind);
            return Err(line.error(0, Fault::Expected { wanted, found: shown(line.text) }));
        }
        voters = voters.saturating_add(many);
        rows += 1;
        to.take(many, line, bytes)
    })?;
    head.keep(voters, rows, lines.line())?;
    Ok(head.finish(to.finish().into()))
}

/// Categories become scores: the last category is level 0, the first the highest.
fn categories(
    mut head: Head,
    first: Option<Line<'_>>,
    mut lines: Lines<'_>,
    limits: &Limits,
) -> Result<Poll, ReadError> {
    let (n, top) = (head.names.len(), head.categories.len().saturating_sub(1));
    let at_head = |e: BallotError| ReadError::new(1, 1, Fault::Ballot(e));
    let form = ScoreForm { lowest: Exact::ZERO, step: Exact::ONE, top: top as u16 };
    let builder: Result<ProfileBuilder<Scores>, _> = Profile::builder(Slate::anonymous(n), form);
    let mut builder = builder.map_err(at_head)?;
    let (mut voters, mut rows) = (0u64, 0u64);
    let (mut missing, mut missing_line) = (0u64, 0);
    each(first, &mut lines, |line, bytes| {
        let mut c = Cursor::new(line);
        let many = count(&mut c)?;
        let mut marks = BTreeMap::new();
        let at = c.at;
        let given = parts(&mut c, n, |e, part| {
            e.is_none_or(|e| marks.insert(e, top.saturating_sub(part) as u16).is_none())
        })?;
        if given > top + 1 {
            let wanted = format!("at most {} categories, as the header lists", top + 1);
            return Err(line.error(at, Fault::Expected { wanted, found: format!("{given}") }));
        }
        if marks.len() < n {
            missing += 1;
            missing_line = if missing == 1 { line.no } else { missing_line };
        }
        voters = voters.saturating_add(many);
        rows += 1;
        check_cells(rows, n, bytes, limits).map_err(|f| line.error(0, f))?;
        builder.push_many(&Scores(marks), many).map_err(|r| line.error(0, Fault::Ballot(r.cause)))
    })?;
    head.keep(voters, rows, lines.line())?;
    if missing > 0 {
        head.notes.add(
            missing_line,
            format!("{missing} ballots leave entries out of all categories; these are read as not rated"),
        );
    }
    Ok(head.finish(builder.finish().into()))
}

//! CSV files of ballots; the header tells the layout.
//!
//! | header | a row is | ballots |
//! |---|---|---|
//! | `count,rank1,rank2,...` (or without `count`) | so many equal ballots; `A \| B` in one rank; empty = skipped | rankings |
//! | `voter,entry,value` | one mark; rows of a voter need not follow each other | scores or consents |
//! | `ballot_id,rank,choice` | one rank of a ballot; rows of a ballot follow each other | rankings |
//! | `voter,first,second,answer` | one comparison: `first`, `second`, `draw` or `skip` | pairs |
//! | anything else | one ballot; a column is an entry, empty = missing; a first column `count` tells how many, `voter` is skipped | scores or consents |
//!
//! Values are numbers, whose scale is the coarsest that holds all of them, or the words `yes`,
//! `yes-with-comments`, `no`, `no-with-reason`, `abstain`, `block`, `block-with-reason`. Entries are in the order in which the file
//! first names them. A skipped rank is closed up, a second mention of an entry on one ballot is dropped, and
//! the labels `overvote`, `undervote`, `skipped` (also as `$OVERVOTE`) that name nobody are read as skipped
//! ranks; the notes tell how often. Where the header has no comma, semicolons or tabs divide the fields.
//! A header that has some of the columns of a layout, or all of them in another order, is refused.
//!
//! # References
//! RFC 4180.
mod long;
mod pairs;
mod ranks;
mod sheet;
mod wide;
pub use ranks::RankLimits;
pub use sheet::Sheet;

use super::{
    Format, Limits, Poll, ReadError,
    error::{Fault, Place},
    lines::Lines,
    notes::{Note, Notes},
    record::Records,
};
use std::io::Read;

/// The layouts of `.csv` files.
#[derive(Clone, Copy, Debug)]
pub struct Csv;
impl Format for Csv {
    fn id(&self) -> &'static str {
        "csv"
    }
    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }
    fn read(&self, input: &mut dyn Read, limits: &Limits) -> Result<Poll, ReadError> {
        self.read_ranked(input, limits, &RankLimits::default())
    }
}
impl Csv {
    /// Reads a file of which, if its rows are ranked ballots, only so much counts.
    ///
    /// # Errors
    /// As [`Format::read`].
    pub fn read_ranked(
        self,
        input: &mut dyn Read,
        limits: &Limits,
        law: &RankLimits,
    ) -> Result<Poll, ReadError> {
        let table = Table::open(input, "the header, such as `count,rank1,rank2` or `voter,entry,value`")?;
        let names: Vec<String> =
            (0..table.columns).map(|i| table.records.trimmed(i).to_ascii_lowercase()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        match names[..] {
            ["count", ref ranks @ ..] if are_ranks(ranks) => ranks::rows(table, true, limits, law),
            ref ranks if are_ranks(ranks) => ranks::rows(table, false, limits, law),
            ["voter", "entry", "value"] => long::read(table, limits),
            ["voter", "first", "second", "answer"] => pairs::read(table),
            ["ballot_id", "rank", "choice"] => ranks::marks(table, limits),
            _ => match meant(&names) {
                Some((at, layout)) => Err(table.records.expected(at, 0, format!("the header `{layout}`"))),
                None => wide::read(table, limits),
            },
        }
    }
}
/// `rank1`, `rank2`, ..., in order, at least one.
fn are_ranks(names: &[&str]) -> bool {
    let in_order = |(i, n): (usize, &&str)| n.strip_prefix("rank").is_some_and(|k| k == (i + 1).to_string());
    !names.is_empty() && names.iter().enumerate().all(in_order)
}
/// Layouts whose columns are all named, and the columns by any of which each is known.
const LAYOUTS: [(&str, &[&str]); 3] = [
    ("voter,entry,value", &["entry", "value"]),
    ("voter,first,second,answer", &["answer"]),
    ("ballot_id,rank,choice", &["ballot_id"]),
];
/// The layout that a header means that has not quite its columns, and where it differs. Read as the wide layout its columns would
/// silently become entries.
fn meant(names: &[&str]) -> Option<(usize, &'static str)> {
    let is_rank = |n: &&str| n.strip_prefix("rank").is_some_and(|k| k.parse::<u32>().is_ok());
    if names.iter().any(is_rank) {
        let from = usize::from(names[0] == "count");
        let differs = (from..names.len()).find(|i| names[*i] != format!("rank{}", i + 1 - from));
        return Some((differs.unwrap_or_default(), "count,rank1,rank2,..` or `rank1,rank2,.."));
    }
    let of = |layout: &'static str, n: &str| layout.split(',').any(|c| c == n);
    // Fewer columns, others besides, or another order.
    let like = |(layout, known_by): &(&'static str, &[&str])| {
        let all_of_it = names.len() > 1 && names.iter().all(|n| of(layout, n));
        let it_and_more = layout.split(',').all(|c| names.contains(&c));
        (all_of_it && known_by.iter().any(|c| names.contains(c))) || it_and_more
    };
    let (layout, _) = LAYOUTS.iter().find(|l| like(l))?;
    let differs = names.iter().zip(layout.split(',')).take_while(|(a, b)| *a == b).count();
    Some((differs, layout))
}

/// A file after its header.
struct Table<'r> {
    records: Records<'r>,
    notes: Notes,
    columns: usize,
}
impl<'r> Table<'r> {
    /// Reads the header; `wanted` says what it should be, for a file that has none.
    fn open(input: &'r mut dyn Read, wanted: &str) -> Result<Self, ReadError> {
        let mut records = Records::new(Lines::new(input), b',');
        if !records.header(b",;\t")? {
            return Err(records.lines().cut(wanted));
        }
        let columns = records.len();
        Ok(Self { records, notes: Notes::default(), columns })
    }
    /// The next row, which has as many fields as the header.
    fn next(&mut self) -> Result<bool, ReadError> {
        if !self.records.next()? {
            return Ok(false);
        }
        // Where a row is one field, an empty line may have been meant as a ballot that names nobody.
        if let Some(line) = self.records.skipped().filter(|_| self.columns == 1) {
            self.notes.add(line, "an empty line was left out; a ballot that names nobody is written \"\"");
        }
        let found = self.records.len();
        if found == self.columns {
            return Ok(true);
        }
        let at = found.min(self.columns);
        let fault = if found < self.columns {
            Fault::Cut { wanted: format!("field {} of this row, as the header has them", found + 1) }
        } else {
            Fault::Expected {
                wanted: format!("{} fields, as the header has", self.columns),
                found: found.to_string(),
            }
        };
        Err(self.records.error(at, 0, fault))
    }
    /// What was tolerated, when all rows are read.
    fn notes(mut self) -> Vec<Note> {
        let lines = self.records.lines();
        if lines.is_open() {
            let line = lines.line();
            self.notes.add(line, "the last line has no line end; if the file was cut, its last field is too");
        }
        self.notes.finish()
    }
    /// Where the file ends.
    fn end(&self) -> Place {
        Place { line: self.records.lines().line(), column: 1 }
    }
    fn bytes(&self) -> u64 {
        self.records.lines().bytes()
    }
}

/// Whether a field says that nobody is named rather than naming somebody.
fn names_nobody(field: &str) -> bool {
    let word = field.strip_prefix('$').unwrap_or(field);
    ["overvote", "undervote", "skipped"].iter().any(|w| word.eq_ignore_ascii_case(w))
}

//! Condorcet Election Format, `.cvotes`.
//!
//! ```text
//! #/Candidates: Ann ; Bob ; Cy
//! #/Number of Seats: 1
//! Ann > Bob = Cy * 12
//! tag, tag || Bob ^ 2
//! /EMPTY_RANKING/ * 3
//! ```
//!
//! Without the line of candidates, entries are in the order in which they are met. A weight (`^`) counts as so
//! many voters, which the notes tell. Whether unranked entries stand last (`Implicit Ranking`) is kept in the
//! header; the count's own option decides.
//!
//! # References
//! <https://github.com/CondorcetVote/CondorcetElectionFormat>
use super::{
    Format, Limits, Poll, ReadError,
    error::{Fault, Place},
    lines::{Columns, Line, Lines},
    names::Names,
    notes::Notes,
    ranked::Waiting,
};
use crate::profile::MAX_WEIGHT;
use std::{collections::BTreeMap, io::Read};

/// The format of `.cvotes` files.
#[derive(Clone, Copy, Debug)]
pub struct Cvotes;
impl Format for Cvotes {
    fn id(&self) -> &'static str {
        "cvotes"
    }
    fn extensions(&self) -> &'static [&'static str] {
        &["cvotes"]
    }
    fn read(&self, input: &mut dyn Read, limits: &Limits) -> Result<Poll, ReadError> {
        let mut lines = Lines::new(input);
        let mut file = File::default();
        while let Some(line) = lines.next()? {
            if let Some(rest) = line.text.strip_prefix("#/") {
                file.head(line, rest)?;
            } else {
                file.ballot(line)?;
            }
        }
        let File { names, to, title, seats, header, notes, .. } = file;
        let ballots = to.finish(&names, lines.line(), lines.bytes(), limits)?;
        let mut poll = Poll::new(names.finish(), ballots.into());
        poll.title = title;
        poll.seats = seats;
        poll.header = header;
        poll.notes = notes.finish();
        Ok(poll)
    }
}

#[derive(Default)]
struct File {
    names: Names,
    /// Whether the file lists its candidates, so that no other may be named.
    listed: bool,
    to: Waiting,
    title: Option<String>,
    seats: Option<u64>,
    header: BTreeMap<String, String>,
    notes: Notes,
}
/// `text` without the blanks around it, and where it begins.
fn trimmed(text: &str, at: usize) -> (&str, usize) {
    let t = text.trim_start();
    (t.trim_end(), at + text.len() - t.len())
}
/// The parts between `by`, each with the byte where it begins.
fn parts(text: &str, at: usize, by: char) -> impl Iterator<Item = (&str, usize)> {
    let mut from = at;
    text.split(by).map(move |p| {
        let part = trimmed(p, from);
        from += p.len() + 1;
        part
    })
}
impl File {
    fn head(&mut self, line: Line<'_>, rest: &str) -> Result<(), ReadError> {
        let Some((key, value)) = rest.split_once(':') else {
            self.notes.add(line.no, "a header line without a colon was skipped");
            return Ok(());
        };
        let (value, at) = trimmed(value, 2 + key.len() + 1);
        match key.trim() {
            "Candidates" => {
                if self.names.len() > 0 {
                    let wanted = "the candidates once, before the first ballot".to_owned();
                    return Err(line.error(0, Fault::Expected { wanted, found: "them here".into() }));
                }
                self.listed = true;
                let mut columns = Columns::default();
                for (name, at) in parts(value, at, ';') {
                    let place = Place { line: line.no, column: columns.of(line.text.as_bytes(), at) };
                    self.names.add(nonempty(line, name, at)?, place)?;
                }
            }
            "Number of Seats" => self.seats = Some(number(line, value, at, "the number of seats")?),
            "Title" | "Election Name" => self.title = Some(value.to_owned()),
            key if self.header.len() < 100 => {
                self.header.insert(key.to_owned(), value.to_owned());
            }
            _ => {}
        }
        Ok(())
    }
    fn ballot(&mut self, line: Line<'_>) -> Result<(), ReadError> {
        let mut text = match line.text.find('#') {
            Some(n) => &line.text[..n],
            None => line.text,
        };
        if text.trim().is_empty() {
            return Ok(());
        }
        let mut at = 0;
        if let Some(n) = text.find("||") {
            (text, at) = (&text[n + 2..], n + 2);
        }
        let mut voters = 1u64;
        for (mark, what) in [('*', "how many such ballots there are"), ('^', "the weight")] {
            if let Some(n) = text.rfind(mark) {
                let (value, value_at) = trimmed(&text[n + 1..], at + n + 1);
                let times = number(line, value, value_at, what)?;
                let most = MAX_WEIGHT;
                voters = voters
                    .checked_mul(times)
                    .filter(|v| *v <= most)
                    .ok_or_else(|| line.error(value_at, Fault::TooLarge { found: value.into(), most }))?;
                if mark == '^' {
                    self.notes.add(line.no, "a ballot's weight was read as so many voters");
                }
                text = &text[..n];
            }
        }
        self.to.order.clear();
        if text.trim() != "/EMPTY_RANKING/" {
            for (tier, at) in parts(text, at, '>') {
                for (name, at) in parts(tier, at, '=') {
                    self.name(line, nonempty(line, name, at)?, at)?;
                }
                self.to.order.close();
            }
        }
        self.to.take(voters, line)
    }
    fn name(&mut self, line: Line<'_>, name: &str, at: usize) -> Result<(), ReadError> {
        let short = || name.chars().take(60).collect();
        let e = match self.names.find(name) {
            Some(e) => e,
            None if self.listed => {
                let listed = self.names.first_line();
                return Err(line.error(at, Fault::NoSuchName { name: short(), listed }));
            }
            None => self.names.add(name, line.place(at))?,
        };
        if self.to.order.name(e) {
            return Ok(());
        }
        Err(line.error(at, Fault::Repeated { name: format!("`{}`", short()) }))
    }
}
fn nonempty<'a>(line: Line<'_>, name: &'a str, at: usize) -> Result<&'a str, ReadError> {
    if !name.is_empty() {
        return Ok(name);
    }
    let found = "nothing".to_owned();
    Err(line.error(at, Fault::Expected { wanted: "the name of an entry".into(), found }))
}
fn number(line: Line<'_>, text: &str, at: usize, what: &str) -> Result<u64, ReadError> {
    let mut c = super::cursor::Cursor { line, at };
    let n = c.number(what, MAX_WEIGHT)?;
    if c.at == at + text.len() { Ok(n) } else { Err(c.expected("the end of the number")) }
}

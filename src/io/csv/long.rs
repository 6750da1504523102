//! `voter,entry,value`: one mark a row.
use super::Table;
use crate::{
    id::EntryIx,
    io::{Limits, Poll, ReadError, error::Fault, marks::Marks, names::Names},
};
use std::collections::BTreeMap;

/// Which marks there were, and on which lines, to tell both lines of a mark that comes twice.
#[derive(Default)]
struct Seen {
    marks: Vec<(u32, EntryIx, u64)>,
    /// By entry, the ballot that marked it last, and the line: enough while no voter comes back after others.
    last: Vec<Option<(u32, u64)>>,
    /// All marks, once a voter has come back.
    all: Option<BTreeMap<(u32, EntryIx), u64>>,
}
impl Seen {
    /// Whether the mark is new; else the line of the one before. `back`: its voter comes back after others.
    fn add(&mut self, ballot: u32, e: EntryIx, line: u64, back: bool) -> Option<u64> {
        if back && self.all.is_none() {
            self.all = Some(self.marks.drain(..).map(|(b, e, line)| ((b, e), line)).collect());
        }
        if let Some(all) = &mut self.all {
            return all.insert((ballot, e), line);
        }
        if self.last.len() <= e.ix() {
            self.last.resize(e.ix() + 1, None);
        }
        self.marks.push((ballot, e, line));
        self.last[e.ix()].replace((ballot, line)).filter(|(b, _)| *b == ballot).map(|(_, line)| line)
    }
}

pub(super) fn read(mut t: Table<'_>, limits: &Limits) -> Result<Poll, ReadError> {
    let (mut names, mut marks, mut seen) = (Names::default(), Marks::default(), Seen::default());
    let mut voters: BTreeMap<Box<str>, u32> = BTreeMap::new();
    // The voter of the row before: rows of a voter most often follow each other.
    let mut last = (String::new(), 0);
    while t.next()? {
        let r = &t.records;
        let (voter, mut back) = (r.trimmed(0), false);
        if voter.is_empty() {
            return Err(r.expected(0, 0, "the id of a voter"));
        }
        if voter != last.0 {
            let known = voters.get(voter).copied();
            back = known.is_some();
            let ballot = match known {
                Some(ballot) => ballot,
                None => marks.ballot(1, || r.place(0, 0))?,
            };
            if !back {
                voters.insert(voter.into(), ballot);
            }
            last.0.clear();
            last.0.push_str(voter);
            last.1 = ballot;
        }
        let name = r.trimmed(1);
        if name.is_empty() {
            return Err(r.expected(1, 0, "the name of an entry"));
        }
        let e = names.meet(name, || r.place(1, 0))?;
        if let Some(first) = seen.add(last.1, e, r.line(), back) {
            let fault = Fault::MarkedTwice { voter: short(voter), entry: short(name), first };
            return Err(r.error(2, 0, fault));
        }
        marks.mark(last.1, e, r.trimmed(2), || r.place(2, 0))?;
    }
    let ballots = marks.finish(names.len(), t.end(), t.bytes(), limits)?;
    let mut poll = Poll::new(names.finish(), ballots);
    poll.notes = t.notes();
    Ok(poll)
}
fn short(s: &str) -> String {
    s.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_that_comes_twice_is_found_whether_or_not_its_voter_came_back() {
        let e = |i: usize| EntryIx::from(i);
        let mut seen = Seen::default();
        assert_eq!(seen.add(0, e(3), 2, false), None);
        assert_eq!(seen.add(0, e(3), 3, false), Some(2));
        assert_eq!(seen.add(1, e(3), 4, false), None, "another voter's");
        assert_eq!(seen.add(1, e(0), 5, false), None);
        assert_eq!(seen.add(0, e(0), 6, true), None, "one more of the first");
        assert_eq!(seen.add(0, e(3), 7, false), Some(3));
        assert_eq!(seen.add(1, e(0), 8, true), Some(5));
        assert_eq!(seen.add(2, e(0), 9, false), None);
        assert_eq!(seen.add(2, e(0), 10, false), Some(9));
    }
}

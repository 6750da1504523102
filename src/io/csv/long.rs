//! `voter,entry,value`: one mark a row.
use super::Table;
use crate::io::{Limits, Poll, ReadError, error::Fault, marks::Marks, names::Names};
use std::collections::BTreeMap;

pub(super) fn read(mut t: Table<'_>, limits: &Limits) -> Result<Poll, ReadError> {
    let (mut names, mut marks) = (Names::default(), Marks::default());
    let mut voters: BTreeMap<Box<str>, u32> = BTreeMap::new();
    // Line of each mark, to tell both lines of a mark that comes twice.
    let mut seen: BTreeMap<(u32, u32), u64> = BTreeMap::new();
    while t.next()? {
        let r = &t.records;
        let voter = r.field(0).trim();
        if voter.is_empty() {
            return Err(r.expected(0, 0, "the id of a voter"));
        }
        let ballot = if let Some(b) = voters.get(voter) {
            *b
        } else {
            let b = marks.ballot(1, || r.place(0, 0))?;
            voters.insert(voter.into(), b);
            b
        };
        let name = r.field(1).trim();
        if name.is_empty() {
            return Err(r.expected(1, 0, "the name of an entry"));
        }
        let e = names.meet(name, || r.place(1, 0))?;
        if let Some(first) = seen.insert((ballot, e.ix() as u32), r.line()) {
            let fault = Fault::MarkedTwice { voter: short(voter), entry: short(name), first };
            return Err(r.error(2, 0, fault));
        }
        let text = r.field(2).trim();
        marks.mark(ballot, e, text, || r.place(2, 0))?;
    }
    let ballots = marks.finish(names.len(), t.end(), t.bytes(), limits)?;
    let mut poll = Poll::new(names.finish(), ballots);
    poll.notes = t.notes();
    Ok(poll)
}
fn short(s: &str) -> String {
    s.chars().take(60).collect()
}

//! `count,rank1,...` and `ballot_id,rank,choice`.
use super::{Table, names_nobody};
use crate::{
    io::{
        Limits, Poll, ReadError,
        lines::Line,
        names::Names,
        notes::Notes,
        ranked::{Order, Waiting},
        record::Records,
    },
    profile::MAX_WEIGHT,
};

/// Adds what field `i` says to the open ballot, as a tier of its own.
fn rank(
    r: &Records<'_>,
    i: usize,
    names: &mut Names,
    order: &mut Order,
    notes: &mut Notes,
) -> Result<(), ReadError> {
    let field = r.field(i).trim();
    if field.is_empty() {
        return Ok(());
    }
    if names_nobody(field) {
        notes.add(r.line(), format!("the label `{field}` names nobody and was read as a skipped rank"));
        return Ok(());
    }
    let mut named = 0;
    let open = field.starts_with("| ") || field.ends_with(" |") || field == "|";
    for name in field.split(" | ") {
        let name = name.trim();
        if name.is_empty() || open {
            return Err(r.expected(i, 0, "a name on each side of ` | `"));
        }
        // Without its spaces a bar would silently make two names one entry.
        if name.contains('|') {
            return Err(r.expected(i, 0, "` | ` with a space on each side between entries of one rank"));
        }
        named += 1;
        if !order.name(names.meet(name, || r.place(i, 0))?) {
            notes.add(r.line(), "an entry named again on one ballot was dropped there");
        }
    }
    if named > 1 {
        notes.add(r.line(), "several entries in one rank (an overvote) were read as equal");
    }
    order.close();
    Ok(())
}

/// One row, one ballot.
pub(super) fn rows(mut t: Table<'_>, counted: bool, limits: &Limits) -> Result<Poll, ReadError> {
    let (mut names, mut to) = (Names::default(), Waiting::default());
    let first = usize::from(counted);
    while t.next()? {
        let r = &t.records;
        let voters = if counted { r.number(0, "how many such ballots there are", MAX_WEIGHT)? } else { 1 };
        to.order.clear();
        let mut skipped = false;
        for i in first..t.columns {
            let empty = r.field(i).trim().is_empty();
            if skipped && !empty {
                t.notes.add(r.line(), "a skipped rank was closed up");
            }
            skipped = empty;
            rank(r, i, &mut names, &mut to.order, &mut t.notes)?;
        }
        to.take(voters, Line { no: r.line(), text: "" })?;
    }
    finish(t, names, to, limits)
}

/// One row, one rank; a ballot's rows follow each other.
pub(super) fn marks(mut t: Table<'_>, limits: &Limits) -> Result<Poll, ReadError> {
    let (mut names, mut to) = (Names::default(), Waiting::default());
    let (mut ballot, mut last, mut open) = (String::new(), 0, false);
    while t.next()? {
        let r = &t.records;
        let n = r.number(1, "a rank, from 1", u64::from(u32::MAX))?;
        if !open || r.field(0) != ballot {
            if open {
                to.take(1, Line { no: r.line(), text: "" })?;
            }
            ballot.clear();
            ballot.push_str(r.field(0));
            to.order.clear();
            (last, open) = (0, true);
        }
        if n <= last {
            return Err(r.expected(
                1,
                0,
                format!("a rank after {last}, since the rows of a ballot are in order"),
            ));
        }
        if n > last + 1 {
            t.notes.add(r.line(), "a skipped rank was closed up");
        }
        last = n;
        rank(r, 2, &mut names, &mut to.order, &mut t.notes)?;
    }
    if open {
        to.take(1, Line { no: t.records.line(), text: "" })?;
    }
    finish(t, names, to, limits)
}

fn finish(t: Table<'_>, names: Names, to: Waiting, limits: &Limits) -> Result<Poll, ReadError> {
    let ballots = to.finish(&names, t.end().line, t.bytes(), limits)?;
    let mut poll = Poll::new(names.finish(), ballots.into());
    poll.notes = t.notes.finish();
    Ok(poll)
}

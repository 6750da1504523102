//! One row a ballot, one column an entry.
use super::Table;
use crate::{
    io::{Limits, Poll, ReadError, ids::Ids, marks::Marks, names::Names},
    profile::MAX_WEIGHT,
};

pub(super) fn read(mut t: Table<'_>, limits: &Limits) -> Result<Poll, ReadError> {
    let lead = t.records.trimmed(0).to_ascii_lowercase();
    let (counted, named) = (lead == "count", lead == "voter");
    let first = usize::from(counted || named);
    let mut names = Names::default();
    for i in first..t.columns {
        let name = t.records.trimmed(i);
        if name.is_empty() {
            return Err(t.records.expected(i, 0, "the name of an entry"));
        }
        // As an entry it would silently be marked by numbers of ballots or of voters.
        if let Some(lead) = ["count", "voter"].into_iter().find(|w| i > 0 && name.eq_ignore_ascii_case(w)) {
            return Err(t.records.expected(
                i,
                0,
                format!("the name of an entry; `{lead}` is the first column"),
            ));
        }
        names.add(name, t.records.place(i, 0))?;
    }
    let (mut marks, mut voters) = (Marks::default(), Ids::default());
    while t.next()? {
        let r = &t.records;
        if named {
            voters.once(r, 0, "voter")?;
        }
        let times = if counted { r.number(0, "how many such ballots there are", MAX_WEIGHT)? } else { 1 };
        marks.row(times, r.all_trimmed(first), |e| r.place(first + e, 0))?;
    }
    let ballots = marks.finish(names.len(), t.end(), t.bytes(), limits)?;
    let mut poll = Poll::new(names.finish(), ballots);
    poll.notes = t.notes();
    Ok(poll)
}

//! `count,rank1,...` and `ballot_id,rank,choice`.
use super::{Table, names_nobody};
use crate::{
    io::{
        Limits, Poll, ReadError,
        ids::Ids,
        lines::Line,
        names::Names,
        notes::Notes,
        ranked::{Order, Waiting},
        record::Records,
    },
    profile::MAX_WEIGHT,
};

/// What of a ranked ballot counts, where a law limits it. With nothing given all of it counts: skipped ranks are closed up and
/// a second mention is dropped.
///
/// # Examples
/// ```
/// use cocreate::io::{Csv, Limits, RankLimits};
/// let text = "count,rank1,rank2,rank3,rank4\n1,Ann,,,Bob\n1,Cy,Ann,Cy,Bob\n";
/// let law = RankLimits { most_skipped: Some(1), repeat_ends: true, ..RankLimits::default() };
/// let poll = Csv.read_ranked(&mut text.as_bytes(), &Limits::default(), &law)?;
/// // Bob stands, but comes after two skipped ranks, and after a repeat.
/// let cocreate::profile::AnyProfile::Ranking(ballots) = poll.ballots else { panic!() };
/// let named: Vec<usize> = ballots.ballots().map(|(b, _)| b.iter().count()).collect();
/// assert_eq!((poll.entries.len(), named), (3, vec![1, 2]));
/// # Ok::<(), cocreate::io::ReadError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RankLimits {
    /// Ranks that may be left out together; more end the ballot there.
    pub most_skipped: Option<u32>,
    /// Ranks that count.
    pub most_ranks: Option<u32>,
    /// A second mention of an entry ends the ballot.
    pub repeat_ends: bool,
    /// The label `overvote` ends the ballot, and is not a skipped rank.
    pub overvote_ends: bool,
}
impl RankLimits {
    /// Whether the ballot ends before this rank, `last` being the one before that says something.
    fn ends(&self, rank: u32, last: &mut u32, field: &str) -> bool {
        let overvote = field.trim_start_matches('$').eq_ignore_ascii_case("overvote");
        if field.is_empty() || (names_nobody(field) && !overvote) {
            return false;
        }
        let skipped = rank - *last - 1;
        *last = rank;
        self.most_ranks.is_some_and(|most| rank > most)
            || self.most_skipped.is_some_and(|most| skipped > most)
            || (overvote && self.overvote_ends)
    }
}

const TWICE: &str = "an entry named again on one ballot was dropped there";
/// Adds what field `i` says to the open ballot, as a tier of its own; whether the ballot goes on.
fn rank(
    r: &Records<'_>,
    i: usize,
    names: &mut Names,
    order: &mut Order,
    notes: &mut Notes,
    law: &RankLimits,
) -> Result<bool, ReadError> {
    let field = r.trimmed(i);
    if field.is_empty() {
        return Ok(true);
    }
    if names_nobody(field) {
        notes.add(r.line(), format!("the label `{field}` names nobody and was read as a skipped rank"));
        return Ok(true);
    }
    if law.repeat_ends {
        for name in field.split(" | ").map(str::trim).filter(|n| !n.is_empty()) {
            if names.find(name).is_some_and(|e| order.has(e)) {
                notes.add(r.line(), "a ballot ended where an entry was named again");
                return Ok(false);
            }
        }
    }
    if memchr::memchr(b'|', field.as_bytes()).is_none() {
        if !order.name(names.meet(field, || r.place(i, 0))?) {
            notes.add(r.line(), TWICE);
        }
        order.close();
        return Ok(true);
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
            notes.add(r.line(), TWICE);
        }
    }
    if named > 1 {
        notes.add(r.line(), "several entries in one rank (an overvote) were read as equal");
    }
    order.close();
    Ok(true)
}

/// Whoever is named where a ballot has ended stands all the same.
fn stand(r: &Records<'_>, i: usize, names: &mut Names) -> Result<(), ReadError> {
    let field = r.trimmed(i);
    if !field.is_empty() && !names_nobody(field) {
        for name in field.split(" | ").map(str::trim).filter(|n| !n.is_empty()) {
            names.meet(name, || r.place(i, 0))?;
        }
    }
    Ok(())
}

/// One row, one ballot.
pub(super) fn rows(
    mut t: Table<'_>,
    counted: bool,
    limits: &Limits,
    law: &RankLimits,
) -> Result<Poll, ReadError> {
    let (mut names, mut to) = (Names::default(), Waiting::default());
    let (first, limited) = (usize::from(counted), *law != RankLimits::default());
    while t.next()? {
        let r = &t.records;
        let voters = if counted { r.number(0, "how many such ballots there are", MAX_WEIGHT)? } else { 1 };
        to.order.clear();
        let (mut skipped, mut last, mut ended) = (false, 0, false);
        for i in first..t.columns {
            let rank_of = u32::try_from(i - first + 1).unwrap_or(u32::MAX);
            let field = r.trimmed(i);
            if !ended && limited && law.ends(rank_of, &mut last, field) {
                t.notes.add(r.line(), "a ballot ended at a rank that does not count any more");
                ended = true;
            }
            if ended {
                stand(r, i, &mut names)?;
                continue;
            }
            let empty = field.is_empty();
            if skipped && !empty {
                t.notes.add(r.line(), "a skipped rank was closed up");
            }
            skipped = empty;
            if !rank(r, i, &mut names, &mut to.order, &mut t.notes, law)? {
                ended = true;
                stand(r, i, &mut names)?;
            }
        }
        to.take(voters, Line { no: r.line(), text: "" })?;
    }
    finish(t, names, to, limits)
}

/// One row, one rank; a ballot's rows follow each other.
pub(super) fn marks(mut t: Table<'_>, limits: &Limits) -> Result<Poll, ReadError> {
    let (mut names, mut to, mut ids) = (Names::default(), Waiting::default(), Ids::default());
    let (mut ballot, mut last, mut open) = (String::new(), 0, false);
    while t.next()? {
        let r = &t.records;
        let n = r.number(1, "a rank, from 1", u64::from(u32::MAX))?;
        if !open || r.trimmed(0) != ballot {
            if open {
                to.take(1, Line { no: r.line(), text: "" })?;
            }
            ids.once(r, 0, "ballot")?;
            ballot.clear();
            ballot.push_str(r.trimmed(0));
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
        rank(r, 2, &mut names, &mut to.order, &mut t.notes, &RankLimits::default())?;
    }
    if open {
        to.take(1, Line { no: t.records.line(), text: "" })?;
    }
    finish(t, names, to, limits)
}

fn finish(t: Table<'_>, names: Names, to: Waiting, limits: &Limits) -> Result<Poll, ReadError> {
    let ballots = to.finish(&names, t.end().line, t.bytes(), limits)?;
    let mut poll = Poll::new(names.finish(), ballots.into());
    poll.notes = t.notes();
    Ok(poll)
}

//! `voter,first,second,answer`: one comparison a row.
use super::Table;
use crate::{
    ballot::{Comparison, Pairs, PairsForm},
    id::EntryIx,
    io::{Poll, ReadError, error::Fault, names::Names},
    profile::{Profile, Slate},
};
use std::collections::BTreeMap;

/// One answer: first entry, second entry, who is better.
type Answer = (EntryIx, EntryIx, Comparison);

pub(super) fn read(mut t: Table<'_>) -> Result<Poll, ReadError> {
    let mut names = Names::default();
    let mut voters: BTreeMap<Box<str>, usize> = BTreeMap::new();
    let mut answers: Vec<Vec<Answer>> = vec![];
    let mut seen: BTreeMap<(usize, EntryIx, EntryIx), u64> = BTreeMap::new();
    while t.next()? {
        let r = &t.records;
        let voter = r.trimmed(0);
        if voter.is_empty() {
            return Err(r.expected(0, 0, "the id of a voter"));
        }
        let v = voters.get(voter).copied().unwrap_or(answers.len());
        if v == answers.len() {
            voters.insert(voter.into(), v);
            answers.push(vec![]);
        }
        let mut entry = |i: usize| match r.trimmed(i) {
            "" => Err(r.expected(i, 0, "the name of an entry")),
            name => names.meet(name, || r.place(i, 0)),
        };
        let (a, b) = (entry(1)?, entry(2)?);
        if a == b {
            return Err(r.expected(2, 0, format!("another entry than `{}`", names.name(a))));
        }
        if let Some(first) = seen.insert((v, a.min(b), a.max(b)), r.line()) {
            let entry = format!("{} against {}", names.name(a), names.name(b));
            return Err(r.error(3, 0, Fault::MarkedTwice { voter: voter.into(), entry, first }));
        }
        let answer = match r.trimmed(3) {
            "first" => Comparison::First,
            "second" => Comparison::Second,
            "draw" => Comparison::Draw,
            "skip" => Comparison::Skip,
            _ => return Err(r.expected(3, 0, "first, second, draw or skip")),
        };
        answers[v].push((a, b, answer));
    }
    let end = t.end();
    let fail = |e| ReadError { at: end, fault: Fault::Ballot(e) };
    let mut to =
        Profile::<Pairs>::builder(Slate::anonymous(names.len()), PairsForm::default()).map_err(fail)?;
    for a in answers {
        to.push(&Pairs::new(a).map_err(fail)?).map_err(|r| fail(r.cause))?;
    }
    let mut poll = Poll::new(names.finish(), to.finish().into());
    poll.notes = t.notes();
    Ok(poll)
}

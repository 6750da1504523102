//! The chain, what `verify` tells of a log that was tampered with, and texts that lie outside.
mod chain;
mod compare;
mod outside;
mod replay;
mod tamper;

use cocreate::{
    audit::{Chain, LogLine, Published},
    contest::{Act, Actor, Digest, EVENT_FORMAT, Event, Time},
    id::{ContestId, EntryId, PersonId},
};

pub(crate) fn genesis() -> Chain {
    Chain::genesis(&ContestId::new("threads-2026").unwrap(), &Digest::of(b"an example plan"))
}
pub(crate) fn event(seq: u64, by: Actor, act: Act) -> Event {
    let at = Time::from_millis(1_790_000_000_000 + seq as i64);
    Event { format: EVENT_FORMAT, seq, at, by, act, key: None, found: None }
}
/// Event `seq` of a log in which person `p1` takes entries back, one after the other.
pub(crate) fn withdraw(seq: u64, entry: &str) -> Event {
    let act = Act::Withdraw { entry: EntryId::new(entry).unwrap() };
    event(seq, Actor::Person(PersonId::new("p1").unwrap()), act)
}
/// So many of them, each of another entry.
pub(crate) fn events(n: u64) -> Vec<Event> {
    (0..n).map(|i| withdraw(i, &format!("e{i}"))).collect()
}
/// With heads, as an honest writer writes them.
pub(crate) fn lines(events: &[Event]) -> Vec<String> {
    let mut chain = genesis();
    let line = |e: &Event| LogLine { event: e.clone(), head: chain.push(e).unwrap() }.write();
    events.iter().map(line).collect()
}
/// The head after the first `n` of these events.
pub(crate) fn head(events: &[Event], n: usize) -> Published {
    let mut chain = genesis();
    for e in &events[..n] {
        chain.push(e).unwrap();
    }
    chain.into()
}

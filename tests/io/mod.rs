//! Readers of ballot files: what they read, what they refuse and where, and that nothing makes them panic.
mod dialects;
mod fuzz;
mod refused;

use cocreate::{
    id::EntrySet,
    io::{Limits, Poll, ReadError, format},
    profile::AnyProfile,
};

fn read(name: &str, bytes: impl AsRef<[u8]>) -> Result<Poll, ReadError> {
    format(name).unwrap().read(&mut bytes.as_ref(), &Limits::default())
}
fn poll(name: &str, text: &str) -> Poll {
    read(name, text).unwrap_or_else(|e| panic!("{name}: {e}\n{text}"))
}
/// Rankings by name with their voters: `3: Ann > Bob = Cy`.
fn rankings(poll: &Poll) -> Vec<String> {
    let AnyProfile::Ranking(p) = &poll.ballots else { panic!("{:?} ballots", poll.kind()) };
    let tier = |t: &EntrySet| t.iter().map(|e| poll.entries[e.ix()].as_str()).collect::<Vec<_>>().join(" = ");
    p.ballots().map(|(b, n)| format!("{n}: {}", b.iter().map(tier).collect::<Vec<_>>().join(" > "))).collect()
}
/// Scores by name and value: `X 5, Z -3/2`.
fn scores(poll: &Poll) -> Vec<String> {
    let AnyProfile::Scores(p) = &poll.ballots else { panic!("{:?} ballots", poll.kind()) };
    let mark =
        |(e, l): (cocreate::id::EntryIx, u16)| format!("{} {}", poll.entries[e.ix()], p.form().value(l));
    p.ballots().map(|(b, _)| b.iter().map(mark).collect::<Vec<_>>().join(", ")).collect()
}
/// What was tolerated: `line 3: a skipped rank ..`.
fn notes(poll: &Poll) -> Vec<String> {
    poll.notes.iter().map(ToString::to_string).collect()
}

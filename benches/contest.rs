//! Marks a second: `cargo bench --bench contest`.
//!
//! 100,000 voters give 20 marks each, one event a mark, in a mixed order: decided and applied, and then replayed from the log.
//! Without `--bench` there are few voters.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "inputs are made here, and the macros write the entry point"
)]
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
mod common;

use cocreate::{
    ballot::ScoreMark,
    contest::{Act, AnyMark, Checked, Command, Contest, Event, Plan, Rules, Time},
    id::{EntryIx, PersonId},
};
use common::Random;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::{
    hint::black_box,
    time::{Duration, Instant},
};

/// Entries on the slate.
const ENTRIES: usize = 100;
/// Marks of each voter.
const MARKS: usize = 20;

/// A contest in which ballots come in, its voters, and the instant.
fn open(voters: usize) -> (Contest, Vec<PersonId>, Time) {
    let given: Vec<String> = (0..ENTRIES).map(|i| format!(r#"{{ "entry": "design-{i}" }}"#)).collect();
    let plan = format!(
        r#"{{
        "contest": "bench", "mode": "crowd", "starts": "2026-12-01T00:00:00Z", "rosters": {{ "crowd": {{}} }},
        "entries": {{ "given": [{}] }},
        "rounds": [{{
            "balloting": "7d",
            "polls": [{{ "poll": "vote", "voters": "crowd", "parts": true,
                "ballot": {{ "kind": "scores", "top": 5 }}, "tally": {{ "rule": "mean-score" }} }}],
            "select": {{ "rule": "top-k" }}
        }}]
    }}"#,
        given.join(",")
    );
    let plan = Plan::from_json(&plan).unwrap().validate(&Rules::built_in().into()).unwrap();
    let (mut c, now) = (Contest::new(&plan), plan.starts());
    let people: Vec<PersonId> = (0..voters).map(|i| format!("person-{i:08}").parse().unwrap()).collect();
    for p in &people {
        let join = Command::host(Act::enrol("crowd".parse().unwrap(), p.clone()));
        c.apply(&c.check(&join, now).unwrap().event().unwrap()).unwrap();
    }
    (c, people, now)
}
/// The marks of everybody, each entry at most once by each voter, as voter, entry and level.
fn marks(voters: usize) -> Vec<(u32, u32, u16)> {
    let mut r = Random(1);
    let mut all: Vec<(u32, u32, u16)> = (0..voters as u32)
        .flat_map(|v| {
            let from = r.below(ENTRIES);
            let mine: Vec<_> =
                (0..MARKS).map(|k| (v, ((from + 3 * k) % ENTRIES) as u32, r.below(6) as u16)).collect();
            mine
        })
        .collect();
    for i in (1..all.len()).rev() {
        all.swap(i, r.below(i + 1));
    }
    all
}
fn command(people: &[PersonId], (v, e, level): (u32, u32, u16)) -> Command {
    let who = &people[v as usize];
    let mark = AnyMark::Score(ScoreMark { entry: EntryIx::new(e), level: Some(level) });
    Command::person(who, Act::Mark { poll: "vote".parse().unwrap(), voter: who.clone(), mark })
}
fn decide(c: &mut Contest, people: &[PersonId], marks: &[(u32, u32, u16)], now: Time) -> Duration {
    let from = Instant::now();
    for m in marks {
        let Ok(Checked::New(event)) = c.check(&command(people, *m), now) else { panic!("{m:?} is refused") };
        c.apply(&event).unwrap();
    }
    from.elapsed()
}
fn one_mark_events(c: &mut Criterion) {
    let voters = if common::testing() { 100 } else { 100_000 };
    let (open, people, now) = open(voters);
    let marks = marks(voters);
    let mut group = c.benchmark_group("one-mark events");
    group.throughput(Throughput::Elements(marks.len() as u64));
    group.bench_function("check and apply", |b| {
        b.iter_custom(|n| (0..n).map(|_| decide(black_box(&mut open.clone()), &people, &marks, now)).sum());
    });
    let mut seq = open.next_seq();
    let log: Vec<Event> = marks
        .iter()
        .map(|m| {
            let Ok(Checked::New(e)) = open.check(&command(&people, *m), now) else { panic!("{m:?}") };
            seq += 1;
            Event { seq: seq - 1, ..*e }
        })
        .collect();
    group.bench_function("replay", |b| {
        b.iter_custom(|n| {
            let replay = |_| {
                let mut contest = open.clone();
                let from = Instant::now();
                for e in &log {
                    contest.apply(e).unwrap();
                }
                assert_eq!(contest.next_seq(), seq);
                from.elapsed()
            };
            (0..n).map(replay).sum()
        });
    });
    group.finish();
}
criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = one_mark_events
}
criterion_main!(benches);

//! Logs that were written once and replay for ever.
//!
//! A log is a plan on its first line and an event on each line after it. A release never changes these files: a rule that is mended
//! shows as a difference here, and is told in the changelog. `GOLDEN=write` makes those that are missing.
use super::{
    acts::{Dice, play},
    desk::{Desk, START, valid},
    plans::{ALL, SEED, plan},
};
use cocreate::contest::{Act, Contest, EVENT_FORMAT, Event, Phase, Time};
use std::{fs, path::PathBuf};

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/golden").join(format!("{name}.jsonl"))
}
/// Plan and events of a log.
fn read(name: &str) -> (String, Vec<Event>) {
    let text = fs::read_to_string(file(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
    let (plan, events) = text.split_once('\n').unwrap();
    (plan.to_owned(), events.lines().map(|l| serde_json::from_str(l).unwrap()).collect())
}
/// A contest that was won, with as many different acts as a few seeds give.
fn write(name: &str) {
    let found = (0..400u64).map(|seed| {
        let (mut dice, mut d) = (Dice(seed), Desk::of(&plan(name)));
        d.now = Time::from_secs(START - 86_400);
        if d.contest.plan().lot.is_some() {
            let _ = d.host(Act::Reveal { seed: SEED.to_owned() });
        }
        let steps: Vec<u64> = (0..160).map(|_| dice.below(usize::MAX) as u64).collect();
        play(&mut d, &steps, |a| !matches!(a, Act::Cancel { .. }));
        d.run_out();
        d
    });
    let variety = |d: &Desk| {
        let won = matches!(d.assert_paid().ended, cocreate::contest::Ended::Won { .. });
        let acts: std::collections::BTreeSet<_> = d.log.iter().map(|e| e.act.code()).collect();
        (won, acts.len())
    };
    let d = found.max_by_key(variety).unwrap();
    let plan = serde_json::to_string(plan(name).plan()).unwrap();
    let lines = d.log.iter().map(|e| serde_json::to_string(e).unwrap());
    let all: Vec<String> = std::iter::once(plan).chain(lines).collect();
    fs::create_dir_all(file(name).parent().unwrap()).unwrap();
    fs::write(file(name), all.join("\n") + "\n").unwrap();
}
#[test]
fn golden_logs_replay_and_find_what_they_found() {
    for (name, _) in ALL {
        if std::env::var_os("GOLDEN").is_some_and(|v| v == "write") && !file(name).exists() {
            write(name);
        }
        let (text, events) = read(name);
        let plan = valid(&text);
        assert_eq!(
            serde_json::to_string(plan.plan()).unwrap(),
            text,
            "{name}: the plan reads and writes the same"
        );
        let mut c = Contest::new(&plan);
        for e in &events {
            assert_eq!(c.find(e).unwrap(), e.found, "{name}: event {}", e.seq);
            c.apply(e).unwrap_or_else(|x| panic!("{name}: {x}"));
        }
        assert_eq!(c.phase_at(events.last().unwrap().at), Phase::Settled, "{name}");
        let lines: Vec<String> = events.iter().map(|e| serde_json::to_string(e).unwrap()).collect();
        assert_eq!(
            fs::read_to_string(file(name)).unwrap(),
            format!("{text}\n{}\n", lines.join("\n")),
            "{name}"
        );
    }
}
#[test]
fn an_event_of_a_later_format_is_refused_by_name() {
    let (text, events) = read("crowd");
    let mut c = Contest::new(&valid(&text));
    c.apply(&events[0]).unwrap();
    let later = Event { format: EVENT_FORMAT + 1, ..events[1].clone() };
    assert_eq!(c.apply(&later).unwrap_err().to_string(), "event 1 has format 2; this version reads 1 to 1");
    c.apply(&events[1]).unwrap();
}

//! How much memory a contest takes a mark, counted by the allocator. A binary of its own: an allocator is the whole program's.
#![allow(clippy::unwrap_used, reason = "a test fails where a value is missing")]
use cocreate::{
    ballot::{ScoreMark, Scores},
    contest::{Act, AnyMark, Command, Contest, Plan, Rules},
    id::{EntryIx, PersonId},
};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const VOTERS: usize = 100_000;
const MARKS: usize = 20;
const PLAN: &str = r#"{
    "contest": "marks", "mode": "crowd", "starts": "2026-12-01T00:00:00Z", "rosters": { "crowd": {} },
    "entries": { "given": [GIVEN] },
    "rounds": [{
        "balloting": "7d",
        "polls": [{ "poll": "vote", "voters": "crowd", "parts": true,
            "ballot": { "kind": "scores", "top": 5 }, "tally": { "rule": "mean-score" } }],
        "select": { "rule": "top-k" }
    }]
}"#;

/// Everything that the contest holds, its voters included, divided by the marks that stand.
#[test]
fn a_standing_mark_takes_at_most_100_bytes() {
    let given: Vec<String> = (0..100).map(|i| format!(r#"{{ "entry": "e{i}" }}"#)).collect();
    let plan = Plan::from_json(&PLAN.replace("GIVEN", &given.join(","))).unwrap();
    let plan = plan.validate(&Rules::built_in().into()).unwrap();
    let now = plan.starts();
    let region = Region::new(COUNTED);
    let mut c = Contest::new(&plan);
    let give = |c: &mut Contest, command: &Command| {
        let event = c.check(command, now).unwrap().event().unwrap();
        c.apply(&event).unwrap();
    };
    let person = |v: usize| format!("person-{v:08}").parse::<PersonId>().unwrap();
    for v in 0..VOTERS {
        give(&mut c, &Command::host(Act::enrol("crowd".parse().unwrap(), person(v))));
    }
    // Everybody's first mark, then everybody's second, and so on: no voter's marks come in one go.
    for k in 0..MARKS {
        for v in 0..VOTERS {
            let (who, e) = (person(v), (v * 7 + k * 3) % 100);
            let mark = AnyMark::Score(ScoreMark { entry: EntryIx::from(e), level: Some((v % 6) as u16) });
            give(
                &mut c,
                &Command::person(&who, Act::Mark { poll: "vote".parse().unwrap(), voter: who.clone(), mark }),
            );
        }
    }
    let change = region.change();
    let held = change.bytes_allocated - change.bytes_deallocated;
    println!("{held} bytes held, {} a mark", held / (VOTERS * MARKS));
    assert_eq!(c.next_seq(), (VOTERS + VOTERS * MARKS) as u64);
    // A place that no slate has is refused before room is made for it.
    let region = Region::new(COUNTED);
    let far = PLAN.replace("\"parts\": true,", "").replace("GIVEN", &given.join(","));
    let far = Plan::from_json(&far).unwrap().validate(&Rules::built_in().into()).unwrap();
    let mut f = Contest::new(&far);
    give(&mut f, &Command::host(Act::enrol("crowd".parse().unwrap(), person(0))));
    let ballot = Box::new(Scores::from([(u32::MAX, 1)]).into());
    let cast = Act::Cast { poll: "vote".parse().unwrap(), voter: person(0), ballot };
    assert_eq!(f.check(&Command::person(&person(0), cast), now).unwrap_err().code(), "ballot");
    assert!(region.change().bytes_allocated < 1 << 20, "{} bytes", region.change().bytes_allocated);
    assert!(held <= 100 * VOTERS * MARKS, "{held} bytes for {} marks", VOTERS * MARKS);
}

//! A contest runs to its settlement, and its log is applied again as its lines stand in a file.
use super::withdraw;
use cocreate::{
    audit::{Chain, Kept, LogLine, Outside, Published, audit, replay},
    contest::{
        Act, AnyBallot, Casting, Command, Contest, Digest, Event, Found, Plan, Rules, Submission, Time,
        ValidPlan,
    },
    id::{EntryId, PersonId},
    num::{Amount, Exact},
    reward::TeamShare,
};

/// Two entries and three voters. Points: ann's entry has 3 + 1 = 4, bob's 2 + 5 = 7, so bob is paid the pot.
fn plan() -> ValidPlan {
    let text = r#"{
        "contest": "mugs", "mode": "crowd", "starts": "2026-12-01T00:00:00Z",
        "rosters": { "crowd": {} },
        "entries": { "by": "crowd", "window": "14d" },
        "rounds": [{
            "balloting": "7d",
            "polls": [{
                "poll": "vote", "voters": "crowd", "self_vote": "allowed",
                "ballot": { "kind": "points", "budget": 100 }, "tally": { "rule": "quadratic" }
            }],
            "select": { "rule": "top-k" }
        }],
        "pots": [{ "pot": "main", "currency": "EUR", "amount": 9000, "reward": { "rule": "winner-takes-all" } }]
    }"#;
    Plan::from_json(text).unwrap().validate(&Rules::built_in().into()).unwrap()
}
fn person(id: &str) -> PersonId {
    PersonId::new(id).unwrap()
}
fn kept(entry: &str) -> Kept {
    Kept { salt: vec![entry.len() as u8; 16], text: format!("{entry}, drawn by hand").into_bytes() }
}
struct Run {
    contest: Contest,
    events: Vec<Event>,
}
impl Run {
    fn give(&mut self, command: &Command, day: i64) {
        let now = Time::from_secs(self.contest.valid_plan().starts().millis() / 1000 + day * 86_400 + 60);
        let event = self.contest.check(command, now).unwrap().event().unwrap();
        self.contest.apply(&event).unwrap();
        self.events.push(event);
    }
    fn finish(plan: &ValidPlan) -> Self {
        let mut run = Self { contest: Contest::new(plan), events: vec![] };
        for id in ["ann", "bob", "cyd"] {
            run.give(&Command::person(&person(id), Act::enrol("crowd".parse().unwrap(), person(id))), 0);
        }
        for id in ["ann", "bob"] {
            let k = kept(id);
            let submission = Submission {
                entry: EntryId::new(id).unwrap(),
                team: vec![TeamShare { person: person(id), share: Exact::ONE }],
                category: None,
                party: None,
                cost: None,
                digest: Digest::salted(&k.salt, &k.text),
            };
            run.give(&Command::person(&person(id), Act::Submit(Box::new(submission))), 1);
        }
        let ballots = [
            ("ann", r#"{"points":{"0":3}}"#),
            ("bob", r#"{"points":{"1":5}}"#),
            ("cyd", r#"{"points":{"0":1,"1":2}}"#),
        ];
        for (id, ballot) in ballots {
            let ballot: AnyBallot = serde_json::from_str(ballot).unwrap();
            let act =
                Act::Cast { poll: "vote".parse().unwrap(), voter: person(id), ballot: Box::new(ballot) };
            run.give(&Command::person(&person(id), act), 15);
        }
        while let Some(due) = run.contest.due(Time::from_secs(1_800_000_000)) {
            run.give(&due, 30);
        }
        run
    }
}
fn lines(plan: &ValidPlan, events: &[Event]) -> (Vec<String>, Published) {
    let mut chain = Chain::genesis(&plan.plan().contest, &plan.digest());
    let line = |e: &Event| LogLine { event: e.clone(), head: chain.push(e).unwrap() }.write();
    let lines = events.iter().map(line).collect();
    (lines, chain.into())
}
fn by_digest(d: &Digest) -> Option<Kept> {
    ["ann", "bob"].map(kept).into_iter().find(|k| Digest::salted(&k.salt, &k.text) == *d)
}

#[test]
fn a_log_read_back_from_its_lines_gives_the_same_contest_and_the_same_findings() {
    let plan = plan();
    let run = Run::finish(&plan);
    let settled = run.contest.settlement().unwrap();
    assert_eq!(settled.payouts[0].paid_to(&person("bob")), Amount::from(9000u32));
    let (lines, published) = lines(&plan, &run.events);
    let read: Vec<Event> = lines.iter().map(|l| LogLine::read(l.as_bytes()).unwrap().event).collect();
    assert_eq!(read, run.events);
    let again = replay(&plan, &read);
    assert_eq!((again.differences, again.refused), (vec![], None));
    assert_eq!(again.contest, run.contest);
    let report = audit(&plan, &lines, &[published], by_digest);
    assert!(report.is_sound(), "{report}");
    assert!(report.outside.iter().all(|t| t.state == Outside::Intact));
}

#[test]
fn texts_and_salts_are_erased_and_the_replay_and_the_counts_stay() {
    let plan = plan();
    let run = Run::finish(&plan);
    let (lines, published) = lines(&plan, &run.events);
    let report = audit(&plan, &lines, &[published], |_| None);
    assert!(report.is_sound(), "{report}");
    assert_eq!(report.outside.iter().map(|t| t.state).collect::<Vec<_>>(), [Outside::Erased; 2]);
    let text = report.to_string();
    assert!(text.contains("texts outside: 0 intact, 0 altered, 2 erased"), "{text}");
    assert!(
        text.contains(&format!("replay: {} events applied\nfindings: as they were", run.events.len())),
        "{text}"
    );
}

#[test]
fn a_forged_payment_is_listed_by_event_and_field_even_if_the_chain_was_made_anew() {
    let plan = plan();
    let mut run = Run::finish(&plan);
    let last = run.events.len() - 1;
    let Some(Found::Settlement(s)) = &mut run.events[last].found else { panic!("the settlement is last") };
    s.payouts[0].lines[0].person = person("cyd");
    let (lines, _) = lines(&plan, &run.events);
    let report = audit(&plan, &lines, &[], by_digest);
    assert!(report.chain.is_ok() && report.replayed.1.is_none(), "{report}");
    assert_eq!(report.differences.len(), 1);
    let d = &report.differences[0];
    assert_eq!((d.seq, d.field.as_str()), (last as u64, "settlement.payouts.0.lines.0.person"));
    assert_eq!((d.stored.as_ref().unwrap(), d.now.as_ref().unwrap()), (&"cyd".into(), &"bob".into()));
    assert!(!report.is_sound());
    // What was paid stays paid: the contest goes by the log.
    let again = replay(&plan, &run.events);
    assert_eq!(again.contest.settlement().unwrap().payouts[0].paid_to(&person("cyd")), Amount::from(9000u32));
}

#[test]
fn an_event_that_is_not_possible_ends_the_replay_and_is_named() {
    let plan = plan();
    let mut run = Run::finish(&plan);
    run.events[4] = withdraw(4, "nothing");
    run.events[4].at = run.events[3].at;
    let again = replay(&plan, &run.events);
    assert_eq!(again.contest.next_seq(), 4);
    assert!(again.refused.unwrap().to_string().starts_with("event 4"), "it says which");
    let (lines, _) = lines(&plan, &run.events);
    let report = audit(&plan, &lines, &[], by_digest);
    assert!(report.to_string().contains("replay: 4 events applied, then event 4"), "{report}");
    assert!(!report.is_sound());
}

#[test]
fn events_whose_parts_are_maps_by_place_come_back_from_their_json() {
    // The kind of act stands among its fields, so keys are read ahead as text.
    for act in [
        r#"{"do":"cast","poll":"p","voter":"v","ballot":{"points":{"0":3}}}"#,
        r#"{"do":"cast","poll":"p","voter":"v","ballot":{"scores":{"0":3,"1":0}}}"#,
        r#"{"do":"cast","poll":"p","voter":"v","ballot":{"spend":{"2":1}}}"#,
        r#"{"do":"cast","poll":"p","voter":"v","ballot":{"consent":{"0":"yes"}}}"#,
    ] {
        let read: Act = serde_json::from_str(act).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), act);
    }
    let json = r#"{"in-poll":{"poll":"p","decision":{"at":{"stage":"win","nth":0},"chosen":{"lottery":{"0":"1"}}}}}"#;
    let read: Casting = serde_json::from_str(json).unwrap();
    let act = serde_json::to_string(&Act::BreakTie(read.clone())).unwrap();
    assert_eq!(serde_json::from_str::<Act>(&act).unwrap(), Act::BreakTie(read));
}

//! Whole contests: windows, quorums, pauses, rounds that are held again.
use super::{Check, exact, int, ints, list, pairs, text};
use crate::contest::desk::{DAY, Desk, START, entry};
use cocreate::{
    ballot::{Choice, ScoreMark},
    contest::{Act, AnyMark, Ended, Phase},
    id::EntryIx,
    num::Exact,
};
use serde_json::Value;

/// A plan with a phase of entries and one of ballots; one unit of time is a day.
fn plan(i: &Value) -> String {
    let days = |k: usize| int(&i["phases"][k][1]);
    assert_eq!((text(&i["phases"][0][0]), text(&i["phases"][1][0])), ("Open", "Balloting"));
    let appeal = match int(&i["appeal"]) {
        0 => String::new(),
        n => format!(r#""appeal": "{n}d","#),
    };
    let quiet = match &i["quiet"] {
        Value::Null => String::new(),
        q => {
            let [last, extend, most] = ["last", "extend", "max"].map(|k| int(&q[k]));
            format!(r#""quiet": {{ "last": "{last}d", "extend": "{extend}d", "at_most": {most} }},"#)
        }
    };
    format!(
        r#"{{
        "contest": "life", "mode": "community", "starts": "2026-12-01T00:00:00Z", {appeal}
        "rosters": {{ "all": {{}} }},
        "entries": {{ "by": "all", "window": "{}d" }},
        "rounds": [{{
            "balloting": "{}d", {quiet}
            "polls": [{{ "poll": "vote", "voters": "all", "ballot": {{ "kind": "choice" }}, "tally": {{ "rule": "plurality" }} }}],
            "select": {{ "rule": "top-k", "at_cut": "all", "quorum": [{{ "votes": {} }}] }}
        }}]
    }}"#,
        days(0),
        days(1),
        int(&i["quorum"])
    )
}
/// Ended, paused, or the phase.
fn state(d: &Desk, paused: bool) -> &'static str {
    match (d.contest.settlement().map(|s| &s.ended), d.contest.phase_at(d.now)) {
        (Some(Ended::Won { .. }), _) => "Final",
        (Some(_), _) => "Failed",
        _ if paused => "Paused",
        (None, Phase::Open) => "Open",
        (None, Phase::Balloting) => "Balloting",
        (None, Phase::Appealing) => "Appealing",
        (None, phase) => panic!("{phase}"),
    }
}
fn choice(slate: &[cocreate::id::EntryId], name: &str) -> Choice {
    let at = slate.iter().position(|e| *e == entry(name));
    Choice(at.map(EntryIx::from))
}
fn lifecycle(i: &Value, o: &Value) {
    let mut d = Desk::new(&plan(i));
    let events = list(&i["events"]);
    let voters: std::collections::BTreeSet<&str> =
        events.iter().filter(|e| e[1] == "ballot").map(|e| text(&e[2])).collect();
    d.at(0).enrol("all", &["maker"]);
    d.enrol("all", &voters.into_iter().collect::<Vec<_>>());
    let (mut rejected, mut states, mut paused) = (vec![], vec![], false);
    for (k, e) in events.iter().enumerate() {
        d.at(int(&e[0]) as i64 * DAY);
        let done = match text(&e[1]) {
            "tick" => Ok(()),
            "submit" => d.submit("maker", text(&e[2])),
            "ballot" => {
                let slate = d.contest.slate(d.now);
                d.cast("vote", text(&e[2]), choice(&slate, text(&e[3])))
            }
            "pause" => d.host(Act::Pause {}),
            "resume" => d.host(Act::Resume {}),
            other => panic!("{other}"),
        };
        paused = match (text(&e[1]), &done) {
            ("pause", Ok(())) => true,
            ("resume", Ok(())) => false,
            _ => paused,
        };
        if done.is_err() {
            rejected.push(k as u64);
        }
        states.push(state(&d, paused));
    }
    assert_eq!(rejected, ints(&o["rejected"]));
    assert_eq!(states, list(&o["states"]).into_iter().map(text).collect::<Vec<_>>());
    for (e, n) in o["tally"].as_object().into_iter().flatten() {
        let scores = d.records().last().unwrap().polls[0].counted.scores.clone();
        assert_eq!(scores[&entry(e)], Exact::from(int(n)), "{e}");
    }
    if let Some(end) = o["end"].as_u64() {
        assert_eq!(d.log.last().unwrap().at.millis() / 1000 - START, end as i64 * DAY);
    }
}
/// What two say on a scale of 1 to 10, round after round, until the mean reaches the target.
fn capdo_loop(i: &Value, o: &Value) {
    let plan = format!(
        r#"{{
        "contest": "loop", "mode": "community", "starts": "2026-12-01T00:00:00Z",
        "rosters": {{ "all": {{ "given": ["p0", "p1"] }} }},
        "entries": {{ "given": [{{ "entry": "where-we-are" }}] }},
        "rounds": [{{
            "balloting": "1d",
            "polls": [{{
                "poll": "scale", "voters": "all", "parts": true, "ballot": {{ "kind": "scores", "lowest": "1", "top": 9 }},
                "tally": {{ "rule": "mean-score" }}
            }}],
            "select": {{ "rule": "top-k" }},
            "repeat": {{ "until": {{ "mean": {{ "poll": "scale", "target": "{}" }} }}, "at_most": {}, "all_stay": true }}
        }}]
    }}"#,
        exact(&i["target"]),
        int(&i["max_cycles"])
    );
    let mut d = Desk::new(&plan);
    for (k, marks) in list(&i["scale"]).into_iter().enumerate() {
        d.at(k as i64 * DAY);
        if d.contest.phase_at(d.now) == Phase::Settled {
            break;
        }
        for (v, m) in list(marks).into_iter().enumerate() {
            let level = exact(m).to_u64().unwrap() as u16 - 1;
            let mark = ScoreMark { entry: EntryIx::new(0), level: Some(level) };
            d.mark("scale", &format!("p{v}"), AnyMark::Score(mark)).unwrap();
        }
    }
    d.run_out();
    let means: Vec<Exact> =
        d.records().iter().map(|r| r.polls[0].counted.scores[&entry("where-we-are")].clone()).collect();
    let stop = if *means.last().unwrap() >= exact(&i["target"]) { "target" } else { "max_cycles" };
    assert_eq!((means.len() as u64, stop), (int(&o["cycles"]), text(&o["stop"])));
    assert_eq!(means, list(&o["means"]).into_iter().map(exact).collect::<Vec<_>>());
}
/// A ballot in place of one that stood, and one that comes at the end of the window.
fn last_ballot_counts(i: &Value, o: &Value) {
    let plan = format!(
        r#"{{
        "contest": "last", "mode": "community", "starts": "2026-12-01T00:00:00Z",
        "rosters": {{ "all": {{}} }},
        "entries": {{ "given": [{{ "entry": "a" }}, {{ "entry": "b" }}] }},
        "rounds": [{{
            "balloting": "{}d",
            "polls": [{{ "poll": "vote", "voters": "all", "ballot": {{ "kind": "choice" }}, "tally": {{ "rule": "plurality" }} }}],
            "select": {{ "rule": "top-k" }}
        }}]
    }}"#,
        int(&i["close"])
    );
    let mut d = Desk::new(&plan);
    let events = list(&i["events"]);
    let voters: std::collections::BTreeSet<&str> = events.iter().map(|e| text(&e[1])).collect();
    d.enrol("all", &voters.into_iter().collect::<Vec<_>>());
    let mut rejected = vec![];
    for (k, e) in events.iter().enumerate() {
        d.at(int(&e[0]) as i64 * DAY);
        let slate = [entry("a"), entry("b")];
        if d.cast("vote", text(&e[1]), choice(&slate, text(&e[2]))).is_err() {
            rejected.push(k as u64);
        }
    }
    d.run_out();
    assert_eq!(rejected, ints(&o["rejected"]));
    let scores = d.records()[0].polls[0].counted.scores.clone();
    for name in ["a", "b"] {
        let want = pairs(&o["counted"]).into_iter().filter(|(_, v)| text(v) == name).count();
        assert_eq!(scores[&entry(name)], Exact::from(want), "{name}");
    }
}
/// Rules and how their cases are checked.
pub(super) const RULES: &[Check] = &[
    (&["lifecycle"], lifecycle),
    (&["capdo_loop"], capdo_loop),
    (&["last_ballot_counts"], last_ballot_counts),
];

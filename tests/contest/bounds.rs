//! What bounds a contest: no wait grows without end, and no phase is left without time.
use super::{
    desk::{DAY, Desk, START, entry, id, valid},
    stories::TIED,
};
use cocreate::{
    ballot::Choice,
    contest::{Act, Casting, Code, Ended, Failure, Phase, Plan, Refusal, Rules, Span, Time, When},
    count::StrictValue,
    id::EntryIx,
};

fn why() -> Code {
    "spam".parse().unwrap()
}
fn vote(d: &mut Desk, who: &str, e: u32) {
    d.cast("vote", who, Choice(Some(EntryIx::new(e)))).unwrap();
}
fn end(day: i64) -> Time {
    Time::from_secs(START + day * DAY)
}
pub(crate) fn faults(text: &str) -> Vec<String> {
    let found = Plan::from_json(text).unwrap().validate(&Rules::built_in().into()).unwrap_err();
    found.0.iter().map(ToString::to_string).collect()
}
pub(crate) fn amend(name: &str, value: &str) -> Act {
    let value: StrictValue = serde_json::from_str(value).unwrap();
    Act::Amend { set: [(name.to_owned(), value)].into() }
}

/// Ten voters leave, one a day, and each time the round is counted again; the host still has the fourteen days of the plan and
/// no more.
#[test]
fn who_leaves_does_not_lengthen_the_wait_for_a_tie() {
    let who: Vec<String> = (0..12).map(|i| format!("v{i}")).collect();
    let mut d = Desk::new(TIED);
    d.at(0).enrol("all", &who.iter().map(String::as_str).collect::<Vec<_>>());
    for (i, v) in who.iter().enumerate() {
        vote(&mut d, v, (i % 2) as u32);
    }
    for (day, v) in who.iter().take(10).enumerate() {
        d.at((8 + day as i64) * DAY);
        assert_eq!(d.phase(), Phase::Counting);
        d.person(v, Act::Leave { person: id(v) }).unwrap();
    }
    d.at(21 * DAY - 1);
    assert_eq!(d.phase(), Phase::Counting);
    d.at(21 * DAY);
    let ended = &d.contest.settlement().expect("fourteen days from the seventh").ended;
    assert_eq!(*ended, Ended::Failed { why: Failure::TieUnsettled {} });
}
/// Three days are spent when the host decides. In the time to appeal the tie comes again: by no doing of the host, who has all fourteen days
/// from then on.
#[test]
fn a_tie_that_an_appeal_brings_back_waits_for_the_whole_time() {
    let mut d = Desk::new(&TIED.replace(r#""entries":"#, r#""appeal": "30d", "entries":"#));
    d.at(0).enrol("all", &["ann", "bob", "cy", "dee"]);
    for (v, e) in [("ann", 0), ("bob", 1), ("cy", 0), ("dee", 1)] {
        vote(&mut d, v, e);
    }
    d.at(10 * DAY).host(Act::BreakTie(Casting::AtCut { chosen: vec![entry("y")] })).unwrap();
    d.tick();
    assert_eq!(d.phase(), Phase::Appealing);
    d.at(20 * DAY);
    for v in ["ann", "bob"] {
        d.host(Act::SetAside { poll: "vote".parse().unwrap(), voter: id(v), why: why() }).unwrap();
        d.tick();
    }
    assert_eq!((d.phase(), d.contest.next_instant(d.now)), (Phase::Counting, Some(end(34))));
}
/// Whoever has no vote and no entry in a round changes nothing of it by leaving.
#[test]
fn a_stranger_to_the_round_does_not_have_it_counted_again() {
    let text = TIED
        .replace(r#""rosters": { "all": {} }"#, r#""rosters": { "all": {}, "fans": {} }"#)
        .replace(r#""entries":"#, r#""appeal": "3d", "entries":"#);
    let mut d = Desk::new(&text);
    d.at(0).enrol("all", &["ann"]);
    d.enrol("fans", &["zoe"]);
    vote(&mut d, "ann", 0);
    d.at(8 * DAY);
    assert_eq!((d.phase(), d.contest.ends_at(d.now)), (Phase::Appealing, Some(end(10))));
    d.person("zoe", Act::Leave { person: id("zoe") }).unwrap();
    assert_eq!((d.phase(), d.contest.ends_at(d.now)), (Phase::Appealing, Some(end(10))));
}
/// A count that comes out the same keeps the window; one that comes out otherwise begins it anew, as often as the plan says.
#[test]
fn the_time_to_appeal_begins_anew_only_so_often() {
    let text = TIED.replace(r#""entries":"#, r#""appeal": "3d", "appeals": 3, "entries":"#);
    let mut d = Desk::new(&text);
    d.at(0).enrol("all", &["ann", "bob", "cy", "dee", "eve"]);
    for (v, e) in [("ann", 0), ("bob", 0), ("cy", 0), ("dee", 1), ("eve", 1)] {
        vote(&mut d, v, e);
    }
    let poll = || "vote".parse().unwrap();
    let aside = |v: &str| Act::SetAside { poll: poll(), voter: id(v), why: why() };
    let back = |v: &str| Act::Reinstate { poll: poll(), voter: id(v), why: why() };
    d.at(8 * DAY);
    assert_eq!(d.contest.ends_at(d.now), Some(end(10)));
    // x has two votes more than it needs: nothing changes.
    d.host(aside("dee")).unwrap();
    d.tick();
    assert_eq!((d.phase(), d.contest.ends_at(d.now)), (Phase::Appealing, Some(end(10))));
    d.host(back("dee")).unwrap();
    d.tick();
    // Without two of its three x loses, and wins again with them: windows two and three; then no more.
    for (day, act, until) in [(9, 0, 12), (11, 1, 14), (13, 0, 14)] {
        d.at(day * DAY);
        for v in ["ann", "bob"] {
            d.host(if act == 0 { aside(v) } else { back(v) }).unwrap();
            d.tick();
        }
        assert_eq!((d.phase(), d.contest.ends_at(d.now)), (Phase::Appealing, Some(end(until))), "day {day}");
    }
    d.at(14 * DAY);
    assert_eq!(d.winners(), [["y"]]);
}
/// Thirty days in all, however they are divided.
#[test]
fn pauses_add_up_to_what_the_plan_says() {
    let mut d = Desk::new(&super::plans::text("crowd"));
    d.at(DAY).host(Act::Pause {}).unwrap();
    d.at(21 * DAY).host(Act::Resume {}).unwrap();
    assert_eq!(d.contest.ends_at(d.now), Some(end(30)));
    d.at(22 * DAY).host(Act::Pause {}).unwrap();
    assert_eq!(d.contest.next_instant(d.now), Some(end(32)), "ten days are left");
    d.at(32 * DAY);
    let (most, left) = (Span::from_secs(30 * 86_400), Span::ZERO);
    assert_eq!(d.host(Act::Pause {}), Err(Refusal::TimeSpent { act: "pause", most, left }));
    d.at(40 * DAY - 1);
    assert_eq!(d.phase(), Phase::Open);
    d.at(40 * DAY);
    assert_eq!(d.phase(), Phase::Screening);
}
#[test]
fn extensions_add_up_to_what_the_plan_says() {
    let until = |day: i64| Act::Extend { until: When::at(end(day)) };
    let mut d = Desk::new(
        &super::plans::text("crowd")
            .replace(r#""appeal": "3d""#, r#""appeal": "3d", "longest_extension": "5d""#),
    );
    d.at(0);
    let spent = |left: i64| {
        let (most, left) = (Span::from_secs(5 * 86_400), Span::from_secs((left * DAY) as u64));
        Err(Refusal::TimeSpent { act: "extend", most, left })
    };
    assert_eq!(d.host(until(16)), spent(5));
    d.host(until(13)).unwrap();
    assert_eq!(d.host(until(16)), spent(2));
    d.at(13 * DAY);
    assert_eq!(d.phase(), Phase::Screening);
    assert_eq!(d.host(until(18)), spent(2));
    d.host(until(17)).unwrap();
    assert_eq!(d.host(until(18)), spent(0));
}

/// Seven days of a first round, then perhaps fourteen for a tie in the count and fourteen for one at the cut: the second round may
/// begin as late as the thirty-fifth day.
#[test]
fn a_fixed_end_that_a_wait_may_pass_is_a_fault() {
    let second = |until: &str, ties: &str| {
        format!(
            r#"{{
            "contest": "board", "mode": "community", "starts": "2026-12-01T00:00:00Z", "lot": {{ "seed": "s" }},
            "rosters": {{ "all": {{}} }}, "entries": {{ "given": [{{ "entry": "x" }}, {{ "entry": "y" }}] }},
            "rounds": [
                {{ "balloting": "7d", {ties} "select": {{ "rule": "top-k", "k": 2 }},
                  "polls": [{{ "poll": "a", "voters": "all", "ballot": {{ "kind": "choice" }}, {ties}
                              "tally": {{ "rule": "plurality" }} }}] }},
                {{ "balloting": {{ "until": "{until}" }}, "select": {{ "rule": "top-k" }},
                  "polls": [{{ "poll": "b", "voters": "all", "ballot": {{ "kind": "choice" }},
                              "tally": {{ "rule": "plurality" }} }}] }}
            ]
        }}"#
        )
    };
    let told = faults(&second("2027-01-05T00:00:00Z", ""));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with(
            "rounds.1.balloting: ends at 2027-01-05T00:00:00Z, and may begin as late as 2027-01-05T00:00:00Z"
        ),
        "{told:?}"
    );
    valid(&second("2027-01-05T00:00:01Z", ""));
    // By lot nothing is waited for.
    let lot = r#""ties": { "by": "lot" },"#;
    valid(&second("2026-12-08T00:00:01Z", lot));
    assert!(
        faults(&second("2026-12-08T00:00:00Z", lot))[0].contains("may begin as late as 2026-12-08T00:00:00Z")
    );
    // Three turns of seven days.
    let thrice = second("2026-12-22T00:00:00Z", lot)
        .replacen(r#""select": { "rule": "top-k", "k": 2 },"#, r#""select": { "rule": "top-k", "k": 2 }, "repeat": { "until": { "entries-left": 1 }, "at_most": 3 },"#, 1);
    assert!(
        faults(&thrice)[0].contains("may begin as late as 2026-12-22T00:00:00Z"),
        "{:?}",
        faults(&thrice)
    );
}
/// The second round ends on the twelfth day, and a tie of the first waits a day. An amendment of the first to eleven days would
/// leave nothing.
#[test]
fn an_amendment_leaves_time_to_later_phases() {
    let ties = r#""ties": { "by": "host", "within": "1d" },"#;
    let text = format!(
        r#"{{
        "contest": "board", "mode": "community", "starts": "2026-12-01T00:00:00Z", "lot": {{ "seed": "s" }},
        "rosters": {{ "all": {{}} }}, "entries": {{ "given": [{{ "entry": "x" }}], "by": "all", "window": "1d" }},
        "amendable": ["rounds.0.balloting"],
        "rounds": [
            {{ "balloting": "7d", "ties": {{ "by": "lot" }}, "select": {{ "rule": "top-k", "k": 2 }},
              "polls": [{{ "poll": "a", "voters": "all", "ballot": {{ "kind": "choice" }}, {ties}
                          "tally": {{ "rule": "plurality" }} }}] }},
            {{ "balloting": {{ "until": "2026-12-13T00:00:00Z" }}, "select": {{ "rule": "top-k" }},
              "polls": [{{ "poll": "b", "voters": "all", "ballot": {{ "kind": "choice" }},
                          "tally": {{ "rule": "plurality" }} }}] }}
        ]
    }}"#
    );
    let mut d = Desk::new(&text);
    d.at(0);
    // After a longer phase of entries nine days are too many, although the plan alone would have room for them.
    d.host(Act::Extend { until: When::at(end(3)) }).unwrap();
    let late = d.host(amend("rounds.0.balloting", "\"9d\"")).unwrap_err();
    assert!(late.to_string().contains("might begin at 2026-12-14T00:00:00Z"), "{late}");
    d.host(amend("rounds.0.balloting", "\"7d\"")).unwrap();
    let longer = d.host(Act::Extend { until: When::at(end(4)) }).unwrap_err();
    assert!(longer.to_string().contains("extend by less"), "{longer}");
}
/// Entries that wait for a decision, a number of entries that is there, and a seed that is known cannot be amended away.
#[test]
fn an_amendment_takes_nothing_from_what_is_there() {
    let seed = "the seed";
    let digest = |s: &str| cocreate::contest::Digest::of(s.as_bytes()).to_string();
    let plan = serde_json::json!({
        "contest": "c", "mode": "crowd", "starts": "2026-12-01T00:00:00Z",
        "lot": { "commitment": { "digest": digest(seed), "within": "2d" } },
        "amendable": ["entries.screening", "entries.most", "lot"],
        "rosters": { "all": {} },
        "entries": { "by": "all", "window": "5d", "least": 1, "screening": { "window": "2d", "undecided": "admit" } },
        "rounds": [{
            "balloting": "2d",
            "polls": [{ "poll": "vote", "voters": "all", "ballot": { "kind": "choice" }, "tally": { "rule": "plurality" } }],
            "select": { "rule": "top-k" }
        }]
    });
    let mut d = Desk::new(&plan.to_string());
    d.at(-20).host(Act::Reveal { seed: seed.to_owned() }).unwrap();
    let other = format!(r#"{{ "commitment": {{ "digest": "{}", "within": "2d" }} }}"#, digest("another"));
    let no = |d: &mut Desk, name: &str, value: &str, part: &str| {
        let Err(Refusal::Amendment { why }) = d.host(amend(name, value)) else { panic!("{name} {value}") };
        assert!(why.contains(part), "{why}");
    };
    no(&mut d, "lot", &other, "is revealed");
    d.at(0).enrol("all", &["ann", "bob"]);
    d.host(amend("entries.screening", "null")).unwrap();
    d.host(amend("entries.screening", r#"{ "window": "2d", "undecided": "admit" }"#)).unwrap();
    d.submit("ann", "x").unwrap();
    d.submit("bob", "y").unwrap();
    no(&mut d, "entries.screening", "null", "`screening`");
    for most in ["1", "2"] {
        no(&mut d, "entries.most", most, "2 entries are in");
    }
    d.host(amend("entries.most", "3")).unwrap();
    d.submit("ann", "z").unwrap();
    assert_eq!(d.phase(), Phase::Screening);
}

//! Entries, persons and ballots that go late, or come back.
use super::{
    bounds::{amend, faults},
    desk::{DAY, Desk, entry, id},
    plans::text,
};
use cocreate::{
    admit::Tied,
    ballot::Choice,
    contest::{Act, AnyMark, Phase, Plan, Refusal, Rules, Snapshot, ValidPlan},
    id::EntryIx,
};

/// x by ann and y by bob, one day of votes; the host then has thirty days to state sales.
fn sold(more: &str) -> Desk {
    let plan = format!(
        r#"{{
        "contest": "late", "mode": "crowd", "starts": "2026-12-01T00:00:00Z", "rosters": {{ "all": {{}} }},
        "entries": {{ "by": "all", "window": "1d", "figures": ["sales"], "figures_within": "30d" }},
        "rounds": [{{ "balloting": "1d", "polls": [{{
            "poll": "vote", "voters": "all", "ballot": {{ "kind": "choice" }}, "tally": {{ "rule": "plurality" }}
        }}], "select": {{ "rule": "top-k", "k": 2 }} }}],
        "pots": [{{ "pot": "p", "currency": "EUR", "amount": 100, "reward": {{ "rule": "winner-takes-all" }} }}] {more}
    }}"#
    );
    let mut d = Desk::new(&plan);
    d.at(0).enrol("all", &["ann", "bob", "cy", "dee", "eve"]);
    d.submit("ann", "x").unwrap();
    d.submit("bob", "y").unwrap();
    d.at(DAY);
    for (who, e) in [("cy", 0), ("dee", 0), ("eve", 1)] {
        d.cast("vote", who, Choice(Some(EntryIx::new(e)))).unwrap();
    }
    d
}
fn paid(d: &Desk) -> Vec<String> {
    let s = d.assert_paid();
    s.payouts[0].lines.iter().map(|l| format!("{} {}", l.person, l.amount.minor())).collect()
}
fn out(e: &str) -> Act {
    Act::Disqualify { entry: entry(e), why: "theft".parse().unwrap() }
}

/// The winner is found out while sales are awaited: the one behind wins, and the wait ends when it would have.
#[test]
fn a_winner_can_go_as_long_as_nobody_is_paid() {
    let mut d = sold("");
    d.at(5 * DAY);
    assert_eq!(d.phase(), Phase::Final);
    d.host(out("x")).unwrap();
    d.tick();
    assert_eq!(d.phase(), Phase::Final);
    d.at(32 * DAY - 1);
    assert_eq!(d.phase(), Phase::Final);
    d.at(32 * DAY);
    assert_eq!((d.winners(), paid(&d)), (vec![vec!["y".to_owned()]], vec!["bob 100".to_owned()]));
}
/// Ann goes with her entry; cy's ballot stays, since the result stands.
#[test]
fn who_goes_when_the_result_stands_takes_only_their_entry() {
    let mut d = sold("");
    d.at(5 * DAY);
    for who in ["cy", "dee"] {
        d.person(who, Act::Leave { person: id(who) }).unwrap();
    }
    d.run_out();
    assert_eq!(d.winners(), [["x"], ["y"]]);
    let mut d = sold("");
    d.at(5 * DAY);
    d.person("ann", Act::Leave { person: id("ann") }).unwrap();
    d.run_out();
    assert_eq!((d.winners(), paid(&d)), (vec![vec!["y".to_owned()]], vec!["bob 100".to_owned()]));
    assert_eq!(d.records()[0].polls[0].counted.ballots, 3);
}
#[test]
fn an_entry_that_the_plan_gives_can_go_before_the_start() {
    let given = sold("").contest.plan().clone();
    let mut plan = serde_json::to_value(&given).unwrap();
    plan["entries"]["given"] = serde_json::json!([{ "entry": "g" }]);
    let mut d = Desk::new(&plan.to_string());
    d.now = cocreate::contest::Time::from_secs(super::desk::START - 5);
    d.host(out("g")).unwrap();
    assert_eq!(d.host(out("g")).unwrap_err().code(), "entry-is");
}
/// A ballot that was set aside stays so when its voter takes it back and casts it anew.
#[test]
fn a_ballot_set_aside_does_not_come_back_by_itself() {
    let mut d = sold("");
    let poll = || "vote".parse().unwrap();
    let aside = Act::SetAside { poll: poll(), voter: id("eve"), why: "fake".parse().unwrap() };
    d.host(aside).unwrap();
    d.person("eve", Act::Retract { poll: poll(), voter: id("eve") }).unwrap();
    d.cast("vote", "eve", Choice(Some(EntryIx::new(1)))).unwrap();
    d.at(2 * DAY);
    let p = &d.records()[0].polls[0];
    assert_eq!((p.received, p.set_aside.get("fake"), p.counted.ballots), (3, Some(&1), 2));
    assert!(p.with_set_aside.as_ref().is_some_and(|with| with.ballots == 3));
}
/// Nothing is left of a ballot of marks that were all taken back, set aside or not.
#[test]
fn marks_that_are_gone_are_not_counted_as_set_aside() {
    let mut d = Desk::new(&text("crowd").replace(r#""appeal": "3d","#, ""));
    d.at(0).enrol("crowd", &["ann", "bob"]);
    d.submit("ann", "x").unwrap();
    d.at(12 * DAY);
    let mark = |level| AnyMark::Score(cocreate::ballot::ScoreMark { entry: EntryIx::new(0), level });
    d.mark("vote", "bob", mark(Some(3))).unwrap();
    let poll = || "vote".parse().unwrap();
    d.host(Act::SetAside { poll: poll(), voter: id("bob"), why: "fake".parse().unwrap() }).unwrap();
    d.mark("vote", "bob", mark(None)).unwrap();
    d.at(17 * DAY);
    let p = &d.records()[0].polls[0];
    assert_eq!((p.received, p.set_aside.len(), p.counted.ballots), (0, 0, 0));
    assert!(p.with_set_aside.is_none());
}
/// Who has asked is decided on at the end of the seating; an amendment cannot take that away.
#[test]
fn seating_stays_when_somebody_has_asked() {
    let plan = sold("").contest.plan().clone();
    let mut plan = serde_json::to_value(&plan).unwrap();
    plan["seating"] = "2d".into();
    plan["amendable"] = serde_json::json!(["seating"]);
    let plan = plan.to_string();
    let mut d = Desk::new(&plan);
    d.now = cocreate::contest::Time::from_secs(super::desk::START - 5);
    d.enrol("all", &["ann"]);
    let e = d.host(amend("seating", "null")).unwrap_err();
    assert!(matches!(&e, Refusal::Amendment { why } if why.contains("asked")), "{e}");
    let mut d = Desk::new(&plan);
    d.now = cocreate::contest::Time::from_secs(super::desk::START - 5);
    d.host(amend("seating", "null")).unwrap();
}
#[test]
fn a_snapshot_after_more_events_than_there_can_be_is_refused() {
    let d = sold("");
    let mut snapshot = serde_json::to_value(d.contest.snapshot()).unwrap();
    snapshot["state"]["seq"] = u64::MAX.into();
    let snapshot: Snapshot = serde_json::from_value(snapshot).unwrap();
    let e = snapshot.restore(&Rules::built_in().into()).unwrap_err();
    assert!(e.to_string().contains("more events"), "{e}");
}
/// Faults of form hide neither each other nor what is wrong with the rest.
#[test]
fn every_fault_is_told_whatever_its_kind() {
    let good = text("crowd");
    let bad = good
        .replace(r#""currency": "EUR""#, r#""currency": "ZZZ""#)
        .replace(r#""starts": "2026-12-01T00:00:00Z""#, r#""starts": "2027-10-31T02:30:00""#)
        .replace(r#""balloting": "5d""#, r#""balloting": "-3d""#)
        .replace(r#""voters": "crowd""#, r#""voters": "xx""#)
        .replace(r#""amount": 5000"#, r#""amount": "12.50""#)
        .replace(r#""rule": "top-k""#, r#""rule": "nope""#)
        .replace(r#""most_each": 2"#, r#""most_eahc": 2"#);
    let told = ValidPlan::from_json(&bad, &Rules::built_in().into()).unwrap_err();
    let fields: Vec<&str> = told.0.iter().map(|f| f.field.as_str()).collect();
    let want = [
        "entries.most_eahc",
        "rounds.0.balloting",
        "pots.0.currency",
        "pots.1.amount",
        "starts",
        "rounds.0.polls.0.voters",
        "rounds.0.select",
    ];
    let sorted = |mut v: Vec<&str>| {
        v.sort_unstable();
        v.join("\n")
    };
    assert_eq!(sorted(fields), sorted(want.to_vec()), "{told}");
    assert!(told.to_string().contains("1250 for 12.50"), "{told}");
    // What came of a key that is like no other is not told as a fault of its own.
    for (right, wrong) in
        [(r#""rosters""#, r#""people""#), (r#""by": "crowd", "window""#, r#""by": "crowd", "zzz""#)]
    {
        let told = ValidPlan::from_json(&good.replace(right, wrong), &Rules::built_in().into()).unwrap_err();
        assert_eq!(told.0.len(), 1, "{wrong}: {told}");
    }
    // A plan that is no plan at all is told as far as it can be.
    for odd in ["5", "[]", "{}", r#"{ "rounds": 5, "pots": [7, {}], "entries": null }"#] {
        let told = Plan::from_json(odd).unwrap_err();
        assert!(!told.0.is_empty() && told.0.len() < 20, "{odd}: {told}");
        assert!(ValidPlan::from_json(odd, &Rules::built_in().into()).is_err());
    }
}
#[test]
fn a_selection_that_can_choose_nobody_is_a_fault() {
    let per = text("crowd").replace(r#"{ "rule": "top-k", "k": 2 }"#, r#"{ "rule": "per-category" }"#);
    assert_eq!(faults(&per), ["rounds.0.select: rule `per-category` needs categories with places"]);
    let by = |counts: &str| {
        let plan = sold("").contest.plan().clone();
        let mut plan = serde_json::to_value(&plan).unwrap();
        plan["rounds"][0]["polls"][0]["ballot"] = serde_json::json!({ "kind": "consent" });
        plan["rounds"][0]["polls"][0]["tally"] = serde_json::json!({ "rule": "consent" });
        plan["rounds"][0]["select"] = serde_json::from_str(counts).unwrap();
        faults(&plan.to_string())
    };
    let told = by(r#"{ "rule": "majority-vote", "counts": { "heads": {} } }"#);
    assert!(told.len() == 1 && told[0].contains("has no count `heads`"), "{told:?}");
}
/// What somebody may not judge tells who made it: while authors are hidden only the host may say who is bound to whom.
#[test]
fn a_conflict_with_a_person_does_not_tell_hidden_authors() {
    let bars = r#""crowd": { "given": ["p0"], "ballots_stay": false, "admit": [{ "rule": "conflict-of-interest" }] }"#;
    let plan = text("crowd").replace(r#""crowd": { "given": ["p0"], "ballots_stay": false }"#, bars);
    let mut d = Desk::new(&plan);
    d.at(0).enrol("crowd", &["ann", "spy"]);
    d.submit("ann", "x").unwrap();
    let with = |with| Act::Conflict { person: id("spy"), with };
    let refused = d.person("spy", with(Tied::Author(id("ann")))).unwrap_err();
    assert_eq!(refused.code(), "not-allowed");
    d.person("spy", with(Tied::Entry(entry("x")))).unwrap();
    d.host(with(Tied::Author(id("ann")))).unwrap();
}
/// The seed is what it was when ballots came in; and what a snapshot says was paid is the pot.
#[test]
fn a_lot_is_not_changed_when_it_is_on() {
    let plan = sold(r#", "lot": { "seed": "s" }, "amendable": ["lot"]"#).contest.plan().clone();
    let mut d = Desk::new(&serde_json::to_string(&plan).unwrap());
    d.now = cocreate::contest::Time::from_secs(super::desk::START - 5);
    d.host(amend("lot", r#"{ "seed": "t" }"#)).unwrap();
    d.at(0);
    assert!(matches!(d.host(amend("lot", r#"{ "seed": "u" }"#)), Err(Refusal::Amendment { .. })));
}
#[test]
fn a_snapshot_whose_pot_does_not_sum_is_refused() {
    let mut d = sold("");
    d.run_out();
    let mut snapshot = serde_json::to_value(d.contest.snapshot()).unwrap();
    snapshot["state"]["settlement"]["payouts"][0]["returned"] = 7.into();
    let snapshot: Snapshot = serde_json::from_value(snapshot).unwrap();
    let e = snapshot.restore(&Rules::built_in().into()).unwrap_err();
    assert!(e.to_string().contains("are not the pot"), "{e}");
}
/// 6 xyz, 5 zxy, 4 yzx, 2 yxz: x wins when z has left with five first places. Without y, who came to nothing, z would win by 9 to 8; but
/// the result stands.
#[test]
fn a_loser_who_goes_when_the_result_stands_changes_nothing() {
    let plan = r#"{
        "contest": "late", "mode": "crowd", "starts": "2026-12-01T00:00:00Z", "rosters": { "all": {} },
        "entries": { "given": [{ "entry": "x" }, { "entry": "y" }, { "entry": "z" }], "figures": ["sales"], "figures_within": "30d" },
        "rounds": [{ "balloting": "1d", "polls": [{
            "poll": "vote", "voters": "all", "ballot": { "kind": "ranking", "strict": true }, "tally": { "rule": "irv" }
        }], "select": { "rule": "top-k" } }]
    }"#;
    let mut d = Desk::new(plan);
    let ballots = [(6, [0, 1, 2]), (5, [2, 0, 1]), (4, [1, 2, 0]), (2, [1, 0, 2])];
    let mut n = 0;
    d.at(0);
    for (times, order) in ballots {
        for _ in 0..times {
            n += 1;
            let who = format!("v{n}");
            d.enrol("all", &[&who]);
            d.cast("vote", &who, cocreate::ballot::Ranking::strict(order)).unwrap();
        }
    }
    d.at(5 * DAY);
    assert_eq!(d.phase(), Phase::Final);
    d.host(out("y")).unwrap();
    d.run_out();
    assert_eq!(d.winners(), [["x"]]);
    // If the only winner goes, nobody moves up, and there is no winner.
    let mut d = Desk::new(&plan.replace("\"given\"", "\"least\": 0, \"given\""));
    d.at(0).enrol("all", &["ann"]);
    d.cast("vote", "ann", cocreate::ballot::Ranking::strict([0, 1, 2])).unwrap();
    d.at(5 * DAY);
    d.host(out("x")).unwrap();
    d.run_out();
    assert!(matches!(d.assert_paid().ended, cocreate::contest::Ended::Failed { .. }));
}
/// A plan is told of faults that are in it, and of nothing that only the reading put there.
#[test]
fn no_fault_is_told_that_is_not_in_the_plan() {
    let good = text("crowd");
    let rules = Rules::built_in().into();
    for (right, wrong, fields) in [
        (r#""kind": "scores""#, r#""kind": "scorse""#, &["rounds.0.polls.0.ballot.kind"][..]),
        (
            r#""currency": "EUR", "amount": 100001"#,
            r#""currency": "ZZZ", "amount": true"#,
            &["pots.0.amount", "pots.0.currency"],
        ),
        (r#""poll": "vote", "voters""#, r#""poll": 7, "voters""#, &["rounds.0.polls.0.poll"]),
        (r#""figures": ["sales"]"#, r#""figures": 7"#, &["entries.figures"]),
        (r#""rosters": {"#, r#""rosters": 7, "zzzzz": {"#, &["rosters", "zzzzz"]),
    ] {
        let bad = good.replacen(right, wrong, 1);
        assert_ne!(bad, good);
        let told = ValidPlan::from_json(&bad, &rules).unwrap_err();
        let mut found: Vec<&str> = told.0.iter().map(|f| f.field.as_str()).collect();
        found.sort_unstable();
        assert_eq!(found, fields, "{wrong}: {told}");
    }
    // A list in place of a table, and more in a list than its form has, are faults too.
    let given = r#""given": [["owl", null, null]], "by": "crowd""#;
    let told = ValidPlan::from_json(&good.replacen(r#""by": "crowd""#, given, 1), &rules).unwrap_err();
    assert!(told.0.iter().any(|f| f.field == "entries.given.0"), "{told}");
}

//! Ballots that change, and what happens to those already cast when an entry or a person goes.
use super::{
    desk::{DAY, Desk, entry, id, submission},
    plans::plan,
    stories::score,
};
use cocreate::{
    admit::Tied,
    ballot::{Approval, Choice, Points, Scores},
    contest::{Act, AnyMark, Code, Phase, Refusal, Viewer},
    id::EntryIx,
    num::Exact,
};

/// x by ann and y by bob; ann, bob, cy and dee vote with approvals.
fn polls(extra: &str, poll: &str) -> Desk {
    let plan = format!(
        r#"{{
        "contest": "c", "mode": "crowd", "starts": "2026-12-01T00:00:00Z",
        "rosters": {{ "all": {{ "admit": [{{ "rule": "conflict-of-interest", "own_entry": false }}] }} }},
        "entries": {{ "by": "all", "window": "1d" }},
        "rounds": [{{ "balloting": "2d", "polls": [{{
            "poll": "vote", "voters": "all", "ballot": {{ "kind": "approval" }}, "tally": {{ "rule": "approval" }} {poll}
        }}], "select": {{ "rule": "top-k" }}, "ties": {{ "by": "first-entered" }} }}] {extra}
    }}"#
    );
    let mut d = Desk::new(&plan);
    d.at(0).enrol("all", &["ann", "bob", "cy", "dee"]);
    d.submit("ann", "x").unwrap();
    d.submit("bob", "y").unwrap();
    d.at(DAY);
    d
}
fn yes(places: &[u32]) -> Approval {
    Approval::of(places.iter().map(|e| EntryIx::new(*e)).collect())
}
fn why() -> Code {
    "spam".parse().unwrap()
}
/// Votes for x and y in the last record, and how many ballots were counted.
fn votes(d: &Desk) -> (Option<Exact>, Option<Exact>, u64) {
    let records = d.records();
    let c = &records.last().unwrap().polls[0].counted;
    (c.scores.get(&entry("x")).cloned(), c.scores.get(&entry("y")).cloned(), c.ballots)
}
#[expect(clippy::unnecessary_wraps, reason = "a score may be missing")]
fn n(n: u64) -> Option<Exact> {
    Some(Exact::from(n))
}
#[test]
fn the_last_ballot_stands_and_may_be_taken_back() {
    let mut d = polls("", "");
    d.cast("vote", "cy", yes(&[0])).unwrap();
    d.cast("vote", "cy", yes(&[1])).unwrap();
    d.cast("vote", "dee", yes(&[0])).unwrap();
    d.person("dee", Act::Retract { poll: "vote".parse().unwrap(), voter: id("dee") }).unwrap();
    let none = d.person("dee", Act::Retract { poll: "vote".parse().unwrap(), voter: id("dee") }).unwrap_err();
    assert_eq!(none.code(), "no-ballot");
    d.at(3 * DAY);
    assert_eq!(votes(&d), (n(0), n(1), 1));
    let late = d.cast("vote", "cy", yes(&[0])).unwrap_err();
    assert_eq!(late.code(), "out-of-phase");
}
#[test]
fn the_first_ballot_stands_for_good_where_the_plan_says_so() {
    let mut d = polls("", r#", "change": "first""#);
    d.cast("vote", "cy", yes(&[0])).unwrap();
    let want = Refusal::Final { poll: "vote".parse().unwrap(), voter: id("cy") };
    assert_eq!(d.cast("vote", "cy", yes(&[1])).unwrap_err(), want);
    assert_eq!(
        d.person("cy", Act::Retract { poll: "vote".parse().unwrap(), voter: id("cy") }).unwrap_err(),
        want
    );
}
#[test]
fn of_a_ballot_in_parts_each_mark_is_first_or_last() {
    for (change, stays) in [("first", 1u64), ("last", 0)] {
        let mut d = polls("", &format!(r#", "parts": true, "change": "{change}""#));
        let mark = |e: u32, approve| {
            AnyMark::Approval(cocreate::ballot::ApprovalMark { entry: EntryIx::new(e), approve })
        };
        d.mark("vote", "cy", mark(0, true)).unwrap();
        assert_eq!(d.mark("vote", "cy", mark(0, false)).is_err(), change == "first");
        d.mark("vote", "cy", mark(1, true)).unwrap();
        assert_eq!(d.mark("vote", "cy", score(1, 1)).unwrap_err().code(), "wrong-kind");
        assert_eq!(d.cast("vote", "cy", yes(&[0])).unwrap_err().code(), "parts");
        d.at(3 * DAY);
        assert_eq!(votes(&d), (n(stays), n(1), 1));
    }
}
#[test]
fn one_does_not_judge_ones_own_entry() {
    let mut d = polls("", "");
    let own = d.cast("vote", "ann", yes(&[0])).unwrap_err();
    assert_eq!(own, Refusal::OwnEntry { voter: id("ann"), entry: entry("x") });
    d.cast("vote", "ann", yes(&[0, 1])).unwrap();
    d.at(3 * DAY);
    assert_eq!(votes(&d), (n(0), n(1), 1));
    assert_eq!(d.records().last().unwrap().polls[0].own_left_out, 1);
    let mut d = polls("", r#", "self_vote": "allowed""#);
    d.cast("vote", "ann", yes(&[0])).unwrap();
    d.at(3 * DAY);
    assert_eq!(votes(&d), (n(1), n(0), 1));
}
#[test]
fn a_conflict_bars_whenever_it_is_declared() {
    let tie = |who: &str, e: &str| Act::Conflict { person: id(who), with: Tied::Entry(entry(e)) };
    let mut d = polls(r#", "appeal": "1d""#, "");
    d.person("cy", tie("cy", "x")).unwrap();
    let barred = d.cast("vote", "cy", yes(&[0])).unwrap_err();
    assert_eq!(barred, Refusal::Barred { voter: id("cy"), entry: entry("x") });
    // Declared after the ballot, it takes out what was said of that entry.
    d.cast("vote", "dee", yes(&[0, 1])).unwrap();
    d.host(tie("dee", "x")).unwrap();
    d.cast("vote", "bob", yes(&[0])).unwrap();
    d.at(3 * DAY);
    assert_eq!(votes(&d), (n(1), n(1), 2));
    // In the appeal it leads to another count, unless it touches no ballot.
    assert_eq!(d.phase(), Phase::Appealing);
    d.host(tie("ann", "y")).unwrap();
    assert_eq!(d.phase(), Phase::Appealing);
    d.host(tie("bob", "x")).unwrap();
    assert_eq!(d.phase(), Phase::Counting);
    d.tick();
    assert_eq!(votes(&d), (n(0), n(1), 1));
    d.run_out();
    assert_eq!(d.winners(), [["y"]]);
}
#[test]
fn an_entry_that_goes_takes_what_was_said_of_it_along() {
    for host in [true, false] {
        let mut d = polls("", "");
        d.cast("vote", "cy", yes(&[0, 1])).unwrap();
        d.cast("vote", "dee", yes(&[0])).unwrap();
        let e = entry("x");
        if host {
            d.host(Act::Disqualify { entry: e, why: why() }).unwrap();
        } else {
            d.person("ann", Act::Withdraw { entry: e }).unwrap();
        }
        let refused = d.cast("vote", "bob", yes(&[0])).unwrap_err();
        assert_eq!(refused.code(), "entry-is");
        d.at(3 * DAY);
        assert_eq!(votes(&d), (None, n(1), 2));
        let records = d.records();
        let r = records.last().unwrap();
        assert_eq!((r.gone.clone(), r.polls[0].ballots_of[&entry("x")]), (vec![entry("x")], 2));
        assert_eq!(d.winners(), [["y"]]);
    }
}
#[test]
fn a_person_who_goes_leaves_or_loses_their_ballot_as_the_plan_says() {
    let mut d = polls("", "");
    d.cast("vote", "cy", yes(&[0])).unwrap();
    d.cast("vote", "dee", yes(&[1])).unwrap();
    d.person("cy", Act::Leave { person: id("cy") }).unwrap();
    d.host(Act::Remove { person: id("dee"), why: why() }).unwrap();
    assert_eq!(d.cast("vote", "cy", yes(&[1])).unwrap_err().code(), "has-left");
    let back = Act::Reinstate { poll: "vote".parse().unwrap(), voter: id("dee"), why: why() };
    assert_eq!(d.host(back).unwrap_err().code(), "has-left");
    assert_eq!(d.host(Act::enrol("all".parse().unwrap(), id("cy"))).unwrap_err().code(), "has-left");
    d.at(3 * DAY);
    assert_eq!(votes(&d), (n(1), n(0), 1));
    let records = d.records();
    let p = &records.last().unwrap().polls[0];
    // Ann, bob, and cy, whose ballot stayed.
    assert_eq!((p.eligible, p.received, p.set_aside["spam"]), (3, 2, 1));
}
#[test]
fn authors_who_go_take_their_own_entries_along_and_leave_those_of_others() {
    let mut d = Desk::of(&plan("pick"));
    d.at(0).enrol("crowd", &["p0", "p1", "p2"]);
    for (e, team) in [("e0", &["p0"][..]), ("e1", &["p0", "p1"]), ("e2", &["p2"])] {
        let mut s = submission(e, team);
        s.category = Some("cups".parse().unwrap());
        d.person(team[0], Act::Submit(Box::new(s))).unwrap();
    }
    d.person("p0", Act::Leave { person: id("p0") }).unwrap();
    d.host(Act::Remove { person: id("p2"), why: why() }).unwrap();
    let v = serde_json::to_value(&d.contest.view(&Viewer::Auditor, d.now).unwrap().entries).unwrap();
    assert_eq!(v[0]["status"], "withdrawn");
    assert_eq!((&v[1]["status"], &v[1]["team"][0]["share"]), (&"standing".into(), &"0".into()));
    assert_eq!(v[2]["status"]["disqualified"], "spam");
}
/// Three vote, one leaves with a ballot that stays: the phase does not end before the third has voted.
#[test]
fn a_phase_ends_early_when_everybody_has_voted_and_not_before() {
    let mut d = Desk::of(&plan("coalition"));
    let enrol = |d: &mut Desk, p: &str| {
        let a = Box::new(cocreate::admit::Applicant::new(id(p)));
        d.host(Act::Enrol { roster: "members".parse().unwrap(), applicant: a, share: n(1) }).unwrap();
    };
    d.at(0);
    for p in ["ann", "bob", "cy"] {
        enrol(&mut d, p);
    }
    d.at(2 * DAY);
    let yes = || cocreate::ballot::Consent::from([(0, cocreate::ballot::Position::Yes)]);
    d.cast("motions", "ann", yes()).unwrap();
    d.person("ann", Act::Leave { person: id("ann") }).unwrap();
    d.cast("motions", "bob", yes()).unwrap();
    assert_eq!(d.phase(), Phase::Balloting);
    let mut gone = d.clone();
    d.cast("motions", "cy", yes()).unwrap();
    d.tick();
    assert_eq!((d.phase(), d.winners()), (Phase::Settled, vec![vec!["e0".to_owned()]]));
    // Whoever has not voted and leaves is not waited for either.
    gone.person("cy", Act::Leave { person: id("cy") }).unwrap();
    gone.tick();
    assert_eq!(gone.phase(), Phase::Settled);
}
#[test]
fn set_aside_and_reinstated_ballots_are_told_with_both_counts() {
    let mut d = polls(r#", "appeal": "1d""#, "");
    let poll = || "vote".parse().unwrap();
    for (who, e) in [("cy", 0), ("dee", 0), ("ann", 1)] {
        d.cast("vote", who, yes(&[e])).unwrap();
    }
    d.host(Act::SetAside { poll: poll(), voter: id("cy"), why: why() }).unwrap();
    let twice = d.host(Act::SetAside { poll: poll(), voter: id("cy"), why: why() }).unwrap_err();
    assert_eq!(twice, Refusal::Aside { poll: poll(), voter: id("cy"), aside: true });
    d.at(3 * DAY);
    assert_eq!(votes(&d), (n(1), n(1), 2));
    let records = d.records();
    let p = &records.last().unwrap().polls[0];
    let all = p.with_set_aside.as_ref().unwrap();
    assert_eq!((all.ballots, all.scores.get(&entry("x")).cloned()), (3, n(2)));
    assert_eq!((p.received, p.set_aside["spam"]), (3, 1));
    // An appeal brings it back, and takes another: the round is counted again, with a fresh window.
    d.now = d.now.plus(cocreate::contest::Span::from_secs(80_000));
    d.host(Act::Reinstate { poll: poll(), voter: id("cy"), why: why() }).unwrap();
    d.tick();
    assert_eq!((d.phase(), votes(&d)), (Phase::Appealing, (n(2), n(1), 3)));
    let again = cocreate::contest::Time::from_secs(super::desk::START + 3 * DAY + 80_000 + DAY);
    assert_eq!(d.contest.ends_at(d.now), Some(again));
    assert!(d.records().last().unwrap().polls[0].with_set_aside.is_none());
    d.host(Act::Disqualify { entry: entry("x"), why: why() }).unwrap();
    d.tick();
    d.run_out();
    assert_eq!(d.winners(), [["y"]]);
    assert_eq!(d.assert_paid().rounds.len(), 1, "the last count of a turn is the one that stands");
}
/// ann gives to bob, bob to cy; cy votes for three. Ann votes herself in the second contest.
#[test]
fn votes_go_along_delegations_and_come_back() {
    let run = |acts: &dyn Fn(&mut Desk)| {
        let mut d = Desk::of(&plan("community"));
        d.at(0).enrol("all", &["ann", "bob", "cy", "dee"]);
        d.submit("dee", "e0").unwrap();
        for (from, to) in [("ann", "bob"), ("bob", "cy")] {
            let act = Act::Delegate {
                roster: "all".parse().unwrap(),
                from: id(from),
                to: Some(id(to)),
                scope: None,
            };
            d.person(from, act).unwrap();
        }
        d.at(3 * DAY);
        acts(&mut d);
        d.cast("vote", "cy", Choice(Some(EntryIx::new(1)))).unwrap();
        d.at(5 * DAY);
        let p = d.records()[0].polls[0].clone();
        (p.counted.weight, p.counted.ballots, p.cycles.len())
    };
    assert_eq!(run(&|_| ()), (Exact::from(3u64), 1, 0));
    let ann = |d: &mut Desk| d.cast("vote", "ann", Choice(Some(EntryIx::new(0)))).unwrap();
    assert_eq!(run(&ann), (Exact::from(3u64), 2, 0));
    let back = |d: &mut Desk| {
        let act = Act::Delegate { roster: "all".parse().unwrap(), from: id("bob"), to: None, scope: None };
        d.person("bob", act).unwrap();
    };
    assert_eq!(run(&back).0, Exact::ONE);
    let turn = |d: &mut Desk| {
        let act = Act::Delegate {
            roster: "all".parse().unwrap(),
            from: id("bob"),
            to: Some(id("ann")),
            scope: None,
        };
        d.person("bob", act).unwrap();
    };
    let (weight, _, cycles) = run(&turn);
    assert_eq!((weight, cycles), (Exact::ONE, 1));
    let mut d = Desk::of(&plan("crowd"));
    d.at(0).enrol("crowd", &["ann", "bob"]);
    let act =
        Act::Delegate { roster: "crowd".parse().unwrap(), from: id("ann"), to: Some(id("bob")), scope: None };
    assert_eq!(d.person("ann", act).unwrap_err().code(), "no-delegation");
}
#[test]
fn a_ballot_that_its_form_does_not_allow_is_refused_with_the_entry() {
    let mut d = Desk::of(&plan("pick"));
    d.at(0).enrol("crowd", &["p0", "p1"]);
    let mut s = submission("e0", &["p0"]);
    s.category = Some("cups".parse().unwrap());
    d.person("p0", Act::Submit(Box::new(s))).unwrap();
    d.at(4 * DAY);
    // Four votes cost 16, 9 are there.
    let dear = d.cast("vote", "p1", Points::from([(0, 4)])).unwrap_err();
    assert_eq!(dear.code(), "ballot");
    assert!(dear.to_string().contains("16") && dear.to_string().contains('9'), "{dear}");
    let stranger = d.cast("vote", "p1", Points::from([(3, 1)])).unwrap_err();
    assert!(stranger.to_string().contains('3'), "{stranger}");
    assert_eq!(d.cast("vote", "p1", Scores::from([(0, 1)])).unwrap_err().code(), "wrong-kind");
    assert_eq!(d.cast("other", "p1", Points::from([(0, 1)])).unwrap_err().code(), "unknown-poll");
    assert_eq!(d.cast("vote", "zoe", Points::from([(0, 1)])).unwrap_err().code(), "not-on-roster");
    let other = Act::Cast {
        poll: "vote".parse().unwrap(),
        voter: id("p1"),
        ballot: Box::new(Points::default().into()),
    };
    assert_eq!(d.person("p0", other).unwrap_err().code(), "not-allowed");
}

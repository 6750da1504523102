//! What somebody tries who wants more than the plan gives: too late, in their own cause, at the limit.
use super::{
    desk::{DAY, Desk, START, entry, id},
    plans::plan,
    stories::score,
};
use cocreate::{
    admit::Applicant,
    ballot::Ranking,
    contest::{Act, Phase, Refusal, Rules, Snapshot, Time, When},
    num::Amount,
};

/// A contest of two entries that two rankings leave level; the host may end the tie, and picks.
const LEVEL: &str = r#"{
    "contest": "level", "mode": "crowd", "starts": "2026-12-01T00:00:00Z",
    "lot": { "seed": "drand 4711" },
    "rosters": { "crowd": {} },
    "entries": { "given": [{ "entry": "x" }, { "entry": "y" }], "figures": ["sales"], "figures_within": "3d" },
    "rounds": [{
        "balloting": "5d",
        "polls": [{
            "poll": "vote", "voters": "crowd", "ballot": { "kind": "ranking", "strict": true }, "tally": { "rule": "irv" },
            "ties": { "by": "host", "within": "2d", "then": "lot" }
        }],
        "select": { "rule": "host-pick", "top": 1, "picks": 1, "shortlist": 2 }, "pick_within": "4d"
    }]
}"#;
fn level() -> Desk {
    let mut d = Desk::new(LEVEL);
    d.at(0).enrol("crowd", &["ann", "bob"]);
    d.cast("vote", "ann", Ranking::strict([0, 1])).unwrap();
    d.cast("vote", "bob", Ranking::strict([1, 0])).unwrap();
    d.at(5 * DAY);
    d
}
fn pick(e: &str) -> Act {
    Act::Pick { entries: vec![entry(e)] }
}
/// The tie is waited out for two days; the pick then still has its own four.
#[test]
fn a_tie_that_the_lot_ended_leaves_the_host_time_to_pick() {
    let mut d = level();
    assert_eq!(d.contest.next_instant(d.now), Some(Time::from_secs(START + 7 * DAY)));
    d.at(7 * DAY);
    assert_eq!(d.contest.next_instant(d.now), Some(Time::from_secs(START + 11 * DAY)));
    d.at(10 * DAY);
    // One was chosen by the lot, the other one can be picked.
    assert_eq!(["x", "y"].map(|e| d.host(pick(e)).is_ok()).iter().filter(|ok| **ok).count(), 1);
    // What was waited for in vain is not waited for again.
    d.tick();
    assert_eq!(d.phase(), Phase::Final);
    d.run_out();
    assert_eq!(d.winners().concat().len(), 2);
}
/// Whether the app noticed in time that it was too late makes no difference.
#[test]
fn what_comes_after_its_time_is_refused_before_the_clock_has_acted() {
    let late = |d: &mut Desk, day: i64, act: Act, first: &str| {
        d.now = Time::from_secs(START + day * DAY);
        let before = d.contest.clone();
        let refused = d.host(act).unwrap_err();
        assert!(
            matches!(&refused, Refusal::Overdue { since, first: f, .. } if *since == d.now && *f == first),
            "{refused}"
        );
        assert_eq!(d.contest, before);
    };
    let mut d = level();
    late(&mut d, 7, Act::Remove { person: id("ann"), why: "fraud".parse().unwrap() }, "count");
    d.tick();
    late(&mut d, 11, pick("y"), "count");
    d.tick();
    let figure =
        |n: u32| Act::Figure { entry: entry("x"), figure: "sales".to_owned(), amount: Amount::from(n) };
    d.now = Time::from_secs(START + 13 * DAY);
    d.host(figure(7)).unwrap();
    late(&mut d, 14, figure(8), "settle");
    d.host(Act::Cancel { why: "storm".parse().unwrap() }).unwrap_err();
    d.run_out();
}
/// A count that never ends, by an app's own rule, does not hold the money for ever.
#[test]
fn a_contest_whose_count_is_due_can_be_stopped() {
    let mut d = Desk::new(LEVEL);
    d.now = Time::from_secs(START + 6 * DAY);
    assert!(d.contest.due(d.now).is_some());
    d.host(Act::Cancel { why: "storm".parse().unwrap() }).unwrap();
    d.run_out();
}
#[test]
fn nobody_states_their_own_share_or_record() {
    let mut d = Desk::new(LEVEL);
    let roster = || "crowd".parse().unwrap();
    let ann = Applicant::new(id("ann"));
    let mut skilled = ann.clone();
    skilled.record.insert("works".to_owned(), 99u64.into());
    for (a, share) in [(ann, Some(1_000_000u64.into())), (skilled, None)] {
        let act = Act::Enrol { roster: roster(), applicant: Box::new(a), share };
        assert_eq!(d.person("ann", act.clone()).unwrap_err().code(), "not-allowed");
        d.clone().host(act).unwrap();
    }
    d.person("ann", Act::enrol(roster(), id("ann"))).unwrap();
}
/// At the limit a mark may still be changed and taken back, which makes room for another.
#[test]
fn at_the_limit_of_marks_nobody_is_locked_in() {
    let text = super::plans::text("crowd").replace(r#""hidden""#, r#""limits": { "marks": 2 }, "hidden""#);
    let mut d = Desk::new(&text);
    d.at(0).enrol("crowd", &["ann", "bob", "cy"]);
    d.submit("ann", "x").unwrap();
    d.submit("ann", "y").unwrap();
    d.at(12 * DAY);
    d.mark("vote", "bob", score(0, 3)).unwrap();
    d.mark("vote", "cy", score(0, 3)).unwrap();
    let full = d.mark("vote", "cy", score(1, 3)).unwrap_err();
    assert_eq!(full, Refusal::Limit { what: "marks in all ballots of a poll", most: 2 });
    d.mark("vote", "bob", score(0, 5)).unwrap();
    let back = cocreate::ballot::ScoreMark { entry: 0u32.into(), level: None };
    d.mark("vote", "bob", cocreate::contest::AnyMark::Score(back)).unwrap();
    d.mark("vote", "cy", score(1, 3)).unwrap();
}
#[test]
fn a_phase_is_not_extended_over_the_end_of_a_later_one() {
    let text = super::plans::text("crowd")
        .replace(r#""balloting": "5d""#, r#""balloting": { "until": "2026-12-18T00:00:00Z" }"#);
    let mut d = Desk::new(&text);
    d.at(DAY);
    let until = |days: i64| Act::Extend { until: When::at(Time::from_secs(START + days * DAY)) };
    // Two days of screening follow, and the vote ends on the seventeenth day.
    for days in [15, 17] {
        let refused = d.host(until(days)).unwrap_err();
        assert!(refused.to_string().contains("extend by less"), "{refused}");
    }
    d.host(until(14)).unwrap();
    d.at(16 * DAY);
    assert_eq!(d.phase(), Phase::Balloting);
    d.host(until(40)).unwrap();
    assert_eq!(Desk::of(&plan("crowd")).host(until(40)), Ok(()));
}
/// Counts that a snapshot carries beside what they count are compared: a wrong one would run below nought later.
#[test]
fn a_snapshot_that_counts_wrongly_is_refused() {
    let mut d = Desk::of(&plan("crowd"));
    d.at(0).enrol("crowd", &["ann", "bob"]);
    d.submit("ann", "x").unwrap();
    d.at(12 * DAY);
    d.mark("vote", "bob", score(0, 3)).unwrap();
    let whole = serde_json::to_value(d.contest.snapshot()).unwrap();
    let restored = |v| serde_json::from_value::<Snapshot>(v).unwrap().restore(&Rules::built_in().into());
    assert_eq!(restored(whole.clone()).unwrap(), d.contest);
    for (at, wrong) in [
        ("/state/people/rosters/crowd/active", 2u32),
        ("/state/round/boxes/0/size", 0),
        ("/state/round/boxes/0/marked/0/1", 2),
    ] {
        let mut v = whole.clone();
        let n = v.pointer_mut(at).unwrap_or_else(|| panic!("{at}"));
        assert_ne!(*n, wrong);
        *n = wrong.into();
        let refused = restored(v).unwrap_err();
        assert!(refused.to_string().contains("replay the log"), "{at}: {refused}");
    }
}
/// One member of whom no weight can be told would make the whole round uncountable.
#[test]
fn nobody_comes_in_without_the_share_that_the_count_needs() {
    let text = LEVEL.replace(
        r#""tally": { "rule": "irv" }"#,
        r#""tally": { "rule": "irv" }, "weigh": { "rule": "shares" }"#,
    );
    let mut d = Desk::new(&text);
    let enrol = |share| Act::Enrol {
        roster: "crowd".parse().unwrap(),
        applicant: Box::new(Applicant::new(id("ann"))),
        share,
    };
    let refused = d.person("ann", enrol(None)).unwrap_err();
    assert!(refused.to_string().contains("`ann` has no share"), "{refused}");
    d.host(enrol(Some(0u64.into()))).unwrap();
}

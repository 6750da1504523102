//! What bounds a contest: no wait grows without end, no phase is left without time, and what cannot be counted is refused before
//! anybody votes.
use super::{
    desk::{DAY, Desk, START, entry, id, submission, valid},
    stories::TIED,
};
use cocreate::{
    ballot::Choice,
    contest::{Act, Casting, Code, Ended, Failure, Phase, Plan, Refusal, Rules, Span, Time, When},
    count::{RuleSpec, StrictValue},
    id::{EntryIx, EntrySet},
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
fn faults(text: &str) -> Vec<String> {
    let found = Plan::from_json(text).unwrap().validate(&Rules::built_in().into()).unwrap_err();
    found.0.iter().map(ToString::to_string).collect()
}
fn amend(name: &str, value: &str) -> Act {
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
/// Three days are spent when the host decides; after an appeal the tie is there again, and eleven days are left.
#[test]
fn a_tie_that_comes_again_waits_for_the_rest() {
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
    assert_eq!((d.phase(), d.contest.next_instant(d.now)), (Phase::Counting, Some(end(31))));
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

fn crowd_of(tally: &str, ballot: &str, more: &str) -> String {
    format!(
        r#"{{
        "contest": "many", "mode": "crowd", "starts": "2026-12-01T00:00:00Z", "lot": {{ "seed": "s" }}, "rosters": {{ "crowd": {{}} }},
        "entries": {{ "by": "crowd", "window": "10d" MORE }},
        "rounds": [{{
            "balloting": "5d", "select": {{ "rule": "top-k" }},
            "polls": [{{ "poll": "vote", "voters": "crowd", "ballot": {ballot}, "tally": {tally} }}]
        }}]
    }}"#
    )
    .replace("MORE", more)
}
/// Pairwise counts end at 8192 entries: 2 * 8192^2 is the limit of 2^27 counters.
#[test]
fn entries_that_a_rule_cannot_count_are_a_fault_of_the_plan() {
    let ranking = r#"{ "kind": "ranking" }"#;
    let given = |n: usize| {
        let all: Vec<String> = (0..n).map(|i| format!(r#"{{ "entry": "e{i}" }}"#)).collect();
        format!(r#", "given": [{}]"#, all.join(","))
    };
    let big = |text: String| text.replacen('{', r#"{ "limits": { "entries": 32766 },"#, 1);
    let told = faults(&big(crowd_of(r#"{ "rule": "borda" }"#, ranking, &given(32_766))));
    assert_eq!(
        told,
        [
            "entries.given: their number is 32766; allowed is at most 8192, as poll `vote` is counted by rule `borda`"
        ]
    );
    valid(&big(crowd_of(r#"{ "rule": "borda" }"#, ranking, &given(8192))));
    let strict = r#"{ "kind": "ranking", "strict": true }"#;
    valid(&big(crowd_of(r#"{ "rule": "irv" }"#, strict, &given(32_766))));
    // 2^27 counters are 4096 entries of 2^15 levels.
    let scores = r#"{ "kind": "scores", "top": 32767 }"#;
    let told =
        faults(&crowd_of(r#"{ "rule": "majority-judgment" }"#, scores, r#", "most": 5000, "least": 4097"#));
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().all(|t| t.contains("at most 4096")), "{told:?}");
}
/// Sixteen entries are what stable voting takes; the seventeenth is refused when it comes, until one goes.
#[test]
fn an_entry_too_many_for_the_rule_is_refused_when_it_comes() {
    let mut d = Desk::new(&crowd_of(r#"{ "rule": "stable-voting" }"#, r#"{ "kind": "ranking" }"#, ""));
    d.at(0).enrol("crowd", &["ann"]);
    for i in 0..16 {
        d.submit("ann", &format!("e{i}")).unwrap();
    }
    let full = Refusal::NoRoom { poll: "vote".parse().unwrap(), rule: "stable-voting".to_owned(), most: 16 };
    assert_eq!(d.submit("ann", "e16"), Err(full.clone()));
    assert_eq!(full.code(), "no-room");
    d.person("ann", Act::Withdraw { entry: entry("e3") }).unwrap();
    d.submit("ann", "e16").unwrap();
    assert_eq!(d.submit("ann", "e17"), Err(full));
}
/// A later round's rule limits only what the rounds before let through.
#[test]
fn a_shortlist_makes_room_for_a_rule_that_counts_few() {
    let two = |select: &str| {
        crowd_of(r#"{ "rule": "approval" }"#, r#"{ "kind": "approval" }"#, "").replace(
            r#""select": { "rule": "top-k" },"#,
            &format!(
                r#""ties": {{ "by": "lot" }}, "select": {select},
                "polls": [{{ "poll": "first", "voters": "crowd", "ballot": {{ "kind": "approval" }}, "tally": {{ "rule": "approval" }} }}]
            }}, {{ "balloting": "5d", "select": {{ "rule": "top-k" }},"#
            ),
        )
        .replace(
            r#""poll": "vote", "voters": "crowd", "ballot": { "kind": "approval" }, "tally": { "rule": "approval" }"#,
            r#""poll": "vote", "voters": "crowd", "ballot": { "kind": "ranking" }, "tally": { "rule": "stable-voting" }"#,
        )
    };
    let entered = |select: &str| {
        let mut d = Desk::new(&two(select));
        d.at(0).enrol("crowd", &["ann"]);
        (0..18).filter(|i| d.submit("ann", &format!("e{i}")).is_ok()).count()
    };
    assert_eq!(entered(r#"{ "rule": "top-k", "k": 16 }"#), 18);
    assert_eq!(entered(r#"{ "rule": "top-k", "k": 17 }"#), 16);
    assert_eq!(entered(r#"{ "rule": "top-k", "k": 16, "at_cut": "all" }"#), 16, "level entries all go on");
}
#[test]
fn an_amendment_that_makes_what_is_there_uncountable_is_refused() {
    let text = crowd_of(r#"{ "rule": "borda" }"#, r#"{ "kind": "ranking" }"#, "").replacen(
        '{',
        r#"{ "amendable": ["rounds.0.polls.0.tally", "rounds.0.polls.0.weigh"],"#,
        1,
    );
    let mut d = Desk::new(&text);
    d.at(0).enrol("crowd", &["ann"]);
    for i in 0..17 {
        d.submit("ann", &format!("e{i}")).unwrap();
    }
    let refused = d.host(amend("rounds.0.polls.0.tally", r#"{ "rule": "stable-voting" }"#)).unwrap_err();
    assert_eq!(refused.code(), "no-room");
    let refused = d.host(amend("rounds.0.polls.0.weigh", r#"{ "rule": "shares" }"#)).unwrap_err();
    assert!(refused.to_string().contains("`ann` could not be weighed: `ann` has no share"), "{refused}");
    d.host(amend("rounds.0.polls.0.tally", r#"{ "rule": "schulze" }"#)).unwrap();
}
/// Costs and the budget are added up in 64 bits.
#[test]
fn costs_that_cannot_be_added_up_are_refused_when_they_come() {
    let text = crowd_of(r#"{ "rule": "budget-greedy" }, "budget": 10"#, r#"{ "kind": "spend" }"#, "");
    let mut d = Desk::new(&text);
    d.at(0).enrol("crowd", &["ann", "bob"]);
    let enter = |e: &str, cost: u64| {
        let mut s = submission(e, &["ann"]);
        s.cost = Some(cost);
        Act::Submit(Box::new(s))
    };
    d.person("ann", enter("a", u64::MAX - 20)).unwrap();
    let refused = d.person("ann", enter("b", 11)).unwrap_err();
    assert!(refused.to_string().contains(&format!("may cost at most {}", u64::MAX - 10)), "{refused}");
    d.person("ann", enter("b", 10)).unwrap();
    d.at(11 * DAY);
    d.cast("vote", "bob", cocreate::ballot::Spend::approving(&EntrySet::from([1]))).unwrap();
    d.run_out();
    assert_eq!(d.winners(), [["b"]]);
    let given = r#", "given": [{ "entry": "x", "cost": 18446744073709551615 }]"#;
    let told =
        faults(&crowd_of(r#"{ "rule": "budget-greedy" }, "budget": 1"#, r#"{ "kind": "spend" }"#, given));
    assert!(
        told[0].starts_with("entries.given: their cost together is 18446744073709551615; allowed is"),
        "{told:?}"
    );
}
/// What fails on any ballots is told before the start.
#[test]
fn a_round_that_nobody_could_count_is_a_fault_of_the_plan() {
    let ranking = r#"{ "kind": "ranking" }"#;
    for (tally, ballot, field, told) in [
        (
            r#"{ "rule": "schwartz" }, "seats": { "fill": 2 }"#,
            ranking,
            "rounds.0.polls.0.tally",
            "chooses a set",
        ),
        (r#"{ "rule": "radius", "beta": "2" }"#, ranking, "rounds.0.polls.0.tally", "beta"),
    ] {
        let found = faults(&crowd_of(tally, ballot, ""));
        assert!(found.len() == 1 && found[0].starts_with(field) && found[0].contains(told), "{found:?}");
    }
    let select = |rule: &str| {
        crowd_of(r#"{ "rule": "schulze" }"#, ranking, "").replace(r#"{ "rule": "top-k" }"#, rule)
    };
    for (rule, told) in [
        (r#"{ "rule": "score-threshold", "at_least": "3" }"#, "gives no scores"),
        (r#"{ "rule": "majority-vote" }"#, "gives no votes for and against"),
        (r#"{ "rule": "top-k", "default_option": "none" }"#, "put it on the slate"),
    ] {
        let found = faults(&select(rule));
        assert!(
            found.len() == 1 && found[0].starts_with("rounds.0.select") && found[0].contains(told),
            "{found:?}"
        );
    }
    valid(
        &select(r#"{ "rule": "top-k", "default_option": "none" }"#)
            .replace(r#""window": "10d" "#, r#""window": "10d", "given": [{ "entry": "none" }]"#),
    );
}
/// Nobody speaks of the default option: whoever has a place stands above it.
#[test]
fn a_default_option_that_nobody_marks_bars_nobody() {
    let text = crowd_of(
        r#"{ "rule": "mean-score", "min_votes": 1 }"#,
        r#"{ "kind": "scores", "top": 5 }"#,
        r#", "given": [{ "entry": "none" }]"#,
    )
    .replace(r#"{ "rule": "top-k" }"#, r#"{ "rule": "top-k", "default_option": "none" }"#);
    let mut d = Desk::new(&text);
    d.at(0).enrol("crowd", &["ann", "bob"]);
    d.submit("ann", "x").unwrap();
    d.at(10 * DAY);
    d.cast("vote", "bob", cocreate::ballot::Scores::new([(EntryIx::new(1), 3)]).unwrap()).unwrap();
    d.run_out();
    assert_eq!(d.winners(), [["x"]]);
}
/// Every rule of the catalogue with its defaults can be the rule of a poll of its kind.
#[test]
fn every_rule_passes_the_trial_of_a_plan() {
    let rules = Rules::built_in();
    for e in rules.tally.iter() {
        let about = e.about();
        let (rule, _) = rules.tally.build(&RuleSpec::new(about.id)).unwrap();
        let ballot = match rule.kind().id() {
            "ranking" => r#"{ "kind": "ranking", "strict": true }"#.to_owned(),
            "scores" => r#"{ "kind": "scores", "top": 5 }"#.to_owned(),
            "points" => r#"{ "kind": "points", "budget": 9 }"#.to_owned(),
            kind => format!(r#"{{ "kind": "{kind}" }}"#),
        };
        let seats = if about.needs_number { r#", "seats": { "fill": 2 }"# } else { "" };
        let tally = format!(r#"{{ "rule": "{}" }}, "budget": 5 {seats}"#, about.id);
        let found =
            Plan::from_json(&crowd_of(&tally, &ballot, "")).unwrap().validate(&Rules::built_in().into());
        if let Err(faults) = found {
            // A rule without a default that would do says which parameter it lacks.
            println!("{}: {faults}", about.id);
            assert!(faults.to_string().contains("parameter"), "{}: {faults}", about.id);
        }
    }
}

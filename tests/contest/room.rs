//! What could not be counted is refused before anybody votes: with the plan, with the entry, with the amendment.
use super::{
    bounds::{amend, faults},
    desk::{DAY, Desk, entry, submission, valid},
};
use cocreate::{
    contest::{Act, Plan, Refusal, Rules},
    count::RuleSpec,
    id::{EntryIx, EntrySet},
};

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
    // 2^27 counters are 4096 entries of 32,767 levels.
    let scores = r#"{ "kind": "scores", "top": 32766 }"#;
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
        (r#"{ "rule": "score-threshold", "score": "3" }"#, "gives no scores"),
        (r#"{ "rule": "majority-vote" }"#, "gives no votes for and against"),
        (r#"{ "rule": "top-k", "default_option": "none" }"#, "there is no given entry `none`"),
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
            // A rule without a default that would do says which parameter it lacks, or what no ballot assures.
            let told = faults.to_string();
            assert!(
                told.contains("parameter") || told.contains("no form of ballot assures"),
                "{}: {told}",
                about.id
            );
        }
    }
}

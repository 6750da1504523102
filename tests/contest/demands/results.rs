//! The first eight demands: what a result is, and what it is made of.
use super::{choice, sources, vote};
use crate::contest::{
    desk::{DAY, Desk, START, entry, id},
    plans::{plan, text},
    stories::score,
};
use cocreate::{
    audit::{Chain, LogLine, audit, receipt},
    ballot::{Approval, Choice, Comparison, Consent, PairMark, Position, Scores},
    contest::{Act, AnyMark, Contest, Ended, Failure, Next, Rules, Time},
    count::{Grade, Outcome},
    id::EntryIx,
    num::{Apportionment, Exact, Majority, OddUnits, Threshold, Votes, split},
    select::NoneChosen,
};
use serde_json::json;

/// 1. Counts, thresholds and money are exact; rules that need roots or iteration say so.
#[test]
fn exact_arithmetic_for_counts_thresholds_and_money() {
    let mut d = Desk::of(&plan("crowd"));
    d.at(0).enrol("crowd", &["ann", "bob", "cy", "dee"]);
    d.submit("ann", "x").unwrap();
    d.at(12 * DAY);
    for (who, level) in [("bob", 3), ("cy", 3), ("dee", 4)] {
        d.mark("vote", who, score(0, level)).unwrap();
    }
    d.run_out();
    assert_eq!(d.assert_paid().rounds[0].polls[0].counted.scores[&entry("x")].to_string(), "10/3");
    // Two to one at more than 2/3 fails, where 0.6667 would carry.
    let strict = Majority { threshold: Threshold::new(2, 3, true).unwrap(), ..Majority::default() };
    assert!(strict.carries(&Votes { yes: 2, no: 1, abstain: 0, eligible: 3 }).is_err());
    let third = vec![Exact::ONE; 3];
    let parts = split(100, &third, Apportionment::default(), OddUnits::First).unwrap().parts;
    assert_eq!(parts, [34, 33, 33]);
    let all = Rules::built_in().tally;
    let grades: Vec<Grade> = all.iter().map(|e| e.about().grade).collect();
    assert!(
        grades.contains(&Grade::Rational)
            && grades.contains(&Grade::Root)
            && grades.contains(&Grade::Enclosed)
    );
}
/// 2. Whatever is changed in a rule, the plan has another digest, and the receipt gives the value back.
#[test]
fn every_constant_and_every_strictness_is_hashed_and_returned() {
    let select = |s: &str| format!(r#"{{ "rule": "majority-vote", "majority": {s} }}"#);
    let of = |s: &str| {
        let mut d = vote(r#"{ "kind": "consent" }"#, "consent", &select(s));
        d.at(0).cast("vote", "ann", Consent::from([(0, Position::Yes)])).unwrap();
        d.run_out();
        let p = d.contest.valid_plan().clone();
        let r = receipt(&p, &d.log).unwrap();
        assert_eq!(r.announced, p.digest());
        (p.digest(), r.rounds[0].select.params["majority"].clone())
    };
    let variants = [
        "{}",
        r#"{ "threshold": { "num": 1, "den": 2, "strict": false } }"#,
        r#"{ "threshold": { "num": 2, "den": 3, "strict": false } }"#,
        r#"{ "base": "eligible" }"#,
        r#"{ "abstain": "against" }"#,
        r#"{ "quorum": [{ "votes": 3 }] }"#,
    ];
    let all: Vec<_> = variants.iter().map(|v| of(v)).collect();
    for (i, a) in all.iter().enumerate() {
        assert!(all[..i].iter().all(|b| b.0 != a.0 && b.1 != a.1), "{}", variants[i]);
    }
    // What was left unsaid is said.
    assert_eq!(all[0].1["threshold"], json!({"num": 1, "den": 2, "strict": true}));
    assert_eq!(all[0].1["base"], json!("votes"));
}
/// 3. A result can be winners, a tied set, none since a floor was missed, no quorum, or undecided.
#[test]
fn outcomes_can_say_winner_tied_none_no_quorum_and_undecided() {
    let plurality = |select: &str| vote(r#"{ "kind": "choice" }"#, "plurality", select);
    let top = r#"{ "rule": "top-k" }"#;
    let mut won = plurality(top);
    choice(won.at(0), "ann", 0);
    won.run_out();
    assert_eq!(won.winners(), [["x"]]);
    let mut tied = plurality(top);
    choice(tied.at(0), "ann", 0);
    choice(&mut tied, "bob", 1);
    tied.at(7 * DAY);
    let records = tied.records();
    let tie = &records[0].selection.as_ref().unwrap().tied[0];
    assert_eq!((tie.tied.len(), tie.choose), (2, 1));
    assert_eq!(records[0].next, Next::Tied { polls: vec![], at_cut: true });
    let mut floor = plurality(r#"{ "rule": "score-threshold", "score": "3" }"#);
    choice(floor.at(0), "ann", 0);
    let mut quorum = plurality(r#"{ "rule": "top-k", "quorum": [{ "votes": 3 }] }"#);
    choice(quorum.at(0), "ann", 0);
    let why = |d: &mut Desk| match d.run_out().assert_paid().ended.clone() {
        Ended::Failed { why: Failure::NobodyChosen { why } } => why,
        other => panic!("{other:?}"),
    };
    assert_eq!(why(&mut floor), NoneChosen::Threshold);
    assert!(matches!(why(&mut quorum), NoneChosen::Quorum { .. }));
    // A search that hit its limit says what is proven, and is no winner.
    let undecided = json!({"kind": "undecided", "best": [[0]], "bound": "at most 3"});
    let read: Outcome = serde_json::from_value(undecided).unwrap();
    assert!(matches!(&read, Outcome::Undecided { bound, .. } if bound == "at most 3"));
    assert!(read.winners().is_none() && !read.is_tied());
}
/// 4. Absent, blank, zero, abstain, skip and conflict are six things.
#[test]
fn absent_blank_zero_abstain_skip_and_conflict_are_six_things() {
    let scores = |b: &[(&str, Scores)]| {
        let mut d = vote(r#"{ "kind": "scores", "top": 5 }"#, "mean-score", r#"{ "rule": "top-k" }"#);
        d.at(0);
        for (who, b) in b {
            d.cast("vote", who, b.clone()).unwrap();
        }
        d.run_out();
        let p = d.assert_paid().rounds[0].polls[0].clone();
        (p.received, p.blank, p.counted.ballots, p.counted.scores.get(&entry("x")).map(ToString::to_string))
    };
    let four = || ("ann", Scores::from([(0, 4)]));
    let x = |s: &str| Some(s.to_owned());
    assert_eq!(scores(&[four()]), (1, 0, 1, x("4")), "absent: no ballot");
    assert_eq!(
        scores(&[four(), ("bob", Scores::default())]),
        (2, 1, 2, x("4")),
        "blank: a ballot that says nothing"
    );
    assert_eq!(
        scores(&[four(), ("bob", Scores::from([(0, 0)]))]),
        (2, 0, 2, x("2")),
        "zero: the lowest mark"
    );
    let mut d = vote(r#"{ "kind": "consent" }"#, "consent", r#"{ "rule": "majority-vote" }"#);
    d.at(0).cast("vote", "ann", Consent::from([(0, Position::Yes)])).unwrap();
    d.cast("vote", "bob", Consent::from([(0, Position::Abstain)])).unwrap();
    d.run_out();
    let votes = d.assert_paid().rounds[0].polls[0].votes[&entry("x")];
    assert_eq!(
        (votes.yes, votes.no, votes.abstain, votes.eligible),
        (1, 0, 1, 4),
        "abstain: takes no side, and is there"
    );
    // Skip: shown and answered by neither; a draw is a comparison, and is counted as one.
    let pairs = |answer| {
        let text = r#"{ "kind": "pairs" }, "parts": true"#;
        let mut d = vote(text, "win-rate", r#"{ "rule": "top-k", "at_cut": "all" }"#);
        let mark = AnyMark::Pair(PairMark { a: EntryIx::new(0), b: EntryIx::new(1), answer: Some(answer) });
        d.at(0).mark("vote", "ann", mark).unwrap();
        d.run_out();
        let p = d.assert_paid().rounds[0].polls[0].clone();
        (p.received, p.blank, p.counted.scores.get(&entry("x")).map(ToString::to_string))
    };
    assert_eq!(pairs(Comparison::Skip), (1, 1, None));
    assert_eq!(pairs(Comparison::Draw), (1, 0, x("1/2")));
    // Conflict: what a voter may not judge is left out, and told.
    let text = text("pairs").replace(r#""rule": "open""#, r#""rule": "conflict-of-interest""#);
    let text =
        text.replace(r#""kind": "pairs" }"#, r#""kind": "approval" }"#).replace("win-rate", "approval");
    let mut d = Desk::new(&text.replace(r#""parts": true, "#, ""));
    d.at(0).enrol("crowd", &["ann", "bob", "cy"]);
    d.submit("ann", "x").unwrap();
    d.submit("bob", "y").unwrap();
    d.person("cy", Act::Conflict { person: id("cy"), with: cocreate::admit::Tied::Entry(entry("x")) })
        .unwrap();
    d.at(4 * DAY);
    let only = |e| Approval([EntryIx::new(e)].into_iter().collect());
    assert_eq!(d.cast("duels", "cy", only(0)).unwrap_err().code(), "barred");
    d.cast("duels", "cy", Approval([EntryIx::new(0), EntryIx::new(1)].into_iter().collect())).unwrap();
    d.at(7 * DAY);
    let p = d.records()[0].polls[0].clone();
    assert_eq!((p.own_left_out, p.blank), (1, 0));
    assert_eq!(p.counted.scores[&entry("y")], Exact::ONE);
}
/// 5. Nothing reads a clock; windows are half-open.
#[test]
fn clocks_are_injected_and_windows_half_open() {
    for (path, code) in sources().iter().filter(|(p, _)| !p.contains("/bin/")) {
        for word in ["SystemTime", "Instant::now", "Timestamp::now", "Zoned::now", "Utc::now"] {
            assert!(!code.contains(word), "{path} has {word}");
        }
    }
    let mut d = vote(r#"{ "kind": "choice" }"#, "plurality", r#"{ "rule": "top-k" }"#);
    d.at(0);
    let end = START + 7 * DAY;
    let at = |d: &Desk, ms: i64| {
        let mut d = d.clone();
        d.now = Time::from_millis(end * 1000 + ms);
        d.cast("vote", "ann", Choice(Some(EntryIx::new(0))))
    };
    assert!(at(&d, -1).is_ok());
    assert!(at(&d, 0).is_err() && at(&d, 1).is_err());
    choice(&mut d, "bob", 1);
}
/// 6. What is not accepted is a value with a reason, and has changed nothing.
#[test]
fn rejected_acts_are_values_with_reasons() {
    let mut d = vote(r#"{ "kind": "choice" }"#, "plurality", r#"{ "rule": "top-k" }"#);
    d.at(0);
    let before = d.contest.clone();
    for (refused, code, words) in [
        (d.cast("vote", "eve", Choice(None)), "not-on-roster", "`eve`"),
        (d.cast("vote", "ann", Choice(Some(EntryIx::new(7)))), "ballot", "7"),
        (d.cast("vote", "ann", Scores::default()), "wrong-kind", "choice"),
        (d.cast("poll", "ann", Choice(None)), "unknown-poll", "`vote`"),
        (d.submit("ann", "z"), "out-of-phase", "balloting"),
        (d.person("ann", Act::Pause {}), "not-allowed", "the host"),
    ] {
        let refused = refused.unwrap_err();
        assert_eq!(refused.code(), code);
        assert!(refused.to_string().contains(words), "{refused}");
        assert!(serde_json::to_value(&refused).unwrap().is_object());
    }
    assert_eq!((&d.contest, d.log.len()), (&before, 0));
}
/// 7. The log is a chain of hashes, and counting from it gives the result.
#[test]
fn a_recount_from_the_hash_chain_equals_the_result() {
    let mut d = vote(r#"{ "kind": "choice" }"#, "plurality", r#"{ "rule": "top-k" }"#);
    choice(d.at(0), "ann", 1);
    d.run_out();
    let p = d.contest.valid_plan().clone();
    let mut chain = Chain::genesis(&p.plan().contest, &p.digest());
    let mut lines: Vec<String> =
        d.log.iter().map(|e| LogLine { event: e.clone(), head: chain.push(e).unwrap() }.write()).collect();
    assert!(audit(&p, &lines, &[chain.into()], |_| None).is_sound());
    assert_eq!(Contest::replay(&p, &d.log).unwrap().settlement(), d.contest.settlement());
    lines[0] = lines[0].replace(r#""choice":1"#, r#""choice":0"#);
    assert!(!audit(&p, &lines, &[], |_| None).is_sound());
}
/// 8. Who could vote, what came in, what was set aside, the count, the adjustment, the decision and the allocation stand apart.
#[test]
fn layers_stand_apart() {
    let mut d = Desk::of(&plan("crowd"));
    d.at(0).enrol("crowd", &["ann", "bob", "cy"]);
    d.submit("ann", "x").unwrap();
    d.submit("bob", "y").unwrap();
    d.at(12 * DAY);
    d.mark("vote", "cy", score(0, 5)).unwrap();
    d.mark("vote", "bob", score(0, 1)).unwrap();
    d.host(Act::SetAside {
        poll: "vote".parse().unwrap(),
        voter: id("bob"),
        why: "brigade".parse().unwrap(),
    })
    .unwrap();
    d.run_out();
    let s = d.assert_paid();
    let p = &s.rounds[0].polls[0];
    // Besides the three there is one whom the plan names.
    assert_eq!((p.eligible, p.received, p.set_aside["brigade"], p.counted.ballots), (4, 2, 1, 1));
    // Nothing is deleted: the count with what was set aside stands beside the other.
    let with = p.with_set_aside.as_ref().unwrap();
    assert_eq!(
        (&p.counted.scores[&entry("x")], &with.scores[&entry("x")]),
        (&Exact::from(5u32), &Exact::from(3u32))
    );
    let r = receipt(&plan("crowd"), &d.log).unwrap();
    let x = &r.rounds[0].polls[0].entries[0];
    assert_eq!(
        (&x.before, &x.after, &x.factor),
        (&Some(Exact::from(5u32)), &Some(Exact::from(5u32)), &Some(Exact::ONE))
    );
    assert_eq!(s.rounds[0].selection.as_ref().unwrap().winners, [[entry("x")]]);
    assert_eq!(s.payouts.len(), 2);
}

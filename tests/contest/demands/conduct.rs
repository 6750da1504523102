//! The other seven: deadlines, ties, visibility, diagnostics, snapshots.
use super::{choice, sources, vote};
use crate::contest::{
    desk::{DAY, Desk, entry, id, valid},
    plans::{ALL, plan, text},
    stories::{TIED, score},
};
use cocreate::{
    audit::receipt,
    ballot::Scores,
    contest::{
        Act, Ended, Failure, Phase, Plan, Rules, Viewer,
        plan::{OnTie, TiePlan, Unsettled},
    },
    count::{DecidedBy, RuleSpec},
    num::{Amount, Apportionment, Exact, OddUnits, split_capped},
    quality::{agreement::kendall_w, connected},
    queue,
};

/// 9. Every contest has a rule of failure, and every wait for the host an end with a consequence.
#[test]
fn there_is_a_failure_rule_and_a_deadline_for_the_host() {
    for (name, _) in ALL {
        let mut d = Desk::of(&plan(name));
        d.run_out();
        let s = d.assert_paid();
        if !matches!(s.ended, Ended::Won { .. }) {
            assert!(s.payouts.iter().all(|p| p.returned == p.pot.amount), "{name}: all goes back");
        }
    }
    // A tie that the host leaves, a pick, a pause: with the defaults of a plan that says nothing of it.
    let mut d = Desk::new(TIED);
    d.at(0).enrol("all", &["ann", "bob"]);
    choice(&mut d, "ann", 0);
    choice(&mut d, "bob", 1);
    d.at(7 * DAY);
    assert_eq!(d.phase(), Phase::Counting);
    d.run_out();
    assert_eq!(d.assert_paid().ended, Ended::Failed { why: Failure::TieUnsettled {} });
    let mut d = Desk::new(TIED);
    d.at(0).host(Act::Pause {}).unwrap();
    d.run_out();
    assert_eq!(d.phase(), Phase::Settled);
}
/// 10. Who ends a tie is a list whose last part is total: it chooses, or fails the contest by name.
#[test]
fn ties_end_by_a_list_whose_last_part_is_total() {
    for (ties, want) in [
        (r#"{ "by": { "order": ["y", "x"] } }"#, Some((DecidedBy::Order, "y"))),
        (r#"{ "by": "first-entered" }"#, Some((DecidedBy::Order, "x"))),
        (r#"{ "by": { "order": ["z"] }, "then": "lot" }"#, None),
        (r#"{ "by": "lot" }"#, None),
    ] {
        let text = TIED
            .replace(r#""balloting": "7d","#, &format!(r#""balloting": "7d", "ties": {ties},"#))
            .replace(r#""mode""#, r#""lot": { "seed": "published" }, "mode""#);
        let mut d = Desk::new(&text);
        d.at(0).enrol("all", &["ann", "bob"]);
        choice(&mut d, "ann", 0);
        choice(&mut d, "bob", 1);
        d.run_out();
        let breakers = receipt(&valid(&text), &d.log).unwrap().rounds.pop().unwrap().breakers;
        let (by, won) = match want {
            Some((by, e)) => (by, e.to_owned()),
            None => (DecidedBy::Lot, d.winners()[0][0].clone()),
        };
        assert_eq!((breakers.len(), breakers[0].by, d.winners()), (1, by, vec![vec![won]]));
    }
    // With nothing said: the host, and then failure by name.
    let ties = TiePlan::default();
    assert_eq!((ties.by, ties.then), (OnTie::Host, Unsettled::Fail));
}
/// 11. What a cap takes is shared again until nobody is over it, and sums exactly.
#[test]
fn redistribution_reaches_a_fixed_point_and_sums() {
    // 100 by 10, 9 and 1 with at most 40: 50 and 45 are cut, and the third has the rest.
    let weights = [10u32, 9, 1].map(Exact::from);
    let s = split_capped(100, &weights, 40, Apportionment::default(), OddUnits::First).unwrap();
    assert_eq!(s.split.parts, [40, 40, 20]);
    let s = split_capped(100, &weights, 30, Apportionment::default(), OddUnits::First).unwrap();
    assert_eq!((s.split.parts, s.left), (vec![30, 30, 30], 10), "all at the cap: the rest is told as left");
}
/// 12. What the plan hides does not leave the engine.
#[test]
fn visibility_is_part_of_the_engine() {
    let live = |hidden: &str| {
        let mut d = Desk::new(&text("crowd").replace(r#""hidden": {"#, &format!(r#""hidden": {{ {hidden}"#)));
        d.at(0).enrol("crowd", &["ann", "bob"]);
        d.submit("ann", "x").unwrap();
        d.at(12 * DAY).mark("vote", "bob", score(0, 3)).unwrap();
        let v = serde_json::to_value(d.contest.view(&Viewer::Public, d.now).unwrap()).unwrap();
        (
            v["polls"][0].get("live").is_some(),
            v["polls"][0].get("received").is_some(),
            v["entries"][0].get("team").is_some(),
        )
    };
    assert_eq!(live(""), (false, false, false));
    assert_eq!(live(r#""turnout": false, "#), (false, true, false));
    assert_eq!(live(r#""counts": false, "#), (true, true, false));
}
/// 13. Calibration and exposure are functions with diagnostics: who can be compared, how far judges agree, whom to show next.
#[test]
fn calibration_and_exposure_have_diagnostics() {
    // Judge 2 shares no entry with the others.
    assert_eq!(connected::groups(3, &[(0, 0), (1, 0), (2, 1)]).unwrap(), [vec![0, 1], vec![2]]);
    let w = kendall_w(&[vec![1, 2, 3], vec![1, 3, 2], vec![2, 1, 3]]).unwrap();
    assert_eq!(w.to_string(), "4/9");
    // One rating given more never moves one's own entry back.
    for received in 0..120 {
        let all: Vec<u64> = (0..150).map(|given| queue::coolness(given, received)).collect();
        assert!(all.is_sorted(), "{received}");
    }
    // Ballots of each entry stand in the record.
    let mut d = vote(r#"{ "kind": "scores", "top": 5 }"#, "mean-score", r#"{ "rule": "top-k" }"#);
    d.at(0).cast("vote", "ann", Scores::from([(0, 4), (1, 1)])).unwrap();
    d.cast("vote", "bob", Scores::from([(0, 4)])).unwrap();
    d.run_out();
    let of = &d.assert_paid().rounds[0].polls[0].ballots_of;
    assert_eq!((of[&entry("x")], of[&entry("y")]), (2, 1));
}
/// 14. Weights, terms and pots stand as they were: who came later, what is amended later, changes none of them.
#[test]
fn weights_terms_and_pots_are_snapshots() {
    let amend = |name: &str, value: &str| Act::Amend {
        set: [(name.to_owned(), serde_json::from_str(value).unwrap())].into(),
    };
    let mut d = Desk::of(&plan("pick"));
    d.at(0).enrol("crowd", &["ann", "bob"]);
    d.submit("ann", "x").unwrap_err();
    let mut s = crate::contest::desk::submission("x", &["ann"]);
    s.category = Some("cups".parse().unwrap());
    d.person("ann", Act::Submit(Box::new(s))).unwrap();
    // Terms that the plan did not list before anybody entered stand.
    let refused = d.host(amend("pots.0.reward", r#"{ "rule": "equal-split" }"#)).unwrap_err();
    assert!(refused.to_string().contains("does not list `pots.0.reward`"), "{refused}");
    d.host(amend("pots.0.amount", "51")).unwrap();
    d.at(4 * DAY);
    d.cast("vote", "bob", cocreate::ballot::Points::from([(0, 2)])).unwrap();
    // Nor is the electorate another one once the ballots are in.
    d.at(7 * DAY);
    assert_eq!(d.host(Act::enrol("crowd".parse().unwrap(), id("cy"))).unwrap_err().code(), "out-of-phase");
    d.run_out();
    assert_eq!(d.host(amend("pots.0.amount", "52")).unwrap_err().code(), "out-of-phase");
    let s = d.assert_paid();
    assert_eq!(s.payouts[0].pot.amount, Amount::from(51u32));
    let r = receipt(&plan("pick"), &d.log).unwrap();
    assert_eq!((r.amended.len(), r.plan), (1, s.plan));
    let listed = br#"[["ann","1"],["bob","1"]]"#;
    assert_eq!(r.rounds[0].polls[0].electorate, cocreate::contest::Digest::of(listed));
}
/// 15. Every rule's page has a worked example, which is run as a test of the documentation.
#[test]
fn worked_examples_of_the_documentation_are_tests() {
    let rules = Rules::built_in();
    let ids = rules.tally.iter().map(|e| e.about().id).chain(rules.select.iter().map(|e| e.about().id));
    let ids: Vec<&str> = ids.chain(rules.reward.iter().map(|e| e.about().id)).collect();
    // Examples of the documentation tell no rule of the crate.
    let dense = |code: &str| -> String {
        let told = code.lines().filter(|l| !l.trim_start().starts_with("//"));
        told.flat_map(str::split_whitespace).collect()
    };
    let all: Vec<(String, String, String)> =
        sources().into_iter().map(|(path, code)| (path, dense(&code), code)).collect();
    for id in ids {
        let told = format!("About::new(\"{id}\"");
        let file = all.iter().find(|(_, dense, _)| dense.contains(&told)).map(|(path, _, code)| (path, code));
        let (path, code) = file.unwrap_or_else(|| panic!("no file tells `{id}`"));
        let docs: String =
            code.lines().filter(|l| l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        assert!(docs.to_lowercase().contains("worked example"), "{path}");
        let run = docs.split("/// ```").nth(1).unwrap_or_default();
        assert!(run.contains("assert"), "{path}: its example asserts nothing");
        assert!(!run.trim_start().starts_with("ignore") && !run.trim_start().starts_with("text"), "{path}");
    }
    // The plans of this page are read as any other.
    assert!(Plan::from_json(TIED).is_ok() && RuleSpec::new("irv").params.is_empty());
}

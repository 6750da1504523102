//! Plans and values with faults.
use super::plans::{ALL, text};
use cocreate::{
    admit::Applicant,
    ballot::Scores,
    contest::{Act, AnyBallot, Checked, Command, Contest, Event, Plan, Rules, ValidPlan},
    id::{EntryIx, EntrySet, MAX_ENTRIES},
    num::Exact,
    profile::MAX_WEIGHT,
};
use proptest::prelude::*;

fn faults(text: &str) -> Vec<(String, String)> {
    let plan = Plan::from_json(text).unwrap();
    let found = plan.validate(&Rules::built_in().into()).unwrap_err();
    found.0.iter().map(|f| (f.field.clone(), f.to_string())).collect()
}
#[test]
fn every_fault_of_a_plan_is_told_at_once() {
    let text = r#"{
        "contest": "faulty", "mode": "community", "starts": "2026-03-29T02:30:00",
        "parties": [{ "party": "red", "share": "-1" }, { "party": "red", "share": "1" }],
        "rosters": { "all": { "least": 2, "admit": [{ "rule": "opne" }] } },
        "entries": { "by": "al", "window": "0s", "largest_team": 0 },
        "rounds": [{
            "balloting": { "until": "2020-01-01T00:00:00Z" },
            "polls": [
                { "poll": "p", "voters": "some", "ballot": { "kind": "choice" }, "tally": { "rule": "borda" }, "parts": true },
                { "poll": "p", "voters": "all", "ballot": { "kind": "ranking" }, "tally": { "rule": "irv" }, "ties": { "by": "lot" } }
            ],
            "select": { "rule": "top-k", "k": 0, "poll": "p" }, "repeat": { "until": { "entries-left": 1 }, "at_most": 0 }
        }],
        "pots": [{ "pot": "g", "currency": "EUR", "amount": 1, "reward": { "rule": "royalty" } }],
        "longest_pause": "0s", "limits": { "entries": 40000 }, "amendable": ["mode", "rounds.7.balloting"]
    }"#;
    let found = faults(text);
    let fields: Vec<&str> = found.iter().map(|(f, _)| f.as_str()).collect();
    for want in [
        "starts",
        "parties.0.share",
        "parties.1.party",
        "rosters.all.least",
        "rosters.all.admit.0",
        "entries.by",
        "entries.window",
        "entries.largest_team",
        "rounds.0.repeat",
        "rounds.0.repeat.at_most",
        "rounds.0.polls.0.voters",
        "rounds.0.polls.0.parts",
        "rounds.0.polls.0.tally",
        "rounds.0.polls.1.poll",
        "rounds.0.polls.1.ballot",
        "rounds.0.polls.1.ties",
        "rounds.0.select",
        "pots.0.reward",
        "longest_pause",
        "limits.entries",
        "amendable.mode",
        "amendable.rounds.7.balloting",
    ] {
        assert!(fields.contains(&want), "{want} is not among {fields:#?}");
    }
    assert!(found.iter().any(|(_, t)| t.contains("opne") && t.contains("open")), "{found:#?}");
}
/// Fields that are missing do not hide one another, nor what else is wrong.
#[test]
fn every_missing_field_is_told() {
    let told = |text: &str| {
        let found = ValidPlan::from_json(text, &Rules::built_in().into()).unwrap_err();
        let mut fields: Vec<String> = found.0.iter().map(|f| f.field.clone()).collect();
        fields.sort_unstable();
        (fields, found.to_string())
    };
    let (fields, words) = told("{}");
    assert_eq!(fields, ["contest", "entries", "mode", "rounds", "starts"]);
    assert!(words.contains("mode: missing field `mode`"), "{words}");
    assert_eq!(told(r#"{ "contest": "x" }"#).0, ["entries", "mode", "rounds", "starts"]);
    let (fields, words) = told(r#"{ "contest": "x", "mode": "crwd", "starts": "2026-12-01T00:00:00Z" }"#);
    assert_eq!(fields, ["entries", "mode", "rounds"]);
    assert!(words.contains("there is no mode `crwd`; a mode is `experts`"), "{words}");
    let rest = r#""contest": "x", "mode": "crowd", "starts": "2026-12-01T00:00:00Z", "rosters": { "all": {} },
        "entries": { "window": "1d" }"#;
    let round = r#"{ "balloting": "1d", "polls": [{ "poll": "p" }], "select": { "rule": "top-k" } }"#;
    let of_pots = |pots: &str| told(&format!(r#"{{ {rest}, "rounds": [{round}], "pots": [{pots}] }}"#)).0;
    let of_poll = ["rounds.0.polls.0.ballot", "rounds.0.polls.0.tally", "rounds.0.polls.0.voters"];
    let with = |of_pot: &[&'static str]| [of_pot, &of_poll].concat();
    assert_eq!(of_pots("{}"), with(&["pots.0.amount", "pots.0.currency", "pots.0.pot", "pots.0.reward"]));
    assert_eq!(of_pots(r#"{ "pot": "a" }"#), with(&["pots.0.amount", "pots.0.currency", "pots.0.reward"]));
    let unit = r#"{ "pot": "a", "currency": { "code": "POINT" }, "amount": 1 }"#;
    assert_eq!(of_pots(unit), with(&["pots.0.currency.exponent", "pots.0.reward"]));
}
#[test]
fn an_amount_out_of_range_is_told_with_the_range() {
    let text = text("crowd").replacen(r#""amount": 100001"#, r#""amount": -1"#, 1);
    let told = Plan::from_json(&text).unwrap_err().to_string();
    let range = "not below nought, as -1 is, but from 0 to 1000000000000000000000000000000";
    assert!(told.contains(range), "{told}");
}
#[test]
fn a_misspelt_key_is_refused_by_name() {
    for (key, wrong) in [
        ("\"rounds\"", "\"ronds\""),
        ("\"appeal\"", "\"apeal\""),
        ("\"top\"", "\"tpo\""),
        ("\"voters\"", "\"voter\""),
    ] {
        let text = text("crowd").replacen(key, wrong, 1);
        let e = Plan::from_json(&text).unwrap_err().to_string();
        assert!(e.contains(wrong.trim_matches('"')), "{e}");
    }
    // A parameter of a rule is read when the rule is made.
    let text = text("crowd").replace("min_votes", "min_vote");
    assert!(faults(&text)[0].1.contains("min_vote"), "{:?}", faults(&text));
    let twice = text.replacen('{', "{ \"mode\": \"crowd\",", 1);
    assert!(Plan::from_json(&twice).is_err(), "a key that is given twice");
}
#[test]
fn a_plan_of_a_later_format_is_refused_by_name() {
    let text =
        text("crowd").replacen('{', "{ \"format\": 9, \"contest_2\": 1,", 1).replace("\"contest_2\": 1,", "");
    assert_eq!(
        faults(&text),
        [(
            "format".to_owned(),
            "format: format 9 is newer than 1, the newest that this version reads".to_owned()
        )]
    );
}
#[test]
fn an_early_close_waits_for_whole_ballots() {
    let text = text("crowd").replace(r#""balloting": "5d","#, r#""balloting": "5d", "early_close": true,"#);
    assert_eq!(faults(&text)[0].0, "rounds.0.early_close");
}
/// Shares that add up beyond what can be counted are refused when they come, not when they are counted.
#[test]
fn weights_that_overflow_are_refused_when_they_come() {
    let mut c = Contest::new(&super::plans::plan("coalition"));
    let now = cocreate::contest::Time::from_secs(super::desk::START);
    let enrol = |who: &str, share: Exact| {
        let applicant = Box::new(Applicant::new(who.parse().unwrap()));
        Command::host(Act::Enrol { roster: "members".parse().unwrap(), applicant, share: Some(share) })
    };
    let Ok(Checked::New(e)) = c.check(&enrol("ann", Exact::from(MAX_WEIGHT)), now) else { panic!() };
    c.apply(&e).unwrap();
    assert_eq!(c.check(&enrol("bob", Exact::ONE), now).unwrap_err().code(), "share");
    assert_eq!(c.check(&enrol("bob", "1/3".parse().unwrap()), now).unwrap_err().code(), "share");
    assert_eq!(c.check(&enrol("bob", "-1".parse().unwrap()), now).unwrap_err().code(), "share");
    assert!(c.check(&enrol("bob", Exact::ZERO), now).is_ok());
}
#[test]
fn no_more_entries_than_ranks_can_tell_apart() {
    for n in [MAX_ENTRIES, 65_537] {
        let given: Vec<String> = (0..n).map(|i| format!(r#"{{ "entry": "e{i}" }}"#)).collect();
        let text = text("community")
            .replace(r#"[{ "entry": "none" }]"#, &format!("[{}]", given.join(",")))
            .replacen('{', &format!("{{ \"limits\": {{ \"entries\": {} }},", n.min(MAX_ENTRIES)), 1);
        let plan = Plan::from_json(&text).unwrap().validate(&Rules::built_in().into());
        match n {
            MAX_ENTRIES => assert!(plan.is_ok()),
            _ => assert_eq!(plan.unwrap_err().0[0].field, "entries.given"),
        }
    }
}
#[test]
fn what_is_no_number_is_no_score() {
    let event = |ballot: &str| {
        let text = format!(
            r#"{{ "format": 1, "seq": 0, "at": 0, "by": {{ "person": "a" }},
               "act": {{ "do": "cast", "poll": "p", "voter": "a", "ballot": {ballot} }} }}"#
        );
        serde_json::from_str::<Event>(&text)
    };
    let fine = event(r#"{ "scores": { "0": 3, "12": 0 } }"#).unwrap();
    let Act::Cast { ballot, .. } = fine.act else { panic!() };
    assert_eq!(*ballot, AnyBallot::Scores(Scores::from([(0, 3), (12, 0)])));
    for wrong in [
        r#"{ "scores": { "0": NaN } }"#,
        r#"{ "scores": { "0": "NaN" } }"#,
        r#"{ "scores": { "0": 1e400 } }"#,
        r#"{ "scores": { "0": 1.5 } }"#,
        r#"{ "scores": { "0": -1 } }"#,
        r#"{ "scores": { "0": 65536 } }"#,
        r#"{ "scores": { "00": 1 } }"#,
        r#"{ "scores": { "+1": 1 } }"#,
        r#"{ "scores": { "-1": 1 } }"#,
        r#"{ "scores": { "4294967296": 1 } }"#,
        r#"{ "scores": { "0": 1, "0": 2 } }"#,
        r#"{ "scroes": {} }"#,
        r#"{ "scores": [3] }"#,
        "null",
    ] {
        assert!(event(wrong).is_err(), "{wrong}");
    }
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Bytes of a plan or an event changed anywhere: read or refused, validated or refused, never a panic.
    #[test]
    fn changed_texts_never_panic(nth in 0..ALL.len(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = text(ALL[nth].0).into_bytes();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        if let Ok(plan) = Plan::from_json(&String::from_utf8_lossy(&bytes)) {
            let _ = plan.validate(&Rules::built_in().into());
        }
        let far: EntrySet = [EntryIx::from(at)].into_iter().collect();
        prop_assert_eq!(far.len(), 1);
    }
}

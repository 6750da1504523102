//! Rules by name.
use cocreate::{
    count::{CountError, Options, RegistryError, RuleSpec, Seats, Task, TiePolicy},
    profile::AnyProfile,
    tally::registry,
};

fn spec(json: &str) -> RuleSpec {
    serde_json::from_str(json).unwrap()
}
#[test]
fn a_plan_names_a_rule_and_reads_back_what_was_understood() {
    let (rule, full) = registry().build(&spec(r#"{"rule": "mean", "min_votes": 3}"#)).unwrap();
    assert_eq!(rule.about().id, "mean-score");
    assert_eq!(serde_json::to_string(&full).unwrap(), r#"{"min_votes":3,"rule":"mean-score"}"#);
    let (_, defaults) = registry().build(&spec(r#"{"rule": "mean-score"}"#)).unwrap();
    assert_eq!(serde_json::to_string(&defaults).unwrap(), r#"{"min_votes":0,"rule":"mean-score"}"#);
}
#[test]
fn an_alias_stands_for_parameters() {
    let (_, full) = registry().build(&spec(r#"{"rule": "equal-shares-without-completion"}"#)).unwrap();
    assert_eq!(serde_json::to_string(&full).unwrap(), r#"{"completion":"none","rule":"equal-shares"}"#);
    let both = spec(r#"{"rule": "equal-shares-without-completion", "completion": "seq-phragmen"}"#);
    let e = registry().build(&both).unwrap_err();
    assert!(matches!(e, RegistryError::Fixed { param: "completion", .. }), "{e}");
}
#[test]
fn mistakes_are_named() {
    let say = |json: &str| registry().build(&spec(json)).unwrap_err().to_string();
    assert_eq!(say(r#"{"rule": "bordo"}"#), "there is no rule `bordo`; did you mean `borda`?");
    assert_eq!(say(r#"{"rule": "xyzzyplugh"}"#), "there is no rule `xyzzyplugh`");
    let typo = say(r#"{"rule": "mean-score", "min_vote": 3}"#);
    assert!(typo.starts_with("rule `mean-score`: unknown field `min_vote`"), "{typo}");
    assert!(typo.ends_with("it has min_votes"), "{typo}");
    assert!(say(r#"{"rule": "mean-score", "min_votes": -1}"#).contains("-1"));
    assert!(serde_json::from_str::<RuleSpec>(r#"{"rule": "borda", "a": 1, "a": 2}"#).is_err());
    assert!(serde_json::from_str::<RuleSpec>(r#"{"min_votes": 3}"#).is_err());
    assert!(serde_json::from_str::<RuleSpec>(r#"{"rule": "borda", "a": 1.5}"#).is_err());
}
#[test]
fn the_wrong_ballots_and_the_wrong_task_are_refused_at_the_edge() {
    let (borda, _) = registry().build(&RuleSpec::new("borda")).unwrap();
    let approvals = cocreate::profile::Profile::of(2, &[cocreate::ballot::Approval::from([0])]).unwrap();
    let any = AnyProfile::from(approvals);
    let e = borda.run(&any, &Task::Seats(Seats::ONE), &TiePolicy::REPORT, &Options::default()).unwrap_err();
    assert!(matches!(e, CountError::WrongKind { rule: "borda", .. }), "{e}");
    let rankings = AnyProfile::from(super::strict(2, &[(&[0, 1], 1)]));
    let e = borda.run(&rankings, &Task::Plain, &TiePolicy::REPORT, &Options::default()).unwrap_err();
    assert!(matches!(e, CountError::WrongTask { .. }), "{e}");
}
#[test]
fn every_line_of_the_catalogue_builds_from_its_defaults_and_its_aliases() {
    let all = registry();
    for entry in all.iter() {
        let about = entry.about();
        let (rule, full) = all.build(&RuleSpec::new(about.id)).unwrap();
        assert_eq!(rule.about(), about);
        assert_eq!(serde_json::Value::Object(full.params), entry.defaults());
        for alias in about.aliases {
            let (aliased, _) = all.build(&RuleSpec::new(alias.name)).unwrap();
            assert_eq!(aliased.about().id, about.id);
        }
    }
}

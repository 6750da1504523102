//! A witness is data: it holds for the rule that it shows, for no other, and not once it is altered.
use super::{all, criterion, look, rule};
use cocreate::{
    ballot::{Ranking, RankingForm},
    count::CountError,
    criteria::{Ballots, CondorcetLost, LiftLost, MajorityLost},
    profile::Profile,
};
use serde_json::{Value, json};

fn shown(criterion_id: &str, rule_id: &str) -> Value {
    if criterion_id != "monotonicity" {
        return look(criterion_id, rule_id, &all(3, 5)).witness().unwrap().to_json().unwrap();
    }
    let mut b = Profile::builder(cocreate::profile::Slate::anonymous(3), <_>::default()).unwrap();
    for (n, order) in [(6, [0, 1, 2]), (5, [2, 0, 1]), (4, [1, 2, 0]), (2, [1, 0, 2])] {
        b.push_many(&Ranking::strict(order), n).unwrap();
    }
    criterion(criterion_id).violation(&b.finish(), &rule(rule_id)).unwrap().unwrap().to_json().unwrap()
}
fn holds(criterion_id: &str, rule_id: &str, json: Value) -> bool {
    criterion(criterion_id).read(json).unwrap().holds(&rule(rule_id)).unwrap()
}
const FIRST: [(&str, &str, &str); 3] = [
    ("majority", "borda", "schulze"),
    ("condorcet-winner", "irv", "schulze"),
    ("monotonicity", "irv", "borda"),
];

#[test]
fn it_holds_again_from_its_text_and_for_its_rule_only() {
    for (criterion_id, rule_id, other) in FIRST {
        let text = shown(criterion_id, rule_id).to_string();
        assert!(holds(criterion_id, rule_id, serde_json::from_str(&text).unwrap()));
        assert!(!holds(criterion_id, other, serde_json::from_str(&text).unwrap()), "{other}");
    }
}
/// Every number of a witness, changed.
fn altered(at: &Value) -> Vec<Value> {
    match at {
        Value::Number(n) => [n.as_u64().unwrap() + 1, 0].into_iter().map(Value::from).collect(),
        Value::Array(a) => (0..a.len())
            .flat_map(|i| altered(&a[i]).into_iter().map(move |v| (i, v)))
            .map(|(i, v)| {
                let mut a = a.clone();
                a[i] = v;
                Value::Array(a)
            })
            .collect(),
        Value::Object(o) => o
            .iter()
            .flat_map(|(k, v)| altered(v).into_iter().map(move |v| (k, v)))
            .map(|(k, v)| {
                let mut o = o.clone();
                o.insert(k.clone(), v);
                Value::Object(o)
            })
            .collect(),
        _ => vec![],
    }
}
#[test]
fn one_altered_number_is_seen() {
    for (criterion_id, rule_id, _) in FIRST {
        let honest = shown(criterion_id, rule_id);
        let mut tried = 0;
        for v in altered(&honest).into_iter().filter(|v| *v != honest) {
            // Sets that do not rise are refused where they are read.
            let Ok(w) = criterion(criterion_id).read(v.clone()) else { continue };
            tried += 1;
            // More or fewer ballots may show the same, and are then another honest witness; what is said of them is not.
            let ballots = |v: &Value| v.get("ballots").cloned();
            if ballots(&v) == ballots(&honest) {
                assert!(!w.holds(&rule(rule_id)).unwrap(), "{v}\n{honest}");
            }
        }
        assert!(tried > 10, "{tried} of {criterion_id}");
    }
}
#[test]
fn what_is_no_profile_shows_nothing() {
    let stranger = json!({
        "ballots": {"entries": 2, "cast": [{"weight": 3, "ballot": [[7]]}]},
        "favourite": 7, "elected": {"certain": [], "possible": []}
    });
    assert!(!holds("majority", "borda", stranger));
    let heavy = json!({
        "ballots": {"entries": 2, "cast": [{"weight": u64::MAX, "ballot": [[0]]}]},
        "unnamed": "last", "beats_all": 0, "elected": {"certain": [1], "possible": [1]}
    });
    assert!(!holds("condorcet-winner", "borda", heavy));
    let no_units = json!({
        "ballots": {"entries": 2, "units_per_vote": 0, "cast": [{"weight": 1, "ballot": [[0]]}]},
        "unnamed": "last", "beats_all": 0, "elected": {"certain": [1], "possible": [1]}
    });
    assert!(!holds("condorcet-winner", "borda", no_units));
    assert!(criterion("majority").read(json!({"ballots": 1})).is_err());
}
#[test]
fn json_forms_are_frozen() {
    assert_eq!(
        shown("majority", "borda").to_string(),
        r#"{"ballots":{"cast":[{"ballot":[[0],[1],[2]],"weight":3},{"ballot":[[1],[2],[0]],"weight":2}],"entries":3},"elected":{"certain":[1],"possible":[1]},"favourite":0}"#
    );
    let keys = |v: &Value| v.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&shown("condorcet-winner", "irv")), "ballots beats_all elected unnamed");
    assert_eq!(keys(&shown("monotonicity", "irv")), "after before elected lifted then to winner");
    // And they are read into their types.
    serde_json::from_value::<MajorityLost>(shown("majority", "borda")).unwrap();
    serde_json::from_value::<CondorcetLost>(shown("condorcet-winner", "irv")).unwrap();
    serde_json::from_value::<LiftLost>(shown("monotonicity", "irv")).unwrap();
}
#[test]
fn ballots_as_data_are_the_same_profile_with_weights_and_form() {
    let form = RankingForm { strict: true, most: Some(2) };
    let mut b = Profile::builder_scaled(cocreate::profile::Slate::anonymous(3), form, 6).unwrap();
    b.push_weighted(&Ranking::strict([2, 0]), 9).unwrap();
    b.push_many(&Ranking::strict([1]), 2).unwrap();
    let p = b.finish();
    let ballots: Ballots<Ranking> =
        serde_json::from_str(&serde_json::to_string(&Ballots::of(&p)).unwrap()).unwrap();
    assert!(ballots.profile().unwrap().same_ballots(&p));
}
#[test]
fn a_weighted_majority_counts_weight_and_equal_ballots_are_lifted_together() {
    let mut b = Profile::builder_scaled(cocreate::profile::Slate::anonymous(3), <_>::default(), 2).unwrap();
    for (weight, order) in [(3, [0, 1, 2]), (3, [0, 1, 2]), (4, [1, 2, 0])] {
        b.push_weighted(&Ranking::strict(order), weight).unwrap();
    }
    // 6 of 10 units put the first first; by the Borda count it has 12, the second 6 + 8.
    let p = b.finish();
    let w = criterion("majority").violation(&p, &rule("borda")).unwrap().unwrap();
    assert!(w.holds(&rule("borda")).unwrap());
    assert!(criterion("monotonicity").violation(&p, &rule("schulze")).unwrap().is_none());
}
#[test]
fn rules_for_other_ballots_are_refused_by_name() {
    let p = Profile::of(2, &[Ranking::strict([0, 1])]).unwrap();
    let e = criterion("majority").violation(&p, &rule("approval")).unwrap_err();
    assert!(matches!(e, CountError::WrongKind { rule: "approval", .. }), "{e}");
    let level = Profile::of(2, &[Ranking::tiers([[0, 1].into()])]).unwrap();
    let e = criterion("monotonicity").violation(&level, &rule("plurality")).unwrap_err();
    assert_eq!(
        e.to_string(),
        "rule `plurality`: 1 ballot ranks entries equally; this rule needs strict ranks"
    );
}
#[test]
fn an_empty_profile_and_a_lone_entry_violate_nothing() {
    for c in ["majority", "condorcet-winner", "monotonicity"] {
        for p in [
            Profile::of(0, &[]).unwrap(),
            Profile::of(3, &[]).unwrap(),
            Profile::of(1, &[Ranking::strict([0])]).unwrap(),
            Profile::of(2, &[Ranking::default()]).unwrap(),
        ] {
            assert!(criterion(c).violation(&p, &rule("schulze")).unwrap().is_none(), "{c}");
            assert!(criterion(c).violation(&p, &rule("irv")).unwrap().is_none(), "{c}");
        }
    }
}

//! `--ties`.
use super::{count, data, refused, winners, written};
use serde_json::{Value, json};

#[test]
fn an_order_breaks_ties_by_its_first() {
    for (order, winner) in [
        ("order:Bob,Ann", "Bob"),
        ("order:Ann>Bob>Cy", "Ann"),
        ("order:[\"Bob\",\"Ann\"]", "Bob"),
        ("order:3,1", "Bob"),
        ("order:", "Ann"),
        ("order", "Ann"),
    ] {
        assert_eq!(winners("tie.csv", &["--rule", "plurality", "--ties", order]), [winner], "{order}");
    }
    // The order does not say who of the two it is.
    let (got, code) = count("tie.csv", &["--rule", "plurality", "--ties", "order:Cy"]);
    assert_eq!((&got["outcome"]["tied"], code), (&json!(["Ann", "Bob"]), 3));
}
#[test]
fn a_lot_gives_the_same_for_the_same_seed_and_says_who_broke_the_tie() {
    let by = |seed: &str| count("tie.csv", &["--rule", "plurality", "--ties", &format!("lot:{seed}")]).0;
    assert_eq!(by("2026-11-24"), by("2026-11-24"));
    let seen: std::collections::BTreeSet<String> =
        (0..20).map(|i| by(&i.to_string())["outcome"]["winners"].to_string()).collect();
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), ["[\"Ann\"]", "[\"Bob\"]"]);
    let got = by("x");
    let tie = got["steps"].as_array().unwrap().iter().find(|s| s["step"] == "tied").unwrap();
    assert_eq!((&tie["by"], &tie["take"], &tie["ways"]), (&json!("lot"), &json!(1), &json!(2)));
}
/// A tie as it is told is a decision as it is declared.
#[test]
fn declared_decisions_are_read_from_a_file_in_the_form_in_which_ties_are_told() {
    for rule in ["plurality", "irv"] {
        let (told, _) = count("tie.csv", &["--rule", rule, "--ties", "order"]);
        let tie = told["steps"].as_array().unwrap().iter().find(|s| s["step"] == "tied").unwrap().clone();
        for (leaves, stays) in [("Ann", "Bob"), ("Bob", "Ann")] {
            let chosen = if rule == "irv" { leaves } else { stays };
            let mut decision = json!({"at": tie["at"], "chosen": tie["chosen"]});
            rename(&mut decision["chosen"], chosen);
            let file =
                written(&format!("declared-{rule}-{chosen}.json"), json!([decision]).to_string().as_bytes());
            let ties = format!("declared:{}", file.display());
            assert_eq!(winners("tie.csv", &["--rule", rule, "--ties", &ties]), [stays], "{rule}");
        }
    }
    let nobody = written("declared-none.json", b"[]");
    let (got, code) =
        count("tie.csv", &["--rule", "irv", "--ties", &format!("declared:{}", nobody.display())]);
    assert_eq!((&got["outcome"]["kind"], code), (&json!("tied"), 3));
}
fn rename(v: &mut Value, name: &str) {
    match v {
        Value::String(s) => name.clone_into(s),
        Value::Array(list) => list.iter_mut().for_each(|v| rename(v, name)),
        Value::Object(map) => map.values_mut().for_each(|v| rename(v, name)),
        _ => {}
    }
}
#[test]
fn what_is_no_policy_is_refused_with_what_there_is() {
    let file = data("tie.csv");
    let said = |ties: &str| refused(&["count", "--rule", "irv", "--ties", ties, &file]);
    for wrong in ["chance", "lot", "lot:", "declared", "all:0", "all:many", "report:", "report:-1"] {
        assert!(said(wrong).contains(&format!("--ties {wrong}")), "{wrong}: {}", said(wrong));
    }
    assert!(said("order:Ann,Dee").contains("`Dee`; they are Ann, Cy, Bob"), "{}", said("order:Ann,Dee"));
    assert!(said("order:Ann,Ann").contains("`Ann` stands there twice"));
    assert!(said("declared:/nowhere/x.json").contains("/nowhere/x.json"));
    let unknown = written(
        "declared-unknown.json",
        br#"[{"at": {"stage": "win", "nth": 0}, "chosen": {"entry": "Dee"}}]"#,
    );
    assert!(said(&format!("declared:{}", unknown.display())).contains("`Dee`"));
    let number =
        written("declared-number.json", br#"[{"at": {"stage": "win", "nth": 0}, "chosen": {"entry": 1}}]"#);
    assert!(said(&format!("declared:{}", number.display())).contains("write its name"));
    let unused = written(
        "declared-unused.json",
        br#"[{"at": {"stage": "lock", "nth": 9}, "chosen": {"entry": "Ann"}}]"#,
    );
    assert!(said(&format!("declared:{}", unused.display())).contains("was not asked for"));
    let no_json = written("declared-cut.json", br#"[{"at": "#);
    assert!(said(&format!("declared:{}", no_json.display())).contains("line 1 column"));
}

//! The JSON object and the exit code, by how a count ends.
use super::{cocreate, count, data};
use serde_json::{Value, json};

/// Worked by hand: Nashville gets 42 * 2 + 26 * 3 + 15 + 17 points, and so on.
#[test]
fn a_decided_count_is_one_object_with_these_keys() {
    for file in ["tennessee.soc", "tennessee.csv"] {
        let (got, code) = count(file, &["--rule", "borda"]);
        let want = json!({
            "rule": "borda",
            "parameters": {"unranked": "average"},
            "entries": ["Memphis", "Nashville", "Chattanooga", "Knoxville"],
            "seats": 1,
            "ballots": 100,
            "outcome": {"kind": "decided", "winners": ["Nashville"]},
            "standing": [["Nashville"], ["Chattanooga"], ["Memphis"], ["Knoxville"]],
            "scores": {"Memphis": "126", "Nashville": "194", "Chattanooga": "173", "Knoxville": "107"},
            "steps": [{
                "step": "scored",
                "totals": {"Memphis": "126", "Nashville": "194", "Chattanooga": "173", "Knoxville": "107"},
                "exhausted": "0",
                "lost": "0",
            }],
        });
        let mut want = want;
        if file == "tennessee.csv" {
            want["entries"] = json!(["Memphis", "Nashville", "Chattanooga", "Knoxville"]);
        }
        assert_eq!((got, code), (want, 0), "{file}");
    }
}
/// Chattanooga goes first (15), then Nashville (26); Knoxville has 58 of 100.
#[test]
fn the_steps_of_a_run_off_have_names() {
    let (got, code) = count("tennessee.soc", &["--rule", "irv"]);
    assert_eq!(code, 0);
    assert_eq!(got["outcome"], json!({"kind": "decided", "winners": ["Knoxville"]}));
    assert_eq!(got["standing"], json!([["Knoxville"], ["Memphis"], ["Nashville"], ["Chattanooga"]]));
    let steps = got["steps"].as_array().unwrap();
    let out: Vec<&Value> =
        steps.iter().filter(|s| s["step"] == "eliminated").map(|s| &s["entries"]).collect();
    assert_eq!(out[..2], [&json!(["Chattanooga"]), &json!(["Nashville"])]);
    let moved = steps.iter().find(|s| s["step"] == "transferred").unwrap();
    assert_eq!(
        moved,
        &json!({"step": "transferred", "from": "Chattanooga", "to": {"Knoxville": "15"},
            "exhausted": "0", "lost": "0"})
    );
}
#[test]
fn a_tie_is_told_with_its_stage_and_ends_with_3() {
    let (got, code) = count("tie.csv", &["--rule", "plurality"]);
    let tied = json!({
        "kind": "tied", "stage": "win", "certain": [], "tied": ["Ann", "Bob"], "choose": 1,
        "possible": ["Ann", "Bob"],
    });
    assert_eq!((&got["outcome"], code), (&tied, 3));
    assert_eq!(got["standing"], json!([["Ann", "Bob"], ["Cy"]]));
    assert_eq!(got["scores"], json!({"Ann": "3", "Bob": "3", "Cy": "1"}));
    // Two seats: both are in, whatever the third has.
    assert_eq!(super::winners("tie.csv", &["--rule", "plurality", "--seats", "2"]), ["Ann", "Bob"]);
    // Cy goes first; then the two are equal.
    let (got, code) = count("tie.csv", &["--rule", "irv"]);
    assert_eq!((&got["outcome"]["stage"], code), (&json!("eliminate"), 3));
    assert_eq!(got["outcome"]["possible"], json!(["Ann", "Bob"]));
}
#[test]
fn one_of_several_sets_ends_with_3_and_of_one_with_0() {
    let (got, code) = count("tie.csv", &["--rule", "plurality", "--ties", "all"]);
    assert_eq!(
        (&got["outcome"], code),
        (&json!({"kind": "one-of", "sets": [["Ann"], ["Bob"]], "complete": true}), 3)
    );
    let (got, code) = count("tennessee.soc", &["--rule", "plurality", "--ties", "all"]);
    assert_eq!(
        (&got["outcome"], code),
        (&json!({"kind": "one-of", "sets": [["Memphis"]], "complete": true}), 0)
    );
    let (got, code) = count("tie.csv", &["--rule", "irv", "--ties", "all:1"]);
    assert_eq!((&got["outcome"]["complete"], code), (&json!(false), 3));
}
#[test]
fn nobody_ends_with_4_and_says_why() {
    let (got, code) = count("wide.csv", &["--rule", "mean-score", "--set", "min_votes=9"]);
    assert_eq!(code, 4);
    assert_eq!(got["outcome"]["kind"], "none");
    assert!(got["outcome"]["reason"].as_str().unwrap().contains("9 votes"), "{got}");
    let empty = super::written("nobody.csv", b"count,rank1,rank2\n");
    let (got, code) = count(empty.to_str().unwrap(), &["--rule", "irv"]);
    assert_eq!((&got["outcome"]["reason"], code), (&json!("there are no entries"), 4));
    let empty = super::written("nobody.blt", b"2 1\n0\n\"A\"\n\"B\"\n\"T\"\n");
    let (got, code) = count(empty.to_str().unwrap(), &["--rule", "irv"]);
    assert_eq!((&got["outcome"]["reason"], code), (&json!("no ballots were cast"), 4));
}
/// Seven orders of forty entries without a system: more cycles than the search for the best order may look at. What is told is
/// its best so far and what is left, never an answer.
#[test]
fn a_search_that_hits_its_limit_ends_with_5() {
    let mut text = (1..=40).map(|i| format!("rank{i}")).collect::<Vec<_>>().join(",") + "\n";
    let mut x = 7u64;
    for _ in 0..7 {
        let mut order: Vec<usize> = (0..40).collect();
        for i in (1..40).rev() {
            x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(i, (x >> 33) as usize % (i + 1));
        }
        text += &(order.iter().map(|e| format!("e{e}")).collect::<Vec<_>>().join(",") + "\n");
    }
    let file = super::written("undecided.csv", text.as_bytes());
    let (got, code) = count(file.to_str().unwrap(), &["--rule", "kemeny"]);
    let outcome = got["outcome"].as_object().unwrap();
    assert_eq!((outcome["kind"].as_str(), code), (Some("undecided"), 5));
    assert_eq!(outcome.keys().collect::<Vec<_>>(), ["best", "bound", "kind"]);
    assert!(got["entries"].as_array().unwrap().contains(&outcome["best"][0]), "{outcome:?}");
    assert!(outcome["bound"].as_str().unwrap().contains("none costs less than"), "{outcome:?}");
    assert_eq!((&got["standing"], got.get("scores")), (&json!([]), None));
    let ran = cocreate(&["count", "--rule", "kemeny", file.to_str().unwrap()]);
    assert!(ran.code == 5 && ran.out.contains("undecided: best so far e"), "{ran:?}");
}
#[test]
fn a_lottery_is_exact_and_ends_with_0() {
    let (got, code) = count("tie.csv", &["--rule", "random-dictator"]);
    let p = json!({"kind": "lottery", "p": {"Ann": "3/7", "Bob": "3/7", "Cy": "1/7"}});
    assert_eq!((&got["outcome"], code), (&p, 0));
    assert_eq!(got["standing"], json!([]));
    assert!(got.get("scores").is_none());
}
/// X is marked 5 and 5, Y four times 4, Z -1 and -1.5; v1, v2, .. mark the same in the long layout.
#[test]
fn means_are_exact_and_missing_marks_are_not_zeros() {
    let (got, _) = count("wide.csv", &["--rule", "mean-score"]);
    assert_eq!(got["scores"], json!({"X": "5", "Y": "4", "Z": "-5/4"}));
    assert_eq!((&got["ballots"], &got["outcome"]["winners"]), (&json!(4), &json!(["X"])));
    let (got, _) = count("long.csv", &["--rule", "mean-score"]);
    assert_eq!(got["scores"], json!({"X": "5", "Y": "4"}));
    let (got, _) = count("wide.csv", &["--rule", "mean-score", "--set", "min_votes=3"]);
    assert_eq!((&got["parameters"], &got["outcome"]["winners"]), (&json!({"min_votes": 3}), &json!(["Y"])));
    assert_eq!((&got["standing"], &got["unplaced"]), (&json!([["Y"]]), &json!(["X", "Z"])));
}
#[test]
fn verdicts_and_budgets_say_what_carried_and_what_was_bought() {
    let (got, code) = count("consent.csv", &["--rule", "consent"]);
    assert_eq!((&got["outcome"], code), (&json!({"kind": "decided", "winners": ["logo"]}), 0));
    assert_eq!((got["verdicts"].as_object().unwrap().len(), &got["seats"]), (2, &Value::from(1)));
    let (got, code) = count("budget.pb", &["--rule", "budget-greedy"]);
    assert_eq!((&got["outcome"], code), (&json!({"kind": "decided", "winners": ["A", "C"]}), 0));
    assert_eq!(got["bought"], json!([{"entry": "A", "cost": 60}, {"entry": "C", "cost": 40}]));
    assert_eq!(super::winners("budget.pb", &["--rule", "budget-greedy", "--set", "when_full=stop"]), ["A"]);
}
/// A beats B twice and loses to C once; B and C draw: 2/3, 1/6, 3/4.
#[test]
fn win_rates_of_pairs() {
    let (got, code) = count("pairs.csv", &["--rule", "win-rate"]);
    assert_eq!((&got["scores"], code), (&json!({"A": "2/3", "B": "1/6", "C": "3/4"}), 0));
}
/// A step goes to whoever won, over the two that each was compared with: from A to C 1/2, from B to A 1/2 and to C 1/4, from C to B
/// 1/4. What flows in flows out: as much at B as at A, three times as much at C.
#[test]
fn estimates_are_numbers() {
    let (got, code) = count("pairs.csv", &["--rule", "rank-centrality"]);
    let shares = json!({"A": 0.2, "B": 0.2, "C": 0.6});
    assert_eq!((&got["scores"], &got["steps"][0]["totals"], code), (&shares, &shares, 0));
}
/// Quota 20 / 3 + 1 = 7: Ann has 10; of her surplus 3 Bob gets 2.1, Cy 0.9; Bob (6.1) leaves, Cy fills the seat.
#[test]
fn seats_come_from_the_file_unless_asked_for() {
    let (got, code) = count("ward.blt", &["--rule", "scottish-stv"]);
    assert_eq!((&got["seats"], &got["outcome"]["winners"], code), (&json!(2), &json!(["Ann", "Cy"]), 0));
    let quota = got["steps"].as_array().unwrap().iter().find(|s| s["step"] == "quota").unwrap();
    assert_eq!(quota["value"], "7");
    let (got, _) = count("ward.blt", &["--rule", "scottish-stv", "--seats", "1"]);
    assert_eq!((&got["seats"], &got["outcome"]["winners"]), (&json!(1), &json!(["Ann"])));
}
#[test]
fn the_withdrawn_keep_their_place_in_the_list_and_lose_their_votes() {
    let (got, code) = count("withdrawn.blt", &["--rule", "plurality"]);
    assert_eq!((&got["entries"], code), (&json!(["Ann", "Bob", "Cy"]), 0));
    assert_eq!((&got["withdrawn"], &got["scores"]), (&json!(["Ann"]), &json!({"Bob": "5", "Cy": "4"})));
}
#[test]
fn text_says_the_same_as_json() {
    let ran = cocreate(&["count", "--rule", "borda", &data("tennessee.soc")]);
    assert_eq!(ran.code, 0);
    for part in ["Capital of Tennessee", "decided: Nashville", "1. Nashville (194)", "4. Knoxville (107)"] {
        assert!(ran.out.contains(part), "{part} in {}", ran.out);
    }
    let ran = cocreate(&["count", "--rule", "irv", "--ties", "lot:seed", &data("tie.csv")]);
    assert!(ran.out.contains("tie (eliminate 2): 1 of Ann; Bob; "), "{}", ran.out);
    assert!(ran.out.contains(" by lot"), "{}", ran.out);
    assert!(ran.out.contains("transferred from Cy to nobody; exhausted 1\n"), "{}", ran.out);
}

/// Without Knoxville its 17 go to Chattanooga, their second; Nashville is last with 26, and Chattanooga has 58 of 100.
#[test]
fn parameters_name_entries_as_the_file_does() {
    for set in ["withdrawn=Knoxville", r#"withdrawn=["Knoxville"]"#] {
        let (got, code) = count("tennessee.soc", &["--rule", "meek-stv", "--set", set]);
        assert_eq!(code, 0, "{got}");
        assert_eq!(got["outcome"], json!({"kind": "decided", "winners": ["Chattanooga"]}), "{got}");
    }
    let file = data("tennessee.soc");
    let out = cocreate(&["count", "--rule", "meek-stv", "--set", "withdrawn=Oxford", &file]);
    assert_eq!(out.code, 2);
    assert!(out.err.contains("there is no entry `Oxford`; there are Memphis, Nashville"), "{}", out.err);
}

//! Ballots of one kind for a rule of another: `--as`, `--unranked`, `--equal-ranks`.
use super::{count, data, refused, winners, written};
use serde_json::json;

#[test]
fn what_loses_nothing_needs_no_asking() {
    assert_eq!(
        winners("tennessee.soc", &["--rule", "plurality"]),
        ["Memphis"],
        "a single first place is a choice"
    );
    assert_eq!(
        winners("budget.pb", &["--rule", "budget-greedy"]),
        ["A", "C"],
        "approvals with costs are spend"
    );
    assert_eq!(winners("points.pb", &["--rule", "budget-greedy"]), ["park"], "points with costs are spend");
    let supporters = ["--rule", "budget-greedy", "--set", "votes=supporters"];
    assert_eq!(winners("points.pb", &supporters), ["lamp"]);
    // Three put soup into the first category, two stew and salad.
    let (got, _) = count("meals.cat", &["--rule", "approval"]);
    assert_eq!(got["scores"], json!({"soup": "3", "stew": "2", "salad": "2"}));
    // Levels 2, 1, 0: soup (3*2 + 0) / 5, stew (3*1 + 2*2) / 5, salad (0 + 2*2) / 5.
    let (got, _) = count("meals.cat", &["--rule", "mean-score"]);
    assert_eq!(got["scores"], json!({"soup": "6/5", "stew": "7/5", "salad": "4/5"}));
}
#[test]
fn scores_with_costs_are_spend() {
    let pb = std::fs::read_to_string(data("points.pb")).unwrap().replace("cumulative", "scoring");
    let file = written("scores.pb", pb.as_bytes());
    assert_eq!(winners(file.to_str().unwrap(), &["--rule", "budget-greedy"]), ["park"]);
}
#[test]
fn everything_else_is_asked_for_by_name() {
    for (file, rule, kind) in [
        ("tennessee.soc", "approval", "approval"),
        ("tennessee.soc", "mean-score", "scores"),
        ("tennessee.soc", "quadratic", "points"),
        ("tennessee.soc", "win-rate", "pairs"),
        ("wide.csv", "approval", "approval"),
        ("wide.csv", "irv", "ranking"),
        ("wide.csv", "plurality", "choice"),
        ("meals.cat", "borda", "ranking"),
        ("meals.cat", "plurality", "choice"),
        ("budget.pb", "plurality", "choice"),
    ] {
        let path = data(file);
        let said = refused(&["count", "--rule", rule, &path]);
        assert!(said.contains(&format!("`--as {kind}`")), "{file} by {rule}: {said}");
        let (_, code) = count(file, &["--rule", rule, "--as", kind, "--equal-ranks", "skip"]);
        assert!(code == 0 || code == 3, "{file} by {rule} as {kind}: {code}");
    }
    // A single first place is what makes a choice.
    let path = data("overvote.csv");
    let said = refused(&["count", "--rule", "plurality", &path]);
    assert!(said.contains("3 ballots rank several entries first"), "{said}");
    let (got, _) = count("overvote.csv", &["--rule", "plurality", "--as", "choice"]);
    assert_eq!(got["scores"], json!({"Ann": "2", "Bob": "0", "Cy": "4"}));
    // Nothing costs anything here.
    let said = refused(&["count", "--rule", "budget-greedy", "--as", "spend", &path]);
    assert!(said.contains("no costs"), "{said}");
    let pairs = data("pairs.csv");
    assert!(refused(&["count", "--rule", "irv", &pairs]).contains("pairs ballots cannot be read as ranking"));
    assert!(
        refused(&["count", "--rule", "irv", "--as", "order", &pairs]).contains("no ballots of kind `order`")
    );
}
/// As approvals all named are approved, as scores of three entries the first gets 2.
#[test]
fn rankings_as_other_kinds() {
    let (got, _) = count("tie.csv", &["--rule", "approval", "--as", "approval"]);
    assert_eq!(got["scores"], json!({"Ann": "3", "Bob": "3", "Cy": "7"}));
    let (got, _) = count("tie.csv", &["--rule", "mean-score", "--as", "scores"]);
    assert_eq!(got["scores"], json!({"Ann": "2", "Bob": "2", "Cy": "8/7"}));
}
/// A is first on two ballots that name nobody else; the third puts B before A.
#[test]
fn unranked_entries_stand_last_or_are_absent() {
    let file = written("short.csv", b"count,rank1,rank2\n2,A,\n1,B,A\n");
    let file = file.to_str().unwrap();
    assert_eq!(winners(file, &["--rule", "schulze"]), ["A"]);
    assert_eq!(winners(file, &["--rule", "schulze", "--unranked", "last"]), ["A"]);
    assert_eq!(winners(file, &["--rule", "schulze", "--unranked", "absent"]), ["B"]);
    // As pairs: two victories against one, or the one comparison that there is.
    assert_eq!(winners(file, &["--rule", "win-rate", "--as", "pairs"]), ["A"]);
    assert_eq!(winners(file, &["--rule", "win-rate", "--as", "pairs", "--unranked", "absent"]), ["B"]);
    assert!(refused(&["count", "--rule", "schulze", "--unranked", "first", file]).contains("first"));
}
#[test]
fn overvotes_are_refused_where_a_rule_has_no_place_for_them() {
    let path = data("overvote.csv");
    let said = refused(&["count", "--rule", "irv", &path]);
    assert!(said.contains("3 ballots rank entries equally") && said.contains("--equal-ranks"), "{said}");
    // The three go to Cy, or nowhere.
    let (got, _) = count("overvote.csv", &["--rule", "plurality", "--equal-ranks", "skip"]);
    assert_eq!(got["scores"], json!({"Ann": "2", "Bob": "0", "Cy": "7"}));
    let (got, _) = count("overvote.csv", &["--rule", "plurality", "--equal-ranks", "end"]);
    assert_eq!(got["scores"], json!({"Ann": "2", "Bob": "0", "Cy": "4"}));
}
/// Marks that are level are level ranks: of the two ballots only the second says something of both, A before B.
#[test]
fn level_marks_become_equal_ranks() {
    let file = written("level-marks.csv", b"A,B\n1,1\n2,1\n");
    let file = file.to_str().unwrap();
    let said = refused(&["count", "--rule", "irv", "--as", "ranking", file]);
    assert!(said.contains("1 ballot ranks entries equally") && said.contains("--equal-ranks"), "{said}");
    for equal in ["skip", "end"] {
        let args = ["--rule", "irv", "--as", "ranking", "--equal-ranks", equal];
        assert_eq!(winners(file, &args), ["A"], "{equal}");
    }
}

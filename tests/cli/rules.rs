//! `cocreate rules`.
use super::{cocreate, count};
use serde_json::{Value, json};

pub(super) fn rules() -> Vec<Value> {
    let ran = cocreate(&["rules", "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    serde_json::from_str(&ran.out).unwrap()
}
#[test]
fn every_rule_is_listed_with_these_keys() {
    let all = rules();
    for id in [
        "plurality",
        "borda",
        "irv",
        "schulze",
        "approval",
        "mean-score",
        "majority-judgment",
        "scottish-stv",
        "equal-shares",
        "budget-equal-shares",
        "budget-greedy",
        "quadratic",
        "win-rate",
        "consent",
        "random-dictator",
    ] {
        assert!(all.iter().any(|r| r["id"] == id), "{id}");
    }
    let kinds = ["choice", "approval", "ranking", "scores", "points", "pairs", "spend", "consent"];
    for r in &all {
        let keys: Vec<&str> = r.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(
            keys,
            ["aliases", "gives", "grade", "id", "kind", "name", "parameters", "references"],
            "{r}"
        );
        assert!(kinds.contains(&r["kind"].as_str().unwrap()), "{r}");
        assert!(
            ["standing", "lottery", "funding", "verdicts"].contains(&r["gives"].as_str().unwrap()),
            "{r}"
        );
        assert!(r["references"].as_array().unwrap().iter().all(Value::is_string));
        for p in r["parameters"].as_array().unwrap() {
            assert!(p["name"].is_string() && p["type"].is_string() && p.get("default").is_some(), "{p}");
        }
        for a in r["aliases"].as_array().unwrap() {
            assert!(a["name"].is_string() && a["set"].is_object(), "{a}");
        }
    }
}
#[test]
fn equal_shares_as_the_issue_has_it() {
    let all = rules();
    let r = all.iter().find(|r| r["id"] == "equal-shares").unwrap();
    assert_eq!((&r["kind"], &r["gives"]), (&json!("approval"), &json!("standing")));
    let aliases = r["aliases"].as_array().unwrap();
    assert!(
        aliases.contains(&json!({"name": "equal-shares-without-completion", "set": {"completion": "none"}})),
        "{aliases:?}"
    );
    let completion = &r["parameters"][0];
    assert_eq!((&completion["name"], &completion["default"]), (&json!("completion"), &json!("seq-phragmen")));
}
/// Ballots of each kind, for a rule of that kind.
fn file(kind: &str) -> &'static str {
    match kind {
        "choice" | "ranking" => "tennessee.soc",
        "approval" => "meals.cat",
        "scores" => "marks.csv",
        "points" => "points.pb",
        "pairs" => "pairs.csv",
        "spend" => "budget.pb",
        _ => "consent.csv",
    }
}
/// Ballots for this rule; those that spend money need costs.
pub(super) fn file_of(r: &Value) -> &'static str {
    let kind = r["kind"].as_str().unwrap();
    if r["gives"] == "funding" && kind == "ranking" { "ordinal.pb" } else { file(kind) }
}
/// An alias is the rule with its parameters, and each parameter may be set to its default.
#[test]
fn aliases_and_defaults_count_as_they_are_listed() {
    for r in rules() {
        let (id, file) = (r["id"].as_str().unwrap(), file_of(&r));
        let plain = count(file, &["--rule", id]);
        for a in r["aliases"].as_array().unwrap() {
            let name = a["name"].as_str().unwrap();
            let sets: Vec<String> =
                a["set"].as_object().unwrap().iter().map(|(k, v)| format!("{k}={}", text(v))).collect();
            let mut args = vec!["--rule", id];
            for s in &sets {
                args.extend(["--set", s]);
            }
            assert_eq!(count(file, &["--rule", name]), count(file, &args), "{name}");
        }
        for p in r["parameters"].as_array().unwrap() {
            let set = format!("{}={}", p["name"].as_str().unwrap(), text(&p["default"]));
            assert_eq!(count(file, &["--rule", id, "--set", &set]), plain, "{id} {set}");
        }
    }
}
fn text(v: &Value) -> String {
    v.as_str().map_or_else(|| v.to_string(), str::to_owned)
}
#[test]
fn the_list_as_text() {
    let ran = cocreate(&["rules"]);
    assert_eq!(ran.code, 0);
    for part in [
        "equal-shares:",
        "also equal-shares-without-completion with completion = \"none\"",
        "--set min_votes=..",
    ] {
        assert!(ran.out.contains(part), "{part}");
    }
}

/// The page is what the catalogue says; `COCREATE_FREEZE=1` writes it.
#[test]
fn the_page_of_rules_is_the_catalogue() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let now = cocreate(&["rules", "--markdown"]).out;
    if std::env::var("COCREATE_FREEZE").as_deref() == Ok("1") {
        std::fs::write(&file, &now).unwrap();
    }
    let page = std::fs::read_to_string(&file).unwrap();
    assert!(page == now, "docs/rules.md is not what `cocreate rules --markdown` prints");
}

/// Every name of a peer leads to a rule; what it has and the catalogue has not, is no name here.
#[test]
fn names_of_peers_lead_to_rules() {
    let all = cocreate::tally::registry();
    let mut faults = vec![];
    for p in cocreate::tally::peers::PEERS {
        faults.extend(
            p.names
                .iter()
                .filter(|n| all.get(n).is_none())
                .map(|n| format!("{}: `{n}` leads nowhere", p.name)),
        );
        let here = p.not_here.iter().filter(|(n, _)| all.get(n).is_some());
        faults.extend(here.map(|(n, _)| format!("{}: `{n}` is here", p.name)));
        let ran = cocreate(&["rules", "--peer", p.name]);
        if faults.is_empty()
            && (ran.code != 0 || ran.out.lines().count() != 1 + p.names.len() + p.not_here.len())
        {
            faults.push(format!("{}: {ran:?}", p.name));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let ran = cocreate(&["rules", "--peer", "pref_voting"]);
    assert!(ran.out.contains("minimax with strength = \"winning-votes\""), "{}", ran.out);
    assert!(super::refused(&["rules", "--peer", "nobody"]).contains("there are pref_voting, abcvoting"));
}

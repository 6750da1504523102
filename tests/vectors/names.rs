//! Every method that another program was run with is known here by its name, or stands in a list with what it is.
use super::cases;
use crate::conformance::shared;
use cocreate::{count::RuleSpec, tally::registry};
use serde_json::Value;
use std::collections::BTreeSet;

/// Methods that are no rules of their own, and the rule by which they are told here.
const OTHERWISE: &[(&str, &str)] = &[
    // Scores, margins and figures of a case.
    ("Pairwise", "condorcet-winner"),
    // A rule with a vector that only a slate's size gives.
    ("scoring_rule[m-rank squared]", "scoring_rule"),
    // The same with the order of ties reversed, which is the teller's.
    ("instant_runoff_tb[tie_breaker=reversed]", "instant_runoff_tb"),
    ("ranked_pairs_tb[tie_breaker=reversed]", "ranked_pairs_tb"),
];
/// Rules of proportional counts, by how their names begin.
const PROPORTIONAL: &[&str] = &["stv_", "STV", "Jefferson", "Largest Remainder", "Sainte-Laguë"];

/// Keys of the objects at these places of each case.
fn keys(file: &str, list: &str, at: &[&str]) -> BTreeSet<String> {
    let all = cases(file, list).unwrap_or_default();
    let names = |case: &Value| -> Vec<String> {
        let of = |at: &&str| case[*at].as_object().map(|o| o.keys().cloned().collect::<Vec<_>>());
        at.iter().filter_map(of).flatten().collect()
    };
    all.iter().flat_map(names).collect()
}
#[test]
fn every_name_of_a_method_is_known() {
    let Some(dir) = shared() else { return };
    let rankings = ["results", "float_solved_results", "probabilistic", "rankings_swf", "stv", "own"];
    let mut all = keys("pref_voting.json", "cases", &rankings);
    all.extend(keys("pref_voting-ties.json", "cases", &["results_extended", "results_strict", "stv", "own"]));
    all.extend(keys("pref_voting-grades.json", "grade_cases", &["results"]));
    all.extend(keys("pref_voting-grades.json", "utility_cases", &["results"]));
    for file in ["abcvoting.json", "abcvoting-yaml.json"] {
        all.extend(keys(file, "cases", &["results", "resolute_results", "resolute_any_of"]));
    }
    let text = std::fs::read_to_string(dir.join("data/tideman-condorcet/expected.json")).unwrap();
    let elections: Value = serde_json::from_str(&text).unwrap();
    for election in elections.as_object().unwrap().values() {
        for group in election.as_object().unwrap().values() {
            all.extend(group.as_object().unwrap().keys().cloned());
        }
    }
    let rules = registry();
    let known = |name: &str| rules.build(&RuleSpec::new(name)).is_ok();
    for (name, rule) in OTHERWISE {
        assert!(all.contains(*name) && !known(name) && known(rule), "{name} stands in the list for nothing");
    }
    let is_other = |name: &str| {
        OTHERWISE.iter().any(|(other, _)| *other == name) || PROPORTIONAL.iter().any(|p| name.starts_with(p))
    };
    let unknown: Vec<&String> = all.iter().filter(|name| !is_other(name) && !known(name)).collect();
    assert!(unknown.is_empty(), "{} of {} names are unknown: {unknown:?}", unknown.len(), all.len());
    assert!(all.len() >= 170, "{} names", all.len());
}

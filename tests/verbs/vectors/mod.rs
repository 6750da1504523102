//! Worked examples from the folder `shared`, each worked by hand and recomputed by a second program.
mod admit;
mod apportion;
mod majorities;
mod reward;
mod select;
mod weigh;

use super::x;
use crate::conformance::shared;
use cocreate::num::{Exact, Threshold};
use serde_json::Value;

fn list(v: &Value) -> Vec<&Value> {
    v.as_array().unwrap_or_else(|| panic!("a list: {v}")).iter().collect()
}
fn pairs(v: &Value) -> Vec<(&str, &Value)> {
    v.as_object().unwrap_or_else(|| panic!("an object: {v}")).iter().map(|(k, v)| (k.as_str(), v)).collect()
}
fn exact(v: &Value) -> Exact {
    v.as_str().map_or_else(|| Exact::from(int(v)), x)
}
fn int(v: &Value) -> u64 {
    v.as_u64().unwrap_or_else(|| panic!("a whole number: {v}"))
}
fn ints(v: &Value) -> Vec<u64> {
    list(v).into_iter().map(int).collect()
}
fn bools(v: &Value) -> Vec<bool> {
    list(v).into_iter().map(|b| b.as_bool().unwrap()).collect()
}
fn text(v: &Value) -> &str {
    v.as_str().unwrap()
}
/// A fraction such as `2/3`, `15/100` or `0.6`, as it stands.
fn threshold(s: &str, strict: bool) -> Threshold {
    let (a, b) = s.split_once('/').unwrap();
    Threshold::new(a.parse().unwrap(), b.parse().unwrap(), strict).unwrap()
}

/// Codes of cases, and how they are checked: by what goes in and what is to come out.
type Check = (&'static [&'static str], fn(&Value, &Value));

#[test]
fn worked_examples_of_the_verbs() {
    let Some(dir) = shared() else { return };
    let file = std::fs::read_to_string(dir.join("vectors/contest.json")).unwrap();
    let all: Vec<Value> = serde_json::from_str(&file).unwrap();
    let all_cases =
        [admit::CASES, weigh::CASES, majorities::CASES, select::CASES, reward::CASES, apportion::CASES]
            .concat();
    let mut n = 0;
    for (ids, check) in all_cases {
        for id in ids {
            let c = all.iter().find(|c| c["id"] == *id).unwrap_or_else(|| panic!("no case {id}"));
            println!("{id} {}", c["rule"]);
            check(&c["input"], &c["expected"]);
            n += 1;
        }
    }
    println!("{n} worked examples");
    assert_eq!(n, 66);
}

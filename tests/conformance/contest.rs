//! The worked examples of `contest.json`, each worked by hand and recomputed by a second program, by the name of their rule.
//! A case whose rule has neither a check here nor a reason fails.
mod admit;
mod apportion;
mod funds;
mod games;
mod gates;
mod judges;
mod lifecycle;
mod majorities;
mod marks;
mod mutated;
mod polls;
mod reward;
mod select;
mod tally;
mod trust;
mod weigh;

use super::shared;
use crate::verbs::x;
use cocreate::num::{Exact, Threshold};
use serde_json::Value;
use std::collections::BTreeMap;

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

/// A fraction that need not be in lowest terms.
fn rate(v: &Value) -> Exact {
    let s = text(v);
    let parts = |(a, b)| x(a).checked_div(&x(b)).unwrap_or_else(|| panic!("no rate: {s}"));
    s.split_once('/').map_or_else(|| x(s), parts)
}
#[allow(clippy::float_arithmetic, reason = "decimals of an estimate or root are held against a value")]
/// An estimate, or a root that is shown in decimals.
fn near(got: &Exact, want: &Value) {
    let want = want.as_f64().unwrap();
    assert!((got.to_f64() - want).abs() < 2e-6, "{got}, not {want}");
}
/// Names of rules, and how their cases are checked: by what goes in and what is to come out.
type Check = (&'static [&'static str], fn(&Value, &Value));

/// Cases that are not run, each with the reason.
const LEFT_OUT: &[(&str, &str)] =
    &[("M42", "it records what another package computes by misplaced brackets; M41 is the rule")];

/// All checks, by files.
const TABLES: [&[Check]; 15] = [
    admit::RULES,
    weigh::RULES,
    trust::RULES,
    majorities::RULES,
    select::RULES,
    reward::RULES,
    funds::RULES,
    apportion::RULES,
    games::RULES,
    gates::RULES,
    judges::RULES,
    lifecycle::RULES,
    polls::RULES,
    tally::RULES,
    marks::RULES,
];

#[test]
fn every_worked_example_of_a_contest() {
    let Some(dir) = shared() else { return };
    let file = std::fs::read_to_string(dir.join("vectors/contest.json")).unwrap();
    let all: Vec<Value> = serde_json::from_str(&file).unwrap();
    let check = |rule: &str| {
        let mut found = TABLES.iter().flat_map(|t| t.iter()).filter(|(names, _)| names.contains(&rule));
        let first = found.next().map(|(_, f)| *f);
        assert!(found.next().is_none(), "rule {rule} is checked twice");
        first
    };
    let mut passed: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let mut faults = vec![];
    for c in &all {
        let (id, rule) = (text(&c["id"]), text(&c["rule"]));
        let of_mode = passed.entry(text(&c["mode"])).or_default();
        of_mode[1] += 1;
        if let Some((_, why)) = LEFT_OUT.iter().find(|(left, _)| *left == id) {
            println!("{id} {rule} is not run: {why}");
            continue;
        }
        let Some(check) = check(rule) else {
            faults.push(format!("{id}: no check of the rule {rule}, and no reason"));
            continue;
        };
        // Which case is at fault stands in the list below; the cause is printed where it happens.
        match std::panic::catch_unwind(|| check(&c["input"], &c["expected"])) {
            Ok(()) => of_mode[0] += 1,
            Err(_) => faults.push(format!("{id}: {rule} comes to something else")),
        }
    }
    for (mode, [good, of]) in &passed {
        println!("{mode}: {good} of {of}");
    }
    let good: usize = passed.values().map(|p| p[0]).sum();
    println!("{good} of {} worked examples", all.len());
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
    assert_eq!(good + LEFT_OUT.len(), all.len());
}

//! What holds for every preset.
use cocreate::{
    contest::{Plan, Rules, When},
    preset::{NoteKind, Preset, find, presets},
};
use serde_json::Value;
use std::collections::BTreeSet;

fn plan(p: &Preset) -> Plan {
    (p.plan)(&p.id.parse().unwrap(), &When::Offset("2027-01-01T12:00:00Z".to_owned()))
}
#[test]
fn numbers_follow_one_another_and_names_are_told_once() {
    let numbers: Vec<&str> = presets().iter().map(|p| p.number).collect();
    // All systems that the sources name: the series is complete.
    let series: Vec<String> = (1..=24).map(|n| format!("P{n:02}")).collect();
    assert_eq!(numbers, series);
    let ids: BTreeSet<&str> = presets().iter().map(|p| p.id).collect();
    assert_eq!(ids.len(), numbers.len());
}
/// A file for each in `src/preset`, named by its id.
#[test]
fn each_has_a_file() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/preset");
    let gone: Vec<String> = presets()
        .iter()
        .map(|p| format!("{}.rs", p.id.replace('-', "_")))
        .filter(|f| !root.join(f).exists())
        .collect();
    assert!(gone.is_empty(), "not in src/preset: {gone:?}");
}
#[test]
fn no_plan_has_a_fault() {
    let faults: Vec<String> = presets()
        .iter()
        .filter_map(|p| plan(p).validate(&Rules::built_in().into()).err().map(|e| format!("{}: {e}", p.id)))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
/// A field of the plan with its defaults, by a dotted name.
fn field<'v>(plan: &'v Value, at: &str) -> Option<&'v Value> {
    at.split('.').filter(|p| !p.is_empty()).try_fold(plan, |v, part| match v {
        Value::Object(map) => map.get(part),
        Value::Array(list) => list.get(part.parse::<usize>().ok()?),
        _ => None,
    })
}
#[test]
fn notes_are_on_fields_and_facts_have_sources() {
    let mut faults = vec![];
    for p in presets() {
        let json = serde_json::to_value(plan(p)).unwrap();
        for n in p.notes {
            if field(&json, n.at).is_none() {
                faults.push(format!("{}: there is no field `{}`", p.id, n.at));
            }
            let sound = n.text.ends_with('.') && !matches!(n.kind, NoteKind::Fact(""));
            if !sound || n.text.chars().next().is_some_and(char::is_lowercase) {
                faults.push(format!("{}: `{}` is no sentence", p.id, n.text));
            }
        }
        if p.examples.is_empty() || p.next.is_empty() {
            faults.push(format!("{}: no example or no next turn", p.id));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
#[test]
fn a_preset_is_found_by_number_or_id_and_near_ones_are_named() {
    assert_eq!(find("p01").unwrap().id, "threadless-classic");
    assert_eq!(find("threadless-classic").unwrap().number, "P01");
    let near = |name: &str| find(name).unwrap_err().near;
    assert!(near("threadless").contains(&"threadless-classic"));
    assert_eq!(near("threadles-clasic"), ["threadless-classic"]);
    assert_eq!(near("P99"), [""; 0]);
    assert!(find("P99").unwrap_err().to_string().contains("P01 threadless-classic"));
    assert_eq!(find(&"x".repeat(1000)).unwrap_err().name.len(), 64);
}

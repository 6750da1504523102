//! The worked examples with one field changed: no panic comes out of the crate, and nothing is answered that was not asked.
use super::{Check, LEFT_OUT, TABLES, text};
use serde_json::Value;
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    panic::{self, AssertUnwindSafe},
};

/// What is changed at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    NonFinite,
    Negative,
    Duplicate,
    Unknown,
    Oversize,
}
/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    /// As without the change.
    Same,
    /// Another answer.
    Other,
    /// An error.
    Refused,
}
thread_local! {
    static ACTIVE: Cell<bool> = const { Cell::new(false) };
    static LAST: RefCell<(String, String)> = const { RefCell::new((String::new(), String::new())) };
}

/// Every place of an input, from its top.
fn places(v: &Value, at: &str, out: &mut Vec<String>) {
    match v {
        Value::Object(m) => m
            .iter()
            .for_each(|(k, v)| places(v, &format!("{at}/{}", k.replace('~', "~0").replace('/', "~1")), out)),
        Value::Array(a) => {
            out.push(at.to_owned());
            a.iter().enumerate().for_each(|(i, v)| places(v, &format!("{at}/{i}"), out));
        }
        _ => out.push(at.to_owned()),
    }
}
fn is_number(s: &str) -> bool {
    !s.is_empty() && s.chars().all(|c| c.is_ascii_digit() || "-./".contains(c))
}
/// Places of texts that may be made of digits alone, and are no numbers.
const TEXTS: [&str; 2] = ["nonce", "genesis"];
/// The values that a change puts in the place of one. Numbers of an object are counts over which a check goes, so that they are not made huge.
fn changed(v: &Value, how: Change, in_list: bool) -> Vec<Value> {
    let texts = |all: &[&str]| all.iter().map(|s| Value::from(*s)).collect();
    match (v, how) {
        (Value::Number(_), Change::NonFinite) => texts(&["NaN", "inf", "-inf"]),
        (Value::String(s), Change::NonFinite) if is_number(s) => texts(&["NaN", "inf", "1/0"]),
        (Value::Number(n), Change::Negative) => n.as_i64().map(|n| Value::from(-n - 1)).into_iter().collect(),
        (Value::String(s), Change::Negative) if is_number(s) => vec![format!("-{s}").into()],
        (Value::Array(a), Change::Duplicate) if !a.is_empty() => {
            vec![a.iter().chain(a.first()).cloned().collect()]
        }
        (Value::String(s), Change::Unknown) if !is_number(s) => texts(&["no-such-name", ""]),
        (Value::String(s), Change::Oversize) => {
            vec![if is_number(s) { "9".repeat(400) } else { "x".repeat(100_000) }.into()]
        }
        (Value::Number(_), Change::Oversize) if in_list => vec![70_000.into()],
        _ => vec![],
    }
}
/// Runs a check on an input; what came of it, and where it panicked if not in these tests.
fn run(check: fn(&Value, &Value), input: &Value, expected: &Value) -> (End, Option<String>) {
    ACTIVE.set(true);
    let done = panic::catch_unwind(AssertUnwindSafe(|| check(input, expected)));
    ACTIVE.set(false);
    if done.is_ok() {
        return (End::Same, None);
    }
    let (file, message) = LAST.take();
    // An assertion of the check holds an answer against the one that was expected.
    let end = if message.starts_with("assertion") { End::Other } else { End::Refused };
    let own = file.starts_with("tests/") || file.contains("/library/");
    (end, (!own).then(|| format!("{file}: {message}")))
}

#[test]
fn no_changed_example_panics_or_is_answered_silently() {
    let Some(dir) = crate::conformance::shared() else { return };
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !ACTIVE.get() {
            return before(info);
        }
        let place = info.location().map_or_else(String::new, |l| format!("{}:{}", l.file(), l.line()));
        let said = info.payload();
        let whole = said.downcast_ref::<String>().map(String::as_str);
        let message = whole.or_else(|| said.downcast_ref::<&str>().copied()).unwrap_or_default();
        let message = message.chars().take(200).collect();
        LAST.set((place, message));
    }));
    let file = std::fs::read_to_string(dir.join("vectors/contest.json")).unwrap();
    let all: Vec<Value> = serde_json::from_str(&file).unwrap();
    let find = |rule: &str| {
        let found: Option<&Check> =
            TABLES.iter().flat_map(|t| t.iter()).find(|(names, _)| names.contains(&rule));
        found.map(|(_, f)| *f)
    };
    let mut ends: BTreeMap<(Change, End), usize> = BTreeMap::new();
    let (mut faults, mut cases) = (vec![], 0);
    for c in &all {
        let (id, rule) = (text(&c["id"]), text(&c["rule"]));
        let Some(check) = find(rule).filter(|_| LEFT_OUT.iter().all(|(left, _)| *left != id)) else {
            continue;
        };
        cases += 1;
        let mut at = vec![];
        places(&c["input"], "", &mut at);
        for place in at {
            let old = c["input"].pointer(&place).unwrap();
            let is_text = place.rsplit('/').next().is_some_and(|k| TEXTS.contains(&k));
            let in_list = place.rsplit('/').next().is_some_and(|k| k.parse::<usize>().is_ok());
            let mut of_place: Vec<(Change, End)> = vec![];
            for how in
                [Change::NonFinite, Change::Negative, Change::Duplicate, Change::Unknown, Change::Oversize]
            {
                for new in changed(old, how, in_list) {
                    let mut input = c["input"].clone();
                    *input.pointer_mut(&place).unwrap() = new;
                    let (end, panicked) = run(check, &input, &c["expected"]);
                    of_place.push((how, end));
                    *ends.entry((how, end)).or_default() += 1;
                    faults.extend(panicked.map(|p| format!("{id} {rule} {place} {how:?}: panics at {p}")));
                }
            }
            // A place at which nothing changes anything is not read by the check; else what is no number has no answer.
            let read = of_place.iter().any(|(_, end)| *end != End::Same);
            let silent = |(how, end): &&(Change, End)| *how == Change::NonFinite && *end != End::Refused;
            if read
                && !is_text
                && let Some((_, end)) = of_place.iter().find(silent)
            {
                faults.push(format!("{id} {rule} {place}: what is no number is answered, {end:?}"));
            }
        }
    }
    for ((how, end), n) in &ends {
        println!("{how:?} {end:?}: {n}");
    }
    println!("{cases} examples");
    assert!(cases >= 200);
    assert!(faults.is_empty(), "{} faults\n{}\n", faults.len(), faults.join("\n"));
}

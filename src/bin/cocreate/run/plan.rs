//! A plan from a file.
use crate::input;
use cocreate::{
    contest::{PlanFaults, Rules, ValidPlan},
    count::StrictValue,
};
use serde_json::Value;
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// Reads and checks a plan; a faulty one is told with every fault.
pub(crate) fn read(path: &Path) -> Result<ValidPlan, String> {
    let text = input::text(path)?;
    let shown = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let json = path.extension().is_some_and(|x| x.eq_ignore_ascii_case("json"));
    let rules = Rules::built_in().into();
    let valid = if json {
        ValidPlan::from_json(&text, &rules)
    } else {
        let StrictValue(value) = toml::from_str(&text).map_err(|e| shown(&e))?;
        ValidPlan::from_value(times(value), &rules)
    };
    valid.map_err(|e| if json { shown(&e) } else { shown(&with_lines(e, &text)) })
}
/// A time of TOML itself, `2026-12-01T00:00:00Z` without quotes, arrives as a table of one private key.
fn times(value: Value) -> Value {
    match value {
        Value::Object(map) if map.len() == 1 && map.contains_key("$__toml_private_datetime") => {
            map.into_iter().next().map_or(Value::Null, |(_, v)| v)
        }
        Value::Object(map) => Value::Object(map.into_iter().map(|(k, v)| (k, times(v))).collect()),
        Value::Array(list) => Value::Array(list.into_iter().map(times).collect()),
        other => other,
    }
}
/// The same faults, each with the line of the last part of its field that stands in the file.
fn with_lines(mut faults: PlanFaults, text: &str) -> PlanFaults {
    let Ok(document) = DeTable::parse(text) else { return faults };
    for fault in &mut faults.0 {
        if let Some(at) = place(document.get_ref(), &fault.field) {
            let line = 1 + text.bytes().take(at).filter(|b| *b == b'\n').count();
            fault.field = format!("line {line}, {}", fault.field);
        }
    }
    faults
}
/// Where a dotted field begins in the text, as far as it leads.
fn place(table: &DeTable<'_>, field: &str) -> Option<usize> {
    let mut parts = field.split('.');
    let (mut at, mut value) = under(table, parts.next()?)?;
    for part in parts {
        let inside = match value {
            DeValue::Table(t) => under(t, part),
            DeValue::Array(list) => {
                let nth = part.parse::<usize>().ok().and_then(|i| list.get(i));
                nth.map(|v| (v.span().start, v.get_ref()))
            }
            _ => None,
        };
        match inside {
            Some(found) => (at, value) = found,
            None => break,
        }
    }
    Some(at)
}
fn under<'t, 'i>(table: &'t DeTable<'i>, name: &str) -> Option<(usize, &'t DeValue<'i>)> {
    let (key, value) = table.iter().find(|(key, _)| key.get_ref() == name)?;
    Some((key.span().start, value.get_ref()))
}

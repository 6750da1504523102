//! A plan from a file.
use crate::input;
use cocreate::{
    contest::{Plan, Rules, ValidPlan},
    count::StrictValue,
};
use serde_json::Value;
use std::path::Path;

/// Reads and checks a plan; a faulty one is told with every fault.
pub(crate) fn read(path: &Path) -> Result<ValidPlan, String> {
    let text = input::text(path)?;
    let shown = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let plan = if path.extension().is_some_and(|x| x.eq_ignore_ascii_case("json")) {
        Plan::from_json(&text).map_err(|e| shown(&e))?
    } else {
        let StrictValue(value) = toml::from_str(&text).map_err(|e| shown(&e))?;
        serde_json::from_value(times(value)).map_err(|e| shown(&e))?
    };
    plan.validate(&Rules::built_in().into()).map_err(|e| shown(&e))
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

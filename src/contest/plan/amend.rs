//! A plan with some of its fields set anew.
use super::Plan;
use crate::count::StrictValue;
use serde_json::Value;
use std::collections::BTreeMap;

/// Fields that no plan may let anybody change.
const FIXED: [&str; 6] = ["format", "contest", "mode", "starts", "rosters", "amendable"];

/// Whether a plan may list this name as amendable.
pub(super) fn check_name(plan: &Plan, name: &str) -> Result<(), String> {
    if FIXED.contains(&name.split('.').next().unwrap_or_default()) {
        return Err(format!("fixed for ever are: {}", FIXED.join(", ")));
    }
    let mut value = serde_json::to_value(plan).map_err(|e| e.to_string())?;
    place(&mut value, name)?;
    // A field that was left out now stands there without a value; what matters is that there is such a field.
    match serde_json::from_value::<Plan>(value) {
        Err(e) if e.to_string().starts_with("unknown field") => Err(e.to_string()),
        _ => Ok(()),
    }
}
impl Plan {
    /// The same with fields set anew, not validated yet.
    ///
    /// # Errors
    /// If a name leads nowhere or a value does not fit.
    pub fn with(&self, set: &BTreeMap<String, StrictValue>) -> Result<Self, String> {
        let mut value = serde_json::to_value(self).map_err(|e| e.to_string())?;
        for (name, StrictValue(new)) in set {
            *place(&mut value, name)? = new.clone();
        }
        Self::from_value(value).map_err(|e| e.to_string())
    }
}
/// The value under a dotted name. The last part of a table may be new: fields at their default are left out of JSON.
fn place<'a>(value: &'a mut Value, name: &str) -> Result<&'a mut Value, String> {
    let parts: Vec<&str> = name.split('.').collect();
    let mut at = value;
    for (i, part) in parts.iter().enumerate() {
        let nothing = || format!("`{}` leads nowhere", parts[..=i].join("."));
        at = match at {
            Value::Object(map) => {
                if i + 1 == parts.len() {
                    map.entry((*part).to_owned()).or_insert(Value::Null);
                }
                map.get_mut(*part).ok_or_else(nothing)?
            }
            Value::Array(list) => {
                part.parse::<usize>().ok().and_then(|k| list.get_mut(k)).ok_or_else(nothing)?
            }
            _ => return Err(nothing()),
        };
    }
    Ok(at)
}

//! What was found when an event was accepted, against what is found now.
use crate::contest::Found;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;

/// A field of a finding that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// The event that holds the finding.
    pub seq: u64,
    /// Which field, by dotted name in the JSON form: `settlement.payouts.0.lines.1.amount`.
    pub field: String,
    /// What the log says, as JSON; `None` if it has no such field.
    pub stored: Option<Value>,
    /// What is found now.
    pub now: Option<Value>,
}
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let show = |v: &Option<Value>| v.as_ref().map_or_else(|| "nothing".to_owned(), ToString::to_string);
        let (stored, now) = (show(&self.stored), show(&self.now));
        write!(f, "event {}, {}: the log says {stored}, now it is {now}", self.seq, self.field)
    }
}

/// Every field in which two findings of the same event differ, in the order of their JSON form.
///
/// The JSON forms are compared, since they are what the log holds.
pub fn differences(seq: u64, stored: Option<&Found>, now: Option<&Found>) -> Vec<Difference> {
    let json = |f: Option<&Found>| {
        f.map(|f| {
            serde_json::to_value(f).expect("a finding has text keys and no part that refuses to be written")
        })
    };
    let mut out = vec![];
    compare(seq, &mut String::new(), json(stored).as_ref(), json(now).as_ref(), &mut out);
    out
}
/// Depth is bounded by the types of findings.
fn compare(seq: u64, path: &mut String, a: Option<&Value>, b: Option<&Value>, out: &mut Vec<Difference>) {
    let inside = |path: &mut String, key: &str, x: Option<&Value>, y: Option<&Value>, out: &mut Vec<_>| {
        let n = path.len();
        if n > 0 {
            path.push('.');
        }
        path.push_str(key);
        compare(seq, path, x, y, out);
        path.truncate(n);
    };
    match (a, b) {
        (x, y) if x == y => {}
        (Some(Value::Object(x)), Some(Value::Object(y))) => {
            let keys: std::collections::BTreeSet<&String> = x.keys().chain(y.keys()).collect();
            for k in keys {
                inside(path, k, x.get(k), y.get(k), out);
            }
        }
        (Some(Value::Array(x)), Some(Value::Array(y))) => {
            for i in 0..x.len().max(y.len()) {
                inside(path, &i.to_string(), x.get(i), y.get(i), out);
            }
        }
        (x, y) => {
            let field = if path.is_empty() { "found".to_owned() } else { path.clone() };
            out.push(Difference { seq, field, stored: x.cloned(), now: y.cloned() });
        }
    }
}

//! Parameters that name entries: a plan and a command line say ids, a rule counts with places on a slate.
use super::{Param, RuleSpec};
use crate::id::EntryIx;
use serde_json::{Map, Value};

impl Param {
    /// Whether its value names entries.
    pub fn is_of_entries(&self) -> bool {
        self.kind.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "entry" | "entries"))
    }
    /// Whether its value is one entry, without which the rule cannot be applied.
    pub fn is_one_entry(&self) -> bool {
        self.kind == "entry"
    }
    /// Whether entries are the keys of its value: `{ "ann": 3 }`.
    fn has_entry_keys(&self) -> bool {
        self.kind.starts_with('{')
    }
}
impl RuleSpec {
    /// What these parameters name entries by, in the order of parameters: names as text, places as numbers.
    ///
    /// # Examples
    /// ```
    /// use cocreate::count::{Param, RuleSpec};
    /// let withdrawn = Param { name: "withdrawn", kind: "entries", about: "who is not in the count" };
    /// let spec = RuleSpec::new("meek-stv").with("withdrawn", vec!["ann", "bob"]);
    /// assert_eq!(spec.entries(&[withdrawn]).len(), 2);
    /// let placed = spec.with_places(&[withdrawn], |name| (name == "bob").then_some(1u32.into()));
    /// assert_eq!(placed.params["withdrawn"], serde_json::json!([1]));
    /// ```
    pub fn entries(&self, params: &[Param]) -> Vec<Value> {
        let mut all = vec![];
        self.each(params, |_, v| {
            all.push(v.clone());
            Some(v.clone())
        });
        all
    }
    /// The same with places in place of names. A name without a place is left out of a list; where one entry is asked for, nothing
    /// is set. A number is a place, unless there is an entry of that name.
    #[must_use]
    pub fn with_places(&self, params: &[Param], place: impl Fn(&str) -> Option<EntryIx>) -> Self {
        self.each(params, |_, v| match v {
            Value::String(name) => place(name).map(|e| Value::from(e.ix())),
            other => Some(place(&other.to_string()).map_or_else(|| other.clone(), |e| Value::from(e.ix()))),
        })
    }
    /// The same with every leaf of these parameters replaced, or left out.
    fn each(&self, params: &[Param], mut put: impl FnMut(&Param, &Value) -> Option<Value>) -> Self {
        let mut spec = self.clone();
        for p in params.iter().filter(|p| p.is_of_entries()) {
            let Some(value) = spec.params.get_mut(p.name) else { continue };
            // One name may stand for a list of one.
            if value.is_string() && !p.is_one_entry() {
                *value = Value::Array(vec![value.take()]);
            }
            *value = leaves(value, p, &mut |v| put(p, v)).unwrap_or(Value::Null);
        }
        spec
    }
}
/// Objects of entries have them as keys, or under `entries` beside what else they say.
fn leaves(value: &Value, p: &Param, put: &mut impl FnMut(&Value) -> Option<Value>) -> Option<Value> {
    match value {
        Value::String(_) | Value::Number(_) => put(value),
        Value::Array(all) => Some(all.iter().filter_map(|v| leaves(v, p, put)).collect()),
        Value::Object(all) if p.has_entry_keys() => {
            let key = |k: Value| k.as_str().map_or_else(|| k.to_string(), str::to_owned);
            let pairs = all.iter().filter_map(|(k, v)| Some((key(put(&k.as_str().into())?), v.clone())));
            Some(Value::Object(pairs.collect()))
        }
        Value::Object(all) => {
            let named = |(k, v): (&String, &Value)| {
                let v = if k == "entries" { leaves(v, p, put)? } else { v.clone() };
                Some((k.clone(), v))
            };
            Some(Value::Object(all.iter().filter_map(named).collect::<Map<_, _>>()))
        }
        Value::Null | Value::Bool(_) => Some(value.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    fn placed(kind: &'static str, value: Value) -> Value {
        let p = Param { name: "p", kind, about: "" };
        let place = |name: &str| ["ann", "bob", "3/2"].iter().position(|n| *n == name).map(EntryIx::from);
        RuleSpec::new("r").with("p", value).with_places(&[p], place).params["p"].clone()
    }
    #[test]
    fn names_become_places_in_every_form() {
        assert_eq!(placed("entry", json!("bob")), json!(1));
        assert_eq!(placed("entry", json!("zoe")), Value::Null);
        assert_eq!(placed("entries", json!("bob")), json!([1]));
        assert_eq!(placed("list of entries", json!(["bob", "zoe", "ann", 2])), json!([1, 0, 2]));
        assert_eq!(placed("lists of entries", json!([["bob"], ["ann"]])), json!([[1], [0]]));
        assert_eq!(placed("{ entry: exact }", json!({"bob": "3/2", "zoe": 4})), json!({"1": "3/2"}));
        let limits = json!([{"entries": ["ann"], "most": "3/2"}]);
        assert_eq!(placed("list of { entries, most }", limits), json!([{"entries": [0], "most": "3/2"}]));
    }
    #[test]
    fn a_number_is_a_name_where_there_is_one() {
        let p = Param { name: "p", kind: "entries", about: "" };
        let place = |name: &str| ["7", "0", "x"].iter().position(|n| *n == name).map(EntryIx::from);
        let of = |v: Value| RuleSpec::new("r").with("p", v).with_places(&[p], place).params["p"].clone();
        assert_eq!(of(json!([7, 0, 2])), json!([0, 1, 2]));
    }
    #[test]
    fn other_parameters_stay_as_they_are() {
        for kind in ["integer", "typical | central | usual"] {
            assert_eq!(placed(kind, json!("ann")), json!("ann"));
        }
    }
}

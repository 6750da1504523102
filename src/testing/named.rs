//! What a plan file and the list of rules say of a rule.
use super::Broken;
use crate::count::{Entry, Registry, RuleSpec};
use serde_json::Value;
use std::collections::BTreeSet;

/// That a plan can name the rule: its parameters have defaults, are described by their names and read back; a misspelt one is refused;
/// its aliases stand for it.
///
/// # Errors
/// The first law that is broken.
pub fn parameters<T: 'static>(entry: &Entry<T>) -> Result<(), Broken> {
    let about = entry.about();
    let broken = |law: String| Broken { rule: about.id.to_owned(), law, input: String::new() };
    let registry = Registry::of(&[*entry]).map_err(|e| broken(e.to_string()))?;
    let Value::Object(defaults) = entry.defaults() else {
        return Err(broken(format!("its parameters are a table: {}", entry.defaults())));
    };
    let described: BTreeSet<&str> = about.params.iter().map(|p| p.name).collect();
    let keys: BTreeSet<&str> = defaults.keys().map(String::as_str).collect();
    if described != keys {
        return Err(broken(format!("every parameter is described by its name: {described:?}, and {keys:?}")));
    }
    let build = |spec: &RuleSpec| registry.build(spec).map(|(_, full)| full.params);
    match build(&RuleSpec::new(about.id)) {
        Ok(full) if full == defaults => {}
        Ok(full) => return Err(broken(format!("defaults read back: {defaults:?}, then {full:?}"))),
        Err(e) => return Err(broken(format!("defaults can be read: {e}"))),
    }
    let given = RuleSpec { params: defaults, ..RuleSpec::new(about.id) };
    if let Err(e) = build(&given) {
        return Err(broken(format!("what is written can be read: {e}")));
    }
    if build(&given.with("no_such_parameter", 1)).is_ok() {
        return Err(broken("a misspelt parameter is refused: `deny_unknown_fields`".to_owned()));
    }
    for alias in about.aliases {
        let json = alias.set.iter().all(|(_, text)| serde_json::from_str::<Value>(text).is_ok());
        if !json {
            return Err(broken(format!("what alias `{}` sets is JSON", alias.name)));
        }
        if let Err(e) = build(&RuleSpec::new(alias.name)) {
            return Err(broken(format!("alias `{}` builds the rule: {e}", alias.name)));
        }
    }
    Ok(())
}

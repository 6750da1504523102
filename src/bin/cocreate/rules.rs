//! `cocreate rules`: what there is to count by.
use crate::Said;
use cocreate::tally::{AnyRule, registry};
use serde_json::{Value, json};
use std::fmt::Write;

#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// As a JSON array.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<Said, String> {
    let registry = registry();
    let mut list = vec![];
    for entry in registry.iter() {
        let spec = cocreate::count::RuleSpec::new(entry.about().id);
        let (rule, _) = registry.build(&spec).map_err(|e| e.to_string())?;
        list.push(described(&rule, &entry.defaults()));
    }
    let text = if args.json { format!("{:#}\n", Value::Array(list)) } else { table(&list) };
    Ok(Said { text, code: 0 })
}

fn described(rule: &AnyRule, defaults: &Value) -> Value {
    let about = rule.about();
    let set = |a: &cocreate::count::Alias| -> Value {
        let pairs = a.set.iter().map(|(k, v)| {
            let value = serde_json::from_str(v).unwrap_or_else(|_| Value::String((*v).to_owned()));
            ((*k).to_owned(), value)
        });
        Value::Object(pairs.collect())
    };
    let aliases: Vec<Value> = about.aliases.iter().map(|a| json!({"name": a.name, "set": set(a)})).collect();
    let parameters: Vec<Value> = about
        .params
        .iter()
        .map(|p| {
            let default = defaults.get(p.name).cloned().unwrap_or(Value::Null);
            json!({"name": p.name, "type": p.kind, "default": default, "about": p.about})
        })
        .collect();
    json!({
        "id": about.id,
        "name": about.name,
        "aliases": aliases,
        "kind": rule.kind(),
        "gives": rule.gives(),
        "parameters": parameters,
        "references": about.references,
    })
}

fn table(list: &[Value]) -> String {
    let mut out = String::new();
    for r in list {
        let text = |key: &str| r[key].as_str().unwrap_or_default().to_owned();
        let _ = writeln!(
            out,
            "{}: {} ({} ballots, gives {})",
            text("id"),
            text("name"),
            text("kind"),
            text("gives")
        );
        for a in r["aliases"].as_array().into_iter().flatten() {
            let set: Vec<String> =
                a["set"].as_object().into_iter().flatten().map(|(k, v)| format!("{k} = {v}")).collect();
            let with = if set.is_empty() { String::new() } else { format!(" with {}", set.join(", ")) };
            let _ = writeln!(out, "    also {}{with}", a["name"].as_str().unwrap_or_default());
        }
        for p in r["parameters"].as_array().into_iter().flatten() {
            let text = |key: &str| p[key].as_str().unwrap_or_default();
            let (name, kind, about) = (text("name"), text("type"), text("about"));
            let _ = writeln!(out, "    --set {name}=..   {kind}, default {}: {about}", p["default"]);
        }
    }
    out
}

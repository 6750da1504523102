//! `cocreate rules`: what there is to count by.
use crate::Said;
use cocreate::{
    count::{About, Registry, RuleSpec},
    id::MAX_ENTRIES,
    tally::{
        AnyRule,
        peers::{PEERS, peer},
        registry,
    },
};
use serde_json::{Value, json};
use std::fmt::Write;

#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// As a JSON array.
    #[arg(long)]
    json: bool,
    /// The names of another program beside those here: `pref_voting`, abcvoting, pabutools, votekit, condorcet-php or opentally.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["json", "markdown"])]
    peer: Option<String>,
    /// The page `docs/rules.md`.
    #[arg(long, conflicts_with = "json")]
    markdown: bool,
}

pub(crate) fn run(args: &Args) -> Result<Said, String> {
    let registry = registry();
    if let Some(name) = &args.peer {
        return Ok(Said { text: beside(name, &registry)?, code: 0 });
    }
    let (mut list, mut limits) = (vec![], vec![]);
    for entry in registry.iter() {
        let spec = RuleSpec::new(entry.about().id);
        let (rule, _) = registry.build(&spec).map_err(|e| e.to_string())?;
        list.push(described(&rule, &entry.defaults()));
        limits.push(limit(&entry.about()));
    }
    let text = match args {
        Args { json: true, .. } => format!("{:#}\n", Value::Array(list)),
        Args { markdown: true, .. } => page(&list, &limits),
        _ => table(&list),
    };
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
        "grade": about.grade,
        "parameters": parameters,
        "references": about.references,
    })
}

/// A peer's names, each with the rule and the parameters that it means here, and what differs.
fn beside(name: &str, registry: &Registry<AnyRule>) -> Result<String, String> {
    let known = || PEERS.iter().map(|p| p.name).collect::<Vec<_>>().join(", ");
    let p = peer(name).ok_or_else(|| format!("--peer {name}: no such program; there are {}", known()))?;
    let mut out = format!("{} {}; ties: {}.\n", p.name, p.version, p.ties);
    let wide =
        p.names.iter().chain(p.not_here.iter().map(|(n, _)| n)).map(|n| n.chars().count()).max().unwrap_or(0);
    for n in p.names {
        let given = registry.given(&RuleSpec::new(n)).map_err(|e| e.to_string())?;
        let set: Vec<String> = given.params.iter().map(|(k, v)| format!("{k} = {v}")).collect();
        let with = if set.is_empty() { String::new() } else { format!(" with {}", set.join(", ")) };
        let _ = writeln!(out, "{n:<wide$}  {}{with}", given.rule);
    }
    for (n, why) in p.not_here {
        let _ = writeln!(out, "{n:<wide$}  not here: {why}");
    }
    Ok(out)
}
/// What a rule takes at most, and why it is slow if it is.
fn limit(about: &About) -> String {
    let mut out = String::new();
    if about.most_entries < MAX_ENTRIES {
        let _ =
            writeln!(out, "It is sure to count {} entries, whatever the ballots say.", about.most_entries);
    }
    if let Some(limit) = about.limit {
        let _ = writeln!(out, "Limit: {limit}.");
    }
    if let Some(why) = about.slow {
        let _ = writeln!(out, "It may take longer than a tenth of a second: {why}.");
    }
    out
}
/// A section for each rule, by kind of ballot.
fn page(list: &[Value], limits: &[String]) -> String {
    let mut out = format!(
        "# The rules of the catalogue\n\nMade by `cocreate rules --markdown`; a test compares. {} rules, by the ballots that they count.\n\n\
         A rule takes up to {MAX_ENTRIES} entries and ballots of together 2^46 units of weight, as far as memory holds them (docs/performance.md \
         has the bytes), and ends within a tenth of a second on 10,000 ballots of ten entries (release build, one thread), unless its section says \
         less. What is beyond is refused with the limit.\n",
        list.len()
    );
    let text = |v: &Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
    let items = |v: &Value| v.as_array().cloned().unwrap_or_default();
    let kinds: std::collections::BTreeSet<String> = list.iter().map(|r| text(&r["kind"])).collect();
    for kind in kinds {
        let _ = writeln!(out, "\n## Of {kind} ballots");
        for (r, limit) in list.iter().zip(limits).filter(|(r, _)| text(&r["kind"]) == kind) {
            let _ = writeln!(out, "\n### `{}`: {}\n", text(&r["id"]), text(&r["name"]));
            let _ = writeln!(out, "Gives a {}; grade {}.", text(&r["gives"]), text(&r["grade"]));
            out.push_str(limit);
            let also: Vec<String> = items(&r["aliases"]).iter().map(also).collect();
            if !also.is_empty() {
                let _ = writeln!(out, "Also {}.", also.join(", "));
            }
            for p in items(&r["parameters"]) {
                let (name, kind) = (text(&p["name"]), text(&p["type"]));
                let _ =
                    writeln!(out, "- `{name}` ({kind}; default `{}`): {}", p["default"], text(&p["about"]));
            }
            let sources: Vec<String> = items(&r["references"]).iter().map(text).collect();
            if !sources.is_empty() {
                let _ = writeln!(out, "\nSource: {}.", sources.join("; "));
            }
        }
    }
    out
}
fn also(alias: &Value) -> String {
    let set: Vec<String> =
        alias["set"].as_object().into_iter().flatten().map(|(k, v)| format!("{k} = {v}")).collect();
    let name = alias["name"].as_str().unwrap_or_default();
    if set.is_empty() { format!("`{name}`") } else { format!("`{name}` (`{}`)", set.join(", ")) }
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

//! `--ties`: who breaks ties.
use cocreate::{
    count::{Decision, TiePolicy},
    id::EntryIx,
};
use serde_json::Value;

/// Most ways that `all` follows if no limit is given.
const ALL: u32 = 1000;

/// The policy that `text` names; entries are `names`, in slate order.
pub(crate) fn policy(text: &str, names: &[&str]) -> Result<TiePolicy, String> {
    let (word, rest) = match text.split_once(':') {
        Some((word, rest)) => (word, Some(rest)),
        None => (text, None),
    };
    match (word, rest) {
        ("report", None) => Ok(TiePolicy::REPORT),
        ("report", Some(ways)) => match ways.parse() {
            Ok(explore) => Ok(TiePolicy::Report { explore }),
            _ => Err(format!(
                "--ties report:{ways}: how many ways to follow is a whole number from 0 to {}",
                u32::MAX
            )),
        },
        ("order", rest) => Ok(TiePolicy::Order { order: order(rest.unwrap_or(""), names)? }),
        ("lot", Some(seed)) if !seed.is_empty() => Ok(TiePolicy::Lot { seed: seed.to_owned() }),
        ("declared", Some(file)) if !file.is_empty() => {
            let explore = TiePolicy::EXPLORE;
            Ok(TiePolicy::Declared { decisions: declared(file, names)?, explore })
        }
        ("all", None) => Ok(TiePolicy::AllBranches { limit: ALL }),
        ("all", Some(limit)) => match limit.parse() {
            Ok(limit) if limit > 0 => Ok(TiePolicy::AllBranches { limit }),
            _ => Err(format!("--ties all:{limit}: the limit is a whole number from 1 to {}", u32::MAX)),
        },
        _ => Err(format!(
            "--ties {text}: expected report, report:WAYS, order:NAME,NAME,.., lot:SEED, declared:FILE, all or all:LIMIT"
        )),
    }
}

/// Names between `>` or commas, or as a JSON array, best first; none for the order of the file.
fn order(text: &str, names: &[&str]) -> Result<Vec<EntryIx>, String> {
    if text.is_empty() {
        return Ok((0..names.len()).map(EntryIx::from).collect());
    }
    let by = if text.contains('>') { '>' } else { ',' };
    let listed: Vec<String> = match serde_json::from_str(text) {
        Ok(list) => list,
        Err(_) if names.contains(&text) => vec![text.to_owned()],
        Err(_) => text.split(by).map(|n| n.trim().to_owned()).collect(),
    };
    let mut order = vec![];
    for name in &listed {
        let e = entry(name, names)?;
        if order.contains(&e) {
            return Err(format!("--ties order: `{name}` stands there twice; name each entry once"));
        }
        order.push(e);
    }
    Ok(order)
}
/// An entry by name, else by its number in the file, from 1.
fn entry(name: &str, names: &[&str]) -> Result<EntryIx, String> {
    let by_name = names.iter().position(|n| *n == name);
    let by_number = || name.parse::<usize>().ok().filter(|n| (1..=names.len()).contains(n)).map(|n| n - 1);
    let found = by_name.or_else(by_number).map(EntryIx::from);
    found.ok_or_else(|| format!("--ties: no entry is called `{name}`; they are {}", names.join(", ")))
}

/// Decisions as JSON: `[{"at": {"stage": "eliminate", "nth": 1}, "chosen": {"entry": "Ann"}}]`.
pub(crate) fn declared(file: &str, names: &[&str]) -> Result<Vec<Decision>, String> {
    let text = std::fs::read_to_string(file).map_err(|e| format!("{file}: {e}"))?;
    let mut all: Value = serde_json::from_str(&text).map_err(|e| format!("{file}: {e}"))?;
    for decision in all.as_array_mut().into_iter().flatten() {
        if let Some(chosen) = decision.get_mut("chosen") {
            number(chosen, names).map_err(|e| format!("{file}: {e}"))?;
        }
    }
    serde_json::from_value(all).map_err(|e| format!("{file}: {e}"))
}
/// Names become places on the slate.
fn number(v: &mut Value, names: &[&str]) -> Result<(), String> {
    match v {
        Value::String(name) => *v = Value::from(entry(name, names)?.ix()),
        Value::Array(list) => list.iter_mut().try_for_each(|v| number(v, names))?,
        Value::Object(map) => map.values_mut().try_for_each(|v| number(v, names))?,
        other => return Err(format!("--ties declared: {other} names no entry; write its name as text")),
    }
    Ok(())
}

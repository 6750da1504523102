//! A preset as a plan file: TOML with its notes as comments. What the plan has by default is left out.
use super::{Note, Preset};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::{Map, Value};
use std::fmt::Write;

/// Longest line of a file.
const WIDE: usize = 118;
/// Keys in the order in which a reader wants them; others follow, by name.
const FIRST: &[&str] = &[
    "rule",
    "kind",
    "contest",
    "mode",
    "starts",
    "poll",
    "pot",
    "party",
    "entry",
    "voters",
    "ballot",
    "tally",
    "by",
    "window",
    "deliberation",
    "balloting",
    "select",
    "currency",
    "amount",
    "reward",
];
/// Tables that have a head of their own, in their order at the end.
const HEADED: &[&str] = &["rosters", "parties", "entries", "rounds", "polls", "pots", "hidden", "limits"];

impl Preset {
    /// The plan file to start from: it reads back to the plan that the preset gives for this contest and this start.
    ///
    /// # Examples
    /// ```
    /// use cocreate::{contest::When, preset};
    /// let starts = When::Offset("2026-12-01T12:00:00Z".to_owned());
    /// let text = preset::find("P01").unwrap().to_toml(&"tees".parse()?, &starts);
    /// assert!(text.contains("\ncontest = \"tees\"\n"));
    /// # Ok::<(), cocreate::id::IdError>(())
    /// ```
    pub fn to_toml(&self, contest: &ContestId, starts: &When) -> String {
        let plan = (self.plan)(contest, starts);
        let mut value = serde_json::to_value(&plan).expect("a plan is JSON");
        lean(&mut value, &[], &plan, self.notes);
        let mut page = Page { notes: self.notes, out: String::new() };
        page.comment(&format!("{} ({}): {}.", self.system, self.number, self.id));
        page.comment(&format!("The next turn: {}.", self.next));
        page.told("");
        page.table(&[], value.as_object().unwrap_or(&Map::new()));
        page.out
    }
}

/// Takes out what the plan has by default, but for what a note is on.
fn lean(root: &mut Value, at: &[String], plan: &Plan, notes: &[Note]) {
    let pointer =
        at.iter().fold(String::new(), |all, p| all + "/" + &p.replace('~', "~0").replace('/', "~1"));
    let inside: Vec<String> = match root.pointer(&pointer) {
        Some(Value::Object(map)) => map.keys().cloned().collect(),
        Some(Value::Array(list)) => (0..list.len()).map(|i| i.to_string()).collect(),
        _ => return,
    };
    for key in inside {
        let path = [at, std::slice::from_ref(&key)].concat();
        let noted = notes.iter().any(|n| below(n.at, &path.join(".")).is_some());
        if !noted && let Some(Value::Object(map)) = root.pointer_mut(&pointer) {
            let held = map.remove(&key);
            if Plan::from_value(root.clone()).as_ref() == Ok(plan) {
                continue;
            }
            if let (Some(Value::Object(map)), Some(held)) = (root.pointer_mut(&pointer), held) {
                map.insert(key, held);
            }
        }
        lean(root, &path, plan, notes);
    }
}
/// The rest of a dotted name below another, empty if it is the same.
fn below<'n>(name: &'n str, of: &str) -> Option<&'n str> {
    let rest = name.strip_prefix(of)?;
    if rest.is_empty() || of.is_empty() { Some(rest) } else { rest.strip_prefix('.') }
}

/// A file that is being written.
struct Page<'p> {
    notes: &'p [Note],
    out: String,
}
impl Page<'_> {
    /// The keys of a table, then the tables inside.
    fn table(&mut self, at: &[String], map: &Map<String, Value>) {
        let mut keys: Vec<&String> = map.keys().collect();
        keys.sort_by_key(|k| {
            (HEADED.iter().position(|h| h == k), FIRST.iter().position(|f| f == k).unwrap_or(99), *k)
        });
        let (heads, lines): (Vec<_>, Vec<_>) = keys.into_iter().partition(|k| headed(k, &map[*k]));
        for key in lines {
            let path = [at, std::slice::from_ref(key)].concat();
            if path.len() == 1 && key == "starts" {
                self.comment("When the first phase begins: set your own time.");
            }
            self.told(&path.join("."));
            let _ = writeln!(self.out, "{}", line(key, &map[key]));
        }
        for key in heads {
            let path = [at, std::slice::from_ref(key)].concat();
            match &map[key] {
                Value::Array(list) => {
                    for (i, one) in list.iter().enumerate() {
                        self.head(&[&path[..], &[i.to_string()]].concat(), one, true);
                    }
                }
                // A table of named tables needs no head of its own.
                Value::Object(named) if key == "rosters" => {
                    for (name, one) in named {
                        self.head(&[&path[..], std::slice::from_ref(name)].concat(), one, false);
                    }
                }
                one => self.head(&path, one, false),
            }
        }
    }
    fn head(&mut self, path: &[String], table: &Value, listed: bool) {
        self.out.push('\n');
        // A note on the whole list stands before its first.
        if let Some((first, list)) = path.split_last().filter(|_| listed)
            && first == "0"
        {
            self.only(&list.join("."));
        }
        self.only(&path.join("."));
        let named = |p: &&String| p.parse::<usize>().is_err();
        let name = path.iter().filter(named).map(|p| key(p)).collect::<Vec<_>>().join(".");
        let _ = if listed { writeln!(self.out, "[[{name}]]") } else { writeln!(self.out, "[{name}]") };
        if let Value::Object(map) = table {
            self.table(path, map);
        }
    }
    /// The notes on a line: on the field itself and on all inside of it.
    fn told(&mut self, path: &str) {
        if path.is_empty() {
            return self.only("");
        }
        for n in self.notes {
            if let Some(rest) = below(n.at, path) {
                let of = if rest.is_empty() { String::new() } else { format!("{rest}: ") };
                self.comment(&format!("{of}{} [{}]", n.text, n.kind));
            }
        }
    }
    /// The notes on just this field.
    fn only(&mut self, path: &str) {
        for n in self.notes.iter().filter(|n| n.at == path) {
            self.comment(&format!("{} [{}]", n.text, n.kind));
        }
    }
    fn comment(&mut self, text: &str) {
        let mut line = "#".to_owned();
        for word in text.split_whitespace() {
            if line.chars().count() + 1 + word.chars().count() > WIDE {
                let _ = writeln!(self.out, "{line}");
                "#".clone_into(&mut line);
            }
            line.push(' ');
            line.push_str(word);
        }
        let _ = writeln!(self.out, "{line}");
    }
}
/// Whether a value stands under a head of its own.
fn headed(name: &str, value: &Value) -> bool {
    match value {
        Value::Object(_) => HEADED.contains(&name) || key(name).len() + 3 + inline(value).len() > WIDE,
        Value::Array(list) => HEADED.contains(&name) && list.iter().all(Value::is_object),
        _ => false,
    }
}
fn line(name: &str, value: &Value) -> String {
    let short = format!("{} = {}", key(name), inline(value));
    match value {
        Value::Array(list) if short.len() > WIDE => {
            let items = list.iter().fold(String::new(), |all, v| all + "    " + &inline(v) + ",\n");
            format!("{} = [\n{items}]", key(name))
        }
        _ => short,
    }
}
fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if name.chars().all(bare) && !name.is_empty() { name.to_owned() } else { quoted(name) }
}
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
fn inline(value: &Value) -> String {
    match value {
        Value::String(s) => quoted(s),
        Value::Array(list) => format!("[{}]", list.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Object(map) if map.is_empty() => "{}".to_owned(),
        Value::Object(map) => {
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort_by_key(|k| (FIRST.iter().position(|f| f == k).unwrap_or(99), *k));
            let pairs: Vec<String> =
                keys.iter().map(|k| format!("{} = {}", key(k), inline(&map[*k]))).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        other => other.to_string(),
    }
}

//! What holds for the source as a whole: layers, catalogues, sizes, the shape of a rule's file.
mod catalogues;
mod frozen;
mod layers;
mod rules;

use cocreate::count::{About, Entry, Registry, RuleSpec};
use cocreate::{admit, reward, select, tally, weigh};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A file of the source, with its path from the root of the package.
struct Source {
    path: String,
    text: String,
}
/// The files below `src`, sorted.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rust = |p: &PathBuf| p.extension().is_some_and(|x| x == "rs");
    let read = |p: PathBuf| Source {
        path: p.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"),
        text: std::fs::read_to_string(&p).unwrap(),
    };
    crate::conformance::files(&root.join("src")).into_iter().filter(rust).map(read).collect()
}
/// Fails with all faults, not only the first.
fn report(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

type Build = dyn Fn(&RuleSpec) -> Result<RuleSpec, String>;
/// A verb's catalogue, whatever it erases a rule to.
struct Verb {
    name: &'static str,
    /// Where its rules are.
    folders: &'static [&'static str],
    list: &'static str,
    rule: &'static str,
    lines: Vec<(About, Value)>,
    build: Box<Build>,
}
fn verb<T: 'static>(
    (name, rule): (&'static str, &'static str),
    (folders, list): (&'static [&'static str], &'static str),
    entries: &[Entry<T>],
    registry: Registry<T>,
) -> Verb {
    Verb {
        name,
        folders,
        list,
        rule,
        lines: entries.iter().map(|e| (e.about(), e.defaults())).collect(),
        build: Box::new(move |s| registry.build(s).map(|(_, full)| full).map_err(|e| e.to_string())),
    }
}
/// The five verbs; rules that spend money are in the catalogue of tallies.
fn verbs() -> [Verb; 5] {
    use admit::catalogue::{ADMISSION, registry as admission};
    use reward::catalogue::{REWARD, registry as rewards};
    use select::catalogue::{SELECTION, registry as selection};
    use weigh::catalogue::{WEIGHTS, registry as weights};
    let tally_at: (&[&str], _) = (&["src/tally/", "src/budget/"], "src/tally/catalogue.rs");
    [
        verb(("admit", "AdmissionRule"), (&["src/admit/"], "src/admit/catalogue.rs"), ADMISSION, admission()),
        verb(("weigh", "WeightRule"), (&["src/weigh/"], "src/weigh/catalogue.rs"), WEIGHTS, weights()),
        verb(("tally", "TallyRule"), tally_at, tally::CATALOGUE, tally::registry()),
        verb(
            ("select", "SelectionRule"),
            (&["src/select/"], "src/select/catalogue.rs"),
            SELECTION,
            selection(),
        ),
        verb(("reward", "RewardRule"), (&["src/reward/"], "src/reward/catalogue.rs"), REWARD, rewards()),
    ]
}

/// The file of a rule: one that implements a verb's trait for a type of its own.
struct RuleFile<'a> {
    source: &'a Source,
    /// The types that are rules.
    types: Vec<&'a str>,
    /// The ids that it tells.
    ids: Vec<&'a str>,
}
impl Verb {
    fn rule_files<'a>(&self, all: &'a [Source]) -> Vec<RuleFile<'a>> {
        let here = |s: &&Source| self.folders.iter().any(|f| s.path.starts_with(f));
        all.iter().filter(here).filter_map(|s| rule_file(self.rule, s)).collect()
    }
}
fn rule_file<'a>(rule: &str, source: &'a Source) -> Option<RuleFile<'a>> {
    let code = source.text.split("#[cfg(test)]").next().unwrap_or_default();
    let named = format!("impl {rule} for ");
    let types: Vec<&str> =
        code.lines().filter_map(|l| l.strip_prefix(&named)).map(|l| l.trim_end_matches(" {")).collect();
    let ids = code.split("About::new(\"").skip(1).filter_map(|s| s.split('"').next()).collect();
    (!types.is_empty()).then_some(RuleFile { source, types, ids })
}

#[test]
fn no_file_of_the_source_is_longer_than_400_lines() {
    let long = |s: &Source| {
        let n = s.text.lines().count();
        (n > 400).then(|| {
            format!("{} has {n} lines; a file has at most 400: give a part a file of its own", s.path)
        })
    };
    report(&sources().iter().filter_map(long).collect::<Vec<_>>());
}

//! Ids, aliases and JSON forms of all rules, as they stand in plans, are frozen in `tests/data/catalogues.txt`.
use super::{Verb, report, verbs};
use serde_json::{Map, Value, json};
use std::path::PathBuf;

const HOW: &str = "\
Plans and settlements that are stored name rules by these ids, aliases and parameters. If a line is only new, or the
change is meant: run the tests once with COCREATE_FREEZE=1, read the difference of tests/data/catalogues.txt, commit
it, and tell in CHANGELOG.md who must do what (ADD for a new line; BREAKING or VALUE for a line that changed or left).";

fn file() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "data", "catalogues.txt"].iter().collect()
}
/// A line for each rule: its aliases with what they set, its parameters with types and defaults.
fn lines(verb: &Verb) -> Vec<String> {
    let line = |(about, defaults): &(cocreate::count::About, Value)| {
        let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        let set = |a: &cocreate::count::Alias| -> Value {
            a.set.iter().map(|(k, v)| ((*k).to_owned(), value(v))).collect::<Map<_, _>>().into()
        };
        let aliases: Map<String, Value> = about.aliases.iter().map(|a| (a.name.to_owned(), set(a))).collect();
        let types: Map<String, Value> =
            about.params.iter().map(|p| (p.name.to_owned(), p.kind.into())).collect();
        let forms = json!({"aliases": aliases, "defaults": defaults, "types": types});
        format!("{} {} {forms}", verb.name, about.id)
    };
    verb.lines.iter().map(line).collect()
}
/// Lines that are in one and not in the other.
fn differences(frozen: &[String], now: &[String]) -> Vec<String> {
    let gone = frozen.iter().filter(|l| !now.contains(l)).map(|l| format!("- {l}"));
    gone.chain(now.iter().filter(|l| !frozen.contains(l)).map(|l| format!("+ {l}"))).collect()
}

#[test]
fn ids_aliases_and_json_forms_are_frozen() {
    let now: Vec<String> = verbs().iter().flat_map(lines).collect();
    if std::env::var("COCREATE_FREEZE").as_deref() == Ok("1") {
        std::fs::write(file(), now.join("\n") + "\n").unwrap();
    }
    let frozen: Vec<String> = std::fs::read_to_string(file()).unwrap().lines().map(str::to_owned).collect();
    let mut found = differences(&frozen, &now);
    if !found.is_empty() {
        found.push(HOW.to_owned());
    }
    report(&found);
    assert_eq!(frozen, now, "the order of lines differs; {HOW}");
}
#[test]
fn forms_of_a_quorum_are_frozen() {
    use cocreate::num::{Quorum, Threshold};
    let all = [
        (Quorum::Votes(5), json!({"votes": 5})),
        (Quorum::InFavour(3), json!({"in-favour": 3})),
        (Quorum::Root { num: 3, den: 2.try_into().unwrap() }, json!({"root": {"num": 3, "den": 2}})),
        (Quorum::Share(Threshold::MAJORITY), json!({"share": {"num": 1, "den": 2, "strict": true}})),
        (
            Quorum::AbstainBelow(Threshold::TWO_THIRDS),
            json!({"abstain-below": {"num": 2, "den": 3, "strict": false}}),
        ),
    ];
    for (quorum, form) in all {
        assert_eq!(serde_json::to_value(quorum).unwrap(), form);
        assert_eq!(serde_json::from_value::<Quorum>(form).unwrap(), quorum);
    }
}

//! The shape of a rule's file: a definition with a worked example and references, and tests of that example, of a tie
//! and of the empty case.
use super::{RuleFile, Source, report, rule_file, sources, verbs};

/// Tests that a rule has, by a word of their names; or what its docs say where there can be none.
const TESTS: &[(&str, &[&str], &str)] = &[
    ("the worked example", &["example"], ""),
    ("a tie", &["tie", "ties", "tied", "level"], "# ties none"),
    ("nobody or nothing there", &["nobody", "nothing", "empty"], ""),
];

fn faults(file: &RuleFile<'_>) -> Vec<String> {
    let text = &file.source.text;
    let docs = |mark: &str| -> String {
        let lines = text.lines().map(str::trim_start).filter_map(|l| l.strip_prefix(mark));
        lines.collect::<Vec<_>>().join(" ").to_lowercase()
    };
    let (top, items) = (docs("//!"), docs("/// "));
    let mut lacks = vec![];
    if !top.contains("worked example") {
        lacks.push("its `//!` has no worked example".to_owned());
    }
    if !top.contains("references:") && !items.contains("# references") {
        lacks.push("it names no references, in its `//!` or in the docs of its type".to_owned());
    }
    let tests = text.split("#[test]").skip(1).filter_map(|t| t.split("fn ").nth(1)?.split('(').next());
    let tests: Vec<Vec<&str>> = tests.map(|name| name.split('_').collect()).collect();
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let refuses = ["Refusal::TooLarge", "at_most(", ".undecided("].iter().any(|mark| code.contains(mark));
    if file.source.path.starts_with("src/tally/") && refuses && !code.contains(".limit(") {
        lacks.push("it has a limit that its `about()` does not state: add `.limit(..)`".to_owned());
    }
    for (what, words, unless) in TESTS {
        let has = tests.iter().flatten().any(|w| words.contains(w));
        if !has && (unless.is_empty() || !items.contains(unless)) {
            let words = words.join("`, `");
            lacks.push(format!("it has no test of {what}: one with `{words}` in its name"));
        }
    }
    lacks.into_iter().map(|l| format!("{}: {l}", file.source.path)).collect()
}

#[test]
fn every_rule_has_its_example_references_and_tests() {
    let all = sources();
    let files: Vec<RuleFile<'_>> = verbs().iter().flat_map(|v| v.rule_files(&all)).collect();
    assert!(files.len() >= 35, "{} rules", files.len());
    report(&files.iter().flat_map(faults).collect::<Vec<_>>());
}
#[test]
fn what_a_rule_file_lacks_is_told() {
    let of = |text: &str| {
        let source = Source { path: "src/tally/a.rs".into(), text: text.into() };
        faults(&rule_file("TallyRule", &source).unwrap()).len()
    };
    let rule = "impl TallyRule for A {\n    const ABOUT: About = About::new(\"a\", \"A\");\n}\n";
    assert_eq!(of(rule), 5);
    let docs = "//! Worked example: none.\n//!\n//! References: none.\n";
    assert_eq!(of(&format!("{docs}{rule}")), 3);
    let test = |name: &str| format!("#[cfg(test)]\nmod tests {{\n    #[test]\n    fn {name}() {{}}\n}}\n");
    let limit = format!("{rule}fn count() {{\n    at_most(\"entries\", 3, 2)?;\n}}\n");
    assert_eq!((of(&limit), of(&limit.replace("\"A\");", "\"A\").limit(\"2\");"))), (6, 5));
    let all = "the_worked_example_is_a_tie_and_nobody_votes";
    assert_eq!(of(&format!("{docs}{rule}{}", test(all))), 0);
    assert_eq!(of(&format!("{docs}{rule}{}", test("worked_example"))), 2);
    assert_eq!(of(&format!("{docs}/// # Ties\n/// None.\n{rule}{}", test("example_of_nobody"))), 0);
}

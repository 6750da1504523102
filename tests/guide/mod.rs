//! What the documentation promises: every rule is documented in full, and the examples of the lot are those of the lot.
use cocreate::{
    count::{Lot, Lottery},
    id::EntryIx,
    num::Exact,
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
fn files_below(dir: &Path) -> Vec<PathBuf> {
    let mut files = vec![];
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else if path.extension().is_some_and(|x| x == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
/// The file of every rule with its text before the tests, and the name of its type.
fn rule_files() -> Vec<(PathBuf, String, String)> {
    let folders = ["admit", "budget", "reward", "select", "tally", "weigh"];
    let traits = ["AdmissionRule", "RewardRule", "SelectionRule", "TallyRule", "WeightRule"];
    let of = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap().to_owned();
        let named = code.lines().find_map(|l| {
            let (which, name) = l.strip_prefix("impl ")?.split_once(" for ")?;
            traits.contains(&which).then(|| name.trim_end_matches([' ', '{']).to_owned())
        });
        named.map(|name| (path, code, name))
    };
    folders.iter().flat_map(|f| files_below(&root().join("src").join(f))).filter_map(of).collect()
}

#[test]
fn every_rule_is_documented_in_full() {
    let rules = rule_files();
    assert!(rules.len() >= 35, "{}", rules.len());
    for (path, code, name) in rules {
        let here = path.display();
        assert!(code.starts_with("//! "), "{here}: the definition stands at the head of the file");
        let head = code.split(&format!("pub struct {name} ")).next().unwrap();
        let at: Vec<Option<usize>> = ["Ties", "Complexity", "Errors", "References", "Examples"]
            .iter()
            .map(|s| head.rfind(&format!("/// # {s}\n")))
            .collect();
        assert!(at.iter().all(Option::is_some), "{here}: a section is missing: {at:?}");
        assert!(at.is_sorted(), "{here}: sections stand in one order: {at:?}");
        assert!(head[at[4].unwrap()..].contains("assert"), "{here}: an example shows a result");
        let family = std::fs::read_to_string(path.with_file_name("mod.rs")).unwrap();
        let module = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(family.contains(&format!("pub mod {module};")), "{here}: its definition is not published");
    }
}
#[test]
fn every_rule_that_counts_is_in_the_catalogue_and_the_other_way_round() {
    let rules = rule_files();
    let counting = rules.iter().filter(|(_, code, _)| code.contains("impl TallyRule for"));
    let mut by_id: BTreeMap<&str, &Path> = BTreeMap::new();
    for (path, code, _) in counting {
        let id = code.split("About::new(\"").nth(1).and_then(|s| s.split('"').next()).unwrap();
        assert!(by_id.insert(id, path).is_none(), "{}: `{id}` has two files", path.display());
    }
    let ids: Vec<&str> = cocreate::tally::CATALOGUE.iter().map(|e| e.about().id).collect();
    assert_eq!(by_id.into_keys().collect::<Vec<_>>(), ids, "in order of ids");
}
#[test]
fn the_guides_are_all_compiled() {
    let guide = std::fs::read_to_string(root().join("src/guide.rs")).unwrap();
    for name in ["adding-a-rule", "design", "exactness", "glossary", "reproducibility", "ties"] {
        assert!(guide.contains(&format!("include_str!(\"../docs/{name}.md\")")), "{name}");
    }
}

/// Rows of the tables of a guide whose first two columns are seed and label, by the heads of their further columns.
fn rows(head: &str) -> Vec<Vec<String>> {
    let guide = std::fs::read_to_string(root().join("docs/reproducibility.md")).unwrap();
    let table =
        guide.split(&format!("| seed | label | {head} |\n")).nth(1).unwrap_or_else(|| panic!("{head}"));
    let cells = |l: &str| -> Vec<String> {
        l.trim_matches('|').split('|').map(|c| c.trim().trim_matches('`').to_owned()).collect()
    };
    table.lines().skip(1).take_while(|l| l.starts_with('|')).map(cells).collect()
}
#[test]
fn the_examples_of_the_lot_are_those_of_the_lot() {
    let orders = rows("things | order");
    assert_eq!(orders.len(), 6);
    for row in orders {
        let order: Vec<usize> = row[3].split(' ').map(|x| x.parse().unwrap()).collect();
        assert_eq!(Lot::new(&row[0]).order(&row[1], row[2].parse().unwrap()), order, "{row:?}");
    }
    let numbers = rows("n | number");
    assert_eq!(numbers.len(), 2);
    for row in numbers {
        let n = Lot::new(&row[0]).below(&row[1], row[2].parse().unwrap());
        assert_eq!(n.to_string(), row[3], "{row:?}");
    }
    let chances = [(0, 2), (1, 3), (4, 1)].map(|(e, n)| (EntryIx::new(e), Exact::ratio(n, 6).unwrap()));
    let lottery = Lottery::of(chances);
    let draws = rows("drawn");
    assert_eq!(draws.len(), 3);
    for row in draws {
        let e = Lot::new(&row[0]).draw(&row[1], &lottery).unwrap();
        assert_eq!(e.ix().to_string(), row[2], "{row:?}");
    }
}

/// The text on exactness says of every rule that does not count in fractions what it does instead.
#[test]
fn the_grades_of_all_rules_are_told() {
    use cocreate::{
        contest::Rules,
        count::{About, Grade},
    };
    let r = Rules::built_in();
    let all: Vec<About> = (r.admit.iter().map(|e| e.about()))
        .chain(r.weigh.iter().map(|e| e.about()))
        .chain(r.tally.iter().map(|e| e.about()))
        .chain(r.select.iter().map(|e| e.about()))
        .chain(r.reward.iter().map(|e| e.about()))
        .collect();
    let text = std::fs::read_to_string(root().join("docs/exactness.md")).unwrap();
    let grades = text.split("## Four grades").nth(1).unwrap().split("\n## ").next().unwrap();
    for (grade, word) in [(Grade::Root, "root"), (Grade::Enclosed, "enclosed"), (Grade::Estimate, "estimate")]
    {
        let said = grades.split(&format!("\n- `{word}`: ")).nth(1).unwrap().split("\n- ").next().unwrap();
        for a in &all {
            assert_eq!(said.contains(&format!("`{}`", a.id)), a.grade == grade, "{} in `{word}`", a.id);
        }
    }
}

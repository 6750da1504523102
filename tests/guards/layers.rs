//! Imports point down the layers: a file names only lower ones, or its own folder.
use super::{Source, report, sources};

/// Folders and files of `src` from the lowest; one line may not name itself, but for its own folder. Committees are
/// bought like projects, so tallies stand above budgets; a store keeps the heads of the audit's chain, so it stands above that.
const LAYERS: &[&[&str]] = &[
    &["num"],
    &["id"],
    &["ballot"],
    &["profile"],
    &["count"],
    &["game", "quality"],
    &["io", "admit", "weigh", "budget", "queue"],
    &["tally"],
    &["criteria", "select", "reward"],
    &["contest"],
    &["preset", "audit", "sim", "testing"],
    &["store"],
    &["report"],
    &["bin", "prelude", "guide"],
];
/// The sum of all errors names every layer, and every layer may name it; the root only lists modules.
const FREE: &[&str] = &["error", "lib"];

fn layer(name: &str) -> Option<usize> {
    LAYERS.iter().position(|l| l.contains(&name))
}
/// Modules of the crate's root that a file names, with the line.
fn named(source: &Source) -> Vec<(usize, String)> {
    let blank = |l: &str| if l.trim_start().starts_with("//") { String::new() } else { l.to_owned() };
    let code = source.text.lines().map(blank).collect::<Vec<_>>().join("\n");
    // As deep as `src/a/b.rs` is `crate::a::b`: so many `super` lead to the root.
    let depth = source.path.trim_end_matches("/mod.rs").split('/').count() - 1;
    let up = "super::".repeat(depth);
    let mut out = vec![];
    for root in ["crate::", "cocreate::", &up] {
        for (at, _) in code.match_indices(root) {
            let line = code[..at].matches('\n').count() + 1;
            let rest = &code[at + root.len()..];
            out.extend(heads(rest).into_iter().map(|(more, name)| (line + more, name)));
        }
    }
    out
}
/// The first part of a path, or of each path in braces, with the lines before it.
fn heads(rest: &str) -> Vec<(usize, String)> {
    let word = |s: &str| s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    if !rest.starts_with('{') {
        return vec![(0, word(rest))];
    }
    let (mut out, mut depth, mut lines) = (vec![], 0, 0);
    for (i, c) in rest.char_indices() {
        match c {
            '\n' => lines += 1,
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if depth == 1 && (c == '{' || c == ',') {
            let next = rest[i + 1..].trim_start();
            let skipped = rest[i + 1..rest.len() - next.len()].matches('\n').count();
            out.push((lines + skipped, word(next)));
        }
    }
    out
}
fn faults(source: &Source) -> Vec<String> {
    let top = source.path.split('/').nth(1).unwrap_or_default().trim_end_matches(".rs");
    if FREE.contains(&top) {
        return vec![];
    }
    let Some(own) = layer(top) else {
        return vec![format!("{}: `{top}` has no layer; give it one in tests/guards/layers.rs", source.path)];
    };
    // In a binary `crate` is the binary itself, whose modules are no layers.
    let upward = |name: &str| name != top && layer(name).is_some_and(|l| l >= own);
    let tell = |(line, name): (usize, String)| {
        format!(
            "{}:{line}: `{top}` names `{name}`, which is not below it; move what is shared down",
            source.path
        )
    };
    named(source).into_iter().filter(|(_, name)| upward(name)).map(tell).collect()
}

#[test]
fn imports_point_down_the_layers() {
    let all = sources();
    assert!(all.len() > 100, "{} files were found", all.len());
    report(&all.iter().flat_map(faults).collect::<Vec<_>>());
}
#[test]
fn an_upward_import_is_found_with_its_line() {
    let lines = |path: &str, text: &str| {
        let found = faults(&Source { path: path.into(), text: text.into() });
        found.iter().map(|f| f.split(':').nth(1).unwrap().parse().unwrap()).collect::<Vec<usize>>()
    };
    assert_eq!(lines("src/num/a.rs", "//! crate::contest\nuse crate::contest::Plan;\n"), [2]);
    assert_eq!(lines("src/id/a.rs", "use crate::{\n    num::{A, B},\n    ballot::C,\n};\n"), [3]);
    assert_eq!(lines("src/id/a.rs", "fn a() -> crate::count::A {}\n"), [1]);
    assert_eq!(lines("src/id/a/b.rs", "use super::super::super::tally::A;\n"), [1]);
    assert_eq!(lines("src/admit/a.rs", "use crate::weigh::A;\nuse crate::admit::B;\nuse crate::num;\n"), [1]);
    assert_eq!(lines("src/error.rs", "use crate::contest::A;\n"), [0; 0]);
    assert_eq!(lines("src/bin/cocreate/a.rs", "use crate::report;\nuse cocreate::report::A;\n"), [0; 0]);
    assert!(faults(&Source { path: "src/odd/a.rs".into(), text: String::new() })[0].contains("no layer"));
}

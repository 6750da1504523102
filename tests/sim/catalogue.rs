//! Ids, aliases and parameters of cultures are frozen, and every culture's file is in the catalogue.
use cocreate::{
    count::RuleSpec,
    sim::culture::catalogue::{CULTURES, registry},
};
use std::collections::BTreeSet;

#[test]
fn names_and_parameters_are_frozen() {
    let lines: Vec<String> = CULTURES
        .iter()
        .map(|e| {
            let aliases: Vec<&str> = e.about().aliases.iter().map(|a| a.name).collect();
            format!("{} = {} {}", e.about().id, aliases.join(" "), e.defaults())
        })
        .collect();
    assert_eq!(
        lines,
        [
            r#"euclidean = spatial interval square {"dimensions":2}"#,
            r"impartial = ic impartial-culture {}",
            r#"mallows = phi-model {"phi":"4/5"}"#,
        ]
    );
}
#[test]
fn every_file_is_a_line_and_every_line_builds() {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sim/culture");
    let files: BTreeSet<String> = std::fs::read_dir(dir)
        .unwrap()
        .map(|f| f.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|f| !["mod", "catalogue"].contains(&f.as_str()))
        .collect();
    let ids: BTreeSet<String> = CULTURES.iter().map(|e| e.about().id.to_owned()).collect();
    assert_eq!(files, ids);
    for e in CULTURES {
        for name in std::iter::once(e.about().id).chain(e.about().aliases.iter().map(|a| a.name)) {
            let (culture, full) = registry().build(&RuleSpec::new(name)).unwrap();
            assert_eq!(culture.about(), e.about());
            let again: RuleSpec = serde_json::from_str(&serde_json::to_string(&full).unwrap()).unwrap();
            assert_eq!(registry().build(&again).unwrap().1, full);
        }
    }
    let (_, line) = registry().build(&RuleSpec::new("interval")).unwrap();
    assert_eq!(line.params["dimensions"], 1);
}

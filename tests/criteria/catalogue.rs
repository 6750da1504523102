//! Ids, aliases and parameters are frozen, and every criterion's file is in the catalogue.
use cocreate::{
    count::RuleSpec,
    criteria::catalogue::{CRITERIA, registry},
};
use std::collections::BTreeSet;

#[test]
fn names_and_parameters_are_frozen() {
    let lines: Vec<String> = CRITERIA
        .iter()
        .map(|e| {
            let aliases: Vec<&str> = e.about().aliases.iter().map(|a| a.name).collect();
            format!("{} = {} {}", e.about().id, aliases.join(" "), e.defaults())
        })
        .collect();
    assert_eq!(
        lines,
        [
            r#"condorcet-winner = condorcet condorcet_winner {"unnamed":"last"}"#,
            r"majority = majority-favourite absolute-majority-winner {}",
            r#"monotonicity = mono-raise {"most":null}"#,
        ]
    );
}
#[test]
fn every_file_is_a_line_and_every_line_builds() {
    let shared = ["mod", "any", "ballots", "catalogue", "elects", "search", "small"];
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/criteria");
    let files: BTreeSet<String> = std::fs::read_dir(dir)
        .unwrap()
        .map(|f| f.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|f| !shared.contains(&f.as_str()))
        .map(|f| f.replace('_', "-"))
        .collect();
    let ids: BTreeSet<String> = CRITERIA.iter().map(|e| e.about().id.to_owned()).collect();
    assert_eq!(files, ids);
    for e in CRITERIA {
        let (criterion, full) = registry().build(&RuleSpec::new(e.about().id)).unwrap();
        assert_eq!(criterion.about(), e.about());
        assert_eq!(serde_json::Value::Object(full.params), e.defaults());
        let said: Vec<&str> = e.about().params.iter().map(|p| p.name).collect();
        let has: Vec<String> = e.defaults().as_object().unwrap().keys().cloned().collect();
        assert_eq!(said, has);
    }
    assert!(registry().build(&RuleSpec::new("majority").with("most", 1)).is_err());
}

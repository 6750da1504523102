//! Every rule file is in its verb's catalogue, and every line of a catalogue has its file.
use super::{RuleFile, Verb, report, sources, verbs};
use cocreate::count::RuleSpec;
use serde_json::Value;
use std::collections::BTreeSet;

/// Types that a catalogue lists.
fn listed(text: &str) -> BTreeSet<&str> {
    text.split("Entry::of::<").skip(1).filter_map(|s| s.split('>').next()).collect()
}
/// A file is named by its rule's id, with or without the name of its folder.
fn named_by(file: &RuleFile<'_>, id: &str) -> bool {
    let mut parts = file.source.path.trim_end_matches(".rs").rsplit('/').map(|p| p.replace('_', "-"));
    let (stem, folder) = (parts.next().unwrap(), parts.next().unwrap());
    [stem.clone(), format!("{folder}-{stem}"), format!("{stem}-{folder}")].iter().any(|n| n == id)
}
fn faults(verb: &Verb, files: &[RuleFile<'_>], catalogue: &str) -> Vec<String> {
    let mut out = vec![];
    let listed = listed(catalogue);
    let mut told = BTreeSet::new();
    for f in files {
        let path = &f.source.path;
        if f.types.len() != 1 || f.ids.len() != 1 {
            out.push(format!(
                "{path}: rules {:?} with ids {:?}; a file has one rule with one id",
                f.types, f.ids
            ));
            continue;
        }
        if !listed.contains(f.types[0]) {
            out.push(format!("{path}: `{}` is not in {}; add its line there", f.types[0], verb.list));
        }
        if !named_by(f, f.ids[0]) {
            out.push(format!("{path}: its rule's id is `{}`; name the file after it", f.ids[0]));
        }
        told.insert(f.ids[0]);
    }
    for (about, _) in &verb.lines {
        if !told.contains(about.id) {
            out.push(format!(
                "{}: no file of a rule in {:?} tells the id `{}`",
                verb.list, verb.folders, about.id
            ));
        }
    }
    if !verb.lines.is_sorted_by_key(|(a, _)| a.id) {
        out.push(format!("{}: the lines are not in order of ids", verb.list));
    }
    out
}

#[test]
fn every_rule_file_is_in_its_catalogue_and_the_other_way_round() {
    let all = sources();
    let check = |v: &Verb| {
        let catalogue = all.iter().find(|s| s.path == v.list).unwrap();
        let files = v.rule_files(&all);
        assert!(files.len() >= 4, "{} files of {}", files.len(), v.name);
        faults(v, &files, &catalogue.text)
    };
    report(&verbs().iter().flat_map(check).collect::<Vec<_>>());
}
#[test]
fn a_rule_that_is_missing_on_either_side_is_found() {
    let all = sources();
    let verbs = verbs();
    let weigh = verbs.iter().find(|v| v.name == "weigh").unwrap();
    let text = |without: &str| {
        let full = &all.iter().find(|s| s.path == weigh.list).unwrap().text;
        full.replace(&format!("Entry::of::<{without}>()"), "")
    };
    let mut files = weigh.rule_files(&all);
    let faults_of = |files: &[RuleFile<'_>], without: &str| faults(weigh, files, &text(without));
    assert_eq!(faults_of(&files, "none"), <[String; 0]>::default());
    assert_eq!(faults_of(&files, "Shares").len(), 1);
    let removed = files.pop().unwrap();
    assert_eq!(faults_of(&files, "none").len(), 1, "without {}", removed.source.path);
}

#[test]
fn parameters_are_described_in_order_and_defaults_are_read_back() {
    for v in verbs() {
        for (about, defaults) in &v.lines {
            let keys: BTreeSet<&str> = defaults.as_object().unwrap().keys().map(String::as_str).collect();
            let said: BTreeSet<&str> = about.params.iter().map(|p| p.name).collect();
            assert_eq!(keys, said, "{}", about.id);
            let full = (v.build)(&RuleSpec::new(about.id)).unwrap();
            assert_eq!(Value::Object(full.params.clone()), *defaults, "{}", about.id);
            // What was understood is understood the same again.
            assert_eq!((v.build)(&full).unwrap(), full);
            let again: RuleSpec = serde_json::from_str(&serde_json::to_string(&full).unwrap()).unwrap();
            assert_eq!(again, full);
            for alias in about.aliases {
                assert_eq!((v.build)(&RuleSpec::new(alias.name)).unwrap().rule, about.id);
            }
            let wrong = (v.build)(&RuleSpec::new(about.id).with("misspelt", 1)).unwrap_err();
            assert!(wrong.contains("misspelt") && wrong.contains(about.id), "{wrong}");
        }
    }
}
#[test]
fn a_parameter_takes_every_word_that_its_type_lists() {
    let mut words = 0;
    for v in verbs() {
        for (about, _) in &v.lines {
            for param in about.params.iter().filter(|p| p.kind.contains(" | ") && !p.kind.contains('{')) {
                for word in param.kind.split(" | ") {
                    let spec = RuleSpec::new(about.id).with(param.name, word);
                    let built = (v.build)(&spec).unwrap_or_else(|e| panic!("{e}"));
                    assert_eq!(built.params[param.name], word, "{}", about.id);
                    words += 1;
                }
                let odd = RuleSpec::new(about.id).with(param.name, "no-such-word");
                assert!((v.build)(&odd).is_err(), "{} takes any word", about.id);
            }
        }
    }
    assert!(words > 20, "{words} words");
}

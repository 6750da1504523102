//! Names of rules are frozen, their parameters are described, and every file is in its catalogue.
use cocreate::count::{About, Entry, Registry, RuleSpec};
use cocreate::{admit, reward, select, weigh};
use serde_json::Value;
use std::collections::BTreeSet;

type Build = dyn Fn(&RuleSpec) -> Result<RuleSpec, String>;
struct Verb {
    folder: &'static str,
    ids: Vec<&'static str>,
    lines: Vec<(About, Value)>,
    build: Box<Build>,
}
fn verb<T: 'static>(folder: &'static str, list: &'static [Entry<T>], registry: Registry<T>) -> Verb {
    Verb {
        folder,
        ids: list.iter().map(|e| e.about().id).collect(),
        lines: list.iter().map(|e| (e.about(), e.defaults())).collect(),
        build: Box::new(move |s| registry.build(s).map(|(_, full)| full).map_err(|e| e.to_string())),
    }
}
fn verbs() -> Vec<Verb> {
    vec![
        verb("admit", admit::catalogue::ADMISSION, admit::catalogue::registry()),
        verb("weigh", weigh::catalogue::WEIGHTS, weigh::catalogue::registry()),
        verb("select", select::catalogue::SELECTION, select::catalogue::registry()),
        verb("reward", reward::catalogue::REWARD, reward::catalogue::registry()),
    ]
}

#[test]
fn ids_and_aliases_are_frozen() {
    let names = |v: &Verb| -> Vec<String> {
        let of = |a: &About| {
            let aliases: Vec<&str> = a.aliases.iter().map(|x| x.name).collect();
            format!("{} = {}", a.id, aliases.join(" "))
        };
        v.lines.iter().map(|(a, _)| of(a).trim_end_matches(" = ").to_owned()).collect()
    };
    let all: Vec<Vec<String>> = verbs().iter().map(names).collect();
    assert_eq!(
        all,
        [
            vec![
                "conflict-of-interest = recusal",
                "invitation",
                "open",
                "qualification = reputation",
                "stratified-lottery = sortition",
            ],
            vec![
                "capped-shares",
                "delegation = liquid-democracy",
                "equal = one-member-one-vote",
                "shares = party-shares",
            ],
            vec![
                "crowd-then-jury = two-stage",
                "host-pick = staff-pick clients-choice",
                "majority-vote = majority quorum two-thirds",
                "per-category",
                "score-threshold = threshold gate",
                "top-k = best",
            ],
            vec!["equal-split", "prize-ladder", "proportional", "royalty", "winner-takes-all"],
        ]
    );
}

#[test]
fn every_rule_file_is_in_its_catalogue_and_the_other_way_round() {
    let shared = ["mod", "catalogue", "run", "cut", "parts"];
    for v in verbs() {
        let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(v.folder);
        let files: BTreeSet<String> = std::fs::read_dir(dir)
            .unwrap()
            .map(|f| f.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .filter(|f| !shared.contains(&f.as_str()) && !f.ends_with("_tests"))
            .map(|f| f.replace('_', "-"))
            .collect();
        let ids: BTreeSet<String> = v.ids.iter().map(|i| (*i).to_owned()).collect();
        assert_eq!(files, ids, "{}", v.folder);
        assert!(v.ids.is_sorted(), "{}", v.folder);
    }
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
fn json_forms_of_parameters_are_frozen() {
    let all: Vec<String> =
        verbs().iter().flat_map(|v| &v.lines).map(|(a, d)| format!("{} {d}", a.id)).collect();
    let quorum = serde_json::to_string(&[
        cocreate::num::Quorum::Votes(5),
        cocreate::num::Quorum::InFavour(3),
        cocreate::num::Quorum::Root { num: 3, den: 2.try_into().unwrap() },
        cocreate::num::Quorum::Share(cocreate::num::Threshold::MAJORITY),
        cocreate::num::Quorum::AbstainBelow(cocreate::num::Threshold::TWO_THIRDS),
    ])
    .unwrap();
    assert_eq!(
        quorum,
        r#"[{"votes":5},{"in-favour":3},{"root":{"num":3,"den":2}},{"share":{"num":1,"den":2,"strict":true}},{"abstain-below":{"num":2,"den":3,"strict":false}}]"#
    );
    let majority =
        r#"{"abstain":"quorum","base":"votes","quorum":[],"threshold":{"den":2,"num":1,"strict":true}}"#;
    assert_eq!(
        all,
        [
            r#"conflict-of-interest {"declared":true,"own_entry":true,"own_party":true,"whole_panel":false}"#,
            r#"invitation {"parties":[],"persons":[]}"#,
            r#"open {"places":null}"#,
            r#"qualification {"at_least":{}}"#,
            r#"stratified-lottery {"method":"largest-remainder","odd":"first","seats":0,"strata":{},"unfilled":"empty"}"#,
            r#"capped-shares {"cap":{"fraction":"1/3"},"excess":"redistribute","shares":{"missing":"refuse","of":"member"}}"#,
            r#"delegation {"shares":null}"#,
            r"equal {}",
            r#"shares {"missing":"refuse","of":"member"}"#,
            r#"crowd-then-jury {"at_cut":"tell","at_shortlist":"all","crowd":null,"jury":null,"quorum":[],"shortlist":5,"winners":1}"#,
            r#"host-pick {"at_cut":"tell","picks":1,"poll":null,"quorum":[],"shortlist":null,"silent":"nobody","top":0}"#,
            &format!(
                r#"majority-vote {{"at_cut":"tell","at_most":null,"blocking":null,"counts":{{}},"majority":{majority},"poll":null,"quorum":[]}}"#
            ),
            r#"per-category {"at_cut":"tell","k":1,"per_party":null,"places":{},"poll":null,"quorum":[]}"#,
            r#"score-threshold {"at_cut":"tell","at_most":null,"min_ballots":0,"poll":null,"quorum":[],"score":"0","strict":false}"#,
            r#"top-k {"at_cut":"tell","default_option":null,"k":1,"per_party":null,"poll":null,"quorum":[]}"#,
            r#"equal-split {"odd":"first"}"#,
            r#"prize-ladder {"floors":[],"indivisible":0,"odd":"first","prizes":{"shares":["65","25","10"]}}"#,
            r#"proportional {"cap":null,"method":"largest-remainder","odd":"first"}"#,
            r#"royalty {"fee":0,"floor":0,"odd":"first","rates":{},"short":"refuse"}"#,
            r#"winner-takes-all {"level":"share","odd":"first"}"#,
        ]
    );
}

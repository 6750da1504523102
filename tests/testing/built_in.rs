//! Every rule of every verb keeps the laws of its verb, with its defaults.
use cocreate::{
    contest::Rules,
    count::{Registry, RuleSpec},
    testing::{self, Broken, Trial},
};

/// Every rule of a verb; all that is broken, not only the first.
fn all<T>(registry: &Registry<T>, law: impl Fn(&T) -> Result<(), Broken>) {
    let mut told = vec![];
    for entry in registry.iter() {
        let (rule, _) = registry.build(&RuleSpec::new(entry.about().id)).unwrap();
        told.extend(testing::parameters(entry).err().into_iter().chain(law(&rule).err()));
    }
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}
#[test]
fn admission() {
    all(&Rules::built_in().admit, |r| testing::admit(&**r, Trial::default()));
}
#[test]
fn weights() {
    all(&Rules::built_in().weigh, |r| testing::weigh(&**r, Trial::default()));
}
/// Fewer inputs, as there are many rules and `count::catalogue` tries them too.
#[test]
fn tallies() {
    all(&Rules::built_in().tally, |r| testing::tally(r, Trial { cases: 16 }));
}
#[test]
fn selection() {
    all(&Rules::built_in().select, |r| testing::select(&**r, Trial::default()));
}
#[test]
fn reward() {
    all(&Rules::built_in().reward, |r| testing::reward(&**r, Trial::default()));
}

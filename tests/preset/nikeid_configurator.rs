//! P06: a slot by plurality as T01, what is liked by approval as T15.
use super::desk::{Small, map, plan};
use cocreate::ballot::{Approval, Choice};
use serde_json::json;

/// 42 choose black soles, 26 white, 15 gum and 17 volt.
#[test]
fn a_slot_is_a_histogram() {
    let mut c = Small::new("P06");
    c.voters("crowd", 100);
    let soles = [("sole-black", 42), ("sole-white", 26), ("sole-gum", 15), ("sole-volt", 17)];
    let chosen = soles.iter().flat_map(|(e, n)| vec![*e; *n]);
    for (i, e) in chosen.enumerate() {
        let (place, who) = (c.place(e), format!("v{i}"));
        c.cast("sole", &who, Choice::of(place)).approve("liked", &who, &[e]);
    }
    c.approve("disliked", "v0", &["lace-red", "sole-gum"]).approve("disliked", "v1", &["lace-red"]);
    let done = c.end();
    let scores = c.scores(0, 0);
    let top: Vec<&str> = soles.iter().map(|(e, _)| scores[*e].as_str()).collect();
    assert_eq!(top, ["42", "26", "15", "17"]);
    // Bottom: what was changed most.
    assert_eq!(c.scores(0, 4)["lace-red"], "2");
    assert_eq!(done.winners(), ["sole-black", "sole-white", "sole-volt"]);
}
/// Three like black and white soles, two gum, one design was not bought: level at 3. Under the minimum nothing is told.
#[test]
fn with_too_few_designs_nothing_is_told() {
    let run = |least: u32| {
        let mut c = Small::of(&plan("P06", [("/rounds/0/select/quorum", json!([{ "votes": least }]))]));
        c.voters("crowd", 6);
        for i in 0..6 {
            let all: &[&str] = [&["sole-black", "sole-white"][..], &["sole-gum"], &[]][[0, 0, 0, 1, 1, 2][i]];
            c.approve("liked", &format!("v{i}"), all);
        }
        let done = c.end();
        let named = ["sole-black", "sole-white", "sole-gum"].map(|e| (e, c.scores(0, 3)[e].clone()));
        (done, named.map(|(e, n)| (e.to_owned(), n)).into(), c.0.records()[0].polls[3].blank)
    };
    let (done, liked, blank): (_, std::collections::BTreeMap<String, String>, u64) = run(6);
    assert_eq!((liked, blank), (map([("sole-black", "3"), ("sole-white", "3"), ("sole-gum", "2")]), 1));
    assert_eq!(done.winners(), ["sole-black sole-white", "sole-gum"]);
    assert!(run(7).0.failed().contains("Quorum"));
    let mut c = Small::new("P06");
    c.voters("crowd", 1).cast("liked", "v0", Approval::default());
    assert!(c.end().failed().contains("Quorum"), "fifty are needed");
}

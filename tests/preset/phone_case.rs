//! P03: the gate of C10 in a cohort of its own; one idea, one prize.
use super::desk::{Small, map, plan};
use crate::contest::desk::{entry, submission};
use cocreate::contest::{Act, Phase, Plan, Submission};
use serde_json::json;

/// After the gate: fox has marks of mean 7/5, owl and cat 4 and 5.
fn cases(plan: &Plan) -> Small {
    let mut c = Small::of(plan);
    c.voters("crowd", 30).enrol("crowd", &["ann", "bob", "cy"]);
    for (who, e) in [("ann", "fox"), ("bob", "owl"), ("cy", "cat"), ("cy", "bleed")] {
        c.enter_as(who, Submission { category: Some("case".parse().unwrap()), ..submission(e, &[who]) });
    }
    // The template of "bleed" was not admitted.
    c.until(Phase::Screening).admit(&["fox", "owl", "cat"]).until(Phase::Balloting);
    assert_eq!(c.slate(), ["fox", "owl", "cat"].map(entry));
    c.levels("gate", "fox", &[1, 2, 1, 1, 2])
        .levels("gate", "owl", &[4])
        .levels("gate", "cat", &[5])
        .next_round();
    c
}
#[test]
fn the_gate_is_that_of_shirts() {
    let c = cases(&plan("P03", []));
    assert_eq!(c.scores(0, 0), map([("fox", "7/5"), ("owl", "4"), ("cat", "5")]));
    assert_eq!(c.slate(), ["owl", "cat"].map(entry));
    let c = cases(&plan("P03", [("/rounds/0/select/score", json!("7/5"))]));
    assert_eq!(c.slate(), ["fox", "owl", "cat"].map(entry));
}
/// The cat won as a shirt: it is taken out with a reason, and the staff cannot pick it.
#[test]
fn one_idea_has_one_prize() {
    let mut c = cases(&plan("P03", []));
    c.levels("score", "owl", &[4; 30]).levels("score", "cat", &[5; 30]);
    c.host(Act::Disqualify { entry: entry("cat"), why: "won-as-shirt".parse().unwrap() }).count();
    let refused = c.0.host(Act::Pick { entries: vec![entry("cat"), entry("owl")] });
    assert!(refused.is_err());
    c.pick(&["owl"]);
    let done = c.end();
    assert_eq!((done.winners(), done.paid("cash")), (vec!["owl".to_owned()], [("bob", 200_000)].into()));
}
#[test]
fn a_shirt_does_not_compete() {
    let mut c = Small::new("P03");
    c.enrol("crowd", &["ann"]);
    let shirt = Submission { category: Some("shirt".parse().unwrap()), ..submission("fox", &["ann"]) };
    assert!(c.0.person("ann", Act::Submit(Box::new(shirt))).is_err());
}

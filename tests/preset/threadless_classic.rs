//! P01: the gate of C10, the reward of C16.
use super::desk::{Small, map, plan};
use crate::contest::desk::entry;
use cocreate::contest::{Phase, Plan};
use serde_json::json;

/// Three designs of four pass the staff; fox has five marks of mean 7/5 on the first day, owl 3/2.
fn up_to_the_gate(plan: &Plan) -> Small {
    let mut c = Small::of(plan);
    c.voters("crowd", 30).enrol("crowd", &["ann", "bob", "cy"]);
    c.enter("ann", "fox").enter("bob", "owl").enter("cy", "cat").enter("cy", "odd");
    c.until(Phase::Screening).admit(&["fox", "owl", "cat"]).until(Phase::Balloting);
    c.levels("gate", "fox", &[1, 2, 1, 1, 2]).levels("gate", "owl", &[1, 2]).levels("gate", "cat", &[5]);
    c.next_round();
    c
}
/// Mean of all thirty marks: owl 4, cat 5 but for one mark too few.
fn scored(c: &mut Small) {
    c.levels("score", "owl", &[4; 30]).levels("score", "cat", &[5; 29]).approve("buy", "v1", &["owl", "cat"]);
    c.count();
}
#[test]
fn a_design_below_the_gate_leaves_and_the_staff_picks() {
    let mut c = up_to_the_gate(&plan("P01", []));
    assert_eq!(c.scores(0, 0), map([("fox", "7/5"), ("owl", "3/2"), ("cat", "5")]));
    assert_eq!(c.slate(), ["owl", "cat"].map(entry), "7/5 is below the gate of 3/2");
    scored(&mut c);
    // cat has no place in the standing; the staff may pick it all the same. Three reprints: 2,000 + 3 * 500.
    c.pick(&["cat", "owl"]).0.tick();
    c.figure("cat", "reprints", 3);
    let done = c.end();
    assert_eq!(done.winners(), ["cat", "owl"]);
    assert_eq!(done.paid("cash"), [("bob", 200_000), ("cy", 200_000)].into());
    assert_eq!(done.paid("gift"), [("bob", 50_000), ("cy", 50_000)].into());
    assert_eq!(done.paid("reprints"), [("cy", 150_000)].into());
    assert_eq!(done.paid("cash")["cy"] + done.paid("reprints")["cy"], 350_000);
}
#[test]
fn with_another_gate_it_stays() {
    let c = up_to_the_gate(&plan("P01", [("/rounds/0/select/score", json!("7/5"))]));
    assert_eq!(c.slate().len(), 3);
    // As with other ballots.
    let mut c = Small::new("P01");
    c.voters("crowd", 5).enrol("crowd", &["ann"]).enter("ann", "fox");
    c.until(Phase::Screening).admit(&["fox"]).until(Phase::Balloting).levels("gate", "fox", &[1, 2, 1, 2, 2]);
    c.next_round();
    assert_eq!(c.scores(0, 0), map([("fox", "8/5")]));
}
#[test]
fn scores_do_not_decide() {
    let mut c = up_to_the_gate(&plan("P01", []));
    scored(&mut c);
    // The staff says nothing within 90 days: nobody is printed, and all money goes back.
    assert!(c.end().failed().contains("NoPick"));
}

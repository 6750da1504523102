//! P02: the funders' gate of C35.
use super::desk::{Done, Small, plan};
use cocreate::contest::{Phase, Plan};
use serde_json::json;

/// 49 buy the owl and 50 the cat.
fn funded(plan: &Plan) -> Done {
    let mut c = Small::of(plan);
    c.voters("crowd", 50).enrol("crowd", &["bob", "cy"]).enter("bob", "owl").enter("cy", "cat");
    c.until(Phase::Screening).admit(&["owl", "cat"]).until(Phase::Balloting);
    c.levels("gate", "owl", &[4]).levels("gate", "cat", &[2]).next_round();
    c.levels("score", "owl", &[5; 30]).levels("score", "cat", &[3; 30]).next_round();
    for i in 0..50 {
        let all: &[&str] = if i == 0 { &["cat"] } else { &["owl", "cat"] };
        c.approve("fund", &format!("v{i}"), all);
    }
    c.count();
    assert_eq!(c.scores(2, 0)["owl"], "49");
    c.end()
}
#[test]
fn fifty_have_to_pay() {
    let done = funded(&plan("P02", []));
    assert_eq!(done.winners(), ["cat"], "the owl was scored higher and had 49");
    assert_eq!(done.paid("cash"), [("cy", 200_000)].into());
    let done = funded(&plan("P02", [("/rounds/2/select/score", json!(49))]));
    assert_eq!(done.winners(), ["cat", "owl"]);
    let done = funded(&plan("P02", [("/rounds/2/select/score", json!(51))]));
    assert!(done.failed().contains("Threshold"));
}

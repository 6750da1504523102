//! P05: the rubric of E17 and the medians of M24.
use super::desk::{Done, Small, plan};
use cocreate::{
    ballot::Scores,
    contest::{Phase, Plan},
    num::Exact,
};
use serde_json::json;

/// Marks of three customers on fit, look and durability, from 1 to 10.
fn rated(plan: &Plan, marks: [[u16; 3]; 3]) -> (Small, Done) {
    let mut c = Small::of(plan);
    c.enrol("customers", &["customer-1", "customer-2", "customer-3"]).until(Phase::Balloting);
    for (i, m) in marks.iter().enumerate() {
        let levels = ["fit", "look", "durability"].iter().zip(m).map(|(e, x)| (c.place(e), x - 1));
        let ballot = Scores::new(levels).unwrap();
        c.cast("rubric", &format!("customer-{}", i + 1), ballot);
    }
    let done = c.end();
    (c, done)
}
/// 10 20 60 and 30 40 50 at a tenth: the medians are 2 and 4. The first reach from 1 to 6, the others from 3 to 5.
const M24: [[u16; 3]; 3] = [[1, 3, 5], [2, 4, 5], [6, 5, 5]];
#[test]
fn what_customers_differ_on_is_flagged() {
    let (c, done) = rated(&plan("P05", []), M24);
    let medians = c.scores(0, 0);
    assert_eq!(
        (medians["fit"].as_str(), medians["look"].as_str(), medians["durability"].as_str()),
        ("2", "4", "5")
    );
    let ranges = c.scores(0, 1);
    assert_eq!(
        (ranges["fit"].as_str(), ranges["look"].as_str(), ranges["durability"].as_str()),
        ("5", "2", "0")
    );
    assert_eq!(done.winners(), ["fit"]);
    let (_, done) = rated(&plan("P05", [("/rounds/0/select/score", json!("3/2"))]), M24);
    assert_eq!(done.winners(), ["fit", "look"]);
    let (_, done) = rated(&plan("P05", [("/rounds/0/select/score", json!(5))]), M24);
    assert!(done.failed().contains("Threshold"), "a range of just 5 is not above it");
}
/// 90 80 70, 100 80 60 and 80 90 70 at a tenth, with weights of 40, 30 and 30: 81 at a tenth.
#[test]
fn the_rubric_by_weights() {
    let marks = [[9, 8, 7], [10, 8, 6], [8, 9, 7]];
    let (c, _) = rated(&plan("P05", [("/rounds/0/polls/0/tally", json!({ "rule": "mean-score" }))]), marks);
    let of = |e: &str| c.scores(0, 0)[e].parse::<Exact>().unwrap();
    let weight = |n: u32| Exact::from(n);
    let sum = weight(40) * of("fit") + weight(30) * of("look") + weight(30) * of("durability");
    assert_eq!(sum, weight(810));
    let (c, _) = rated(&plan("P05", []), marks);
    let medians = c.scores(0, 0);
    assert_eq!(
        (medians["fit"].as_str(), medians["look"].as_str(), medians["durability"].as_str()),
        ("9", "8", "7")
    );
}

//! P09: half rubric, half Wilson as C08; the fairest rater of C32.
use super::desk::{Done, Small, plan};
use cocreate::contest::{Phase, Plan};
use serde_json::json;

/// The staff gives x 4 and y 3 on each criterion; 8 of 10 find x helpful and all find y so; z has four votes, all of them.
fn week(plan: &Plan) -> Done {
    let mut c = Small::of(plan);
    c.voters("customers", 10).enrol("customers", &["ann", "bob", "cy"]).enrol("staff", &["staff-1"]);
    c.enter("ann", "x").enter("bob", "y").enter("cy", "z").until(Phase::Balloting);
    for criterion in ["specific", "new", "actionable"] {
        for (e, level) in [("x", 3), ("y", 2), ("z", 4)] {
            c.level(criterion, "staff-1", e, level);
        }
    }
    c.levels("helpful", "x", &[1, 1, 1, 1, 1, 1, 1, 1, 0, 0]).levels("helpful", "y", &[1; 10]);
    c.levels("helpful", "z", &[1; 4]);
    c.end()
}
/// x: 4/2 + 2 * .490157 + 1/2 = 3.480; y: 3/2 + 2 * .722460 + 1/2 = 3.445.
#[test]
fn half_by_the_staff_and_half_by_customers() {
    let done = week(&plan("P09", []));
    assert_eq!(done.winners(), ["x"]);
    assert_eq!(done.paid("best"), [("ann", 5_000)].into());
    // Helpful votes counting a little more: 2 + 2.2 * .490157 = 3.078 against 1.5 + 2.2 * .722460 = 3.089.
    let done = week(&plan("P09", [("/rounds/0/select/polls/helpful/weight", json!("11/5"))]));
    assert_eq!(done.winners(), ["y"]);
    // With four votes enough, z has 5/2 + 2 * .51 + 1/2.
    let done = week(&plan("P09", [("/rounds/0/select/polls/helpful/min_ballots", json!(4))]));
    assert_eq!(done.winners(), ["z"]);
}
/// The first gives a 4 and b 2, the second 5 and 1, the third 3 and 3: the first is at the means. Yes and no do not reach that far, so the pot looks
/// at a poll of the staff here.
#[test]
fn the_fairest_rater_is_nearest_to_all() {
    let marks = |rows: [(&str, [u16; 2]); 3]| {
        let mut c = Small::of(&plan("P09", [("/pots/1/scores_of", json!("specific"))]));
        c.enrol("staff", &["staff-1", "staff-2", "staff-3"])
            .enrol("customers", &["ann", "bob"])
            .voters("customers", 5);
        c.enter("ann", "a").enter("bob", "b").until(Phase::Balloting);
        for (who, [a, b]) in rows {
            c.level("specific", who, "a", a).level("specific", who, "b", b);
        }
        // Everything else that a piece needs to win.
        c.levels("helpful", "a", &[1; 5]).level("new", "staff-1", "a", 1).level(
            "actionable",
            "staff-1",
            "a",
            1,
        );
        c.end()
    };
    let done = marks([("staff-1", [3, 1]), ("staff-2", [4, 0]), ("staff-3", [2, 2])]);
    assert_eq!(done.paid("fairest"), [("staff-1", 2_000)].into());
    let done = marks([("staff-1", [2, 2]), ("staff-2", [4, 0]), ("staff-3", [3, 1])]);
    assert_eq!(done.paid("fairest"), [("staff-3", 2_000)].into());
}
/// As the preset has it, of customers, by helpful or not.
#[test]
fn the_fairest_customer() {
    let mut c = Small::new("P09");
    c.enrol("staff", &["staff-1"]).enrol("customers", &["ann", "bob"]).voters("customers", 5);
    c.enter("ann", "a").enter("bob", "b").until(Phase::Balloting);
    for poll in ["specific", "new", "actionable"] {
        c.level(poll, "staff-1", "a", 4);
    }
    // The fifth rates one piece only, and two are needed.
    c.levels("helpful", "a", &[1, 0, 1, 1, 1]).levels("helpful", "b", &[0, 0, 1, 0]);
    // Means 4/5 and 1/4: v0 and v3 are at (1/5 + 1/4)/2, v1 at (4/5 + 1/4)/2, v2 at (1/5 + 3/4)/2.
    assert_eq!(c.end().paid("fairest"), [("v0", 1_000), ("v3", 1_000)].into());
}

//! P10: votes with a half-life, as C31.
use super::desk::{Done, Small, map, plan};
use cocreate::contest::{Phase, Plan};
use serde_json::json;

/// Eight vote for an idea 14 days before the end, eight 7 days before, eight on the last day; two are against it on that day.
fn promoted(plan: &Plan, against: usize) -> (Small, Done) {
    let mut c = Small::of(plan);
    c.voters("customers", 26)
        .enrol("customers", &["ann"])
        .enter("ann", "linux")
        .until(Phase::Balloting)
        .days(7);
    for (first, pause) in [(0, 7 * 24), (8, 7 * 24 - 1), (16, 0)] {
        for i in first..first + 8 {
            c.level("promote", &format!("v{i}"), "linux", 2);
        }
        c.hours(pause);
    }
    for i in 24..24 + against {
        c.level("promote", &format!("v{i}"), "linux", 0);
    }
    c.count();
    if c.0.phase() == Phase::Final {
        c.figure("linux", "savings", 1_234);
    }
    let done = c.end();
    (c, done)
}
#[test]
fn old_votes_fade() {
    let fourteen = || plan("P10", [("/rounds/0/select/score", json!(14))]);
    let (c, done) = promoted(&fourteen(), 0);
    assert_eq!(c.scores(0, 0), map([("linux", "14")]));
    assert_eq!(done.winners(), ["linux"]);
    assert_eq!(done.paid("savings"), [("ann", 123)].into(), "a tenth of 12.34");
    // With two against it there are 12.
    let (c, done) = promoted(&fourteen(), 2);
    assert_eq!(c.scores(0, 0), map([("linux", "12")]));
    assert!(done.failed().contains("Threshold"));
    // At half the half-life 8, 2 and 1/2.
    let (c, done) = promoted(&plan("P10", [("/rounds/0/polls/0/weigh/half_life", json!("7/2"))]), 0);
    assert_eq!(c.scores(0, 0), map([("linux", "21/2")]));
    assert_eq!(done.winners(), ["linux"], "ten are needed");
}
/// Whoever votes again renews the vote, and counts once.
#[test]
fn a_vote_is_as_old_as_its_last_change() {
    let mut c = Small::new("P10");
    c.voters("customers", 2)
        .enrol("customers", &["ann"])
        .enter("ann", "linux")
        .until(Phase::Balloting)
        .days(7);
    c.level("promote", "v0", "linux", 2)
        .level("promote", "v1", "linux", 2)
        .hours(14 * 24 - 1)
        .level("promote", "v1", "linux", 2);
    c.end();
    assert_eq!(c.scores(0, 0), map([("linux", "5/4")]));
}

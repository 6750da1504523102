//! Weekly cohorts: a chain of closed contests, each of which names the last head of the one before.
use super::{desk::Desk, plans::text, stories::score};
use cocreate::{
    audit::{Chain, LogLine, Published, Tampered, verify},
    contest::{Digest, Event, Plan, Rules, ValidPlan, plan::Follows},
};
use serde_json::json;

/// A week's plan, and after which.
fn week(n: u32, after: Option<&Follows>) -> ValidPlan {
    let mut json: serde_json::Value = serde_json::from_str(&text("crowd")).unwrap();
    json["contest"] = json!(format!("week-{n}"));
    if let Some(f) = after {
        json["follows"] = serde_json::to_value(f).unwrap();
    }
    Plan::from_value(json).unwrap().validate(&Rules::built_in().into()).unwrap()
}
fn genesis(plan: &ValidPlan) -> Chain {
    Chain::genesis(&plan.plan().contest, &plan.digest())
}
/// A cohort in which ann's design has a mark: its log, and what the next one names.
fn closed(plan: &ValidPlan, mark: u16) -> (Vec<String>, Follows) {
    let mut d = Desk::of(plan);
    d.at(0).enrol("crowd", &["ann", "bob"]);
    d.submit("ann", "x").unwrap();
    d.at(12 * super::desk::DAY).mark("vote", "bob", score(0, mark)).unwrap();
    d.run_out();
    let mut chain = genesis(plan);
    let line = |e: &Event| LogLine { event: e.clone(), head: chain.push(e).unwrap() }.write();
    let lines = d.log.iter().map(line).collect();
    (lines, Follows { contest: plan.plan().contest.clone(), events: chain.len(), head: chain.head() })
}
#[test]
fn a_closed_cohort_is_held_by_all_that_follow() {
    let first = week(1, None);
    let (log, end) = closed(&first, 5);
    let second = week(2, Some(&end));
    let (later, end_of_second) = closed(&second, 4);
    let third = week(3, Some(&end_of_second));
    // Going back: each log ends as the plan after it says.
    let of = |plan: &ValidPlan| Published::from(plan.plan().follows.as_ref().unwrap());
    verify(&later, genesis(&second), &[of(&third)]).unwrap();
    verify(&log, genesis(&first), &[of(&second)]).unwrap();
    // The first log written anew, every head after it too, holds in itself, and not against the second plan.
    let (forged, _) = closed(&first, 1);
    verify(&forged, genesis(&first), &[]).unwrap();
    assert!(verify(&forged, genesis(&first), &[of(&second)]).is_err());
    // Nor can the second plan name another head: its own log would begin otherwise.
    let other = week(2, Some(&Follows { head: Digest::of(b"another"), ..end }));
    assert_ne!(other.digest(), second.digest());
    assert!(matches!(verify(&later, genesis(&other), &[]), Err(Tampered::Altered { .. })));
}
/// Without it a plan is written as before, and has the digest that it had.
#[test]
fn a_contest_that_follows_none_says_nothing() {
    let written = serde_json::to_string(week(1, None).plan()).unwrap();
    assert!(!written.contains("follows"));
}

//! P11: the bounty's cases as C19 to C21, points as C22; votes that are returned as Q06.
use super::desk::{Done, Small, map, plan};
use cocreate::contest::{Phase, Plan};
use serde_json::json;

/// An answer: its author, ups, whether it came after the start, was accepted, was awarded, and its author's points.
struct Answer(&'static str, usize, [u64; 4]);
fn asked(plan: &Plan, answers: &[Answer]) -> (Small, Done) {
    let mut c = Small::of(plan);
    c.voters("customers", 9);
    for Answer(a, ..) in answers {
        c.enrol("customers", &[a]).enter(a, &a.to_uppercase());
    }
    c.until(Phase::Balloting);
    for Answer(a, ups, _) in answers {
        c.levels("votes", &a.to_uppercase(), &vec![2; *ups]);
    }
    c.count();
    for Answer(a, _, figures) in answers {
        for (name, n) in ["after-start", "accepted", "awarded", "points"].iter().zip(figures) {
            c.figure(&a.to_uppercase(), name, *n);
        }
    }
    let done = c.end();
    (c, done)
}
fn by_others() -> Plan {
    plan("P11", [("/pots/0/reward/by_owner", json!(false))])
}
#[test]
fn the_first_case_that_fits() {
    // C19: the owner accepted b, though a has more points; and not half to a besides.
    let answers = || [Answer("a", 2, [1, 0, 0, 0]), Answer("b", 1, [1, 1, 0, 0])];
    let (c, done) = asked(&plan("P11", []), &answers());
    assert_eq!(c.scores(0, 0), map([("A", "2"), ("B", "1")]));
    assert_eq!(done.paid("bounty"), [("b", 100)].into());
    // On a bounty of somebody else acceptance does not count: half to a.
    assert_eq!(asked(&by_others(), &answers()).1.paid("bounty"), [("a", 50)].into());
    // What was awarded comes before what was accepted.
    let awarded = [Answer("a", 2, [1, 0, 1, 0]), Answer("b", 1, [1, 1, 0, 0])];
    assert_eq!(asked(&plan("P11", []), &awarded).1.paid("bounty"), [("a", 100)].into());
    // C20: b has nine, and came before the start.
    let (_, done) = asked(&by_others(), &[Answer("a", 3, [1, 0, 0, 0]), Answer("b", 9, [0, 0, 0, 0])]);
    assert_eq!(done.paid("bounty"), [("a", 50)].into());
    // C21: one point is not enough; two would be.
    let (_, done) = asked(&by_others(), &[Answer("a", 1, [1, 0, 0, 0])]);
    assert!(done.paid("bounty").is_empty());
    let (_, done) = asked(&by_others(), &[Answer("a", 2, [1, 0, 0, 0]), Answer("b", 0, [1, 0, 0, 0])]);
    assert_eq!(done.paid("bounty"), [("a", 50)].into());
}
#[test]
fn points_from_a_thousand_on() {
    let answers = || {
        [Answer("a", 1, [0, 0, 0, 743]), Answer("b", 1, [0, 0, 0, 1_000]), Answer("c", 1, [0, 0, 0, 1_500])]
    };
    let (_, done) = asked(&plan("P11", []), &answers());
    assert_eq!(done.paid("points"), [("b", 1_000), ("c", 1_500)].into());
    let (_, done) = asked(&plan("P11", [("/pots/1/reward/least", json!(1_001))]), &answers());
    assert_eq!(done.paid("points"), [("c", 1_500)].into());
}
/// a and b praise each other, a praises c, d praises a: half of the votes are returned. What an app measures before it pays.
#[test]
fn votes_that_are_returned() {
    let r =
        cocreate::quality::agreement::returned(&[("a", "b"), ("b", "a"), ("a", "c"), ("d", "a")]).unwrap();
    assert_eq!((r.mutual, r.votes, r.share.to_string()), (1, 4, "1/2".to_owned()));
}

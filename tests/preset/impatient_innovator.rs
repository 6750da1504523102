//! P23: the lazy consensus of M04, the last look of M09.
use super::{
    desk::{Small, plan},
    hands::{BLOCK, YES},
};
use cocreate::{
    ballot::{Consent, Position},
    contest::{Ended, Phase, Plan},
};
use serde_json::json;

/// An idea of ann's among so many peers, up to the first ballots.
fn entered(plan: &Plan, peers: usize) -> Small {
    let mut c = Small::of(plan);
    c.voters("peers", peers).enrol("peers", &["ann"]).enter("ann", "idea").until(Phase::Balloting);
    c
}
/// Whether it goes on to all after the first test: so many say yes, so many object.
fn tested(yes: usize, objections: usize) -> bool {
    let mut c = entered(&plan("P23", []), 6);
    for i in 0..yes + objections {
        c.say("objections", &format!("v{i}"), &[("idea", if i < yes { YES } else { BLOCK })]);
    }
    c.count().until(Phase::Balloting);
    c.0.records()[0].next.is_round()
}
trait Goes {
    fn is_round(&self) -> bool;
}
impl Goes for cocreate::contest::Next {
    fn is_round(&self) -> bool {
        matches!(self, Self::Round { .. })
    }
}
#[test]
fn silence_carries_and_one_objection_is_the_next_test() {
    assert!(tested(0, 0));
    assert!(!tested(5, 1));
    assert!(tested(6, 0));
}
#[test]
fn after_three_tests_with_objections_it_is_dropped() {
    let run = |plan: &Plan, objected: usize| {
        let mut c = entered(plan, 6);
        for _ in 0..objected {
            c.until(Phase::Balloting).say("objections", "v0", &[("idea", BLOCK)]).count();
        }
        let turns = c.0.records().len();
        (c.0.contest.phase_at(c.0.now).is_over(), turns)
    };
    assert_eq!(run(&plan("P23", []), 2), (false, 2));
    assert_eq!(run(&plan("P23", []), 3), (true, 3));
    assert_eq!(run(&plan("P23", [("/rounds/0/repeat/at_most", json!(2))]), 2), (true, 2));
}
#[test]
fn an_objection_says_what_would_be_better() {
    let mut c = entered(&plan("P23", []), 1);
    let mute = Consent::from([(0, Position::Block { reasoned: false })]);
    assert!(c.0.cast("objections", "v0", mute).is_err());
}
/// Reviewed, outstanding, open concerns; ann is one of those who have looked.
#[test]
fn it_is_widened_when_nearly_all_have_looked() {
    let starts = |reviewed: usize, outstanding: usize, concerns: usize| {
        let mut c = entered(&plan("P23", []), reviewed + outstanding + concerns - 1);
        c.count().until(Phase::Balloting).say("reviews", "ann", &[("idea", YES)]);
        for i in 0..reviewed - 1 + concerns {
            c.say("reviews", &format!("v{i}"), &[("idea", if i < reviewed - 1 { YES } else { BLOCK })]);
        }
        matches!(c.end().0.ended, Ended::Won { .. })
    };
    assert!(starts(5, 2, 0) && starts(2, 1, 0));
    assert!(!starts(4, 3, 0) && !starts(6, 1, 1) && !starts(1, 1, 0));
}

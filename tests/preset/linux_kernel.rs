//! P20: the chain of M40.
use super::{
    desk::{Small, plan},
    hands::{NO, YES, of},
};
use cocreate::contest::{Phase, Plan};
use serde_json::{Value, json};

/// Patches to the network code; the maintainer and the root speak of each, or not.
fn merged(plan: &Plan, said: &[(&str, Option<bool>, Option<bool>)]) -> Vec<String> {
    let mut c = Small::of(plan);
    c.enrol("contributors", &["author", "ann", "bob"]);
    c.enrol("net", &["net-1"]).enrol("fs", &["fs-1"]).enrol("root", &["root-1"]);
    for (e, ..) in said {
        c.enter_as("author", of("net", e, "author"));
    }
    c.until(Phase::Balloting);
    #[allow(clippy::type_complexity, reason = "written once")]
    let tags = |which: fn(&(&str, Option<bool>, Option<bool>)) -> Option<bool>| {
        said.iter().filter_map(|s| Some((s.0, if which(s)? { YES } else { NO }))).collect::<Vec<_>>()
    };
    for (who, said) in [("net", tags(|s| s.1)), ("root", tags(|s| s.2))] {
        // Who says nothing casts no ballot.
        if !said.is_empty() {
            c.say(who, &format!("{who}-1"), &said);
        }
    }
    // Not on the path: what the maintainer of files says does nothing.
    let all: Vec<_> = said.iter().map(|s| (s.0, NO)).collect();
    c.say("fs", "fs-1", &all);
    // The last is the most reviewed.
    let last = said.last().unwrap().0;
    c.approve("reviewed", "ann", &[last]).approve("tested", "bob", &[last]);
    c.count();
    assert_eq!(c.scores(0, 0)[last], "1", "a tag is counted");
    let done = c.end();
    if let cocreate::contest::Ended::Won { .. } = done.0.ended { done.winners() } else { vec![] }
}
const SIGNED: Option<bool> = Some(true);
#[test]
fn every_hop_signs_and_one_who_refuses_is_enough() {
    let as_it_is = plan("P20", []);
    assert_eq!(merged(&as_it_is, &[("patch", SIGNED, SIGNED)]), ["patch"]);
    assert_eq!(merged(&as_it_is, &[("patch", None, SIGNED)]), [""; 0]);
    assert_eq!(merged(&as_it_is, &[("patch", Some(false), SIGNED)]), [""; 0]);
    assert_eq!(merged(&as_it_is, &[("patch", SIGNED, None)]), [""; 0]);
}
#[test]
fn the_most_reviewed_comes_first() {
    let said = [("first", SIGNED, SIGNED), ("bad", Some(false), SIGNED), ("second", SIGNED, SIGNED)];
    assert_eq!(merged(&plan("P20", []), &said), ["second", "first"]);
}
#[test]
fn the_path_is_the_plans() {
    // Where network code needs the root alone, the second case of M40 goes in.
    let short = json!({ "net": ["root"], "fs": ["fs", "root"], "core": ["root"] });
    let change: [(&str, Value); 1] = [("/rounds/0/select/paths", short)];
    assert_eq!(merged(&plan("P20", change), &[("patch", None, SIGNED)]), ["patch"]);
}

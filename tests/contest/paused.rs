//! What people do while all stands still is dated where time stood, and no time to act is lost by it.
use super::desk::{DAY, Desk, id};
use cocreate::{
    ballot::Choice,
    contest::{Act, Code, Ended, Phase},
    id::EntryIx,
};
use serde_json::json;

fn desk(round: &serde_json::Value, appeal: &str) -> Desk {
    let mut plan = json!({
        "contest": "c", "mode": "crowd", "starts": "2026-12-01T00:00:00Z", "appeal": appeal,
        "rosters": { "all": {} },
        "entries": { "given": [{ "entry": "x" }, { "entry": "y" }] },
        "rounds": [{
            "balloting": "2d",
            "polls": [{ "poll": "vote", "voters": "all", "ballot": { "kind": "choice" }, "tally": { "rule": "plurality" } }],
            "select": { "rule": "top-k" }
        }]
    });
    for (k, v) in round.as_object().unwrap() {
        plan["rounds"][0][k] = v.clone();
    }
    let mut d = Desk::new(&plan.to_string());
    d.at(0).enrol("all", &["ann", "bob", "cy"]);
    d
}
fn vote(d: &mut Desk, who: &str, e: u32) {
    d.cast("vote", who, Choice(Some(EntryIx::new(e)))).unwrap();
}
fn why() -> Code {
    "fraud".parse().unwrap()
}
/// Two days of balloting, paused after one. The only one whose ballot is missing leaves in the pause: when it ends, so does the phase.
#[test]
fn an_early_close_in_a_pause_is_when_the_pause_ends() {
    let mut d = desk(&json!({ "early_close": true }), "0s");
    vote(&mut d, "ann", 0);
    vote(&mut d, "bob", 0);
    d.at(DAY).host(Act::Pause {}).unwrap();
    d.at(19 * DAY).person("cy", Act::Leave { person: id("cy") }).unwrap();
    d.at(20 * DAY).host(Act::Resume {}).unwrap();
    assert_eq!(d.contest.phase_at(d.now), Phase::Counting);
    d.run_out();
    assert_eq!(d.winners(), [["x"]]);
}
/// Seven days to appeal, of which two were over when it was paused. A removal in the pause changes the result: the new one may be
/// appealed against for seven days from the end of the pause.
#[test]
fn a_result_that_changes_in_a_pause_can_be_appealed_against() {
    let mut d = desk(&json!({}), "7d");
    vote(&mut d, "ann", 0);
    vote(&mut d, "bob", 1);
    vote(&mut d, "cy", 0);
    d.at(2 * DAY);
    assert_eq!(d.phase(), Phase::Appealing);
    d.at(4 * DAY).host(Act::Pause {}).unwrap();
    d.at(8 * DAY);
    for who in ["ann", "cy"] {
        d.host(Act::Remove { person: id(who), why: why() }).unwrap();
    }
    d.at(20 * DAY).host(Act::Resume {}).unwrap();
    d.tick();
    assert_eq!(d.phase(), Phase::Appealing);
    d.at(27 * DAY - 1);
    assert_eq!(d.phase(), Phase::Appealing);
    d.at(27 * DAY);
    assert!(matches!(&d.contest.settlement().unwrap().ended, Ended::Won { .. }));
    assert_eq!(d.winners(), [["y"]]);
}
/// The same where the count comes out as before: the five days that were left go on.
#[test]
fn a_result_that_stays_in_a_pause_keeps_the_time_that_was_left() {
    let mut d = desk(&json!({}), "7d");
    for who in ["ann", "bob", "cy"] {
        vote(&mut d, who, 0);
    }
    d.at(4 * DAY).host(Act::Pause {}).unwrap();
    d.at(8 * DAY).host(Act::Remove { person: id("ann"), why: why() }).unwrap();
    d.at(20 * DAY).host(Act::Resume {}).unwrap();
    d.at(25 * DAY - 1);
    assert_eq!(d.phase(), Phase::Appealing);
    d.at(25 * DAY);
    assert_eq!(d.phase(), Phase::Settled);
}

//! P22: two conditions at once as in K07 and K08, and the gate that is missed as in L02.
use super::desk::{Small, plan};
use cocreate::contest::{Act, Ended, Phase, Plan};
use serde_json::{Value, json};

/// Of so many clients, what they say in each turn: yes and no to the direction, yes and no to the problem.
fn talks(plan: &Plan, clients: usize, turns: &[[usize; 4]]) -> (bool, usize) {
    let mut c = Small::of(plan);
    c.enrol("team", &["team-1"]).voters("clients", clients).enter("team-1", "training");
    for [fits, not, meets, none] in turns {
        c.until(Phase::Deliberating);
        let digest = cocreate::contest::Digest::of(b"revised");
        c.0.person("team-1", Act::Revise { entry: "training".parse().unwrap(), digest }).unwrap();
        c.until(Phase::Balloting);
        c.split("fits-direction", "training", *fits, *not).split("meets-problem", "training", *meets, *none);
        c.count();
    }
    let done = c.end();
    (matches!(done.0.ended, Ended::Won { .. }), c.0.records().len())
}
#[test]
fn both_gates_at_once_as_often_as_it_takes() {
    let as_it_is = plan("P22", []);
    assert_eq!(talks(&as_it_is, 10, &[[8, 2, 6, 4]]), (true, 1));
    // Half is too little for the problem; after another talk it is enough.
    assert_eq!(talks(&as_it_is, 10, &[[8, 2, 5, 5], [8, 2, 6, 4]]), (true, 2));
    let lower = plan("P22", [("/rounds/0/select/gate/majority/threshold", json!({ "num": 1, "den": 2 }))]);
    assert_eq!(talks(&lower, 10, &[[8, 2, 5, 5]]), (true, 1));
}
#[test]
fn five_turns_and_it_is_dropped() {
    assert_eq!(talks(&plan("P22", []), 10, &[[8, 2, 5, 5]; 5]), (false, 5));
}
#[test]
fn with_too_few_clients_there_is_no_launch() {
    let once = |votes: u32| {
        let quorum = json!([{ "votes": votes }]);
        plan("P22", [("/rounds/0/select/gate/majority/quorum", quorum), ("/rounds/0/repeat", Value::Null)])
    };
    assert_eq!(talks(&once(8), 7, &[[7, 0, 7, 0]]), (false, 1));
    assert_eq!(talks(&once(7), 7, &[[7, 0, 7, 0]]), (true, 1));
}
/// Three quarters must come back and three quarters approve.
#[test]
fn return_and_approval_as_at_ieee() {
    let ieee = || {
        let majority = json!({
            "threshold": { "num": 3, "den": 4 }, "quorum": [{ "share": { "num": 3, "den": 4 } }]
        });
        plan("P22", [("/rounds/0/select/gate/majority", majority), ("/rounds/0/repeat", Value::Null)])
    };
    let both = |yes, no| talks(&ieee(), 100, &[[yes, no, yes, no]]).0;
    // K07 without its abstentions: 70 of 100 come back; K08: 54 of 74 approve.
    assert!(!both(60, 10) && !both(54, 26) && both(57, 19));
}

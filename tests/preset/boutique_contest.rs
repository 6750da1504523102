//! P07: five by votes and two by pick, as C12.
use super::desk::{Done, Small, plan};
use crate::contest::desk::entry;
use cocreate::contest::{Act, Phase, Plan};
use serde_json::json;

/// a to f have 7 to 2 votes and g has one.
fn voted(plan: &Plan, picks: &[&str]) -> Done {
    let looks = ["a", "b", "c", "d", "e", "f", "g"];
    let mut c = Small::of(plan);
    c.voters("crowd", 7).enrol("crowd", &looks);
    for l in looks {
        c.enter(l, l);
    }
    c.until(Phase::Screening).admit(&looks).until(Phase::Balloting);
    // Five names a ballot: the others come from the makers of looks, who do not vote for their own.
    for (i, who) in ["v0", "v1", "v2", "v3", "v4", "v5", "v6"].iter().enumerate() {
        let all: Vec<&str> =
            looks.iter().enumerate().filter(|(e, _)| e + i < 7).map(|(_, l)| *l).take(5).collect();
        c.approve("vote", who, &all);
    }
    c.approve("vote", "a", &["f", "g"]).approve("vote", "b", &["f"]).count();
    let all = c.scores(0, 0);
    assert_eq!(looks.map(|l| all[l].as_str()), ["7", "6", "5", "4", "3", "2", "1"]);
    c.pick(picks);
    c.end()
}
#[test]
fn five_by_votes_and_two_by_pick() {
    let done = voted(&plan("P07", []), &["g", "f"]);
    assert_eq!(done.winners(), ["a", "b", "c", "d", "e", "g", "f"]);
    assert_eq!(done.paid("prizes").values().collect::<Vec<_>>(), [&50_000; 7]);
    // With one place fewer by votes the fifth is out, and its prize goes back.
    let done = voted(&plan("P07", [("/rounds/0/select/top", json!(4))]), &["g", "f"]);
    assert_eq!(done.winners(), ["a", "b", "c", "d", "g", "f"]);
    assert_eq!(done.0.payouts[0].returned.minor(), 50_000);
}
#[test]
fn nobody_is_picked_twice() {
    let mut c = Small::new("P07");
    c.enrol("crowd", &["ann", "v"])
        .enter("ann", "a")
        .until(Phase::Screening)
        .admit(&["a"])
        .until(Phase::Balloting);
    c.approve("vote", "v", &["a"]).count();
    let refused = c.0.host(Act::Pick { entries: vec![entry("a")] }).unwrap_err();
    assert!(refused.to_string().contains("chosen already"), "{refused}");
}

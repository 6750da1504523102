//! More pairs of judges and entries than tasks can be dealt to: refused or told, never passed over.
use super::desk::{DAY, Desk, submission};
use cocreate::{
    admit::NotAdmitted,
    ballot::Approval,
    contest::{Act, Ended, Failure, Found, Refusal},
    id::EntryIx,
};
use serde_json::{Value, json};

/// A panel with dealt tasks that judges the last round; before it, where there is one, the crowd.
fn plan(given: usize, crowd_first: bool) -> Desk {
    let round = |poll: &str, voters: &str| {
        json!({
            "balloting": "1d", "select": { "rule": "top-k", "k": 2000, "at_cut": "all" },
            "polls": [{ "poll": poll, "voters": voters, "ballot": { "kind": "approval" }, "tally": { "rule": "approval" } }]
        })
    };
    let rounds = if crowd_first { vec![round("likes", "crowd")] } else { vec![] };
    let rounds: Vec<Value> = rounds.into_iter().chain([round("vote", "panel")]).collect();
    let given: Vec<Value> = (0..given).map(|i| json!({ "entry": format!("e{i}") })).collect();
    let mut d = Desk::new(
        &json!({
            "contest": "grants", "mode": "community", "starts": "2026-12-01T00:00:00Z", "seating": "1d",
            "rosters": { "panel": { "admit": [{ "rule": "dealt-tasks" }] }, "crowd": { "admit": [{ "rule": "open" }] } },
            "entries": { "given": given, "window": "1d" }, "rounds": rounds,
            "pots": [{ "pot": "prize", "currency": "EUR", "amount": 100, "reward": { "rule": "equal-split" } }]
        })
        .to_string(),
    );
    d.at(1).enrol("crowd", &["ann"]);
    for i in 0..1001 {
        d.enrol("panel", &[&format!("j{i}")]);
    }
    d
}
fn enter(d: &mut Desk, e: usize) -> Result<(), Refusal> {
    d.host(Act::Submit(Box::new(submission(&format!("e{e}"), &[]))))
}
/// 999 entries and 1,001 judges make 999,999 pairs; one entry more would make 1,001,000.
#[test]
fn the_entry_that_would_be_one_too_many_is_refused() {
    let mut d = plan(1, false);
    d.at(DAY + 1);
    (1..999).for_each(|e| enter(&mut d, e).unwrap());
    let refused = enter(&mut d, 999).unwrap_err();
    let Refusal::NoRoom { poll, rule, most } = &refused else { panic!("{refused:?}") };
    assert_eq!((poll.as_str(), rule.as_str(), *most), ("vote", "dealt-tasks", 999));
}
/// The crowd lets 1,000 entries through to a panel of 1,001: tasks cannot be dealt, and nobody judges as if they had been.
#[test]
fn a_later_round_that_comes_to_more_fails_and_says_so() {
    let mut d = plan(1000, true);
    d.at(2 * DAY + 1);
    // Nobody is seated, since already that was more than can be dealt; and each of them is told.
    let told = d.log.iter().find_map(|e| match &e.found {
        Some(Found::Admission(all)) => all.iter().find(|s| s.roster.as_str() == "panel").cloned(),
        _ => None,
    });
    let told = told.unwrap().admission;
    assert_eq!((told.admitted.len(), told.refused.len()), (0, 1001));
    assert_eq!(told.refused[0].why, NotAdmitted::Other { code: "not-applicable".to_owned() });

    let mut d = plan(0, true);
    d.at(DAY + 1);
    (0..1000).for_each(|e| enter(&mut d, e).unwrap());
    let all = Approval((0..1000).map(EntryIx::new).collect());
    d.at(2 * DAY + 1).cast("likes", "ann", all).unwrap();
    d.run_out();
    let Ended::Failed { why: Failure::NotCountable { what, why } } = &d.assert_paid().ended else {
        panic!("{:?}", d.assert_paid().ended)
    };
    assert_eq!(what, "roster `panel`");
    assert!(why.contains("1001 judges and 1000 entries; at most 1000000 pairs"), "{why}");
    assert_eq!(d.assert_paid().payouts[0].returned.minor(), 100);
}

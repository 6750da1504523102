//! Small contests whose every number was worked by hand.
use super::desk::{DAY, Desk, entry, id};
use cocreate::{
    ballot::{Choice, Ranking, ScoreMark},
    contest::{Act, AnyMark, Ended, Failure, Phase, Refusal},
    id::EntryIx,
    num::Amount,
};

const CROWD: &str = r#"{
    "contest": "mugs", "mode": "crowd", "starts": "2026-12-01T00:00:00Z",
    "rosters": { "crowd": {} },
    "entries": { "by": "crowd", "window": "14d" },
    "rounds": [{
        "balloting": "7d",
        "polls": [{
            "poll": "vote", "voters": "crowd", "parts": true,
            "ballot": { "kind": "scores", "top": 5 },
            "tally": { "rule": "mean-score", "min_votes": 2 }
        }],
        "select": { "rule": "top-k", "k": 2 }
    }],
    "pots": [{ "pot": "prize", "currency": "EUR", "amount": 100001, "reward": { "rule": "equal-split" } }]
}"#;
pub(crate) fn score(e: u32, level: u16) -> AnyMark {
    AnyMark::Score(ScoreMark { entry: EntryIx::new(e), level: Some(level) })
}

/// cat: 5, 4; dog: 3, 3; eel: 5 alone, below the two votes that are needed. 100,001 cents in two halves: the odd one goes to
/// the first.
#[test]
fn a_crowd_scores_mugs_and_two_share_the_prize() {
    let mut d = Desk::new(CROWD);
    d.at(0).enrol("crowd", &["ann", "bob", "cy", "dee"]);
    assert_eq!(d.contest.phase_at(d.now), Phase::Open);
    d.submit("ann", "cat").unwrap();
    d.submit("bob", "dog").unwrap();
    d.submit("cy", "eel").unwrap();
    d.at(14 * DAY);
    assert_eq!(d.contest.phase_at(d.now), Phase::Balloting);
    for (who, e, level) in [("cy", 0, 5), ("dee", 0, 4), ("ann", 1, 3), ("dee", 1, 3), ("dee", 2, 5)] {
        d.mark("vote", who, score(e, level)).unwrap();
    }
    let own = d.mark("vote", "ann", score(0, 5)).unwrap_err();
    assert_eq!(own, Refusal::OwnEntry { voter: id("ann"), entry: entry("cat") });
    d.at(21 * DAY);
    assert_eq!(d.contest.phase_at(d.now), Phase::Settled);
    assert_eq!(d.winners(), [["cat"], ["dog"]]);
    let s = d.contest.settlement().unwrap();
    assert_eq!(s.payouts[0].paid_to(&id("ann")), Amount::from(50_001u32));
    assert_eq!(s.payouts[0].paid_to(&id("bob")), Amount::from(50_000u32));
    let replayed = cocreate::contest::Contest::replay(d.contest.valid_plan(), &d.log);
    assert_eq!(replayed.unwrap(), d.contest);
}
#[test]
fn nobody_votes_and_all_money_goes_back() {
    let mut d = Desk::new(CROWD);
    d.at(0).enrol("crowd", &["ann"]);
    d.submit("ann", "cat").unwrap();
    d.at(21 * DAY);
    let s = d.contest.settlement().unwrap();
    assert!(matches!(s.ended, Ended::Failed { why: Failure::NobodyChosen { .. } }), "{:?}", s.ended);
    assert_eq!(s.payouts[0].returned, Amount::from(100_001u32));
}

pub(crate) const TIED: &str = r#"{
    "contest": "board", "mode": "community", "starts": "2026-12-01T00:00:00Z",
    "rosters": { "all": {} },
    "entries": { "given": [{ "entry": "x" }, { "entry": "y" }] },
    "rounds": [{
        "balloting": "7d",
        "polls": [{ "poll": "vote", "voters": "all", "ballot": { "kind": "choice" }, "tally": { "rule": "plurality" } }],
        "select": { "rule": "top-k", "k": 1 }
    }]
}"#;
#[test]
fn a_tie_at_the_cut_waits_for_the_host_and_then_ends_the_contest() {
    let mut d = Desk::new(TIED);
    d.enrol("all", &["ann", "bob"]);
    d.cast("vote", "ann", Choice(Some(EntryIx::new(0)))).unwrap();
    d.cast("vote", "bob", Choice(Some(EntryIx::new(1)))).unwrap();
    d.at(7 * DAY);
    assert_eq!(d.contest.phase_at(d.now), Phase::Counting);
    let mut late = d.clone();
    let chosen = vec![entry("y")];
    d.host(Act::BreakTie(cocreate::contest::Casting::AtCut { chosen })).unwrap();
    d.tick();
    assert_eq!(d.winners(), [["y"]]);
    late.at(21 * DAY);
    let ended = &late.contest.settlement().unwrap().ended;
    assert_eq!(*ended, Ended::Failed { why: Failure::TieUnsettled {} });
}
#[test]
fn a_ballot_of_another_kind_is_refused_by_name() {
    let mut d = Desk::new(TIED);
    d.at(0).enrol("all", &["ann"]);
    let r = d.cast("vote", "ann", Ranking::strict([0])).unwrap_err();
    assert_eq!(r.to_string(), "poll `vote` takes choice ballots; the ballot of `ann` is of kind ranking");
    assert_eq!(r.code(), "wrong-kind");
}
/// The plan's order names neither of the two that are level; after fourteen days the lot decides, in a count and at a cut.
#[test]
fn a_tie_that_an_order_does_not_end_goes_to_the_lot_in_the_end() {
    let ties = r#""ties": { "by": { "order": ["z"] }, "then": "lot" }"#;
    let at_cut = TIED.replace(r#""balloting": "7d","#, &format!(r#""balloting": "7d", {ties},"#));
    let in_poll =
        TIED.replace(r#""poll": "vote","#, &format!(r#""poll": "vote", "seats": {{ "fill": 1 }}, {ties},"#));
    for plan in [at_cut, in_poll] {
        let mut d = Desk::new(&plan.replace(r#""mode""#, r#""lot": { "seed": "published" }, "mode""#));
        d.enrol("all", &["ann", "bob"]);
        d.cast("vote", "ann", Choice(Some(EntryIx::new(0)))).unwrap();
        d.cast("vote", "bob", Choice(Some(EntryIx::new(1)))).unwrap();
        d.at(7 * DAY);
        assert_eq!(d.contest.phase_at(d.now), Phase::Counting);
        d.at(21 * DAY);
        assert_eq!(d.winners().concat().len(), 1, "{:?}", d.contest.settlement().unwrap().ended);
    }
}

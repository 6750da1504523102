//! A second vote among those who are level at the cut (Viotti): once, then the host's casting vote.
use super::{
    bounds::faults,
    desk::{DAY, Desk, entry},
};
use cocreate::{
    ballot::Choice,
    contest::{Act, Casting, Contest, Ended, Failure, Phase, Refusal},
    id::EntryIx,
    select::SelectNote,
};

fn text(k: u32, more: &str) -> String {
    format!(
        r#"{{
        "contest": "viotti", "mode": "crowd", "starts": "2026-12-01T00:00:00Z", "rosters": {{ "jury": {{}}, "all": {{}} }},
        "entries": {{ "by": "all", "window": "1d" }},
        "rounds": [{{ "balloting": "1d", "select": {{ "rule": "top-k", "k": {k} }}, "ties": {{ "by": "revote", "within": "7d" }},
            "polls": [{{
                "poll": "vote", "voters": "jury", "ballot": {{ "kind": "choice" }}, "tally": {{ "rule": "plurality" }}
            }}] {more} }}],
        "pots": [{{ "pot": "p", "currency": "EUR", "amount": 1000,
            "reward": {{ "rule": "prize-ladder", "prizes": {{ "amounts": [600, 300] }} }} }}]
    }}"#
    )
}
/// Entries a, b, c, d by people of those names; the jury of five votes by places on the slate.
fn voted(k: u32, votes: [u32; 5]) -> Desk {
    let mut d = Desk::new(&text(k, ""));
    d.at(0).enrol("all", &["a", "b", "c", "d"]);
    d.enrol("jury", &JURY);
    for e in ["a", "b", "c", "d"] {
        d.submit(e, e).unwrap();
    }
    d.at(DAY);
    vote(&mut d, votes);
    d
}
const JURY: [&str; 5] = ["v", "w", "x", "y", "z"];
fn vote(d: &mut Desk, votes: [u32; 5]) {
    for (who, e) in JURY.iter().zip(votes) {
        d.cast("vote", who, Choice(Some(EntryIx::new(e)))).unwrap();
    }
}
fn slate(d: &Desk) -> Vec<String> {
    d.contest.slate(d.now).iter().map(ToString::to_string).collect()
}
/// Names of winners, and what each is paid.
fn ended(d: &Desk) -> (Vec<Vec<String>>, Vec<(String, u128)>) {
    let s = d.assert_paid();
    let lines = s.payouts[0].lines.iter().map(|l| (l.entry.to_string(), l.amount.minor())).collect();
    let back = Contest::replay(d.contest.valid_plan(), &d.log).unwrap();
    assert_eq!(back, d.contest);
    (d.winners(), lines)
}
fn names(tiers: &[&[&str]]) -> Vec<Vec<String>> {
    tiers.iter().map(|t| t.iter().map(|e| (*e).to_owned()).collect()).collect()
}
fn money(lines: &[(&str, u128)]) -> Vec<(String, u128)> {
    lines.iter().map(|(e, n)| ((*e).to_owned(), *n)).collect()
}

/// a has three votes, b and d one each, for one more place. Only b and d are voted on again: d wins it by 3 to 2.
#[test]
fn the_level_are_voted_on_again_alone() {
    let mut d = voted(2, [0, 0, 0, 1, 3]);
    d.at(2 * DAY);
    assert_eq!((d.phase(), slate(&d)), (Phase::Balloting, vec!["b".to_owned(), "d".to_owned()]));
    vote(&mut d, [0, 1, 1, 0, 1]);
    d.run_out();
    assert_eq!(ended(&d), (names(&[&["a"], &["d"]]), money(&[("a", 600), ("d", 300)])));
    let s = d.assert_paid();
    let told = SelectNote::Revoted { tied: vec![entry("b"), entry("d")], chosen: vec![entry("d")] };
    assert!(s.rounds[1].selection.as_ref().unwrap().notes.contains(&told));
    assert_eq!(s.rounds.len(), 2);
}
/// Nothing is level at the cut: there is no second vote.
#[test]
fn without_a_tie_nobody_votes_again() {
    let mut d = voted(1, [0, 0, 0, 1, 3]);
    d.at(2 * DAY);
    assert_eq!(ended(&d).0, names(&[&["a"]]));
}
/// b and d are level again, with an abstention: it is not voted on a third time, the casting vote is the host's.
#[test]
fn a_second_tie_waits_for_the_casting_vote() {
    let mut d = voted(2, [0, 0, 0, 1, 3]);
    d.at(2 * DAY);
    for (who, e) in [("v", 0), ("w", 1)] {
        d.cast("vote", who, Choice(Some(EntryIx::new(e)))).unwrap();
    }
    d.at(3 * DAY);
    assert_eq!(d.phase(), Phase::Counting);
    let mut silent = d.clone();
    d.host(Act::BreakTie(Casting::AtCut { chosen: vec![entry("b")] })).unwrap();
    d.run_out();
    assert_eq!(ended(&d), (names(&[&["a"], &["b"]]), money(&[("a", 600), ("b", 300)])));
    // Who says nothing in time lets the contest fail, as without a second vote.
    silent.at(10 * DAY);
    assert_eq!(silent.assert_paid().ended, Ended::Failed { why: Failure::TieUnsettled {} });
}
/// Before the second vote there is nothing to cast a vote on.
#[test]
fn the_host_does_not_decide_before_the_second_vote() {
    let mut d = voted(2, [0, 0, 0, 1, 3]);
    d.at(2 * DAY);
    let early = d.host(Act::BreakTie(Casting::AtCut { chosen: vec![entry("b")] })).unwrap_err();
    assert!(matches!(early, Refusal::OutOfPhase { .. }), "{early}");
}
/// Three are level for two places, and none of them was certain. One is thrown out during the second vote: the others have both.
#[test]
fn who_is_gone_leaves_the_place_to_the_others() {
    let mut d = Desk::new(&text(2, ""));
    d.at(0).enrol("all", &["a", "b", "c"]);
    d.enrol("jury", &JURY);
    for e in ["a", "b", "c"] {
        d.submit(e, e).unwrap();
    }
    d.at(DAY);
    for (who, e) in [("v", 0), ("w", 1), ("x", 2)] {
        d.cast("vote", who, Choice(Some(EntryIx::new(e)))).unwrap();
    }
    d.at(2 * DAY);
    assert_eq!(slate(&d).len(), 3);
    d.host(Act::Disqualify { entry: entry("b"), why: "theft".parse().unwrap() }).unwrap();
    d.cast("vote", "v", Choice(Some(EntryIx::new(2)))).unwrap();
    d.run_out();
    let (winners, _) = ended(&d);
    let all: std::collections::BTreeSet<String> = winners.concat().into_iter().collect();
    assert_eq!(all, ["a", "c"].map(str::to_owned).into());
}
/// Nobody votes a second time: all are level still.
#[test]
fn nobody_votes_again() {
    let mut d = voted(2, [0, 0, 0, 1, 3]);
    d.at(3 * DAY);
    assert_eq!(d.phase(), Phase::Counting);
    d.host(Act::BreakTie(Casting::AtCut { chosen: vec![entry("d")] })).unwrap();
    d.run_out();
    assert_eq!(ended(&d).0, names(&[&["a"], &["d"]]));
}
#[test]
fn a_revote_that_cannot_be_is_refused() {
    let repeat = r#", "repeat": { "until": "no-change", "at_most": 3 }"#;
    assert!(faults(&text(2, repeat))[0].starts_with("rounds.0.ties.by: "));
    let fixed =
        text(2, "").replace(r#""balloting": "1d""#, r#""balloting": { "until": "2027-01-01T00:00:00Z" }"#);
    assert!(faults(&fixed)[0].starts_with("rounds.0.ties.by: "));
    let inside = text(2, "")
        .replace(r#""rule": "plurality" }"#, r#""rule": "plurality" }, "ties": { "by": "revote" }"#);
    assert!(faults(&inside)[0].starts_with("rounds.0.polls.0.ties.by: "));
}
/// The second vote of a round that is not the last: whoever was certain goes on too.
#[test]
fn the_certain_go_on_into_the_next_round() {
    let last = r#"{ "balloting": "1d", "select": { "rule": "top-k" }, "polls": [{
        "poll": "last", "voters": "jury", "ballot": { "kind": "choice" }, "tally": { "rule": "plurality" } }] }"#;
    let two = text(2, "").replace("],\n        \"pots\"", &format!(", {last}],\n        \"pots\""));
    let mut d = Desk::new(&two);
    d.at(0).enrol("all", &["a", "b", "c", "d"]);
    d.enrol("jury", &JURY);
    for e in ["a", "b", "c", "d"] {
        d.submit(e, e).unwrap();
    }
    d.at(DAY);
    vote(&mut d, [0, 0, 0, 1, 3]);
    d.at(2 * DAY);
    vote(&mut d, [0, 1, 1, 0, 1]);
    d.at(3 * DAY);
    assert_eq!(slate(&d), ["a", "d"]);
}

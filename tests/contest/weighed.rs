//! Weights of all sorts in polls: what a roster takes can be counted.
use super::{
    bounds::faults,
    desk::{DAY, Desk, entry, id},
};
use cocreate::{
    admit::{Applicant, Tied},
    ballot::{Choice, Consent, Position},
    contest::{Act, Ended, PollRecord},
    id::EntryIx,
    num::{Exact, Votes},
};
use serde_json::{Value, json};

fn plan(poll: &Value, select: &Value, roster: &Value) -> Value {
    let mut plan = json!({
        "contest": "c", "mode": "crowd", "starts": "2026-12-01T00:00:00Z",
        "rosters": { "all": roster },
        "entries": { "given": [{ "entry": "x" }, { "entry": "y" }, { "entry": "z" }] },
        "rounds": [{ "balloting": "2d", "select": select, "polls": [{ "poll": "vote", "voters": "all" }] }]
    });
    for (k, v) in poll.as_object().unwrap() {
        plan["rounds"][0]["polls"][0][k] = v.clone();
    }
    plan
}
fn enrol(d: &mut Desk, who: &str, share: u64) {
    let (roster, applicant) = ("all".parse().unwrap(), Box::new(Applicant::new(id(who))));
    d.host(Act::Enrol { roster, applicant, share: (share > 0).then(|| share.into()) }).unwrap();
}
fn yes(d: &mut Desk, who: &str, on: &[u32]) {
    let all = on.iter().map(|e| (EntryIx::new(*e), Position::Yes));
    d.cast("vote", who, Consent::new(all).unwrap()).unwrap();
}
fn record(d: &mut Desk) -> PollRecord {
    d.at(2 * DAY);
    d.run_out();
    d.records()[0].polls[0].clone()
}
fn consent(more: &Value) -> Value {
    let mut poll = json!({ "ballot": { "kind": "consent" }, "tally": { "rule": "consent" } });
    for (k, v) in more.as_object().unwrap() {
        poll[k] = v.clone();
    }
    poll
}
fn majority() -> Value {
    json!({ "rule": "majority-vote", "majority": { "base": "eligible" } })
}
/// Half of the most that can be counted, and three motions: what all weigh on each is told beside the ballots, not added to them.
#[test]
fn the_largest_shares_count_on_every_motion() {
    let share = 1u64 << 45;
    let mut d = Desk::new(
        &plan(&consent(&json!({ "weigh": { "rule": "shares" } })), &majority(), &json!({})).to_string(),
    );
    d.at(0);
    enrol(&mut d, "ann", share);
    yes(&mut d, "ann", &[0, 1, 2]);
    let votes = record(&mut d).votes;
    assert_eq!(votes[&entry("z")], Votes { yes: share, no: 0, abstain: 0, eligible: share });
    assert_eq!(d.winners().concat(), ["x", "y", "z"]);
}
/// Fifteen shares of three members, ten of them in favour of x and five of y: of all that may be cast that is more than a half, and less.
#[test]
fn a_share_of_all_who_may_vote_is_one_of_what_they_weigh() {
    let poll = consent(&json!({
        "weigh": { "rule": "shares" }, "tally": { "rule": "consent", "base": "eligible" }
    }));
    let mut d = Desk::new(&plan(&poll, &json!({ "rule": "top-k" }), &json!({})).to_string());
    d.at(0);
    for who in ["ann", "bob", "cy"] {
        enrol(&mut d, who, 5);
    }
    yes(&mut d, "ann", &[0, 1]);
    yes(&mut d, "bob", &[0]);
    let poll = record(&mut d);
    assert_eq!(poll.rule.params["stake"], json!("15"));
    assert_eq!(poll.counted.standing, [[entry("x")]]);
}
#[test]
fn a_given_member_without_a_share_is_a_fault_of_the_plan() {
    let poll = |weigh: Value| json!({ "ballot": { "kind": "choice" }, "tally": { "rule": "plurality" }, "weigh": weigh });
    let capped = json!({ "rule": "capped-shares", "cap": { "fraction": "1/3" } });
    for weigh in [json!({ "rule": "shares" }), capped] {
        let plan = plan(&poll(weigh), &json!({ "rule": "top-k" }), &json!({ "given": ["ann"] }));
        let found = faults(&plan.to_string());
        assert!(
            found.len() == 1
                && found[0].starts_with("rounds.0.polls.0.weigh: ")
                && found[0].contains("`ann` has no share"),
            "{found:?}"
        );
    }
    let missing = json!({ "rule": "shares", "missing": "zero" });
    Desk::new(&plan(&poll(missing), &json!({ "rule": "top-k" }), &json!({ "given": ["ann"] })).to_string());
}
/// Half of 1,001,998,254 goes to b and c by 1,000,003 to 998,244, which needs some 2 x 10^15 units: it is rounded, and told.
#[test]
fn weights_too_fine_to_count_are_rounded_and_the_error_is_told() {
    let weigh = json!({ "rule": "capped-shares", "cap": { "fraction": "1/2" } });
    let poll = json!({ "ballot": { "kind": "choice" }, "tally": { "rule": "plurality" }, "weigh": weigh });
    let mut d = Desk::new(&plan(&poll, &json!({ "rule": "top-k" }), &json!({})).to_string());
    d.at(0);
    for (who, share) in [("a", 1_000_000_007), ("b", 1_000_003), ("c", 998_244)] {
        enrol(&mut d, who, share);
    }
    d.cast("vote", "b", Choice(Some(EntryIx::new(1)))).unwrap();
    let poll = record(&mut d);
    let error = poll.weight_error.clone().expect("it is rounded");
    let exact = &Exact::ratio(1_001_998_254, 2).unwrap() * &Exact::ratio(1_000_003, 1_998_247).unwrap();
    let off = &poll.counted.weight - &exact;
    assert!(off <= error && -&off <= error && error < Exact::ratio(1, 1000).unwrap(), "{off}");
    assert_eq!(d.winners(), [["y"]]);
}

fn delegation(roster: &Value, eligible: &Value) -> Desk {
    let poll = consent(&json!({ "weigh": { "rule": "delegation" }, "eligible": eligible }));
    let mut d = Desk::new(&plan(&poll, &majority(), roster).to_string());
    d.at(-10);
    for who in ["ann", "bob", "cy"] {
        enrol(&mut d, who, 0);
    }
    d
}
fn delegate(d: &mut Desk, from: &str, to: &str) {
    let (roster, to) = ("all".parse().unwrap(), Some(id(to)));
    d.person(from, Act::Delegate { roster, from: id(from), to, scope: None }).unwrap();
}
/// Ann lets Cy vote, and Cy leaves: two may vote, by heads and by weight, whether Ann votes herself or not.
#[test]
fn a_delegate_who_has_left_is_not_among_those_who_may_vote() {
    for votes_herself in [true, false] {
        let mut d = delegation(&json!({ "delegation": true }), &json!("roster"));
        d.at(0);
        delegate(&mut d, "ann", "cy");
        d.person("cy", Act::Leave { person: id("cy") }).unwrap();
        yes(&mut d, "bob", &[0]);
        if votes_herself {
            yes(&mut d, "ann", &[0]);
        }
        let poll = record(&mut d);
        let votes = if votes_herself { 2 } else { 1 };
        assert_eq!(poll.votes[&entry("x")], Votes { yes: votes, no: 0, abstain: 0, eligible: 2 });
        assert_eq!((poll.eligible, poll.lost.len()), (2, usize::from(!votes_herself)));
    }
}
/// Ann lets Cy vote and then votes herself; her ballot is set aside. It does not become one of Cy's.
#[test]
fn a_ballot_set_aside_does_not_go_to_a_delegate() {
    let mut d = delegation(&json!({ "delegation": true }), &json!("roster"));
    d.at(0);
    delegate(&mut d, "ann", "cy");
    yes(&mut d, "ann", &[0]);
    yes(&mut d, "cy", &[1]);
    d.host(Act::SetAside { poll: "vote".parse().unwrap(), voter: id("ann"), why: "fraud".parse().unwrap() })
        .unwrap();
    let poll = record(&mut d);
    assert_eq!(poll.votes[&entry("y")], Votes { yes: 1, no: 0, abstain: 0, eligible: 3 });
}
/// Ann is recused from x and lets Cy vote: her weight is in Cy's vote, and so among what could be cast.
#[test]
fn votes_are_never_more_than_those_who_may_vote() {
    let roster = json!({ "delegation": true, "admit": [{ "rule": "recusal" }] });
    let mut d = delegation(&roster, &json!("not-recused"));
    d.person("ann", Act::Conflict { person: id("ann"), with: Tied::Entry(entry("x")) }).unwrap();
    d.person("bob", Act::Conflict { person: id("bob"), with: Tied::Entry(entry("x")) }).unwrap();
    d.at(0);
    delegate(&mut d, "ann", "cy");
    yes(&mut d, "cy", &[0]);
    let poll = record(&mut d);
    assert_eq!(poll.votes[&entry("x")], Votes { yes: 2, no: 0, abstain: 0, eligible: 2 });
    assert!(matches!(&d.contest.settlement().unwrap().ended, Ended::Won { .. }));
}
/// Both Ann and Bob are recused, and Ann lets Bob vote, who says yes on another motion: her weight is in nobody's vote on x.
#[test]
fn weight_at_a_delegate_who_is_recused_too_is_not_among_what_may_be_cast() {
    let roster = json!({ "delegation": true, "admit": [{ "rule": "recusal" }] });
    let mut d = delegation(&roster, &json!("not-recused"));
    for who in ["ann", "bob"] {
        d.person(who, Act::Conflict { person: id(who), with: Tied::Entry(entry("x")) }).unwrap();
    }
    d.at(0);
    delegate(&mut d, "ann", "bob");
    yes(&mut d, "bob", &[1]);
    yes(&mut d, "cy", &[0]);
    let poll = record(&mut d);
    assert_eq!(poll.votes[&entry("x")], Votes { yes: 1, no: 0, abstain: 0, eligible: 1 });
    assert_eq!(poll.votes[&entry("y")], Votes { yes: 2, no: 0, abstain: 0, eligible: 3 });
}
/// A rule that takes a share of all who may vote knows one number for all entries.
#[test]
fn a_base_of_all_who_may_vote_is_not_one_by_entry() {
    let poll =
        consent(&json!({ "eligible": "not-recused", "tally": { "rule": "consent", "base": "eligible" } }));
    let found = faults(&plan(&poll, &json!({ "rule": "top-k" }), &json!({})).to_string());
    assert!(
        found.len() == 1
            && found[0].starts_with("rounds.0.polls.0.eligible: ")
            && found[0].contains("majority-vote"),
        "{found:?}"
    );
}
/// A dictator is drawn by a seed that is only committed to, which may take seven days; the next round ends two days after the first.
#[test]
fn the_wait_for_the_seed_of_a_drawn_winner_leaves_later_rounds_no_time() {
    let poll = json!({ "ballot": { "kind": "choice" }, "tally": { "rule": "random-dictator" }, "ties": { "by": "first-entered" } });
    let mut plan = plan(&poll, &json!({ "rule": "top-k", "k": 2 }), &json!({}));
    let digest = cocreate::contest::Digest::of(b"seed").to_string();
    plan["lot"] = json!({ "commitment": { "digest": digest, "within": "7d" } });
    plan["rounds"][0]["ties"] = json!({ "by": "first-entered" });
    let mut second = plan["rounds"][0].clone();
    second["balloting"] = json!({ "until": "2026-12-05T00:00:00Z" });
    second["polls"][0]["poll"] = json!("again");
    second["polls"][0]["tally"] = json!({ "rule": "plurality" });
    plan["rounds"].as_array_mut().unwrap().push(second);
    let found = faults(&plan.to_string());
    assert!(
        found.iter().any(|f| f.starts_with("rounds.1.balloting") && f.contains("may begin as late as")),
        "{found:?}"
    );
}
/// What a receipt stands on is told by nobody while ballots come in, nor where they were never counted.
#[test]
fn facts_are_of_counts_that_are_due_or_made() {
    let poll = json!({ "ballot": { "kind": "choice" }, "tally": { "rule": "plurality" } });
    let mut d = Desk::new(&plan(&poll, &json!({ "rule": "top-k" }), &json!({})).to_string());
    d.at(0);
    enrol(&mut d, "ann", 0);
    d.cast("vote", "ann", Choice(Some(EntryIx::new(0)))).unwrap();
    assert_eq!(d.contest.facts(d.now), []);
    let mut cancelled = d.clone();
    cancelled.host(Act::Cancel { why: "rain".parse().unwrap() }).unwrap();
    assert_eq!(cancelled.contest.facts(cancelled.now), []);
    d.at(2 * DAY);
    assert_eq!(d.contest.facts(d.now).len(), 1);
}

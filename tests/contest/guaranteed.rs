//! What becomes of a pot when nobody wins (99designs), and one idea, one prize (jovoto).
use super::desk::{DAY, Desk, entry, valid};
use cocreate::{
    ballot::Choice,
    contest::{Act, Ended, Failure, Phase, Plan, Rules},
    id::EntryIx,
    num::Amount,
    reward::RewardNote,
    select::NoneChosen,
};

/// Six of the entries go on; of these the host picks one within sixty days.
fn design_contest(unawarded: &str) -> String {
    format!(
        r#"{{
        "contest": "logo", "mode": "crowd", "starts": "2026-12-01T00:00:00Z", "rosters": {{ "all": {{}} }},
        "entries": {{ "by": "all", "window": "1d", "figures": ["wins"] }},
        "rounds": [
            {{ "balloting": "1d", "select": {{ "rule": "top-k", "k": 6 }}, "polls": [{{
                "poll": "first", "voters": "all", "ballot": {{ "kind": "choice" }}, "tally": {{ "rule": "plurality" }}
            }}] }},
            {{ "balloting": "1d", "pick_within": "60d", "select": {{ "rule": "host-pick" }}, "polls": [{{
                "poll": "last", "voters": "all", "ballot": {{ "kind": "choice" }}, "tally": {{ "rule": "plurality" }}
            }}] }}
        ],
        "pots": [{{ "pot": "prize", "currency": "EUR", "amount": 50000, "reward": {{ "rule": "winner-takes-all" }} {unawarded} }}]
    }}"#
    )
}
/// Entries with the names of their designers, one vote for each but the last.
fn began(unawarded: &str, designers: &[&str]) -> Desk {
    let mut d = Desk::new(&design_contest(unawarded));
    d.at(0).enrol("all", designers);
    for who in designers {
        d.submit(who, who).unwrap();
    }
    d.at(DAY);
    // Each for the one before them, the first for the one but the last.
    let n = designers.len();
    for (i, who) in designers.iter().enumerate() {
        let e = (i + n - 1) % n;
        let e = if e + 1 == n { n - 2 } else { e };
        d.cast("first", who, Choice(Some(EntryIx::from(e)))).unwrap();
    }
    d
}
fn paid(d: &Desk) -> Vec<(String, u128)> {
    let s = d.assert_paid();
    s.payouts[0].lines.iter().map(|l| (l.person.to_string(), l.amount.minor())).collect()
}
fn lines(all: &[(&str, u128)]) -> Vec<(String, u128)> {
    all.iter().map(|(who, n)| ((*who).to_owned(), *n)).collect()
}
fn cancel(d: &mut Desk) {
    d.host(Act::Cancel { why: "change-of-mind".parse().unwrap() }).unwrap();
    d.tick();
}
const SEVEN: [&str; 7] = ["f1", "f2", "f3", "f4", "f5", "f6", "f7"];
const GUARANTEED: &str = r#", "unawarded": { "figure": "wins" }"#;

/// C13 of the published cases: 500.00 and six finalists. The host is silent for sixty days.
#[test]
fn finalists_share_what_the_host_does_not_award() {
    let mut d = began(GUARANTEED, &SEVEN);
    d.at(3 * DAY + 59 * DAY);
    assert_eq!(d.phase(), Phase::Counting);
    d.at(3 * DAY + 60 * DAY);
    let why = Failure::NobodyChosen { why: NoneChosen::NoPick };
    assert_eq!(d.assert_paid().ended, Ended::Failed { why });
    let six = [("f1", 8334), ("f2", 8334), ("f3", 8333), ("f4", 8333), ("f5", 8333), ("f6", 8333)];
    assert_eq!(paid(&d), lines(&six));
}
/// C14: no finalists; only designers with a past win share.
#[test]
fn without_finalists_those_who_have_won_before_share() {
    let mut d = began(GUARANTEED, &["p1", "p2", "p3"]);
    for (who, wins) in [("p1", 2u32), ("p2", 0), ("p3", 1)] {
        d.host(Act::Figure { entry: entry(who), figure: "wins".to_owned(), amount: Amount::from(wins) })
            .unwrap();
    }
    cancel(&mut d);
    assert_eq!(paid(&d), lines(&[("p1", 25_000), ("p3", 25_000)]));
}
/// A design that was thrown out has no part; without anybody to have it the pot goes back.
#[test]
fn who_no_longer_stands_has_no_part_and_nobody_gives_nothing() {
    let mut d = began(GUARANTEED, &["p1", "p2", "p3"]);
    d.host(Act::Figure { entry: entry("p1"), figure: "wins".to_owned(), amount: Amount::from(1u32) })
        .unwrap();
    d.host(Act::Disqualify { entry: entry("p1"), why: "theft".parse().unwrap() }).unwrap();
    cancel(&mut d);
    assert_eq!((paid(&d), d.assert_paid().payouts[0].returned.minor()), (vec![], 50_000));
}
/// The host has a refund before ballots come in; where the plan says so, until the final round; and always without a guarantee.
#[test]
fn before_the_guarantee_begins_all_goes_back() {
    let back = |d: &Desk| (paid(d), d.assert_paid().payouts[0].returned.minor()) == (vec![], 50_000);
    let mut early = Desk::new(&design_contest(GUARANTEED));
    early.at(0).enrol("all", &["p1"]);
    early.submit("p1", "p1").unwrap();
    cancel(&mut early);
    assert!(back(&early));

    let final_round = r#", "unawarded": { "from": "final-round" }"#;
    let mut first = began(final_round, &SEVEN);
    cancel(&mut first);
    assert!(back(&first));
    let mut last = began(final_round, &SEVEN);
    last.at(2 * DAY);
    cancel(&mut last);
    assert_eq!(paid(&last).len(), 6);

    let mut never = began("", &SEVEN);
    never.at(2 * DAY);
    cancel(&mut never);
    assert!(back(&never));
}
/// A winner is paid as without a guarantee.
#[test]
fn a_guarantee_changes_nothing_where_somebody_wins() {
    let mut d = began(GUARANTEED, &SEVEN);
    d.at(3 * DAY);
    d.host(Act::Pick { entries: vec![entry("f4")] }).unwrap();
    d.run_out();
    assert_eq!(paid(&d), lines(&[("f4", 50_000)]));
}
#[test]
fn a_guarantee_that_cannot_be_is_refused() {
    let fault = |more: &str| {
        let plan = Plan::from_json(&design_contest(more)).unwrap();
        plan.validate(&Rules::built_in().into()).unwrap_err().0[0].field.clone()
    };
    assert_eq!(fault(r#", "unawarded": { "figure": "win" }"#), "pots.0.unawarded.figure");
    assert_eq!(fault(r#", "unawarded": { "reward": { "rule": "equal" } }"#), "pots.0.unawarded.reward");
}

/// Places x, y, z. Pot `main` gives all to the first, pot `special` two prizes.
fn two_pots(main: u32, special: &str, one_prize: bool) -> Desk {
    let plan = format!(
        r#"{{
        "contest": "idea", "mode": "crowd", "starts": "2026-12-01T00:00:00Z", "rosters": {{ "all": {{}} }},
        "entries": {{ "by": "all", "window": "1d" }}, "one_prize": {one_prize},
        "rounds": [{{ "balloting": "1d", "select": {{ "rule": "top-k", "k": 3 }}, "polls": [{{
            "poll": "vote", "voters": "all", "ballot": {{ "kind": "ranking" }}, "tally": {{ "rule": "borda" }}
        }}] }}],
        "pots": [
            {{ "pot": "main", "currency": "EUR", "amount": {main}, "reward": {{ "rule": "winner-takes-all" }} }},
            {{ "pot": "special", "currency": "EUR", "amount": 900,
                "reward": {{ "rule": "prize-ladder", "prizes": {{ "amounts": {special} }} }} }}
        ]
    }}"#
    );
    let mut d = Desk::of(&valid(&plan));
    d.at(0).enrol("all", &["xia", "yan", "zoe", "rik"]);
    for (who, e) in [("xia", "x"), ("yan", "y"), ("zoe", "z")] {
        d.submit(who, e).unwrap();
    }
    d.at(DAY).cast("vote", "rik", cocreate::ballot::Ranking::strict([0, 1, 2])).unwrap();
    d.run_out();
    d
}
/// What each entry has, from which pot.
fn prizes(d: &Desk) -> Vec<(String, String, u128)> {
    let all = d.assert_paid().payouts.iter().flat_map(|p| p.lines.iter().map(|l| (&p.pot.pot, l)));
    all.map(|(pot, l)| (pot.to_string(), l.entry.to_string(), l.amount.minor())).collect()
}
fn told(all: &[(&str, &str, u128)]) -> Vec<(String, String, u128)> {
    all.iter().map(|(pot, e, n)| ((*pot).to_owned(), (*e).to_owned(), *n)).collect()
}
/// x would have 1,000 and 600: it keeps the larger, and y and z move up in the other pot.
#[test]
fn one_idea_one_prize() {
    let both = told(&[("main", "x", 1000), ("special", "x", 600), ("special", "y", 300)]);
    assert_eq!(prizes(&two_pots(1000, "[600, 300]", false)), both);
    let d = two_pots(1000, "[600, 300]", true);
    assert_eq!(prizes(&d), told(&[("main", "x", 1000), ("special", "y", 600), ("special", "z", 300)]));
    let notes = &d.assert_paid().payouts[1].notes;
    assert_eq!(*notes, [RewardNote::OtherPrize { entry: entry("x") }]);
}
/// x keeps 600. Then y has `main` with 500 and the second prize with 300, keeps the larger, and z has the second prize.
#[test]
fn whoever_moves_up_keeps_the_larger_too() {
    let d = two_pots(500, "[600, 300]", true);
    assert_eq!(prizes(&d), told(&[("main", "y", 500), ("special", "x", 600), ("special", "z", 300)]));
}
/// Level prizes: that of the pot which is listed first is kept.
#[test]
fn a_tie_of_two_prizes_goes_to_the_first_pot() {
    let d = two_pots(600, "[600, 300]", true);
    assert_eq!(prizes(&d), told(&[("main", "x", 600), ("special", "y", 600), ("special", "z", 300)]));
}
#[test]
fn prizes_of_two_currencies_cannot_be_compared() {
    let text = design_contest("").replace(
        r#""pots": ["#,
        r#""one_prize": true, "pots": [{ "pot": "x", "currency": "USD", "amount": 1, "reward": { "rule": "winner-takes-all" } }, "#,
    );
    let faults = Plan::from_json(&text).unwrap().validate(&Rules::built_in().into()).unwrap_err();
    assert_eq!(faults.0[0].field, "one_prize");
}

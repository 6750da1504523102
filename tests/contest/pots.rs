//! Pots that could never be paid, or that their method cannot split, are faults of the plan.
use super::{bounds::faults, desk::valid};

/// A contest of one round that chooses `top`, by a poll of such ballots and such a count, with such a pot.
fn plan(ballot: &str, tally: &str, top: &str, entries: &str, pot: &str) -> String {
    format!(
        r#"{{
        "contest": "owed", "mode": "crowd", "starts": "2026-12-01T00:00:00Z", "lot": {{ "seed": "s" }},
        "rosters": {{ "crowd": {{}} }}, "entries": {{ "by": "crowd", "window": "1d" {entries} }},
        "rounds": [{{ "balloting": "1d", "select": {{ "rule": "top-k" {top} }}, "polls": [
            {{ "poll": "vote", "voters": "crowd", "ballot": {ballot}, "tally": {tally} }},
            {{ "poll": "marks", "voters": "crowd", "ballot": {{ "kind": "scores", "top": 5 }}, "tally": {{ "rule": "mean-score" }} }}
        ] }}],
        "pots": [{{ "pot": "p", "currency": "EUR", {pot} }}]
    }}"#
    )
    .replace(r#""rule": "top-k""#, r#""rule": "top-k", "poll": "vote""#)
}
/// One that chooses so many by plurality.
fn of(k: u32, entries: &str, pot: &str) -> String {
    let choice = r#"{ "kind": "choice" }"#;
    plan(choice, r#"{ "rule": "plurality" }"#, &format!(r#", "k": {k}"#), entries, pot)
}
/// The field and the words of the only fault.
fn told(text: &str) -> (String, String) {
    let all = faults(text);
    assert_eq!(all.len(), 1, "{all:?}");
    let (field, why) = all[0].split_once(": ").unwrap();
    (field.to_owned(), why.to_owned())
}

/// Schulze, IRV, STV and a drawn ballot place entries and score none; a pot that is shared by scores names a poll that has some.
#[test]
fn a_reward_by_scores_needs_a_poll_that_gives_scores() {
    let strict = r#"{ "kind": "ranking", "strict": true }"#;
    for (ballot, tally) in [
        (strict, r#"{ "rule": "schulze" }"#),
        (strict, r#"{ "rule": "irv" }"#),
        (strict, r#"{ "rule": "scottish-stv" }, "seats": { "fill": 2 }"#),
        (strict, r#"{ "rule": "random-dictator" }"#),
        (r#"{ "kind": "consent" }"#, r#"{ "rule": "consent" }"#),
    ] {
        for reward in [
            r#"{ "rule": "proportional" }"#,
            r#"{ "rule": "claims" }"#,
            r#"{ "rule": "prize-ladder", "floors": ["3"] }"#,
        ] {
            let pot = format!(r#""amount": 1000, "reward": {reward}"#);
            let (field, why) = told(&plan(ballot, tally, "", "", &pot));
            assert_eq!(field, "pots.0.reward", "{tally}: {why}");
            assert!(why.contains("needs scores, and poll `vote` gives none"), "{tally}: {why}");
            let marks = format!(r#"{pot}, "scores_of": "marks""#);
            valid(&plan(ballot, tally, "", "", &marks));
        }
        // Nor is a rule refused that asks for none.
        valid(&plan(ballot, tally, "", "", r#""amount": 1000, "reward": { "rule": "prize-ladder" }"#));
    }
    let pot = r#""amount": 1000, "reward": { "rule": "proportional" }"#;
    valid(&plan(strict, r#"{ "rule": "borda" }"#, "", "", pot));
    let of_vote = format!(r#"{pot}, "scores_of": "vote""#);
    assert_eq!(told(&plan(strict, r#"{ "rule": "irv" }"#, "", "", &of_vote)).0, "pots.0.reward");
}
#[test]
fn a_table_of_prizes_has_shares_above_nought_and_none_below() {
    for shares in [r#"["2", "-1"]"#, "[]", r#"["0", "0"]"#] {
        let pot = format!(
            r#""amount": 900, "reward": {{ "rule": "prize-ladder", "prizes": {{ "shares": {shares} }} }}"#
        );
        assert_eq!(told(&of(1, "", &pot)).0, "pots.0.reward", "{shares}");
    }
    let some =
        r#""amount": 900, "reward": { "rule": "prize-ladder", "prizes": { "shares": ["2", "0", "1"] } }"#;
    valid(&of(1, "", some));
}
/// A floor of 60 for each of two is 120, and the pot holds 100. With one winner it does, or where the plan shares out what there is.
#[test]
fn a_pot_holds_the_floors_of_as_many_as_win() {
    let pot = |more: &str| {
        format!(r#""amount": 100, "reward": {{ "rule": "royalty", "floor": 60, "short": "{more}" }}"#)
    };
    let (field, why) = told(&of(2, "", &pot("refuse")));
    assert_eq!(field, "pots.0.reward");
    assert!(why.contains("holds 100 and 120 are owed, with 2 winners"), "{why}");
    valid(&of(1, "", &pot("refuse")));
    valid(&of(2, "", &pot("share-out")));
    // No more than one can enter.
    valid(&of(2, r#", "most": 1"#, &pot("refuse")));
    // Nobody knows how many are level at the cut and go through together.
    valid(&of(2, "", &pot("refuse")).replace(r#""k": 2"#, r#""k": 2, "at_cut": "all""#));
}
/// Ten million units times weights is what the quota method goes through, and a thousand units the method of Macau.
#[test]
fn a_method_that_goes_unit_by_unit_has_few_enough_units() {
    let shared = |units: u64, method: &str| {
        format!(r#""amount": {units}, "reward": {{ "rule": "proportional", "method": "{method}" }}"#)
    };
    assert_eq!(told(&of(1, "", &shared(1_000_000_000, "quota"))).0, "pots.0.reward");
    assert_eq!(told(&of(1, "", &shared(1001, "macau"))).0, "pots.0.reward");
    valid(&of(1, "", &shared(1000, "macau")));
    // 600 winners by 20,000 units are twelve million.
    let (field, why) = told(&of(600, "", &shared(20_000, "quota")));
    assert_eq!(field, "pots.0.reward");
    assert!(why.contains("20000 units by 600 weights"), "{why}");
}
/// A team is of one to sixteen, where the plan says nothing else.
#[test]
fn the_method_for_teams_splits_the_prize_of_the_largest_team() {
    let team = |units: u64, method: &str| {
        let reward = r#""reward": { "rule": "winner-takes-all" }"#;
        format!(r#""amount": {units}, {reward}, "team": {{ "method": "{method}" }}"#)
    };
    let (field, why) = told(&of(1, "", &team(1_000_000_000, "quota")));
    assert_eq!(field, "pots.0.team.method");
    assert!(why.contains("`quota`") && why.contains("1000000000 by 1 are too many"), "{why}");
    assert!(told(&of(1, "", &team(6_000_000, "quota"))).1.contains("6000000 by 2 are too many"));
    assert!(told(&of(1, "", &team(1_000_000, "quota"))).1.contains("1000000 by 16 are too many"));
    // A guaranteed pot has two rules and one method.
    assert_eq!(
        told(&of(1, "", &format!(r#"{}, "unawarded": {{}}"#, team(6_000_000, "quota")))).0,
        "pots.0.team.method"
    );
    valid(&of(1, r#", "largest_team": 10"#, &team(1_000_000, "quota")));
    assert_eq!(told(&of(1, "", &team(1001, "macau"))).0, "pots.0.team.method");
    valid(&of(1, "", &team(1000, "macau")));
    valid(&of(1, "", &team(1_000_000_000, "largest-remainder")));
}

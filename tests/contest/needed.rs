//! Entries that a plan's rules name: a default option is there whenever it is asked for.
use super::{
    bounds::{amend, faults},
    desk::{DAY, Desk, entry},
};
use cocreate::{
    ballot::Ranking,
    contest::{Act, Refusal},
    id::RoundIx,
};

/// Rounds of five days each, of these entries.
fn plan(given: &[&str], rounds: &[&str]) -> String {
    let rounds = rounds.iter().enumerate().map(|(i, say)| {
        let poll = format!(r#""poll": "vote-{i}", "voters": "crowd", "ballot": {{ "kind": "ranking" }}"#);
        format!(r#"{{ "balloting": "5d", {} }}"#, say.replace("VOTE", &poll))
    });
    let given = given.iter().map(|e| format!(r#"{{ "entry": "{e}" }}"#));
    format!(
        r#"{{
        "contest": "needed", "mode": "crowd", "starts": "2026-12-01T00:00:00Z", "rosters": {{ "crowd": {{}} }},
        "entries": {{ "given": [{}] }}, "rounds": [{}]
    }}"#,
        given.collect::<Vec<_>>().join(","),
        rounds.collect::<Vec<_>>().join(",")
    )
}
const FOUR: [&str; 4] = ["a", "b", "c", "none"];
const TOP_TWO: &str =
    r#""polls": [{ VOTE, "tally": { "rule": "borda" } }], "select": { "rule": "top-k", "k": 2 }"#;
const ABOVE_NONE: &str = r#""polls": [{ VOTE, "tally": { "rule": "schulze" } }],
    "select": { "rule": "top-k", "k": 1, "default_option": "none" }"#;

fn open(rounds: &[&str]) -> Desk {
    let mut d = Desk::new(&plan(&FOUR, rounds));
    d.at(0).enrol("crowd", &["ann"]);
    d
}
fn slate(d: &Desk) -> Vec<String> {
    d.records().last().unwrap().slate.iter().map(ToString::to_string).collect()
}

#[test]
fn the_host_cannot_take_a_default_option_away() {
    let mut d = open(&[TOP_TWO, ABOVE_NONE]);
    let needed = Refusal::EntryNeeded { entry: entry("none"), round: RoundIx(1) };
    let out = |e: &str| Act::Disqualify { entry: entry(e), why: "spam".parse().unwrap() };
    assert_eq!(d.host(out("none")), Err(needed.clone()));
    assert_eq!(d.host(Act::Withdraw { entry: entry("none") }), Err(needed.clone()));
    assert_eq!(needed.code(), "entry-needed");
    d.host(out("a")).unwrap();
    // Where no rule names it, it is an entry like the others.
    open(&[TOP_TWO]).host(out("none")).unwrap();
}
/// The first round lets two through, a and b; in the second nobody is above `none`.
#[test]
fn a_default_option_comes_into_the_round_that_names_it() {
    let mut d = open(&[TOP_TWO, ABOVE_NONE]);
    d.cast("vote-0", "ann", Ranking::strict([0, 1, 2, 3])).unwrap();
    d.at(5 * DAY);
    d.cast("vote-1", "ann", Ranking::strict([2, 0, 1])).unwrap();
    d.run_out();
    assert_eq!(slate(&d), ["a", "b", "none"]);
    let ended = format!("{:?}", d.assert_paid().ended);
    assert!(ended.contains("DefaultOption"), "{ended}");
}
/// Held again with those that were chosen, the default option among them.
#[test]
fn a_default_option_stays_while_a_round_repeats() {
    let again = r#", "repeat": { "until": { "entries-left": 0 }, "at_most": 3 }"#;
    let mut d = open(&[&format!("{ABOVE_NONE}{again}")]);
    for day in [0, 5, 10] {
        d.at(day * DAY);
        d.cast("vote-0", "ann", Ranking::strict([0])).unwrap();
    }
    d.run_out();
    assert_eq!(slate(&d), ["a", "none"]);
    assert_eq!(d.winners(), [["a"]]);
}
/// Debian's rule is told by id which entry is the default, wherever it stands when the ballots are counted.
#[test]
fn a_rule_of_counting_names_entries_by_id() {
    let debian = |default: &str| {
        let tally =
            format!(r#""polls": [{{ VOTE, "tally": {{ "rule": "debian", "default_option": {default} }} }}]"#);
        plan(&["none", "a", "b"], &[&format!(r#"{tally}, "select": {{ "rule": "top-k" }}"#)])
    };
    // a is preferred to b, and both to the default.
    let mut d = Desk::new(&debian(r#""none""#));
    d.at(0).enrol("crowd", &["ann", "bob"]);
    for who in ["ann", "bob"] {
        d.cast("vote-0", who, Ranking::strict([1, 2, 0])).unwrap();
    }
    assert!(matches!(d.host(Act::Withdraw { entry: entry("none") }), Err(Refusal::EntryNeeded { .. })));
    d.run_out();
    assert_eq!(d.winners(), [["a"]]);
    let told = faults(&debian(r#""nope""#));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("rounds.0.polls.0.tally: there is no given entry `nope`"), "{told:?}");
    let told = faults(&debian("1"));
    assert_eq!(told, ["rounds.0.polls.0.tally: entry 1 is no id; a plan names entries by id"]);
}
#[test]
fn a_default_option_that_stands_nowhere_is_a_fault_of_the_plan() {
    let told = faults(&plan(&["a", "b"], &[ABOVE_NONE]));
    assert_eq!(told, ["rounds.0.select: there is no given entry `none`; there is: a, b"]);
}
/// `none` is asked for only in the last of three rounds, and comes all the way.
#[test]
fn a_default_option_of_a_later_round_is_not_dropped_on_the_way() {
    let mut d = open(&[TOP_TWO, TOP_TWO, ABOVE_NONE]);
    d.cast("vote-0", "ann", Ranking::strict([0, 1, 2, 3])).unwrap();
    d.at(5 * DAY);
    d.cast("vote-1", "ann", Ranking::strict([1, 0, 2])).unwrap();
    d.at(10 * DAY);
    assert_eq!(slate(&d), ["a", "b", "none"], "of the second round");
    d.cast("vote-2", "ann", Ranking::strict([1, 2, 0])).unwrap();
    d.run_out();
    assert_eq!((slate(&d), d.winners()), (names(&["a", "b", "none"]), vec![names(&["b"])]));
}
fn names(of: &[&str]) -> Vec<String> {
    of.iter().map(|e| (*e).to_owned()).collect()
}
/// An amendment asks for nothing that is out by then: disqualified, or not chosen.
#[test]
fn an_amendment_names_a_default_option_that_goes_on() {
    let text = plan(&FOUR, &[TOP_TWO, TOP_TWO, TOP_TWO]);
    let text = text.replacen('{', r#"{ "amendable": ["rounds.1.select", "rounds.2.select"],"#, 1);
    let mut d = Desk::new(&text);
    d.at(0).enrol("crowd", &["ann"]);
    let asks = |round: u32, option: &str| {
        let select = format!(r#"{{ "rule": "top-k", "default_option": "{option}" }}"#);
        amend(&format!("rounds.{round}.select"), &select)
    };
    let refused = |d: &mut Desk, act: Act| match d.host(act) {
        Err(Refusal::Amendment { why }) => why,
        other => panic!("{other:?}"),
    };
    d.clone().host(asks(1, "none")).unwrap();
    d.host(Act::Disqualify { entry: entry("none"), why: "spam".parse().unwrap() }).unwrap();
    assert_eq!(
        refused(&mut d, asks(1, "none")),
        "`none` is out, and a rule of `rounds.1` would then need it"
    );
    d.cast("vote-0", "ann", Ranking::strict([0, 1, 2])).unwrap();
    d.at(5 * DAY);
    assert_eq!(refused(&mut d, asks(2, "c")), "`c` is out, and a rule of `rounds.2` would then need it");
    d.host(asks(2, "a")).unwrap();
    d.cast("vote-1", "ann", Ranking::strict([0, 1])).unwrap();
    d.at(10 * DAY);
    d.cast("vote-2", "ann", Ranking::strict([1, 0])).unwrap();
    d.run_out();
    assert_eq!(d.winners(), [["b"]]);
}

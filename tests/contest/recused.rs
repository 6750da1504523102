//! A majority of all who may judge an entry: each recusal lowers the number that is needed.
use super::desk::{DAY, Desk, entry, id};
use cocreate::{
    admit::Tied,
    ballot::{Consent, Position},
    contest::Act,
    id::EntryIx,
    num::Shortfall,
    select::SelectNote,
};

/// Twelve jurors, so many of whom have a conflict with the motion; so many of the others say yes, and nobody no.
fn vote(eligible: &str, recused: usize, yes: usize) -> Desk {
    let plan = format!(
        r#"{{
        "contest": "prize", "mode": "crowd", "starts": "2026-12-01T00:00:00Z",
        "rosters": {{ "jury": {{ "admit": [{{ "rule": "recusal" }}] }} }},
        "entries": {{ "given": [{{ "entry": "gala" }}, {{ "entry": "oper" }}] }},
        "rounds": [{{ "balloting": "1d",
            "select": {{ "rule": "majority-vote", "majority": {{ "base": "eligible" }} }}, "polls": [{{
            "poll": "vote", "voters": "jury", "ballot": {{ "kind": "consent" }}, "tally": {{ "rule": "consent" }} {eligible}
        }}] }}]
    }}"#
    );
    let mut d = Desk::new(&plan);
    d.at(-10);
    let jurors: Vec<String> = (0..12).map(|i| format!("j{i}")).collect();
    d.enrol("jury", &jurors.iter().map(String::as_str).collect::<Vec<_>>());
    for j in &jurors[..recused] {
        d.person(j, Act::Conflict { person: id(j), with: Tied::Entry(entry("gala")) }).unwrap();
    }
    d.at(0);
    for j in &jurors[12 - yes..] {
        let both = [0, 1].map(|e| (EntryIx::new(e), Position::Yes));
        d.cast("vote", j, Consent::new(both).unwrap()).unwrap();
    }
    d.at(DAY);
    d.run_out();
    d
}
const NOT_RECUSED: &str = r#", "eligible": "not-recused""#;
/// Whether each of the two entries won.
fn won(d: &Desk) -> [bool; 2] {
    let all = match &d.assert_paid().ended {
        cocreate::contest::Ended::Won { winners } => winners.concat(),
        _ => vec![],
    };
    ["gala", "oper"].map(|e| all.contains(&entry(e)))
}

/// E18 of the published cases: of twelve with none, two and three recused 7, 6 and 5 are needed. Nobody is recused from the other
/// entry, which needs 7 throughout.
#[test]
fn the_number_that_is_needed_falls_with_recusals() {
    for (recused, needed) in [(0, 7), (2, 6), (3, 5)] {
        assert_eq!(won(&vote(NOT_RECUSED, recused, needed)), [true, needed >= 7], "{recused} recused");
        assert_eq!(won(&vote(NOT_RECUSED, recused, needed - 1)), [false, false], "{recused} recused");
    }
    // By the roster it is 7 of twelve, whoever is recused.
    assert_eq!(won(&vote("", 3, 6)), [false, false]);
}
/// Half of those who are left is a tie, which does not carry.
#[test]
fn a_tie_of_those_who_are_left_is_told_with_its_numbers() {
    let d = vote(NOT_RECUSED, 2, 5);
    let notes = &d.assert_paid().rounds[0].selection.as_ref().unwrap().notes;
    let of = |e: &str| {
        let named = |n: &&SelectNote| matches!(n, SelectNote::NotCarried { entry: x, .. } if *x == entry(e));
        match notes.iter().find(named) {
            Some(SelectNote::NotCarried { shortfall, .. }) => *shortfall,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(of("gala"), Some(Shortfall::Majority { need: Some(6), have: 5, base: 10 }));
    assert_eq!(of("oper"), Some(Shortfall::Majority { need: Some(7), have: 5, base: 12 }));
}
/// Authors, who may not vote for themselves, are recused from their own entry.
#[test]
fn authors_are_recused_from_their_own() {
    let plan = |more: &str| {
        format!(
            r#"{{
        "contest": "club", "mode": "crowd", "starts": "2026-12-01T00:00:00Z", "rosters": {{ "all": {{}} }},
        "entries": {{ "by": "all", "window": "1d" }},
        "rounds": [{{ "balloting": "1d",
            "select": {{ "rule": "majority-vote", "majority": {{ "base": "eligible" }} }}, "polls": [{{
            "poll": "vote", "voters": "all", "ballot": {{ "kind": "consent" }}, "tally": {{ "rule": "consent" }},
            "eligible": "not-recused" {more}
        }}] }}]
    }}"#
        )
    };
    // Of three, two are left to say yes to ann's entry; one of two is not more than half, two are.
    let yes = |more: &str, voters: &[&str]| {
        let mut d = Desk::new(&plan(more));
        d.at(0).enrol("all", &["ann", "bob", "cy"]);
        d.submit("ann", "gala").unwrap();
        d.at(DAY);
        for v in voters {
            d.cast("vote", v, Consent::new([(EntryIx::new(0), Position::Yes)]).unwrap()).unwrap();
        }
        d.run_out();
        d
    };
    let base = |d: &Desk| d.assert_paid().rounds[0].polls[0].votes[&entry("gala")].eligible;
    let d = yes("", &["bob"]);
    assert_eq!((base(&d), won(&d)[0]), (2, false));
    assert!(won(&yes("", &["bob", "cy"]))[0]);
    // Where authors may vote for themselves they are of the electorate.
    assert_eq!(base(&yes(r#", "self_vote": "allowed""#, &["bob"])), 3);
}

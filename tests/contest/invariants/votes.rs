//! Thresholds, entries that go, and copies of an entry.
use super::CASES;
use crate::contest::{
    acts::Dice,
    desk::Desk,
    laws::{again, played, steps, wanted},
    plans::{ALL, plan},
};
use cocreate::{
    ballot::{Consent, Position, Ranking},
    contest::{Act, AnyMark, Ended, Settlement},
    id::{EntryId, EntryIx, EntrySet},
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What a voter says of the one motion; `None` says nothing.
type Said = Option<Position>;
const NO: Said = Some(Position::No { reasoned: true });
const YES: Said = Some(Position::Yes);
const ABSTAIN: Said = Some(Position::Abstain);

/// A vote on one motion.
fn motion(majority: &str, said: &[Said]) -> Desk {
    let names: Vec<String> = (0..said.len()).map(|i| format!("v{i}")).collect();
    let mut d = Desk::new(&format!(
        r#"{{
        "contest": "motion", "mode": "coalition", "starts": "2026-12-01T00:00:00Z",
        "rosters": {{ "members": {{}} }},
        "entries": {{ "given": [{{ "entry": "motion" }}] }},
        "rounds": [{{
            "balloting": "4d",
            "polls": [{{ "poll": "vote", "voters": "members", "ballot": {{ "kind": "consent" }}, "tally": {{ "rule": "consent" }} }}],
            "select": {{ "rule": "majority-vote", "majority": {majority} }}
        }}]
    }}"#
    ));
    d.at(0).enrol("members", &names.iter().map(String::as_str).collect::<Vec<_>>());
    for (who, said) in names.iter().zip(said) {
        if let Some(position) = said {
            d.cast("vote", who, Consent::from([(0, *position)])).unwrap();
        }
    }
    d.run_out();
    d
}
fn carries(majority: &str, said: &[Said]) -> bool {
    matches!(motion(majority, said).assert_paid().ended, Ended::Won { .. })
}
const MAJORITIES: [&str; 8] = [
    "{}",
    r#"{ "threshold": { "num": 2, "den": 3 } }"#,
    r#"{ "threshold": { "num": 1, "den": 2 }, "base": "eligible" }"#,
    r#"{ "abstain": "against" }"#,
    r#"{ "abstain": "base", "quorum": [{ "votes": 4 }] }"#,
    r#"{ "quorum": [{ "share": { "num": 1, "den": 2 } }] }"#,
    r#"{ "quorum": [{ "abstain-below": { "num": 1, "den": 4 } }, { "missing": 2 }] }"#,
    r#"{ "quorum": [{ "in-favour": 3 }, { "root": { "num": 3, "den": 2 } }] }"#,
];

/// Places of entries that are gone when a turn of a round is counted for good.
fn gone(s: &Settlement) -> BTreeMap<(u32, u32), BTreeSet<EntryId>> {
    s.rounds.iter().map(|r| ((r.round.0, r.turn), r.gone.iter().cloned().collect())).collect()
}

proptest! {
    #![proptest_config(crate::contest::laws::config(CASES))]

    /// 10. A yes more, of somebody who said nothing, no, or neither, turns no motion that carries into one that does not.
    #[test]
    fn monotone_thresholds(said in proptest::collection::vec(0usize..4, 1..8), nth in 0..MAJORITIES.len(), who in any::<prop::sample::Index>()) {
        let mut said: Vec<Said> = said.into_iter().map(|k| [None, NO, ABSTAIN, YES][k]).collect();
        let before = carries(MAJORITIES[nth], &said);
        let who = who.index(said.len());
        said[who] = YES;
        prop_assert!(!before || carries(MAJORITIES[nth], &said), "{} {:?}", MAJORITIES[nth], said);
    }
    /// 16. An entry that went is counted as if no ballot had named it; the record lists it.
    #[test]
    fn withdrawal((nth, steps) in steps()) {
        let d = played(nth, &steps, |_| true);
        let s = d.assert_paid();
        let went = gone(s);
        // With nothing else said a ballot may be none, and a contest may need no seed or be over before the entry goes.
        let mut unsayable = false;
        let without = again(&plan(ALL[nth].0), &d.log, |d, e| {
            let (round, turn) = d.contest.turn(d.now);
            let slate = d.contest.slate(d.now);
            let out = went.get(&(round.0, turn)).cloned().unwrap_or_default();
            let is_out = |e: EntryIx| slate.get(e.ix()).is_some_and(|id| out.contains(id));
            let mut c = wanted(e);
            match &mut c.act {
                Act::Cast { ballot, .. } => {
                    let places: EntrySet = (0..slate.len()).map(EntryIx::from).filter(|e| is_out(*e)).collect();
                    **ballot = ballot.without(&places);
                }
                Act::Mark { mark: AnyMark::Score(m), .. } if is_out(m.entry) => return,
                Act::Mark { mark: AnyMark::Approval(m), .. } if is_out(m.entry) => return,
                Act::Mark { mark: AnyMark::Pair(m), .. } if is_out(m.a) || is_out(m.b) => return,
                _ => {}
            }
            unsayable |= d.give(&c).is_err();
        });
        let told = |s: &Settlement| {
            let of = |r: &cocreate::contest::RoundRecord| {
                let polls = r.polls.iter().map(|p| (p.counted.standing.clone(), p.counted.scores.clone()));
                (r.gone.clone(), polls.collect::<Vec<_>>())
            };
            (s.ended.clone(), s.rounds.iter().map(of).collect::<Vec<_>>())
        };
        if !unsayable {
            prop_assert_eq!(told(without.assert_paid()), told(s));
        }
        for r in &s.rounds {
            let named = r.polls.iter().flat_map(|p| p.counted.scores.keys().chain(p.counted.standing.iter().flatten()));
            prop_assert!(named.into_iter().all(|e| !r.gone.contains(e)));
        }
    }
    /// 18. With rules that promise it, a copy beside an entry on every ballot changes nothing about whose family wins.
    #[test]
    fn clone_pressure(dice in any::<u64>(), voters in 1usize..9, nth in 0usize..3) {
        let run = |copy: bool| {
            let mut dice = Dice(dice);
            let more = if copy { r#", { "entry": "copy" }"# } else { "" };
            let rule = ["schulze", "ranked-pairs", "irv"][nth];
            let mut d = Desk::new(&format!(
                r#"{{
                "contest": "clones", "mode": "community", "starts": "2026-12-01T00:00:00Z",
                "rosters": {{ "all": {{}} }},
                "entries": {{ "given": [{{ "entry": "e0" }}, {{ "entry": "e1" }}, {{ "entry": "e2" }}, {{ "entry": "e3" }}{more}] }},
                "rounds": [{{
                    "balloting": "4d",
                    "polls": [{{ "poll": "vote", "voters": "all", "ballot": {{ "kind": "ranking", "strict": true }}, "tally": {{ "rule": "{rule}" }} }}],
                    "select": {{ "rule": "top-k" }}
                }}]
            }}"#
            ));
            let names: Vec<String> = (0..voters).map(|i| format!("v{i}")).collect();
            d.at(0).enrol("all", &names.iter().map(String::as_str).collect::<Vec<_>>());
            for who in &names {
                let mut order: Vec<u32> = (0..4).collect();
                for i in (1..4).rev() {
                    order.swap(i, dice.below(i + 1));
                }
                let above = dice.one_in(2);
                if copy {
                    let at = order.iter().position(|e| *e == 0).unwrap() + usize::from(above);
                    order.insert(at, 4);
                }
                d.cast("vote", who, Ranking::strict(order)).unwrap();
            }
            d.run_out();
            match &d.assert_paid().ended {
                Ended::Won { winners } => Some(winners.concat()),
                _ => None,
            }
        };
        let family = |won: Vec<EntryId>| -> BTreeSet<String> {
            won.iter().map(|e| if e.as_str() == "copy" { "e0".to_owned() } else { e.to_string() }).collect()
        };
        if let (Some(one), Some(two)) = (run(false), run(true)) {
            prop_assert_eq!(family(one), family(two));
        }
    }
}

/// 10, the mirror, which does not hold: where a quorum is of turn-out a no may carry a motion, and an abstention may sink one where
/// too many abstain. The account says so beside what was short.
#[test]
fn an_added_no_may_carry_and_an_added_abstention_may_sink() {
    let turnout = r#"{ "quorum": [{ "votes": 5 }] }"#;
    let short = [YES, YES, YES, NO, None, None];
    assert!(!carries(turnout, &short));
    assert!(carries(turnout, &[YES, YES, YES, NO, NO, None]));
    let ceiling = r#"{ "quorum": [{ "abstain-below": { "num": 1, "den": 4 } }] }"#;
    assert!(carries(ceiling, &[YES, YES, YES, NO, ABSTAIN, None]));
    let sunk = [YES, YES, YES, NO, ABSTAIN, ABSTAIN];
    assert!(!carries(ceiling, &sunk));
    #[cfg(feature = "report")]
    for (majority, said, words) in [
        (turnout, short, "the quorum needs 5, there are 4; every vote counts for it, one against as well"),
        (ceiling, sunk, "2 abstain, at most 1 may; an abstention counts against it"),
    ] {
        use cocreate::report::{Account, Detail, Ids};
        let text = Account::of(motion(majority, &said).assert_paid(), &Ids, Detail::Results).text();
        assert!(text.contains(words), "{text}");
    }
}
#[cfg(feature = "report")]
#[test]
fn the_account_says_how_votes_for_an_entry_that_went_were_handled() {
    use cocreate::report::{Account, Detail, Ids};
    let mut d = Desk::of(&plan("crowd"));
    d.at(0).enrol("crowd", &["ann", "bob", "cy"]);
    d.submit("ann", "x").unwrap();
    d.submit("bob", "y").unwrap();
    d.at(12 * crate::contest::desk::DAY);
    d.mark("vote", "cy", crate::contest::stories::score(0, 5)).unwrap();
    d.mark("vote", "cy", crate::contest::stories::score(1, 2)).unwrap();
    d.person("ann", Act::Withdraw { entry: crate::contest::desk::entry("x") }).unwrap();
    d.run_out();
    assert_eq!(d.winners(), [["y"]]);
    let text = Account::of(d.assert_paid(), &Ids, Detail::Results).text();
    assert!(text.contains("counted as if nobody had named them: x"), "{text}");
}

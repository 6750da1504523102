//! The deciding numbers stand in the account.
use super::{coalition, crowd, in_order, settlement};
use cocreate::{
    id::{EntryId, PersonId, PollId},
    report::{Account, Block, Detail, Ids, Names},
};
use serde_json::json;

#[test]
fn a_contest_with_winners_is_told_from_its_ballots_to_its_payments() {
    let text = Account::of(&settlement(crowd()), &Ids, Detail::Steps).text();
    in_order(
        &text,
        &[
            "Settlement of contest threads-2026\n==================================\n",
            "There are winners.\n  place  entry\n  1      fox\n  2      elk\n",
            "The host holds the rights in what was made.",
            "Ties met in the counts: 1; decided at a cut: 0; left open there: 0.",
            // 1,790,000,000 s is 20,717 days and 51,200 s: 21 September 2026, 14:13:20.
            "Settled at 2026-09-21T14:13:20Z, by the plan with digest abab",
            "Round 1\n-------\nEntries: fox, bat, owl, elk.",
            "counted as if nobody had named them: bat.",
            "Poll crowd\nRule: mean-score (min_votes = 3).",
            "9 could vote; 5 ballots received, 1 taking no side, 1 set aside (1 for duplicate), 3 counted with a weight of 3.",
            "From 1 ballot the voter's own entries, or those of a conflict, were left out.",
            "The mean of all marks is 32/9 (3.55..).",
            "Decided: fox, then owl, then elk.",
            "  place  entry  score          ballots\n  1      fox    13/3 (4.33..)  3\n",
            "  2      owl    13/3 (4.33..)  3\n  3      elk    2              3\n",
            "1. tie over who wins (at 0): 1 of fox, owl (2 ways); the published lot decided: {fox}",
            "To draw again by the lot, version 1 (docs/reproducibility.md): seed `SEED/threads-2026/0.0/crowd`, where SEED is what \
             the plan publishes or the host revealed; label `tie 0`; drawn is an order of fox, owl, elk.",
            "1. fox has 13/3 (4.33..), owl has 13/3 (4.33..), elk has 2\n2. tie over who wins",
            "Poll crowd, with the ballots that were set aside",
            "4 ballots would have counted, with a weight of 4. It would have ended in another way.",
            "Decided: owl, then fox, then elk.",
            "  1      owl    9/2 (4.50..)\n",
            "Selection\nChosen: fox, elk.",
            "- elk was picked by host-1; the votes had it at place 3",
            "Decided: fox, elk won.",
            "Pot main: 1000.01 EUR",
            "ada  400.00 EUR  fox  the prize of place 1",
            "bob  200.00 EUR  fox  the prize of place 1",
            "cyd  300.00 EUR  elk  the prize of place 2",
            "- the prize of place 3, 100.01 EUR, is not given: there are fewer entries than prizes",
            "Paid 900.00 EUR, back to the host 100.01 EUR.",
            "Pot time: 1.500 HOUR",
            "The rule of reward could not be applied, and all goes back: entry `elk` has no figure `hours`.",
            "Paid 0.000 HOUR, back to the host 1.500 HOUR.",
        ],
    );
}

#[test]
fn a_contest_that_failed_tells_what_was_short_and_that_all_goes_back() {
    let text = Account::of(&settlement(coalition()), &Ids, Detail::Steps).text();
    in_order(
        &text,
        &[
            "Nobody won: no entry reached what is needed. All money goes back.",
            "The contributors hold the rights in what they made.",
            "Round 2, turn 3",
            "5 could vote; 5 ballots received, 0 taking no side, 0 set aside, 5 counted with a weight of 10.",
            "- nobody used the weight 1/2 (0.50..) of p1: it runs in cycle 1 of delegations, in which nobody votes",
            "- nobody used the weight 2 of p3: it ends at p4, who neither voted nor delegated",
            "- cycle 1 of delegations: p1 to p2 to p1",
            "- the weight of p5 was cut from 7 to 4",
            "Votes:\n  entry  yes  no  abstain  could vote\n  m1     6    4   0        10\n",
            "Votes by heads:\n  entry  yes  no  abstain  could vote\n  m1     2    3   0        5\n",
            "Nobody: no motion carried.",
            "Nobody is chosen.",
            "- m1 does not carry by heads: 2 of 5 are in favour, 3 are needed",
            "Paid 0 JPY, back to the host 500 JPY.",
        ],
    );
}

#[test]
fn results_alone_leave_the_steps_out_and_keep_ties_and_payments() {
    let s = settlement(crowd());
    let (all, short) = (Account::of(&s, &Ids, Detail::Steps), Account::of(&s, &Ids, Detail::Results));
    assert!(all.text().contains("The count, step by step:"));
    let text = short.text();
    assert!(!text.contains("step by step"));
    in_order(&text, &["the published lot decided", "9/2", "picked by host-1", "400.00 EUR"]);
}

/// With the seed anybody can draw again: by the page on reproducibility, of two at the cut.
#[test]
fn a_lot_is_told_with_its_seed_and_its_label() {
    struct Seeded;
    impl Names for Seeded {
        fn seed(&self) -> Option<String> {
            Some("drand 4711".to_owned())
        }
    }
    let mut s = crowd();
    s["rounds"][0]["selection"]["notes"] =
        json!([{"kind": "broken", "tied": ["owl", "elk"], "chosen": ["elk"], "by": "lot"}]);
    let text = Account::of(&settlement(s), &Seeded, Detail::Results).text();
    in_order(
        &text,
        &[
            "seed `drand 4711/threads-2026/0.0/crowd`; label `tie 0`; drawn is an order of fox, owl, elk.",
            "Selection",
            "seed `drand 4711/threads-2026/0.0/select`; label `cut`; drawn is an order of all entries of the contest",
        ],
    );
}
/// Elk has two marks where three are needed: it is named, with both numbers.
#[test]
fn an_entry_below_a_floor_is_named() {
    let mut s = crowd();
    let poll = &mut s["rounds"][0]["polls"][0];
    poll["ballots_of"]["elk"] = json!(2);
    poll["counted"]["standing"] = json!([["fox", "owl"]]);
    poll["counted"]["outcome"] = json!({"kind": "decided", "winners": [[0, 1]]});
    poll["counted"]["scores"] = json!({"fox": "13/3", "owl": "13/3"});
    let text = Account::of(&settlement(s), &Ids, Detail::Results).text();
    in_order(
        &text,
        &[
            "Decided: fox, owl, level with each other.",
            "Without a place in this result: elk (named on 2 ballots). The rule asks for min_votes = 3.",
        ],
    );
}
/// A committee is chosen together, whatever its members have; a rule of the app's own tells by its scores.
#[test]
fn who_is_chosen_together_is_not_level_for_that() {
    let of = |rule: &str, owl: &str| {
        let mut s = crowd();
        let poll = &mut s["rounds"][0]["polls"][0];
        poll["rule"] = json!({ "rule": rule });
        poll["counted"]["standing"] = json!([["fox", "owl"], ["elk"]]);
        poll["counted"]["outcome"] = json!({"kind": "decided", "winners": [[0, 1]]});
        poll["counted"]["scores"] = json!({"fox": "13/3", "owl": owl, "elk": "2"});
        Account::of(&settlement(s), &Ids, Detail::Results).text()
    };
    assert!(of("equal-shares", "13/3").contains("Decided: fox, owl.\n"));
    assert!(of("of-the-app", "4").contains("Decided: fox, owl.\n"));
    assert!(of("of-the-app", "13/3").contains("Decided: fox, owl, level with each other.\n"));
}
/// Nobody, and an entry that is called `none`.
#[test]
fn an_entry_of_the_name_none_is_told_from_nobody() {
    let mut s = crowd();
    let round = &mut s["rounds"][0];
    *round = serde_json::from_str(&round.to_string().replace("\"elk\"", "\"none\"")).unwrap();
    round["selection"] = json!({"winners": [], "none": {"kind": "default-option", "entry": "none"}});
    let text = Account::of(&settlement(s.clone()), &Ids, Detail::Results).text();
    in_order(
        &text,
        &[
            "Entries: fox, bat, owl, none (an entry).",
            "Nobody is chosen.",
            "- nobody stands above the default option, none (an entry)",
        ],
    );
    s["rounds"][0]["selection"] = json!({"winners": [["none"]]});
    let text = Account::of(&settlement(s.clone()), &Ids, Detail::Results).text();
    assert!(text.contains("Chosen: none (an entry)."), "{text}");
    s["rounds"][0] =
        json!({"round": 0, "turn": 0, "slate": [], "polls": [], "next": {"next": "awaits-pick"}});
    let text = Account::of(&settlement(s), &Ids, Detail::Results).text();
    assert!(text.contains("There are no entries."), "{text}");
}

#[test]
fn a_cancelled_contest_tells_the_reason() {
    let mut s = crowd();
    s["ended"] = json!({"ended": "cancelled", "why": "no-budget"});
    s["payouts"] = json!([]);
    let text = Account::of(&settlement(s.clone()), &Ids, Detail::Results).text();
    in_order(&text, &["The host stopped it: no-budget. All money goes back.", "There is no pot of money."]);
    let text = Account::of(&settlement(s), &Real, Detail::Results).text();
    assert!(text.contains("The host stopped it: the budget was cut. All"), "{text}");
}

/// Two entries have one title, and a name has a line end and a sign that turns the direction of text.
struct Real;
impl Names for Real {
    fn entry(&self, e: &EntryId) -> Option<String> {
        match e.as_str() {
            "fox" | "owl" => Some("In the snow".to_owned()),
            _ => None,
        }
    }
    fn person(&self, p: &PersonId) -> Option<String> {
        (p.as_str() == "ada").then(|| "Ada\nLove\u{202e}lace".to_owned())
    }
    fn poll(&self, _: &PollId) -> Option<String> {
        Some("Everybody".to_owned())
    }
    fn reason(&self, code: &str) -> Option<String> {
        match code {
            "no-budget" => Some("the budget was cut".to_owned()),
            "duplicate" => Some("a second account".to_owned()),
            _ => None,
        }
    }
}
#[test]
fn an_apps_names_are_shown_and_stay_apart() {
    let text = Account::of(&settlement(crowd()), &Real, Detail::Steps).text();
    in_order(
        &text,
        &[
            "Entries: In the snow (fox), bat, In the snow (owl), elk.",
            "Poll Everybody",
            "1 for a second account",
            "In the snow (fox) has 13/3",
            "Ada Lovelace  400.00 EUR  In the snow (fox)",
        ],
    );
}

#[test]
fn every_row_is_as_long_as_its_head() {
    for v in [crowd(), coalition()] {
        let account = Account::of(&settlement(v), &Ids, Detail::Steps);
        for b in account.sections.iter().flat_map(|s| &s.blocks) {
            if let Block::Table { head, rows } = b {
                assert!(rows.iter().all(|r| r.len() == head.len()));
            }
        }
    }
}

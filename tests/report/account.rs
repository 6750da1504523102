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
            "9 could vote; 5 ballots received, 1 blank, 1 set aside (1 for duplicate), 3 counted with a weight of 3.",
            "From 1 ballot the voter's own entries, or those of a conflict, were left out.",
            "The mean of all marks is 32/9 (3.55..).",
            "Decided: fox, then owl, then elk.",
            "  place  entry  score          ballots\n  1      fox    13/3 (4.33..)  3\n",
            "  2      owl    13/3 (4.33..)  3\n  3      elk    2              3\n",
            "1. tie over who wins (at 0): 1 of fox, owl (2 ways); the published lot decided: {fox}",
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
            "5 could vote; 5 ballots received, 0 blank, 0 set aside, 5 counted with a weight of 10.",
            "- nobody used the weight 1/2 (0.50..) of p1: it runs in cycle 1 of delegations, in which nobody votes",
            "- nobody used the weight 2 of p3: it ends at p4, who neither voted nor delegated",
            "- cycle 1 of delegations: p1 to p2 to p1",
            "- the weight of p5 was cut from 7 to 4",
            "Votes:\n  entry  yes  no  abstain  could vote\n  m1     6    4   0        10\n",
            "Votes by heads:\n  entry  yes  no  abstain  could vote\n  m1     2    3   0        5\n",
            "Nobody: no motion carried.",
            "Chosen: none.",
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

//! Accounts of settlements that were made and worked out by hand.
mod account;
mod markdown;
mod words;

use cocreate::contest::Settlement;
use serde_json::{Value, json};

/// Three ballots count: fox 5 4 4, owl 4 4 5, elk 2 3 1. So fox and owl have 13/3 each and elk 6/3 = 2, and
/// the mean of all marks is 32/9; the lot has fox
/// first. A fourth ballot, which gives owl 5, was set aside: with it owl has 18/4 = 9/2. `bat` was withdrawn, so places of
/// the count are fox 0, owl 1, elk 2. The best wins, and the host picked elk besides. Prizes are 600, 300 and 100.01.
pub(crate) fn crowd() -> Value {
    let tie = json!({"at": {"stage": "win", "nth": 0}, "among": [{"set": [0, 1]}], "take": 1, "ways": 2,
        "chosen": {"set": [0]}, "by": "lot"});
    let scored = |owl: &str| {
        json!({"step": "scored", "totals": [[0, "13/3"], [1, owl], [2, "2"]],
        "exhausted": "0", "lost": "0"})
    };
    let why = |place: u32| json!({"kind": "place", "place": place});
    json!({
        "format": 1, "contest": "threads-2026", "plan": "ab".repeat(32), "at": 1_790_000_000_000_i64,
        "ended": {"ended": "won", "winners": [["fox"], ["elk"]]},
        "rights": "host",
        "rounds": [{
            "round": 0, "turn": 0, "slate": ["fox", "bat", "owl", "elk"], "gone": ["bat"],
            "polls": [{
                "poll": "crowd", "rule": {"rule": "mean-score", "min_votes": 3}, "eligible": 9, "received": 5,
                "blank": 1, "set_aside": {"duplicate": 1}, "own_left_out": 1,
                "ballots_of": {"fox": 3, "bat": 0, "owl": 3, "elk": 3}, "mean": "32/9",
                "counted": {
                    "ballots": 3, "weight": "3", "outcome": {"kind": "decided", "winners": [[0], [1], [2]]},
                    "standing": [["fox"], ["owl"], ["elk"]],
                    "scores": {"fox": "13/3", "owl": "13/3", "elk": "2"},
                    "ties": [tie],
                    "steps": [scored("13/3"), {"step": "tied", "at": {"stage": "win", "nth": 0}, "record": 0}]
                },
                "with_set_aside": {
                    "ballots": 4, "weight": "4", "outcome": {"kind": "decided", "winners": [[1], [0], [2]]},
                    "standing": [["owl"], ["fox"], ["elk"]],
                    "scores": {"fox": "13/3", "owl": "9/2", "elk": "2"},
                    "steps": [scored("9/2")]
                }
            }],
            "selection": {
                "winners": [["fox"], ["elk"]],
                "notes": [{"kind": "picked", "entry": "elk", "by": "host-1", "place": 3}]
            },
            "picks": [{"entry": "elk", "by": "host-1"}],
            "next": {"next": "won", "winners": [["fox"], ["elk"]]}
        }],
        "payouts": [{
            "pot": {"pot": "main", "currency": "EUR", "amount": 100_001},
            "lines": [
                {"person": "ada", "entry": "fox", "amount": 40000, "why": why(1)},
                {"person": "bob", "entry": "fox", "amount": 20000, "why": why(1)},
                {"person": "cyd", "entry": "elk", "amount": 30000, "why": why(2)}
            ],
            "withheld": [{"place": 3, "amount": 10001, "why": {"kind": "no-entry"}}],
            "returned": 10001
        }, {
            "pot": {"pot": "time", "currency": {"code": "HOUR", "exponent": 3}, "amount": 1500},
            "lines": [], "returned": 1500
        }],
        "faults": {"time": "entry `elk` has no figure `hours`"}
    })
}
/// The coalition's motion: 6 of 10 shares are for it and 3 are needed, but only 2 of 5 heads. It fails, all goes back.
pub(crate) fn coalition() -> Value {
    let votes =
        |yes: u32, no: u32, all: u32| json!({"m1": {"yes": yes, "no": no, "abstain": 0, "eligible": all}});
    let short = json!({"kind": "majority", "need": 3, "have": 2, "base": 5});
    json!({
        "format": 1, "contest": "pact", "plan": "cd".repeat(32), "at": 0,
        "ended": {"ended": "failed", "why": {"code": "nobody-chosen", "why": {"kind": "threshold"}}},
        "rights": "contributors",
        "rounds": [{
            "round": 1, "turn": 2, "slate": ["m1"],
            "polls": [{
                "poll": "board", "rule": {"rule": "consent"}, "eligible": 5, "received": 5, "blank": 0,
                "counted": {
                    "ballots": 5, "weight": "10", "outcome": {"kind": "none", "reason": {"code": "nothing-carried"}},
                    "standing": [], "steps": []
                },
                "votes": votes(6, 4, 10), "counts": {"heads": votes(2, 3, 5)},
                "lost": [
                    {"person": "p1", "weight": "1/2", "why": {"kind": "cycle", "cycle": 0}},
                    {"person": "p3", "weight": "2", "why": {"kind": "dead-end", "at": "p4"}}
                ],
                "cycles": [["p1", "p2"]],
                "capped": [{"person": "p5", "from": "7", "to": "4"}]
            }],
            "selection": {
                "winners": [], "none": {"kind": "threshold"},
                "notes": [{"kind": "not-carried", "entry": "m1", "count": "heads", "shortfall": short}]
            },
            "next": {"next": "failed", "why": {"code": "nobody-chosen", "why": {"kind": "threshold"}}}
        }],
        "payouts": [{"pot": {"pot": "p", "currency": "JPY", "amount": 500}, "lines": [], "returned": 500}]
    })
}
pub(crate) fn settlement(v: Value) -> Settlement {
    serde_json::from_value(v).unwrap()
}
/// All of these stand in the text, in this order.
pub(crate) fn in_order(text: &str, lines: &[&str]) {
    let mut rest = text;
    for l in lines {
        let at = rest.find(l).unwrap_or_else(|| panic!("`{l}` is missing, or stands too early, in\n{text}"));
        rest = &rest[at + l.len()..];
    }
}

//! Plans that together name every mode, kind of ballot, and thing that a contest can wait for.
use super::desk::valid;
use cocreate::contest::{Digest, ValidPlan};

/// The seed to which plans are committed, and its digest in place of `SEED` in a plan.
pub(crate) const SEED: &str = "a secret until the draw";

/// Marks one at a time, screening, an appeal, a prize for two, authors hidden while it runs.
const CROWD: &str = r#"{
    "contest": "crowd", "mode": "crowd", "starts": "2026-12-01T00:00:00Z", "clock_tolerance": "2s",
    "rosters": { "crowd": { "given": ["p0"], "ballots_stay": false } },
    "entries": {
        "by": "crowd", "window": "10d", "most_each": 2, "most": 6, "figures": ["sales"],
        "screening": { "window": "2d", "undecided": "admit" }
    },
    "rounds": [{
        "balloting": "5d",
        "polls": [{
            "poll": "vote", "voters": "crowd", "parts": true, "ballot": { "kind": "scores", "top": 5 },
            "tally": { "rule": "mean-score", "min_votes": 1 }
        }],
        "select": { "rule": "top-k", "k": 2 }
    }],
    "appeal": "3d", "hidden": { "authors": true, "entries": true },
    "pots": [
        { "pot": "prize", "currency": "EUR", "amount": 100001, "reward": { "rule": "equal-split" } },
        { "pot": "sales", "currency": "USD", "amount": 5000,
          "reward": { "rule": "royalty", "rates": { "sales": "1/100" }, "floor": 10, "short": "share-out" } }
    ]
}"#;
/// Seats drawn by a seed that is only committed to, two rounds, ties in the count by the host, else by the lot.
const EXPERTS: &str = r#"{
    "contest": "experts", "mode": "experts", "starts": "2026-12-01T00:00:00Z",
    "rosters": {
        "jury": {
            "admit": [
                { "rule": "qualification", "at_least": { "works": "2" } },
                { "rule": "conflict-of-interest" },
                { "rule": "stratified-lottery", "seats": 4, "strata": { "north": "1", "south": "1" } }
            ],
            "least": 1
        },
        "makers": {}
    },
    "seating": "3d",
    "entries": { "by": "makers", "window": "5d", "figures": ["sales"], "figures_within": "2d" },
    "rounds": [
        {
            "balloting": "2d", "early_close": true,
            "polls": [{
                "poll": "long", "voters": "jury", "ballot": { "kind": "approval", "most": 3 },
                "tally": { "rule": "approval" }
            }],
            "select": { "rule": "top-k", "k": 3, "at_cut": "all" }
        },
        {
            "deliberation": "1d", "balloting": "2d",
            "polls": [{
                "poll": "short", "voters": "jury", "ballot": { "kind": "ranking", "strict": true }, "tally": { "rule": "irv" },
                "seats": { "fill": 1 }, "ties": { "by": "host", "within": "2d", "then": "lot" }
            }],
            "select": { "rule": "top-k" }, "ties": { "by": "host", "within": "2d", "then": "lot" }
        }
    ],
    "appeal": "2d", "lot": { "commitment": { "digest": "SEED", "within": "4d" } },
    "pots": [{
        "pot": "purse", "currency": "GBP", "amount": 999,
        "reward": { "rule": "prize-ladder", "prizes": { "shares": ["2", "1"] } }
    }]
}"#;
/// Motions of the host, shares and heads, both of which must carry.
const COALITION: &str = r#"{
    "contest": "coalition", "mode": "coalition", "starts": "2026-12-01T00:00:00Z",
    "parties": [{ "party": "red", "share": "3" }, { "party": "blue", "share": "2" }],
    "rosters": { "members": {} },
    "entries": { "given": [{ "entry": "e0" }, { "entry": "e1" }, { "entry": "e2" }] },
    "rounds": [{
        "deliberation": "2d", "balloting": "4d", "early_close": true,
        "polls": [{
            "poll": "motions", "voters": "members", "ballot": { "kind": "consent" },
            "tally": { "rule": "consent" }, "weigh": { "rule": "shares", "missing": "zero" },
            "counts": { "heads": { "rule": "equal" } }
        }],
        "select": { "rule": "majority-vote", "counts": { "heads": {} } }
    }],
    "pots": [{ "pot": "pool", "currency": "EUR", "amount": 7, "reward": { "rule": "equal-split" } }]
}"#;
/// A round that is held again until one entry is left, votes that others may cast, first ballots that stand.
const COMMUNITY: &str = r#"{
    "contest": "community", "mode": "community", "starts": "2026-12-01T00:00:00Z",
    "rosters": { "all": { "delegation": true } },
    "entries": { "by": "all", "window": "3d", "given": [{ "entry": "none" }] },
    "rounds": [{
        "balloting": "2d",
        "polls": [{
            "poll": "vote", "voters": "all", "ballot": { "kind": "choice", "blank": true }, "tally": { "rule": "plurality" },
            "weigh": { "rule": "delegation" }, "change": "first"
        }],
        "select": { "rule": "top-k", "k": 2 }, "ties": { "by": "first-entered" },
        "repeat": { "until": { "entries-left": 1 }, "at_most": 3 }
    }],
    "pots": [{
        "pot": "gifts", "currency": { "code": "POINT", "exponent": 0 }, "amount": 10,
        "reward": { "rule": "proportional" }
    }]
}"#;
/// A crowd and the host's pick from its shortlist; fields that may be amended.
const PICK: &str = r#"{
    "contest": "pick", "mode": "crowd", "starts": "2026-12-01T00:00:00Z",
    "categories": ["cups", "bags"],
    "rosters": { "crowd": { "admit": [{ "rule": "conflict-of-interest" }] } },
    "entries": { "by": "crowd", "window": "4d" },
    "rounds": [{
        "balloting": "3d",
        "polls": [{
            "poll": "vote", "voters": "crowd",
            "ballot": { "kind": "points", "budget": 9, "cost": "quadratic" }, "tally": { "rule": "quadratic" }
        }],
        "select": { "rule": "host-pick", "top": 1, "picks": 1, "shortlist": 3 }, "pick_within": "2d"
    }],
    "appeal": "1d", "amendable": ["pots.0.amount", "appeal", "rounds.0.balloting", "rounds.0.pick_within"],
    "pots": [
        { "pot": "cups", "currency": "EUR", "amount": 50, "category": "cups", "reward": { "rule": "winner-takes-all" } },
        { "pot": "all", "currency": "JPY", "amount": 3, "reward": { "rule": "equal-split" } }
    ]
}"#;
/// A budget is spent; ties by the lot.
const BUDGET: &str = r#"{
    "contest": "budget", "mode": "community", "starts": "2026-12-01T00:00:00Z",
    "rosters": { "town": {} },
    "entries": { "by": "town", "window": "4d", "given": [{ "entry": "park", "cost": 4 }] },
    "rounds": [{
        "balloting": "3d",
        "polls": [{
            "poll": "spend", "voters": "town", "ballot": { "kind": "spend" }, "budget": 7,
            "tally": { "rule": "budget-greedy" }, "ties": { "by": "lot" }
        }],
        "select": { "rule": "top-k", "k": 9, "at_cut": "all" }, "ties": { "by": "lot" }
    }],
    "lot": { "seed": "drand round 4711" }
}"#;
/// A winner by lot, whose seed is only committed to.
const LOTTERY: &str = r#"{
    "contest": "lottery", "mode": "crowd", "starts": "2026-12-01T00:00:00Z",
    "rosters": { "crowd": {} },
    "entries": { "by": "crowd", "window": "4d", "least": 1 },
    "rounds": [{
        "balloting": "3d",
        "polls": [{
            "poll": "draw", "voters": "crowd", "ballot": { "kind": "ranking", "strict": true },
            "tally": { "rule": "random-dictator" }
        }],
        "select": { "rule": "top-k" }
    }],
    "lot": { "commitment": { "digest": "SEED", "within": "2d" } },
    "pots": [{ "pot": "prize", "currency": "EUR", "amount": 5, "reward": { "rule": "winner-takes-all" } }]
}"#;
/// Two at a time, and a jury beside the crowd.
const PAIRS: &str = r#"{
    "contest": "pairs", "mode": "experts", "starts": "2026-12-01T00:00:00Z",
    "rosters": { "crowd": { "admit": [{ "rule": "open" }] }, "jury": { "given": ["p1", "p2"] } },
    "entries": { "by": "crowd", "window": "4d" },
    "rounds": [{
        "balloting": "3d",
        "polls": [
            { "poll": "duels", "voters": "crowd", "parts": true, "ballot": { "kind": "pairs" },
              "tally": { "rule": "win-rate" } },
            { "poll": "grades", "voters": "jury", "ballot": { "kind": "scores", "top": 3 },
              "tally": { "rule": "majority-judgment" } }
        ],
        "select": { "rule": "crowd-then-jury", "shortlist": 3 }
    }],
    "pots": [{ "pot": "prize", "currency": "EUR", "amount": 11, "reward": { "rule": "winner-takes-all" } }]
}"#;
/// Name and text of each.
pub(crate) const ALL: [(&str, &str); 8] = [
    ("crowd", CROWD),
    ("experts", EXPERTS),
    ("coalition", COALITION),
    ("community", COMMUNITY),
    ("pick", PICK),
    ("budget", BUDGET),
    ("lottery", LOTTERY),
    ("pairs", PAIRS),
];
/// The plan of that name, as text.
pub(crate) fn text(name: &str) -> String {
    let (_, text) = ALL.iter().find(|(n, _)| *n == name).unwrap();
    text.replace("SEED", &Digest::of(SEED.as_bytes()).to_string())
}
pub(crate) fn plan(name: &str) -> ValidPlan {
    valid(&text(name))
}

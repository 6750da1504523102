//! Management and union who look for what is possible: each side must carry a step by itself, and the step is taken that leaves no side behind.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::{Value, json};

pub(super) const PRESET: Preset = Preset {
    number: "P18",
    id: "management-union",
    system: "Management and union",
    plan: management_union,
    notes: NOTES,
    next: "a review after thirty days, until each side stands at seven or two turns have brought nothing",
    examples: &["K32", "K33", "K34", "K27"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "The talks: what the other side does well, where each side stands from 1 to 10, the future that is wished for, first steps. Who is right about the past is out of order.",
    ),
    Note::outside("After thirty days each side says again where it stands; `quality::progress` compares."),
    Note::fact("rounds.0.deliberation", "seed-002", "Strengths first, then goals and first steps."),
    Note::fact(
        "rounds.0.select",
        "seed-002",
        "Each side must carry a step by itself, by more than half of its votes.",
    ),
    Note::assumed(
        "rounds.1.polls.0.ballot",
        "Each side says where it would stand with the step, from 1 to 10.",
    ),
    Note::assumed(
        "rounds.1.select.by",
        "The step whose gain for the side that gains least is largest; `product` is that of Nash.",
    ),
    Note::assumed(
        "rounds.1.select.polls",
        "Gains are counted from where the sides stand now: set `from`. Nobody may stand lower by a step.",
    ),
    Note::assumed("pots.0.reward", "What both gain is shared by those who worked the step out."),
    Note::assumed("pots.0.amount", "A pot of 1,000 euros."),
];

/// First steps of two sides: accepted by each, chosen by the least gain.
///
/// Delegates of both sides enter steps; each side votes on them in a poll of its own, and both must carry; of those, the one is chosen that
/// lifts the side that gains least the most. Rosters: `table`, `management` and `union`; polls: `management` and `union`, then
/// `management-scale` and `union-scale`; pot: `shared-gain`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::management_union};
/// let plan = management_union(&"shifts".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.rounds[1].select.params["by"], "least");
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// De Shazer (1988), Clues, on scaling; Kalai (1977), on equal gains. The thirty days and all other numbers are assumed.
pub fn management_union(contest: &ContestId, starts: &When) -> Plan {
    let poll = |poll: &str, voters: &str, ballot: &Value, tally: &Value| json!({ "poll": poll, "voters": voters, "self_vote": "allowed", "ballot": ballot, "tally": tally });
    let (vote, majority) =
        (json!({ "kind": "consent", "block": false }), json!({ "rule": "consent", "blocks": 0 }));
    let (scale, mean) = (json!({ "kind": "scores", "lowest": 1, "top": 9 }), json!({ "rule": "mean-score" }));
    let sides = ["management", "union"];
    written(json!({
        "contest": contest, "mode": "coalition", "starts": starts,
        "rosters": { "table": {}, "management": {}, "union": {} },
        "entries": { "by": "table", "window": "7d" },
        "rounds": [
            {
                "deliberation": "7d", "balloting": "7d", "select": { "rule": "every-gate" },
                "polls": sides.map(|side| poll(side, side, &vote, &majority))
            },
            {
                "balloting": "7d", "polls": sides.map(|side| poll(&format!("{side}-scale"), side, &scale, &mean)),
                "select": {
                    "rule": "combined-scores", "by": "least", "at_most": 1,
                    "polls": { "management-scale": { "from": 1 }, "union-scale": { "from": 1 } }
                }
            }
        ],
        "pots": [{ "pot": "shared-gain", "currency": "EUR", "amount": 100_000, "reward": { "rule": "equal-split" } }]
    }))
}

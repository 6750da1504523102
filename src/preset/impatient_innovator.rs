//! An innovator who tests and learns with those who may not be detractors: silence carries, an objection with a reason becomes the next test.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::json;

pub(super) const PRESET: Preset = Preset {
    number: "P23",
    id: "impatient-innovator",
    system: "The impatient innovator",
    plan: impatient_innovator,
    notes: NOTES,
    next: "each objection becomes the next test; what nobody objects to is widened",
    examples: &["M04", "M09"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "The small test and what it measured; the words of an objection and of what would be better.",
    ),
    Note::fact("rosters.peers", "seed-002", "Those whom the idea is for, who may not be detractors."),
    Note::fact("rounds.0.deliberation", "seed-002", "A small test, measured and shared, with each turn."),
    Note::fact(
        "rounds.0.polls.0.ballot.reason_for_block",
        "seed-002",
        "Who objects says what would be better.",
    ),
    Note::assumed("rounds.0.polls.0.tally", "Silence carries, one objection stops."),
    Note::assumed("rounds.0.repeat.at_most", "Three tests; then the idea is dropped."),
    Note::assumed("rounds.1.balloting", "Ten days."),
    Note::assumed(
        "rounds.1.polls.0.tally",
        "Before it is widened most have looked, at most two are missing and no concern is open.",
    ),
];

/// An idea tested until nobody objects, then widened.
///
/// Ideas are entered with their benefit as the other would say it; each turn is a test, after which peers may object with a reason; what nobody
/// objects to is looked at by all and widened. Nobody is paid. Roster: `peers`; polls: `objections`, then `reviews`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::impatient_innovator};
/// let plan = impatient_innovator(&"idea-9".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.rounds[1].polls[0].tally.rule, "consent");
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// The seed's account of the impatient innovator; Apache for lazy consensus, Rust for the last look.
pub fn impatient_innovator(contest: &ContestId, starts: &When) -> Plan {
    let all = json!({ "rule": "top-k", "k": 100, "at_cut": "all" });
    written(json!({
        "contest": contest, "mode": "community", "starts": starts,
        "rosters": { "peers": {} },
        "entries": { "by": "peers", "window": "7d" },
        "rounds": [
            {
                "deliberation": "7d", "balloting": "7d", "select": all,
                "repeat": { "until": { "chosen": 1 }, "at_most": 3, "all_stay": true },
                "polls": [{
                    "poll": "objections", "voters": "peers",
                    "ballot": { "kind": "consent", "reason_for_block": true },
                    "tally": { "rule": "consent", "silence_carries": true }
                }]
            },
            {
                "balloting": "10d", "select": all,
                "polls": [{
                    "poll": "reviews", "voters": "peers", "self_vote": "allowed",
                    "ballot": { "kind": "consent" },
                    "tally": { "rule": "consent", "quorum": [
                        { "share": { "num": 1, "den": 2, "strict": true } }, { "missing": 2 }
                    ] }
                }]
            }
        ]
    }))
}

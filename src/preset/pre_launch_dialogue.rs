//! An offer that is talked over before it is launched: it must fit the direction of clients and meet their problem, both at once.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::json;

pub(super) const PRESET: Preset = Preset {
    number: "P22",
    id: "pre-launch-dialogue",
    system: "Dialogue before a launch",
    plan: pre_launch_dialogue,
    notes: NOTES,
    next: "another talk until it passes or is dropped; then the launch",
    examples: &["K07", "K08", "L02"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "The talks with clients, and the launch. Clients who helped have an early seat, which the app gives.",
    ),
    Note::fact(
        "entries",
        "seed-000",
        "A training that was launched without asking failed; here the draft is asked about first.",
    ),
    Note::assumed("rosters.team.admit", "The team: put their ids here."),
    Note::assumed("rounds.0.deliberation", "Two weeks of talks and revision."),
    Note::assumed("rounds.0.polls.0.ballot", "Whether the draft fits where a client is going."),
    Note::assumed("rounds.0.polls.1.ballot", "Whether it meets a problem that the client has."),
    Note::assumed("rounds.0.select.gate.majority.threshold", "60% in each of both."),
    Note::assumed("rounds.0.select.gate.majority.quorum", "With at least eight clients in each."),
    Note::assumed("rounds.0.repeat", "If not, back to the talks, five turns in all; then it is dropped."),
];

/// An offer through two gates at once, as often as it takes.
///
/// A draft of the team is talked over and revised, then clients say whether it fits their direction and whether it meets their problem; it
/// needs 60% of at least eight in both. Nobody is paid. Rosters: `team` and `clients`; polls: `fits-direction` and `meets-problem`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::pre_launch_dialogue};
/// let plan = pre_launch_dialogue(&"training".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.rounds[0].polls.len(), 2);
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// The seed's case of a training that was launched without a dialogue; all numbers are assumed.
pub fn pre_launch_dialogue(contest: &ContestId, starts: &When) -> Plan {
    let asked = |poll: &str| {
        json!({
            "poll": poll, "voters": "clients",
            "ballot": { "kind": "consent", "block": false }, "tally": { "rule": "consent", "blocks": 0 }
        })
    };
    written(json!({
        "contest": contest, "mode": "community", "starts": starts,
        "rosters": {
            "team": { "admit": [{ "rule": "invitation", "persons": ["team-1", "team-2"] }] }, "clients": {}
        },
        "entries": { "by": "team", "window": "7d", "least": 1 },
        "rounds": [{
            "deliberation": "14d", "balloting": "14d",
            "polls": [asked("fits-direction"), asked("meets-problem")],
            "select": { "rule": "every-gate", "gate": { "majority": {
                "threshold": { "num": 3, "den": 5, "strict": false }, "quorum": [{ "votes": 8 }]
            } } },
            "repeat": { "until": { "chosen": 1 }, "at_most": 5, "all_stay": true }
        }]
    }))
}

//! A marketing team that asks its readers: pieces of content and hints heard in talks, with reactions from 1 to 5 and tags by coders.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::json;

pub(super) const PRESET: Preset = Preset {
    number: "P13",
    id: "content-feedback-marketing-team",
    system: "Feedback on content",
    plan: content_feedback_marketing_team,
    notes: NOTES,
    next: "the pieces of the next month",
    examples: &["C09", "Q02"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "Free text lies with the app; it computes kappa of the two coders from their ballots (`quality::agreement`) and has them code again while it is below 0.6.",
    ),
    Note::outside("The hints that are picked are tested; what came of it is told to the readers."),
    Note::fact(
        "rosters.readers",
        "seed-004",
        "A marketing team hears what people say of its content; any reader may react.",
    ),
    Note::assumed("rosters.team.admit", "The team: put their ids here."),
    Note::assumed("rosters.coders.admit", "Two coders tag what was said: put their ids here."),
    Note::assumed("entries.window", "The team enters pieces and hints for two weeks."),
    Note::assumed("rounds.0.balloting", "Two weeks of reactions, so that a turn is a month."),
    Note::assumed("rounds.0.polls.0.ballot", "Reactions from 1 to 5."),
    Note::assumed("rounds.0.polls.0.tally.prior", "Each piece starts in the middle of the scale."),
    Note::assumed("rounds.0.polls.0.tally.weight", "And stays near it until more than five have reacted."),
    Note::assumed(
        "rounds.0.polls.1.ballot",
        "Each coder says of a piece whether it holds a hint for the product, by a list of codes of the app.",
    ),
    Note::assumed("rounds.0.select.picks", "The team picks up to three hints to test."),
];

/// A month of content: reactions of readers, tags of coders, up to three hints to test.
///
/// The team enters pieces; readers give marks from 1 to 5, whose mean starts at 3 with the weight of five marks; coders tag; the host picks.
/// Nobody is paid. Rosters: `readers`, `team` and `coders`; polls: `reactions` and `tags`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::content_feedback_marketing_team};
/// let plan = content_feedback_marketing_team(&"june".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.rounds[0].polls[0].tally.params["weight"], "5");
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// The seed's case of a marketing team; all numbers are assumed.
pub fn content_feedback_marketing_team(contest: &ContestId, starts: &When) -> Plan {
    let invited = |persons: [&str; 2]| json!({ "admit": [{ "rule": "invitation", "persons": persons }] });
    written(json!({
        "contest": contest, "mode": "crowd", "starts": starts,
        "rosters": {
            "readers": {}, "team": invited(["team-1", "team-2"]), "coders": invited(["coder-1", "coder-2"])
        },
        "entries": { "by": "team", "window": "14d" },
        "rounds": [{
            "balloting": "14d", "pick_within": "7d",
            "select": { "rule": "host-pick", "poll": "reactions", "picks": 3 },
            "polls": [
                {
                    "poll": "reactions", "voters": "readers", "parts": true,
                    "ballot": { "kind": "scores", "lowest": 1, "top": 4 },
                    "tally": { "rule": "bayesian-mean", "prior": "3", "weight": "5" }
                },
                {
                    "poll": "tags", "voters": "coders",
                    "ballot": { "kind": "consent", "block": false }, "tally": { "rule": "consent", "blocks": 0 }
                }
            ]
        }]
    }))
}

//! CAP-Do: check, adjust, plan, do, again and again until the people say that it is good enough.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::json;

pub(super) const PRESET: Preset = Preset {
    number: "P24",
    id: "cap-do",
    system: "CAP-Do",
    plan: cap_do,
    notes: NOTES,
    next: "the next question, with what this one has shown",
    examples: &["L05", "L06"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "Plan and do: what is planned may be chosen by any other preset within the two weeks, and is then done. The app ends it by hand if nothing has changed in two cycles.",
    ),
    Note::fact(
        "rosters.people",
        "seed-003",
        "Supply, demand, the team outside and inside: empathy in all directions.",
    ),
    Note::fact(
        "rounds.0.deliberation",
        "seed-003",
        "Check and adjust: gather and understand. Nobody proposes answers in it; the engine takes no entries and no votes then.",
    ),
    Note::assumed("rounds.0.polls.0.ballot", "Where are we, from 1 to 10."),
    Note::assumed("rounds.0.repeat.until", "Until the mean of all is seven."),
    Note::assumed("rounds.0.repeat.at_most", "Six cycles at most."),
    Note::assumed(
        "rounds.0.select.score",
        "The same mark: if it is not reached in the last cycle nothing is won.",
    ),
];

/// A question taken round until its mark is reached.
///
/// The entry `where-are-we` is marked from 1 to 10 at the end of each cycle; the cycles end when the mean is seven, or after six. Nobody is paid.
/// Roster: `people`; poll: `scale`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::cap_do};
/// let plan = cap_do(&"queue".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.rounds[0].repeat.as_ref().map(|r| r.at_most), Some(6));
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// The seed's account of CAP-Do; target and limits are assumed.
pub fn cap_do(contest: &ContestId, starts: &When) -> Plan {
    written(json!({
        "contest": contest, "mode": "community", "starts": starts,
        "rosters": { "people": {} },
        "entries": { "given": [{ "entry": "where-are-we" }] },
        "rounds": [{
            "deliberation": "14d", "balloting": "2d",
            "select": { "rule": "score-threshold", "score": 7 },
            "repeat": { "until": { "mean": { "poll": "scale", "target": 7 } }, "at_most": 6, "all_stay": true },
            "polls": [{
                "poll": "scale", "voters": "people", "parts": true,
                "ballot": { "kind": "scores", "lowest": 1, "top": 9 }, "tally": { "rule": "mean-score" }
            }]
        }]
    }))
}

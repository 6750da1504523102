//! A Delphi panel: items rated from 1 to 9 in rounds with feedback, until each is in or out.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::json;

pub(super) const PRESET: Preset = Preset {
    number: "P16",
    id: "delphi-experts",
    system: "Delphi",
    plan: delphi_experts,
    notes: NOTES,
    next: "the next question to the panel",
    examples: &["E07", "E08"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "After each round all see the counts; the app shows each expert their own mark beside them, and keeps reasons without names.",
    ),
    Note::assumed("rosters.panel", "The experts, invited."),
    Note::assumed(
        "entries.window",
        "The panel itself names items first, as in a first round of open questions.",
    ),
    Note::assumed("rounds.0.balloting", "How long a round lasts."),
    Note::fact(
        "rounds.0.polls.0.tally.agree",
        "delphi-heap",
        "In if 70% give 7 to 9; the first round of the study used 50%.",
    ),
    Note::fact(
        "rounds.0.polls.0.tally.few",
        "delphi-heap",
        "And fewer than 15% give 1 to 3; out is the mirror.",
    ),
    Note::fact(
        "rounds.0.repeat.until",
        "delphi-heap",
        "Items without agreement go to the next round; all are shown again here.",
    ),
    Note::assumed("rounds.0.repeat.at_most", "Three rounds; what is still open then is not in."),
];

/// Items in or out by a panel in up to three rounds.
///
/// The panel names items and rates them from 1 to 9; it rates them again, knowing the counts, until none is open or three rounds are over. The
/// items that are in win. Nobody is paid. Roster: `panel`; poll: `rating`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::delphi_experts};
/// let plan = delphi_experts(&"outcomes".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.rounds[0].repeat.as_ref().map(|r| r.at_most), Some(3));
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// Studies of core outcomes by Delphi, with shares of 70% and 15%.
pub fn delphi_experts(contest: &ContestId, starts: &When) -> Plan {
    let share = |num: u32| json!({ "num": num, "den": 100, "strict": false });
    written(json!({
        "contest": contest, "mode": "experts", "starts": starts,
        "rosters": { "panel": {} },
        "entries": { "by": "panel", "window": "14d" },
        "rounds": [{
            "deliberation": "7d", "balloting": "14d",
            "select": { "rule": "score-threshold", "score": 1 },
            "repeat": { "until": { "decided": { "poll": "rating", "open": 0 } }, "at_most": 3, "all_stay": true },
            "polls": [{
                "poll": "rating", "voters": "panel", "parts": true, "self_vote": "allowed",
                "ballot": { "kind": "scores", "lowest": 1, "top": 8 },
                "tally": { "rule": "delphi", "agree": share(70), "few": share(15) }
            }]
        }]
    }))
}

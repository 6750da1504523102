//! Customers' feedback on a line of shoes: medians and quartiles of a rubric; the designer answers what they differ on.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::json;

pub(super) const PRESET: Preset = Preset {
    number: "P05",
    id: "nike-feedback",
    system: "Feedback in the design of Nike shoes",
    plan: nike_feedback,
    notes: NOTES,
    next: "each season",
    examples: &["E17", "M24"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "Comments lie with the app; the designer answers each flagged criterion: adopt, adapt, or decline with a reason. Thanks, no money.",
    ),
    Note::fact(
        "entries.given",
        "seed-001",
        "Feedback in the design of shoes; the three criteria are assumed.",
    ),
    Note::assumed("rosters.customers.admit", "Invited customers of the line: put their ids here."),
    Note::assumed("rounds.0.deliberation", "The brief is read, and shoes are worn."),
    Note::assumed("rounds.0.balloting", "Feedback is gathered."),
    Note::assumed("rounds.0.polls.0.ballot", "From 1 to 10 on each criterion."),
    Note::assumed(
        "rounds.0.polls.0.tally",
        "The median of each; of an even number of marks, between the two in the middle.",
    ),
    Note::assumed("rounds.0.polls.1.tally", "The range between the quartiles of the same marks."),
    Note::assumed(
        "rounds.0.select.score",
        "Customers differ if the range is above 2; these are the criteria to be answered.",
    ),
    Note::assumed("appeal", "A week to reflect, in which a ballot may be set aside with a reason."),
];

/// A season of feedback: criteria as entries, customers' marks, and those on which they differ as the winners.
///
/// `rubric` gives the median of each criterion, `spread` the range between the quartiles of the same ballots. Criteria with a range
/// above 2 win, that is, they are to be answered; if there are none, nobody wins. Roster: `customers`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::nike_feedback};
/// let plan = nike_feedback(&"spring".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.entries.given.len(), 3);
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// The system is known by one sentence; all numbers are assumed.
pub fn nike_feedback(contest: &ContestId, starts: &When) -> Plan {
    let ballot = json!({ "kind": "scores", "lowest": "1", "top": 9 });
    written(json!({
        "contest": contest, "mode": "crowd", "starts": starts,
        "rosters": { "customers": { "admit": [{ "rule": "invitation", "persons": ["customer-1", "customer-2", "customer-3"] }] } },
        "entries": { "given": [{ "entry": "fit" }, { "entry": "look" }, { "entry": "durability" }] },
        "rounds": [{
            "deliberation": "7d", "balloting": "14d",
            "select": { "rule": "score-threshold", "poll": "spread", "score": 2, "strict": true },
            "polls": [
                {
                    "poll": "rubric", "voters": "customers", "ballot": ballot,
                    "tally": { "rule": "median-score", "even": "between" }
                },
                {
                    "poll": "spread", "voters": "customers", "ballot": ballot, "ballots_of": "rubric",
                    "tally": { "rule": "interquartile-range" }
                }
            ]
        }],
        "appeal": "7d"
    }))
}

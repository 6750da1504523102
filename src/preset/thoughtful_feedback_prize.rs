//! An ongoing contest with a prize for thoughtful feedback: half by a rubric of the staff, half by what other customers find helpful.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::{Map, Value, json};

pub(super) const PRESET: Preset = Preset {
    number: "P09",
    id: "thoughtful-feedback-prize",
    system: "A prize for thoughtful feedback",
    plan: thoughtful_feedback_prize,
    notes: NOTES,
    next: "every week; who has won is not enrolled again as an author for four weeks",
    examples: &["C08", "C32"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "The staff replies to each piece within seven days; who has won in the last four weeks may not enter.",
    ),
    Note::fact(
        "rosters.customers",
        "seed-004",
        "An ongoing contest with a prize for thoughtful feedback of customers.",
    ),
    Note::assumed("rosters.staff.admit", "The staff: put their ids here."),
    Note::assumed(
        "rounds.0.polls.0.ballot",
        "The staff marks three criteria from 1 to 5: specific, new, can be acted on.",
    ),
    Note::assumed("rounds.0.polls.3.ballot", "Other customers say helpful (1) or not (0)."),
    Note::assumed(
        "rounds.0.select",
        "Half of the rubric's mean, and half of 1 to 5 by the lower bound w of the helpful: 2w + 1/2; a piece needs five such votes.",
    ),
    Note::assumed("pots.0.amount", "50 dollars a week for the best."),
    Note::fact(
        "pots.1.reward",
        "jovoto-fairest",
        "The rater who is nearest to all; how near is measured is this crate's.",
    ),
    Note::assumed("pots.1.amount", "20 dollars for the fairest rater."),
    Note::assumed("hidden.authors", "Authors are not seen before the end."),
];

/// A week of feedback.
///
/// A piece of feedback is an entry of a customer. Four polls: `specific`, `new` and `actionable` by the staff, `helpful` by customers. The best sum
/// has the pot `best`; of the customers, the one who rated nearest to all has `fairest`. Rosters: `customers`, `staff`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::thoughtful_feedback_prize};
/// let plan = thoughtful_feedback_prize(&"week-7".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.rounds[0].polls.len(), 4);
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// jovoto, "Fairest rater".
pub fn thoughtful_feedback_prize(contest: &ContestId, starts: &When) -> Plan {
    const RUBRIC: [&str; 3] = ["specific", "new", "actionable"];
    let rubric = |poll: &str| {
        json!({
            "poll": poll, "voters": "staff", "parts": true,
            "ballot": { "kind": "scores", "lowest": "1", "top": 4 }, "tally": { "rule": "mean-score" }
        })
    };
    let helpful = json!({
        "poll": "helpful", "voters": "customers", "parts": true,
        "ballot": { "kind": "scores", "top": 1 }, "tally": { "rule": "wilson-lower" }
    });
    let mut polls: Map<String, Value> =
        RUBRIC.iter().map(|poll| ((*poll).to_owned(), json!({ "weight": "1/6" }))).collect();
    polls.insert("helpful".to_owned(), json!({ "weight": "2", "min_ballots": 5 }));
    written(json!({
        "contest": contest, "mode": "crowd", "starts": starts,
        "rosters": { "customers": {}, "staff": { "admit": [{ "rule": "invitation", "persons": ["staff-1", "staff-2", "staff-3"] }] } },
        "entries": { "by": "customers", "window": "3d" },
        "rounds": [{
            "balloting": "4d", "polls": RUBRIC.map(rubric).into_iter().chain([helpful]).collect::<Value>(),
            "select": { "rule": "blend", "polls": polls, "plus": "1/2", "at_most": 1 }
        }],
        "pots": [
            { "pot": "best", "currency": "USD", "amount": 5_000, "reward": { "rule": "winner-takes-all" } },
            {
                "pot": "fairest", "currency": "USD", "amount": 2_000, "scores_of": "helpful",
                "reward": { "rule": "fairest-rater", "min_marks": 2 }
            }
        ],
        "hidden": { "authors": true }
    }))
}

//! Home interviews as Ikea does them: few households, drawn by strata, and no theme dropped for being rare.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::{Value, json};

pub(super) const PRESET: Preset = Preset {
    number: "P15",
    id: "ikea-home-interviews",
    system: "Ikea at home",
    plan: ikea_home_interviews,
    notes: NOTES,
    next: "the next wave, which asks whether it got better",
    examples: &["E29", "Q02"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "Visits, words and pictures lie with the app, names apart from codes. It computes kappa of the two coders from their ballots (`quality::agreement`), and codes are made again while it is low.",
    ),
    Note::outside(
        "Each household that was visited has an honorarium of 50 euros, whatever it said: no rule of reward pays voters for having been there.",
    ),
    Note::fact(
        "rosters.households.admit",
        "seed-004",
        "Scores of customers, by household and region; the groups and their shares here are examples.",
    ),
    Note::assumed("rosters.households.admit.0.seats", "So many visits."),
    Note::assumed("lot", "Name a public draw that nobody knows when the last household asks to take part."),
    Note::assumed("entries.window", "A month of visits: coders enter each theme that they hear."),
    Note::assumed(
        "rounds.0.deliberation",
        "Two weeks in which themes are clustered and put into words that households would use.",
    ),
    Note::assumed("rounds.0.polls.0.ballot", "Each household says which themes are its own."),
    Note::assumed("rounds.0.polls.1.ballot", "Coders say how severe a theme is, from 1 to 10."),
    Note::assumed("rounds.0.polls.2.ballot", "Two coders say of each theme whether it is about the product."),
    Note::fact(
        "rounds.0.select.score",
        "seed-004",
        "An important insight may come from one customer: one household is enough, and no theme is dropped for being rare.",
    ),
];

/// A wave of interviews: households by a draw, themes by coders, and every theme that some household has.
///
/// Households ask to be visited and are drawn by strata; coders enter themes; households say which are theirs. A theme of one household
/// stays. Rosters: `households` and `coders`; polls: `mentions`, `severity` and `about-product`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::ikea_home_interviews};
/// let plan = ikea_home_interviews(&"wave-3".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.rounds[0].select.params["score"], 1);
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// The seed's account of visits to scores of customers at home; all numbers are assumed.
pub fn ikea_home_interviews(contest: &ContestId, starts: &When) -> Plan {
    let coded = |poll: &str, ballot: Value, tally: Value| json!({ "poll": poll, "voters": "coders", "self_vote": "allowed", "ballot": ballot, "tally": tally });
    let severity = json!({ "kind": "scores", "lowest": 1, "top": 9 });
    let about = json!({ "kind": "consent", "block": false });
    let mentions = json!({
        "poll": "mentions", "voters": "households", "ballot": { "kind": "approval" }, "tally": { "rule": "approval" }
    });
    written(json!({
        "contest": contest, "mode": "experts", "starts": starts, "seating": "14d",
        "rosters": {
            "households": { "admit": [{
                "rule": "stratified-lottery", "seats": 36, "strata": { "family": 510, "couple": 330, "single": 160 }
            }] },
            "coders": {}
        },
        "lot": { "seed": "name a public draw here" },
        "entries": { "by": "coders", "window": "30d" },
        "rounds": [{
            "deliberation": "14d", "balloting": "7d",
            "select": { "rule": "score-threshold", "poll": "mentions", "score": 1 },
            "polls": [
                mentions,
                coded("severity", severity, json!({ "rule": "mean-score" })),
                coded("about-product", about, json!({ "rule": "consent", "blocks": 0 }))
            ]
        }]
    }))
}

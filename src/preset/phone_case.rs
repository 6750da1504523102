//! The concept of Threadless moved to cases of phones: a cohort of its own, so that shirts and cases do not compete.
use super::{
    Note, Preset,
    threadless_classic::{buy, gate, pots, score},
    written,
};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::json;

pub(super) const PRESET: Preset = Preset {
    number: "P03",
    id: "phone-case",
    system: "Threadless for phone cases",
    plan: phone_case,
    notes: NOTES,
    next: "the cases of the next week; a case is made again on demand",
    examples: &["C10"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "One idea, one prize: a design that won as a shirt is taken out by the host with a reason before the pick, and the next moves up.",
    ),
    Note::fact("rosters.crowd", "seed-001", "Any account may enter and score; the same concept for cases."),
    Note::assumed("categories", "Cases have their own cohort and quota."),
    Note::assumed(
        "entries.screening",
        "The template is checked: cut-out, bleed and resolution; what nobody checked is out.",
    ),
    Note::fact(
        "rounds.0.select.score",
        "threadless-231718",
        "The gate of a day, as members saw it; no official figure.",
    ),
    Note::fact("rounds.1.polls.0.tally", "threadless-gradin", "Scores inform the staff and do not decide."),
    Note::assumed("rounds.1.polls.0.tally.min_votes", "So many marks for a place in the standing."),
    Note::assumed("rounds.1.select.picks", "Ten cases a week, besides the shirts."),
    Note::fact(
        "pots.0.reward",
        "threadless-apparelsearch",
        "As for shirts: 2,000 dollars in cash, 500 as a gift, 500 for each reprint.",
    ),
];

/// A cohort of cases of one week.
///
/// As [`threadless`](super::threadless) in the category `case`, with a check of the template before anybody scores. Roster: `crowd`; polls: `gate`,
/// then `score` and `buy`; pots: `cash`, `gift` and `reprints`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::phone_case};
/// let plan = phone_case(&"cases".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.categories.iter().map(|c| c.as_str()).collect::<Vec<_>>(), ["case"]);
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// As for shirts; one idea, one prize: jovoto.
pub fn phone_case(contest: &ContestId, starts: &When) -> Plan {
    written(json!({
        "contest": contest, "mode": "crowd", "starts": starts,
        "rosters": { "crowd": {} },
        "categories": ["case"],
        "entries": {
            "by": "crowd", "window": "7d", "screening": { "window": "1d", "undecided": "reject" },
            "figures": ["reprints"], "figures_within": "30d"
        },
        "rounds": [
            gate(),
            {
                "balloting": "7d", "polls": [score(), buy()],
                "select": { "rule": "host-pick", "poll": "score", "picks": 10 }, "pick_within": "90d"
            }
        ],
        "pots": pots()
    }))
}

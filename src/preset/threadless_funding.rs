//! Threadless, where buyers decide: a design is printed as soon as fifty have paid for it.
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
    number: "P02",
    id: "threadless-funding",
    system: "Threadless, funded by buyers",
    plan: threadless_funding,
    notes: NOTES,
    next: "the designs of the next week; a design is printed again on demand",
    examples: &["C35"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "The shop takes what buyers pay and gives it back where fewer than fifty have paid: a ballot is cast once money is held.",
    ),
    Note::fact("rosters.crowd", "seed-001", "Any account may enter, score and buy."),
    Note::fact(
        "entries.screening",
        "threadless-231718",
        "The staff looks at each design first; how long is assumed.",
    ),
    Note::fact(
        "rounds.0.select.score",
        "threadless-231718",
        "The gate of a day, as members saw it; no official figure.",
    ),
    Note::assumed(
        "rounds.1.select.k",
        "The ten best of the week, as many as the staff used to pick, are offered.",
    ),
    Note::assumed("rounds.2.balloting", "How long buyers have."),
    Note::fact(
        "rounds.2.select.score",
        "threadless-funding",
        "Fifty have paid when time is over: then it is printed.",
    ),
    Note::fact(
        "pots.0.reward",
        "threadless-apparelsearch",
        "As where the staff decides: 2,000 dollars in cash.",
    ),
    Note::fact("pots.1.reward", "threadless-apparelsearch", "500 dollars as a gift."),
    Note::fact("pots.2.reward.rates", "threadless-apparelsearch", "500 dollars for each reprint."),
    Note::assumed(
        "pots.2.amount",
        "Room for a hundred reprints; if there are more all are paid the same part.",
    ),
];

/// A cohort of designs of one week, of which those are printed that fifty have paid for.
///
/// As [`threadless`](super::threadless), but the ten best of the week are offered to buyers, and whatever has fifty at the end of a month is
/// printed. Roster: `crowd`; polls: `gate`, then `score` and `buy`, then `fund` (an approval that has been paid for).
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::threadless_funding};
/// let plan = threadless_funding(&"tees".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.rounds[2].select.params["score"], 50);
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// Threadless, "50 buyers fund a print".
pub fn threadless_funding(contest: &ContestId, starts: &When) -> Plan {
    let fund = json!({
        "poll": "fund", "voters": "crowd", "parts": true, "change": "first", "self_vote": "allowed",
        "ballot": { "kind": "approval" }, "tally": { "rule": "approval" }
    });
    written(json!({
        "contest": contest, "mode": "crowd", "starts": starts,
        "rosters": { "crowd": {} },
        "entries": {
            "by": "crowd", "window": "7d", "screening": { "window": "1d", "undecided": "reject" },
            "figures": ["reprints"], "figures_within": "30d"
        },
        "rounds": [
            gate(),
            { "balloting": "7d", "polls": [score(), buy()], "select": { "rule": "top-k", "poll": "score", "k": 10 } },
            { "balloting": "30d", "polls": [fund], "select": { "rule": "score-threshold", "score": 50 } }
        ],
        "pots": pots()
    }))
}

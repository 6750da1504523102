//! Nokia as an inviter of experts: champions named for a year, a call for applications, two panels and three prizes in each category.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, Span, When},
    id::ContestId,
};
use serde_json::json;

pub(super) const PRESET: Preset = Preset {
    number: "P14",
    id: "nokia-champions",
    system: "Nokia's champions and innovators",
    plan: nokia_champions,
    notes: NOTES,
    next: "the contest of the next year, whose champions are named by the contribution of this one",
    examples: &["E01", "E17", "E06"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "Special prizes are given by hand and by name. Each promise has a date by which it falls due: a winner of another contest of the company had heard too little two weeks before the event (nokia-complaint).",
    ),
    Note::fact(
        "rosters.innovators.admit.0.terms",
        "nokia-champion",
        "Those whom the company names for a year, by what they contributed: put their ids here, and leave those of the year before.",
    ),
    Note::assumed(
        "rosters.innovators.admit.0.renew",
        "Whoever was named before is named again with a contribution in the record that the host states.",
    ),
    Note::assumed(
        "rosters.online.admit",
        "Two panels: put their ids here. Who tells a conflict does not mark that entry.",
    ),
    Note::assumed("entries.window", "How long the call is open."),
    Note::assumed("entries.screening", "A formal check of each application."),
    Note::fact("categories", "nokia-cai", "Prizes are given by category; these names are examples."),
    Note::assumed("rounds.0.polls.0.ballot", "Marks from 1 to 10."),
    Note::assumed("rounds.0.select.polls", "Criteria of 40, 30 and 30 parts."),
    Note::assumed("rounds.0.select.score", "Finalists have three quarters of the best mark."),
    Note::assumed("rounds.1.polls.0.tally", "One highest and one lowest mark are dropped."),
    Note::fact("rounds.1.select.k", "nokia-cai", "Three prizes in each category."),
    Note::fact("pots.0.reward", "nokia-cai", "30,000, 15,000 and 5,000 dollars."),
    Note::assumed("appeal", "A week in which a false entry may still be told."),
];

/// A year's contest of invited innovators: a rubric online, then a jury, then prizes by category.
///
/// Those whom the company has named for a year enter, and those named before whose contribution renews it. Entries of four weeks pass a formal check; the panel online marks each criterion from 1 to 10, and entries whose weighted mean is 7.5 or
/// more are finalists; the second panel's trimmed mean ranks these. A judge who tells a conflict does not mark that entry. Rosters:
/// `innovators`, `online` and `jury`; polls: `novelty`, `benefit` and `craft`, then `final`; a pot for each category.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::nokia_champions};
/// let plan = nokia_champions(&"apps-2027".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.pots[0].amount.minor(), 5_000_000);
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// Calling All Innovators, awards as its pages told them; champions as bloggers described them.
pub fn nokia_champions(contest: &ContestId, starts: &When) -> Plan {
    const CRITERIA: [&str; 3] = ["novelty", "benefit", "craft"];
    const CATEGORIES: [&str; 2] = ["everyday-life", "emerging-markets"];
    let marks = |poll: &str, voters: &str, tally: &str| {
        json!({
            "poll": poll, "voters": voters, "parts": true,
            "ballot": { "kind": "scores", "lowest": 1, "top": 9 }, "tally": { "rule": tally }
        })
    };
    let panel = |roster: &str, n: usize| {
        let persons: Vec<String> = (1..=n).map(|i| format!("{roster}-{i}")).collect();
        json!({ "admit": [{ "rule": "invitation", "persons": persons }, { "rule": "conflict-of-interest" }] })
    };
    // A plan whose start is no instant is refused for that.
    let mut designation = json!({ "rule": "designation", "renew": { "contribution": 1 } });
    if let Ok(from) = starts.resolve() {
        let year = json!([{ "from": from.to_string(), "until": from.plus(Span::from_secs(365 * 86_400)).to_string() }]);
        designation["on"] = json!(from.to_string());
        designation["terms"] = json!({ "champion-1": year, "champion-2": year, "champion-3": year });
    }
    let pot = |category: &str| {
        let amounts = [3_000_000, 1_500_000, 500_000];
        json!({
            "pot": category, "category": category, "currency": "USD", "amount": 5_000_000,
            "reward": { "rule": "prize-ladder", "prizes": { "amounts": amounts } }
        })
    };
    written(json!({
        "contest": contest, "mode": "experts", "starts": starts,
        "rosters": { "innovators": { "admit": [designation] }, "online": panel("online", 5), "jury": panel("jury", 7) },
        "categories": CATEGORIES,
        "entries": { "by": "innovators", "window": "28d", "screening": { "window": "7d", "undecided": "reject" } },
        "rounds": [
            {
                "balloting": "14d",
                "polls": CRITERIA.map(|c| marks(c, "online", "mean-score")),
                "select": {
                    "rule": "combined-scores", "score": "15/2",
                    "polls": { "novelty": { "weight": 40 }, "benefit": { "weight": 30 }, "craft": { "weight": 30 } }
                }
            },
            {
                "balloting": "14d", "polls": [marks("final", "jury", "trimmed-mean")],
                "select": { "rule": "per-category", "k": 3 }
            }
        ],
        "appeal": "7d",
        "pots": CATEGORIES.map(pot)
    }))
}

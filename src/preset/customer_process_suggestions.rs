//! Customers' suggestions on processes: ideas go up and down, old votes fade, and whatever is over a threshold gets an answer.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::json;

pub(super) const PRESET: Preset = Preset {
    number: "P10",
    id: "customer-process-suggestions",
    system: "Dell IdeaStorm",
    plan: customer_process_suggestions,
    notes: NOTES,
    next: "the report of the next month; what nobody looked at for six months is archived",
    examples: &["C31"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "Each idea over the threshold has a status with a date: under review, implemented, partially implemented, not planned, archived. Duplicates are \
         merged by taking one out and asking its voters, so that nobody counts twice.",
    ),
    Note::fact("rosters.customers", "ideastorm", "Customers post, promote and demote; one vote an account."),
    Note::assumed("entries.window", "A week of posts in each month's turn."),
    Note::fact("rounds.0.polls.0.ballot", "ideastorm", "One up or one down for an idea."),
    Note::fact(
        "rounds.0.polls.0.weigh",
        "ideastorm",
        "Votes had a half-life, whose length was not published.",
    ),
    Note::assumed(
        "rounds.0.polls.0.weigh.half_life",
        "In days. A vote is as old as its voter's ballot: whoever votes again renews it, or takes it back.",
    ),
    Note::assumed("rounds.0.select.score", "Net votes from which on an answer is due."),
    Note::assumed(
        "pots.0.reward.rates",
        "A tenth of what an idea saves goes to its author; others have credit.",
    ),
    Note::assumed("pots.0.amount", "The most that is paid; if more is owed all have the same part."),
    Note::assumed("entries.figures_within", "How long after the report savings are stated."),
];

/// A month of suggestions.
///
/// Ideas that reach ten net votes win, which means that they are answered. Votes count 2^(-age/7), by whole days since the ballot last changed. A tenth of the
/// figure `savings` is paid. Roster: `customers`; poll: `promote`; pot: `savings`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::customer_process_suggestions};
/// let plan = customer_process_suggestions(&"may".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.rounds[0].polls[0].weigh.params["half_life"], 7);
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// Dell `IdeaStorm`, its statuses and its archive.
pub fn customer_process_suggestions(contest: &ContestId, starts: &When) -> Plan {
    written(json!({
        "contest": contest, "mode": "crowd", "starts": starts,
        "rosters": { "customers": {} },
        "entries": { "by": "customers", "window": "7d", "figures": ["savings"], "figures_within": "180d" },
        "rounds": [{
            "balloting": "21d", "select": { "rule": "score-threshold", "score": 10 },
            "polls": [{
                "poll": "promote", "voters": "customers", "parts": true,
                "ballot": { "kind": "scores", "lowest": "-1", "top": 2 }, "tally": { "rule": "combined-approval" },
                "weigh": { "rule": "decay", "half_life": 7, "shares": { "missing": "one" } }
            }]
        }],
        "pots": [{
            "pot": "savings", "currency": "USD", "amount": 10_000_000,
            "reward": { "rule": "royalty", "rates": { "savings": "1/10" }, "short": "share-out" }
        }]
    }))
}

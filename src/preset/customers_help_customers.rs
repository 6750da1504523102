//! Customers help customers: a bounty on a question by ordered cases, and points for help that are paid out as money.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::json;

pub(super) const PRESET: Preset = Preset {
    number: "P11",
    id: "customers-help-customers",
    system: "Stack Overflow bounties and giffgaff points",
    plan: customers_help_customers,
    notes: NOTES,
    next: "each question; points are paid out twice a year, or given to a charity",
    examples: &["C19", "C20", "C21", "C22", "Q06"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "An asker does not accept from an account that is linked to theirs; how many votes are returned is measured by the app. Points below the least are kept \
         for the next half-year.",
    ),
    Note::fact("rosters.customers", "seed-001", "Customers answer and vote."),
    Note::fact(
        "entries.window",
        "so-bounty",
        "A bounty runs for seven days; answers from before it are entered by the host.",
    ),
    Note::assumed("rounds.0.balloting", "A day of grace for votes."),
    Note::fact("rounds.0.polls.0.ballot", "so-bounty", "Up or down; an answer's points are ups less downs."),
    Note::assumed(
        "rounds.0.select.k",
        "Every answer that was voted on takes part in the points; the bounty goes by its own cases.",
    ),
    Note::fact("pots.0.reward.chosen", "so-bounty", "First: the owner of the bounty awarded it."),
    Note::fact(
        "pots.0.reward.by_owner",
        "so-bounty",
        "Second: the asker set it, and accepted an answer after its start.",
    ),
    Note::fact(
        "pots.0.reward.least",
        "so-bounty",
        "Third: half to the best answer of at least two points that came after the start.",
    ),
    Note::fact("pots.1.reward.price", "giffgaff", "A point is a penny."),
    Note::fact("pots.1.reward.least", "giffgaff", "Cash from 1,000 points on."),
    Note::assumed("pots.1.amount", "What lies ready for points; it has to hold what is owed."),
    Note::assumed(
        "entries.figures_within",
        "When it is known what was accepted and how many points authors have.",
    ),
];

/// A question with a bounty, and the half-yearly payout of its authors' points.
///
/// The host states four figures of an answer: `awarded`, `accepted` and `after-start` are 1 if they hold, `points` are those of its author. The pot `bounty` goes by the first case
/// that fits: awarded, accepted, half to the best, nothing. The pot `points` pays a penny a point from 1,000 on. Roster: `customers`; poll: `votes`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::customers_help_customers};
/// let plan = customers_help_customers(&"question-7".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.pots[1].reward.params["least"], 1000);
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// Stack Overflow help, "What is a bounty?"; giffgaff, "Payback points".
pub fn customers_help_customers(contest: &ContestId, starts: &When) -> Plan {
    written(json!({
        "contest": contest, "mode": "crowd", "starts": starts,
        "rosters": { "customers": {} },
        "entries": {
            "by": "customers", "window": "7d", "figures": ["awarded", "accepted", "after-start", "points"], "figures_within": "7d"
        },
        "rounds": [{
            "balloting": "1d", "select": { "rule": "top-k", "k": 1000, "at_cut": "all" },
            "polls": [{
                "poll": "votes", "voters": "customers", "parts": true,
                "ballot": { "kind": "scores", "lowest": "-1", "top": 2 }, "tally": { "rule": "combined-approval" }
            }]
        }],
        "pots": [
            {
                "pot": "bounty", "currency": { "code": "REP", "exponent": 0 }, "amount": 100,
                "reward": { "rule": "bounty", "by_owner": true, "chosen": "awarded", "least": 2 }
            },
            {
                "pot": "points", "currency": "GBP", "amount": 500_000,
                "reward": { "rule": "points-to-money", "figure": "points", "price": 1, "least": 1000 }
            }
        ]
    }))
}

//! A boutique that lets its customers vote on brands and looks: five by votes, two by the staff.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::json;

pub(super) const PRESET: Preset = Preset {
    number: "P07",
    id: "boutique-contest",
    system: "ModCloth and other boutiques",
    plan: boutique_contest,
    notes: NOTES,
    next: "the next season",
    examples: &["C12"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "The winner's name is on the label; accounts are verified, votes have a rate limit and rings are reported.",
    ),
    Note::assumed("entries.window", "A call of two weeks."),
    Note::assumed("entries.screening", "Moderation before anybody votes."),
    Note::assumed(
        "rounds.0.polls.0.ballot.most",
        "Five names at a time, which may be others on the next day; the last five stand.",
    ),
    Note::fact("rounds.0.select.top", "modcloth-inc", "The five with the most votes are made."),
    Note::fact(
        "rounds.0.select.picks",
        "modcloth-inc",
        "Two more by the staff, who see the votes; the votes may have them anywhere.",
    ),
    Note::assumed("rounds.0.pick_within", "How long the staff has."),
    Note::assumed("pots.0.reward", "500 dollars each."),
    Note::assumed("hidden.counts", "Counts are hidden until the vote is over."),
];

/// A season's contest: the five looks with the most votes, and two that the staff picks.
///
/// Designs come in for two weeks, are moderated, and are voted on for a week; five win by votes and two by pick, no entry twice.
/// Each is paid 500 dollars. Roster: `crowd`; poll: `vote`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::boutique_contest};
/// let plan = boutique_contest(&"spring".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.rounds[0].select.params["top"], 5);
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// `ModCloth`, "Be the Buyer", as Inc. magazine told it in 2012.
pub fn boutique_contest(contest: &ContestId, starts: &When) -> Plan {
    written(json!({
        "contest": contest, "mode": "crowd", "starts": starts,
        "rosters": { "crowd": {} },
        "entries": { "by": "crowd", "window": "14d", "screening": { "window": "3d", "undecided": "reject" } },
        "rounds": [{
            "balloting": "7d", "pick_within": "7d",
            "select": { "rule": "host-pick", "top": 5, "picks": 2 },
            "polls": [{
                "poll": "vote", "voters": "crowd",
                "ballot": { "kind": "approval", "most": 5 }, "tally": { "rule": "approval" }
            }]
        }],
        "pots": [{
            "pot": "prizes", "currency": "USD", "amount": 7 * 50_000,
            "reward": { "rule": "prize-ladder", "prizes": { "amounts": vec![50_000; 7] } }
        }]
    }))
}

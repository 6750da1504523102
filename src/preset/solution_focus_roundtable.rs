//! A round table of customers and staff: where are you from 1 to 10, what would one step up look like, dots on small actions.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::json;

pub(super) const PRESET: Preset = Preset {
    number: "P19",
    id: "solution-focus-roundtable",
    system: "Solution-focused round table",
    plan: solution_focus_roundtable,
    notes: NOTES,
    next: "in six weeks the number is asked again",
    examples: &["K34", "M39"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "The order of the talk: what works, where are you, why not lower, what would one step up look like; then the staff alone. Each says in their own words what one step up is.",
    ),
    Note::outside(
        "Before and after are compared by `quality::progress`; customers may disagree among themselves, and nobody asks leading questions.",
    ),
    Note::assumed("rosters.table", "Six to ten people, customers and staff, invited."),
    Note::fact(
        "entries.by",
        "sf-scaling",
        "After the customers have left each of the staff names one small action.",
    ),
    Note::fact(
        "rounds.0.polls.0.ballot",
        "sf-scaling",
        "Where are you, from 1 to 10; asked at the beginning.",
    ),
    Note::fact("rounds.0.polls.1.ballot", "seed-002", "The same at the end."),
    Note::assumed("rounds.0.polls.2.ballot.budget", "Eight dots each."),
    Note::assumed("rounds.0.select.k", "The three actions with the most dots come first."),
];

/// A round table: a number before and after, and dots on small actions.
///
/// The entry `where-are-we` is what the scale is about; the staff enters small actions; all give up to eight dots. Nobody is paid: being heard
/// is the reward. Rosters: `table` and `staff`; polls: `before`, `after` and `dots`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::solution_focus_roundtable};
/// let plan = solution_focus_roundtable(&"table-2".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.entries.given[0].entry.as_str(), "where-are-we");
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// Scaling questions of solution-focused practice, as its practitioners describe them.
pub fn solution_focus_roundtable(contest: &ContestId, starts: &When) -> Plan {
    let scale = |poll: &str| {
        json!({
            "poll": poll, "voters": "table",
            "ballot": { "kind": "scores", "lowest": 1, "top": 9 }, "tally": { "rule": "mean-score" }
        })
    };
    let dots = json!({
        "poll": "dots", "voters": "table", "self_vote": "allowed",
        "ballot": { "kind": "points", "budget": 8 }, "tally": { "rule": "cumulative" }
    });
    written(json!({
        "contest": contest, "mode": "coalition", "starts": starts,
        "rosters": { "table": {}, "staff": {} },
        "entries": { "by": "staff", "window": "1d", "given": [{ "entry": "where-are-we" }] },
        "rounds": [{
            "balloting": "1d", "polls": [scale("before"), scale("after"), dots],
            "select": { "rule": "top-k", "poll": "dots", "k": 3, "at_cut": "all" }
        }]
    }))
}

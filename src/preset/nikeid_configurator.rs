//! `NIKEiD`: customers put a shoe together from options, slot by slot; the maker learns which are liked and which are not.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::{Value, json};

pub(super) const PRESET: Preset = Preset {
    number: "P06",
    id: "nikeid-configurator",
    system: "NIKEiD",
    plan: nikeid_configurator,
    notes: NOTES,
    next: "the report of the next week",
    examples: &["T01", "T15"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "The page offers in each slot only its own options, and tells which pairs of options are chosen together.",
    ),
    Note::fact(
        "entries.given",
        "seed-004",
        "Which colour schemes are popular and which are not; these options are examples.",
    ),
    Note::assumed("rounds.0.balloting", "A report a week."),
    Note::assumed(
        "rounds.0.polls.0.ballot",
        "One option of this slot; a person's last design of the week counts.",
    ),
    Note::assumed("rounds.0.polls.3.ballot", "Liked: what was chosen and bought."),
    Note::assumed(
        "rounds.0.polls.4.ballot",
        "Disliked: what was chosen and then changed; its standing gives the bottom.",
    ),
    Note::assumed(
        "rounds.0.select.at_most",
        "The three best liked are told; the whole histogram stands in the record.",
    ),
    Note::assumed("rounds.0.select.quorum", "With fewer than fifty designs nothing is told."),
];

/// A week of designs as polls: one for each slot, and what was bought and what was changed.
///
/// Each slot is a poll of choice whose options are the entries of its category; `liked` and `disliked` are approvals over all
/// options. The three best liked are told, if fifty designs came in. Nothing is decided and nobody is paid. Roster: `crowd`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::nikeid_configurator};
/// let plan = nikeid_configurator(&"shoes".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.rounds[0].polls.len(), 5);
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// The configurator as the press described it; all numbers are assumed.
pub fn nikeid_configurator(contest: &ContestId, starts: &When) -> Plan {
    const SLOTS: [(&str, [&str; 4]); 3] = [
        ("sole", ["black", "white", "gum", "volt"]),
        ("swoosh", ["black", "white", "red", "gold"]),
        ("lace", ["black", "white", "red", "volt"]),
    ];
    let options = SLOTS.iter().flat_map(|(slot, colours)| {
        colours.iter().map(move |c| json!({ "entry": format!("{slot}-{c}"), "category": slot }))
    });
    let slot = |(slot, _): &(&str, [&str; 4])| json!({ "poll": slot, "voters": "crowd", "ballot": { "kind": "choice" }, "tally": { "rule": "plurality" } });
    let marks = |poll: &str| {
        json!({
            "poll": poll, "voters": "crowd", "ballot": { "kind": "approval" }, "tally": { "rule": "approval" }
        })
    };
    let polls: Vec<Value> = SLOTS.iter().map(slot).chain(["liked", "disliked"].map(marks)).collect();
    written(json!({
        "contest": contest, "mode": "crowd", "starts": starts,
        "rosters": { "crowd": {} },
        "categories": SLOTS.map(|(slot, _)| slot),
        "entries": { "given": options.collect::<Value>() },
        "rounds": [{
            "balloting": "7d", "polls": polls,
            "select": {
                "rule": "score-threshold", "poll": "liked", "score": 1, "at_most": 3, "at_cut": "all",
                "quorum": [{ "votes": 50 }]
            }
        }]
    }))
}

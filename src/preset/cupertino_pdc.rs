//! A town that listens first: residents drawn by strata, actions on which all groups agree, answers by the council.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::json;

pub(super) const PRESET: Preset = Preset {
    number: "P21",
    id: "cupertino-pdc",
    system: "Cupertino's public dialogue",
    plan: cupertino_pdc,
    notes: NOTES,
    next: "the dialogue of the next year",
    examples: &["C25", "E29"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "Ten focus groups of about ninety residents, two hours each, without names; interviews across generations, a town hall, two days of leadership: the app brings their themes in as entries. A body of citizens and block leaders go on from there.",
    ),
    Note::outside(
        "The council answers every action: done, planned, not, and why. What few want stays in the record with its numbers.",
    ),
    Note::fact(
        "rosters.residents.admit",
        "cupertino",
        "Residents drawn from the roll of voters, about ninety.",
    ),
    Note::assumed(
        "rosters.residents.admit.0.strata",
        "Strata by area; in the town ethnicity and age as well.",
    ),
    Note::assumed(
        "rosters.east.admit",
        "The app puts each resident who asks on the roster of their group as well, with the record that they are of it, and removes those who are not drawn.",
    ),
    Note::assumed("lot", "Name a public draw that nobody knows when the roll is closed."),
    Note::assumed("rounds.0.deliberation", "Months of listening and amplifying."),
    Note::assumed("rounds.0.polls.0.ballot", "Agree, or see it and not agree."),
    Note::assumed(
        "rounds.0.polls.0.tally",
        "The agreement of a group, with one vote for and one against added.",
    ),
    Note::assumed(
        "rounds.0.select.score",
        "The product over the groups; a quarter is a half in each of two.",
    ),
    Note::assumed(
        "rounds.1.polls.0.tally",
        "Then consent on the actions: an objection with a reason stops one.",
    ),
];

/// Actions of a town: agreed by all groups, then consented to.
///
/// Residents are drawn by strata and enter visions and actions; each group says what it agrees with; actions whose agreement, multiplied over
/// the groups, is a quarter or more go on; those win to which nobody objects. Nobody is paid. Rosters: `residents`, `east` and `west`;
/// polls: `east` and `west`, then `consent`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::cupertino_pdc};
/// let plan = cupertino_pdc(&"dialogue".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.rounds[0].select.params["by"], "product");
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// The public dialogue of Cupertino as its consortium tells it; Polis for the agreement of groups.
pub fn cupertino_pdc(contest: &ContestId, starts: &When) -> Plan {
    let group = |group: &str| {
        json!({
            "poll": group, "voters": group, "parts": true, "self_vote": "allowed",
            "ballot": { "kind": "scores", "top": 1 }, "tally": { "rule": "laplace-ratio" }
        })
    };
    // What is known of somebody is stated by the host alone, so that nobody puts themselves into a group.
    let of = |group: &str| json!({ "admit": [{ "rule": "qualification", "at_least": { group: 1 } }] });
    written(json!({
        "contest": contest, "mode": "community", "starts": starts, "seating": "30d",
        "rosters": {
            "residents": { "admit": [{
                "rule": "stratified-lottery", "seats": 90, "strata": { "east": 1, "west": 1 }
            }] },
            "east": of("east"), "west": of("west")
        },
        "lot": { "seed": "name a public draw here" },
        "entries": { "by": "residents", "window": "60d" },
        "rounds": [
            {
                "deliberation": "60d", "balloting": "14d", "polls": [group("east"), group("west")],
                "select": { "rule": "combined-scores", "by": "product", "score": "1/4" }
            },
            {
                "balloting": "14d",
                "select": { "rule": "top-k", "k": 100, "at_cut": "all" },
                "polls": [{
                    "poll": "consent", "voters": "residents", "self_vote": "allowed",
                    "ballot": { "kind": "consent" }, "tally": { "rule": "consent", "silence_carries": true }
                }]
            }
        ]
    }))
}

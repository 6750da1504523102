//! A coalition of companies as IBM founded one: members by class and stake, drafts voted with reasons, costs and surplus by stakes.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::json;

pub(super) const PRESET: Preset = Preset {
    number: "P17",
    id: "ibm-coalition",
    system: "IBM's coalition (Eclipse)",
    plan: ibm_coalition,
    notes: NOTES,
    next: "the next release",
    examples: &["K01", "K02", "K03", "K04", "K05", "K06", "K07", "K08", "K35", "T12", "M36"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "The board: seats of strategic members are theirs by class, seats of committers are elected by `ibm_board`, a contest of its own.",
    ),
    Note::outside(
        "Meetings keep to competition law, and the licence that all share is a document outside. Costs are claimed by stakes with the same split as the surplus.",
    ),
    Note::fact(
        "parties",
        "eclipse",
        "Strategic members, add-in providers and committers; names and stakes are examples.",
    ),
    Note::assumed("entries.window", "How long drafts are contributed."),
    Note::assumed("rounds.0.deliberation", "How long each draft is commented on and revised."),
    Note::assumed("rounds.0.polls.0.ballot.reason_for_no", "A no says why."),
    Note::assumed(
        "rounds.0.polls.0.counts",
        "The same ballots by stakes are told beside the heads; name them in `select.counts` to ask for both.",
    ),
    Note::assumed(
        "rounds.0.select.majority",
        "Two thirds of the votes, with equality, and a majority of the members as quorum.",
    ),
    Note::assumed(
        "rounds.0.repeat",
        "A draft that does not carry is revised and goes round again, twice at most.",
    ),
    Note::assumed(
        "pots.0.reward",
        "What is left over goes to the draft's authors by the shares that the parties agreed on, their stakes.",
    ),
];

/// A release of a coalition: drafts, a ballot with reasons, recirculation, and a surplus by stakes.
///
/// Delegates of the parties enter drafts and revise them; each has one vote; two thirds of the votes carry if more than half of the members
/// voted. A draft that fails goes round again. Roster: `members`; poll: `draft`, counted by `stake` besides; pot: `surplus`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::ibm_coalition};
/// let plan = ibm_coalition(&"release-4".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.rounds[0].polls[0].counts.len(), 1);
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// The Eclipse Foundation's membership and elections.
pub fn ibm_coalition(contest: &ContestId, starts: &When) -> Plan {
    let party = |(party, share): (&str, u32)| json!({ "party": party, "share": share });
    let parties =
        [("strategic-1", 250), ("strategic-2", 250), ("add-in-1", 20), ("add-in-2", 20), ("committers", 60)];
    written(json!({
        "contest": contest, "mode": "coalition", "starts": starts,
        "rosters": { "members": {} },
        "parties": parties.map(party),
        "entries": { "by": "members", "window": "60d" },
        "rounds": [{
            "deliberation": "30d", "balloting": "30d",
            "select": {
                "rule": "majority-vote",
                "majority": {
                    "threshold": { "num": 2, "den": 3, "strict": false },
                    "quorum": [{ "share": { "num": 1, "den": 2, "strict": true } }]
                }
            },
            "repeat": { "until": { "chosen": 1 }, "at_most": 3, "all_stay": true },
            "polls": [{
                "poll": "draft", "voters": "members", "self_vote": "allowed",
                "ballot": { "kind": "consent", "block": false, "reason_for_no": true },
                "tally": {
                    "rule": "consent", "blocks": 0, "threshold": { "num": 2, "den": 3, "strict": false }
                },
                "counts": { "stake": { "rule": "shares", "of": "party", "missing": "zero" } }
            }]
        }],
        "pots": [{ "pot": "surplus", "currency": "USD", "amount": 100_000, "reward": { "rule": "equal-split" } }]
    }))
}

/// The committers' seats on the board of such a coalition: candidates enter, committers rank them, at most half of the seats go to one
/// organisation.
///
/// A place that the cap leaves free stays empty and is told. Roster: `committers`; poll: `council`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::ibm_board};
/// let plan = ibm_board(&"board-2027".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.rounds[0].select.params["per_party"], 2);
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// The Eclipse Foundation's election process: a single transferable vote; half of the elected seats at most for one organisation.
pub fn ibm_board(contest: &ContestId, starts: &When) -> Plan {
    const PARTIES: [&str; 4] = ["strategic-1", "strategic-2", "add-in-1", "add-in-2"];
    let party = |party: &str| json!({ "party": party, "share": 1 });
    written(json!({
        "contest": contest, "mode": "coalition", "starts": starts,
        "rosters": { "committers": {} },
        "parties": PARTIES.map(party),
        "entries": { "by": "committers", "window": "14d" },
        "rounds": [{
            "balloting": "14d",
            "select": { "rule": "top-k", "k": 4, "per_party": 2 },
            "polls": [{
                "poll": "council", "voters": "committers", "seats": { "fill": 4 }, "self_vote": "allowed",
                "ballot": { "kind": "ranking", "strict": true }, "tally": { "rule": "gregory-stv" }
            }]
        }]
    }))
}

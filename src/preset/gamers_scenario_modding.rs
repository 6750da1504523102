//! Gamers who build scenarios and tools: thumbs sort what is shown, the staff curates, a quarter of the revenue is shared.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::json;

pub(super) const PRESET: Preset = Preset {
    number: "P12",
    id: "gamers-scenario-modding",
    system: "Steam Workshop",
    plan: gamers_scenario_modding,
    notes: NOTES,
    next: "every month is paid out, and the workshop stays open",
    examples: &["C38"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "Files, subscriptions and where parts come from lie with the app; so does the notice before something is taken down.",
    ),
    Note::assumed("entries.window", "The workshop is always open; a turn is a month."),
    Note::assumed("entries.largest_team", "Authors and the makers of tools that they name are a team."),
    Note::fact("rounds.0.polls.0.ballot", "workshop", "Thumbs up or down."),
    Note::assumed(
        "rounds.0.polls.0.tally",
        "What is shown first has the highest lower bound; so few thumbs prove little.",
    ),
    Note::fact("rounds.0.select", "workshop", "What is sold is curated by the staff."),
    Note::assumed("rounds.0.select.picks", "At most so many a month."),
    Note::fact(
        "pots.0.reward.rates",
        "workshop",
        "A quarter of net revenue, split by the shares that the authors agreed on.",
    ),
    Note::assumed(
        "pots.0.amount",
        "The pot is put up before; if it holds less than is owed all are paid the same part.",
    ),
    Note::assumed(
        "appeal",
        "A week in which something may be taken down with a reason, and the next moves up.",
    ),
];

/// A month of a workshop: scenarios with teams, thumbs, a staff pick and royalties.
///
/// A team is all who made a scenario, with their shares, the makers of tools among them. The host states `net-revenue` in minor units; a quarter of it, cut
/// to whole units, is split by the shares. Roster: `gamers`; poll: `thumbs`; pot: `royalty`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::gamers_scenario_modding};
/// let plan = gamers_scenario_modding(&"june".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.pots[0].reward.params["rates"]["net-revenue"], "1/4");
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// Steam Workshop's legal agreement and the press on shares for makers of tools.
pub fn gamers_scenario_modding(contest: &ContestId, starts: &When) -> Plan {
    written(json!({
        "contest": contest, "mode": "crowd", "starts": starts,
        "rosters": { "gamers": {} },
        "entries": {
            "by": "gamers", "window": "14d", "largest_team": 64, "figures": ["net-revenue"], "figures_within": "30d"
        },
        "rounds": [{
            "balloting": "14d", "pick_within": "14d",
            "select": { "rule": "host-pick", "picks": 20 },
            "polls": [{
                "poll": "thumbs", "voters": "gamers", "parts": true,
                "ballot": { "kind": "scores", "top": 1 }, "tally": { "rule": "wilson-lower" }
            }]
        }],
        "appeal": "7d",
        "pots": [{
            "pot": "royalty", "currency": "USD", "amount": 10_000_000,
            "reward": { "rule": "royalty", "rates": { "net-revenue": "1/4" }, "short": "share-out" }
        }]
    }))
}

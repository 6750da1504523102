//! A restaurant whose patrons dictate part of the menu: dishes with a cost in kitchen minutes, bought by equal shares.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::json;

pub(super) const PRESET: Preset = Preset {
    number: "P08",
    id: "restaurant-menu",
    system: "A menu by patrons",
    plan: restaurant_menu,
    notes: NOTES,
    next: "every month; the dish of the vote that sold least leaves",
    examples: &["T13", "M34"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "A receipt's code lets one vote, once a visit; what was sold is measured at the till. A dish carries its author's name.",
    ),
    Note::fact("rosters.patrons", "seed-004", "Patrons dictate part or even all of the menu."),
    Note::assumed("entries.screening", "The kitchen looks at cost, season and allergens."),
    Note::assumed("rounds.0.balloting", "Two weeks of votes."),
    Note::assumed("rounds.0.polls.0.ballot.most", "Three dishes a ballot."),
    Note::assumed(
        "rounds.0.polls.0.tally",
        "Each voter holds the same part of the minutes, so that one taste does not have all; `budget-greedy` gives all to the largest.",
    ),
    Note::assumed(
        "rounds.0.polls.0.budget",
        "Kitchen minutes that the vote decides on, half of 200; with 0 the chef decides alone, with 200 the patrons do.",
    ),
    Note::assumed("rounds.0.polls.0.ties.by", "Of dishes that are level the one that was entered first."),
    Note::assumed("pots.0.reward.fee", "A voucher of 25 euros for each dish."),
    Note::assumed("pots.0.amount", "Room for ten dishes; if there are more all are paid the same part."),
];

/// A month's vote on the part of a menu that patrons decide.
///
/// Patrons enter dishes, whose `cost` is in minutes of the kitchen; the kitchen checks them; a ballot names up to three; dishes are
/// bought for 100 minutes by equal shares. Each winning dish earns a voucher. Roster: `patrons`; poll: `menu`; pot: `vouchers`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::restaurant_menu};
/// let plan = restaurant_menu(&"may".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.rounds[0].polls[0].budget, Some(100));
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// Peters, Pierczyński, Skowron (2021), "Proportional participatory budgeting with additive utilities", for the count.
pub fn restaurant_menu(contest: &ContestId, starts: &When) -> Plan {
    written(json!({
        "contest": contest, "mode": "crowd", "starts": starts,
        "rosters": { "patrons": {} },
        "entries": { "by": "patrons", "window": "14d", "screening": { "window": "3d", "undecided": "reject" } },
        "rounds": [{
            "balloting": "14d",
            // Whatever was bought wins.
            "select": { "rule": "top-k", "k": 100, "at_cut": "all" },
            "polls": [{
                "poll": "menu", "voters": "patrons", "budget": 100, "ties": { "by": "first-entered" },
                "ballot": { "kind": "spend", "most": 3, "most_utility": 1 }, "tally": { "rule": "budget-equal-shares", "satisfaction": "cost" }
            }]
        }],
        "pots": [{
            "pot": "vouchers", "currency": "EUR", "amount": 25_000,
            "reward": { "rule": "royalty", "fee": 2_500, "short": "share-out" }
        }]
    }))
}

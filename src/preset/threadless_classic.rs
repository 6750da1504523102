//! Threadless as its members knew it: T-shirts scored from 0 to 5, a gate after a day, a week of scores, a pick of the staff.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::{Value, json};

pub(super) const PRESET: Preset = Preset {
    number: "P01",
    id: "threadless-classic",
    system: "Threadless",
    plan: threadless,
    notes: NOTES,
    next: "the designs of the next week; a design is printed again on demand",
    examples: &["C10", "C16"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "Accounts are verified, and a design that is printed again later is paid by a contest of its own or by hand.",
    ),
    Note::fact("rosters.crowd", "seed-001", "Any account may enter and score."),
    Note::assumed("entries.window", "Designs came in all the time; a cohort is a week's."),
    Note::fact(
        "entries.screening",
        "threadless-231718",
        "The staff looks at each design first; how long is assumed.",
    ),
    Note::assumed("entries.figures_within", "How long after the decision reprints are counted."),
    Note::fact(
        "rounds.0.balloting",
        "threadless-231718",
        "A design is looked at again after 24 hours of scores.",
    ),
    Note::fact(
        "rounds.0.select.score",
        "threadless-231718",
        "Designs whose mean is below about 1.5 leave, as members saw it; no official figure.",
    ),
    Note::fact(
        "rounds.0.polls.0.ballot.top",
        "threadless-numbers",
        "Marks from 0 to 5; some say from 1 to 5.",
    ),
    Note::fact("rounds.1.balloting", "threadless-231718", "Seven days of scores."),
    Note::fact("rounds.1.polls.0.tally", "threadless-gradin", "Scores inform the staff and do not decide."),
    Note::assumed("rounds.1.polls.0.tally.min_votes", "So many marks for a place in the standing."),
    Note::fact("rounds.1.polls.1.ballot", "threadless-numbers", "A mark beside the score: I would buy it."),
    Note::fact(
        "rounds.1.select.picks",
        "threadless-apparelsearch",
        "The staff picks about ten of 1,500 designs a week.",
    ),
    Note::fact("rounds.1.pick_within", "threadless-gradin", "The decision takes up to 90 days."),
    Note::fact(
        "hidden.counts",
        "threadless-scores-2011",
        "Scores were seen only after one had scored; here they are seen after the close.",
    ),
    Note::fact("pots.0.reward", "threadless-apparelsearch", "2,000 dollars in cash for each printed design."),
    Note::fact("pots.1.reward", "threadless-apparelsearch", "500 dollars as a gift."),
    Note::fact("pots.2.reward.rates", "threadless-apparelsearch", "500 dollars for each reprint."),
    Note::assumed(
        "pots.2.amount",
        "Room for a hundred reprints; if there are more all are paid the same part.",
    ),
];

/// A cohort of designs of one week, as a contest of a crowd.
///
/// Any account may enter and score, marks go from 0 to 5, designs whose mean is below 1.5 leave after a day, scoring lasts seven days, the
/// staff picks up to ten within 90 days of the end. Each printed design is paid 2,000 dollars in cash, 500 as a gift and 500 for
/// each reprint. Roster: `crowd`; polls: `gate`, then `score` and `buy` (an approval: I would buy it); pots: `cash`, `gift` and
/// `reprints`, paid by the figure `reprints` that the host states.
///
/// # Examples
/// ```
/// use cocreate::{contest::{Mode, Rules, When}, preset::threadless};
/// let plan = threadless(&"tees-2026-49".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.mode, Mode::CROWD);
/// assert!(plan.validate(&Rules::built_in().into()).is_ok());
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// The gate and the days of scoring as members described them; cash, gift and reprint as the press did in 2007.
pub fn threadless(contest: &ContestId, starts: &When) -> Plan {
    written(json!({
        "contest": contest, "mode": "crowd", "starts": starts,
        "rosters": { "crowd": {} },
        "entries": {
            "by": "crowd", "window": "7d", "screening": { "window": "1d", "undecided": "reject" },
            "figures": ["reprints"], "figures_within": "30d"
        },
        "rounds": [
            gate(),
            {
                "balloting": "7d", "polls": [score(), buy()],
                "select": { "rule": "host-pick", "poll": "score", "picks": 10 }, "pick_within": "90d"
            }
        ],
        "pots": pots()
    }))
}
/// A day of scores, and the mark that a design must reach.
pub(super) fn gate() -> Value {
    json!({
        "balloting": "1d", "select": { "rule": "gate", "score": "3/2" },
        "polls": [{
            "poll": "gate", "voters": "crowd", "parts": true,
            "ballot": { "kind": "scores", "top": 5 }, "tally": { "rule": "mean-score" }
        }]
    })
}
/// A week of scores.
pub(super) fn score() -> Value {
    json!({
        "poll": "score", "voters": "crowd", "parts": true,
        "ballot": { "kind": "scores", "top": 5 }, "tally": { "rule": "mean-score", "min_votes": 30 }
    })
}
/// Who would buy it.
pub(super) fn buy() -> Value {
    json!({
        "poll": "buy", "voters": "crowd", "parts": true, "ballot": { "kind": "approval" }, "tally": { "rule": "approval" }
    })
}
/// Cash, gift and reprints of ten designs.
pub(super) fn pots() -> Value {
    // Ten prizes of one size: what is not picked goes back.
    let pot = |pot: &str, each: u64| {
        let reward = json!({ "rule": "prize-ladder", "prizes": { "amounts": vec![each; 10] } });
        json!({ "pot": pot, "currency": "USD", "amount": each * 10, "reward": reward })
    };
    let reward = json!({ "rule": "royalty", "rates": { "reprints": 50_000 }, "short": "share-out" });
    let reprints = json!({ "pot": "reprints", "currency": "USD", "amount": 5_000_000, "reward": reward });
    json!([pot("cash", 200_000), pot("gift", 50_000), reprints])
}

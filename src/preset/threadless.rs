//! Threadless as its members knew it: T-shirts scored from 0 to 5, a gate after a day, a week of scores, a pick of the staff.
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::json;

/// A cohort of designs of one week, as a contest of a crowd.
///
/// Known of the system: any account may enter and score, marks go from 0 to 5, designs whose mean is below about 1.5 leave after
/// a day (as members saw it, no official figure), scoring lasts seven days, the staff picks about ten of a week's designs within
/// about 90 days of the end and scores inform it without deciding, and each printed design is paid 2,000 dollars in cash and 500
/// as a gift. Assumed here: at least 30 marks for a place in the standing, and two weeks in which designs come in. Roster:
/// `crowd`; polls: `gate` and `score`; pots: `cash` and `gift`, both for ten designs.
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
/// The gate and the days of scoring as members described them; cash and gift as the press did in 2007.
pub fn threadless(contest: &ContestId, starts: &When) -> Plan {
    let scores = |poll: &str, min_votes: u32| {
        json!({
            "poll": poll, "voters": "crowd", "parts": true,
            "ballot": { "kind": "scores", "top": 5 },
            "tally": { "rule": "mean-score", "min_votes": min_votes }
        })
    };
    // Ten prizes of one size: what is not picked goes back.
    let pot = |pot: &str, each: u64| {
        let reward = json!({ "rule": "prize-ladder", "prizes": { "amounts": vec![each; 10] } });
        json!({ "pot": pot, "currency": "USD", "amount": each * 10, "reward": reward })
    };
    let plan = json!({
        "contest": contest, "mode": "crowd", "starts": starts,
        "rosters": { "crowd": {} },
        "entries": { "by": "crowd", "window": "14d" },
        "rounds": [
            { "balloting": "1d", "polls": [scores("gate", 0)], "select": { "rule": "gate", "score": "3/2" } },
            {
                "balloting": "7d", "polls": [scores("score", 30)],
                "select": { "rule": "host-pick", "top": 0, "picks": 10 }, "pick_within": "90d"
            }
        ],
        "pots": [pot("cash", 200_000), pot("gift", 50_000)]
    });
    serde_json::from_value(plan).expect("this plan is in the format of this version")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contest::Rules;
    #[test]
    fn it_is_a_plan_without_fault() {
        let plan = threadless(&"t".parse().unwrap(), &When::Offset("2026-12-01T12:00:00Z".to_owned()));
        let valid = plan.validate(&Rules::built_in().into()).unwrap();
        assert_eq!(valid.plan().rounds.len(), 2);
    }
}

//! Conviction by lock: tokens count more the longer they are locked.
//!
//! Worked example: 100 tokens count 10 without a lock, 100 for one period, and 200, 300, 400, 500, 600 for 2, 4, 8, 16, 32 periods; for three
//! periods they count 200.
//!
//! References: Polkadot, "Voluntary locking" (0.1 without a lock, up to 6 for 32 periods).
use super::{Electorate, Member, Shares, WeighError, Weighed, WeightRule, Weights};
use crate::count::{About, Param};
use crate::num::Exact;
use serde::{Deserialize, Serialize};

/// Shares times a factor that grows with their lock.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: a lock of just so many periods reaches a step.
///
/// # Complexity
/// `O(n s)` for n members and s steps.
///
/// # Errors
/// If there is no step that needs no lock, two need the same, a factor is below nought, or there are more than 1,000; and as [`Shares`].
///
/// # References
/// Polkadot wiki, "Voluntary locking (conviction voting)".
///
/// # Examples
/// ```
/// use cocreate::{id::PersonId, num::Exact, weigh::*};
/// let id = |n: &str| PersonId::new(n).unwrap();
/// let of = |(name, locked): (&str, u32)| Member {
///     share: Some(100u32.into()),
///     locked: Some(locked),
///     ..Member::new(id(name))
/// };
/// let members = [("a", 0), ("b", 1), ("c", 3), ("d", 32)].map(of);
/// let electorate = Electorate { members: &members, parties: &[], delegations: &[], trust: &[] };
/// let w = weigh(&LockConviction::default(), &electorate)?;
/// let weights: Vec<String> = w.weights.iter().map(|w| w.weight.to_string()).collect();
/// assert_eq!(weights, ["10", "100", "200", "600"]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LockConviction {
    /// From how many periods on a share counts how many times; of those reached the longest.
    pub steps: Vec<LockStep>,
    /// By which shares.
    pub shares: Shares,
}
/// A lock and what it brings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockStep {
    /// From so many periods on.
    pub periods: u32,
    /// How many times a share counts, not below nought.
    pub times: Exact,
}
impl Default for LockConviction {
    /// A tenth without a lock; 1 to 6 times for 1, 2, 4, 8, 16 and 32 periods.
    fn default() -> Self {
        let tenth = LockStep { periods: 0, times: Exact::ratio(1, 10).unwrap_or_default() };
        let step = |k: u32| LockStep { periods: 1 << (k - 1), times: k.into() };
        Self { steps: [tenth].into_iter().chain((1..7).map(step)).collect(), shares: Shares::default() }
    }
}

/// Most steps.
const MAX_STEPS: usize = 1_000;

const ABOUT: About = About::new("lock-conviction", "Conviction by lock")
    .references(&["Polkadot wiki, Voluntary locking"])
    .params(&[
        Param {
            name: "steps",
            kind: "list of { periods, times }",
            about: "how many times a share counts by its lock",
        },
        Param { name: "shares", kind: "{ of, missing }", about: "by which shares" },
    ]);

impl WeightRule for LockConviction {
    fn about(&self) -> About {
        ABOUT
    }
    fn weigh(&self, electorate: &Electorate<'_>) -> Result<Weights, WeighError> {
        let mut steps: Vec<&LockStep> = self.steps.iter().collect();
        steps.sort_by_key(|s| s.periods);
        let twice = steps.windows(2).any(|w| w[0].periods == w[1].periods);
        let below = steps.iter().any(|s| s.times.is_negative());
        if twice || below || steps.len() > MAX_STEPS || steps.first().is_none_or(|s| s.periods > 0) {
            let cause = format!(
                "{} steps; there are 1 to {MAX_STEPS}, one for no lock, none twice, and a share counts 0 or more times",
                steps.len()
            );
            return Err(WeighError::Parameters { rule: ABOUT.id.to_owned(), cause });
        }
        let weigh = |(m, share): (&Member, Exact)| {
            let reached = steps.partition_point(|s| s.periods <= m.locked.unwrap_or(0));
            // A step needs no lock.
            let times = reached.checked_sub(1).map_or(Exact::ZERO, |k| steps[k].times.clone());
            Weighed { person: m.person.clone(), weight: share * times }
        };
        let weights = electorate.members.iter().zip(self.shares.of_all(electorate)?).map(weigh).collect();
        Ok(Weights { weights, ..Weights::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::sample::{members, show, weighed};
    #[test]
    fn worked_example() {
        let mut all = members(&[("a", "100"), ("b", "100"), ("c", "100"), ("d", "100")]);
        for (m, locked) in all.iter_mut().zip([None, Some(1), Some(3), Some(99)]) {
            m.locked = locked;
        }
        assert_eq!(show(&weighed(&LockConviction::default(), &all)), "a 10, b 100, c 200, d 600");
    }
    #[test]
    fn steps_are_checked_and_nobody_may_be_there() {
        assert!(weighed(&LockConviction::default(), &[]).weights.is_empty());
        let step = |periods, times: i64| LockStep { periods, times: times.into() };
        for steps in [vec![], vec![step(1, 1)], vec![step(0, 1), step(0, 2)], vec![step(0, -1)]] {
            let rule = LockConviction { steps, ..LockConviction::default() };
            let e = Electorate { members: &[], parties: &[], delegations: &[], trust: &[] };
            assert!(crate::weigh::weigh(&rule, &e).is_err());
        }
    }
}

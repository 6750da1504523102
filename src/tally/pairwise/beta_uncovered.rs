//! Beta-uncovered set: whoever no other covers by a share beta of the ballots.
//!
//! a covers b if more ballots put it above b than below, at least a share beta of all ballots do, and whoever a share
//! beta puts above a is also put above b by a share beta.
//!
//! Worked example: 4 ABC, 3 BCA, 2 CAB, beta 1/2. A is above B on 6 of 9, B above C on 7, C above A on 5. A would
//! cover B only if C, which a half puts above A, were above B on a half; it is on 2 of 9. So nobody is covered.
use super::{
    graph::{chosen, compare, compare_all},
    strength::UNNAMED,
};
use crate::{
    count::{About, Alias, Halt, Param, Refusal, Seats, Standing, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// Whoever is not covered by a share of the ballots.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Members of the set share the first tier; nothing is asked.
///
/// # Complexity
/// O(m^3) time, O(m^2) memory.
///
/// # Errors
/// Refused if more than one winner is asked for, or if `beta` is below 1/2 or not below 1.
///
/// # References
/// Munagala and Wang (2019), "Improved metric distortion for deterministic social choice rules", EC 2019; Charikar,
/// Ramakrishnan, Wang and Wu (2024), "Breaking the metric voting distortion barrier", SODA 2024.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::BetaUncovered};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&BetaUncovered::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BetaUncovered {
    /// The share, from 1/2 to below 1.
    pub beta: Exact,
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}
impl Default for BetaUncovered {
    fn default() -> Self {
        Self { beta: half(), unnamed: Unnamed::Last }
    }
}

impl TallyRule for BetaUncovered {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("beta-uncovered", "Beta-uncovered set")
            .aliases(&[Alias::plain("beta_uncovered_set")])
            .references(&[
                "Munagala and Wang (2019), EC 2019; Charikar, Ramakrishnan, Wang and Wu (2024), SODA 2024",
            ])
            .params(&[BETA, UNNAMED]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        check(&self.beta)?;
        let m = n.slate().len();
        let enough = share(&self.beta, n.total_weight());
        let votes = |a, b| n.votes(a, b, self.unnamed);
        let covered = covered(m, votes, |x| Exact::from(x) >= enough);
        if covered.is_empty() {
            compare_all(teller, n, self.unnamed);
        } else {
            compare(teller, n, self.unnamed, covered.iter().copied());
        }
        let out: EntrySet = covered.into_iter().map(|(_, b)| b).collect();
        chosen(m, EntrySet::first(m).minus(&out), *seats)
    }
}
pub(in crate::tally) const BETA: Param =
    Param { name: "beta", kind: "exact", about: "a share of the ballots, from 1/2 to below 1" };
pub(in crate::tally) fn half() -> Exact {
    Exact::ratio(1, 2).unwrap_or_default()
}
pub(in crate::tally) fn check(beta: &Exact) -> Result<(), Halt> {
    if *beta < half() || *beta >= Exact::ONE {
        let why = format!("{beta} is no such share; give one from 1/2 to below 1");
        return Err(Refusal::Parameter { name: "beta", why }.into());
    }
    Ok(())
}
/// So many units are a share of all.
pub(in crate::tally) fn share(beta: &Exact, total: u64) -> Exact {
    beta * &Exact::from(total)
}
/// Who covers whom, one for each that is covered.
pub(in crate::tally) fn covered(
    m: usize,
    votes: impl Fn(EntryIx, EntryIx) -> u64,
    enough: impl Fn(u64) -> bool,
) -> Vec<(EntryIx, EntryIx)> {
    let all = EntrySet::first(m);
    let covers = |a: EntryIx, b: EntryIx| {
        let mut thirds = all.iter().filter(|c| *c != a && *c != b);
        votes(a, b) > votes(b, a)
            && enough(votes(a, b))
            && thirds.all(|c| !enough(votes(c, a)) || enough(votes(c, b)))
    };
    all.iter().filter_map(|b| Some((all.iter().find(|a| *a != b && covers(*a, b))?, b))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = PairwiseCounts::of(&votes(3, &[("ABC", 4), ("BCA", 3), ("CAB", 2)])).unwrap();
        assert_eq!(standing(&BetaUncovered::default(), &n), "ABC");
    }
    #[test]
    fn a_tie_covers_nobody() {
        let n = PairwiseCounts::of(&votes(3, &[("ABC", 1), ("BAC", 1)])).unwrap();
        assert_eq!(standing(&BetaUncovered::default(), &n), "AB C");
        // 9 of 10 put A above B, which is not enough for a share of 95 in 100.
        let n = PairwiseCounts::of(&votes(2, &[("AB", 9), ("BA", 1)])).unwrap();
        let rule = |b: &str| BetaUncovered { beta: b.parse().unwrap(), ..BetaUncovered::default() };
        assert_eq!((standing(&rule("9/10"), &n), standing(&rule("19/20"), &n)), ("A B".into(), "AB".into()));
        let odd = crate::count::run_on(&rule("1/3"), &n, Seats::ONE, &crate::count::TiePolicy::REPORT);
        assert!(odd.is_err());
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&BetaUncovered::default(), Seats::ONE);
    }
}

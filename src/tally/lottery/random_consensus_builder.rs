//! Random consensus builder: a ballot is drawn, and its order is built down to one: from its last entry up, each that
//! is still there removes all above it that a share beta of the ballots puts below it. The first that is left wins.
//!
//! Worked example: 3 CAB, 2 ABC, 2 BAC, beta 1/2. On CAB, B removes nobody that is above it by 4 of 7 but C: B is
//! above C on 4 of 7, so C goes, and A stays since B is above A on 2 only; A is first. On ABC, C removes nobody, B
//! removes nobody: A. On BAC, C removes nobody, A removes B by 5 of 7: A. The chance of A is 1.
use super::super::pairwise::{
    beta_uncovered::{BETA, check, half, share},
    dodgson::orders,
};
use crate::{
    ballot::Ranking,
    count::{About, Alias, Halt, Lottery, Reason, Refusal, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{PairwiseCounts, Profile, Summary},
};
use serde::{Deserialize, Serialize};

/// Chances of those whom ballots build up to.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: the order of a ballot is strict.
///
/// # Complexity
/// O(d m^2) for d different ballots.
///
/// # Errors
/// A blank ballot builds nothing and is not among those drawn from; refused if `beta` is below 1/2 or not below 1, and for ballots with equal ranks or more than one entry unnamed.
///
/// # References
/// Charikar, Ramakrishnan, Wang and Wu (2024), "Breaking the metric voting distortion barrier", SODA 2024.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::lottery::RandomConsensusBuilder};
/// let ballots = [[2, 0, 1], [0, 1, 2], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&RandomConsensusBuilder::default(), &Profile::of(3, &ballots)?, (), &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().chance(0u32.into()).to_string(), "1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RandomConsensusBuilder {
    /// The share, from 1/2 to below 1.
    pub beta: Exact,
}
impl Default for RandomConsensusBuilder {
    fn default() -> Self {
        Self { beta: half() }
    }
}

impl TallyRule for RandomConsensusBuilder {
    type Input = Profile<Ranking>;
    type Answer = Lottery;
    fn about(&self) -> About {
        const ABOUT: About = About::new("random-consensus-builder", "Random consensus builder")
            .aliases(&[Alias::plain("random_consensus_builder")])
            .references(&["Charikar, Ramakrishnan, Wang and Wu (2024), SODA 2024"])
            .params(&[BETA]);
        ABOUT
    }
    fn count(&self, p: &Profile<Ranking>, (): &(), teller: &mut Teller) -> Result<Lottery, Halt> {
        check(&self.beta)?;
        let orders = orders(p)?;
        let n = PairwiseCounts::of(p).map_err(|why| Refusal::Other(why.to_string().into()))?;
        let total: u64 = orders.values().sum();
        if total == 0 {
            return Err(teller.nobody(Reason::NobodyQualified));
        }
        let enough = share(&self.beta, total);
        let mut wins = vec![0u64; p.slate().len()];
        for (order, w) in &orders {
            teller.poll()?;
            let mut left = order.clone();
            let mut at = left.len();
            while at > 0 {
                at -= 1;
                let i = left[at];
                let before = left.len();
                let mut place = 0;
                left.retain(|j| {
                    place += 1;
                    place > at || Exact::from(n.above(i, *j)) < enough
                });
                at -= before - left.len();
            }
            if let Some(first) = left.first() {
                wins[first.ix()] += w;
            }
        }
        let all = Exact::from(total);
        let chances: Vec<(EntryIx, Exact)> =
            p.entries().map(|e| (e, &Exact::from(wins[e.ix()]) / &all)).collect();
        teller.record(|| Step::scored(chances.iter().cloned()));
        Ok(Lottery::of(chances))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::pairwise::trial::*;
    #[test]
    fn worked_example() {
        let p = votes(3, &[("CAB", 3), ("ABC", 2), ("BAC", 2)]);
        assert_eq!(chances(&RandomConsensusBuilder::default(), &p, 3), ["1", "0", "0"]);
        // The last of each ballot removes the first, whom a majority puts below it; the middle wins.
        let cycle = votes(3, &[("ABC", 4), ("BCA", 3), ("CAB", 2)]);
        assert_eq!(chances(&RandomConsensusBuilder::default(), &cycle, 3), ["2/9", "4/9", "1/3"]);
    }

    #[test]
    fn a_blank_ballot_is_not_drawn() {
        let p = votes(2, &[("AB", 1), ("BA", 1), ("", 2)]);
        assert_eq!(chances(&RandomConsensusBuilder::default(), &p, 2), ["1/2", "1/2"]);
    }
    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&RandomConsensusBuilder::default(), ());
    }
}

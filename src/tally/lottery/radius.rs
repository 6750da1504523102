//! Random dictator on the beta-uncovered set (`RaDiUS`): a ballot is drawn, and of the entries that no other covers
//! the first on it wins.
//!
//! What beta-uncovered means is told at [`BetaUncovered`](crate::tally::pairwise::BetaUncovered). Entries that share
//! the rank share the chance; a ballot that names nobody of the set is not drawn.
//!
//! Worked example: 3 CAB, 2 ABC, 2 BAC. A is above B on 5 of 7 and above C on 4, and C, whom 4 of 7 do not put above
//! A, does not help: A covers both, and has chance 1. A random dictator would give C 3/7.
use super::super::pairwise::{
    beta_uncovered::{BETA, check, covered, half, share},
    graph::at_most,
    strength::UNNAMED,
};
use crate::{
    ballot::Ranking,
    count::{About, Alias, Halt, Lottery, Reason, Refusal, Step, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{PairwiseCounts, Profile, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// A random dictator among the uncovered.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: equal ranks share.
///
/// # Complexity
/// O(m^3 + n m) time, O(m^2) memory.
///
/// # Errors
/// Refused if `beta` is below 1/2 or not below 1. If every ballot is blank the outcome is `none`.
///
/// # References
/// Charikar, Ramakrishnan, Wang and Wu (2024), "Breaking the metric voting distortion barrier", SODA 2024.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::lottery::Radius};
/// let ballots = [[2, 0, 1], [0, 1, 2], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&Radius::default(), &Profile::of(3, &ballots)?, (), &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().chance(0u32.into()).to_string(), "1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Radius {
    /// The share, from 1/2 to below 1.
    pub beta: Exact,
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}
impl Default for Radius {
    fn default() -> Self {
        Self { beta: half(), unnamed: Unnamed::Last }
    }
}

impl TallyRule for Radius {
    type Input = Profile<Ranking>;
    type Answer = Lottery;
    fn about(&self) -> About {
        const ABOUT: About = About::new("radius", "Random dictator on the beta-uncovered set")
            .aliases(&[Alias::plain("RaDiUS")])
            .references(&["Charikar, Ramakrishnan, Wang and Wu (2024), SODA 2024"])
            .params(&[BETA, UNNAMED])
            .most_entries(MOST)
            .limit("1,024 entries");
        ABOUT
    }
    fn count(&self, p: &Profile<Ranking>, (): &(), teller: &mut Teller) -> Result<Lottery, Halt> {
        check(&self.beta)?;
        at_most("entries", p.slate().len(), MOST)?;
        let n = PairwiseCounts::of(p).map_err(|why| Refusal::Other(why.to_string().into()))?;
        let enough = share(&self.beta, n.total_weight());
        let out = covered(n.slate().len(), |a, b| n.votes(a, b, self.unnamed), |x| Exact::from(x) >= enough);
        for (a, b) in &out {
            let side = |a, b| &Exact::from(n.votes(a, b, self.unnamed)) / &Exact::from(n.units_per_vote());
            teller.record(|| Step::Compared { a: *a, b: *b, for_a: side(*a, *b), for_b: side(*b, *a) });
        }
        let out: EntrySet = out.into_iter().map(|(_, b)| b).collect();
        teller.record(|| Step::Eliminated { entries: out.clone() });
        let mut chances = vec![Exact::ZERO; p.slate().len()];
        let mut drawn = 0;
        for row in 0..p.len() {
            let named =
                p.entries().filter(|e| !out.contains(*e)).filter_map(|e| Some((p.rows().rank(row, e)?, e)));
            let named: Vec<(u16, EntryIx)> = named.collect();
            let Some(best) = named.iter().map(|(rank, _)| *rank).min() else { continue };
            let first: Vec<EntryIx> =
                named.into_iter().filter(|(rank, _)| *rank == best).map(|(_, e)| e).collect();
            drawn += p.weight(row);
            let part = &Exact::from(p.weight(row)) / &Exact::from(first.len());
            for e in first {
                chances[e.ix()] += &part;
            }
        }
        if drawn == 0 {
            return Err(teller.nobody(Reason::NobodyQualified));
        }
        let drawn = Exact::from(drawn);
        let chances: Vec<(EntryIx, Exact)> = p.entries().map(|e| (e, &chances[e.ix()] / &drawn)).collect();
        teller.record(|| Step::scored(chances.iter().cloned()));
        Ok(Lottery::of(chances))
    }
}
/// Most entries.
const MOST: usize = 1024;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::pairwise::trial::*;
    #[test]
    fn worked_example() {
        let p = votes(3, &[("CAB", 3), ("ABC", 2), ("BAC", 2)]);
        assert_eq!(chances(&Radius::default(), &p, 3), ["1", "0", "0"]);
        let cycle = votes(3, &[("ABC", 4), ("BCA", 3), ("CAB", 2)]);
        assert_eq!(chances(&Radius::default(), &cycle, 3), ["4/9", "1/3", "2/9"]);
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&Radius::default(), ());
    }
}

//! Random dictator: a ballot is drawn, and its first entry wins. The answer is the exact chances; nothing is drawn here.
//!
//! A ballot that ranks several entries first gives each an equal part; one that names nobody is not drawn.
//!
//! Worked example: 3 ballots put A first, 1 puts B and C first together: A 3/4, B 1/8, C 1/8.
use crate::{
    ballot::Ranking,
    count::{About, Alias, Halt, Lottery, Reason, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// The chance of an entry is the share of ballots that put it first.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: equal first ranks share.
///
/// # Complexity
/// O(n m) time, O(m) memory.
///
/// # Errors
/// None. If every ballot is blank the outcome is `none`.
///
/// # References
/// Gibbard (1977), "Manipulation of schemes that mix voting with chance", Econometrica 45.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::lottery::RandomDictator};
/// let ballots = [Ranking::strict([0, 1]), Ranking::strict([0, 1]), Ranking::strict([1, 0])];
/// let tally = run(&RandomDictator {}, &Profile::of(2, &ballots)?, (), &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().chance(0u32.into()).to_string(), "2/3");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RandomDictator {}

impl TallyRule for RandomDictator {
    type Input = Profile<Ranking>;
    type Answer = Lottery;
    fn about(&self) -> About {
        const ABOUT: About = About::new("random-dictator", "Random dictator")
            .aliases(&[
                Alias::plain("Random Ballot"),
                Alias::plain("RandomDictator"),
                Alias::plain("random-ballot"),
                Alias::plain("random_dictator"),
            ])
            .references(&["Gibbard (1977), Econometrica 45"]);
        ABOUT
    }
    fn count(&self, p: &Profile<Ranking>, (): &(), teller: &mut Teller) -> Result<Lottery, Halt> {
        // By number of entries that share the first rank, the weight that each entry has of it.
        let m = p.slate().len();
        let mut shares: Vec<Vec<u64>> = vec![];
        let mut drawn = 0;
        for row in 0..p.len() {
            let mut first = p.entries().filter(|e| p.rows().rank(row, *e) == Some(0)).peekable();
            if first.peek().is_none() {
                continue;
            }
            drawn += p.weight(row);
            let first: Vec<_> = first.collect();
            if shares.len() < first.len() {
                shares.resize(first.len(), vec![]);
            }
            let cell = &mut shares[first.len() - 1];
            cell.resize(m, 0);
            for e in first {
                cell[e.ix()] += p.weight(row);
            }
        }
        if drawn == 0 {
            return Err(teller.nobody(Reason::NobodyQualified));
        }
        let share = |i: usize| -> Exact {
            let of = |(k, cell): (usize, &Vec<u64>)| {
                Exact::ratio(cell.get(i).copied().unwrap_or(0).into(), u128::from(drawn) * (k as u128 + 1))
            };
            shares.iter().enumerate().filter_map(of).sum()
        };
        let chances: Vec<(EntryIx, Exact)> = p.entries().map(|e| (e, share(e.ix()))).collect();
        teller.record(|| Step::scored(chances.iter().cloned()));
        Ok(Lottery::of(chances))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::{Outcome, TiePolicy, run};
    fn chances(ballots: &[Ranking]) -> Vec<String> {
        let p = Profile::of(3, ballots).unwrap();
        let t = run(&RandomDictator {}, &p, (), &TiePolicy::REPORT).unwrap();
        t.answer().unwrap().iter().map(|(_, p)| p.to_string()).collect()
    }
    #[test]
    fn worked_example_with_a_shared_first_rank() {
        let a = Ranking::strict([0]);
        let bc = Ranking::tiers([[1, 2].into()]);
        assert_eq!(chances(&[a.clone(), a.clone(), a, bc]), ["3/4", "1/8", "1/8"]);
    }
    #[test]
    fn nobody_names_anybody() {
        let p = Profile::of(2, &[Ranking::strict([])]).unwrap();
        let t = run(&RandomDictator {}, &p, (), &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { reason: Reason::NobodyQualified }));
    }
}

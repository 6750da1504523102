//! Minimal covering set: the smallest set that covers everybody outside of it.
//!
//! A set covers x from outside if within the set and x, x is covered by a member (`McKelvey`'s covering: it is beaten
//! by the member, which beats all that x beats and is beaten only by those that beat x). There is one smallest such
//! set; it holds the bipartisan set and is found from it: as long as somebody outside is not covered, the bipartisan
//! set of all those joins.
//!
//! Worked example: A, B and C beat each other in a cycle and all beat D, each by 1 to 0, but D beats nobody: the set is A, B and C,
//! since within A, B, C and D the entry D is covered by A.
use super::{
    game::Game,
    graph::{Majority, chosen, compare_all},
    strength::UNNAMED,
    uncovered::Covering,
};
use crate::{
    count::{About, Halt, Seats, Standing, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// The smallest set that covers the rest.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Members of the set share the first tier; nothing is asked.
///
/// # Complexity
/// At most m linear programs of m variables, exact.
///
/// # Errors
/// Refused if more than one winner is asked for, or if a top cycle has more than 40 entries.
///
/// # References
/// Dutta (1988), "Covering sets and a new Condorcet choice correspondence", Journal of Economic Theory 44; Brandt and
/// Fischer (2008), "Computing the minimal covering set", Mathematical Social Sciences 56.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::MinimalCovering};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&MinimalCovering::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MinimalCovering {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for MinimalCovering {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("minimal-covering", "Minimal covering set").references(&["Dutta (1988), Journal of Economic Theory 44; Brandt and Fischer (2008), Mathematical Social Sciences 56"]).params(&[UNNAMED])
            .limit("40 entries in the top cycle");
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        compare_all(teller, n, self.unnamed);
        let g = Majority::of(n, self.unnamed);
        let gain = |a, b| i64::from(g.beats(a, b)) - i64::from(g.beats(b, a));
        let mut set = Game::of(&g, &g.all(), gain)?.essential();
        loop {
            teller.poll()?;
            let covered = |x: EntryIx| {
                let among = set.union(&x.into());
                set.iter().any(|a| Covering::Mckelvey.covers(&g, &among, a, x))
            };
            let missed: EntrySet = g.all().minus(&set).iter().filter(|x| !covered(*x)).collect();
            if missed.is_empty() {
                return chosen(n.slate().len(), set, *seats);
            }
            set = set.union(&Game::of(&g, &missed, gain)?.essential());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = margins(4, &[("AB", 1), ("BC", 1), ("CA", 1), ("AD", 1), ("BD", 1), ("CD", 1)]);
        assert_eq!(standing(&MinimalCovering::default(), &n), "ABC D");
    }
    #[test]
    fn a_tie_is_kept() {
        assert_eq!(standing(&MinimalCovering::default(), &margins(3, &[("AC", 1), ("BC", 1)])), "AB C");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&MinimalCovering::default(), Seats::ONE);
    }
}

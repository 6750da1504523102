//! Pareto set: whoever nobody is put above by all.
//!
//! Worked example: ABC and BAC: both put A and B above C, 2 to 0, and neither of A and B above the other twice. The set is A
//! and B.
use super::{
    graph::{chosen, compare},
    strength::UNNAMED,
};
use crate::{
    count::{About, Alias, Halt, Param, Seats, Standing, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// Whoever is not dominated.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Members of the set share the first tier; nothing is asked.
///
/// # Complexity
/// O(m^2) time and memory.
///
/// # Errors
/// Refused if more than one winner is asked for: the definition ranks nobody.
///
/// # References
/// Pareto (1906), "Manuale di economia politica"; Fishburn (1973), "The theory of social choice", chapter 13.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::Pareto};
/// let ballots = [[0, 1, 2], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&Pareto::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pareto {
    /// Whether it is enough that one ballot puts another above and none below; else all must put it above.
    pub strong: bool,
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for Pareto {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("pareto", "Pareto set")
            .aliases(&[Alias::plain("pareto-set")])
            .references(&["Fishburn (1973), The theory of social choice, chapter 13"])
            .params(&[
                Param {
                    name: "strong",
                    kind: "boolean",
                    about: "whether one ballot above and none below is enough; else all must put it above",
                },
                UNNAMED,
            ]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let votes = |a, b| n.votes(a, b, self.unnamed);
        let dominates = |a: EntryIx, b: EntryIx| {
            if self.strong { votes(a, b) > 0 && votes(b, a) == 0 } else { votes(a, b) == n.total_weight() }
        };
        let by = |b: EntryIx| n.slate().iter().find(|a| *a != b && dominates(*a, b));
        let out: Vec<(EntryIx, EntryIx)> = n.slate().iter().filter_map(|b| Some((by(b)?, b))).collect();
        compare(teller, n, self.unnamed, out.iter().copied());
        let out: EntrySet = out.into_iter().map(|(_, b)| b).collect();
        chosen(n.slate().len(), EntrySet::first(n.slate().len()).minus(&out), *seats)
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = PairwiseCounts::of(&votes(3, &[("ABC", 1), ("BAC", 1)])).unwrap();
        assert_eq!(standing(&Pareto::default(), &n), "AB C");
    }
    #[test]
    fn level_ballots_matter_to_the_strong_sense_only() {
        use crate::{ballot::Ranking, profile::Profile};
        let level = Profile::of(2, &[Ranking::strict([0, 1]), Ranking::tiers([[0, 1].into()])]).unwrap();
        let n = PairwiseCounts::of(&level).unwrap();
        assert_eq!(standing(&Pareto::default(), &n), "AB");
        assert_eq!(standing(&Pareto { strong: true, ..Pareto::default() }, &n), "A B");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&Pareto::default(), Seats::ONE);
    }
}

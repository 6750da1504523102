//! Tournament equilibrium set: the smallest sets that keep what they choose, together.
//!
//! The set of a few is told by that of fewer: a set keeps if for each member the tournament equilibrium set of those
//! who beat it lies inside. All smallest such sets together are the equilibrium set; of nobody it is nobody.
//!
//! Worked example: A beats B and C, B beats C and D, C beats D, D beats A, each by 1 to 0. D alone beats A, A alone beats B; of A and
//! B, who beat C, the set is A; of B and C, who beat D, it is B. So A needs D, B needs A, D needs B and C needs A:
//! the smallest set that keeps is A, B and D.
use super::{
    graph::{Majority, Rows, at_most, chosen, compare_all},
    strength::UNNAMED,
};
use crate::{
    count::{About, Alias, Halt, Seats, Standing, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The union of the minimal retentive sets.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Members of the set share the first tier; nothing is asked.
///
/// # Complexity
/// Exponential: sets of together at most 2^19 entries are looked at, and beyond that it refuses.
///
/// # Errors
/// Refused if more than one winner is asked for, or beyond the limit.
///
/// # References
/// Schwartz (1990), "Cyclic tournaments and cooperative majority voting", Social Choice and Welfare 7.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::TournamentEquilibrium};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&TournamentEquilibrium::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TournamentEquilibrium {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for TournamentEquilibrium {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("tournament-equilibrium", "Tournament equilibrium set")
            .aliases(&[Alias::plain("teq")])
            .references(&["Schwartz (1990), Social Choice and Welfare 7"])
            .params(&[UNNAMED])
            .limit("sets of together 2^19 entries");
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        compare_all(teller, n, self.unnamed);
        let g = Majority::of(n, self.unnamed);
        let set = equilibrium(&g, &g.all(), &mut Known::default(), teller)?;
        chosen(n.slate().len(), set, *seats)
    }
}
/// Most entries of all sets that are looked at.
const LIMIT: usize = 1 << 19;
#[derive(Default)]
struct Known {
    sets: BTreeMap<EntrySet, EntrySet>,
    /// Of all sets looked at.
    entries: usize,
}
fn equilibrium(
    g: &Majority,
    among: &EntrySet,
    known: &mut Known,
    teller: &mut Teller,
) -> Result<EntrySet, Halt> {
    if among.len() <= 1 {
        return Ok(among.clone());
    }
    if let Some(set) = known.sets.get(among) {
        return Ok(set.clone());
    }
    teller.poll()?;
    known.entries += among.len();
    at_most("entries in sets of rivals", known.entries, LIMIT)?;
    let all: Vec<EntryIx> = among.iter().collect();
    let mut needs = Rows::empty(all.len());
    for (i, a) in all.iter().enumerate() {
        let rivals = equilibrium(g, &g.under(*a).intersection(among), known, teller)?;
        (0..all.len()).filter(|j| rivals.contains(all[*j])).for_each(|j| needs.put(i, j));
    }
    // A smallest set that keeps is whoever needs, by whatever steps, only those who need it too.
    let needs = needs.closed();
    let keeps = |i: &usize| (0..all.len()).all(|j| !needs.has(*i, j) || needs.has(j, *i));
    let set: EntrySet = (0..all.len()).filter(keeps).map(|i| all[i]).collect();
    known.sets.insert(among.clone(), set.clone());
    Ok(set)
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = margins(4, &[("AB", 1), ("AC", 1), ("BC", 1), ("BD", 1), ("CD", 1), ("DA", 1)]);
        assert_eq!(standing(&TournamentEquilibrium::default(), &n), "ABD C");
    }
    #[test]
    fn a_tie_is_kept() {
        assert_eq!(standing(&TournamentEquilibrium::default(), &margins(3, &[("AC", 1), ("BC", 1)])), "AB C");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&TournamentEquilibrium::default(), Seats::ONE);
    }
}

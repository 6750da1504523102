//! Ranked pairs: defeats are locked one by one, the strongest first, except those that would close a cycle with the
//! locked.
//!
//! Draws are no defeats; where a ranking without equals is wanted (Zavist and Tideman) they can be locked last, one way or the
//! other as the teller says.
//!
//! Worked example: 4 ABC, 3 BCA, 2 CAB. B over C by 5 is locked, then A over B by 3; C over A by 1 would close a
//! cycle. The order is A B C.
use super::{
    graph::{Rows, at_most},
    locks::{AGAINST, LOCK_DRAWS, MOST_AGAINST, MOST_KEPT, cycles, defeats},
    schulze::layers,
    strength::{STRENGTH, Strength, UNNAMED},
};
use crate::{
    count::{About, Alias, Draft, Halt, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::EntryIx,
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// Defeats locked in order of strength.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Where equally strong defeats stand against each other the teller is asked which is locked first; defeats that no
/// other stands against are locked without asking. Entries that no path of locked defeats tells apart share a layer.
///
/// # Complexity
/// O(m^3 / 64) time, O(m^2) memory. Ways of breaking ties are followed once for each state of the locked defeats, and
/// not where all whom nobody is locked over were found to win; beyond 128 entries no states are kept.
///
/// # Errors
/// Refused if more than 2,048 equally strong defeats stand against each other.
///
/// # References
/// Tideman (1987), "Independence of clones as a criterion for voting rules", Social Choice and Welfare 4; Zavist and
/// Tideman (1989), "Complete independence of clones in the ranked pairs rule", Social Choice and Welfare 6; Brill and
/// Fischer (2012), "The price of neutrality for the ranked pairs method", AAAI 26.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::RankedPairs};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&RankedPairs::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RankedPairs {
    /// How strong a defeat is.
    pub strength: Strength,
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
    /// Whether draws are locked too, after all defeats, one way or the other.
    pub lock_draws: bool,
}

impl TallyRule for RankedPairs {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("ranked-pairs", "Ranked pairs").aliases(&[Alias::plain("RankedPairs"), Alias::plain("RankedPairsMargin"), Alias::with("RankedPairsWinning", &[("strength", "\"winning-votes\"")]), Alias::with("ranked_pairs_tb", &[("lock_draws", "true")]), Alias::with("ranked_pairs_zt", &[("lock_draws", "true")]), Alias::plain("ranked_pairs"), Alias::plain("tideman"), Alias::plain("Ranked Pairs Margin"), Alias::with("Ranked Pairs Winning", &[("strength", "\"winning-votes\"")]), Alias::with("ranked-pairs-winning-votes", &[("strength", "\"winning-votes\"")])]).references(&["Tideman (1987), Social Choice and Welfare 4; Zavist and Tideman (1989), Social Choice and Welfare 6"]).params(&[STRENGTH, UNNAMED, LOCK_DRAWS])
            .limit("2,048 other defeats that are level with one");
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let m = n.slate().len();
        let strengths = self.strength.of(n, self.unnamed);
        let mut reach = Rows::empty(m);
        let groups = defeats(&strengths, n, self.unnamed, self.lock_draws);
        for (at, (strength, mut group)) in groups.into_iter().enumerate() {
            let shown = strengths.shown(strength.max(0));
            let (mut part, mut stale) = (vec![], true);
            while !group.is_empty() {
                // What is settled by the locked is locked or skipped; what no equal stands against is locked.
                let mut open = vec![];
                for (a, b) in group {
                    if reach.has(b.ix(), a.ix()) {
                        stale = true;
                        teller.record(|| Step::Skipped { over: a, under: b, strength: shown.clone() });
                    } else if reach.has(a.ix(), b.ix()) {
                        teller.record(|| Step::Locked { over: a, under: b, strength: shown.clone() });
                    } else {
                        open.push((a, b));
                    }
                }
                // To lock one of the open makes no cycles and breaks none; to leave one out breaks some.
                if stale {
                    part = cycles(m, |a| reach.row(a), &open);
                    stale = false;
                }
                let (against, free): (Vec<_>, Vec<_>) =
                    open.into_iter().partition(|(a, b)| part[a.ix()] == part[b.ix()]);
                let mut now = free;
                group = against;
                if now.is_empty() && !group.is_empty() {
                    at_most(AGAINST, group.len(), MOST_AGAINST)?;
                    if m <= MOST_KEPT {
                        let mut draft = Draft::new();
                        if *seats == Seats::ONE {
                            draft.rule_out(
                                &(0..m)
                                    .filter(|b| (0..m).any(|a| reach.has(a, *b)))
                                    .map(EntryIx::from)
                                    .collect(),
                            );
                        }
                        teller.visit(&draft, (at as u64, reach.bits().to_vec()))?;
                    }
                    let first = teller.pick(TieAt::lock(at + 1), &group)?;
                    group.retain(|p| *p != first);
                    now.push(first);
                }
                for (a, b) in now {
                    teller.record(|| Step::Locked { over: a, under: b, strength: shown.clone() });
                    lock(&mut reach, m, a.ix(), b.ix());
                }
            }
        }
        Ok(Standing::of(layers(m, |a, b| reach.has(a.ix(), b.ix()))))
    }
}
/// All that reach `a` reach `b` now, and all that `b` reaches.
fn lock(reach: &mut Rows, m: usize, a: usize, b: usize) {
    if reach.has(a, b) {
        return;
    }
    for x in (0..m).filter(|x| *x == a || reach.has(*x, a)).collect::<Vec<_>>() {
        reach.put(x, b);
        reach.add(x, b);
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = PairwiseCounts::of(&votes(3, &[("ABC", 4), ("BCA", 3), ("CAB", 2)])).unwrap();
        assert_eq!(standing(&RankedPairs::default(), &n), "A B C");
    }
    #[test]
    fn a_tie_of_defeats_in_a_cycle_is_asked() {
        let n = margins(3, &[("AB", 2), ("BC", 2), ("CA", 2)]);
        assert_eq!(winners(&RankedPairs::default(), &n), "ABC");
        // A before B before C: A over B is locked, then B over C.
        let order = crate::count::TiePolicy::Order { order: [0u32, 1, 2].map(EntryIx::from).to_vec() };
        let t = crate::count::run_on(&RankedPairs::default(), &n, Seats::ONE, &order).unwrap();
        assert_eq!(shown(t.answer().unwrap()), "A B C");
    }
    #[test]
    fn twenty_in_a_cycle_of_ties_end() {
        let m = 20;
        let next =
            |a: usize| (0..m).map(|b| i64::from((a + 1) % m == b) - i64::from((b + 1) % m == a)).collect();
        let all: Vec<Vec<i64>> = (0..m).map(next).collect();
        let n = PairwiseCounts::from_margins(crate::profile::Slate::anonymous(m), &all).unwrap();
        assert_eq!(winners(&RankedPairs::default(), &n).len(), 20);
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&RankedPairs::default(), Seats::ONE);
    }
}

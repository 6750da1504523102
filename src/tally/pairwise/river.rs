//! River: defeats are locked one by one, the strongest first, except those that would close a cycle with the locked
//! or give an entry a second defeat.
//!
//! The locked defeats flow together like a river; the winner is its source.
//!
//! Draws are no defeats; where a ranking without equals is wanted (Zavist and Tideman) they can be locked last, one way or the
//! other as the teller says.
//!
//! Worked example: A beats B by 3, B beats C by 5, C beats A by 1, and A beats D by 7, B beats D by 9. B over D, A
//! over D is left out since D is defeated, B over C, A over B; C over A would close a cycle: A is the source.
use super::{
    graph::{Rows, at_most, chosen},
    locks::{AGAINST, LOCK_DRAWS, MOST_AGAINST, MOST_KEPT, cycles, defeats},
    strength::{STRENGTH, Strength, UNNAMED},
};
use crate::{
    count::{About, Alias, Draft, Halt, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// Ranked pairs with one defeat for each.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Where equally strong defeats stand against each other the teller is asked which is locked first. Entries that no
/// defeat is locked against share the first tier.
///
/// # Complexity
/// O(m^3) time, O(m^2) memory. Ways of breaking ties are followed once for each state of the locked defeats;
/// beyond 128 entries no states are kept.
///
/// # Errors
/// Refused if more than one winner is asked for, since the definition ranks nobody, and if more than 2,048 equally
/// strong defeats stand against each other.
///
/// # References
/// Heitzig (2004), "River method", and Döring, Brill and Heitzig (2025), "The River Method", AAMAS 2025.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::River};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&River::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct River {
    /// How strong a defeat is.
    pub strength: Strength,
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
    /// Whether draws are locked too, after all defeats, one way or the other.
    pub lock_draws: bool,
}

impl TallyRule for River {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("river", "River")
            .aliases(&[
                Alias::with("river_tb", &[("lock_draws", "true")]),
                Alias::with("river_zt", &[("lock_draws", "true")]),
                Alias::with("river-winning-votes", &[("strength", "\"winning-votes\"")]),
            ])
            .references(&["Heitzig (2004), River method; Döring, Brill and Heitzig (2025), AAMAS 2025"])
            .params(&[STRENGTH, UNNAMED, LOCK_DRAWS])
            .limit("2,048 other defeats that are level with one");
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let m = n.slate().len();
        let strengths = self.strength.of(n, self.unnamed);
        let mut reach = Rows::empty(m);
        let mut defeated = EntrySet::EMPTY;
        for (at, (strength, mut group)) in
            defeats(&strengths, n, self.unnamed, self.lock_draws).into_iter().enumerate()
        {
            let shown = strengths.shown(strength.max(0));
            while !group.is_empty() {
                let stays =
                    |(a, b): &(EntryIx, EntryIx)| !defeated.contains(*b) && !reach.has(b.ix(), a.ix());
                let (open, out): (Vec<_>, Vec<_>) = group.into_iter().partition(stays);
                for (a, b) in out {
                    teller.record(|| Step::Skipped { over: a, under: b, strength: shown.clone() });
                }
                let part = cycles(m, |a| reach.row(a), &open);
                let mut defeats_of = vec![0u32; m];
                for (_, b) in &open {
                    defeats_of[b.ix()] += 1;
                }
                let alone = |b: EntryIx| defeats_of[b.ix()] == 1;
                let (mut now, against): (Vec<_>, Vec<_>) =
                    open.iter().copied().partition(|(a, b)| part[a.ix()] != part[b.ix()] && alone(*b));
                group = against;
                if now.is_empty() && !group.is_empty() {
                    at_most(AGAINST, group.len(), MOST_AGAINST)?;
                    if m <= MOST_KEPT {
                        let mut draft = Draft::new();
                        draft.rule_out(&defeated);
                        teller.visit(&draft, (at as u64, reach.bits().to_vec()))?;
                    }
                    let first = teller.pick(TieAt::lock(at + 1), &group)?;
                    group.retain(|p| *p != first);
                    now.push(first);
                }
                for (a, b) in now {
                    teller.record(|| Step::Locked { over: a, under: b, strength: shown.clone() });
                    defeated.insert(b);
                    for x in (0..m).filter(|x| *x == a.ix() || reach.has(*x, a.ix())).collect::<Vec<_>>() {
                        reach.put(x, b.ix());
                        reach.add(x, b.ix());
                    }
                }
            }
        }
        chosen(m, EntrySet::first(m).minus(&defeated), *seats)
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = margins(4, &[("AB", 3), ("BC", 5), ("CA", 1), ("AD", 7), ("BD", 9)]);
        assert_eq!(standing(&River::default(), &n), "A BCD");
    }
    #[test]
    fn a_tie_of_defeats_in_a_cycle_is_asked() {
        let n = margins(3, &[("AB", 2), ("BC", 2), ("CA", 2)]);
        assert_eq!(winners(&River::default(), &n), "ABC");
    }
    #[test]
    fn twenty_in_a_cycle_of_ties_end() {
        let m = 20;
        let next =
            |a: usize| (0..m).map(|b| i64::from((a + 1) % m == b) - i64::from((b + 1) % m == a)).collect();
        let all: Vec<Vec<i64>> = (0..m).map(next).collect();
        let n = PairwiseCounts::from_margins(crate::profile::Slate::anonymous(m), &all).unwrap();
        assert_eq!(winners(&River::default(), &n).len(), 20);
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&River::default(), Seats::ONE);
    }
}

//! Plurality veto: every entry begins with its first places. Then ballot after ballot takes one from the entry that
//! it ranks last of those left; who has nothing left leaves. The last one left wins.
//!
//! Entries without first places leave at the beginning. The order of ballots matters: it is a parameter, by the rows
//! of the profile. A ballot that weighs more takes its weight, from the next entry where the last has less.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A, in this order: the 42 take 17 from D
//! and 15 from C, who leave, and 10 from B, which keeps 16; the 26, 15 and 17 then take from A till it leaves. B is
//! left with 16.
use crate::{
    ballot::{Ranking, Rows},
    count::{
        About, Alias, Draft, Exception, Halt, Law, Param, Refusal, Seats, Standing, Step, TallyRule, Teller,
    },
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// Ballot after ballot takes one from its last.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None of entries that leave by different ballots. Entries without first places share the last tier; if nobody has
/// any, all stand level.
///
/// # Complexity
/// O(n m) time and memory.
///
/// # Errors
/// Ballots that name somebody and not all entries but one in strict order are refused, as is an order that does not
/// name every row once.
///
/// # References
/// Kizilkaya and Kempe (2022), Plurality veto: a simple voting rule achieving optimal metric distortion, IJCAI 2022.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::positional::PluralityVeto};
/// let ballots = [[0, 1, 2], [1, 0, 2], [1, 2, 0]].map(Ranking::strict);
/// let tally = run(&PluralityVeto::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PluralityVeto {
    /// Rows of the profile from 0, in the order in which they take; as they lie if empty.
    pub order: Vec<u32>,
}

impl TallyRule for PluralityVeto {
    type Input = Profile<Ranking>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("plurality-veto", "Plurality veto")
            .breaks(&[
                Exception::new(
                    Law::Order,
                    "ballots take from their last in the order in which they are cast",
                ),
                Exception::new(
                    Law::Copies,
                    "ballots take in the order in which they are cast, copies after the others",
                ),
            ])
            .aliases(&[Alias::plain("plurality_veto"), Alias::plain("PluralityVeto")])
            .references(&["Kizilkaya and Kempe (2022), Plurality veto, IJCAI 2022"])
            .params(&[Param {
                name: "order",
                kind: "list of rows",
                about: "rows of the profile from 0, in the order in which they take; as they lie if empty",
            }]);
        ABOUT
    }
    fn count(&self, p: &Profile<Ranking>, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (m, units) = (p.slate().len(), Exact::from(p.units_per_vote()));
        let order = self.order(p.len())?;
        let best_first = |row: usize| -> Vec<EntryIx> {
            p.rows().ballot(row).iter().filter_map(EntrySet::single).collect()
        };
        let mut has = vec![0u64; m];
        for row in 0..p.len() {
            let ballot = p.rows().ballot(row);
            let strict = ballot.iter().all(|t| t.single().is_some());
            if !strict || (1..m.saturating_sub(1)).contains(&ballot.0.len()) {
                let why = "plurality veto needs ballots that rank all entries in strict order, or none";
                return Err(Refusal::Other(why.into()).into());
            }
            if let Some(first) = best_first(row).first() {
                has[first.ix()] += p.weight(row);
            }
        }
        let mut draft = Draft::new();
        teller.record(|| Step::scored(p.entries().map(|e| (e, &Exact::from(has[e.ix()]) / &units))));
        let none: EntrySet = p.entries().filter(|e| has[e.ix()] == 0).collect();
        let mut left = p.slate().all().minus(&none);
        if left.is_empty() {
            return Ok(draft.finish(none));
        }
        draft.eliminate(none);
        for row in order {
            let ranked = best_first(row);
            // One that is not named is the last.
            let unnamed = left.iter().find(|e| !ranked.contains(e)).filter(|_| !ranked.is_empty());
            let mut takes = p.weight(row);
            for last in unnamed.into_iter().chain(ranked.into_iter().rev()) {
                if takes == 0 || left.len() <= 1 {
                    break;
                }
                let taken = takes.min(has[last.ix()]);
                (has[last.ix()], takes) = (has[last.ix()] - taken, takes - taken);
                if has[last.ix()] == 0 && left.remove(last) {
                    teller.record(|| Step::Eliminated { entries: last.into() });
                    teller.record(|| {
                        Step::scored(left.iter().map(|e| (e, &Exact::from(has[e.ix()]) / &units)))
                    });
                    draft.eliminate(last);
                }
            }
        }
        Ok(draft.finish(left))
    }
}
impl PluralityVeto {
    fn order(&self, rows: usize) -> Result<Vec<usize>, Halt> {
        if self.order.is_empty() {
            return Ok((0..rows).collect());
        }
        let mut sorted: Vec<usize> = self.order.iter().map(|r| *r as usize).collect();
        sorted.sort_unstable();
        if !sorted.into_iter().eq(0..rows) {
            let why = format!("names {} rows; it must name each of the {rows} rows once", self.order.len());
            return Err(Refusal::Parameter { name: "order", why }.into());
        }
        Ok(self.order.iter().map(|r| *r as usize).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        count::{CountError, TiePolicy, run},
        tally::tried::{CITIES, best, nobody, profile, standing},
    };
    #[test]
    fn worked_example() {
        let order = standing(&PluralityVeto::default(), 4, CITIES, Seats::Open);
        assert_eq!(order, [[1].into(), [0].into(), [2].into(), [3].into()]);
    }
    #[test]
    fn a_tie_is_ended_by_the_order_of_ballots() {
        let tied: &[(&str, usize)] = &[("ABC", 1), ("BCA", 1), ("CAB", 1)];
        // The first takes from C; the second from A; B is left.
        assert_eq!(best(&PluralityVeto::default(), 3, tied), [1].into());
        assert_eq!(best(&PluralityVeto { order: vec![1, 2, 0] }, 3, tied), [2].into());
        let wrong =
            run(&PluralityVeto { order: vec![0, 0, 1] }, &profile(3, tied), Seats::ONE, &TiePolicy::REPORT);
        assert!(matches!(
            wrong,
            Err(CountError::Refused { cause: Refusal::Parameter { name: "order", .. }, .. })
        ));
    }
    #[test]
    fn nobody_votes() {
        nobody(&PluralityVeto::default());
    }
}

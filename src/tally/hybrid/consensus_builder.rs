//! Consensus builder: an order is built down to one. From its last entry up, each that is still there removes all above it that
//! a share beta of the ballots puts below it; the last that comes to it wins.
//!
//! Worked example: 3 CAB, 2 ABC, 2 BAC, beta 1/2, and the order C A B. B is above C on 4 of 7 ballots and above A on 2: C goes.
//! A is the last that comes to it, and wins.
use crate::{
    count::{
        About, Alias, Exception, Halt, Law, Param, Reason, Refusal, Seats, Standing, Step, TallyRule, Teller,
    },
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{PairwiseCounts, Summary, Unnamed},
    tally::pairwise::{
        beta_uncovered::{BETA, check, half, share},
        graph::{chosen, compare},
        strength::UNNAMED,
    },
};
use serde::{Deserialize, Serialize};

/// Whom a given order builds up to.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: the order is strict. If no ballot puts anybody above anybody, nobody wins.
///
/// # Complexity
/// O(m^2) on pairwise counts.
///
/// # Errors
/// More than one seat is refused: the definition names one winner. Refused if `beta` is below 1/2 or not below 1, and if the order
/// does not name every entry once.
///
/// # References
/// Charikar, Ramakrishnan, Wang and Wu (2024), "Breaking the metric voting distortion barrier", SODA 2024.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::hybrid::ConsensusBuilder};
/// let ballots = [[2, 0, 1], [0, 1, 2], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&ConsensusBuilder::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConsensusBuilder {
    /// The order that is built down, best first; that of the slate if empty.
    pub order: Vec<EntryIx>,
    /// The share, from 1/2 to below 1.
    pub beta: Exact,
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}
impl Default for ConsensusBuilder {
    fn default() -> Self {
        Self { order: vec![], beta: half(), unnamed: Unnamed::Last }
    }
}

impl TallyRule for ConsensusBuilder {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("consensus-builder", "Consensus builder")
            .breaks(&[Exception::new(
                Law::Names,
                "without an order it is that of the slate which is built down",
            )])
            .aliases(&[
                Alias::plain("consensus_builder"),
                Alias::plain("consensus_builder[ranking=sorted,beta=0.5]"),
            ])
            .references(&["Charikar, Ramakrishnan, Wang and Wu (2024), SODA 2024"])
            .params(&[
                Param {
                    name: "order",
                    kind: "list of entries",
                    about: "the order that is built down, best first; that of the slate if empty",
                },
                BETA,
                UNNAMED,
            ]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        check(&self.beta)?;
        let slate = n.slate();
        let order = if self.order.is_empty() { slate.iter().collect() } else { self.order.clone() };
        if order.len() != slate.len() || order.iter().copied().collect::<EntrySet>() != slate.all() {
            let why = format!("names {order:?}; it must name each of the {} entries once", slate.len());
            return Err(Refusal::Parameter { name: "order", why }.into());
        }
        let compared = |a: EntryIx| slate.iter().any(|b| a != b && n.votes(a, b, self.unnamed) > 0);
        if slate.len() > 1 && !slate.iter().any(compared) {
            // No ballot says anything for or against anybody.
            return Err(teller.nobody(Reason::NobodyQualified));
        }
        let enough = share(&self.beta, n.total_weight());
        let (mut left, mut last) = (slate.all(), EntrySet::EMPTY);
        for (at, i) in order.iter().enumerate().rev() {
            if !left.contains(*i) {
                continue;
            }
            last = (*i).into();
            let goes =
                |j: &&EntryIx| left.contains(**j) && Exact::from(n.votes(*i, **j, self.unnamed)) >= enough;
            let out: EntrySet = order[..at].iter().filter(goes).copied().collect();
            if !out.is_empty() {
                compare(teller, n, self.unnamed, out.iter().map(|j| (*i, j)));
                teller.record(|| Step::Eliminated { entries: out.clone() });
                left = left.minus(&out);
            }
        }
        chosen(slate.len(), last, *seats)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{best, profile};
    const P: &[(&str, usize)] = &[("CAB", 3), ("ABC", 2), ("BAC", 2)];
    fn of(order: [u32; 3]) -> ConsensusBuilder {
        ConsensusBuilder { order: order.map(EntryIx::new).to_vec(), ..ConsensusBuilder::default() }
    }
    #[test]
    fn worked_example() {
        assert_eq!(best(&of([2, 0, 1]), 3, P), [0].into());
        // A is above B on 5 and above C on 4 of 7 ballots: both go.
        assert_eq!(best(&of([1, 2, 0]), 3, P), [0].into());
    }
    #[test]
    fn a_tie_counts_as_a_share_of_one_half() {
        // B, the last, is above A on half of the ballots.
        assert_eq!(best(&ConsensusBuilder::default(), 2, &[("AB", 1), ("BA", 1)]), [1].into());
    }
    #[test]
    fn an_order_that_lacks_somebody_is_refused_and_nobody_votes() {
        use crate::count::{Outcome, TiePolicy, run};
        let rule = ConsensusBuilder { order: vec![0u32.into()], ..ConsensusBuilder::default() };
        let e = run(&rule, &profile(3, P), Seats::ONE, &TiePolicy::REPORT).unwrap_err();
        assert!(e.to_string().contains("each of the 3 entries once"), "{e}");
        let t = run(&ConsensusBuilder::default(), &profile(3, &[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

//! Condorcet-plurality: whoever beats every other; without one, whoever has the most first places.
//!
//! A ballot that ranks entries equally counts in equal parts for them.
//!
//! Worked example: 4 ABC, 3 BCA, 2 CAB. A beats B, B beats C, C beats A: nobody beats both others. A has the most first
//! places, 4.
use crate::{
    count::{About, Alias, Halt, Rounds, Seats, Standing, TallyRule, Teller},
    tally::{
        pairwise::graph::chosen,
        runoff::{
            Duels,
            eliminate::{lowest, scored},
        },
    },
};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// Who beats all others, else the most first places.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal first places share the first tier; nothing is asked.
///
/// # Complexity
/// O(m^2) on pairwise counts, one look at the ballots.
///
/// # Errors
/// More than one seat is refused: the definition names one winner. More than 8192 entries are refused.
///
/// # References
/// Merrill (1988), Making Multicandidate Elections More Democratic, chapter 2, on methods that complete Condorcet's.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::hybrid::CondorcetPlurality};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&CondorcetPlurality {}, &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CondorcetPlurality {}

impl TallyRule for CondorcetPlurality {
    type Input = dyn Rounds<Duels>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("condorcet-plurality", "Condorcet-plurality")
            .aliases(&[Alias::plain("condorcet_plurality")])
            .references(&["Merrill (1988), Making Multicandidate Elections More Democratic, chapter 2"]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (all, units, mut session) = (ballots.slate().all(), ballots.units_per_vote(), ballots.begin());
        let n = session.margins(all.len())?;
        if let Some(winner) = n.winner(&all) {
            all.iter().filter(|e| *e != winner).for_each(|e| n.tell(teller, (winner, e), units));
            return chosen(all.len(), winner.into(), *seats);
        }
        let firsts = session.firsts(&all)?;
        teller.record(|| scored(&all, units, |e| firsts.named_parts(e)));
        chosen(all.len(), lowest(&all, |e| Reverse(firsts.named_parts(e))), *seats)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, best, nobody};
    #[test]
    fn worked_example() {
        let rule = CondorcetPlurality {};
        assert_eq!(best(&rule, 3, &[("ABC", 4), ("BCA", 3), ("CAB", 2)]), [0].into());
        // A has the most first places, B beats all others.
        assert_eq!(best(&rule, 4, CITIES), [1].into());
    }
    #[test]
    fn a_tie_shares_the_tier() {
        let tied = &[("ABC", 2), ("BCA", 2), ("CAB", 1)];
        assert_eq!(best(&CondorcetPlurality {}, 3, tied), [0, 1].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&CondorcetPlurality {});
    }
}

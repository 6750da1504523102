//! Daunou: whoever beats every other; without one, those who lose to all others left leave one after the other, and of the
//! rest the most first places win.
//!
//! A ballot that ranks entries equally counts in equal parts for them.
//!
//! Worked example: 4 ABCD, 3 BCAD, 2 CABD. A beats B, B beats C, C beats A, and all beat D: nobody beats all others, D leaves,
//! and of the others nobody loses to both. A has 4 first places, B 3, C 2: A wins.
use crate::{
    count::{About, Halt, Rounds, Seats, Standing, Step, TallyRule, Teller},
    id::EntrySet,
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

/// Who beats all others, else the most first places once losers to all have left.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal first places share the first tier; nothing is asked. Only one at a time can lose to all others.
///
/// # Complexity
/// O(m^3) for those who leave, one look at the ballots.
///
/// # Errors
/// More than one seat is refused: the definition names one winner. More than 8192 entries are refused.
///
/// # References
/// Daunou (1803), Mémoire sur les élections au scrutin; Barberà, Bossert and Suzumura (2021), "Daunou's voting rule and the
/// lexicographic assignment of priorities", Social Choice and Welfare 56.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::hybrid::Daunou};
/// let ballots = [[0, 1, 2], [0, 1, 2], [1, 2, 0], [1, 2, 0], [0, 2, 1]].map(Ranking::strict);
/// let tally = run(&Daunou {}, &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Daunou {}

impl TallyRule for Daunou {
    type Input = dyn Rounds<Duels>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("daunou", "Daunou").references(&[
            "Daunou (1803), Mémoire sur les élections au scrutin",
            "Barberà, Bossert and Suzumura (2021), Social Choice and Welfare 56",
        ]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (m, units, mut session) = (ballots.slate().len(), ballots.units_per_vote(), ballots.begin());
        let n = session.margins(m)?;
        let mut left = ballots.slate().all();
        if let Some(winner) = n.winner(&left) {
            left.iter().filter(|e| *e != winner).for_each(|e| n.tell(teller, (winner, e), units));
            return chosen(m, winner.into(), *seats);
        }
        while left.len() > 1
            && let Some(out) = n.loser(&left)
        {
            left.remove(out);
            teller.record(|| Step::Eliminated { entries: EntrySet::from(out) });
        }
        let firsts = session.firsts(&left)?;
        teller.record(|| scored(&left, units, |e| firsts.named_parts(e)));
        chosen(m, lowest(&left, |e| Reverse(firsts.named_parts(e))), *seats)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, best, nobody};
    #[test]
    fn worked_example() {
        assert_eq!(best(&Daunou {}, 4, &[("ABCD", 4), ("BCAD", 3), ("CABD", 2)]), [0].into());
        assert_eq!(best(&Daunou {}, 4, CITIES), [1].into());
    }
    #[test]
    fn first_places_of_a_loser_to_all_go_on() {
        // All beat D by 5 to 4, the others beat one another in a circle, and B gets the four first places of D.
        let p = &[("DBCA", 4), ("ABCD", 3), ("CABD", 2)];
        assert_eq!(best(&Daunou {}, 4, p), [1].into());
    }
    #[test]
    fn a_tie_shares_the_tier() {
        assert_eq!(best(&Daunou {}, 3, &[("ABC", 1), ("BCA", 1), ("CAB", 1)]), [0, 1, 2].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&Daunou {});
    }
}

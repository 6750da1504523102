//! Bracket voting: the four with the most first places are seeded, the first seed meets the fourth and the second the third, and
//! the two who win meet for the end. A drawn duel goes to the better seed.
//!
//! Of three entries the first seed goes to the end without a duel. Of two, or one, the most first places win. A ballot that
//! ranks entries equally counts in equal parts for them.
//!
//! Worked example: 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A. The seeds are A, B, D, C. C beats A by 58 to 42, B beats D
//! by 68 to 32, and B beats C by 68 to 32: B wins.
use crate::{
    count::{About, Alias, Halt, Rounds, Seats, Standing, TallyRule, Teller, TieAt},
    id::EntryIx,
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

/// The four with the most first places meet in duels.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between equal first places the teller is asked who has the better seed, at stage `order` with the number of the seed from 1; of
/// two entries they share the tier. Drawn duels are no ties.
///
/// # Complexity
/// O(m) on pairwise counts, one look at the ballots.
///
/// # Errors
/// More than one seat is refused: the definition names one winner. More than 8192 entries are refused.
///
/// # References
/// Foley and Holliday, on a proposal by Foley (2023), "Tournament elections with round-robin primaries"; as in Holliday and
/// Pacuit's `pref_voting`, whose random order the teller stands for here.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::hybrid::BracketVoting};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&BracketVoting {}, &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BracketVoting {}

impl TallyRule for BracketVoting {
    type Input = dyn Rounds<Duels>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("bracket-voting", "Bracket voting")
            .aliases(&[
                Alias::plain("bracket_voting"),
                Alias::plain("bracket_voting[tie_break=lexicographic]"),
            ])
            .references(&["Foley (2023), Tournament elections with round-robin primaries"]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (all, units, mut session) = (ballots.slate().all(), ballots.units_per_vote(), ballots.begin());
        let n = session.margins(all.len())?;
        let firsts = session.firsts(&all)?;
        teller.record(|| scored(&all, units, |e| firsts.named_parts(e)));
        let next = |left: &_| lowest(left, |e| Reverse(firsts.named_parts(e)));
        if all.len() <= 2 {
            return chosen(all.len(), next(&all), *seats);
        }
        let (mut left, mut seeds): (_, Vec<EntryIx>) = (all.clone(), vec![]);
        while seeds.len() < 4 && !left.is_empty() {
            let seed = teller.pick_entry(TieAt::order(seeds.len() + 1), &next(&left))?;
            left.remove(seed);
            seeds.push(seed);
        }
        // A better seed has a smaller number.
        let mut meet = |a: usize, b: usize| {
            n.tell(teller, (seeds[a], seeds[b]), units);
            match n.margin(seeds[a], seeds[b]).signum() {
                1 => a,
                -1 => b,
                _ => a.min(b),
            }
        };
        let one = if seeds.len() == 4 { meet(0, 3) } else { 0 };
        let two = meet(1, 2);
        let won = meet(one, two);
        chosen(all.len(), seeds[won].into(), *seats)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, best, nobody, ways};
    #[test]
    fn worked_example() {
        assert_eq!(best(&BracketVoting {}, 4, CITIES), [1].into());
    }
    #[test]
    fn a_drawn_duel_goes_to_the_better_seed() {
        // A has 3 first places, B 2, C 1. B meets C, 3 to 3: the better seed goes on, and A meets B, 3 to 3.
        let p = &[("ABC", 1), ("ACB", 2), ("BCA", 2), ("CBA", 1)];
        assert_eq!(best(&BracketVoting {}, 3, p), [0].into());
    }
    #[test]
    fn a_tie_for_a_seed_is_asked() {
        // Nobody loses to both others; whoever is the first seed waits for the winner of the other two.
        let tied: &[(&str, usize)] = &[("ABC", 1), ("BCA", 1), ("CAB", 1)];
        assert_eq!(ways(&BracketVoting {}, 3, tied), [0, 1, 2].into());
        assert_eq!(best(&BracketVoting {}, 2, &[("AB", 1), ("BA", 1)]), [0, 1].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&BracketVoting {});
    }
}

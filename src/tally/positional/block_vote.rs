//! Block vote: every ballot gives one vote to each of the first entries that it names, as many as there are seats, and the
//! entries with the most votes are elected.
//!
//! With `votes` given it is the limited vote if there are fewer votes than seats, and with one vote the single
//! non-transferable vote. Entries that share places at the edge share what votes are left.
//!
//! Worked example: two seats; 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A. A has 42 votes, B 68, C 58, D 32: B and C.
use super::points::{Unranked, standing};
use crate::{
    count::{About, Alias, Halt, Param, Rounds, Seats, Standing, TallyRule, Teller},
    num::Exact,
    tally::places::Places,
};
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;

/// As many votes as seats, or a given number, by place on ranked ballots.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Entries with equal votes share a tier.
///
/// # Complexity
/// O(n m log m) once; O(m^2) memory for whole ballots.
///
/// # Errors
/// A task without a number of seats; `votes = 0` when the rule is built.
///
/// # References
/// Farrell (2011), Electoral Systems, chapter 2, "block vote" and "limited vote".
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::positional::BlockVote};
/// let ballots = [[0, 1, 2], [1, 0, 2], [1, 2, 0]].map(Ranking::strict);
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&BlockVote::default(), &Profile::of(3, &ballots)?, two, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BlockVote {
    /// Votes of each ballot; as many as seats if not given.
    pub votes: Option<NonZeroU32>,
}
impl TallyRule for BlockVote {
    type Input = dyn Rounds<Places>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("block-vote", "Block vote")
            .aliases(&[
                Alias::plain("BlocPlurality"),
                Alias::plain("plurality-at-large"),
                Alias::plain("plurality-block-voting"),
            ])
            .references(&["Farrell (2011), Electoral Systems, chapter 2"])
            .params(&[Param {
                name: "votes",
                kind: "integer",
                about: "votes of each ballot, at least 1; as many as seats if not given",
            }])
            .needs_number();
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let votes = self.votes.map_or(seats.number(), |v| v.get() as usize);
        standing(ballots, Unranked::Nothing, teller, |place| Exact::from(u32::from(place < votes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, nobody, standing as tiers};
    #[test]
    fn worked_example() {
        let two = Seats::fill(2).unwrap();
        assert_eq!(tiers(&BlockVote::default(), 4, CITIES, two)[..2], [[1].into(), [2].into()]);
        let one = BlockVote { votes: NonZeroU32::new(1) };
        assert_eq!(tiers(&one, 4, CITIES, two)[..2], [[0].into(), [1].into()]);
    }
    #[test]
    fn a_tie_shares_a_tier() {
        let two = Seats::fill(2).unwrap();
        assert_eq!(
            tiers(&BlockVote::default(), 3, &[("AB", 1), ("AC", 1)], two)[..],
            [[0].into(), [1, 2].into()]
        );
    }
    #[test]
    fn nobody_votes() {
        nobody(&BlockVote::default());
    }
}

//! Anti-plurality: every ballot gives a point to all entries but the one that it ranks last.
//!
//! Entries that share places get the average of their points. Unnamed entries stand last together, so that a ballot's
//! one veto is shared among them; with `unranked = nothing` they get no point at all.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A: A is last on 58, D on 42: A has 42
//! points, D 58, B and C 100 each.
use super::points::{Unranked, standing};
use crate::{
    count::{About, Alias, Halt, Param, Rounds, Seats, Standing, TallyRule, Teller},
    num::Exact,
    tally::places::Places,
};
use serde::{Deserialize, Serialize};

/// The fewest last places.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Entries with equal points share a tier.
///
/// # Complexity
/// O(n m log m) once; O(m^2) memory for whole ballots.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Baharad and Nitzan (2005), The inverse plurality rule: an axiomatization, Social Choice and Welfare 25.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::positional::Veto};
/// let ballots = [[0, 1, 2], [1, 0, 2], [1, 2, 0]].map(Ranking::strict);
/// let tally = run(&Veto::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Veto {
    /// What entries get that a ballot does not name.
    pub unranked: Unranked,
}

impl TallyRule for Veto {
    type Input = dyn Rounds<Places>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("veto", "Anti-plurality")
            .aliases(&[
                Alias::plain("anti-plurality"),
                Alias::plain("anti_plurality"),
                Alias::plain("inverse-plurality"),
            ])
            .references(&["Baharad and Nitzan (2005), The inverse plurality rule: an axiomatization"])
            .params(&[Param {
                name: "unranked",
                kind: "average | nothing",
                about: "what entries get that a ballot does not name",
            }]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let last = ballots.slate().len().saturating_sub(1);
        standing(ballots, self.unranked, teller, |place| Exact::from(u32::from(place < last || last == 0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, best, nobody, scores};
    #[test]
    fn worked_example() {
        assert_eq!(scores(&Veto::default(), 4, CITIES), ["42", "100", "100", "58"]);
    }
    #[test]
    fn unnamed_entries_share_the_veto() {
        assert_eq!(scores(&Veto::default(), 3, &[("A", 1)]), ["1", "1/2", "1/2"]);
        assert_eq!(scores(&Veto { unranked: Unranked::Nothing }, 3, &[("A", 1)]), ["1", "0", "0"]);
    }
    #[test]
    fn a_tie_shares_a_tier() {
        assert_eq!(best(&Veto::default(), 3, &[("ABC", 1), ("BCA", 1), ("CAB", 1)]), [0, 1, 2].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&Veto::default());
    }
}

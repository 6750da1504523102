//! The modified Borda count: who ranks k entries gives the last of them 1 point, the one before 2, and the first k; entries that a ballot
//! does not name get none.
//!
//! So nothing is lost by naming more. With `first = slate` the first gets as many points as there are entries on the slate, however
//! few are named, as the count is held where every ballot is to rank all. Entries ranked equally share the points of their places.
//!
//! Worked example: 2 voters rank A B C, 3 rank B alone. A gets 2·3 = 6 points, B 2·2 + 3·1 = 7, C 2·1 = 2. With `first = slate` B
//! gets 2·2 + 3·3 = 13.
use crate::{
    ballot::Ranking,
    count::{About, Alias, Halt, Param, Seats, Standing, Step, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// Points of the first place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum First {
    /// As many as the ballot names entries.
    #[default]
    Named,
    /// As many as there are entries.
    Slate,
}

/// Points by place among the named, nothing for the others.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Entries with equal points share a tier.
///
/// # Complexity
/// O(n m).
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Emerson (2013), "The original Borda count and partial voting", Social Choice and Welfare 40.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::positional::ModifiedBorda};
/// let ballots = [Ranking::strict([0, 1, 2]), Ranking::strict([0, 1, 2]), Ranking::strict([1])];
/// let tally = run(&ModifiedBorda::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().scores()[&1u32.into()].to_string(), "5");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ModifiedBorda {
    /// Points of the first place.
    pub first: First,
}

impl TallyRule for ModifiedBorda {
    type Input = Profile<Ranking>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("modified-borda", "Modified Borda count")
            .aliases(&[
                Alias::plain("mbc"),
                Alias::plain("modified-borda-count"),
                Alias::with("conventional-borda", &[("first", "\"slate\"")]),
            ])
            .references(&[
                "Emerson (2013), The original Borda count and partial voting, Social Choice and Welfare 40",
            ])
            .params(&[Param { name: "first", kind: "named | slate", about: "points of the first place" }]);
        ABOUT
    }
    fn count(&self, p: &Profile<Ranking>, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        // Twice the points, so that two who share places need no half: below 2^46 units times 2^16.
        let mut twice = vec![0u64; p.slate().len()];
        for (ballot, weight) in p.ballots() {
            let named: usize = ballot.iter().map(EntrySet::len).sum();
            let mut left = if self.first == First::Slate { p.slate().len() } else { named };
            for tier in &ballot.0 {
                // The places from `left` down share the points between.
                let last = left - tier.len() + 1;
                tier.iter().for_each(|e| twice[e.ix()] += weight * (left + last) as u64);
                left -= tier.len();
            }
        }
        let halves = Exact::from(2 * u128::from(p.units_per_vote()));
        let points = |e: EntryIx| &Exact::from(twice[e.ix()]) / &halves;
        teller.record(|| Step::scored(p.entries().map(|e| (e, points(e)))));
        Ok(Standing::by_score(p.slate(), |e| Some(points(e))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{best, nobody, scores};
    const P: &[(&str, usize)] = &[("ABC", 2), ("B", 3)];
    #[test]
    fn worked_example() {
        assert_eq!(scores(&ModifiedBorda::default(), 3, P), ["6", "7", "2"]);
        assert_eq!(scores(&ModifiedBorda { first: First::Slate }, 3, P), ["6", "13", "2"]);
    }
    #[test]
    fn a_tie_on_a_ballot_shares_the_points_of_its_places() {
        assert_eq!(scores(&ModifiedBorda::default(), 4, &[("A|BC", 2)]), ["6", "3", "3", "0"]);
        assert_eq!(best(&ModifiedBorda::default(), 2, &[("AB", 1), ("BA", 1)]), [0, 1].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&ModifiedBorda::default());
    }
}

//! Weighted Bucklin: a ballot counts 1 for its first of m entries, and 1/(m - 1) less for each place after. Places
//! are added one after the other until an entry has half of the ballots; the one with the most then wins.
//!
//! Half is of the ballots that name somebody. Entries that share places count from the first of these; unnamed
//! entries never count. With `strict`, more than half is needed. If nobody ever has it, the most at the end wins.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A. Half is 50. First places: A 42, B 26.
//! With second places at 2/3: A 42, B 26 + 28 = 54, C 131/3, D 27: B wins.
use super::levels::Levels;
use crate::{
    count::{About, Alias, Halt, Param, Rounds, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    tally::places::Places,
};
use serde::{Deserialize, Serialize};

/// Places that weigh less and less, until somebody has half.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Entries with equal points share a tier.
///
/// # Complexity
/// O(n m log m) once, O(m^2) memory for whole ballots.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Holliday and Pacuit (2025), `pref_voting`: the Preferential Voting Tools package for Python, Journal of Open Source
/// Software 10.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::majority::WeightedBucklin};
/// let ballots = [[0, 1, 2], [1, 0, 2], [1, 2, 0]].map(Ranking::strict);
/// let tally = run(&WeightedBucklin::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WeightedBucklin {
    /// Whether more than half is needed, not just half.
    pub strict: bool,
}

impl TallyRule for WeightedBucklin {
    type Input = dyn Rounds<Places>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("weighted-bucklin", "Weighted Bucklin")
            .aliases(&[Alias::plain("weighted_bucklin")])
            .references(&["Holliday and Pacuit (2025), pref_voting, Journal of Open Source Software 10"])
            .params(&[Param {
                name: "strict",
                kind: "boolean",
                about: "whether more than half is needed, not just half",
            }]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let levels = Levels::of(ballots)?;
        // In parts of 1/(m - 1).
        let parts = levels.m.saturating_sub(1).max(1) as u64;
        let (mut sums, all) = (vec![0u64; levels.m], ballots.slate().all());
        let shown =
            |sums: &[u64], e: EntryIx| &Exact::from(sums[e.ix()]) / &Exact::from(parts * levels.units);
        for level in 1..=levels.m {
            let weight = if levels.m == 1 { 1 } else { (levels.m - level) as u64 };
            all.iter().for_each(|e| sums[e.ix()] += weight * levels.at(e, level));
            teller.record(|| Step::scored(all.iter().map(|e| (e, shown(&sums, e)))));
            let (half, least) = (parts * levels.naming, u64::from(self.strict));
            if sums.iter().any(|s| 2 * s >= half + least) {
                break;
            }
        }
        Ok(Standing::by_score(ballots.slate(), |e| Some(shown(&sums, e))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, best, nobody, scores};
    #[test]
    fn worked_example() {
        assert_eq!(scores(&WeightedBucklin::default(), 4, CITIES), ["42", "54", "131/3", "27"]);
    }
    #[test]
    fn just_half_is_enough_unless_strict() {
        // A has half of the first places; B passes it with second places.
        let ballots: &[(&str, usize)] = &[("ABCD", 3), ("BACD", 2), ("CBAD", 1)];
        assert_eq!(scores(&WeightedBucklin::default(), 4, ballots), ["3", "2", "1", "0"]);
        assert_eq!(scores(&WeightedBucklin { strict: true }, 4, ballots), ["13/3", "14/3", "1", "0"]);
    }
    #[test]
    fn a_tie_shares_a_tier() {
        assert_eq!(
            best(&WeightedBucklin::default(), 3, &[("ABC", 1), ("BCA", 1), ("CAB", 1)]),
            [0, 1, 2].into()
        );
    }
    #[test]
    fn nobody_votes() {
        nobody(&WeightedBucklin::default());
    }
}

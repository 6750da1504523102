//! The Borda count: of m entries the first of a ballot gets m - 1 points, the next m - 2, the last none.
//!
//! Entries ranked equally share the points of their places, and so do the entries that a ballot does not name, which stand
//! together below all that it names. A ballot thus gives an entry half a point for each other entry, and half a point more
//! or less for each that it beats or loses to: pairwise counts are enough. With `unranked = bottom` they get the points of the
//! last of their places instead: one for each entry that the ballot puts below.
//!
//! Worked example: 42 rank M N C K, 26 N C K M, 15 C K N M, 17 K C N M. N has 42·2 + 26·3 + 15·1 + 17·1 = 194 points, C 173,
//! M 126, K 107.
use crate::{
    count::{About, Alias, Halt, Param, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{PairwiseCounts, Summary},
};
use serde::{Deserialize, Serialize};

/// Points by place, most points first.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Entries with equal points share a tier.
///
/// # Complexity
/// O(m^2) on pairwise counts; these take O(n m^2) simple steps.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Borda (1784), Mémoire sur les élections au scrutin; equal and missing ranks as in Emerson (2013), "The original Borda count
/// and partial voting", Social Choice and Welfare 40, under "averaged".
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::positional::Borda};
/// let ballots = [Ranking::strict([0, 1, 2]), Ranking::strict([1, 0, 2]), Ranking::strict([1, 2, 0])];
/// let tally = run(&Borda::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().scores()[&1u32.into()].to_string(), "5");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Borda {
    /// What entries get that share a place or are not named.
    pub unranked: Shared,
}

/// What entries get that share places on a ballot, or that it does not name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Shared {
    /// The average of the places' points.
    #[default]
    Average,
    /// The points of the last of the places: one for each entry below.
    Bottom,
}

impl TallyRule for Borda {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("borda", "Borda count")
            .aliases(&[
                Alias::plain("borda-count"),
                Alias::plain("k-borda"),
                Alias::plain("BordaCount"),
                Alias::plain("Borda Count"),
                Alias::plain("Borda"),
                Alias::plain("borda_ranking"),
                Alias::plain("borda_for_profile_with_ties"),
            ])
            .references(&["Borda (1784), Mémoire sur les élections au scrutin"])
            .params(&[Param {
                name: "unranked",
                kind: "average | bottom",
                about: "what entries get that share a place or are not named",
            }]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let halves = Exact::from(2 * u128::from(n.units_per_vote()));
        let twice = |e| match self.unranked {
            Shared::Average => twice_points(n, e),
            Shared::Bottom => 2 * n.slate().iter().filter(|b| *b != e).map(|b| n.above(e, b)).sum::<u64>(),
        };
        let points = |e| &Exact::from(twice(e)) / &halves;
        teller.record(|| Step::scored(n.slate().iter().map(|e| (e, points(e)))));
        Ok(Standing::by_score(n.slate(), |e| Some(points(e))))
    }
}
/// Twice the points, in units. At most 2^46 units times 2^16: no overflow.
fn twice_points(n: &PairwiseCounts, a: EntryIx) -> u64 {
    let others = n.slate().iter().filter(|b| *b != a);
    others.map(|b| n.total_weight() + n.above(a, b) - n.above(b, a)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::Ranking,
        count::{Outcome, TiePolicy, run},
        profile::Profile,
    };
    fn scores(p: &Profile<Ranking>) -> Vec<String> {
        let t = run(&Borda::default(), p, Seats::Open, &TiePolicy::REPORT).unwrap();
        t.answer().map(|a| a.scores().values().map(ToString::to_string).collect()).unwrap_or_default()
    }
    #[test]
    fn worked_example() {
        let orders = [([0, 1, 2, 3], 42), ([1, 2, 3, 0], 26), ([2, 3, 1, 0], 15), ([3, 2, 1, 0], 17)];
        let all: Vec<Ranking> =
            orders.into_iter().flat_map(|(o, n)| std::iter::repeat_n(Ranking::strict(o), n)).collect();
        assert_eq!(scores(&Profile::of(4, &all).unwrap()), ["126", "194", "173", "107"]);
    }
    #[test]
    fn equal_and_unnamed_entries_share_points() {
        // {0,1} first share 3 + 2; 2 and 3 unnamed share 1 + 0
        let b = Ranking::tiers([[0, 1].into()]);
        assert_eq!(scores(&Profile::of(4, &[b]).unwrap()), ["5/2", "5/2", "1/2", "1/2"]);
    }
    #[test]
    fn at_the_bottom_there_is_a_point_for_each_entry_below() {
        let b = Ranking::tiers([[0, 1].into()]);
        let p = Profile::of(4, &[b]).unwrap();
        let t = run(&Borda { unranked: Shared::Bottom }, &p, Seats::Open, &TiePolicy::REPORT).unwrap();
        let scores: Vec<String> = t.answer().unwrap().scores().values().map(ToString::to_string).collect();
        assert_eq!(scores, ["2", "2", "0", "0"]);
    }
    #[test]
    fn a_tie_is_told_and_nobody_votes() {
        let p = Profile::of(2, &[Ranking::strict([0, 1]), Ranking::strict([1, 0])]).unwrap();
        assert!(run(&Borda::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap().outcome().is_tied());
        let none = Profile::of(2, &[]).unwrap();
        let t = run(&Borda::default(), &none, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

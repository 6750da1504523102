//! Win score of a wiki survey: 100 (w + 1) / (n + 2), for w wins in n comparisons; a draw is half a win, a skip is no comparison.
//!
//! It is the chance, in percent, that an entry wins its next comparison, if nothing was known of it before. An entry that nobody has compared
//! has 50, so that few comparisons move it little.
//!
//! Worked example: A wins 7 of 10: 200/3. B wins none of 10: 25/3. C is not compared: 50.
use super::win_rate::tallied;
use crate::{
    count::{About, Alias, Exception, Halt, Law, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{PairCounts, Summary},
};
use serde::{Deserialize, Serialize};

/// The highest chance of winning the next comparison.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal scores share a tier.
///
/// # Complexity
/// O(m^2) on counts of comparisons.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Salganik and Levy (2015), "Wiki surveys: open and quantifiable social data collection", PLOS ONE 10; All Our Ideas.
///
/// # Examples
/// ```
/// use cocreate::{ballot::{Comparison, Pairs}, count::*, id::EntryIx, profile::Profile, tally::comparing::WinScore};
/// let [a, b] = [0, 1].map(EntryIx::new);
/// let ballots = [Pairs::new([(a, b, Comparison::First)])?];
/// let tally = run(&WinScore {}, &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// let scores: Vec<String> = tally.answer().unwrap().scores().values().map(ToString::to_string).collect();
/// assert_eq!(scores, ["200/3", "100/3", "50"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WinScore {}

impl TallyRule for WinScore {
    type Input = PairCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("win-score", "Win score of a wiki survey")
            .breaks(&[Exception::new(Law::Copies, "one win and one loss are added, however many there are")])
            .aliases(&[Alias::plain("pairwise_win_score"), Alias::plain("all-our-ideas")])
            .references(&["Salganik and Levy (2015), Wiki surveys, PLOS ONE 10"]);
        ABOUT
    }
    fn count(&self, n: &PairCounts, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let two = &Exact::from(2u64) * &Exact::from(n.units_per_vote());
        // In half units, like the wins, the win before is two halves of a vote and the two comparisons four.
        let score = |e: EntryIx| {
            let (twice_won, all) = tallied(n, e);
            let won = Exact::from(twice_won) + &two;
            let of = Exact::from(2 * all) + &two + &two;
            (won * Exact::from(100u64)).checked_div(&of)
        };
        teller.record(|| Step::scored(n.slate().iter().filter_map(|e| Some((e, score(e)?)))));
        Ok(Standing::by_score(n.slate(), score))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::{Comparison, Pairs},
        count::{Outcome, TiePolicy, run},
        profile::Profile,
    };
    fn scores(said: &[(u32, u32, Comparison, usize)]) -> (Vec<String>, bool) {
        let of = |(a, b, c, n): &(u32, u32, Comparison, usize)| {
            vec![Pairs::new([(EntryIx::new(*a), EntryIx::new(*b), *c)]).unwrap(); *n]
        };
        let p = Profile::of(3, &said.iter().flat_map(of).collect::<Vec<_>>()).unwrap();
        let t = run(&WinScore {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        (t.answer().unwrap().scores().values().map(ToString::to_string).collect(), t.outcome().is_tied())
    }
    #[test]
    fn worked_example() {
        use Comparison::{Draw, First, Second, Skip};
        assert_eq!(
            scores(&[(0, 1, First, 7), (0, 1, Second, 3), (1, 2, Skip, 2)]).0,
            ["200/3", "100/3", "50"]
        );
        assert_eq!(scores(&[(0, 1, First, 10)]).0, ["275/3", "25/3", "50"]);
        assert_eq!(scores(&[(0, 1, Draw, 1)]).0, ["50", "50", "50"]);
    }
    #[test]
    fn a_tie_of_who_is_not_compared_with_who_drew() {
        assert!(scores(&[(0, 1, Comparison::Draw, 4)]).1);
    }
    #[test]
    fn nobody_compares() {
        let t = run(&WinScore {}, &Profile::of(2, &[]).unwrap(), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

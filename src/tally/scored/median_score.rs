//! Median score: the middle one of an entry's marks. Of an even number of marks it is the lower or the upper middle, or between.
//!
//! Worked example: X has 1 3 4 5, Y 2 2 5 5. The lower medians are 3 and 2, the upper 4 and 5, the means of the middle 7/2 both.
use super::ranked::by_score;
use crate::{
    count::{About, Alias, Halt, Param, Seats, Standing, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{ScoreHistogram, Summary},
};
use serde::{Deserialize, Serialize};

/// The median of an even number of marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Even {
    /// The lower of the two in the middle.
    #[default]
    Lower,
    /// The upper of the two.
    Upper,
    /// The mean of the two.
    Between,
}

/// The highest median wins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal medians share a tier; majority judgment and its kin tell more apart. Entries that nobody marked may not win.
///
/// # Complexity
/// O(m L) on score histograms of L levels.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Galton (1907), "One vote, one value", Nature 75.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Scores, count::*, profile::Profile, tally::scored::MedianScore};
/// let ballots = [Scores::from([(0, 5), (1, 3)]), Scores::from([(0, 1), (1, 3)]), Scores::from([(0, 1), (1, 3)])];
/// let tally = run(&MedianScore::default(), &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MedianScore {
    /// Which median of an even number of marks.
    pub even: Even,
}

impl TallyRule for MedianScore {
    type Input = ScoreHistogram;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("median-score", "Median score")
            .aliases(&[
                Alias::plain("median"),
                Alias::plain("highest-median-grade"),
                Alias::plain("score_voting[median]"),
            ])
            .references(&["Galton (1907), One vote, one value, Nature 75"])
            .params(&[Param {
                name: "even",
                kind: "lower | upper | between",
                about: "which median of an even number of marks",
            }]);
        ABOUT
    }
    fn count(&self, n: &ScoreHistogram, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let median = |e: EntryIx| {
            let total = n.rated(e);
            let value = |place: u64| {
                let mut below = 0;
                let past = |w: &u64| {
                    below += w;
                    below > place
                };
                let level = n.of_entry(e).iter().position(past)?;
                Some(n.form().value(u16::try_from(level).ok()?))
            };
            let (lower, upper) = (value(total.checked_sub(1)? / 2)?, value(total / 2)?);
            Some(match self.even {
                Even::Lower => lower,
                Even::Upper => upper,
                Even::Between => &(lower + upper) / &Exact::from(2u32),
            })
        };
        Ok(by_score(n.slate(), teller, median))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, shown, told, winner};
    use super::*;
    #[test]
    fn worked_example() {
        let p = marks(0, 5, &[&[1, 2], &[3, 2], &[4, 5], &[5, 5]]);
        let of = |even| shown(&told(&MedianScore { even }, &p));
        assert_eq!(
            (of(Even::Lower), of(Even::Upper)),
            (vec!["3".into(), "2".into()], vec!["4".into(), "5".into()])
        );
        assert_eq!(of(Even::Between), ["7/2", "7/2"]);
    }
    #[test]
    fn a_tie_of_medians() {
        let t = told(&MedianScore::default(), &marks(0, 5, &[&[3, 3], &[5, 4], &[0, 1]]));
        assert!(t.outcome().is_tied() && winner(&t).is_none());
    }

    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&MedianScore::default(), &marks(0, 5, &[]))));
    }
}

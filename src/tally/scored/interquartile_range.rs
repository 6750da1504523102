//! Interquartile range: how far the middle half of an entry's marks reaches. The entry on which voters differ most comes first.
//!
//! The lower quartile is the lowest mark that a quarter of the votes does not exceed, the upper one the lowest that three quarters do not exceed; where just
//! a quarter (or three) of the votes is at or below a mark, the mean of this mark and the next. So weights and copies of all ballots change nothing.
//!
//! Worked example: X has 1 2 6, Y 3 4 5. The quartiles are 1 and 6, 3 and 5: the ranges are 5 and 2.
use super::ranked::by_score;
use crate::{
    count::{About, Alias, Halt, Seats, Standing, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{ScoreHistogram, Summary},
};
use serde::{Deserialize, Serialize};

/// The widest middle half of marks comes first.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal ranges share a tier. Entries that nobody marked have none.
///
/// # Complexity
/// O(m L) on score histograms of L levels.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Hyndman, Fan (1996), "Sample quantiles in statistical packages", The American Statistician 50, definition 2.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Scores, count::*, profile::Profile, tally::scored::InterquartileRange};
/// let ballots = [Scores::from([(0, 1), (1, 3)]), Scores::from([(0, 2), (1, 4)]), Scores::from([(0, 5), (1, 4)])];
/// let tally = run(&InterquartileRange::default(), &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct InterquartileRange {}

impl TallyRule for InterquartileRange {
    type Input = ScoreHistogram;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("interquartile-range", "Interquartile range")
            .aliases(&[Alias::plain("iqr")])
            .references(&["Hyndman, Fan (1996), Sample quantiles in statistical packages, definition 2"]);
        ABOUT
    }
    fn count(&self, n: &ScoreHistogram, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let range = |e: EntryIx| Some(&quartile(n, e, 3)? - &quartile(n, e, 1)?);
        Ok(by_score(n.slate(), teller, range))
    }
}
/// The quartile with this number, of the marks of an entry that has any.
fn quartile(n: &ScoreHistogram, e: EntryIx, nth: u128) -> Option<Exact> {
    let total = u128::from(n.rated(e));
    let marks = || n.of_entry(e).iter().enumerate().filter(|(_, w)| **w > 0);
    let value = |level: usize| Some(n.form().value(u16::try_from(level).ok()?));
    let mut below = 0;
    for (level, w) in marks() {
        below += u128::from(*w);
        if 4 * below == nth * total {
            let next = marks().map(|(l, _)| l).find(|l| *l > level)?;
            return Some(&(value(level)? + value(next)?) / &Exact::from(2u32));
        }
        if 4 * below > nth * total {
            return value(level);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, shown, told, winner};
    use super::*;
    #[test]
    fn worked_example() {
        let t = told(&InterquartileRange {}, &marks(0, 9, &[&[1, 3], &[2, 4], &[6, 5]]));
        assert_eq!((shown(&t), winner(&t)), (vec!["5".into(), "2".into()], Some(0)));
        // Of 1 2 3 4 a quarter is at or below 1: 3/2, and 7/2.
        let t = told(&InterquartileRange {}, &marks(0, 9, &[&[1, 0], &[2, 0], &[3, 0], &[4, 0]]));
        assert_eq!(shown(&t), ["2", "0"]);
    }
    #[test]
    fn a_tie_of_ranges() {
        assert!(told(&InterquartileRange {}, &marks(0, 5, &[&[1, 2], &[3, 4]])).outcome().is_tied());
    }

    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&InterquartileRange {}, &marks(0, 5, &[]))));
    }
}

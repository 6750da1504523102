//! Laplace ratio: the share of positive votes, with one positive and one negative vote added: (p + 1) / (n + 2).
//!
//! On longer scales a mark counts as its part of the way from the lowest to the highest.
//!
//! Worked example: 8 of 10 votes are positive: 9/12 = 3/4. Without a vote it is 1/2.
use super::ranked::{by_score, parts, votes};
use crate::{
    count::{About, Alias, Exception, Halt, Law, Seats, Standing, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{ScoreHistogram, Summary},
};
use serde::{Deserialize, Serialize};

/// The highest share of positive votes, two votes added, wins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal ratios share a tier. Entries without a vote stand at 1/2.
///
/// # Complexity
/// O(m L) on score histograms of L levels.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Laplace (1814), Essai philosophique sur les probabilités (rule of succession).
///
/// # Examples
/// ```
/// use cocreate::{ballot::Scores, count::*, profile::Profile, tally::scored::LaplaceRatio};
/// let ballots = [Scores::from([(0, 5), (1, 5)]), Scores::from([(0, 5)])];
/// let tally = run(&LaplaceRatio {}, &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LaplaceRatio {}

impl TallyRule for LaplaceRatio {
    type Input = ScoreHistogram;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("laplace-ratio", "Laplace ratio")
            .breaks(&[Exception::new(Law::Copies, "two votes are added, however many there are")])
            .aliases(&[
                Alias::plain("laplace"),
                Alias::plain("laplace_ratio"),
                Alias::plain("rule-of-succession"),
            ])
            .references(&["Laplace (1814), Essai philosophique sur les probabilités"]);
        ABOUT
    }
    fn count(&self, n: &ScoreHistogram, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let two = Exact::from(2u32);
        let ratio = |e: EntryIx| Some(&(parts(n, e) + Exact::ONE) / &(&votes(n, e) + &two));
        Ok(by_score(n.slate(), teller, ratio))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, shown, told, winner};
    use super::*;
    #[test]
    fn worked_example() {
        let mut rows: Vec<&[i32]> = vec![&[1, -1]; 8];
        rows.extend([&[0, -1] as &[i32]; 2]);
        let t = told(&LaplaceRatio {}, &marks(0, 1, &rows));
        assert_eq!((shown(&t), winner(&t)), (vec!["3/4".into(), "1/2".into()], Some(0)));
    }
    #[test]
    fn a_tie_of_equal_ratios() {
        assert!(told(&LaplaceRatio {}, &marks(0, 1, &[&[1, -1], &[0, -1]])).outcome().is_tied());
    }

    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&LaplaceRatio {}, &marks(0, 5, &[]))));
    }
}

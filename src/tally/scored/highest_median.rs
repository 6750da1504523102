//! Highest median with a graded tie-break: the highest (lower) median grade wins; of equal medians the balance of the share p of
//! grades above the median and the share q below it decides.
//!
//! The *typical judgment* compares p - q, the *usual judgment* (p - q) / (1 - p - q), the *central judgment* (p - q) / (p + q), which
//! is nought where all grades are the median.
//!
//! Worked example: of ten grades X has 3 above its median 2, 1 below; Y has 5 above its median 2, 4 below. Typical: 1/5 against 1/10,
//! X. Usual: (2/10)/(6/10) = 1/3 against (1/10)/(1/10) = 1, Y. Central: 1/2 against 1/9, X.
use crate::{
    count::{About, Alias, Halt, Param, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{ScoreHistogram, Summary},
};
use serde::{Deserialize, Serialize};

/// The balance of grades above and below the median, by which its difference is divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Balance {
    /// All grades.
    #[default]
    Typical,
    /// The grades at the median.
    Usual,
    /// The grades that are not at the median.
    Central,
}

/// The highest median wins, then the balance around it.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal medians with equal balance share a tier. Entries that nobody graded may not win.
///
/// # Complexity
/// O(m L) on score histograms of L levels.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Fabre (2021), "Tie-breaking the highest median", Social Choice and Welfare 56.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Scores, count::*, profile::Profile, tally::scored::HighestMedian};
/// let ballots = [Scores::from([(0, 5), (1, 3)]), Scores::from([(0, 3), (1, 3)]), Scores::from([(0, 3), (1, 1)])];
/// let tally = run(&HighestMedian::default(), &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HighestMedian {
    /// By what equal medians are told apart.
    pub balance: Balance,
}

impl TallyRule for HighestMedian {
    type Input = ScoreHistogram;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("highest-median", "Highest median with a graded tie-break")
            .aliases(&[
                Alias::plain("typical-judgment"),
                Alias::with("usual-judgment", &[("balance", "\"usual\"")]),
                Alias::with("graduated-majority-judgment", &[("balance", "\"usual\"")]),
                Alias::with("central-judgment", &[("balance", "\"central\"")]),
            ])
            .references(&["Fabre (2021), Tie-breaking the highest median, Social Choice and Welfare 56"])
            .params(&[Param {
                name: "balance",
                kind: "typical | usual | central",
                about: "by what equal medians are told apart",
            }]);
        ABOUT
    }
    fn count(&self, n: &ScoreHistogram, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let key = |e: EntryIx| {
            let (all, total) = (n.of_entry(e), n.rated(e));
            let middle = total.checked_sub(1)? / 2;
            let mut upto = 0;
            let level = all.iter().position(|w| {
                upto += w;
                upto > middle
            })?;
            let below = i128::from(upto - all[level]);
            let (above, at) = (i128::from(total - upto), u128::from(all[level]));
            let over = match self.balance {
                Balance::Typical => u128::from(total),
                Balance::Usual => at,
                Balance::Central => (above + below).unsigned_abs(),
            };
            Some((level as u16, Exact::ratio(above - below, over).unwrap_or_default()))
        };
        teller.record(|| Step::scored(n.slate().iter().filter_map(|e| Some((e, key(e)?.1)))));
        let medians = n.slate().iter().filter_map(|e| Some((e, n.form().value(key(e)?.0))));
        Ok(Standing::by(n.slate(), key).with_scores(medians))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, shown, told, winner};
    use super::*;
    #[test]
    fn worked_example() {
        let x = [1, 2, 2, 2, 2, 2, 2, 3, 3, 3];
        let y = [1, 1, 1, 1, 2, 3, 3, 3, 3, 3];
        let rows: Vec<[i32; 2]> = (0..10).map(|i| [x[i], y[i]]).collect();
        let p = marks(0, 5, &rows.iter().map(|r| r.as_slice()).collect::<Vec<_>>());
        let of = |balance| winner(&told(&HighestMedian { balance }, &p));
        assert_eq!([Balance::Typical, Balance::Usual, Balance::Central].map(of), [Some(0), Some(1), Some(0)]);
        assert_eq!(shown(&told(&HighestMedian::default(), &p)), ["2", "2"]);
    }
    #[test]
    fn a_tie_of_equal_balances() {
        let p = marks(0, 5, &[&[2, 2], &[5, 3], &[0, 1]]);
        assert!(told(&HighestMedian::default(), &p).outcome().is_tied());
    }

    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&HighestMedian::default(), &marks(0, 5, &[]))));
    }
}

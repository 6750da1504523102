//! Trimmed mean: of each entry's marks so many of the highest and of the lowest are dropped, and the mean is taken of the rest.
//!
//! A missing mark is absent, not nought: it is not the lowest mark. An entry that has too few marks left has no mean.
//!
//! Worked example: 3 3 2 2 1 2 2 without one highest and one lowest are 3 2 2 2 2: the mean is 11/5.
use super::ranked::by_score;
use crate::{
    count::{About, Alias, Exception, Halt, Law, Param, Reason, Seats, Standing, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{ScoreHistogram, Summary},
};
use serde::{Deserialize, Serialize};

/// The highest mean after extremes are dropped wins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal means share a tier. Entries with too few marks left may not win.
///
/// # Complexity
/// O(m L) on score histograms of L levels.
///
/// # Errors
/// None. If no entry has enough marks left the outcome is `none`, with the floor.
///
/// # References
/// ISU (2016), Special regulations, rule 353 (trimmed mean of the panel); Tukey (1962), "The future of data analysis".
///
/// # Examples
/// ```
/// use cocreate::{ballot::Scores, count::*, profile::Profile, tally::scored::TrimmedMean};
/// let ballots = [Scores::from([(0, 5), (1, 3)]), Scores::from([(0, 1), (1, 3)]), Scores::from([(0, 1), (1, 3)])];
/// let tally = run(&TrimmedMean::default(), &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TrimmedMean {
    /// Votes with the lowest marks that are dropped.
    pub low: u64,
    /// Votes with the highest marks that are dropped.
    pub high: u64,
    /// Votes that must be left for an entry to be rated; 0 and 1 are the same.
    pub min_left: u64,
    /// Decimals of the mean that are kept, a half going away from nought; all of them if there is none.
    pub decimals: Option<u8>,
}
impl Default for TrimmedMean {
    fn default() -> Self {
        Self { low: 1, high: 1, min_left: 0, decimals: None }
    }
}

impl TallyRule for TrimmedMean {
    type Input = ScoreHistogram;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("trimmed-mean", "Trimmed mean").breaks(&[Exception::new(Law::Copies, "so many marks are cut, however many there are")]).aliases(&[Alias::plain("trimmed_mean"), Alias::plain("truncated-mean"), Alias::plain("ld_category")]).references(&["ISU (2016), Special regulations, rule 353 (trimmed mean of the panel); Tukey (1962), The future of data analysis"]).params(&[Param { name: "low", kind: "integer", about: "votes with the lowest marks that are dropped" },Param { name: "high", kind: "integer", about: "votes with the highest marks that are dropped" },Param { name: "min_left", kind: "integer", about: "votes that must be left for an entry to be rated" },Param { name: "decimals", kind: "integer", about: "decimals of the mean that are kept, a half going up; none: all" }]);
        ABOUT
    }
    fn count(&self, n: &ScoreHistogram, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let units = n.units_per_vote();
        let rest = |e: EntryIx| {
            let mut left = n.of_entry(e).to_vec();
            drop_first(left.iter_mut(), u128::from(self.low) * u128::from(units));
            drop_first(left.iter_mut().rev(), u128::from(self.high) * u128::from(units));
            left
        };
        let votes = |left: &[u64]| &Exact::from(left.iter().sum::<u64>()) / &Exact::from(units);
        let needed = Exact::from(self.min_left.max(1));
        let mean = |e: EntryIx| {
            let left = rest(e);
            let total = votes(&left);
            // With fractions of votes, any positive weight is a vote when no minimum is asked.
            if total.is_zero() || (self.min_left > 1 && total < needed) {
                return None;
            }
            let marks = left.iter().zip(0u16..).filter(|(w, _)| **w > 0);
            let sum: Exact = marks.map(|(w, level)| &n.form().value(level) * &Exact::from(*w)).sum();
            let mean = &(&sum / &Exact::from(units)) / &total;
            Some(self.decimals.map_or(mean.clone(), |d| mean.rounded(d.into())))
        };
        let best = n.slate().iter().map(|e| votes(&rest(e))).max().unwrap_or_default();
        let floor = Reason::Floor { what: "marks left for an entry".into(), needed: needed.clone(), best };
        Ok(by_score(n.slate(), teller, mean).or_because(floor))
    }
}

/// Takes so much weight from the first levels that have any.
fn drop_first<'a>(levels: impl Iterator<Item = &'a mut u64>, mut weight: u128) {
    for level in levels {
        // What is taken is at most the level's own weight.
        let taken = weight.min(u128::from(*level)) as u64;
        *level -= taken;
        weight -= u128::from(taken);
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, shown, told, winner};
    use super::*;
    #[test]
    fn worked_example() {
        let rows: [&[i32]; 7] = [&[3], &[3], &[2], &[2], &[1], &[2], &[2]];
        assert_eq!(shown(&told(&TrimmedMean::default(), &marks(0, 5, &rows))), ["11/5"]);
        let rounded = TrimmedMean { decimals: Some(0), ..TrimmedMean::default() };
        assert_eq!(shown(&told(&rounded, &marks(0, 5, &rows))), ["2"]);
        let few = TrimmedMean { min_left: 6, ..TrimmedMean::default() };
        assert!(is_nobody(&told(&few, &marks(0, 5, &rows))));
    }
    #[test]
    fn a_tie_when_the_middle_is_equal() {
        let p = marks(0, 5, &[&[5, 4], &[3, 3], &[0, 2]]);
        let t = told(&TrimmedMean::default(), &p);
        assert!(t.outcome().is_tied() && winner(&t).is_none());
    }

    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&TrimmedMean::default(), &marks(0, 5, &[]))));
    }
}

//! z-scores by judge: each judge's marks are put on one scale, their distance from the judge's mean in standard deviations, and an entry has
//! the mean of what its judges gave.
//!
//! So a judge who marks high or with small differences weighs like any other. A missing mark is absent: it changes neither the
//! judge's mean nor the entry's. A judge whose marks are all equal tells nothing apart and gives 0 to all that it marked.
//!
//! Standard deviations are roots: each distance is rounded to so many decimals before anything is added up, so that sums are exact.
//!
//! Worked example: judge 1 gives A, B, C the marks 6, 8, 10, judge 2 gives 2, 3, 4. The means are 8 and 3, the deviations √(8/3) and
//! √(2/3): both give -1.2247.., 0 and 1.2247...
use super::ranked::by_score;
use crate::{
    ballot::Scores,
    count::{About, Alias, Grade, Halt, Param, Refusal, Seats, Standing, TallyRule, Teller},
    id::EntryIx,
    num::{Exact, MAX_PLACES},
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// By how many the squares are divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Spread {
    /// By the number of the judge's marks.
    #[default]
    Population,
    /// By one less.
    Sample,
}

/// The highest mean of marks, each judge's put on one scale.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal means of rounded distances share a tier. Entries without a mark may not win.
///
/// # Complexity
/// O(M) roots for M marks of different ballots.
///
/// # Errors
/// More than 18 places are refused.
///
/// # References
/// The standard score, as contests use it to make judges comparable; see ISO 3534-1 (2006), 2.35 and 2.36.
///
/// # Examples
/// ```
/// use cocreate::{ballot::*, count::*, num::Exact, profile::Profile, tally::scored::ZScore};
/// let form = ScoreForm { lowest: Exact::ZERO, step: Exact::ONE, top: 10 };
/// let ballots = [Scores::from([(0, 6), (1, 8), (2, 10)]), Scores::from([(0, 2), (1, 3), (2, 4)])];
/// let tally = run(&ZScore::default(), &Profile::with_form(3, form, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().scores()[&2u32.into()].decimals_down(4), "1.2247");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ZScore {
    /// By how many the squares are divided.
    pub spread: Spread,
    /// Decimals that a distance keeps.
    pub places: u8,
}
impl Default for ZScore {
    fn default() -> Self {
        Self { spread: Spread::Population, places: 9 }
    }
}

impl TallyRule for ZScore {
    type Input = Profile<Scores>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("z-score", "z-score by judge")
            .aliases(&[Alias::plain("judge-zscore"), Alias::plain("standard-score")])
            .references(&["ISO 3534-1 (2006), Statistics: vocabulary and symbols, 2.35 and 2.36"])
            .params(&[
                Param {
                    name: "spread",
                    kind: "population | sample",
                    about: "whether squares are divided by the number of a judge's marks or by one less",
                },
                Param { name: "places", kind: "integer", about: "decimals that a distance keeps" },
            ])
            .grade(Grade::Enclosed);
        ABOUT
    }
    fn count(&self, p: &Profile<Scores>, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let places = usize::from(self.places);
        if places > usize::from(MAX_PLACES) {
            let why = format!("{places} decimals; at most {MAX_PLACES} are kept");
            return Err(Refusal::Parameter { name: "places", why }.into());
        }
        let (mut sums, mut weights) = (vec![Exact::ZERO; p.slate().len()], vec![0u64; p.slate().len()]);
        for (ballot, weight) in p.grouped().ballots() {
            teller.poll()?;
            let votes = Exact::from(weight);
            for (e, z) in self.distances(&ballot, places) {
                sums[e.ix()] += &(&z * &votes);
                weights[e.ix()] += weight;
            }
        }
        Ok(by_score(p.slate(), teller, |e| sums[e.ix()].checked_div(&Exact::from(weights[e.ix()]))))
    }
}
impl ZScore {
    /// From the judge's mean, in standard deviations. The scale's steps cancel out.
    fn distances(self, ballot: &Scores, places: usize) -> Vec<(EntryIx, Exact)> {
        let marks: Vec<(EntryIx, i64)> = ballot.iter().map(|(e, level)| (e, i64::from(level))).collect();
        let n = marks.len() as i64;
        let sum: i64 = marks.iter().map(|(_, x)| x).sum();
        // n times the distances: below 2^15 levels times 2^15 marks.
        let squares: i128 = marks.iter().map(|(_, x)| i128::from(n * x - sum).pow(2)).sum();
        let by = if self.spread == Spread::Sample { n - 1 } else { n };
        let z = |x: i64| {
            let from_mean = i128::from(n * x - sum);
            // z² = (d / n)² / (squares / n² / by)
            let squared =
                Exact::ratio(from_mean.pow(2), squares.unsigned_abs()).map(|r| &r * &Exact::from(by));
            let root = squared.unwrap_or_default().root_down(places + 2).rounded(places);
            if from_mean < 0 { -root } else { root }
        };
        marks.iter().map(|(e, x)| (*e, z(*x))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, shown, told, winner};
    use super::*;
    #[test]
    fn worked_example() {
        let p = marks(0, 10, &[&[6, 8, 10], &[2, 3, 4]]);
        let t = told(&ZScore::default(), &p);
        assert_eq!(shown(&t), ["-1224744871/1000000000", "0", "1224744871/1000000000"]);
        // By one less: 6, 8, 10 have the deviation 2, so that the distances are whole.
        let t = told(&ZScore { spread: Spread::Sample, ..ZScore::default() }, &p);
        assert_eq!(shown(&t), ["-1", "0", "1"]);
    }
    #[test]
    fn what_a_judge_did_not_mark_is_absent() {
        // The second judge saw B and C only: -1 and 1. A has -1.22.., B (0 - 1)/2, C (1.22.. + 1)/2.
        let t = told(&ZScore { places: 1, ..ZScore::default() }, &marks(0, 10, &[&[6, 8, 10], &[-1, 3, 4]]));
        assert_eq!(shown(&t), ["-6/5", "-1/2", "11/10"]);
        assert_eq!(winner(&t), Some(2));
        // All equal marks say nothing.
        assert_eq!(shown(&told(&ZScore::default(), &marks(0, 10, &[&[7, 7]]))), ["0", "0"]);
    }
    #[test]
    fn a_tie_of_judges_who_say_the_opposite() {
        let t = told(&ZScore::default(), &marks(0, 10, &[&[10, 0], &[4, 5]]));
        assert!(t.outcome().is_tied());
    }
    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&ZScore::default(), &marks(0, 10, &[&[-1, -1]]))));
    }
}

//! z-scores by judge: each judge's marks are put on one scale, their distance from the judge's mean in standard deviations, and an entry has
//! the mean of what its judges gave.
//!
//! So a judge who marks high or with small differences weighs like any other. A missing mark is absent: it changes neither the
//! judge's mean nor the entry's. A judge whose marks are all equal tells nothing apart and gives 0 to all that it marked.
//!
//! Standard deviations are roots: each distance is rounded to so many decimals before anything is added up, so that sums are exact.
//!
//! Worked example: judge 1 gives A, B, C the marks 6, 8, 10, judge 2 gives 2, 3, 4. The means are 8 and 3, the deviations √(8/3) and
//! √(2/3): both give -1.224744871, 0 and 1.224744871.
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
/// More than 12 places are refused.
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
        if self.places > MAX_PLACES {
            let why = format!("{} decimals; at most {MAX_PLACES} are kept", self.places);
            return Err(Refusal::Parameter { name: "places", why }.into());
        }
        let (mut sums, mut weights) = (vec![Exact::ZERO; p.slate().len()], vec![0u64; p.slate().len()]);
        for (ballot, weight) in p.grouped().ballots() {
            teller.poll()?;
            for (e, z) in self.distances(&ballot) {
                let votes = z.checked_mul(weight.into()).map(Exact::from);
                sums[e.ix()] += &votes.unwrap_or_else(|| &Exact::from(z) * &Exact::from(weight));
                weights[e.ix()] += weight;
            }
        }
        let unit = Exact::from(10u128.pow(self.places.into()));
        let mean = |e: EntryIx| sums[e.ix()].checked_div(&(&Exact::from(weights[e.ix()]) * &unit));
        Ok(by_score(p.slate(), teller, mean))
    }
}
impl ZScore {
    /// From the judge's mean, in standard deviations, in units of the last decimal kept. The scale's steps cancel out.
    fn distances(self, ballot: &Scores) -> Vec<(EntryIx, i128)> {
        let marks: Vec<(EntryIx, i64)> = ballot.iter().map(|(e, level)| (e, i64::from(level))).collect();
        let n = marks.len() as i64;
        let sum: i64 = marks.iter().map(|(_, x)| x).sum();
        // n times the distances: below 2^15 levels times 2^15 marks.
        let squares: i128 = marks.iter().map(|(_, x)| i128::from(n * x - sum).pow(2)).sum();
        let by = if self.spread == Spread::Sample { n - 1 } else { n };
        let z = |x: i64| {
            let from_mean = i128::from(n * x - sum);
            // z² = (d / n)² / (squares / n² / by)
            let root =
                self.root(from_mean.unsigned_abs().pow(2), by.unsigned_abs().into(), squares.unsigned_abs());
            if from_mean < 0 { -root } else { root }
        };
        marks.iter().map(|(e, x)| (*e, z(*x))).collect()
    }
    /// √(a b / c) in units of the last decimal kept; of nothing over nothing, nothing. Rounded after two decimals more, a half up.
    fn root(self, a: u128, b: u128, c: u128) -> i128 {
        let finer = 10u128.pow(u32::from(self.places) + 2);
        let square = a.checked_mul(b).and_then(|x| x.checked_mul(finer)?.checked_mul(finer));
        let root = square.map_or_else(
            || {
                let exact = Exact::from(a) * Exact::from(b) * Exact::from(finer) * Exact::from(finer);
                let root = exact.checked_div(&Exact::from(c)).unwrap_or_default().root_down(0);
                root.floor().and_then(|r| u128::try_from(r).ok()).unwrap_or(0)
            },
            |whole| whole.checked_div(c).unwrap_or(0).isqrt(),
        );
        ((root + 50) / 100) as i128
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
    /// One mark far from four equal ones is two deviations from the mean: √(5 - 1).
    #[test]
    fn more_than_plain_integers_hold() {
        let p = marks(0, 30_000, &[&[0, 0, 0, 0, 30_000]]);
        let t = told(&ZScore { places: 12, ..ZScore::default() }, &p);
        assert_eq!(shown(&t), ["-1/2", "-1/2", "-1/2", "-1/2", "2"]);
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

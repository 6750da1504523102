//! Wilson lower bound: the lower end of the confidence interval of the share of positive votes, so that few votes prove little.
//!
//! For a share p of n votes and a deviate z it is (p + z²/2n - z √(p(1-p)/n + z²/4n²)) / (1 + z²/n), and nought without a vote. On
//! longer scales a mark counts as its part of the way from the lowest to the highest.
//!
//! Worked example, z = 1.96: 8 of 10 give 0.490, 80 of 100 give 0.711, 10 of 10 give 0.72245.., no vote gives 0.
use super::ranked::{parts, votes};
use crate::{
    count::{About, Alias, Grade, Halt, Param, Refusal, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::{Exact, Surd},
    profile::{ScoreHistogram, Summary},
};
use serde::{Deserialize, Serialize};

/// The highest lower bound of the share of positive votes wins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Bounds are numbers with one square root, compared exactly by squaring; equal ones share a tier. Scores are shown with six decimals, the root
/// cut off.
///
/// # Complexity
/// O(m L) on score histograms of L levels, and O(m log m) comparisons.
///
/// # Errors
/// If `z` is below nought.
///
/// # References
/// Wilson (1927), "Probable inference, the law of succession, and statistical inference", Journal of the American Statistical Association 22.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Scores, count::*, profile::Profile, tally::scored::WilsonLower};
/// let ballots = [Scores::from([(0, 5), (1, 5)]), Scores::from([(0, 5)]), Scores::from([(0, 0)]), Scores::from([(0, 5)])];
/// let tally = run(&WilsonLower::default(), &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WilsonLower {
    /// The deviate of the normal distribution: 1.96 for 95%.
    pub z: Exact,
}
impl Default for WilsonLower {
    fn default() -> Self {
        Self { z: Exact::ratio(49, 25).unwrap_or_default() }
    }
}

impl TallyRule for WilsonLower {
    type Input = ScoreHistogram;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("wilson-lower", "Wilson lower bound")
            .aliases(&[Alias::plain("wilson"), Alias::plain("wilson_lower"), Alias::plain("wilson-score")])
            .references(&["Wilson (1927), Journal of the American Statistical Association 22"])
            .params(&[Param {
                name: "z",
                kind: "exact",
                about: "the deviate of the normal distribution: 49/25 for 95%",
            }])
            .grade(Grade::Root);
        ABOUT
    }
    fn count(&self, n: &ScoreHistogram, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        if self.z.is_negative() {
            let why = format!("{} is below nought; 1.96 is the deviate of 95%", self.z);
            return Err(Refusal::Parameter { name: "z", why }.into());
        }
        let z2 = &self.z * &self.z;
        let bound = |e: EntryIx| {
            let votes = votes(n, e);
            let Some(share) = parts(n, e).checked_div(&votes) else {
                return Surd { plain: Exact::ZERO, square: Exact::ZERO };
            };
            let (two, part) = (Exact::from(2u32), &z2 / &votes);
            let whole = &Exact::ONE + &part;
            let half = &part / &two;
            let spread = &(&share * &(&Exact::ONE - &share)) / &votes;
            let under = &(&z2 * &spread) + &(&half * &half);
            Surd { plain: &(&share + &half) / &whole, square: -&(&under / &(&whole * &whole)) }
        };
        let bounds: Vec<Surd> = n.slate().iter().map(bound).collect();
        let shown = || n.slate().iter().zip(bounds.iter().map(|b| b.cut(6)));
        teller.record(|| Step::scored(shown()));
        Ok(Standing::by(n.slate(), |e| Some(&bounds[e.ix()])).with_scores(shown()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, shown, told, winner};
    use super::*;
    #[test]
    fn worked_example() {
        let rows = |good: usize, all: usize| -> Vec<String> {
            let mut rows: Vec<&[i32]> = vec![&[1, -1]; good];
            rows.extend(vec![&[0, -1] as &[i32]; all - good]);
            let t = told(&WilsonLower::default(), &marks(0, 1, &rows));
            t.answer().unwrap().scores().values().map(|x| x.decimals_down(3)).collect()
        };
        assert_eq!(rows(8, 10), ["0.490", "0.000"]);
        assert_eq!(rows(80, 100), ["0.711", "0.000"]);
        assert_eq!(rows(10, 10), ["0.722", "0.000"]);
    }
    #[test]
    fn a_tie_of_equal_bounds() {
        let p = marks(0, 1, &[&[1, 0], &[0, 1]]);
        let t = told(&WilsonLower::default(), &p);
        assert!(t.outcome().is_tied() && winner(&t).is_none());
        assert_eq!(shown(&t)[0], shown(&t)[1]);
    }

    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&WilsonLower::default(), &marks(0, 5, &[]))));
    }
}

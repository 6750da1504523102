//! Bayesian mean: every entry starts with some votes of a prior mark, so that few marks move it little from there.
//!
//! Of n marks with sum s it is (C m + s) / (C + n), for a prior mark m with the weight of C votes. Without a stated m it is the mean
//! of all marks that were given in the poll.
//!
//! Worked example: three marks of 5, a prior of 3 with the weight of 5 votes: (15 + 15) / 8 = 15/4.
use super::ranked::{by_score, votes};
use crate::{
    count::{About, Alias, Exception, Halt, Law, Param, Reason, Refusal, Seats, Standing, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{ScoreHistogram, Summary},
};
use serde::{Deserialize, Serialize};

/// The highest mean, after some votes of a prior mark, wins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal means share a tier. Entries without a mark stand at the prior.
///
/// # Complexity
/// O(m L) on score histograms of L levels.
///
/// # Errors
/// None. Where no mark was given and no prior is stated, nobody has a mean and the outcome is `none`.
///
/// # References
/// Gelman et al. (2013), Bayesian Data Analysis, section 2.4.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Scores, count::*, profile::Profile, tally::scored::BayesianMean};
/// let ballots = [Scores::from([(0, 5), (1, 4)]), Scores::from([(1, 4)]), Scores::from([(1, 4)]), Scores::from([(1, 0)])];
/// let tally = run(&BayesianMean::default(), &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BayesianMean {
    /// The prior mark; the mean of all marks given, if there is none.
    pub prior: Option<Exact>,
    /// Votes that the prior weighs.
    pub weight: Exact,
}
impl Default for BayesianMean {
    fn default() -> Self {
        Self { prior: None, weight: Exact::from(5u32) }
    }
}

impl TallyRule for BayesianMean {
    type Input = ScoreHistogram;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("bayesian-mean", "Bayesian mean")
            .breaks(&[Exception::new(
                Law::Copies,
                "some votes of a prior mark are added, however many there are",
            )])
            .aliases(&[Alias::plain("bayes_mean"), Alias::plain("bayesian-average")])
            .references(&["Gelman et al. (2013), Bayesian Data Analysis, section 2.4"])
            .params(&[
                Param {
                    name: "prior",
                    kind: "exact",
                    about: "the prior mark; none: the mean of all marks given",
                },
                Param { name: "weight", kind: "exact", about: "votes that the prior weighs" },
            ]);
        ABOUT
    }
    fn count(&self, n: &ScoreHistogram, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let all: Exact = n.slate().iter().map(|e| votes(n, e)).sum();
        let sum: Exact = n.slate().iter().map(|e| n.sum(e)).sum();
        let Some(prior) = self.prior.clone().or_else(|| sum.checked_div(&all)) else {
            return Err(teller.nobody(Reason::NobodyQualified));
        };
        if self.weight.is_negative() {
            let why = format!("{} votes is below nought; a prior weighs 0 or more", self.weight);
            return Err(Refusal::Parameter { name: "weight", why }.into());
        }
        let start = &prior * &self.weight;
        let mean = |e: EntryIx| (&start + &n.sum(e)).checked_div(&(&self.weight + &votes(n, e)));
        Ok(by_score(n.slate(), teller, mean))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, shown, told, winner};
    use super::*;
    #[test]
    fn worked_example() {
        let rule = BayesianMean { prior: Some(Exact::from(3u32)), ..BayesianMean::default() };
        let t = told(&rule, &marks(0, 5, &[&[5, -1], &[5, -1], &[5, -1]]));
        assert_eq!((shown(&t), winner(&t)), (vec!["15/4".into(), "3".into()], Some(0)));
    }
    #[test]
    fn a_tie_of_unmarked_entries_at_the_mean() {
        let t = told(&BayesianMean::default(), &marks(0, 5, &[&[2, -1, -1]]));
        assert!(t.outcome().is_tied());
        assert_eq!(shown(&t), ["2", "2", "2"]);
        let wrong = BayesianMean { weight: Exact::from(-1), ..BayesianMean::default() };
        let e =
            crate::count::run(&wrong, &marks(0, 5, &[&[2]]), Seats::ONE, &crate::count::TiePolicy::REPORT);
        assert!(e.unwrap_err().to_string().contains("0 or more"));
    }

    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&BayesianMean::default(), &marks(0, 5, &[]))));
    }
}

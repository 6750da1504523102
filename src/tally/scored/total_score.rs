//! Total score: the sum of the marks that an entry was given. A missing mark adds nothing.
//!
//! Where a rule book rounds, the step at which it does is a parameter: each mark by itself (times its factor), or the sum.
//!
//! Worked example: marks 8.93, 9.32, 9.18, 9.29 and 9.25 times 6/5: rounded to two decimals each and then added they are 55.17;
//! added and then rounded, 55.16.
use super::ranked::by_score;
use crate::{
    count::{About, Alias, Halt, Param, Seats, Standing, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{ScoreHistogram, Summary},
};
use serde::{Deserialize, Serialize};

/// At which step a sum is rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Round {
    /// Each mark, before the sum.
    #[default]
    Each,
    /// The sum.
    Sum,
}

/// The highest sum of marks wins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal sums share a tier. Entries that nobody marked may not win.
///
/// # Complexity
/// O(m L) on score histograms of L levels.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Smith (2000), "Range voting".
///
/// # Examples
/// ```
/// use cocreate::{ballot::Scores, count::*, profile::Profile, tally::scored::TotalScore};
/// let ballots = [Scores::from([(0, 5), (1, 4)]), Scores::from([(1, 4)])];
/// let tally = run(&TotalScore::default(), &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TotalScore {
    /// By what each mark is multiplied.
    pub factor: Exact,
    /// Decimals that are kept, a half going away from nought; all of them if there is none.
    pub decimals: Option<u8>,
    /// What is rounded.
    pub round: Round,
}
impl Default for TotalScore {
    fn default() -> Self {
        Self { factor: Exact::ONE, decimals: None, round: Round::default() }
    }
}

impl TallyRule for TotalScore {
    type Input = ScoreHistogram;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("total-score", "Total score")
            .aliases(&[
                Alias::plain("Rating"),
                Alias::plain("score"),
                Alias::plain("range-voting"),
                Alias::plain("range"),
                Alias::plain("score_voting"),
                Alias::plain("sum_utilitarian"),
                Alias::plain("utilitarian"),
                Alias::plain("total"),
            ])
            .references(&["Smith (2000), Range voting"])
            .params(&[
                Param { name: "factor", kind: "exact", about: "by what each mark is multiplied" },
                Param {
                    name: "decimals",
                    kind: "integer",
                    about: "decimals that are kept, a half going up; none: all",
                },
                Param { name: "round", kind: "each | sum", about: "what is rounded: each mark or the sum" },
            ]);
        ABOUT
    }
    fn count(&self, n: &ScoreHistogram, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let mark = |level: usize| {
            let times = &n.form().value(level as u16) * &self.factor;
            match (self.decimals, self.round) {
                (Some(d), Round::Each) => times.rounded(d.into()),
                _ => times,
            }
        };
        let marks: Vec<Exact> = (0..=usize::from(n.form().top)).map(mark).collect();
        let units = Exact::from(n.units_per_vote());
        let sum = |e: EntryIx| {
            let given = n.of_entry(e).iter().zip(&marks).filter(|(w, _)| **w > 0);
            let sum = &given.map(|(w, mark)| mark * &Exact::from(*w)).sum::<Exact>() / &units;
            match (self.decimals, self.round) {
                _ if n.rated(e) == 0 => None,
                (Some(d), Round::Sum) => Some(sum.rounded(d.into())),
                _ => Some(sum),
            }
        };
        Ok(by_score(n.slate(), teller, sum))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, shown, told, winner};
    use super::*;
    use crate::{
        ballot::{ScoreForm, Scores},
        count::{TiePolicy, run},
        profile::Profile,
    };
    #[test]
    fn worked_example() {
        let form = ScoreForm { lowest: Exact::ZERO, step: "1/100".parse().unwrap(), top: 1000 };
        let rows = [893u16, 932, 918, 929, 925].map(|l| Scores::from([(0, l)]));
        let p = Profile::with_form(1, form, &rows).unwrap();
        let sum = |round| {
            let rule = TotalScore { factor: "6/5".parse().unwrap(), decimals: Some(2), round };
            shown(&run(&rule, &p, Seats::ONE, &TiePolicy::REPORT).unwrap())
        };
        assert_eq!(
            (sum(Round::Each), sum(Round::Sum)),
            (vec!["5517/100".to_owned()], vec!["1379/25".to_owned()])
        );
    }
    #[test]
    fn a_tie_and_a_missing_mark() {
        let p = marks(0, 5, &[&[5, 4], &[-1, 1]]);
        assert!(told(&TotalScore::default(), &p).outcome().is_tied());
        assert_eq!(winner(&told(&TotalScore::default(), &marks(0, 5, &[&[5, 4], &[-1, 4]]))), Some(1));
    }

    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&TotalScore::default(), &marks(0, 5, &[]))));
    }
}

//! Delphi: experts rate items on a scale, and an item is in, out or open. Open items go to the next round, in which all see what the
//! others said.
//!
//! In: a share of at least `agree` gives marks from `high_from` on, and a share of less than `few` marks up to `low_to`. Out is the
//! mirror. In scores 1, open 0, out -1. Where a plan's marks allow both, an item is in.
//!
//! Worked example: of the 10 marks 7 8 9 7 7 8 9 6 5 3 seven tenths are from 7 to 9 and one tenth from 1 to 3: in. Of 7 8 9 7 7 8 9 6 2 3
//! 2 of 10 are from 1 to 3, and fewer than 15% may be: open.
use super::ranked::by_score;
use crate::{
    count::{About, Halt, Param, Refusal, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::{Exact, Threshold},
    profile::{ScoreHistogram, Summary},
};
use serde::{Deserialize, Serialize};

/// In, open or out by the agreement of experts.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Items of one class share a tier. Items that nobody rated have no class.
///
/// # Complexity
/// O(m L) on score histograms of L levels.
///
/// # Errors
/// If the high marks do not begin above the low ones.
///
/// # References
/// Dalkey and Helmer (1963), "An experimental application of the Delphi method to the use of experts"; the shares of 70% and 15% as
/// in studies of core outcome sets: Williamson et al. (2017), The COMET handbook, section 2.8.
///
/// # Examples
/// ```
/// use cocreate::{ballot::{ScoreForm, Scores}, count::*, profile::{Profile, Slate}, tally::scored::Delphi};
/// // Levels from 0 are marks from 1.
/// let form = ScoreForm { lowest: 1u32.into(), top: 8, ..ScoreForm::default() };
/// let mut profile = Profile::<Scores>::builder(Slate::anonymous(1), form)?;
/// for mark in [7u16, 8, 9, 7, 7, 8, 9, 6, 5, 3] {
///     profile.push(&Scores::from([(0, mark - 1)]))?;
/// }
/// let tally = run(&Delphi::default(), &profile.finish(), Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().scores()[&0u32.into()].to_string(), "1", "it is in");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Delphi {
    /// The least of the high marks.
    pub high_from: Exact,
    /// The greatest of the low marks, below the high ones.
    pub low_to: Exact,
    /// The share that must agree.
    pub agree: Threshold,
    /// The share that those who say the opposite must not reach.
    pub few: Threshold,
}
impl Default for Delphi {
    /// 70% give 7 or more and fewer than 15% give 3 or less.
    fn default() -> Self {
        let share = |num| Threshold::new(num, 100, false).unwrap_or_default();
        Self { high_from: Exact::from(7u32), low_to: Exact::from(3u32), agree: share(70), few: share(15) }
    }
}

impl TallyRule for Delphi {
    type Input = ScoreHistogram;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("delphi", "Delphi classes")
            .references(&["Dalkey and Helmer (1963), An experimental application of the Delphi method"])
            .params(&[
                Param { name: "high_from", kind: "exact", about: "the least of the high marks" },
                Param { name: "low_to", kind: "exact", about: "the greatest of the low marks" },
                Param { name: "agree", kind: "{ num, den, strict }", about: "the share that must agree" },
                Param {
                    name: "few",
                    kind: "{ num, den, strict }",
                    about: "the share that those who say the opposite must not reach",
                },
            ]);
        ABOUT
    }
    fn count(&self, n: &ScoreHistogram, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        if self.low_to >= self.high_from {
            let why =
                format!("low marks go up to {}, below the high ones from {}", self.low_to, self.high_from);
            return Err(Refusal::Parameter { name: "low_to", why }.into());
        }
        let mut class = |e: EntryIx| {
            let of = |keep: &dyn Fn(&Exact) -> bool| -> u64 {
                let marks = n.of_entry(e).iter().zip(0u16..);
                marks.filter(|(_, level)| keep(&n.form().value(*level))).map(|(w, _)| *w).sum()
            };
            let (high, low, all) = (of(&|m| *m >= self.high_from), of(&|m| *m <= self.low_to), n.rated(e));
            let of = |units: u64| &Exact::from(units) / &Exact::from(n.units_per_vote());
            teller.record(|| {
                Step::note(format!(
                    "{e} has {} marks, {} of them high and {} low",
                    of(all),
                    of(high),
                    of(low)
                ))
            });
            let agreed = |many, few| self.agree.met(many, all) && !self.few.met(few, all);
            match (agreed(high, low), agreed(low, high)) {
                _ if all == 0 => None,
                (true, _) => Some(Exact::ONE),
                (_, true) => Some(-Exact::ONE),
                _ => Some(Exact::ZERO),
            }
        };
        let classes: Vec<Option<Exact>> = n.slate().iter().map(&mut class).collect();
        Ok(by_score(n.slate(), teller, |e| classes[e.ix()].clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, shown, told};
    use super::*;
    /// One item by these marks from 1 to 9.
    fn class(rule: &Delphi, given: &[i32]) -> Vec<String> {
        let rows: Vec<Vec<i32>> = given.iter().map(|m| vec![m - 1]).collect();
        let rows: Vec<&[i32]> = rows.iter().map(Vec::as_slice).collect();
        shown(&told(rule, &marks(1, 8, &rows)))
    }
    #[test]
    fn worked_example() {
        let rule = Delphi::default();
        assert_eq!(class(&rule, &[7, 8, 9, 7, 7, 8, 9, 6, 5, 3]), ["1"]);
        assert_eq!(class(&rule, &[7, 8, 9, 7, 7, 8, 9, 6, 2, 3]), ["0"]);
        assert_eq!(class(&rule, &[3, 2, 1, 3, 3, 2, 1, 4, 5, 7]), ["-1"]);
    }
    #[test]
    fn level_with_its_share_is_enough_to_agree_and_too_many_against() {
        // 14 of 20 and 3 of 20: just 70% and just 15%.
        let given = [vec![9; 14], vec![5; 3], vec![1; 3]].concat();
        assert_eq!(class(&Delphi::default(), &given), ["0"]);
        let given = [vec![9; 14], vec![5; 4], vec![1; 2]].concat();
        assert_eq!(class(&Delphi::default(), &given), ["1"]);
    }
    #[test]
    fn nobody_rates() {
        assert!(is_nobody(&told(&Delphi::default(), &marks(1, 8, &[]))));
    }
}

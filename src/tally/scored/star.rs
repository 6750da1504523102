//! STAR, score then automatic run-off: the two entries with the highest sums of marks are finalists; the one that more voters put
//! above the other wins.
//!
//! Worked example: 3 ballots mark A 5, B 4, C 0, and 2 mark A 0, B 4, C 5. The sums are 15, 20 and 10: B and A are finalists, and
//! three of five put A above B: A wins.
use crate::{
    count::{About, Alias, Halt, Param, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{ScoreHistogram, ScorePairs, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// Of the two highest sums the one that more voters prefer wins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Who is a finalist, at stage `order`. Finalists that as many put above each other share the first tier; behind the finalists entries stand by
/// their sums. Entries that nobody marked may not win.
///
/// # Complexity
/// O(m L + m²) on score histograms and pairwise counts.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Equal Vote Coalition (2014), STAR voting.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Scores, count::*, profile::Profile, tally::scored::Star};
/// let mut ballots = vec![Scores::from([(0, 5), (1, 4), (2, 0)]); 3];
/// ballots.extend(vec![Scores::from([(0, 0), (1, 4), (2, 5)]); 2]);
/// let tally = run(&Star::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Star {
    /// How an entry without a mark is compared with one that has a mark.
    pub unnamed: Unnamed,
}
impl Default for Star {
    fn default() -> Self {
        Self { unnamed: Unnamed::Absent }
    }
}

impl TallyRule for Star {
    type Input = (ScoreHistogram, ScorePairs);
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("star", "STAR")
            .aliases(&[
                Alias::plain("star-voting"),
                Alias::plain("score-then-automatic-runoff"),
                Alias::plain("score-run-off"),
            ])
            .references(&["Equal Vote Coalition (2014), STAR voting"])
            .params(&[Param {
                name: "unnamed",
                kind: "last | absent",
                about: "how an entry without a mark is compared: below all marks, or not at all",
            }]);
        ABOUT
    }
    fn count(
        &self,
        input: &(ScoreHistogram, ScorePairs),
        _: &Seats,
        teller: &mut Teller,
    ) -> Result<Standing, Halt> {
        let (n, pairs) = (&input.0, &input.1.pairs());
        let sum = |e: EntryIx| (n.rated(e) > 0).then(|| n.sum(e));
        let sums = Standing::by_score(n.slate(), sum);
        teller.record(|| Step::scored(sums.scores().iter().map(|(e, s)| (*e, s.clone()))));
        let mut finalists = EntrySet::EMPTY;
        for tier in sums.tiers() {
            let free = 2usize.saturating_sub(finalists.len());
            finalists = finalists.union(&teller.choose(TieAt::order(finalists.len() + 1), tier, free)?);
        }
        let mut tiers: Vec<EntrySet> = vec![finalists.clone()];
        if let [a, b] = finalists.iter().collect::<Vec<_>>()[..] {
            let votes =
                |a, b| &Exact::from(pairs.votes(a, b, self.unnamed)) / &Exact::from(n.units_per_vote());
            let (for_a, for_b) = (votes(a, b), votes(b, a));
            match for_a.cmp(&for_b) {
                Ordering::Greater => tiers = vec![a.into(), b.into()],
                Ordering::Less => tiers = vec![b.into(), a.into()],
                Ordering::Equal => {}
            }
            teller.record(|| Step::Compared { a, b, for_a, for_b });
        }
        tiers.extend(sums.tiers().iter().map(|t| t.minus(&finalists)));
        Ok(Standing::of(tiers).unplace(sums.unplaced()).with_scores(sums.scores().clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, shown, told, winner};
    use super::*;
    #[test]
    fn worked_example() {
        let rows: [&[i32]; 5] = [&[5, 4, 0], &[5, 4, 0], &[5, 4, 0], &[0, 4, 5], &[0, 4, 5]];
        let t = told(&Star::default(), &marks(0, 5, &rows));
        assert_eq!((shown(&t), winner(&t)), (vec!["15".into(), "20".into(), "10".into()], Some(0)));
    }
    #[test]
    fn a_tie_for_the_second_place_in_the_run_off() {
        // 0 and 1 have 5 each behind 2; 0 beats 2, 1 does not.
        let p = marks(0, 5, &[&[3, 0, 2], &[2, 1, 1], &[0, 4, 5]]);
        let t = told(&Star::default(), &p);
        let crate::count::Outcome::Tied { tied, .. } = t.outcome() else { panic!("{t:?}") };
        assert_eq!(tied, &[0, 1].into());
    }

    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&Star::default(), &marks(0, 5, &[]))));
    }
}

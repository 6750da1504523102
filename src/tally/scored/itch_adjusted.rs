//! Adjusted mean of a game jam: the mean mark, made smaller where an entry has fewer marks than the median entry.
//!
//! The mean is multiplied by √(min(n, M) / M), for n marks of the entry and the median M of the numbers of marks, taken over the
//! entries that have any; of an even number of entries M is between the two in the middle.
//!
//! Worked example: A has 9 marks of mean 4.5, B 12 of 4.2, C 20 of 4. The median is 12: A falls to 3.897114, B and C keep 4.2 and 4.
use super::ranked::votes;
use crate::{
    count::{About, Alias, Grade, Halt, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::{Exact, Surd},
    profile::{ScoreHistogram, Summary},
};
use serde::{Deserialize, Serialize};

/// The highest mean, made smaller where marks are few, wins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Adjusted means are compared exactly, by their squares; equal ones share a tier. Entries that nobody marked may not win. Scores are shown
/// with six decimals, the root cut off.
///
/// # Complexity
/// O(m L + m log m) on score histograms of L levels.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// itch.io, jam results (2023): the adjusted score.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Scores, count::*, profile::Profile, tally::scored::ItchAdjusted};
/// let ballots = [Scores::from([(0, 5), (1, 4)]), Scores::from([(1, 4)]), Scores::from([(1, 4)]), Scores::from([(1, 4), (2, 1)]), Scores::from([(2, 1)]), Scores::from([(2, 1)]), Scores::from([(2, 1)])];
/// let tally = run(&ItchAdjusted {}, &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ItchAdjusted {}

impl TallyRule for ItchAdjusted {
    type Input = ScoreHistogram;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("itch-adjusted", "Adjusted mean of a game jam")
            .aliases(&[Alias::plain("itch_score"), Alias::plain("itch_jam"), Alias::plain("adjusted-score")])
            .references(&["itch.io, jam results (2023): the adjusted score"])
            .grade(Grade::Root);
        ABOUT
    }
    fn count(&self, n: &ScoreHistogram, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let mut counts: Vec<u64> = n.slate().iter().map(|e| n.rated(e)).filter(|v| *v > 0).collect();
        counts.sort_unstable();
        // Twice the median, so that it is whole.
        let twice = counts
            .get(counts.len() / 2)
            .zip(counts.get(counts.len().saturating_sub(1) / 2))
            .map_or(0, |(a, b)| a + b);
        let adjusted = |e: EntryIx| {
            let mean = n.sum(e).checked_div(&votes(n, e))?;
            let part = Exact::ratio((2 * n.rated(e)).min(twice).into(), twice.into())?;
            let square = &(&mean * &mean) * &part;
            Some(Surd { plain: Exact::ZERO, square: if mean.is_negative() { -square } else { square } })
        };
        let shown: Vec<(EntryIx, Exact)> =
            n.slate().iter().filter_map(|e| Some((e, adjusted(e)?.cut(6)))).collect();
        teller.record(|| Step::scored(shown.iter().cloned()));
        Ok(Standing::by(n.slate(), adjusted).with_scores(shown))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, shown, told, winner};
    use super::*;
    #[test]
    fn worked_example() {
        // Halves of marks: 9, 42/5 and 8 of 10.
        let mark = |i: usize| {
            [if i < 9 { 9 } else { -1 }, if i < 12 { [8, 9][usize::from(i % 5 < 2)] } else { -1 }, 8]
        };
        let rows: Vec<[i32; 3]> = (0..20).map(mark).collect();
        let t = told(&ItchAdjusted {}, &marks(0, 10, &rows.iter().map(|r| r.as_slice()).collect::<Vec<_>>()));
        let scores: Vec<String> = t.answer().unwrap().scores().values().map(|x| x.decimals_down(3)).collect();
        // 9 √(9/12), (6 · 9 + 6 · 8)/12, 8.
        assert_eq!(scores, ["7.794", "8.500", "8.000"]);
        assert_eq!((winner(&t), shown(&t)[2].as_str()), (Some(1), "8"));
    }
    #[test]
    fn a_tie_of_equal_means_and_numbers() {
        assert!(told(&ItchAdjusted {}, &marks(0, 5, &[&[4, 2], &[2, 4]])).outcome().is_tied());
    }

    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&ItchAdjusted {}, &marks(0, 5, &[]))));
    }
}

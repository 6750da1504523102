//! Relative utilitarianism: every ballot is stretched so that its lowest mark is 0 and its highest 1, then marks are added up.
//!
//! A ballot whose marks are all equal tells nothing and adds nothing; a missing mark adds nothing.
//!
//! Worked example: marks 0 4 2 become 0 1 1/2; 5 5 4 become 1 1 0; 3 3 3 nothing: the sums are 1, 2 and 1/2.
use super::ranked::by_score;
use crate::{
    ballot::Scores,
    count::{About, Alias, Halt, Seats, Standing, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// The highest sum of marks, each ballot stretched to the same range, wins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal sums share a tier. Entries that nobody marked may not win.
///
/// # Complexity
/// O(n m) on ballots, O(m L) fractions for L levels.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Dhillon and Mertens (1999), "Relative utilitarianism", Econometrica 67.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Scores, count::*, profile::Profile, tally::scored::RelativeUtilitarian};
/// let ballots = [Scores::from([(0, 5), (1, 4)]), Scores::from([(0, 1), (1, 2)]), Scores::from([(0, 1), (1, 2)])];
/// let tally = run(&RelativeUtilitarian {}, &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RelativeUtilitarian {}

impl TallyRule for RelativeUtilitarian {
    type Input = Profile<Scores>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("relative-utilitarian", "Relative utilitarianism")
            .aliases(&[Alias::plain("relative_utilitarian"), Alias::plain("range-normalised-score")])
            .references(&["Dhillon and Mertens (1999), Econometrica 67"]);
        ABOUT
    }
    fn count(&self, p: &Profile<Scores>, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (m, top) = (p.slate().len(), usize::from(p.form().top));
        // Weighted levels above the ballot's lowest, by the ballot's range and entry.
        let mut above = vec![0u64; (top + 1) * m];
        let mut marked = EntrySet::EMPTY;
        for row in 0..p.len() {
            let levels: Vec<(EntryIx, u16)> =
                p.entries().filter_map(|e| Some((e, p.rows().level(row, e)?))).collect();
            let low = levels.iter().map(|(_, l)| *l).min().unwrap_or(0);
            let range = usize::from(levels.iter().map(|(_, l)| *l).max().unwrap_or(0) - low);
            for (e, level) in levels {
                marked.insert(e);
                // At most 2^46 units of 2^15 levels.
                above[range * m + e.ix()] += p.weight(row) * u64::from(level - low);
            }
        }
        let sum = |e: EntryIx| {
            let of = |range: usize| Exact::from(above[range * m + e.ix()]) / Exact::from(range);
            (marked.contains(e)).then(|| &(1..=top).map(of).sum::<Exact>() / &Exact::from(p.units_per_vote()))
        };
        Ok(by_score(p.slate(), teller, sum))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, shown, told, winner};
    use super::*;
    #[test]
    fn worked_example() {
        let t = told(&RelativeUtilitarian {}, &marks(0, 5, &[&[0, 4, 2], &[5, 5, 4], &[3, 3, 3]]));
        assert_eq!((shown(&t), winner(&t)), (vec!["1".into(), "2".into(), "1/2".into()], Some(1)));
    }
    #[test]
    fn a_tie_of_flat_ballots() {
        assert!(told(&RelativeUtilitarian {}, &marks(0, 5, &[&[3, 3], &[1, 1]])).outcome().is_tied());
    }

    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&RelativeUtilitarian {}, &marks(0, 5, &[]))));
    }
}

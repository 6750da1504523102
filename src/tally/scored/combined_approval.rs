//! Combined approval: every voter is for an entry, against it, or neither; votes against are taken from votes for.
//!
//! A mark above the middle of the scale is for, one below it against, the middle itself neither; two levels are for and against.
//!
//! Worked example: X has 3 for and 2 against, Y 2 for and none against: 1 against 2, Y wins.
use super::ranked::by_score;
use crate::{
    count::{About, Alias, Halt, Seats, Standing, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{ScoreHistogram, Summary},
};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// The most approvals less disapprovals win.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal differences share a tier. Entries that nobody marked may not win.
///
/// # Complexity
/// O(m L) on score histograms of L levels.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Felsenthal (1989), "On combining approval with disapproval voting", Behavioral Science 34.
///
/// # Examples
/// ```
/// use cocreate::{ballot::{ScoreForm, Scores}, count::*, profile::Profile, tally::scored::CombinedApproval};
/// let ballots = [Scores::from([(0, 2), (1, 2)]), Scores::from([(0, 0), (1, 1)])];
/// let form = ScoreForm { lowest: (-1).into(), top: 2, ..ScoreForm::default() };
/// let tally = run(&CombinedApproval {}, &Profile::with_form(2, form, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CombinedApproval {}

impl TallyRule for CombinedApproval {
    type Input = ScoreHistogram;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("combined-approval", "Combined approval")
            .aliases(&[
                Alias::plain("dis_and_approval"),
                Alias::plain("dis&approval"),
                Alias::plain("evaluative"),
                Alias::plain("cav"),
            ])
            .references(&["Felsenthal (1989), Behavioral Science 34"]);
        ABOUT
    }
    fn count(&self, n: &ScoreHistogram, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let top = usize::from(n.form().top);
        let difference = |e: EntryIx| {
            let votes = |(level, w): (usize, &u64)| match (2 * level).cmp(&top) {
                Ordering::Greater => i128::from(*w),
                Ordering::Equal => 0,
                Ordering::Less => -i128::from(*w),
            };
            let units = Exact::from(n.of_entry(e).iter().enumerate().map(votes).sum::<i128>());
            (n.rated(e) > 0).then(|| &units / &Exact::from(n.units_per_vote()))
        };
        Ok(by_score(n.slate(), teller, difference))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, shown, told, winner};
    use super::*;
    #[test]
    fn worked_example() {
        let t = told(&CombinedApproval {}, &marks(-1, 2, &[&[2, 2], &[2, 2], &[2, 1], &[0, 1], &[0, 1]]));
        assert_eq!((shown(&t), winner(&t)), (vec!["1".into(), "2".into()], Some(1)));
    }
    #[test]
    fn a_tie_and_another_scale() {
        assert!(told(&CombinedApproval {}, &marks(-1, 2, &[&[2, 0], &[0, 2]])).outcome().is_tied());
        // Of six levels three are for.
        assert_eq!(shown(&told(&CombinedApproval {}, &marks(0, 5, &[&[2, 3], &[0, 5]]))), ["-2", "2"]);
    }

    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&CombinedApproval {}, &marks(0, 5, &[]))));
    }
}

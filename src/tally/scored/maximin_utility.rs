//! Maximin of utilities: the entry wins whose lowest mark is the highest. The lexicographic form compares, of equal lowest marks, the
//! share of voters that gave it, then the next mark, and so on.
//!
//! A missing mark is absent: it is not the lowest.
//!
//! Worked example: X has 2 5 5, Y 2 2 5, Z 1 5 5. The lowest marks are 2, 2 and 1: X and Y tie, and lexicographically X wins, for one
//! voter of three is at 2 against two of three.
use crate::{
    count::{About, Alias, Halt, Param, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{ScoreHistogram, Summary},
};
use serde::{Deserialize, Serialize};

/// The highest lowest mark wins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal lowest marks, or in the lexicographic form equal shares of all marks, share a tier. Entries that nobody marked may not win.
///
/// # Complexity
/// O(m L) on score histograms of L levels.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Rawls (1971), A Theory of Justice, section 26; Sen (1970), Collective Choice and Social Welfare, chapter 9.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Scores, count::*, profile::Profile, tally::scored::MaximinUtility};
/// let ballots = [Scores::from([(0, 5), (1, 3)]), Scores::from([(0, 1), (1, 2)])];
/// let tally = run(&MaximinUtility::default(), &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MaximinUtility {
    /// Whether equal lowest marks are told apart by the shares that gave them, then by the next marks.
    pub lexicographic: bool,
}

impl TallyRule for MaximinUtility {
    type Input = ScoreHistogram;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("maximin-utility", "Maximin of utilities")
            .aliases(&[
                Alias::plain("maximin"),
                Alias::with("leximin", &[("lexicographic", "true")]),
                Alias::with("lexicographic_maximin", &[("lexicographic", "true")]),
                Alias::with("lexicographic-maximin", &[("lexicographic", "true")]),
            ])
            .references(&["Rawls (1971), A Theory of Justice, section 26"])
            .params(&[Param {
                name: "lexicographic",
                kind: "boolean",
                about: "whether equal lowest marks are compared by shares, then by the next marks",
            }]);
        ABOUT
    }
    fn count(&self, n: &ScoreHistogram, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let lowest = |e: EntryIx| n.of_entry(e).iter().position(|w| *w > 0);
        let shown = || n.slate().iter().filter_map(|e| Some((e, n.form().value(lowest(e)? as u16))));
        teller.record(|| Step::scored(shown()));
        // Fewer at a low level is better; those at higher levels are then more.
        let shares = |e: EntryIx| -> Option<Vec<Exact>> {
            let all = n.rated(e);
            n.of_entry(e).iter().map(|w| Exact::ratio(-i128::from(*w), all.into())).collect()
        };
        let standing = if self.lexicographic {
            Standing::by(n.slate(), shares)
        } else {
            Standing::by(n.slate(), lowest)
        };
        Ok(standing.with_scores(shown()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, shown, told, winner};
    use super::*;
    #[test]
    fn worked_example() {
        let p = marks(0, 5, &[&[2, 2, 1], &[5, 2, 5], &[5, 5, 5]]);
        let t = told(&MaximinUtility::default(), &p);
        assert!(t.outcome().is_tied());
        assert_eq!(shown(&t), ["2", "2", "1"]);
        assert_eq!(winner(&told(&MaximinUtility { lexicographic: true }, &p)), Some(0));
    }
    #[test]
    fn a_tie_needs_equal_shares_of_all_marks() {
        let p = marks(0, 5, &[&[2, 5], &[5, 2]]);
        assert!(told(&MaximinUtility { lexicographic: true }, &p).outcome().is_tied());
    }

    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&MaximinUtility::default(), &marks(0, 5, &[]))));
    }
}

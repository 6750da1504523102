//! Smith//score: of the Smith set, the smallest set whose members are all marked above each other entry by more voters than below,
//! the highest sum of marks wins.
//!
//! Worked example: the marks 5 4 0 0, 0 5 1 0 and 1 0 5 5 make a cycle of A, B and C; D is below A once above, but below B and C.
//! The sums are 6, 9, 6 and 5: B wins. If a fourth voter marks only D, with 5, D has 10 but stays outside the set where it is.
use crate::{
    count::{About, Alias, Halt, Param, Seats, Standing, Step, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    profile::{ScoreHistogram, ScorePairs, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// The highest sum of marks within the Smith set wins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal sums within the set share a tier. The others stand behind the set by their sums. Entries that nobody marked may not win.
///
/// # Complexity
/// O(m L + m²) on score histograms and pairwise counts.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Smith (1973), "Aggregation of preferences with variable electorate", Econometrica 41.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Scores, count::*, profile::Profile, tally::scored::SmithScore};
/// let ballots = [Scores::from([(0, 5), (1, 4)]), Scores::from([(0, 2), (1, 1)]), Scores::from([(0, 0), (1, 5)])];
/// let tally = run(&SmithScore::default(), &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SmithScore {
    /// How an entry without a mark is compared with one that has a mark.
    pub unnamed: Unnamed,
}
impl Default for SmithScore {
    fn default() -> Self {
        Self { unnamed: Unnamed::Absent }
    }
}

impl TallyRule for SmithScore {
    type Input = (ScoreHistogram, ScorePairs);
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("smith-score", "Smith//score")
            .aliases(&[Alias::plain("smith//score"), Alias::plain("smith//range")])
            .references(&["Smith (1973), Econometrica 41"])
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
        let sums = Standing::by_score(n.slate(), |e| (n.rated(e) > 0).then(|| n.sum(e)));
        teller.record(|| Step::scored(sums.scores().iter().map(|(e, s)| (*e, s.clone()))));
        let placed: EntrySet = sums.scores().keys().copied().collect();
        let beats = |a: EntryIx, b: EntryIx| pairs.margin(a, b, self.unnamed) > 0;
        let smith = smith(&placed, beats);
        teller
            .record(|| Step::note(format!("the Smith set has {} of {} entries", smith.len(), placed.len())));
        let inside = sums.tiers().iter().map(|t| t.intersection(&smith));
        let outside = sums.tiers().iter().map(|t| t.minus(&smith));
        Ok(Standing::of(inside.chain(outside)).unplace(sums.unplaced()).with_scores(sums.scores().clone()))
    }
}

/// The entries with the most wins are in it, and then whoever some member does not beat.
fn smith(all: &EntrySet, beats: impl Fn(EntryIx, EntryIx) -> bool) -> EntrySet {
    let losses = |a: EntryIx| all.iter().filter(|b| beats(*b, a)).count();
    let wins = |a: EntryIx| all.iter().filter(|b| beats(a, *b)).count();
    let key = |a: EntryIx| wins(a) as i64 - losses(a) as i64;
    let most = all.iter().map(key).max();
    let mut set: EntrySet = all.iter().filter(|a| Some(key(*a)) == most).collect();
    let mut open: Vec<EntryIx> = set.iter().collect();
    while let Some(a) = open.pop() {
        for b in all.minus(&set).iter().filter(|b| !beats(a, *b)) {
            set.insert(b);
            open.push(b);
        }
    }
    set
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, shown, told, winner};
    use super::*;
    #[test]
    fn worked_example() {
        let rows: [&[i32]; 3] = [&[5, 4, 0, 0], &[0, 5, 1, 0], &[1, 0, 5, 5]];
        let t = told(&SmithScore::default(), &marks(0, 5, &rows));
        assert_eq!((shown(&t).join(" "), winner(&t)), ("6 9 6 5".into(), Some(1)));
    }
    #[test]
    fn a_tie_and_a_high_sum_outside_the_set() {
        let p = marks(0, 5, &[&[2, 1], &[2, 1], &[0, 5]]);
        let t = told(&SmithScore::default(), &p);
        assert_eq!((shown(&t).join(" "), winner(&t)), ("4 7".into(), Some(0)));
        assert!(told(&SmithScore::default(), &marks(0, 5, &[&[2, 1], &[1, 2]])).outcome().is_tied());
    }

    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&SmithScore::default(), &marks(0, 5, &[]))));
    }
}

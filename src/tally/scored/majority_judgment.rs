//! Majority judgment: the highest median grade wins; equal medians are taken out one by one and compared again.
//!
//! The median is the lower middle grade. Of two entries with equal medians one median grade each is taken out, and the medians
//! of what is left are compared, and so on: entries are thus ranked by their *majority value*, the list of medians taken out.
//! Taking out medians walks from the middle outwards, alternately down and up, so two lists are compared run by run on the
//! histograms, without writing them out.
//!
//! Entries with different numbers of grades are compared as if every grade had been given as often as makes the totals equal,
//! which changes no median of either.
//!
//! The *majority gauge* is a shorter comparison that Balinski and Laraki give for many voters: of equal medians, the share of
//! grades above it, if that is larger than the share below, speaks for the entry, else the share below speaks against it. It
//! tells apart less.
//!
//! Worked example: X has 5 3 2, Y 4 3 3. Both medians are 3; without them X has 5 2, median 2, and Y 4 3, median 3: Y wins.
use crate::{
    count::{About, Alias, Halt, Param, Reason, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{ScoreHistogram, Summary},
};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// How entries with equal medians are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum EqualMedians {
    /// By their majority values.
    #[default]
    Value,
    /// By their majority gauges.
    Gauge,
}

/// The highest majority value wins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Entries with the same shares of all grades share a tier. Entries that nobody graded may not win.
///
/// # Complexity
/// O(m log m L) on score histograms of L levels.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Balinski and Laraki (2010), Majority Judgment, chapters 1 and 13.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Scores, count::*, id::EntryIx, profile::Profile, tally::scored::MajorityJudgment};
/// let (x, y) = (EntryIx::new(0), EntryIx::new(1));
/// let ballots = [[5, 4], [3, 3], [2, 3]].map(|[a, b]| Scores::new([(x, a), (y, b)]).unwrap());
/// let tally = run(&MajorityJudgment::default(), &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MajorityJudgment {
    /// How entries with equal medians are compared.
    pub equal_medians: EqualMedians,
}

impl TallyRule for MajorityJudgment {
    type Input = ScoreHistogram;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("majority-judgment", "Majority judgment")
            .aliases(&[
                Alias::plain("majority-judgement"),
                Alias::with("majority_judgement", &[("equal_medians", "\"gauge\"")]),
                Alias::plain("mj"),
            ])
            .references(&["Balinski and Laraki (2010), Majority Judgment, chapters 1 and 13"])
            .params(&[Param {
                name: "equal_medians",
                kind: "value | gauge",
                about: "how entries with equal medians are compared",
            }]);
        ABOUT
    }
    fn count(&self, n: &ScoreHistogram, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let grades = |e: EntryIx| (n.rated(e) > 0).then(|| Grades(n.of_entry(e)));
        let median = |e: EntryIx| Some((e, n.form().value(grades(e)?.median())));
        let medians: Vec<(EntryIx, Exact)> = n.slate().iter().filter_map(median).collect();
        teller.record(|| Step::scored(medians.iter().cloned()));
        let standing = match self.equal_medians {
            EqualMedians::Value => Standing::by(n.slate(), grades),
            EqualMedians::Gauge => Standing::by(n.slate(), |e| Some(grades(e)?.gauge())),
        };
        self.tell(n, &standing, teller);
        Ok(standing.with_scores(medians).or_because(Reason::NobodyQualified))
    }
}

impl MajorityJudgment {
    /// What sets entries of one median apart: the first grades in which their majority values differ, or their gauges.
    fn tell(self, n: &ScoreHistogram, standing: &Standing, teller: &mut Teller) {
        let firsts: Vec<EntryIx> = standing.tiers().iter().filter_map(|t| t.iter().next()).collect();
        for (a, b) in firsts.iter().zip(firsts.iter().skip(1)) {
            let (one, two) = (Grades(n.of_entry(*a)), Grades(n.of_entry(*b)));
            if one.median() != two.median() {
                continue;
            }
            let sides = match self.equal_medians {
                EqualMedians::Value => {
                    one.difference(&two).map(|(x, y)| (n.form().value(x), n.form().value(y)))
                }
                EqualMedians::Gauge => Some((one.gauge().1, two.gauge().1)),
            };
            if let Some((for_a, for_b)) = sides {
                teller.record(|| Step::Compared { a: *a, b: *b, for_a, for_b });
            }
        }
    }
}

/// How many units gave each level; at least one did.
struct Grades<'a>(&'a [u64]);
impl Grades<'_> {
    fn total(&self) -> u64 {
        self.0.iter().sum()
    }
    /// Level of the lower middle.
    fn median(&self) -> u16 {
        self.level_at(u128::from((self.total() - 1) / 2), 1)
    }
    /// The median, then the larger of the shares above and below it, for or against.
    fn gauge(&self) -> (u16, Exact) {
        let median = self.median();
        let share = |part: &[u64]| {
            Exact::ratio(part.iter().sum::<u64>().into(), self.total().into()).expect("somebody graded it")
        };
        let above = share(&self.0[usize::from(median) + 1..]);
        let below = share(&self.0[..usize::from(median)]);
        (median, if above > below { above } else { -below })
    }
    /// Level of the grade at a place from the worst, every grade being counted `times`.
    fn level_at(&self, place: u128, times: u128) -> u16 {
        let mut below = 0;
        let past = |n: &u64| {
            below += u128::from(*n) * times;
            below > place
        };
        let level = self.0.iter().position(past).unwrap_or(self.0.len() - 1);
        u16::try_from(level).expect("a scale has at most 2^16 levels")
    }
    /// How many grades with this place's level there are from it downwards (itself included), and upwards.
    fn run(&self, place: u128, times: u128) -> (u128, u128) {
        let level = usize::from(self.level_at(place, times));
        let below: u128 = self.0[..level].iter().map(|n| u128::from(*n) * times).sum();
        let upto = below + u128::from(self.0[level]) * times;
        (place - below + 1, upto - place)
    }
}
impl Grades<'_> {
    /// The first grades in which majority values differ: those at the lower middle, then outwards by turns.
    fn difference(&self, other: &Self) -> Option<(u16, u16)> {
        let (a, b) = (self.total(), other.total());
        // Each grade as often as makes both totals the same.
        let (of_self, of_other) = (u128::from(b), u128::from(a));
        let total = u128::from(a) * u128::from(b);
        let at = |p: u128| {
            Some((self.level_at(p, of_self), other.level_at(p, of_other))).filter(|(one, two)| one != two)
        };
        // The lower middle goes first. The next one is below it if the number of grades is odd, else above.
        let middle = (total - 1) / 2;
        if let Some(first) = at(middle) {
            return Some(first);
        }
        let down_first = total % 2 == 1;
        let (mut down, mut up) = (middle, middle);
        // Places below the middle: `down` of them; above: the rest.
        while down > 0 || up + 1 < total {
            let low = (down > 0).then(|| down - 1);
            let high = (up + 1 < total).then(|| up + 1);
            let (one, two) = if down_first { (low, high) } else { (high, low) };
            if let Some(found) = one.and_then(at).or_else(|| two.and_then(at)) {
                return Some(found);
            }
            // As many turns as all four runs last are equal too.
            let down_run = |g: &Self, t| low.map_or(u128::MAX, |p| g.run(p, t).0);
            let up_run = |g: &Self, t| high.map_or(u128::MAX, |p| g.run(p, t).1);
            let same = down_run(self, of_self)
                .min(down_run(other, of_other))
                .min(up_run(self, of_self))
                .min(up_run(other, of_other));
            down = down.saturating_sub(same);
            up = (up + same).min(total - 1);
        }
        None
    }
}
impl Ord for Grades<'_> {
    /// Compares majority values.
    fn cmp(&self, other: &Self) -> Ordering {
        self.difference(other).map_or(Ordering::Equal, |(one, two)| one.cmp(&two))
    }
}
impl PartialOrd for Grades<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Grades<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
impl Eq for Grades<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::Scores,
        count::{Outcome, TiePolicy, run},
        profile::Profile,
    };
    use proptest::prelude::*;
    /// The majority value from the definition: medians taken out one by one.
    fn majority_value(histogram: &[u64]) -> Vec<usize> {
        let mut grades: Vec<usize> =
            histogram.iter().enumerate().flat_map(|(l, n)| std::iter::repeat_n(l, *n as usize)).collect();
        let mut out = vec![];
        while !grades.is_empty() {
            out.push(grades.remove((grades.len() - 1) / 2));
        }
        out
    }
    fn times(h: &[u64], k: u64) -> Vec<u64> {
        h.iter().map(|n| n * k).collect()
    }
    proptest! {
        #[test]
        fn runs_compare_like_the_lists_written_out(
            a in prop::collection::vec(0u64..5, 4),
            b in prop::collection::vec(0u64..5, 4),
        ) {
            let (n, m) = (a.iter().sum::<u64>(), b.iter().sum::<u64>());
            prop_assume!(n > 0 && m > 0);
            let expected = majority_value(&times(&a, m)).cmp(&majority_value(&times(&b, n)));
            prop_assert_eq!(Grades(&a).cmp(&Grades(&b)), expected);
        }
    }
    fn two(x: &[u16], y: &[u16]) -> Profile<Scores> {
        let all: Vec<Scores> = x
            .iter()
            .zip(y)
            .map(|(a, b)| Scores::new([(EntryIx::new(0), *a), (EntryIx::new(1), *b)]).unwrap())
            .collect();
        Profile::of(2, &all).unwrap()
    }
    #[test]
    fn worked_example() {
        let t =
            run(&MajorityJudgment::default(), &two(&[5, 3, 2], &[4, 3, 3]), Seats::ONE, &TiePolicy::REPORT)
                .unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [1].into());
        assert_eq!(majority_value(&[0, 0, 1, 1, 0, 1]), [3, 2, 5]);
    }
    #[test]
    fn a_tie_needs_equal_shares_of_all_grades() {
        let t = run(&MajorityJudgment::default(), &two(&[5, 3], &[3, 5]), Seats::ONE, &TiePolicy::REPORT)
            .unwrap();
        assert!(t.outcome().is_tied());
    }
    #[test]
    fn nobody_votes() {
        let t = run(&MajorityJudgment::default(), &two(&[], &[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

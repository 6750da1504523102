//! 3-2-1 voting: voters call entries good, fair or bad. The three most called good are semi-finalists; the two of them least called
//! bad are finalists; of these the one that more voters put above the other wins.
//!
//! Good is the highest level of the scale, bad the lowest, fair all between. An entry that a ballot does not mark is called nothing.
//!
//! Worked example: 4 ballots call A good, B fair, C bad, D bad; 3 call A bad, B fair, C good, D bad; 2 call A bad, B good, C fair, D
//! bad. Good: A 4, C 3, B 2, D 0: D leaves. Bad: A 5, C 4, B 0: A leaves. 4 + 2 put B above C, 3 put C above B: B wins.
use crate::{
    count::{About, Alias, Halt, Param, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{ScoreHistogram, ScorePairs, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// Three by most good, two by least bad, one by preference.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Who is a semi-finalist or finalist, at stage `order`, places 1 and 2. Finalists that as many put above each other share the first tier.
///
/// # Complexity
/// O(m) on score histograms and pairwise counts.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Quinn (2016), 3-2-1 voting, electowiki.
///
/// # Examples
/// ```
/// use cocreate::{ballot::{ScoreForm, Scores}, count::*, profile::Profile, tally::scored::ThreeTwoOne};
/// let ballots = [Scores::from([(0, 2), (1, 1)]), Scores::from([(0, 2), (1, 0)]), Scores::from([(0, 0), (1, 2)])];
/// let form = ScoreForm { top: 2, ..ScoreForm::default() };
/// let tally = run(&ThreeTwoOne::default(), &Profile::with_form(2, form, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ThreeTwoOne {
    /// How an entry without a mark is compared with one that has a mark.
    pub unnamed: Unnamed,
}
impl Default for ThreeTwoOne {
    fn default() -> Self {
        Self { unnamed: Unnamed::Absent }
    }
}

impl TallyRule for ThreeTwoOne {
    type Input = (ScoreHistogram, ScorePairs);
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("three-two-one", "3-2-1 voting")
            .aliases(&[Alias::plain("3-2-1")])
            .references(&["Quinn (2016), 3-2-1 voting, electowiki"])
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
        let marked: EntrySet = n.slate().iter().filter(|e| n.rated(*e) > 0).collect();
        let units = Exact::from(n.units_per_vote());
        let called =
            |e: EntryIx, level: usize| &Exact::from(n.of_entry(e).get(level).copied().unwrap_or(0)) / &units;
        let mut left = marked.clone();
        let mut out = vec![];
        for (round, (level, places)) in [(usize::from(n.form().top), 3usize), (0, 2)].into_iter().enumerate()
        {
            let value = |e: EntryIx| if level == 0 { -called(e, 0) } else { called(e, level) };
            teller.record(|| Step::scored(left.iter().map(|e| (e, called(e, level)))));
            let ranked = Standing::by(n.slate(), |e| left.contains(e).then(|| value(e)));
            let mut kept = EntrySet::EMPTY;
            for tier in ranked.tiers() {
                let free = places.saturating_sub(kept.len());
                kept = kept.union(&teller.choose(TieAt::order(round + 1), tier, free)?);
            }
            out.push(left.minus(&kept));
            left = kept;
        }
        let mut tiers = vec![left.clone()];
        if let [a, b] = left.iter().collect::<Vec<_>>()[..] {
            let votes = |a, b| &Exact::from(pairs.votes(a, b, self.unnamed)) / &units;
            let (for_a, for_b) = (votes(a, b), votes(b, a));
            match for_a.cmp(&for_b) {
                Ordering::Greater => tiers = vec![a.into(), b.into()],
                Ordering::Less => tiers = vec![b.into(), a.into()],
                Ordering::Equal => {}
            }
            teller.record(|| Step::Compared { a, b, for_a, for_b });
        }
        tiers.extend(out.into_iter().rev());
        Ok(Standing::of(tiers).unplace(&EntrySet::first(n.slate().len()).minus(&marked)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, told, winner};
    use super::*;
    #[test]
    fn worked_example() {
        let mut rows: Vec<&[i32]> = vec![&[2, 1, 0, 0]; 4];
        rows.extend([&[0, 1, 2, 0] as &[i32]; 3]);
        rows.extend([&[0, 2, 1, 0] as &[i32]; 2]);
        let t = told(&ThreeTwoOne::default(), &marks(0, 2, &rows));
        assert_eq!(winner(&t), Some(1));
        let order: Vec<usize> =
            t.answer().unwrap().tiers().iter().flat_map(|x| x.iter().map(EntryIx::ix)).collect();
        assert_eq!(order, [1, 2, 0, 3]);
    }
    #[test]
    fn a_tie_and_another_scale() {
        assert!(told(&ThreeTwoOne::default(), &marks(0, 2, &[&[2, 1], &[1, 2]])).outcome().is_tied());
        // Good is a 5.
        assert_eq!(
            winner(&told(&ThreeTwoOne::default(), &marks(0, 5, &[&[5, 0, 4, 0], &[5, 5, 5, 4]]))),
            Some(0)
        );
    }

    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&ThreeTwoOne::default(), &marks(0, 5, &[]))));
    }
}

//! Quadratic split: entries count by the square of the sum of roots of what ballots give them, scaled back to the weight that was cast.
//!
//! A ballot's weight is split over its entries by its points. An entry's raw result is (Σ √part)²; then all are multiplied by one number, so
//! that they sum to the weight of the ballots that give points.
//!
//! Roots have 120 decimals and results are rounded to 100: two that are equal there tie. They are shown with nine.
//!
//! Worked example: weights 16 and 9 are all for A, 25 for B. A has (4 + 3)² = 49, B 25, scaled to 50: 33.108108108 and 16.891891892.
use super::shares::parts;
use crate::{
    ballot::Points,
    count::{About, Alias, Grade, Halt, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The largest square of a sum of roots wins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Results that are equal to 100 decimals share a tier.
///
/// # Complexity
/// O(k log d) for k marks with d different parts, and d roots.
///
/// # Errors
/// If a ballot has points against an entry.
///
/// # References
/// Snapshot, "Voting types": quadratic voting; after Buterin, Hitzig and Weyl (2019), Management Science 65.
///
/// # Examples
/// ```
/// use cocreate::{ballot::*, count::*, profile::{Profile, Slate}, tally::points::QuadraticSplit};
/// let mut profile = Profile::<Points>::builder(Slate::anonymous(2), PointsForm::default())?;
/// for (weight, entry) in [(16, 0), (9, 0), (25, 1)] {
///     profile.push_weighted(&Points::from([(entry, 1)]), weight)?;
/// }
/// let tally = run(&QuadraticSplit {}, &profile.finish(), Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().scores()[&0u32.into()].decimals_down(5), "33.10810");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct QuadraticSplit {}

impl TallyRule for QuadraticSplit {
    type Input = Profile<Points>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("quadratic-split", "Quadratic split")
            .aliases(&[Alias::plain("quadratic_split"), Alias::plain("snapshot-quadratic")])
            .references(&["Snapshot, Voting types: quadratic voting"])
            .grade(Grade::Enclosed)
            .slow("a root of 120 decimals for every different part of a ballot");
        ABOUT
    }
    fn count(&self, p: &Profile<Points>, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let units = Exact::from(p.units_per_vote());
        let (mut roots, mut cast) = (vec![Exact::ZERO; p.slate().len()], Exact::ZERO);
        // Few parts differ, and a root of 120 decimals takes its time.
        let mut known: BTreeMap<Exact, Exact> = BTreeMap::new();
        for (e, part, weight) in parts(p)? {
            teller.poll()?;
            let votes = &(part * &Exact::from(weight)) / &units;
            cast += &votes;
            roots[e.ix()] += &*known.entry(votes).or_insert_with_key(|v| v.root_down(120));
        }
        let squares: Vec<Exact> = roots.iter().map(|r| (r * r).rounded(100)).collect();
        let sum: Exact = squares.iter().sum();
        let result = |e: EntryIx| (&squares[e.ix()] * &cast).checked_div(&sum).unwrap_or_default();
        let shown: Vec<(EntryIx, Exact)> = p.slate().iter().map(|e| (e, result(e).rounded(9))).collect();
        teller.record(|| Step::scored(shown.iter().cloned()));
        Ok(Standing::by(p.slate(), |e| Some(squares[e.ix()].clone())).with_scores(shown))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::PointsForm,
        count::{Outcome, TiePolicy, run},
        profile::Slate,
    };
    fn profile(of: &[(u64, &[(u32, i64)])]) -> Profile<Points> {
        let mut p = Profile::<Points>::builder(Slate::anonymous(2), PointsForm::default()).unwrap();
        for (weight, marks) in of {
            let marks = marks.iter().map(|(e, v)| (EntryIx::new(*e), *v));
            p.push_weighted(&Points::new(marks).unwrap(), *weight).unwrap();
        }
        p.finish()
    }
    #[test]
    fn worked_example() {
        let p = profile(&[(16, &[(0, 1)]), (9, &[(0, 1)]), (25, &[(1, 1)])]);
        let t = run(&QuadraticSplit {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        let scores: Vec<String> = t.answer().unwrap().scores().values().map(|x| x.decimals_down(4)).collect();
        // 49 · 50/74 and 25 · 50/74.
        assert_eq!(scores, ["33.1081", "16.8918"]);
    }
    #[test]
    fn a_tie_of_roots_that_add_up() {
        // √2 + √8 = √18.
        let p = profile(&[(2, &[(0, 1)]), (8, &[(0, 1)]), (18, &[(1, 1)])]);
        assert!(run(&QuadraticSplit {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap().outcome().is_tied());
    }
    #[test]
    fn nobody_votes() {
        let t = run(&QuadraticSplit {}, &profile(&[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

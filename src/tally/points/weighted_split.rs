//! Weighted split: a ballot's vote is split over the entries that it names, by the points that it gives them.
//!
//! Only the proportions of a ballot's points count: 1 and 3 split like 25 and 75. A ballot without points is no vote.
//!
//! Worked example: a ballot of weight 10 gives A 1 and B 3, one of weight 20 gives A 1: A has 10/4 + 20 = 45/2, B 30/4 = 15/2.
use super::shares::parts;
use crate::{
    ballot::Points,
    count::{About, Alias, Halt, Seats, Standing, Step, TallyRule, Teller},
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// The largest sum of parts of votes wins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal sums share a tier.
///
/// # Complexity
/// O(k) exact operations for k marks, added up by what a ballot gives in all.
///
/// # Errors
/// If a ballot has points against an entry.
///
/// # References
/// Snapshot, "Voting types": weighted voting.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Points, count::*, profile::Profile, tally::points::WeightedSplit};
/// let ballots = [Points::from([(0, 1), (1, 3)]), Points::from([(1, 9)])];
/// let tally = run(&WeightedSplit {}, &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().scores()[&1u32.into()].to_string(), "7/4");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WeightedSplit {}

impl TallyRule for WeightedSplit {
    type Input = Profile<Points>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("weighted-split", "Weighted split")
            .aliases(&[Alias::plain("weighted_split"), Alias::plain("snapshot-weighted")])
            .references(&["Snapshot, Voting types: weighted voting"]);
        ABOUT
    }
    fn count(&self, p: &Profile<Points>, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let units = Exact::from(p.units_per_vote());
        let mut sums = vec![Exact::ZERO; p.slate().len()];
        for (e, of, weight) in parts(p)? {
            sums[e.ix()] += &(of * &Exact::from(weight));
        }
        let votes: Vec<Exact> = sums.iter().map(|s| s / &units).collect();
        teller.record(|| Step::scored(p.slate().iter().map(|e| (e, votes[e.ix()].clone()))));
        Ok(Standing::by_score(p.slate(), |e| Some(votes[e.ix()].clone())))
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
    #[test]
    fn worked_example() {
        let mut p = Profile::<Points>::builder(Slate::anonymous(2), PointsForm::default()).unwrap();
        p.push_weighted(&Points::from([(0, 1), (1, 3)]), 10).unwrap();
        p.push_weighted(&Points::from([(0, 1)]), 20).unwrap();
        let t = run(&WeightedSplit {}, &p.finish(), Seats::ONE, &TiePolicy::REPORT).unwrap();
        let scores: Vec<String> = t.answer().unwrap().scores().values().map(ToString::to_string).collect();
        assert_eq!(scores, ["45/2", "15/2"]);
    }
    #[test]
    fn a_tie_of_equal_parts() {
        let p = Profile::of(2, &[Points::from([(0, 5), (1, 5)])]).unwrap();
        assert!(run(&WeightedSplit {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap().outcome().is_tied());
    }
    #[test]
    fn nobody_votes_and_points_against_are_refused() {
        let t =
            run(&WeightedSplit {}, &Profile::of(2, &[]).unwrap(), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
        let form = PointsForm { negative: true, ..PointsForm::default() };
        let p = Profile::with_form(2, form, &[Points::from([(0, -1)])]).unwrap();
        assert!(run(&WeightedSplit {}, &p, Seats::ONE, &TiePolicy::REPORT).is_err());
    }
}

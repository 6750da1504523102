//! Reweighted range voting: seat by seat the highest sum of marks is elected; a ballot that gave the elected the sum S of marks counts for
//! K / (K + S / top) from then on, where top is the highest mark.
//!
//! With K = 1 a ballot that gave its full mark to one elected entry counts for a half, to two for a third, as in D'Hondt's method; with
//! K = 1/2 for 1/3 and 1/5, as in Sainte-Laguë's. Marks count from the lowest of the scale; a missing mark is the lowest.
//!
//! Worked example: 2 seats, marks from 0 to 5: three voters give A 5 and B 5, two give C 5. A or B is first with 15; then the three count for a
//! half, so that the other has 15/2 and C has 10: C is second.
use super::spending::Voters;
use crate::{
    ballot::Scores,
    count::{About, Alias, Halt, Param, Refusal, Seats, Standing, TallyRule, Teller},
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// The highest sum of marks, ballots counting for less by what they have.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between equal sums, at stage `order` with the number of the seat.
///
/// # Complexity
/// O(g m k) for g different ballots and k seats.
///
/// # Errors
/// A task without a number of seats; `k` not above nought.
///
/// # References
/// Smith (2005), "Reweighted range voting: new multiwinner voting method".
///
/// # Examples
/// ```
/// use cocreate::{ballot::Scores, count::*, profile::Profile, tally::scored::ReweightedRange};
/// let mut ballots = vec![Scores::from([(0, 5), (1, 4)]); 3];
/// ballots.extend(vec![Scores::from([(2, 5)]); 2]);
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&ReweightedRange::default(), &Profile::of(3, &ballots)?, two, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReweightedRange {
    /// 1 as in D'Hondt's method, 1/2 as in Sainte-Laguë's.
    pub k: Exact,
}
impl Default for ReweightedRange {
    fn default() -> Self {
        Self { k: Exact::ONE }
    }
}

impl TallyRule for ReweightedRange {
    type Input = Profile<Scores>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("reweighted-range", "Reweighted range voting")
            .aliases(&[
                Alias::plain("rrv"),
                Alias::plain("reweighted_range_voting"),
                Alias::with("rrv-sainte-lague", &[("k", "\"1/2\"")]),
            ])
            .references(&["Smith (2005), Reweighted range voting: new multiwinner voting method"])
            .params(&[Param {
                name: "k",
                kind: "exact",
                about: "1 as in D'Hondt's method, 1/2 as in Sainte-Laguë's",
            }])
            .needs_number();
        ABOUT
    }
    fn count(&self, p: &Profile<Scores>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        if self.k <= Exact::ZERO {
            let why = format!("{} is not above nought; 1 is usual", self.k);
            return Err(Refusal::Parameter { name: "k", why }.into());
        }
        let voters = Voters::of(p, &Exact::ZERO);
        // K / (K + S / top) = K top / (K top + S)
        let whole = &self.k * &voters.top;
        voters.elect(
            seats.number(),
            teller,
            |v, b, e| &(&v.level(b, e) * &whole) / &(&whole + &v.state[b]),
            |v, e, _| (0..v.ballots.len()).for_each(|b| v.state[b] = &v.state[b] + &v.level(b, e)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, told};
    use super::*;
    use crate::{
        count::{Outcome, TiePolicy, Winners, run},
        id::EntrySet,
    };
    fn sets(rule: &ReweightedRange, p: &Profile<Scores>, k: u32) -> Vec<EntrySet> {
        let t = run(rule, p, Seats::fill(k).unwrap(), &TiePolicy::AllBranches { limit: 100 }).unwrap();
        let Outcome::OneOf { sets, complete: true, .. } = t.outcome() else { panic!("{t:?}") };
        sets.iter().map(Winners::set).collect()
    }
    #[test]
    fn worked_example_is_a_tie() {
        let p = marks(0, 5, &[&[5, 5, 0], &[5, 5, 0], &[5, 5, 0], &[0, 0, 5], &[0, 0, 5]]);
        assert_eq!(sets(&ReweightedRange::default(), &p, 2), [[0, 2].into(), [1, 2].into()]);
    }
    #[test]
    fn the_other_divisors_help_the_few() {
        // 5 against 2 for 2 seats: 5/2 is more than 2, 5/3 is less.
        let (many, few): (&[i32], &[i32]) = (&[5, 5, 0], &[0, 0, 5]);
        let p = marks(0, 5, &[many, many, many, many, many, few, few]);
        assert_eq!(sets(&ReweightedRange::default(), &p, 2), [[0, 1].into()]);
        let half = ReweightedRange { k: Exact::ratio(1, 2).unwrap() };
        assert_eq!(sets(&half, &p, 2), [[0, 2].into(), [1, 2].into()]);
    }
    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&ReweightedRange::default(), &marks(0, 5, &[]))));
    }
}

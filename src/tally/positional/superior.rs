//! Superior voting: an entry has a point for each ballot that ranks it first, and for each that ranks an entry first
//! which it beats in a duel.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A: B beats everybody and has 26 + 42 + 15
//! + 17 = 100 points; C beats A and D: 74; D beats A: 59; A has its own 42.
use crate::{
    count::{About, Alias, Halt, Param, Refusal, Seats, Standing, Step, TallyRule, Teller},
    num::Exact,
    profile::{FirstPreferences, PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// First places of its own and of all whom it beats.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Entries with equal points share a tier.
///
/// # Complexity
/// O(m^2) on pairwise counts and first places.
///
/// # Errors
/// Ballots that rank several entries first are refused.
///
/// # References
/// Holliday and Pacuit (2025), `pref_voting`: the Preferential Voting Tools package for Python, Journal of Open Source
/// Software 10.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::positional::Superior};
/// let ballots = [[0, 1, 2], [1, 0, 2], [1, 2, 0]].map(Ranking::strict);
/// let tally = run(&Superior::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Superior {
    /// What an entry is in duels that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for Superior {
    type Input = (FirstPreferences, PairwiseCounts);
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("superior", "Superior voting")
            .aliases(&[Alias::plain("superior_voting"), Alias::plain("superior-voting")])
            .references(&["Holliday and Pacuit (2025), pref_voting, Journal of Open Source Software 10"])
            .params(&[Param {
                name: "unnamed",
                kind: "last | absent",
                about: "what an entry is in duels that a ballot does not name",
            }]);
        ABOUT
    }
    fn count(&self, input: &Self::Input, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let ((firsts, n), slate) = (input, input.1.slate());
        let units = n.units_per_vote();
        if slate.iter().any(|e| firsts.shared(e) > 0) {
            let sole: u64 = slate.iter().map(|e| firsts.sole(e)).sum();
            return Err(
                Refusal::EqualRanks((n.total_weight() - firsts.blank() - sole).div_ceil(units)).into()
            );
        }
        let own = |e| &Exact::from(firsts.sole(e)) / &Exact::from(units);
        let beats = |a, b| a == b || n.margin(a, b, self.unnamed) > 0;
        let points = |a| -> Exact { slate.iter().filter(|b| beats(a, *b)).map(own).sum() };
        teller.record(|| Step::scored(slate.iter().map(|e| (e, points(e)))));
        Ok(Standing::by_score(slate, |e| Some(points(e))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        count::{CountError, TiePolicy, run},
        tally::tried::{CITIES, best, nobody, profile, scores},
    };
    #[test]
    fn worked_example() {
        assert_eq!(scores(&Superior::default(), 4, CITIES), ["42", "100", "74", "59"]);
    }
    #[test]
    fn a_tie_shares_a_tier_and_equal_firsts_are_refused() {
        assert_eq!(best(&Superior::default(), 3, &[("ABC", 1), ("BCA", 1), ("CAB", 1)]), [0, 1, 2].into());
        let p = profile(3, &[("AB|C", 2), ("C", 1)]);
        let e = run(&Superior::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap_err();
        assert!(matches!(e, CountError::Refused { cause: Refusal::EqualRanks(2), .. }));
    }
    #[test]
    fn nobody_votes() {
        nobody(&Superior::default());
    }
}

//! Plurality: every ballot names one entry, the most named wins.
//!
//! Also first past the post. Blank ballots count for nobody. In the worked example 42 name M, 26 N, 15 C and 17 K: M wins
//! with 42 of 100, though 58 put M last.
use crate::{
    count::{About, Alias, Halt, Seats, Standing, Step, TallyRule, Teller},
    num::Exact,
    profile::{ChoiceCounts, Summary},
};
use serde::{Deserialize, Serialize};

/// The most named entry wins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Entries named equally often share a tier.
///
/// # Complexity
/// O(n) time to add up, O(m) memory.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Brams and Fishburn, "Voting procedures", Handbook of Social Choice and Welfare 1 (2002), section 1.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Choice, count::*, id::EntryIx, profile::Profile, tally::positional::Plurality};
/// let ballots = [0, 0, 1, 2].map(|e| Choice::of(EntryIx::new(e)));
/// let tally = run(&Plurality {}, &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Plurality {}

impl TallyRule for Plurality {
    type Input = ChoiceCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("plurality", "Plurality")
            .aliases(&[
                Alias::plain("First-past-the-post voting"),
                Alias::plain("First-past-the-post"),
                Alias::plain("FPTP"),
                Alias::plain("Plurality"),
                Alias::plain("plurality_ranking"),
                Alias::plain("first-past-the-post"),
                Alias::plain("fptp"),
                Alias::plain("sntv"),
                Alias::plain("SNTV"),
            ])
            .references(&["Brams and Fishburn (2002), Voting procedures, section 1"]);
        ABOUT
    }
    fn count(&self, n: &ChoiceCounts, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let votes = |e| &Exact::from(n.of_entry(e)) / &Exact::from(n.units_per_vote());
        let blank = &Exact::from(n.blank()) / &Exact::from(n.units_per_vote());
        teller.record(|| {
            Step::scored_of(n.slate().iter().map(|e| (e, votes(e))).collect(), blank, Exact::ZERO)
        });
        Ok(Standing::by_score(n.slate(), |e| Some(votes(e))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::Choice,
        count::{Outcome, Reason, TiePolicy, run},
        id::EntryIx,
        profile::Profile,
    };
    fn ballots(of: &[(u32, usize)]) -> Profile<Choice> {
        let all: Vec<Choice> =
            of.iter().flat_map(|(e, n)| std::iter::repeat_n(Choice::of(EntryIx::new(*e)), *n)).collect();
        Profile::of(4, &all).unwrap()
    }
    #[test]
    fn worked_example() {
        let t = run(
            &Plurality {},
            &ballots(&[(0, 42), (1, 26), (2, 15), (3, 17)]),
            Seats::ONE,
            &TiePolicy::REPORT,
        )
        .unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [0].into());
        assert_eq!(t.answer().unwrap().tiers(), [[0].into(), [1].into(), [3].into(), [2].into()]);
    }
    #[test]
    fn a_tie_for_the_last_seat_is_told() {
        let t = run(
            &Plurality {},
            &ballots(&[(0, 5), (1, 3), (2, 3)]),
            Seats::fill(2).unwrap(),
            &TiePolicy::REPORT,
        )
        .unwrap();
        let Outcome::Tied { certain, tied, choose, possible, .. } = t.outcome() else { panic!("{t:?}") };
        assert_eq!((certain, tied, *choose), (&[0].into(), &[1, 2].into(), 1));
        assert_eq!(possible, &Some([0, 1, 2].into()));
    }
    #[test]
    fn nobody_votes() {
        let t = run(&Plurality {}, &ballots(&[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { reason: Reason::NoBallots }));
    }
}

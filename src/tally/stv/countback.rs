//! Countback: a vacancy is filled from the ballots of the election, by a recount without the one who left.
//!
//! All ballots are counted again, for as many seats as there are sitting members and vacancies, as if the one who left had not stood. Nobody who sits
//! is excluded while others can be. Whoever is the first to be elected of those who do not sit has the vacancy.
//!
//! Quota, surpluses and exclusions are those of weighted inclusive Gregory, exact; see [`gregory`](super::gregory).
//!
//! Worked example: two seats; 5 ballots A B C, 4 D C, 2 C D. The quota is 11/3 cut off, and one: 4; A and D were elected. A leaves. B has 5, D 4, C 2, and both
//! B and D have the quota: B has the seat. If D leaves instead, A has 5, C 6: C has it.
use super::{
    super::runoff::Piles,
    quota::Quota,
    rounds::{Law, count as course},
};
use crate::{
    count::{
        self, About, Alias, Exception, Halt, Param, Refusal, Rounds, Seats, Standing, TallyRule, Teller,
    },
    id::EntrySet,
};
use serde::{Deserialize, Serialize};

/// The next one to be elected by a recount in which those who sit are not excluded.
///
/// The definition and a worked example are at the head of [this module](self). The seats that are asked for are the vacancies.
///
/// # Ties
/// As in [`GregoryStv`](super::GregoryStv), backwards through the stages and then by the teller. Who is elected at the same stage with as many votes shares
/// a tier, and the vacancy is asked about.
///
/// # Complexity
/// O(n m) moves at worst; a ballot of up to 15 entries takes 8 bytes while counting. All ways of breaking ties are followed one by one.
///
/// # Errors
/// Whoever sits cannot have left. Ballots that rank entries equally are refused, and a task without a number of seats.
///
/// # References
/// Electoral Reform Society (1997), How to conduct an election by the single transferable vote, section 7.1.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::stv::Countback};
/// let mut ballots = vec![Ranking::strict([0, 1, 2]); 5];
/// ballots.extend(vec![Ranking::strict([3, 2]); 4]);
/// ballots.extend(vec![Ranking::strict([2, 3]); 2]);
/// let rule = Countback { sitting: [3].into(), left: [0].into() };
/// let tally = run(&rule, &Profile::of(4, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Countback {
    /// Who has a seat and keeps it.
    pub sitting: EntrySet,
    /// Who has left, or does not want the seat.
    pub left: EntrySet,
}

impl TallyRule for Countback {
    type Input = dyn Rounds<Piles>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("countback", "Countback")
            .breaks(&[Exception::new(count::Law::Copies, "a Droop quota is whole")])
            .aliases(&[Alias::plain("stv-countback"), Alias::plain("casual-vacancy")])
            .references(&["Electoral Reform Society (1997), section 7.1"])
            .params(&[
                Param { name: "sitting", kind: "entries", about: "who has a seat and keeps it" },
                Param { name: "left", kind: "entries", about: "who has left, or does not want the seat" },
            ])
            .needs_number()
            .limit("values of papers of 4,000 digits");
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let both = self.sitting.intersection(&self.left);
        if !both.is_empty() {
            let why = format!("{both:?} cannot both sit and have left");
            return Err(Refusal::Parameter { name: "left", why }.into());
        }
        let all = ballots.slate().all();
        let (sitting, left) = (self.sitting.intersection(&all), self.left.intersection(&all));
        let whole = sitting.len() + seats.number();
        let law = Law {
            quota: &|votes| Quota::Droop.of(votes, whole, None),
            withdrawn: left.clone(),
            protected: sitting.clone(),
            order_matters: !sitting.is_empty(),
            ..Law::default()
        };
        let whole = u32::try_from(whole).ok().and_then(Seats::fill).unwrap_or(*seats);
        let standing = course(&law, ballots, whole, teller)?;
        let new = standing.tiers().iter().map(|t| t.minus(&sitting)).filter(|t| !t.is_empty());
        Ok(Standing::of(new).unplace(&sitting.union(&left)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::Ranking,
        count::{CountError, Outcome, Step, Tally, TiePolicy, run},
        profile::Profile,
        tally::tried::strict as profile,
    };
    fn told(p: &Profile<Ranking>, sitting: &[u32], left: &[u32]) -> Result<Tally<Standing>, CountError> {
        let of = |all: &[u32]| all.iter().map(|e| (*e).into()).collect::<EntrySet>();
        let rule = Countback { sitting: of(sitting), left: of(left) };
        run(&rule, p, Seats::ONE, &TiePolicy::REPORT)
    }
    fn new(p: &Profile<Ranking>, sitting: &[u32], left: &[u32]) -> EntrySet {
        told(p, sitting, left).unwrap().outcome().winners().unwrap().set()
    }
    #[test]
    fn worked_example() {
        let p = profile(4, &[(&[0, 1, 2], 5), (&[3, 2], 4), (&[2, 3], 2)]);
        assert_eq!(new(&p, &[3], &[0]), [1].into());
        assert_eq!(new(&p, &[0], &[3]), [2].into());
        // B does not want it: A's ballots go to C
        assert_eq!(new(&p, &[3], &[0, 1]), [2].into());
    }
    #[test]
    fn whoever_sits_is_not_excluded() {
        // quota 9/3 and one: 4. B has the fewest votes and sits; D leaves, for C
        let p = profile(5, &[(&[0], 4), (&[1], 1), (&[2], 3), (&[3, 2], 2), (&[4, 3], 3)]);
        let t = told(&p, &[1], &[0]).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [2].into());
        let out = t.steps().iter().find_map(|s| match s {
            Step::Eliminated { entries } => Some(entries.clone()),
            _ => None,
        });
        assert_eq!(out, Some([3].into()));
    }
    #[test]
    fn without_anybody_sitting_it_is_an_election() {
        let p = profile(3, &[(&[0, 1], 5), (&[1], 2), (&[2], 4)]);
        assert_eq!(new(&p, &[], &[0]), [1].into());
        assert_eq!(new(&p, &[], &[]), [0].into());
    }
    #[test]
    fn a_tie_a_wrong_parameter_and_nobody_votes() {
        let p = profile(4, &[(&[0], 4), (&[1], 3), (&[2], 3), (&[3], 5)]);
        assert!(told(&p, &[3], &[0]).unwrap().outcome().is_tied());
        assert!(told(&p, &[3], &[3]).unwrap_err().to_string().contains("`left`"));
        assert!(matches!(told(&profile(3, &[]), &[0], &[1]).unwrap().outcome(), Outcome::None { .. }));
    }
}

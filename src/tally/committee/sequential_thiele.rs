//! Sequential Thiele rules: seat by seat the entry is elected that adds the most to the worth of the committee. A voter's first
//! elected entry is worth the first weight to it, its second the second, and so on; with 1, 1/2, 1/3, .. it is sequential
//! proportional approval voting, with 1, 0, 0, .. sequential Chamberlin-Courant.
//!
//! Worked example: 4 seats, twelve voters: 3 approve {0, 1}, 3 {0, 2}, 2 {0, 3}, 1 {1, 2, 5}, and 4, 5, 6 are approved by one voter
//! each. With the weights 1, 1/2, 1/3: 0 has 8 and is elected. Then 1 and 2 have 3/2 + 1 = 5/2 each and 5 has 2. With 1 elected, 2
//! has 3/2 + 1/2 = 2 and 5 has 3/2; both ways end with 0, 1, 2, and 5, which has 1 + 1/3 against 1 of 3, 4 and 6.
use super::{Levels, Weights, levels::within, weights::worth};
use crate::{
    count::{About, Alias, Draft, Halt, Param, Rounds, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
};
use serde::{Deserialize, Serialize};

/// Seat by seat, the entry that adds the most worth.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between entries that add as much, at stage `order` with the number of the seat.
///
/// # Complexity
/// O(A k) for A approvals and k seats, and O(m k²) fractions.
///
/// # Errors
/// A task without a number of seats; weights that rise or go below nought.
///
/// # References
/// Thiele (1895), "Om flerfoldsvalg"; Lackner and Skowron (2023), Multi-Winner Voting with Approval Preferences, rule 6 and section 2.3.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Approval, count::*, profile::Profile, tally::committee::SequentialThiele};
/// let mut ballots = vec![Approval::from([0, 1]); 3];
/// ballots.extend(vec![Approval::from([2]); 2]);
/// ballots.push(Approval::from([0]));
/// let tally = run(&SequentialThiele::default(), &Profile::of(3, &ballots)?, Seats::fill(2).unwrap(), &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SequentialThiele {
    /// What each further elected entry that a voter approves is worth to it.
    pub weights: Weights,
}

impl TallyRule for SequentialThiele {
    type Input = dyn Rounds<Levels>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("sequential-thiele", "Sequential Thiele rule")
            .aliases(&[
                Alias::plain("seqpav"),
                Alias::with("seqslav", &[("weights", "\"slav\"")]),
                Alias::with("seqcc", &[("weights", "\"cc\"")]),
                Alias::with("seqgeom2", &[("weights", "{\"geometric\":\"2\"}")]),
                Alias::with("seqgeom10", &[("weights", "{\"geometric\":\"10\"}")]),
                Alias::plain("sequential-pav"),
                Alias::with("sequential-cc", &[("weights", "\"cc\"")]),
                Alias::plain("reweighted-approval"),
            ])
            .references(&[
                "Lackner and Skowron (2023), Multi-Winner Voting with Approval Preferences, rule 6",
            ])
            .params(&[Param {
                name: "weights",
                kind: "pav | slav | cc | av | { geometric: exact } | { list: list of exact }",
                about: "what each further elected entry that a voter approves is worth to it",
            }])
            .needs_number();
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let weights = self.weights.first(seats.number())?;
        let units = Exact::from(ballots.units_per_vote());
        let mut session = ballots.begin();
        let (mut draft, mut elected) = (Draft::new(), EntrySet::EMPTY);
        let mut open: EntrySet = ballots.slate().iter().collect();
        while elected.len() < seats.number() {
            let counts = within(&mut session, &elected)?;
            let gains: Vec<(EntryIx, Exact)> =
                open.iter().map(|e| (e, &worth(counts.of(e), &weights) / &units)).collect();
            let most = gains.iter().map(|(_, g)| g).max().cloned().unwrap_or_default();
            let best: EntrySet = gains.iter().filter(|(_, g)| *g == most).map(|(e, _)| *e).collect();
            teller.record(|| Step::scored(gains));
            if best.len() > 1 {
                // Who is elected says all that the rest depends on.
                teller.visit(&draft, elected.clone())?;
            }
            let next = teller.pick_entry(TieAt::order(elected.len() + 1), &best)?;
            teller.record(|| Step::Elected { entries: next.into() });
            draft.elect(next);
            elected.insert(next);
            open.remove(next);
        }
        Ok(draft.finish(open))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::Approval,
        count::{Outcome, Tally, TiePolicy, run},
        profile::Profile,
    };
    /// Three approve 0 and 1, three 0 and 2, two 0 and 3, one 1, 2 and 5, and 4, 5, 6 have one each.
    fn worked() -> Profile<Approval> {
        let mut all = vec![Approval::from([0, 1]); 3];
        all.extend(vec![Approval::from([0, 2]); 3]);
        all.extend(vec![Approval::from([0, 3]); 2]);
        all.extend([
            Approval::from([1, 2, 5]),
            Approval::from([4]),
            Approval::from([5]),
            Approval::from([6]),
        ]);
        Profile::of(8, &all).unwrap()
    }
    fn sets(t: &Tally<Standing>) -> Vec<EntrySet> {
        let Outcome::OneOf { sets, complete: true, .. } = t.outcome() else { panic!("{t:?}") };
        sets.iter().map(crate::count::Winners::set).collect()
    }
    const ALL: TiePolicy = TiePolicy::AllBranches { limit: 1000 };
    #[test]
    fn worked_example() {
        let t = run(&SequentialThiele::default(), &worked(), Seats::fill(4).unwrap(), &ALL).unwrap();
        assert_eq!(sets(&t), [[0, 1, 2, 5].into()]);
        let cc = SequentialThiele { weights: Weights::Cc };
        assert_eq!(sets(&run(&cc, &worked(), Seats::fill(4).unwrap(), &ALL).unwrap()), [[0, 4, 5, 6].into()]);
    }
    #[test]
    fn a_tie_and_weights_that_rise() {
        let p = Profile::of(2, &[Approval::from([0]), Approval::from([1])]).unwrap();
        assert!(
            run(&SequentialThiele::default(), &p, Seats::ONE, &TiePolicy::REPORT)
                .unwrap()
                .outcome()
                .is_tied()
        );
        for weights in [Weights::List(vec![Exact::ZERO, Exact::ONE]), Weights::Geometric(Exact::ONE)] {
            let e = run(&SequentialThiele { weights }, &p, Seats::ONE, &TiePolicy::REPORT).unwrap_err();
            assert!(e.to_string().contains("`weights`"), "{e}");
        }
    }

    #[test]
    fn nobody_votes() {
        let p = Profile::of(3, &[]).unwrap();
        let t = run(&SequentialThiele::default(), &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

//! Reverse sequential Thiele rules: all entries are in at first, and one by one the entry is taken out whose loss costs the least
//! worth, until as many are left as there are seats. Worth is as in the other Thiele rules; with 1, 1/2, 1/3, .. it is reverse
//! sequential proportional approval voting.
//!
//! Worked example: 4 seats, twelve voters: 3 approve {0, 1}, 3 {0, 2}, 2 {0, 3}, 1 {1, 2, 5}, and 4, 5, 6 are approved by one voter
//! each. With the weights 1, 1/2, 1/3: 7 costs nothing and leaves first, then 3, 4 and 6 cost 1 each (3 is the second entry of two
//! voters); in the end 0, 1, 2 and 5 are left.
use super::{Levels, Weights, levels::within, weights::worth};
use crate::{
    count::{About, Alias, Draft, Halt, Param, Rounds, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
};
use serde::{Deserialize, Serialize};

/// One by one the entry leaves whose loss costs the least worth.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between entries whose loss costs as much, at stage `eliminate` with the number of the round.
///
/// # Complexity
/// O(A m) for A approvals and m entries, and O(m³) fractions at worst.
///
/// # Errors
/// A task without a number of seats; weights that rise or go below nought.
///
/// # References
/// Thiele (1895), "Om flerfoldsvalg"; Lackner and Skowron (2023), Multi-Winner Voting with Approval Preferences, rules 4 to 6.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Approval, count::*, profile::Profile, tally::committee::ReverseSequentialThiele};
/// let mut ballots = vec![Approval::from([0, 1]); 3];
/// ballots.extend(vec![Approval::from([2]); 2]);
/// ballots.push(Approval::from([0]));
/// let tally = run(&ReverseSequentialThiele::default(), &Profile::of(3, &ballots)?, Seats::fill(2).unwrap(), &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReverseSequentialThiele {
    /// What each further elected entry that a voter approves is worth to it.
    pub weights: Weights,
}

impl TallyRule for ReverseSequentialThiele {
    type Input = dyn Rounds<Levels>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("reverse-sequential-thiele", "Reverse sequential Thiele rule")
            .aliases(&[
                Alias::plain("revseqpav"),
                Alias::with("revseqslav", &[("weights", "\"slav\"")]),
                Alias::with("revseqcc", &[("weights", "\"cc\"")]),
                Alias::with("revseqgeom2", &[("weights", "{\"geometric\":\"2\"}")]),
                Alias::with("revseqgeom10", &[("weights", "{\"geometric\":\"10\"}")]),
                Alias::plain("reverse-sequential-pav"),
            ])
            .references(&[
                "Lackner and Skowron (2023), Multi-Winner Voting with Approval Preferences, section 2.3",
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
        let m = ballots.slate().len();
        // What is lost with an entry of one at level `j` is the weight of the j-th: nothing is at level 0 that approves it.
        let mut weights = vec![Exact::ZERO];
        weights.extend(self.weights.first(m)?);
        let units = Exact::from(ballots.units_per_vote());
        let mut session = ballots.begin();
        let mut draft = Draft::new();
        let mut left: EntrySet = ballots.slate().iter().collect();
        while left.len() > seats.number() {
            let counts = within(&mut session, &left)?;
            let losses: Vec<(EntryIx, Exact)> =
                left.iter().map(|e| (e, &worth(counts.of(e), &weights) / &units)).collect();
            let least = losses.iter().map(|(_, l)| l).min().cloned().unwrap_or_default();
            let worst: EntrySet = losses.iter().filter(|(_, l)| *l == least).map(|(e, _)| *e).collect();
            teller.record(|| Step::scored(losses));
            if worst.len() > 1 {
                teller.visit(&draft, left.clone())?;
            }
            let out = teller.pick_entry(TieAt::eliminate(m - left.len() + 1), &worst)?;
            teller.record(|| Step::Eliminated { entries: out.into() });
            draft.eliminate(out);
            left.remove(out);
        }
        Ok(draft.finish(left))
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
        let t = run(&ReverseSequentialThiele::default(), &worked(), Seats::fill(4).unwrap(), &ALL).unwrap();
        assert_eq!(sets(&t), [[0, 1, 2, 5].into()]);
    }
    #[test]
    fn a_tie_is_told() {
        let p = Profile::of(2, &[Approval::from([0]), Approval::from([1])]).unwrap();
        let t = run(&ReverseSequentialThiele::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(t.outcome().is_tied());
    }

    #[test]
    fn nobody_votes() {
        let p = Profile::of(3, &[]).unwrap();
        let t = run(&ReverseSequentialThiele::default(), &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT)
            .unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

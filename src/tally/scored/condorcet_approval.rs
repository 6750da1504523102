//! Condorcet//approval: an entry that more voters mark above than below each other one wins; where there is none, the entry with the
//! most marks that approve.
//!
//! A mark approves if it is at least a stated one; by default if it is above the middle of the scale.
//!
//! Worked example: on a scale to 5, the marks 5 4 0, 0 5 4 and 4 0 5 make a cycle of A, B and C, each approved twice. Two more
//! ballots 2 2 0 approve nobody, but put A above C: A is above B by two to one and above C by three to two, and wins.
use crate::{
    count::{About, Alias, Halt, Param, Seats, Standing, Step, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{ScoreHistogram, ScorePairs, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// The entry that beats each other one wins, else the most approved.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// If nobody beats each other one: equal numbers of approvals share a tier. The others stand by approvals behind the entry that beats each
/// other one.
///
/// # Complexity
/// O(m L + m²) on score histograms and pairwise counts.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Felsenthal and Machover (2012), Electoral Systems, chapter 3; Brams and Sanver (2009), "Voting systems that combine approval and preference".
///
/// # Examples
/// ```
/// use cocreate::{ballot::Scores, count::*, profile::Profile, tally::scored::CondorcetApproval};
/// let ballots = [Scores::from([(0, 5), (1, 4)]), Scores::from([(0, 2), (1, 1)]), Scores::from([(0, 0), (1, 5)])];
/// let tally = run(&CondorcetApproval::default(), &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CondorcetApproval {
    /// The least mark that approves; above the middle of the scale, if there is none.
    pub approve_at: Option<Exact>,
    /// How an entry without a mark is compared with one that has a mark.
    pub unnamed: Unnamed,
}
impl Default for CondorcetApproval {
    fn default() -> Self {
        Self { approve_at: None, unnamed: Unnamed::Absent }
    }
}

impl TallyRule for CondorcetApproval {
    type Input = (ScoreHistogram, ScorePairs);
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("condorcet-approval", "Condorcet//approval")
            .aliases(&[Alias::plain("condorcet//approval")])
            .references(&["Felsenthal and Machover (2012), Electoral Systems, chapter 3"])
            .params(&[
                Param {
                    name: "approve_at",
                    kind: "exact",
                    about: "the least mark that approves; none: above the middle of the scale",
                },
                Param {
                    name: "unnamed",
                    kind: "last | absent",
                    about: "how an entry without a mark is compared: below all marks, or not at all",
                },
            ]);
        ABOUT
    }
    fn count(
        &self,
        input: &(ScoreHistogram, ScorePairs),
        _: &Seats,
        teller: &mut Teller,
    ) -> Result<Standing, Halt> {
        let (n, pairs) = (&input.0, &input.1.pairs());
        let middle = || &(&n.form().value(0) + &n.form().value(n.form().top)) / &Exact::from(2u32);
        let approves = |level: u16| match &self.approve_at {
            Some(least) => n.form().value(level) >= *least,
            None => n.form().value(level) > middle(),
        };
        let approving: Vec<bool> = (0..=n.form().top).map(approves).collect();
        let approvals = |e: EntryIx| {
            let units: u64 = n.of_entry(e).iter().zip(&approving).filter(|(_, a)| **a).map(|(w, _)| w).sum();
            (n.rated(e) > 0).then(|| &Exact::from(units) / &Exact::from(n.units_per_vote()))
        };
        let standing = Standing::by_score(n.slate(), approvals);
        teller.record(|| Step::scored(standing.scores().iter().map(|(e, s)| (*e, s.clone()))));
        let beats_all =
            |a: &EntryIx| n.slate().iter().all(|b| *a == b || pairs.margin(*a, b, self.unnamed) > 0);
        let winner = n.slate().iter().find(|a| n.rated(*a) > 0 && beats_all(a));
        for (a, b) in
            winner.into_iter().flat_map(|a| n.slate().iter().filter(move |b| *b != a).map(move |b| (a, b)))
        {
            let side =
                |a, b| &Exact::from(pairs.votes(a, b, self.unnamed)) / &Exact::from(n.units_per_vote());
            teller.record(|| Step::Compared { a, b, for_a: side(a, b), for_b: side(b, a) });
        }
        teller.record(|| match winner {
            Some(a) => Step::Elected { entries: a.into() },
            None => Step::note("no entry is marked above each other one by more voters than below"),
        });
        let first = winner.map_or(EntrySet::EMPTY, EntrySet::from);
        let rest = standing.tiers().iter().map(|t| t.minus(&first));
        Ok(Standing::of([first.clone()].into_iter().chain(rest))
            .unplace(standing.unplaced())
            .with_scores(standing.scores().clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, shown, told, winner};
    use super::*;
    const CYCLE: [&[i32]; 5] = [&[5, 4, 0], &[0, 5, 4], &[4, 0, 5], &[2, 2, 0], &[2, 2, 0]];
    #[test]
    fn worked_example() {
        let t = told(&CondorcetApproval::default(), &marks(0, 5, &CYCLE));
        assert_eq!((shown(&t), winner(&t)), (vec!["2".into(), "2".into(), "2".into()], Some(0)));
        // A cycle alone: those approved by most.
        let rows: [&[i32]; 3] = [&[5, 4, 0], &[0, 5, 4], &[4, 2, 5]];
        let five = CondorcetApproval { approve_at: Some(Exact::from(5u32)), ..CondorcetApproval::default() };
        assert_eq!(winner(&told(&five, &marks(0, 5, &rows))), None);
        let four = CondorcetApproval { approve_at: Some(Exact::from(4u32)), ..CondorcetApproval::default() };
        assert_eq!(shown(&told(&four, &marks(0, 5, &rows))), ["2", "2", "2"]);
    }
    #[test]
    fn a_tie_in_a_cycle() {
        assert!(told(&CondorcetApproval::default(), &marks(0, 5, &CYCLE[..3])).outcome().is_tied());
    }

    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&CondorcetApproval::default(), &marks(0, 5, &[]))));
    }
}

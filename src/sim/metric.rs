//! Metrics: what an experiment asks of each election.
use crate::{
    ballot::Ranking,
    count::About,
    criteria::Elected,
    id::EntryIx,
    profile::{PairwiseCounts, Profile},
};
use std::fmt::Debug;

/// One election: a profile and whom a rule elects by it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Case<'a> {
    /// The ballots: strict orders of all entries.
    pub profile: &'a Profile<Ranking>,
    /// Their pairwise counts.
    pub pairs: &'a PairwiseCounts,
    /// Who beats everybody, if somebody does.
    pub condorcet_winner: Option<EntryIx>,
    /// Who can win by the rule.
    pub elected: &'a Elected,
}
/// Whether something holds of an election.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// In no way of breaking ties.
    No,
    /// By some way of breaking ties and not by another.
    SomeWay,
    /// Whichever way ties go.
    EveryWay,
}
/// What is asked of each election of an experiment.
pub trait Metric: Debug + Sync {
    /// Names and literature.
    fn about(&self) -> About;
    /// Whether it holds; `None` of an election of which it is not asked.
    fn mark(&self, case: &Case<'_>) -> Option<Mark>;
}

/// How often the Condorcet winner is elected where there is one.
///
/// # References
/// Merrill (1984), "A comparison of efficiency of multicandidate electoral systems", American Journal of Political Science 28.
#[derive(Clone, Copy, Debug, Default)]
pub struct CondorcetEfficiency;
impl Metric for CondorcetEfficiency {
    fn about(&self) -> About {
        const ABOUT: About = About::new("condorcet-efficiency", "Condorcet efficiency")
            .references(&["Merrill (1984), American Journal of Political Science 28"]);
        ABOUT
    }
    fn mark(&self, case: &Case<'_>) -> Option<Mark> {
        let best = case.condorcet_winner?;
        Some(if case.elected.certain.contains(best) {
            Mark::EveryWay
        } else if case.elected.possible.contains(best) {
            Mark::SomeWay
        } else {
            Mark::No
        })
    }
}
/// How often a tie stands between the count and its winner.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ties;
impl Metric for Ties {
    fn about(&self) -> About {
        const ABOUT: About = About::new("ties", "Tied elections");
        ABOUT
    }
    fn mark(&self, case: &Case<'_>) -> Option<Mark> {
        Some(if case.elected.is_tied() { Mark::EveryWay } else { Mark::No })
    }
}

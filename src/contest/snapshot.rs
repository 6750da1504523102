//! A state on its own, so that a contest need not be replayed from its beginning.
use super::{Digest, Phase, Plan, PlanFaults, Rules, State, contest::Contest, phase::Ends};
use crate::{num::Amount, reward::Payout};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The format of snapshots that this version writes and reads.
pub const SNAPSHOT_FORMAT: u32 = 1;

/// Plan and state of a contest as data: snapshot and later events together equal the whole log.
///
/// A snapshot is not a record: what counts is the log. It holds ballots and is to be kept as safe as those.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    format: u32,
    /// As it stood, amendments included.
    plan: Plan,
    /// Of the plan.
    digest: Digest,
    state: State,
}
/// Why a snapshot gives no contest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SnapshotError {
    /// Written by a later version.
    #[error("the snapshot has format {got}; this version reads up to {newest}")]
    Newer {
        /// Its format.
        got: u32,
        /// The newest.
        newest: u32,
    },
    /// A plan with faults, under these rules.
    #[error(transparent)]
    Plan(#[from] PlanFaults),
    /// Another plan than it says, or rules that have other parameters now.
    #[error("the plan's digest is {got}, the snapshot was taken of {want}; replay the log")]
    OtherPlan {
        /// Of the plan in it.
        got: Digest,
        /// As it says.
        want: Digest,
    },
    /// A state that no events could give.
    #[error("the snapshot contradicts itself: {0}; replay the log")]
    Inconsistent(String),
}
impl Snapshot {
    /// Number of the first event that is not in it.
    pub const fn next_seq(&self) -> u64 {
        self.state.seq
    }
    /// The contest as it was.
    ///
    /// # Errors
    /// If the snapshot is of a later version, of another plan, or contradicts itself.
    pub fn restore(self, rules: &Arc<Rules>) -> Result<Contest, SnapshotError> {
        if self.format != SNAPSHOT_FORMAT {
            return Err(SnapshotError::Newer { got: self.format, newest: SNAPSHOT_FORMAT });
        }
        let plan = self.plan.validate(rules)?;
        if plan.digest() != self.digest {
            return Err(SnapshotError::OtherPlan { got: plan.digest(), want: self.digest });
        }
        let contest = Contest { plan, state: self.state };
        contest.state.consistent(contest.plan()).map_err(SnapshotError::Inconsistent)?;
        Ok(contest)
    }
}
impl Contest {
    /// Plan and state as data.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            format: SNAPSHOT_FORMAT,
            plan: self.plan().clone(),
            digest: self.valid_plan().digest(),
            state: self.state.clone(),
        }
    }
}
impl State {
    /// Whether everything that names something else by number names something that is there.
    fn consistent(&self, plan: &Plan) -> Result<(), String> {
        let no = |what: &str| Err(what.to_owned());
        if self.seq >= u64::MAX / 2 {
            return no("it is after more events than there can be");
        }
        let (people, entries) = (self.people.len() as u32, self.entries.len() as u32);
        if !self.people.consistent() {
            return no("a person is named by a number that nobody has, or a roster is counted wrongly");
        }
        if self.people.rosters.keys().ne(plan.rosters.keys()) {
            return no("its rosters are not the plan's");
        }
        let Some(round) = plan.rounds.get(self.round.at as usize) else {
            return no("it is in a round that the plan does not have");
        };
        let clock = &self.clock;
        let goes_on = match clock.phase.row().ends {
            Ends::Time => clock.until.is_some(),
            Ends::Act(_) => clock.due.is_some(),
            Ends::Never => true,
        };
        if !goes_on || (clock.phase == Phase::Settled) != self.settlement.is_some() {
            return no("its clock waits for nothing, or it is settled without a settlement");
        }
        if clock.phase == Phase::Final && self.record().is_none() {
            return no("its result stands, and no round was counted");
        }
        if let Some(s) = &self.settlement {
            let paid = |p: &Payout| Amount::total(p.lines.iter().map(|l| l.amount).chain([p.returned]));
            if s.payouts.iter().any(|p| paid(p) != Some(p.pot.amount)) {
                return no("what a pot paid and what went back are not the pot");
            }
        }
        let rising = self.round.slate.windows(2).all(|w| w[0] < w[1]);
        if !rising || self.round.slate.iter().chain(self.round.field.iter()).any(|e| *e >= entries) {
            return no("its slate names entries that there are not");
        }
        if !self.entries.consistent() {
            return no("its entries and their ids differ");
        }
        let boxes = self.round.boxes.len();
        let ballots =
            matches!(self.clock.phase, Phase::Balloting | Phase::Counting | Phase::Appealing | Phase::Final);
        if boxes > round.polls.len() || (ballots && boxes != round.polls.len()) {
            return no("it has not one box for each poll");
        }
        if !self.round.boxes.iter().all(super::boxes::PollBox::consistent) {
            return no("a box holds other ballots than it counts");
        }
        let slate = self.round.slate.len();
        if !self.round.boxes.iter().all(|b| b.keeps_to(slate)) {
            return no("a ballot names an entry that is not on the slate");
        }
        if self.round.boxes.iter().flat_map(super::boxes::PollBox::voters).any(|v| v >= people) {
            return no("a ballot is of nobody");
        }
        Ok(())
    }
}

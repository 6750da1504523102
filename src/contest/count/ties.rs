//! Who decides ties inside of a count, and the lot.
use super::{Counting, Stop};
use crate::{
    contest::{
        Phase, State, Time, ValidPlan,
        plan::{LotPlan, OnTie, TiePlan, Unsettled},
    },
    count::{Decision, Lot, TiePolicy},
    id::EntryIx,
};

impl State {
    /// The published seed, if it is known by now.
    pub(in crate::contest) fn published(&self, plan: &ValidPlan) -> Option<String> {
        match &plan.plan().lot {
            Some(LotPlan::Seed(s)) => Some(s.clone()),
            Some(LotPlan::Commitment(_)) => self.seed.clone(),
            None => None,
        }
    }
    /// The lot of the contest as a whole, for draws of admission.
    pub(in crate::contest) fn lot(&self, plan: &ValidPlan) -> Option<Lot> {
        let seed = self.published(plan)?;
        Some(Lot::new(&format!("{seed}/{}", plan.plan().contest)))
    }
    /// Whether people are to be drawn by a seed that may still be revealed.
    pub(in crate::contest) fn waits_for_seed(&self, plan: &ValidPlan, now: Time) -> bool {
        self.clock.phase == Phase::Seated
            && plan.plan().lot.is_some()
            && self.published(plan).is_none()
            && !self.seed_is_late(plan, now)
            && plan.built().rosters.values().flatten().any(|r| r.compares())
    }
    /// Until when a draw that is due waits for a seed that was only committed to.
    pub(in crate::contest) fn seed_until(&self, plan: &ValidPlan) -> Option<Time> {
        match (&plan.plan().lot, self.clock.due) {
            (Some(LotPlan::Commitment(c)), Some(due)) if self.seed.is_none() => Some(due.plus(c.within)),
            _ => None,
        }
    }
    /// Whether that time is over.
    pub(in crate::contest) fn seed_is_late(&self, plan: &ValidPlan, now: Time) -> bool {
        self.seed_until(plan).is_some_and(|end| now >= end)
    }
}
impl Counting<'_> {
    /// The lot of one poll in this turn: its seed is `SEED/CONTEST/ROUND.TURN/POLL`.
    pub(super) fn lot(&self, poll: &str) -> Result<Lot, Stop> {
        let seed = self.state.published(self.plan).ok_or(Stop::NoSeed)?;
        let (contest, round) = (&self.plan.plan().contest, &self.state.round);
        Ok(Lot::new(&format!("{seed}/{contest}/{}.{}/{poll}", round.at, round.turn)))
    }
    /// Who decides ties in a poll; `standing` are the entries counted, by number.
    pub(super) fn policy(
        &self,
        ties: &TiePlan,
        poll: &str,
        standing: &[u32],
        decisions: Vec<Decision>,
        waited: bool,
    ) -> Result<TiePolicy, Stop> {
        let seed = || self.lot(poll).map(|lot| lot.seed().to_owned());
        let place = |id: &crate::id::EntryId| {
            standing.iter().position(|e| self.state.entries.get(*e).id == *id).map(EntryIx::from)
        };
        let order = match &ties.by {
            OnTie::Order(ids) => ids.iter().filter_map(place).collect(),
            OnTie::FirstEntered => (0..standing.len()).map(EntryIx::from).collect(),
            OnTie::Host | OnTie::Lot | OnTie::Revote => vec![],
        };
        match &ties.by {
            OnTie::Lot => Ok(TiePolicy::Lot { seed: seed()? }),
            OnTie::Host | OnTie::Revote | OnTie::Order(_) if waited && ties.then == Unsettled::Lot => {
                Ok(TiePolicy::ThenLot { decisions, order, seed: seed()? })
            }
            OnTie::Host | OnTie::Revote => Ok(TiePolicy::Declared { decisions, explore: TiePolicy::EXPLORE }),
            OnTie::FirstEntered | OnTie::Order(_) => Ok(TiePolicy::Order { order }),
        }
    }
}

//! A quiet ending: while the leader changes late, ballots go on coming in.
use super::{
    Act, Actor, EVENT_FORMAT, Event, Found, Phase, Refusal, State, Time, ValidPlan, count::Counting,
    judge::Judge,
};
use crate::id::EntryId;

impl State {
    /// Until when ballots would come in if the leader changed at an instant; `None` where that moves nothing.
    pub(super) fn would_go_on(&self, plan: &ValidPlan, at: Time) -> Option<Time> {
        let until = self.clock.until.filter(|_| self.clock.phase == Phase::Balloting)?;
        let quiet = plan.plan().rounds[self.round.at as usize].quiet.as_ref()?;
        let late = at.plus(quiet.last) >= until;
        (late && self.round.gone_on < quiet.at_most).then(|| until.plus(quiet.extend))
    }
    /// Ballots come in until then.
    pub(super) fn go_on(&mut self, until: Time) {
        self.clock.until = Some(until);
        self.round.gone_on += 1;
    }
}
/// Whether an act can change who leads.
pub(super) const fn votes(act: &Act) -> bool {
    matches!(act, Act::Cast { .. } | Act::Mark { .. } | Act::Retract { .. })
}
impl Judge<'_> {
    /// That ballots come in for longer, if this act changes the leader late.
    pub(super) fn find_quiet(&self, act: &Act) -> Result<Option<Found>, Refusal> {
        let Some(until) = self.state.would_go_on(self.plan, self.at).filter(|_| votes(act)) else {
            return Ok(None);
        };
        let event = Event {
            format: EVENT_FORMAT,
            seq: self.state.seq,
            at: self.at,
            by: Actor::Clock,
            act: act.clone(),
            key: None,
            found: None,
        };
        let mut after = self.state.clone();
        after.put(&mut self.plan.clone(), &event);
        // Everybody has voted, and the plan closes early.
        if after.clock.until != self.state.clock.until {
            return Ok(None);
        }
        let changed = self.leaders(self.state)? != self.leaders(&after)?;
        Ok(changed.then_some(Found::GoesOn { until }))
    }
    /// Who stands first in each poll of the round; nobody where it cannot be counted.
    fn leaders(&self, state: &State) -> Result<Vec<Vec<EntryId>>, Refusal> {
        let counting = Counting { plan: self.plan, state, cancel: self.cancel, trace: false };
        counting.leaders()
    }
    pub(super) fn check_quiet(&self, until: Time) -> Result<(), String> {
        if self.state.would_go_on(self.plan, self.at) == Some(until) {
            return Ok(());
        }
        Err(format!("says that ballots come in until {until}, which the plan does not have"))
    }
}

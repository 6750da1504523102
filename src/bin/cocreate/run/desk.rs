//! A contest with its log, and a clock that is a number.
use cocreate::contest::{Checked, Command, Contest, Event, Refusal, Time, ValidPlan};

pub(super) struct Desk {
    pub(super) contest: Contest,
    pub(super) log: Vec<Event>,
    pub(super) now: Time,
}
impl Desk {
    /// With the events of a log, from the last of which, or from the plan's start, the clock goes on.
    pub(super) fn replayed(plan: &ValidPlan, log: Vec<Event>) -> Result<Self, String> {
        let contest = Contest::replay(plan, &log).map_err(|e| format!("the log is not of this plan: {e}"))?;
        let now = log.last().map_or(plan.starts(), |e| e.at);
        Ok(Self { contest, log, now })
    }
    pub(super) fn give(&mut self, command: &Command) -> Result<(), Refusal> {
        if let Checked::New(event) = self.contest.check(command, self.now)? {
            self.contest.apply(&event).expect("what was checked can be applied");
            self.log.push(*event);
        }
        Ok(())
    }
    /// Gives every act of the clock that is due.
    pub(super) fn tick(&mut self) -> Result<(), String> {
        while let Some(command) = self.contest.due(self.now) {
            self.give(&command).map_err(|e| e.to_string())?;
        }
        Ok(())
    }
}

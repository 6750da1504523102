//! Milestones in time: so many supporters within so many days, then more within more.
use super::{GateError, bad};
use crate::num::Exact;
use serde::{Deserialize, Serialize};

/// Steps that an entry has to reach in time.
///
/// Day 0 is the start, and a day is in time if it is not after the deadline. The LEGO Ideas steps are the default.
///
/// # References
/// LEGO Ideas: 100 supporters in 60 days, 1,000 within a further year, 5,000 and 10,000 within half a year each (182 days here).
///
/// # Examples
/// ```
/// use cocreate::select::gates::{Extend, Milestones};
/// let steps = Milestones::default();
/// let p = steps.check(&[40, 300, 500, 700])?;
/// assert_eq!((p.deadlines, p.alive), (vec![60, 425, 607, 789], true));
/// // 1,000 on day 430, if the year runs from the day on which 100 were reached.
/// let p = Milestones { extend: Extend::Achievement, ..steps }.check(&[40, 430])?;
/// assert_eq!((p.deadlines, p.alive), (vec![60, 405], false));
/// # Ok::<(), cocreate::select::gates::GateError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Milestones {
    /// In order.
    pub steps: Vec<Milestone>,
    /// From when the next step's days run.
    pub extend: Extend,
}
/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// How many supporters.
    pub supporters: u64,
    /// Within how many days, at least 1.
    pub days: u32,
}
/// From when the days of the next step run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extend {
    /// From the deadline of the step before.
    #[default]
    Deadline,
    /// From the day on which the step before was reached.
    Achievement,
}
/// How far an entry is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The deadlines up to the first step that was not reached in time or is still open, in days from the start.
    pub deadlines: Vec<u64>,
    /// Whether all days told are in time.
    pub alive: bool,
}
impl Default for Milestones {
    fn default() -> Self {
        let step = |(supporters, days)| Milestone { supporters, days };
        let steps = [(100, 60), (1_000, 365), (5_000, 182), (10_000, 182)].map(step).to_vec();
        Self { steps, extend: Extend::Deadline }
    }
}
/// Most steps.
const MAX_STEPS: usize = 1_000;

impl Milestones {
    /// By the days on which the first steps were reached, in order. Deadlines are told for these and, while the entry is alive and steps are left, for
    /// none beyond.
    ///
    /// # Errors
    /// If there are no steps or more than 1,000, supporters do not rise, a step has no days; if more days are told than there are steps, or
    /// they fall.
    pub fn check(&self, reached: &[u64]) -> Result<Progress, GateError> {
        self.sound()?;
        if reached.len() > self.steps.len() {
            return Err(bad("the number of days told", reached.len(), "there is at most one for each step"));
        }
        if let Some(w) = reached.windows(2).find(|w| w[1] < w[0]) {
            return Err(bad("a day told", w[1], "no step is reached before the one before it"));
        }
        let (mut from, mut deadlines) = (0u64, vec![]);
        for (step, day) in self.steps.iter().zip(reached) {
            let deadline = from.saturating_add(step.days.into());
            deadlines.push(deadline);
            if *day > deadline {
                return Ok(Progress { deadlines, alive: false });
            }
            from = if self.extend == Extend::Deadline { deadline } else { *day };
        }
        Ok(Progress { deadlines, alive: true })
    }
    /// The last day of the step that comes next, after those reached on these days; none if the entry is out or done.
    ///
    /// # Errors
    /// As [`Milestones::check`].
    pub fn next_deadline(&self, reached: &[u64]) -> Result<Option<u64>, GateError> {
        let p = self.check(reached)?;
        let Some(step) = self.steps.get(reached.len()).filter(|_| p.alive) else { return Ok(None) };
        let from = match self.extend {
            Extend::Deadline => p.deadlines.last(),
            Extend::Achievement => reached.last(),
        };
        Ok(Some(from.copied().unwrap_or(0).saturating_add(step.days.into())))
    }
    fn sound(&self) -> Result<(), GateError> {
        if self.steps.is_empty() || self.steps.len() > MAX_STEPS {
            return Err(bad("the number of steps", self.steps.len(), "it is from 1 to 1,000"));
        }
        if self.steps.iter().any(|s| s.days == 0) {
            return Err(bad("the days of a step", Exact::ZERO, "there is at least 1"));
        }
        match self.steps.windows(2).find(|w| w[1].supporters <= w[0].supporters) {
            Some(w) => Err(bad("the supporters of a step", w[1].supporters, "they rise from step to step")),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn the_last_day_is_in_time_and_the_next_deadline_is_told() {
        let steps = Milestones::default();
        assert!(steps.check(&[60]).unwrap().alive && !steps.check(&[61]).unwrap().alive);
        assert_eq!(steps.next_deadline(&[]).unwrap(), Some(60));
        assert_eq!(steps.next_deadline(&[40]).unwrap(), Some(425));
        assert_eq!(steps.next_deadline(&[61]).unwrap(), None);
        let own = Milestones { extend: Extend::Achievement, ..steps };
        assert_eq!(own.next_deadline(&[40]).unwrap(), Some(405));
    }
    #[test]
    fn days_that_cannot_be_are_refused() {
        let steps = Milestones::default();
        assert!(steps.check(&[1, 2, 3, 4, 5]).is_err() && steps.check(&[9, 3]).is_err());
        assert!(Milestones { steps: vec![], ..Milestones::default() }.check(&[]).is_err());
        let flat = vec![Milestone { supporters: 1, days: 1 }; 2];
        assert!(Milestones { steps: flat, ..Milestones::default() }.check(&[]).is_err());
    }
}

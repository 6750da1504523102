//! Time: every transition that is due happens first, in the order of the instants, however late it is noticed.
use super::{
    Act, Failure, Phase, Span, State, Time, ValidPlan,
    entries::Status,
    phase::Ends,
    plan::{Undecided, Window},
    record::Stage,
    state::{End, Round},
};
use crate::id::ReasonCode;
use std::sync::Arc;

/// The reason of a rejection by silence.
pub(super) const UNDECIDED: &str = "undecided";

impl State {
    /// Lets time pass up to `now`. Doing so once or in steps comes to the same.
    pub(super) fn advance(&mut self, plan: &ValidPlan, now: Time) {
        loop {
            if let Some(end) = self.pause_ends(plan) {
                if end > now {
                    return;
                }
                self.resume(end);
            }
            match self.clock.until {
                Some(end) if end <= now => self.leave_phase(plan, end),
                _ => return,
            }
        }
    }
    /// Whether time has anything to do up to `now`.
    pub(super) fn is_late(&self, plan: &ValidPlan, now: Time) -> bool {
        match self.pause_ends(plan) {
            Some(end) => end <= now,
            None => self.clock.until.is_some_and(|end| end <= now),
        }
    }
    /// How much of the time to stand still is left.
    pub(super) fn pause_left(&self, plan: &ValidPlan) -> Span {
        plan.plan().longest_pause.minus(self.clock.shift)
    }
    /// When a pause ends by itself.
    pub(super) fn pause_ends(&self, plan: &ValidPlan) -> Option<Time> {
        self.clock.paused.map(|since| since.plus(self.pause_left(plan)))
    }
    /// What is left of a time to wait in this turn, of which a part was spent before.
    pub(super) fn wait(&mut self, stage: Stage, begin: Time, within: Span) {
        let spent = self.round.spent.get(&stage).copied().unwrap_or_default();
        self.round.wait = Some((stage, begin));
        self.clock.due = Some(begin.plus(within.minus(spent)));
    }
    /// A wait is over at `at`, in vain or not: a count that comes out tied again after somebody acted waits for the rest.
    pub(super) fn waited_until(&mut self, at: Time) {
        if let Some((stage, since)) = self.round.wait.take() {
            let spent = self.round.spent.entry(stage).or_default();
            *spent = spent.plus(at.since(since));
        }
    }
    /// The act of the clock that is due at an instant, and since when.
    pub(super) fn due(&self, plan: &ValidPlan, now: Time) -> Option<(Time, Act)> {
        if self.clock.paused.is_some() || self.waits_for_seed(plan, now) {
            return None;
        }
        let since = self.clock.due.filter(|due| *due <= now)?;
        let act = match self.clock.phase {
            Phase::Seated => Act::Seat {},
            Phase::Counting => Act::Count {},
            Phase::Final | Phase::Failed | Phase::Cancelled => Act::Settle {},
            _ => return None,
        };
        Some((since, act))
    }
    /// Goes on after a pause; all later ends move by its length.
    pub(super) fn resume(&mut self, at: Time) {
        if let Some(since) = self.clock.paused.take() {
            let stood = at.since(since);
            self.clock.shift = self.clock.shift.plus(stood);
            // What somebody's going had counted again while all stood still is due now, and its time to appeal goes on.
            for end in [&mut self.clock.until, &mut self.clock.due, &mut self.round.appeal_until] {
                *end = end.map(|end| end.plus(stood));
            }
        }
    }
    /// The phase ends by time, at `at`.
    fn leave_phase(&mut self, plan: &ValidPlan, at: Time) {
        let p = plan.plan();
        match self.clock.phase {
            Phase::Announced => match &p.seating {
                Some(w) => self.enter_window(Phase::Seating, at, w),
                None => self.open(plan, at),
            },
            Phase::Seating => self.enter_due(Phase::Seated, at),
            Phase::Open => match &p.entries.screening {
                Some(s) if self.has_entries(plan, at) => self.enter_window(Phase::Screening, at, &s.window),
                Some(_) => {}
                None => self.first_round(plan, at),
            },
            Phase::Screening => {
                let rest = match p.entries.screening.as_ref().map(|s| s.undecided) {
                    Some(Undecided::Reject) => {
                        Status::Rejected(ReasonCode::new(UNDECIDED).expect("a plain code"))
                    }
                    _ => Status::Standing,
                };
                self.entries_mut().decide_rest(&rest);
                self.first_round(plan, at);
            }
            Phase::Deliberating => self.begin_ballots(plan, at),
            Phase::Balloting => {
                self.round.closed = Some(at);
                self.enter_due(Phase::Counting, at);
            }
            Phase::Appealing => self.enter_final(plan, at),
            // The others end by an act, and have no end in time.
            _ => self.clock.until = None,
        }
    }
    fn enter(&mut self, phase: Phase, at: Time) {
        self.clock.phase = phase;
        self.clock.begun = at;
        self.clock.until = None;
        self.clock.due = None;
    }
    fn enter_window(&mut self, phase: Phase, at: Time, w: &Window) {
        self.enter(phase, at);
        let end = match w {
            Window::Lasts(span) => at.plus(*span),
            // Validated; a fixed end that is past when the phase begins ends it at once.
            Window::Until(d) => d.until.resolve().map_or(at, |end| end.plus(self.clock.shift)),
        };
        self.clock.until = Some(end.max(at));
    }
    /// A phase that an act ends, due from `at`.
    pub(super) fn enter_due(&mut self, phase: Phase, at: Time) {
        debug_assert!(!matches!(phase.row().ends, Ends::Time), "{phase} ends by time");
        self.enter(phase, at);
        self.clock.due = Some(at);
    }
    /// Entries may come in, if the plan lets them.
    pub(super) fn open(&mut self, plan: &ValidPlan, at: Time) {
        match &plan.plan().entries.window {
            Some(w) => self.enter_window(Phase::Open, at, w),
            None => self.first_round(plan, at),
        }
    }
    /// Whether there are entries enough; if not, the contest has failed.
    fn has_entries(&mut self, plan: &ValidPlan, at: Time) -> bool {
        let (have, need) = (self.entries.count_in() as u32, plan.plan().entries.least);
        if have < need {
            self.fail(at, Failure::NoEntries { have, need });
        }
        have >= need
    }
    fn first_round(&mut self, plan: &ValidPlan, at: Time) {
        // Without a formal check an entry stands when it comes.
        if self.has_entries(plan, at) {
            let field = self.entries.standing();
            self.begin_round(plan, at, 0, 0, field);
        }
    }
    /// A turn of a round, with these entries.
    pub(super) fn begin_round(&mut self, plan: &ValidPlan, at: Time, round: u32, turn: u32, field: Vec<u32>) {
        self.round = Round { at: round, turn, field: Arc::new(field), ..Round::default() };
        match &plan.plan().rounds[round as usize].deliberation {
            Some(w) => self.enter_window(Phase::Deliberating, at, w),
            None => self.begin_ballots(plan, at),
        }
    }
    /// The slate is fixed and boxes are put up.
    fn begin_ballots(&mut self, plan: &ValidPlan, at: Time) {
        let round = &plan.plan().rounds[self.round.at as usize];
        let stands = |e: &&u32| self.entries.get(**e).status == Status::Standing;
        self.round.slate = Arc::new(self.round.field.iter().filter(stands).copied().collect());
        self.round.boxes = round.polls.iter().map(|_| super::boxes::PollBox::default()).collect();
        self.enter_window(Phase::Balloting, at, &round.balloting);
        for poll in 0..round.polls.len() {
            let voters = self.people.roster(&round.polls[poll].voters);
            let all: Vec<_> = voters.on().map(|(ix, _)| ix).collect();
            if let Err(e) = self.bar(plan, poll, &all) {
                let what = format!("roster `{}`", round.polls[poll].voters);
                self.fail(at, Failure::NotCountable { what, why: e.to_string() });
                return;
            }
        }
    }
    /// The result stands.
    pub(super) fn enter_final(&mut self, plan: &ValidPlan, at: Time) {
        self.enter(Phase::Final, at);
        self.clock.due = Some(at.plus(plan.plan().entries.figures_within));
    }
    /// The last round is counted. What came out otherwise than before may be appealed against anew, so many times; else the time
    /// that began before goes on.
    pub(super) fn enter_appeal(&mut self, plan: &ValidPlan, at: Time, changed: bool) {
        let (appeal, most) = (plan.plan().appeal, plan.plan().appeals);
        if appeal.is_zero() {
            self.enter_final(plan, at);
            return;
        }
        let before = self.round.appeal_until.take().filter(|_| !changed || self.round.appeals >= most);
        self.round.appeals += u32::from(before.is_none());
        self.enter_window(Phase::Appealing, at, &Window::Lasts(appeal));
        self.clock.until = before.map_or(self.clock.until, |end| Some(end.max(at)));
    }
    /// Nothing came of it.
    pub(super) fn fail(&mut self, at: Time, why: Failure) {
        self.end = Some(End::Failed(why));
        self.enter_due(Phase::Failed, at);
    }
    /// The instant up to which time has run: while it stands still, that of the pause.
    fn in_play(&self, at: Time) -> Time {
        self.clock.paused.unwrap_or(at)
    }
    /// The present phase ends now, since what it waited for is there.
    pub(super) fn close_at(&mut self, at: Time) {
        // An act at this instant still belonged to the phase; the next one finds it closed.
        self.clock.until = Some(self.in_play(at));
    }
    /// Something that a count depends on has changed: if the turn was counted, it is counted again. What the host decided on
    /// ties was about a count that no longer stands.
    pub(super) fn touch(&mut self, at: Time) {
        // When the result stands nothing is counted again: who has gone is passed over at the settlement.
        if self.clock.phase == Phase::Final {
            return;
        }
        // Whoever decided in time before an appeal has the whole time again; it is bounded by the time to appeal.
        if self.clock.phase == Phase::Appealing {
            self.round.spent.clear();
        }
        if self.record().is_some() {
            self.round.decisions.clear();
            self.round.at_cut.clear();
            self.round.waited = None;
        }
        self.count_again(at);
    }
    /// The turn is counted again, if it was counted.
    pub(super) fn count_again(&mut self, at: Time) {
        let at = self.in_play(at);
        match self.clock.phase {
            Phase::Appealing => {
                self.round.appeal_until = self.clock.until;
                self.enter_due(Phase::Counting, at);
                self.round.changed = true;
            }
            Phase::Counting if self.record().is_some() => {
                self.clock.due = Some(at);
                self.round.changed = true;
            }
            _ => {}
        }
    }
}
impl Span {
    /// Both, one after the other; the longest that there is, if they are longer.
    #[must_use]
    pub const fn plus(self, o: Self) -> Self {
        Self::from_millis(self.millis().saturating_add(o.millis()))
    }
    /// What is left of it; none, if the other is as long.
    #[must_use]
    pub const fn minus(self, o: Self) -> Self {
        Self::from_millis(self.millis().saturating_sub(o.millis()))
    }
}

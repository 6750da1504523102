//! The contest: decides on commands, applies events, and never reads a clock.
use super::{
    Act, Actor, ApplyError, Command, EVENT_FORMAT, Event, Found, Phase, Plan, Refusal, Settlement, Span,
    Time, ValidPlan,
    count::Counting,
    half::Half,
    judge::Judge,
    quiet::votes,
    record::RoundRecord,
    state::{Key, State},
};
use crate::{
    count::Cancel,
    id::{EntryId, IdError, ReasonCode, RoundIx},
};
use std::sync::Arc;

/// A contest: what a plan and the events so far came to. Plain data; copies are cheap and share their parts.
///
/// Deciding and applying are two steps: [`check`](Self::check) gives the event or a refusal and changes nothing; the app
/// stores the event in its own transaction; [`apply`](Self::apply) cannot then fail.
///
/// # Examples
/// ```
/// use cocreate::contest::{Act, Checked, Command, Contest, Plan, Rules, Time};
/// let plan = Plan::from_json(r#"{
///     "contest": "mugs", "mode": "crowd", "starts": "2026-12-01T00:00:00Z",
///     "rosters": { "crowd": {} },
///     "entries": { "by": "crowd", "window": "14d" },
///     "rounds": [{
///         "balloting": "7d",
///         "polls": [{ "poll": "vote", "voters": "crowd", "ballot": { "kind": "choice" }, "tally": { "rule": "plurality" } }],
///         "select": { "rule": "top-k" }
///     }]
/// }"#)?;
/// let mut contest = Contest::new(&plan.validate(&Rules::built_in().into())?);
/// let ann = "ann".parse()?;
/// let join = Command::person(&ann, Act::enrol("crowd".parse()?, ann.clone()));
/// let Checked::New(event) = contest.check(&join, Time::from_secs(1_780_000_000))? else { unreachable!() };
/// contest.apply(&event)?;
/// assert_eq!(contest.next_seq(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest {
    pub(super) plan: ValidPlan,
    pub(super) state: State,
}
/// What became of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Checked {
    /// It is accepted; this event is to be stored and applied.
    New(Box<Event>),
    /// The same command with the same key was accepted before.
    Already {
        /// As this event.
        seq: u64,
    },
}
impl Checked {
    /// The event, if it is a new one.
    pub fn event(self) -> Option<Event> {
        if let Self::New(e) = self { Some(*e) } else { None }
    }
}
impl Contest {
    /// Before its first event.
    pub fn new(plan: &ValidPlan) -> Self {
        Self { state: State::new(plan), plan: plan.clone() }
    }
    /// The plan as it stands now, amendments included.
    pub fn plan(&self) -> &Plan {
        self.plan.plan()
    }
    /// The same, with its rules made.
    pub fn valid_plan(&self) -> &ValidPlan {
        &self.plan
    }
    /// Number of the next event; as many were applied.
    pub fn next_seq(&self) -> u64 {
        self.state.seq
    }
    /// The phase at an instant, if nothing is done until then.
    pub fn phase_at(&self, now: Time) -> Phase {
        self.at(now).clock.phase
    }
    /// When the present phase ends, if by time.
    pub fn ends_at(&self, now: Time) -> Option<Time> {
        self.at(now).clock.until
    }
    /// What the contest came to, once it is settled.
    pub fn settlement(&self) -> Option<&Settlement> {
        self.state.settlement.as_deref()
    }
    /// The act of the clock that is due at an instant. An app gives it until there is none.
    pub fn due(&self, now: Time) -> Option<Command> {
        self.at(now).due(&self.plan, now).map(|(_, act)| Command::clock(act))
    }
    /// The next instant at which an act of the clock will be due if nothing else happens, or the next end of a phase or a
    /// pause. An app that sleeps until then and gives what is [`due`](Self::due) comes to the end of every contest.
    pub fn next_instant(&self, now: Time) -> Option<Time> {
        let state = self.at(now);
        let clock = &state.clock;
        if let Some(end) = state.pause_ends(&self.plan) {
            return Some(end);
        }
        if state.waits_for_seed(&self.plan, now) {
            return state.seed_until(&self.plan);
        }
        clock.until.or(clock.due)
    }
    /// The round of the plan that is on at an instant, or comes next, and which turn of it, from 0.
    pub fn turn(&self, now: Time) -> (RoundIx, u32) {
        let round = &self.at(now).round;
        (RoundIx(round.at), round.turn)
    }
    /// The entries on the slate at an instant, since balloting began: ballots and marks name places on it, from 0.
    pub fn slate(&self, now: Time) -> Vec<EntryId> {
        let state = self.at(now);
        state.round.slate.iter().map(|e| state.entries.get(*e).id.clone()).collect()
    }
    /// The state at an instant: what is due by time has happened.
    pub(super) fn at(&self, now: Time) -> std::borrow::Cow<'_, State> {
        if !self.state.is_late(&self.plan, now) {
            return std::borrow::Cow::Borrowed(&self.state);
        }
        let mut late = self.state.clone();
        late.advance(&self.plan, now);
        std::borrow::Cow::Owned(late)
    }

    /// Decides on a command at an instant. Nothing changes.
    ///
    /// # Errors
    /// Why it is refused.
    ///
    /// # Complexity
    /// For a ballot or mark logarithmic in the persons and marks; for acts of the clock as the rules that they run.
    pub fn check(&self, command: &Command, now: Time) -> Result<Checked, Refusal> {
        self.check_with(command, now, &Cancel::new())
    }
    /// The same with a token by which another thread can stop a long count.
    ///
    /// # Errors
    /// Why it is refused, and if it was cancelled.
    pub fn check_with(&self, command: &Command, now: Time, cancel: &Cancel) -> Result<Checked, Refusal> {
        if let Some(key) = &command.key {
            plain(key).map_err(|e| Refusal::Key { why: e.to_string() })?;
            if let Some(k) = self.state.keys.get(&key_of(key)) {
                let same = k.content == content_of(&command.by, &command.act);
                return if same {
                    Ok(Checked::Already { seq: k.seq })
                } else {
                    Err(Refusal::KeyReused { seq: k.seq })
                };
            }
        }
        if let Some(expected) = command.expect.filter(|e| *e != self.state.seq) {
            return Err(Refusal::Stale { expected, next: self.state.seq });
        }
        let at = self.instant(now)?;
        self.limits(&command.act, command.key.is_some())?;
        Judge::not_in_own_cause(&command.by, &command.act)?;
        let state = self.at(at);
        let judge = Judge { plan: &self.plan, state: &state, at, cancel };
        judge.judge(&command.by, &command.act)?;
        judge.commanded(&command.by, &command.act)?;
        let found = judge.find(&command.act)?;
        Ok(Checked::New(Box::new(Event {
            format: EVENT_FORMAT,
            seq: self.state.seq,
            at,
            by: command.by.clone(),
            act: command.act.clone(),
            key: command.key.clone(),
            found,
        })))
    }
    /// Decides on many commands at one instant, each after those before it that were accepted; one answer each. The events
    /// are to be stored together.
    pub fn check_batch(&self, commands: &[Command], now: Time) -> Vec<Result<Checked, Refusal>> {
        let mut contest = self.clone();
        let decide = |c: &Command| {
            let answer = contest.check(c, now)?;
            if let Checked::New(event) = &answer {
                contest.put(event);
            }
            Ok(answer)
        };
        commands.iter().map(decide).collect()
    }
    /// The instant of an event that comes now: never before the last one.
    fn instant(&self, now: Time) -> Result<Time, Refusal> {
        let (last, tolerance) = (self.state.last, self.plan().clock_tolerance);
        if now >= last || last.since(now) <= tolerance {
            return Ok(now.max(last));
        }
        Err(Refusal::ClockWentBack { last, now, tolerance })
    }
    fn limits(&self, act: &Act, keyed: bool) -> Result<(), Refusal> {
        let most = &self.plan().limits;
        // Without the acts of the clock a contest would hold its money for ever.
        let ends = matches!(act, Act::Seat {} | Act::Count {} | Act::Settle {});
        if self.state.seq >= most.events && !ends {
            return Err(Refusal::Limit { what: "events", most: most.events });
        }
        if keyed && self.state.keys.len() as u64 >= most.keys {
            return Err(Refusal::Limit { what: "idempotency keys", most: most.keys });
        }
        Ok(())
    }

    /// Applies an event. One that [`check`](Self::check) gave for this state cannot fail; one from elsewhere is checked like a
    /// command, and on an error nothing has changed. What it says was found is taken as it stands, never computed again.
    ///
    /// # Errors
    /// If it was written by a later version, is not the next one, or is not possible in this state.
    pub fn apply(&mut self, event: &Event) -> Result<(), ApplyError> {
        let seq = event.seq;
        if event.format != EVENT_FORMAT {
            return Err(ApplyError::Newer { seq, got: event.format, newest: EVENT_FORMAT });
        }
        if seq != self.state.seq {
            return Err(ApplyError::Sequence { got: seq, next: self.state.seq });
        }
        let refused = |cause| ApplyError::Refused { seq, cause: Box::new(cause) };
        if event.at < self.state.last {
            let tolerance = Span::ZERO;
            return Err(refused(Refusal::ClockWentBack { last: self.state.last, now: event.at, tolerance }));
        }
        if let Some(key) = &event.key {
            if let Err(e) = plain(key) {
                return Err(ApplyError::Finding { seq, what: format!("has a key that is none: {e}") });
            }
            if self.state.keys.contains(&key_of(key)) {
                return Err(ApplyError::Finding {
                    seq,
                    what: format!("has the key `{key}`, which was used before"),
                });
            }
        }
        self.limits(&event.act, event.key.is_some()).map_err(refused)?;
        let cancel = Cancel::new();
        let state = self.at(event.at);
        let judge = Judge { plan: &self.plan, state: &state, at: event.at, cancel: &cancel };
        // What let somebody in whose record was erased cannot be looked at again.
        let erased = matches!((&event.act, &event.found), (Act::Enrol { .. }, Some(Found::Erased {})));
        let judged = if erased { judge.in_phase(&event.act) } else { judge.judge(&event.by, &event.act) };
        judged.map_err(refused)?;
        judge.check_finding(event).map_err(|what| ApplyError::Finding { seq, what })?;
        self.put(event);
        Ok(())
    }
    /// What this version of the rules finds for an event that carries a finding, against the state before it.
    ///
    /// # Errors
    /// If the event is not possible in this state, so that nothing is counted before it is due; and if it cannot be counted.
    pub fn find(&self, event: &Event) -> Result<Option<Found>, Refusal> {
        let cancel = Cancel::new();
        let state = self.at(event.at);
        let judge = Judge { plan: &self.plan, state: &state, at: event.at, cancel: &cancel };
        judge.judge(&event.by, &event.act)?;
        judge.find(&event.act)
    }
    /// Whether an event says what was found, or may have to.
    pub(crate) fn finds(&self, event: &Event) -> bool {
        let late = || self.at(event.at).would_go_on(&self.plan, event.at).is_some();
        event.found.is_some() || votes(&event.act) && late()
    }
    /// Puts an event that was checked.
    fn put(&mut self, event: &Event) {
        self.state.advance(&self.plan, event.at);
        if let Some(key) = &event.key {
            let content = content_of(&event.by, &event.act);
            self.state.keys.insert(key_of(key), Key { seq: event.seq, content });
        }
        if matches!(event.found, Some(Found::Erased {})) {
            self.state.forget_key(event.seq);
        }
        self.state.last = event.at;
        self.state.put(&mut self.plan, event);
        self.state.seq += 1;
    }
    /// Replays a log from its beginning.
    ///
    /// # Errors
    /// At the first event that cannot be applied.
    pub fn replay<'a>(
        plan: &ValidPlan,
        events: impl IntoIterator<Item = &'a Event>,
    ) -> Result<Self, ApplyError> {
        let mut contest = Self::new(plan);
        events.into_iter().try_for_each(|e| contest.apply(e))?;
        Ok(contest)
    }
    /// The counts of the present round as they stand at an instant, whoever may see them; `None` where no ballots come in.
    ///
    /// # Errors
    /// If they cannot be counted.
    pub(super) fn count_now(&self, now: Time) -> Result<Option<Arc<RoundRecord>>, Refusal> {
        let state = self.at(now);
        if state.clock.phase != Phase::Balloting {
            return Ok(None);
        }
        let cancel = Cancel::new();
        let counting = Counting { plan: &self.plan, state: &state, cancel: &cancel, trace: false };
        counting.record(false).map(|r| Some(Arc::new(r)))
    }
}
/// A key is as plain as an id, so that no text about a person comes into the log by it.
fn plain(key: &str) -> Result<(), IdError> {
    ReasonCode::new(key).map(|_| ())
}
/// A key by half of its digest.
fn key_of(key: &str) -> Half {
    Half::of(key.as_bytes())
}
/// What a command wants, by half of the digest of its JSON.
fn content_of(by: &Actor, act: &Act) -> Half {
    // Both are plain data, whose JSON cannot fail.
    Half::of(&serde_json::to_vec(&(by, act)).unwrap_or_default())
}

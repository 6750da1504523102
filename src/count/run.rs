//! The one driver: it alone makes outcomes.
use super::{
    About, Answer, BallotOf, Cancel, CountError, Halt, Input, Lot, Outcome, Stage, Step, Tally, TallyRule,
    TaskOf, Teller, TiePolicy, TieRecord, Winners,
    follow::follow,
    outcome::Reason,
    teller::{Open, Told, Way},
    tie::{Why, places},
};
use crate::{
    id::EntrySet,
    profile::{Profile, Slate},
};

/// How a count is run.
#[derive(Clone, Debug)]
pub struct Options {
    /// Keep steps and ties. Off for simulation.
    pub trace: bool,
    /// A flag that stops it.
    pub cancel: Option<Cancel>,
}
impl Default for Options {
    fn default() -> Self {
        Self { trace: true, cancel: None }
    }
}

/// Counts a profile.
///
/// # Errors
/// If the rule cannot be asked this, refuses these ballots, or is broken.
///
/// # Ties
/// As the policy says; see [`TiePolicy`].
pub fn run<R: TallyRule + ?Sized>(
    rule: &R,
    profile: &Profile<BallotOf<R>>,
    task: TaskOf<R>,
    ties: &TiePolicy,
) -> Result<Tally<R::Answer>, CountError> {
    // The input is made once, however often the count is run again to follow ties.
    run_profile(rule, profile, task, ties, &Options::default())
}
/// Counts a profile, with options.
///
/// # Errors
/// As [`run`], and if it was cancelled.
pub fn run_profile<R: TallyRule + ?Sized>(
    rule: &R,
    profile: &Profile<BallotOf<R>>,
    task: TaskOf<R>,
    ties: &TiePolicy,
    options: &Options,
) -> Result<Tally<R::Answer>, CountError> {
    R::Input::with(profile, |input| run_with(rule, input, task, ties, options))
        .map_err(|cause| CountError::Input { rule: rule.about().id, cause })?
}
/// Counts what a rule counts: a summary that somebody else made, or ballots elsewhere.
///
/// # Errors
/// As [`run`].
pub fn run_on<R: TallyRule + ?Sized>(
    rule: &R,
    input: &R::Input,
    task: TaskOf<R>,
    ties: &TiePolicy,
) -> Result<Tally<R::Answer>, CountError> {
    run_with(rule, input, task, ties, &Options::default())
}
/// The same, with options.
///
/// # Errors
/// As [`run`], and if it was cancelled.
#[allow(clippy::needless_pass_by_value, reason = "a task is written in the call, as `Seats::ONE`")]
pub fn run_with<R: TallyRule + ?Sized>(
    rule: &R,
    input: &R::Input,
    task: TaskOf<R>,
    ties: &TiePolicy,
    options: &Options,
) -> Result<Tally<R::Answer>, CountError> {
    drive_rule(rule, input, &task, ties, options, true)
}
/// Without the memory of states: slow, for the law that a rule's `visit` hides no way.
#[doc(hidden)]
#[allow(clippy::needless_pass_by_value, reason = "a task is written in the call, as `Seats::ONE`")]
pub fn run_unmemoised<R: TallyRule + ?Sized>(
    rule: &R,
    input: &R::Input,
    task: TaskOf<R>,
    ties: &TiePolicy,
) -> Result<Tally<R::Answer>, CountError> {
    drive_rule(rule, input, &task, ties, &Options::default(), false)
}
fn drive_rule<R: TallyRule + ?Sized>(
    rule: &R,
    input: &R::Input,
    task: &TaskOf<R>,
    ties: &TiePolicy,
    options: &Options,
    memo: bool,
) -> Result<Tally<R::Answer>, CountError> {
    let about = &rule.about();
    R::Answer::admit(about, task, input.slate())?;
    let job = Job { about, slate: *input.slate(), task, ties, options, memo };
    if input.slate().is_empty() {
        return Ok(job.nobody(Reason::NoEntries));
    }
    if R::Answer::needs_ballots() && input.total_weight() == 0 {
        return Ok(job.nobody(Reason::NoBallots));
    }
    drive(&job, &mut |t| rule.count(input, task, t))
}

pub(super) struct Job<'a, A: Answer> {
    pub(super) about: &'a About,
    pub(super) slate: Slate,
    pub(super) task: &'a A::Task,
    ties: &'a TiePolicy,
    pub(super) options: &'a Options,
    pub(super) memo: bool,
}
/// How one way through a count ended.
#[derive(Debug)]
pub(super) enum End<A> {
    Answer(A, Option<Open>),
    Nobody(Reason),
    Undecided(Winners, String),
    /// At a tie that is not broken.
    Stopped,
    /// At a state that was met before.
    Seen,
}
type Record = (Vec<TieRecord>, Vec<Step>);
pub(super) type Count<'a, A> = &'a mut dyn FnMut(&mut Teller) -> Result<A, Halt>;

impl<A: Answer> Job<'_, A> {
    pub(super) fn tally(&self, outcome: Outcome, answer: Option<A>, record: Record) -> Tally<A> {
        Tally::new(self.about.id, self.task.clone(), outcome, answer, record)
    }
    fn nobody(&self, reason: Reason) -> Tally<A> {
        self.tally(Outcome::None { reason }, None, (vec![], vec![]))
    }
    /// Runs the count once along a way.
    pub(super) fn attempt(
        &self,
        count: Count<'_, A>,
        way: Way,
        trace: bool,
    ) -> Result<(End<A>, Told), CountError> {
        let rule = self.about.id;
        let cancel = self.options.cancel.clone();
        let mut teller = Teller::new(way, A::focus(self.task), self.slate.len(), trace, cancel);
        let mut said = count(&mut teller);
        if let Ok(answer) = said {
            answer.check(self.task, &self.slate).map_err(|why| CountError::BrokenRule { rule, why })?;
            said = answer.settle(self.task, &mut teller);
        }
        let told = teller.into_told();
        let end = match said {
            _ if told.stopped && self.options.cancel.as_ref().is_some_and(Cancel::is_cancelled) => {
                return Err(CountError::Cancelled);
            }
            Ok(_) | Err(Halt(Why::None(_) | Why::Undecided { .. })) if told.stopped => {
                let why = "it went on after the teller had stopped the count".to_owned();
                return Err(CountError::BrokenRule { rule, why });
            }
            Ok(_) if told.halted => {
                let why = "it went on after the teller had stopped the count".to_owned();
                return Err(CountError::BrokenRule { rule, why });
            }
            Ok(answer) => End::Answer(answer, told.open.clone()),
            Err(Halt(Why::Tie)) => End::Stopped,
            Err(Halt(Why::Seen)) => End::Seen,
            Err(Halt(Why::None(reason))) => End::Nobody(reason),
            Err(Halt(Why::Undecided { best, bound })) => {
                if let Some(e) = best.set().last().filter(|e| e.ix() >= self.slate.len()) {
                    let why = format!("names entry {e}, which is not on the slate of {}", self.slate.len());
                    return Err(CountError::BrokenRule { rule, why });
                }
                End::Undecided(best, bound)
            }
            Err(Halt(Why::Waiting)) => return Err(CountError::Waiting),
            Err(Halt(Why::Cancelled)) => return Err(CountError::Cancelled),
            Err(Halt(Why::Broken(why))) => {
                return Err(CountError::BrokenRule { rule, why: why.to_owned() });
            }
            Err(Halt(Why::Refused(cause))) => return Err(CountError::Refused { rule, cause }),
        };
        Ok((end, told))
    }
    /// The outcome of a way that is known to be the only one.
    pub(super) fn settled(&self, end: End<A>, told: Told, met_ties: bool) -> Tally<A> {
        let record = (told.ties, told.steps);
        match end {
            End::Answer(a, Some(open)) => {
                let certain = a.winners(self.task).set();
                let outcome = Outcome::Tied {
                    stage: Stage::Win,
                    possible: Some(certain.union(&open.tied)),
                    certain,
                    tied: open.tied,
                    choose: open.choose as u32,
                };
                let a = if met_ties { None } else { Some(a) };
                self.tally(outcome, a, record)
            }
            End::Answer(a, None) => {
                let a = if met_ties { a.certain(self.task) } else { a };
                self.tally(a.outcome(self.task), Some(a), record)
            }
            End::Nobody(reason) => self.tally(Outcome::None { reason }, None, record),
            End::Undecided(best, bound) => self.tally(Outcome::Undecided { best, bound }, None, record),
            End::Stopped | End::Seen => {
                let outcome = tied_at(record.0.last(), told.tied, told.certain, None);
                self.tally(outcome, None, record)
            }
        }
    }
}
/// A tie as its last record tells it.
pub(super) fn tied_at(
    last: Option<&TieRecord>,
    tied: EntrySet,
    certain: EntrySet,
    possible: Option<EntrySet>,
) -> Outcome {
    let (stage, choose) = last.map_or((Stage::Win, 0), |r| (r.at.stage, r.take));
    Outcome::Tied { stage, certain, tied, choose, possible }
}

// Not generic over the rule: compiled once for each form of answer.
fn drive<A: Answer>(job: &Job<'_, A>, count: Count<'_, A>) -> Result<Tally<A>, CountError> {
    let mut decided_by = |way| {
        let (end, told) = job.attempt(&mut *count, way, job.options.trace)?;
        Ok(job.settled(end, told, false))
    };
    match job.ties {
        TiePolicy::Order { order } => decided_by(Way::Order(places(order, job.slate.len())?)),
        TiePolicy::ThenLot { decisions, order, seed } => {
            let place = places(order, job.slate.len())?;
            decided_by(Way::Then(decisions.clone(), place, Lot::new(seed)))
        }
        TiePolicy::Lot { seed } => decided_by(Way::Lot(Lot::new(seed))),
        TiePolicy::Report { explore } => follow(job, count, &[], *explore, true),
        TiePolicy::Declared { decisions, explore } => follow(job, count, decisions, *explore, true),
        TiePolicy::AllBranches { limit } => follow(job, count, &[], (*limit).max(1), false),
    }
}

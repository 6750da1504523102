//! The one driver: it alone makes outcomes.
use super::{
    About, Answer, BallotOf, Cancel, CountError, Decision, Gives, Halt, Input, Lot, Outcome, Stage, Step,
    Tally, TallyRule, TaskOf, Teller, TiePolicy, TieRecord, Winners,
    explore::Explorer,
    outcome::Reason,
    subset,
    teller::{Open, Told, Way},
    tie::{Why, places},
};
use crate::{
    id::{EntryIx, EntrySet},
    profile::{Profile, Slate},
};
use std::collections::BTreeSet;

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

struct Job<'a, A: Answer> {
    about: &'a About,
    slate: Slate,
    task: &'a A::Task,
    ties: &'a TiePolicy,
    options: &'a Options,
    memo: bool,
}
/// How one way through a count ended.
#[derive(Debug)]
enum End<A> {
    Answer(A, Option<Open>),
    Nobody(Reason),
    Undecided(Winners, String),
    /// At a tie that is not broken.
    Stopped,
    /// At a state that was met before.
    Seen,
}
type Record = (Vec<TieRecord>, Vec<Step>);
type Count<'a, A> = &'a mut dyn FnMut(&mut Teller) -> Result<A, Halt>;

impl<A: Answer> Job<'_, A> {
    fn tally(&self, outcome: Outcome, answer: Option<A>, record: Record) -> Tally<A> {
        Tally::new(self.about.id, self.task.clone(), outcome, answer, record)
    }
    fn nobody(&self, reason: Reason) -> Tally<A> {
        self.tally(Outcome::None { reason }, None, (vec![], vec![]))
    }
    /// Runs the count once along a way.
    fn attempt(&self, count: Count<'_, A>, way: Way, trace: bool) -> Result<(End<A>, Told), CountError> {
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
    fn settled(&self, end: End<A>, told: Told, met_ties: bool) -> Tally<A> {
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
fn tied_at(
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

/// What the ways followed so far came to.
struct Found<A> {
    first: Option<(End<A>, Told)>,
    first_asked: bool,
    /// The earliest question of the told way at which another answer leads elsewhere.
    differs_at: Option<usize>,
    ends: Vec<(Winners, Option<Open>)>,
    certain: Option<EntrySet>,
    possible: EntrySet,
}
impl<A: Answer> Found<A> {
    fn new() -> Self {
        Self {
            first: None,
            first_asked: false,
            differs_at: None,
            ends: vec![],
            certain: None,
            possible: EntrySet::EMPTY,
        }
    }
    fn add(&mut self, job: &Job<'_, A>, end: End<A>, told: Told, x: &mut Explorer) {
        let (winners, open) = match &end {
            End::Answer(a, open) => (a.winners(job.task), open.clone()),
            End::Undecided(best, _) => (best.clone(), None),
            _ => (Winners::default(), None),
        };
        let set = winners.set();
        x.note_found(&set, open.as_ref().map(|o| (&o.tied, o.choose)));
        self.certain = Some(self.certain.as_ref().map_or_else(|| set.clone(), |c| c.intersection(&set)));
        self.possible = self.possible.union(&set);
        if let Some(o) = &open {
            self.possible = self.possible.union(&o.tied);
        }
        self.ends.push((winners, open));
        match &self.first {
            None => {
                self.first_asked = !x.asked.is_empty();
                self.first = Some((end, told));
            }
            Some((first, _)) if !same(job, first, &end) => {
                let at = x.left_at();
                self.differs_at = Some(self.differs_at.map_or(at, |d| d.min(at)));
            }
            Some(_) => {}
        }
    }
}
fn same<A: Answer>(job: &Job<'_, A>, a: &End<A>, b: &End<A>) -> bool {
    match (a, b) {
        (End::Answer(x, p), End::Answer(y, q)) => p == q && x.agrees(y, job.task),
        (End::Nobody(_), End::Nobody(_)) => true,
        (End::Undecided(x, _), End::Undecided(y, _)) => x == y,
        _ => false,
    }
}
fn follow<A: Answer>(
    job: &Job<'_, A>,
    count: Count<'_, A>,
    declared: &[Decision],
    limit: u32,
    report: bool,
) -> Result<Tally<A>, CountError> {
    let mut x = Explorer::new(declared, job.memo);
    if limit == 0 {
        x.stop_at = Some(0);
    }
    let (mut found, mut runs) = (Found::new(), 0);
    let complete = loop {
        let (end, mut told) = job.attempt(&mut *count, Way::Explore(x), job.options.trace && runs == 0)?;
        x = take_explorer(&mut told);
        runs += 1;
        match end {
            End::Seen => {}
            End::Stopped => return Ok(job.settled(End::Stopped, told, false)),
            end => found.add(job, end, told, &mut x),
        }
        if !x.advance() {
            break true;
        }
        if runs >= limit {
            break false;
        }
    };
    if let Some(i) = (0..declared.len()).find(|i| !x.used.contains(i)) {
        return Err(CountError::UnusedDecision(i));
    }
    let Some((first, told)) = found.first.take() else {
        let why = "no way through the count ends".to_owned();
        return Err(CountError::BrokenRule { rule: job.about.id, why });
    };
    let agreed = complete && found.differs_at.is_none();
    let lists = !report && A::GIVES != Gives::Lottery && !matches!(first, End::Undecided(..));
    // If all ways agree that nobody wins, the outcome has its reason.
    let nobody = agreed && is_nobody(job, &first);
    if lists && !nobody {
        let (sets, all) = expand(&found.ends, limit as usize);
        let complete = complete && all;
        let answer = match first {
            // There is one way, and what it leaves open are last seats.
            End::Answer(a, _) if !found.first_asked => Some(a),
            End::Answer(a, _) if complete && sets.len() == 1 => Some(a.certain(job.task)),
            _ => None,
        };
        return Ok(job.tally(Outcome::OneOf { sets, complete }, answer, (told.ties, told.steps)));
    }
    if agreed {
        return Ok(job.settled(first, told, found.first_asked));
    }
    // Tell the way up to the tie that matters.
    x.rewind_to(found.differs_at.unwrap_or(0));
    let (_, told) = job.attempt(count, Way::Explore(x), true)?;
    let possible = complete.then_some(found.possible);
    let certain = if complete { found.certain.unwrap_or_default() } else { told.certain };
    let steps = if job.options.trace { told.steps } else { vec![] };
    Ok(job.tally(tied_at(told.ties.last(), told.tied, certain, possible), None, (told.ties, steps)))
}
fn is_nobody<A: Answer>(job: &Job<'_, A>, end: &End<A>) -> bool {
    match end {
        End::Answer(a, None) => matches!(a.outcome(job.task), Outcome::None { .. }),
        End::Nobody(_) => true,
        _ => false,
    }
}
fn take_explorer(told: &mut Told) -> Explorer {
    match std::mem::replace(&mut told.way, Way::Order(vec![])) {
        Way::Explore(x) => x,
        Way::Order(_) | Way::Lot(_) | Way::Then(..) => unreachable!("the way is handed back as it came"),
    }
}
/// All sets, with open seats written out, at most `limit`; whether that was all.
fn expand(ends: &[(Winners, Option<Open>)], limit: usize) -> (Vec<Winners>, bool) {
    let mut sets = BTreeSet::new();
    let mut all = true;
    for (winners, open) in ends {
        let Some(Open { tied, choose }) = open else {
            sets.insert(winners.clone());
            continue;
        };
        let tied: Vec<EntryIx> = tied.iter().collect();
        let ways = subset::binomial(tied.len() as u64, *choose as u64);
        for i in 0..ways {
            if sets.len() >= limit {
                all = false;
                break;
            }
            sets.insert(subset::subset(&tied, *choose, i).union(&winners.set()).into());
        }
    }
    (sets.into_iter().collect(), all)
}

//! Every way of breaking ties, followed to its end, and the first tie on which it hangs how a count ends.
use super::{
    Answer, CountError, Decision, Gives, Outcome, Tally, Winners,
    explore::Explorer,
    run::{Count, End, Job, tied_at},
    subset,
    teller::{Open, Told, Way},
};
use crate::id::{EntryIx, EntrySet};
use std::collections::BTreeSet;

/// Ties, each times the entries of the slate, that all ways together may meet for each way that may be followed: what bounds the work
/// where counts are long.
const TIES_A_WAY: usize = 2000;

/// What the ways followed so far came to.
struct Found<A> {
    first: Option<(End<A>, Told)>,
    /// Ties met on the way that is told.
    first_asked: usize,
    /// Whether another way ends otherwise.
    differs: bool,
    ends: Vec<(Winners, Option<Open>)>,
    certain: Option<EntrySet>,
    possible: EntrySet,
}
impl<A: Answer> Found<A> {
    fn new() -> Self {
        Self {
            first: None,
            first_asked: 0,
            differs: false,
            ends: vec![],
            certain: None,
            possible: EntrySet::EMPTY,
        }
    }
    fn add(&mut self, job: &Job<'_, A>, end: End<A>, told: Told, x: &mut Explorer) {
        let (winners, open) = note(job, &end, x);
        let set = winners.set();
        self.certain = Some(self.certain.as_ref().map_or_else(|| set.clone(), |c| c.intersection(&set)));
        self.possible = self.possible.union(&set);
        if let Some(o) = &open {
            self.possible = self.possible.union(&o.tied);
        }
        self.ends.push((winners, open));
        match &self.first {
            None => {
                self.first_asked = x.asked.len();
                self.first = Some((end, told));
            }
            Some((first, _)) => self.differs |= !same(job, first, &end),
        }
    }
}
/// Who wins at an end, which the explorer notes.
fn note<A: Answer>(job: &Job<'_, A>, end: &End<A>, x: &mut Explorer) -> (Winners, Option<Open>) {
    let (winners, open) = match end {
        End::Answer(a, open) => (a.winners(job.task), open.clone()),
        End::Undecided(best, _) => (best.clone(), None),
        _ => (Winners::default(), None),
    };
    x.note_found(&winners.set(), open.as_ref().map(|o| (&o.tied, o.choose)));
    (winners, open)
}
fn same<A: Answer>(job: &Job<'_, A>, a: &End<A>, b: &End<A>) -> bool {
    match (a, b) {
        (End::Answer(x, p), End::Answer(y, q)) => p == q && x.agrees(y, job.task),
        (End::Nobody(_), End::Nobody(_)) => true,
        (End::Undecided(x, _), End::Undecided(y, _)) => x == y,
        _ => false,
    }
}
/// What is left to follow: ways, and ties on them.
struct Budget {
    ways: u32,
    ties: usize,
}
impl Budget {
    fn of(ways: u32) -> Self {
        Self { ways, ties: TIES_A_WAY.saturating_mul(ways as usize) }
    }
    /// Whether there is enough for one way more.
    const fn is_left(&self) -> bool {
        self.ways > 0 && self.ties > 0
    }
    fn spend(&mut self, ties: usize) {
        self.ways = self.ways.saturating_sub(1);
        self.ties = self.ties.saturating_sub(ties);
    }
}
pub(super) fn follow<A: Answer>(
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
    let (mut found, mut left) = (Found::new(), Budget::of(limit));
    if !report {
        left.ties = usize::MAX;
    }
    let mut trace = job.options.trace;
    let complete = loop {
        let (end, mut told) = job.attempt(&mut *count, Way::Explore(x), trace)?;
        trace = false;
        x = take_explorer(&mut told);
        left.spend(x.asked.len().saturating_mul(job.slate.len()));
        match end {
            End::Seen => {}
            End::Stopped => return Ok(job.settled(End::Stopped, told, false)),
            end => found.add(job, end, told, &mut x),
        }
        if !x.advance() {
            break true;
        }
        if !left.is_left() {
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
    let agreed = complete && !found.differs;
    let lists = !report && A::GIVES != Gives::Lottery && !matches!(first, End::Undecided(..));
    // If all ways agree that nobody wins, the outcome has its reason.
    let nobody = agreed && is_nobody(job, &first);
    if lists && !nobody {
        let (sets, all) = expand(&found.ends, limit as usize);
        let complete = complete && all;
        let answer = match first {
            // There is one way, and what it leaves open are last seats.
            End::Answer(a, _) if found.first_asked == 0 => Some(a),
            End::Answer(a, _) if complete && sets.len() == 1 => Some(a.certain(job.task)),
            _ => None,
        };
        return Ok(job.tally(Outcome::OneOf { sets, complete }, answer, (told.ties, told.steps)));
    }
    if agreed {
        return Ok(job.settled(first, told, found.first_asked > 0));
    }
    // Tell the way up to the tie that matters; where not all was followed the first may.
    let matters =
        if complete { first_that_matters(job, count, declared, limit, found.first_asked)? } else { 0 };
    x.rewind_to(matters);
    let (_, told) = job.attempt(count, Way::Explore(x), true)?;
    let possible = complete.then_some(found.possible);
    let certain = if complete { found.certain.unwrap_or_default() } else { told.certain };
    let steps = if job.options.trace { told.steps } else { vec![] };
    Ok(job.tally(tied_at(told.ties.last(), told.tied, certain, possible), None, (told.ties, steps)))
}
/// The first question of the told way of which not every answer leads to the same ends. Those before it are passed over by their first answer,
/// which changes no end, but may change which question comes next. Where the budget does not reach, the first that may matter.
fn first_that_matters<A: Answer>(
    job: &Job<'_, A>,
    count: Count<'_, A>,
    declared: &[Decision],
    limit: u32,
    questions: usize,
) -> Result<usize, CountError> {
    let (mut left, mut known) = (Budget::of(limit), vec![]);
    for question in 0..questions.saturating_sub(1) {
        let (mut first, mut answers) = (None, 1);
        let mut answer = 0;
        while answer < answers {
            let mut ends = BTreeSet::new();
            let mut x = Explorer::after(declared, job.memo, question, answer);
            loop {
                if !left.is_left() {
                    return Ok(question);
                }
                let (end, mut told) = job.attempt(&mut *count, Way::Explore(x), false)?;
                x = take_explorer(&mut told);
                left.spend(x.asked.len().saturating_mul(job.slate.len()));
                answers = x.asked.get(question).map_or(answers, |(_, n)| *n);
                if !matches!(end, End::Seen) {
                    note(job, &end, &mut x);
                    ends.insert(place(job, &mut known, end));
                }
                if !x.advance() {
                    break;
                }
            }
            if first.get_or_insert_with(|| ends.clone()) != &ends {
                return Ok(question);
            }
            answer += 1;
        }
    }
    Ok(questions.saturating_sub(1))
}
/// The place of an end among those known, at which it is put if it is new.
fn place<A: Answer>(job: &Job<'_, A>, known: &mut Vec<End<A>>, end: End<A>) -> usize {
    let at = known.iter().position(|k| same(job, k, &end)).unwrap_or(known.len());
    if at == known.len() {
        known.push(end);
    }
    at
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

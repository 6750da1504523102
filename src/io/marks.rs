//! Single values of voters for entries, until all are known: their kind and scale follow from them.
use super::{
    error::{Fault, Place, ReadError, shown},
    limits::Limits,
    names::Lookup,
    ranked::check_cells,
};
use crate::{
    ballot::{BallotError, Consent, ConsentForm, MAX_LEVEL, Position, ScoreForm, Scores},
    id::EntryIx,
    num::Exact,
    profile::{AnyProfile, MAX_WEIGHT, Profile, Refused, Slate},
};
use std::collections::BTreeMap;

/// What a value says.
#[derive(Clone, Debug)]
enum Value {
    Number(Exact),
    Position(Position),
}
/// Values that are read as one of the two.
const WANTED: &str = "a number such as 4, -1 or 2.5, or for consent one of yes, yes-with-comments, no, no-with-reason, abstain, block, block-with-reason";
/// Longest value.
const LONGEST: usize = 40;

fn value(text: &str) -> Option<Value> {
    if let Some(p) = Position::of_word(text) {
        return Some(Value::Position(p));
    }
    let short = text.len() <= LONGEST;
    short.then(|| Exact::decimal(text).ok().or_else(|| text.parse().ok())).flatten().map(Value::Number)
}

/// What a ballot says of an entry: the entry, and the number of the value.
type Mark = (u16, u16);
/// Values by ballot and entry. 4 bytes a mark, 16 a ballot, 12 a mark of a ballot that is not the last, and each different value once.
#[derive(Debug, Default)]
pub(super) struct Marks {
    known: Lookup,
    values: Vec<Value>,
    /// Numbers that were written before, in whatever way.
    numbers: BTreeMap<Exact, u32>,
    given: Vec<Mark>,
    /// Of each ballot, where its marks begin in `given`, and its voters.
    ballots: Vec<(u64, u64)>,
    /// Marks of ballots before the last.
    late: Vec<(u32, Mark)>,
    voters: u64,
}
impl Marks {
    /// One ballot more, for so many voters; its number.
    #[inline]
    pub(super) fn ballot(&mut self, voters: u64, at: impl FnOnce() -> Place) -> Result<u32, ReadError> {
        self.voters = self.voters.saturating_add(voters);
        let Some(n) = u32::try_from(self.ballots.len()).ok().filter(|_| self.voters <= MAX_WEIGHT) else {
            return Err(ReadError {
                at: at(),
                fault: Fault::Ballot(BallotError::TooHeavy { most: MAX_WEIGHT }),
            });
        };
        self.ballots.push((self.given.len() as u64, voters));
        Ok(n)
    }
    /// What a ballot says of an entry.
    #[inline]
    pub(super) fn mark(
        &mut self,
        ballot: u32,
        e: EntryIx,
        text: &str,
        at: impl FnOnce() -> Place,
    ) -> Result<(), ReadError> {
        let v = match self.known.get(text) {
            Some(v) => v,
            None => self.learn(text, at())?,
        };
        let mark = (e.ix() as u16, v as u16);
        if ballot as usize + 1 == self.ballots.len() {
            self.given.push(mark);
        } else {
            self.late.push((ballot, mark));
        }
        Ok(())
    }
    /// A ballot more of one voter or several: what it says of each entry, nothing where the text is empty.
    pub(super) fn row<'t>(
        &mut self,
        voters: u64,
        texts: impl Iterator<Item = &'t str>,
        at: impl Fn(usize) -> Place,
    ) -> Result<(), ReadError> {
        self.ballot(voters, || at(0))?;
        for (e, text) in (0..).zip(texts) {
            if text.is_empty() {
                continue;
            }
            let v = match self.known.get(text) {
                Some(v) => v,
                None => self.learn(text, at(usize::from(e)))?,
            };
            self.given.push((e, v as u16));
        }
        Ok(())
    }
    fn learn(&mut self, text: &str, at: Place) -> Result<u32, ReadError> {
        let expected = |wanted: &str| {
            let found = if text.is_empty() { "an empty field".into() } else { shown(text) };
            Err(ReadError { at, fault: Fault::Expected { wanted: wanted.into(), found } })
        };
        let v = match (value(text), self.values.first()) {
            (None, _) => return expected(WANTED),
            (Some(Value::Position(_)), Some(Value::Number(_))) => {
                return expected("a number, since the values before are numbers");
            }
            (Some(Value::Number(_)), Some(Value::Position(_))) => {
                return expected(
                    "yes, yes-with-comments, no, abstain or block, since the values before are such",
                );
            }
            (Some(v), _) => v,
        };
        let mut n = self.values.len() as u32;
        if let Value::Number(x) = &v {
            n = *self.numbers.entry(x.clone()).or_insert(n);
        }
        if n as usize == self.values.len() {
            self.values.push(v);
            if self.values.len() > usize::from(MAX_LEVEL) + 1 {
                // More values than a scale has levels: the scale says so.
                scale(&self.numbers()).map_err(|fault| ReadError { at, fault })?;
            }
        }
        self.known.add(text, n);
        Ok(n)
    }
    /// Scores on the coarsest scale that holds all values, or consents; scores if there is no value.
    pub(super) fn finish(
        mut self,
        entries: usize,
        end: Place,
        bytes: u64,
        limits: &Limits,
    ) -> Result<AnyProfile, ReadError> {
        let fail = |fault| ReadError { at: end, fault };
        self.known = Lookup::default();
        self.late.sort_unstable();
        check_cells(self.ballots.len() as u64, entries, bytes, limits).map_err(fail)?;
        let consent = matches!(self.values.first(), Some(Value::Position(_)));
        let built = if consent { self.consents(entries) } else { self.scores(entries).map_err(fail)? };
        built.map_err(|e| fail(Fault::Ballot(e)))
    }
    /// Ballots in their order, each with its voters and its marks, entries rising.
    fn each(&self, mut ballot: impl FnMut(u64, &[Mark]) -> Result<(), Refused>) -> Result<(), BallotError> {
        let ends = self.ballots[1.min(self.ballots.len())..].iter().map(|b| b.0 as usize);
        let mut late = &self.late[..];
        let mut together = vec![];
        for ((b, (from, voters)), end) in (0..).zip(&self.ballots).zip(ends.chain([self.given.len()])) {
            let mut marks = &self.given[*from as usize..end];
            let mine = late.partition_point(|(late, _)| *late <= b);
            if mine > 0 || !marks.is_sorted() {
                together.clear();
                together.extend_from_slice(marks);
                together.extend(late[..mine].iter().map(|(_, mark)| *mark));
                together.sort_unstable();
                (marks, late) = (&together, &late[mine..]);
            }
            ballot(*voters, marks).map_err(|r| r.cause)?;
        }
        Ok(())
    }
    fn consents(&self, entries: usize) -> Result<AnyProfile, BallotError> {
        // What needs a reason is the plan's to say; a file of votes may leave it out.
        let form = ConsentForm { reason_for_block: false, ..ConsentForm::default() };
        let mut b = Profile::<Consent>::builder(Slate::anonymous(entries), form)?;
        self.each(|voters, marks| {
            let ballot = marks.iter().filter_map(|(e, v)| match &self.values[usize::from(*v)] {
                Value::Position(p) => Some((EntryIx::new(u32::from(*e)), *p)),
                Value::Number(_) => None,
            });
            b.push_many(&Consent(ballot.collect()), voters)
        })?;
        Ok(b.finish().into())
    }
    fn numbers(&self) -> Vec<Exact> {
        let number = |v: &Value| match v {
            Value::Number(x) => x.clone(),
            Value::Position(_) => Exact::ZERO,
        };
        self.values.iter().map(number).collect()
    }
    fn scores(&self, entries: usize) -> Result<Result<AnyProfile, BallotError>, Fault> {
        let numbers = self.numbers();
        let form = scale(&numbers)?;
        let levels: Result<Vec<u16>, BallotError> = numbers.iter().map(|x| form.level_of(x)).collect();
        Ok(levels.and_then(|levels| self.scored(entries, form, &levels)))
    }
    fn scored(&self, entries: usize, form: ScoreForm, levels: &[u16]) -> Result<AnyProfile, BallotError> {
        let mut b = Profile::<Scores>::builder(Slate::anonymous(entries), form)?;
        self.each(|voters, marks| {
            b.push_levels_many(marks.iter().map(|(e, v)| (*e, levels[usize::from(*v)])), voters)
        })?;
        Ok(b.finish().into())
    }
}

/// From the least value to the greatest, by the greatest step that hits all of them.
fn scale(values: &[Exact]) -> Result<ScoreForm, Fault> {
    let (Some(low), Some(high)) = (values.iter().min(), values.iter().max()) else {
        return Ok(ScoreForm { lowest: Exact::ZERO, step: Exact::ONE, top: 0 });
    };
    let too_fine = |levels: String| Fault::TooManyLevels {
        lowest: low.to_string(),
        highest: high.to_string(),
        levels,
        most: u64::from(MAX_LEVEL) + 1,
    };
    let mut step = Exact::ZERO;
    let range = high - low;
    for v in values {
        step = common(&(v - low), &step).ok_or_else(|| too_fine("very many".into()))?;
        // The step only shrinks: what is too fine now stays so, and fractions cannot grow without end.
        let levels = range.checked_div(&step).and_then(|t| t.floor());
        if !step.is_zero() && levels.is_none_or(|t| t > i128::from(MAX_LEVEL)) {
            return Err(too_fine(levels.map_or("very many".into(), |t| format!("{} or more", t + 1))));
        }
    }
    if step.is_zero() {
        step = Exact::ONE;
    }
    // Not above the most, by the check for the last value.
    let top = range.checked_div(&step).and_then(|t| t.to_u64()).unwrap_or(0);
    Ok(ScoreForm { lowest: low.clone(), step, top: top as u16 })
}
/// Greatest common measure of two numbers that are not negative.
fn common(a: &Exact, b: &Exact) -> Option<Exact> {
    let (mut a, mut b) = (a.clone(), b.clone());
    while !b.is_zero() {
        let times = a.checked_div(&b)?.floor()?;
        let rest = &a - &(&Exact::from(times) * &b);
        (a, b) = (b, rest);
    }
    Some(a)
}

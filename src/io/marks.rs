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
    profile::{AnyProfile, MAX_WEIGHT, Profile, Slate},
};

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

/// Values by ballot and entry. 12 bytes a mark, 16 a ballot, and each different value once.
#[derive(Debug, Default)]
pub(super) struct Marks {
    known: Lookup,
    values: Vec<Value>,
    /// By ballot, in any order.
    given: Vec<(u32, u16, u32)>,
    /// Voters of each ballot.
    ballots: Vec<u64>,
    voters: u64,
}
impl Marks {
    /// One ballot more, for so many voters; its number.
    pub(super) fn ballot(&mut self, voters: u64, at: impl FnOnce() -> Place) -> Result<u32, ReadError> {
        self.voters = self.voters.saturating_add(voters);
        let Some(n) = u32::try_from(self.ballots.len()).ok().filter(|_| self.voters <= MAX_WEIGHT) else {
            return Err(ReadError {
                at: at(),
                fault: Fault::Ballot(BallotError::TooHeavy { most: MAX_WEIGHT }),
            });
        };
        self.ballots.push(voters);
        Ok(n)
    }
    /// What a ballot says of an entry.
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
        self.given.push((ballot, e.ix() as u16, v));
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
        let n = self.values.len() as u32;
        self.values.push(v);
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
        self.given.sort_unstable();
        check_cells(self.ballots.len() as u64, entries, bytes, limits).map_err(fail)?;
        let consent = matches!(self.values.first(), Some(Value::Position(_)));
        let built = if consent { self.consents(entries) } else { self.scores(entries).map_err(fail)? };
        built.map_err(|e| fail(Fault::Ballot(e)))
    }
    /// Ballots in their order, each with its marks.
    fn each(&self) -> impl Iterator<Item = (u64, &[(u32, u16, u32)])> {
        let mut rest = &self.given[..];
        self.ballots.iter().zip(0u32..).map(move |(voters, b)| {
            let n = rest.iter().take_while(|m| m.0 <= b).count();
            let (mine, others) = rest.split_at(n);
            rest = others;
            (*voters, mine)
        })
    }
    fn consents(&self, entries: usize) -> Result<AnyProfile, BallotError> {
        // What needs a reason is the plan's to say; a file of votes may leave it out.
        let form = ConsentForm { reason_for_block: false, ..ConsentForm::default() };
        let mut b = Profile::<Consent>::builder(Slate::anonymous(entries), form)?;
        for (voters, marks) in self.each() {
            let ballot = marks.iter().filter_map(|(_, e, v)| match &self.values[*v as usize] {
                Value::Position(p) => Some((EntryIx::new(u32::from(*e)), *p)),
                Value::Number(_) => None,
            });
            b.push_many(&Consent(ballot.collect()), voters).map_err(|r| r.cause)?;
        }
        Ok(b.finish().into())
    }
    fn scores(&self, entries: usize) -> Result<Result<AnyProfile, BallotError>, Fault> {
        let numbers: Vec<Exact> = self
            .values
            .iter()
            .map(|v| match v {
                Value::Number(x) => x.clone(),
                Value::Position(_) => Exact::ZERO,
            })
            .collect();
        let form = scale(&numbers)?;
        let levels: Result<Vec<u16>, BallotError> = numbers.iter().map(|x| form.level_of(x)).collect();
        Ok(levels.and_then(|levels| self.scored(entries, form, &levels)))
    }
    fn scored(&self, entries: usize, form: ScoreForm, levels: &[u16]) -> Result<AnyProfile, BallotError> {
        let mut b = Profile::<Scores>::builder(Slate::anonymous(entries), form)?;
        let mut ballot = vec![];
        for (voters, marks) in self.each() {
            ballot.clear();
            ballot.extend(marks.iter().map(|(_, e, v)| (EntryIx::new(u32::from(*e)), levels[*v as usize])));
            b.push_levels_many(&ballot, voters).map_err(|r| r.cause)?;
        }
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

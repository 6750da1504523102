//! The teller: all that a rule may talk to while it counts.
use super::{
    Cancel, Choice, DecidedBy, Decision, Draft, Halt, Lot, Reason, StateKey, Step, TieAt, TieRecord, Winners,
    answer::Focus, explore::Explorer, subset, tie::Why,
};
use crate::id::{EntryIx, EntrySet};

#[derive(Debug)]
pub(super) enum Way {
    /// Place of each entry in the published order.
    Order(Vec<Option<u32>>),
    Lot(Lot),
    /// Decisions, then an order, then the lot.
    Then(Vec<Decision>, Vec<Option<u32>>, Lot),
    Explore(Explorer),
}
/// Last seats that the definition leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Open {
    pub(super) tied: EntrySet,
    pub(super) choose: usize,
}
/// What is tied.
enum Among<'a> {
    Alternatives(&'a dyn Fn(u64) -> Choice),
    Take(&'a [EntryIx], usize),
}
/// What was decided. A set is named outright: of 200 entries for 100 seats there are more sets than numbers.
enum Picked {
    Nth(u64),
    Set(EntrySet),
}
impl Picked {
    fn shown(&self, among: &Among<'_>) -> Choice {
        match (self, among) {
            (Self::Set(set), _) => Choice::Set(set.clone()),
            (Self::Nth(i), Among::Alternatives(show)) => show(*i),
            (Self::Nth(i), Among::Take(all, take)) => Choice::Set(subset::subset(all, *take, *i)),
        }
    }
    fn set(self, all: &[EntryIx], take: usize) -> EntrySet {
        match self {
            Self::Set(set) => set,
            Self::Nth(i) => subset::subset(all, take, i),
        }
    }
}
/// Alternatives that a record shows.
const SHOWN: u64 = 64;

/// Breaks ties as the policy says, and keeps the record of the count.
///
/// A rule has no other way to a decision that its definition does not give: it sees neither chance nor order.
#[derive(Debug)]
pub struct Teller {
    pub(super) way: Way,
    focus: Focus,
    slate: usize,
    steps: Option<Vec<Step>>,
    ties: Vec<TieRecord>,
    halted: bool,
    /// Stopped by the teller, not by the rule's own word.
    stopped: bool,
    open: Option<Open>,
    certain: EntrySet,
    tied: EntrySet,
    cancel: Option<Cancel>,
}
pub(super) struct Told {
    pub(super) way: Way,
    pub(super) steps: Vec<Step>,
    pub(super) ties: Vec<TieRecord>,
    pub(super) halted: bool,
    pub(super) stopped: bool,
    pub(super) open: Option<Open>,
    /// Whom the last draft that the teller saw had elected.
    pub(super) certain: EntrySet,
    /// Between whom the count stopped.
    pub(super) tied: EntrySet,
}
impl Teller {
    pub(super) fn new(way: Way, focus: Focus, slate: usize, trace: bool, cancel: Option<Cancel>) -> Self {
        Self {
            way,
            focus,
            slate,
            steps: trace.then(Vec::new),
            ties: vec![],
            halted: false,
            stopped: false,
            open: None,
            certain: EntrySet::EMPTY,
            tied: EntrySet::EMPTY,
            cancel,
        }
    }
    pub(super) fn into_told(self) -> Told {
        Told {
            way: self.way,
            steps: self.steps.unwrap_or_default(),
            ties: self.ties,
            halted: self.halted,
            stopped: self.stopped,
            open: self.open,
            certain: self.certain,
            tied: self.tied,
        }
    }
    /// Notes a step. The closure runs only while a trace is kept, so that counting without one costs a branch.
    #[inline]
    pub fn record(&mut self, step: impl FnOnce() -> Step) {
        if let Some(t) = &mut self.steps {
            t.push(step());
        }
    }
    /// Whether steps are kept: for figures that are only gathered to be shown.
    pub fn is_tracing(&self) -> bool {
        self.steps.is_some()
    }
    /// Ends the count if the caller cancelled it; for long loops. [`Self::visit`] and all questions ask it too.
    pub fn poll(&mut self) -> Result<(), Halt> {
        if self.cancel.as_ref().is_some_and(Cancel::is_cancelled) {
            return self.halt(Why::Cancelled);
        }
        Ok(())
    }
    /// The definition names nobody, for this reason: pass it on with `return Err(..)`.
    pub fn nobody(&mut self, reason: Reason) -> Halt {
        self.halted = true;
        Halt(Why::None(reason))
    }
    /// A search hit its limit: the best found and what is proven. Pass it on with `return Err(..)`.
    pub fn undecided(&mut self, best: Winners, bound: impl Into<String>) -> Halt {
        self.halted = true;
        Halt(Why::Undecided { best, bound: bound.into() })
    }
    /// One of `tied`, which are told apart by nothing in the definition.
    ///
    /// # Errors
    /// Halts where the tie is not to be broken; pass it on with `?`. A rule that asks for one of nobody is broken.
    pub fn pick<T: Clone + Into<Choice>>(&mut self, at: TieAt, tied: &[T]) -> Result<T, Halt> {
        if tied.is_empty() {
            return self.halt(Why::Broken("it asks for one of nobody"));
        }
        let show = |i: u64| index(tied, i).clone().into();
        match self.decide(at, tied.len() as u64, &Among::Alternatives(&show))? {
            Picked::Nth(i) => Ok(index(tied, i).clone()),
            Picked::Set(_) => self.halt(Why::Broken("one alternative is not a set")),
        }
    }
    /// One entry of a set that is not empty.
    pub fn pick_entry(&mut self, at: TieAt, tied: &EntrySet) -> Result<EntryIx, Halt> {
        let all: Vec<EntryIx> = tied.iter().collect();
        self.pick(at, &all)
    }
    /// `take` of the tied, as a set; all of them if there are no more.
    pub fn choose(&mut self, at: TieAt, tied: &EntrySet, take: usize) -> Result<EntrySet, Halt> {
        let all: Vec<EntryIx> = tied.iter().collect();
        if take >= all.len() {
            return Ok(tied.clone());
        }
        if take == 0 {
            return Ok(EntrySet::EMPTY);
        }
        let ways = subset::binomial(all.len() as u64, take as u64);
        Ok(self.decide(at, ways, &Among::Take(&all, take))?.set(&all, take))
    }
    /// As `choose`, at the end of a count: where nobody decides, the seats stay open instead of being followed one by one.
    pub(super) fn last_seats(&mut self, tied: &EntrySet, take: usize) -> Result<Option<EntrySet>, Halt> {
        let all: Vec<EntryIx> = tied.iter().collect();
        let (at, among) = (TieAt::win(0), Among::Take(&all, take));
        let ways = subset::binomial(all.len() as u64, take as u64);
        let chosen = match &mut self.way {
            Way::Explore(x) => declared(x, at, ways, &among),
            // An order that does not name all of the tied.
            Way::Order(place) if first_by(place, ways, &among).is_none() => None,
            _ => return self.choose(at, tied, take).map(Some),
        };
        let by = if chosen.is_some() { DecidedBy::Declared } else { DecidedBy::Nobody };
        if self.keeps_ties() {
            self.note_tie(at, ways, &among, chosen.as_ref(), by);
        }
        if let Some(chosen) = chosen {
            return Ok(Some(chosen.set(&all, take)));
        }
        self.open = Some(Open { tied: tied.clone(), choose: take });
        Ok(None)
    }
    /// Optional: says that all that follows depends on `draft` and `key` alone, so that a state which was reached by another
    /// way need not be followed twice. Never needed for a right result.
    #[inline]
    pub fn visit(&mut self, draft: &Draft, key: impl StateKey) -> Result<(), Halt> {
        self.poll()?;
        // Where a count may stop at a tie it tells who was elected before.
        if matches!(self.way, Way::Order(_)) {
            self.certain = draft.elected();
        }
        let Way::Explore(x) = &mut self.way else { return Ok(()) };
        if x.stop_at.is_some() {
            self.certain = draft.elected();
        }
        if x.is_known(draft, self.focus, self.slate, |words| key.write(words)) {
            return self.halt(Why::Seen);
        }
        Ok(())
    }
    /// For counts whose ballots are elsewhere.
    pub(super) fn halt<T>(&mut self, why: Why) -> Result<T, Halt> {
        (self.halted, self.stopped) = (true, true);
        Err(Halt(why))
    }
    fn decide(&mut self, at: TieAt, ways: u64, among: &Among<'_>) -> Result<Picked, Halt> {
        self.poll()?;
        if ways == 1 {
            return Ok(Picked::Nth(0));
        }
        let nth_tie = self.ties.len();
        let (chosen, by) = match &mut self.way {
            Way::Order(place) => (first_by(place, ways, among), DecidedBy::Order),
            Way::Lot(lot) => (drawn(lot, nth_tie, self.slate, ways, among), DecidedBy::Lot),
            Way::Then(decisions, place, lot) => {
                let taken =
                    decisions.iter().filter(|d| d.at == at).find_map(|d| find(ways, among, &d.chosen));
                if let Some(chosen) = taken {
                    (Some(chosen), DecidedBy::Declared)
                } else if let Some(chosen) = first_by(place, ways, among) {
                    (Some(chosen), DecidedBy::Order)
                } else {
                    (drawn(lot, nth_tie, self.slate, ways, among), DecidedBy::Lot)
                }
            }
            Way::Explore(x) => {
                if let Some(chosen) = declared(x, at, ways, among) {
                    (Some(chosen), DecidedBy::Declared)
                } else if x.stop_at == Some(x.asked.len()) {
                    (None, DecidedBy::Nobody)
                } else {
                    let i = x.script.get(x.asked.len()).copied().unwrap_or(0);
                    x.asked.push((i, ways));
                    (Some(Picked::Nth(i)), DecidedBy::Explored)
                }
            }
        };
        // Where the count stops, the outcome tells the tie, trace or not.
        if chosen.is_none() {
            self.tied = entries_of(ways, among);
            // No order and no lot has a place for it.
            if self.tied.last().is_some_and(|e| e.ix() >= self.slate) {
                return self.halt(Why::Broken("it asks about an entry that is not on the slate"));
            }
        }
        if chosen.is_none() || self.keeps_ties() {
            self.note_tie(at, ways, among, chosen.as_ref(), by);
        }
        match chosen {
            Some(chosen) => Ok(chosen),
            None => self.halt(Why::Tie),
        }
    }
    /// Records are kept on the way that is told; the lot numbers its draws by them.
    fn keeps_ties(&self) -> bool {
        self.steps.is_some() || !matches!(self.way, Way::Explore(_))
    }
    fn note_tie(&mut self, at: TieAt, ways: u64, among: &Among<'_>, chosen: Option<&Picked>, by: DecidedBy) {
        let record = u32::try_from(self.ties.len()).unwrap_or(u32::MAX);
        let (list, take) = match among {
            Among::Alternatives(show) => ((0..ways.min(SHOWN)).map(show).collect(), 1),
            Among::Take(all, take) => (vec![Choice::Set(all.iter().copied().collect())], *take as u32),
        };
        let by = if chosen.is_none() { DecidedBy::Nobody } else { by };
        let chosen = chosen.map(|c| c.shown(among));
        self.ties.push(TieRecord { at, among: list, take, ways, chosen, by });
        self.record(|| Step::Tied { at, record });
    }
}
fn entries_of(ways: u64, among: &Among<'_>) -> EntrySet {
    match among {
        Among::Take(all, _) => all.iter().copied().collect(),
        Among::Alternatives(show) => (0..ways).fold(EntrySet::EMPTY, |sum, i| sum.union(&show(i).entries())),
    }
}
fn index<T>(list: &[T], i: u64) -> &T {
    &list[usize::try_from(i).expect("an alternative's number is below their number")]
}
/// By the lot's order of all places for this tie.
fn drawn(lot: &Lot, nth_tie: usize, slate: usize, ways: u64, among: &Among<'_>) -> Option<Picked> {
    let mut place = vec![None; slate];
    lot.order(&format!("tie {nth_tie}"), slate).iter().zip(0..).for_each(|(e, i)| place[*e] = Some(i));
    first_by(&place, ways, among)
}
fn first_by(place: &[Option<u32>], ways: u64, among: &Among<'_>) -> Option<Picked> {
    match among {
        Among::Take(all, take) => {
            let of = |e: &EntryIx| Some((place.get(e.ix()).copied().flatten()?, *e));
            let mut v = all.iter().map(of).collect::<Option<Vec<_>>>()?;
            v.sort_unstable();
            Some(Picked::Set(v[..*take].iter().map(|(_, e)| *e).collect()))
        }
        Among::Alternatives(show) => {
            let mut best: Option<(Vec<u32>, u64)> = None;
            for i in 0..ways {
                let p = show(i).priority(place)?;
                if best.as_ref().is_none_or(|(b, _)| p < *b) {
                    best = Some((p, i));
                }
            }
            best.map(|(_, i)| Picked::Nth(i))
        }
    }
}
fn declared(x: &mut Explorer, at: TieAt, ways: u64, among: &Among<'_>) -> Option<Picked> {
    let matches = |d: &Decision| (d.at == at).then(|| find(ways, among, &d.chosen)).flatten();
    let (k, i) = x.declared.iter().enumerate().find_map(|(k, d)| Some((k, matches(d)?)))?;
    x.used.insert(k);
    Some(i)
}
fn find(ways: u64, among: &Among<'_>, wanted: &Choice) -> Option<Picked> {
    match (among, wanted) {
        (Among::Take(all, take), Choice::Set(s)) => {
            let fits = s.len() == *take && s.iter().all(|e| all.binary_search(&e).is_ok());
            fits.then(|| Picked::Set(s.clone()))
        }
        (Among::Take(all, 1), Choice::Entry(e)) => all.contains(e).then(|| Picked::Set((*e).into())),
        (Among::Take(..), _) => None,
        (Among::Alternatives(show), _) => (0..ways).find(|i| show(*i) == *wanted).map(Picked::Nth),
    }
}

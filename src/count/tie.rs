//! Ties: where one is met, what is tied, what is to be done about it, and how it ended.
use super::Lottery;
use crate::{
    id::{EntryIx, EntrySet},
    num::Exact,
};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, fmt};

/// What to do with a tie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "policy", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum TiePolicy {
    /// Say whether ties matter: follow up to `explore` ways through the count, while the ties met on all of them, times the entries, are at most 2,000
    /// times as many; if all give the
    /// same winners the outcome is decided, else it is tied, and the tie told is the first of which not every answer leads to the same
    /// ends. Where not all ways were followed it is the first of all. With 0, stop at the first tie met, as a returning officer would.
    Report {
        /// Most ways that are followed.
        #[serde(default = "default_explore")]
        explore: u32,
    },
    /// Whoever comes first in a published order. Entries that it does not name stay tied; one that it names twice, or that
    /// is not on the slate, is an error.
    Order {
        /// Best first.
        order: Vec<EntryIx>,
    },
    /// The published lot, see [`Lot`](super::Lot).
    Lot {
        /// Any text.
        seed: String,
    },
    /// What officials decided; a tie that they did not decide is reported.
    Declared {
        /// In any order; one that was not asked for is an error.
        decisions: Vec<Decision>,
        /// As in `Report`.
        #[serde(default = "default_explore")]
        explore: u32,
    },
    /// What officials decided, then a published order, and the lot for every tie that neither decides.
    ThenLot {
        /// In any order.
        decisions: Vec<Decision>,
        /// Best first; may name some entries only.
        order: Vec<EntryIx>,
        /// Any text.
        seed: String,
    },
    /// Every way it could go, at most so many.
    AllBranches {
        /// Most ways that are followed.
        limit: u32,
    },
}
const fn default_explore() -> u32 {
    TiePolicy::EXPLORE
}
impl TiePolicy {
    /// Ways that `Report` follows unless told otherwise.
    pub const EXPLORE: u32 = 1000;
    /// Tell ties and break none.
    pub const REPORT: Self = Self::Report { explore: Self::EXPLORE };
}
impl Default for TiePolicy {
    fn default() -> Self {
        Self::REPORT
    }
}

/// The place of each entry in an order that may leave some out.
pub(super) fn places(order: &[EntryIx], slate: usize) -> Result<Vec<Option<u32>>, super::CountError> {
    let mut place = vec![None; slate];
    for (entry, i) in order.iter().zip(0..) {
        match place.get_mut(entry.ix()) {
            Some(free @ None) => *free = Some(i),
            taken => return Err(super::CountError::Order { entry: *entry, twice: taken.is_some() }),
        }
    }
    Ok(place)
}
/// What hangs on a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Stage {
    /// Who wins, or which result of several that are equally good.
    Win,
    /// Who leaves the count.
    Eliminate,
    /// What is done first.
    Order,
    /// Which defeat is locked first.
    Lock,
}
/// Where in a count a tie is met; the same in every run of the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TieAt {
    /// What hangs on it.
    pub stage: Stage,
    /// The number of the round, or of the seat, as the rule counts them.
    pub nth: u32,
}
impl TieAt {
    /// A tie over who wins.
    pub fn win(nth: usize) -> Self {
        Self::new(Stage::Win, nth)
    }
    /// A tie over who leaves.
    pub fn eliminate(nth: usize) -> Self {
        Self::new(Stage::Eliminate, nth)
    }
    /// A tie over what is done first.
    pub fn order(nth: usize) -> Self {
        Self::new(Stage::Order, nth)
    }
    /// A tie over which defeat is locked first.
    pub fn lock(nth: usize) -> Self {
        Self::new(Stage::Lock, nth)
    }
    fn new(stage: Stage, nth: usize) -> Self {
        Self { stage, nth: u32::try_from(nth).unwrap_or(u32::MAX) }
    }
}

/// Something that can be tied.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Choice {
    /// One entry.
    Entry(EntryIx),
    /// Several together.
    Set(EntrySet),
    /// The first over the second.
    Pair(EntryIx, EntryIx),
    /// A whole order, best first.
    Ranking(Vec<EntryIx>),
    /// Exact chances.
    Lottery(Lottery),
}
impl Choice {
    /// The entries that it speaks of.
    pub fn entries(&self) -> EntrySet {
        match self {
            Self::Entry(e) => (*e).into(),
            Self::Set(s) => s.clone(),
            Self::Pair(a, b) => [*a, *b].into_iter().collect(),
            Self::Ranking(r) => r.iter().copied().collect(),
            Self::Lottery(l) => l.iter().map(|(e, _)| e).collect(),
        }
    }
    /// Smaller is earlier by an order of entries; `None` if the order does not say.
    pub(super) fn priority(&self, place: &[Option<u32>]) -> Option<Vec<u32>> {
        let of = |e: EntryIx| place.get(e.ix()).copied().flatten();
        match self {
            Self::Entry(e) => Some(vec![of(*e)?]),
            // A set is as early as its first, then its second, ...
            Self::Set(s) => {
                let mut v = s.iter().map(of).collect::<Option<Vec<_>>>()?;
                v.sort_unstable();
                Some(v)
            }
            // Zavist and Tideman (1989): by the winning side, then against the losing side.
            Self::Pair(a, b) => Some(vec![of(*a)?, u32::MAX - of(*b)?]),
            Self::Ranking(r) => r.iter().map(|e| of(*e)).collect(),
            Self::Lottery(_) => None,
        }
    }
}
impl From<EntryIx> for Choice {
    fn from(e: EntryIx) -> Self {
        Self::Entry(e)
    }
}
impl From<EntrySet> for Choice {
    fn from(e: EntrySet) -> Self {
        Self::Set(e)
    }
}
impl From<(EntryIx, EntryIx)> for Choice {
    fn from((a, b): (EntryIx, EntryIx)) -> Self {
        Self::Pair(a, b)
    }
}
impl From<Vec<EntryIx>> for Choice {
    fn from(v: Vec<EntryIx>) -> Self {
        Self::Ranking(v)
    }
}
impl From<Lottery> for Choice {
    fn from(l: Lottery) -> Self {
        Self::Lottery(l)
    }
}

/// What officials decided about one tie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Which tie.
    pub at: TieAt,
    /// Who is elected, eliminated, or first.
    pub chosen: Choice,
}
/// Who broke a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DecidedBy {
    /// The published order.
    Order,
    /// The published lot.
    Lot,
    /// Officials.
    Declared,
    /// Nobody: this way is told, the others were followed as well, as far as the limit went.
    Explored,
    /// Nobody: the count stopped here, or it is left open.
    Nobody,
}
/// One tie that was met on the way that the trace tells of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TieRecord {
    /// Where.
    pub at: TieAt,
    /// The alternatives, at most 64; for "so many out of these" the one set.
    pub among: Vec<Choice>,
    /// How many of a set are to be taken; 1 for alternatives.
    pub take: u32,
    /// Number of alternatives (of 20 for 10 seats there are 184,756).
    pub ways: u64,
    /// What was done.
    pub chosen: Option<Choice>,
    /// Who decided.
    pub by: DecidedBy,
}

/// Why a count stopped early. Opaque: made by the teller, passed on with `?`.
#[must_use = "pass a halt on with `?`"]
pub struct Halt(pub(super) Why);
#[derive(Debug)]
pub(super) enum Why {
    Tie,
    /// The same state was reached before: nothing new follows.
    Seen,
    /// Ballots elsewhere have not answered yet.
    Waiting,
    Cancelled,
    /// The rule broke its contract in this way.
    Broken(&'static str),
    Refused(Refusal),
    None(super::Reason),
    Undecided {
        best: super::Winners,
        bound: String,
    },
}
impl fmt::Debug for Halt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
/// Why a rule does not count this.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// Beyond the size that the rule's documentation states.
    #[error("{got} {what}; this rule takes at most {most}")]
    TooLarge {
        /// Of what there are too many.
        what: &'static str,
        /// How many.
        got: u64,
        /// The limit.
        most: u64,
    },
    /// The definition has no place for ties on a ballot.
    #[error("{0} {rank} entries equally; this rule needs strict ranks", rank = if *.0 == 1 { "ballot ranks" } else { "ballots rank" })]
    EqualRanks(u64),
    /// A parameter does not fit this poll.
    #[error("parameter `{name}`: {why}")]
    Parameter {
        /// Its key.
        name: &'static str,
        /// What is wrong and what would be right.
        why: String,
    },
    /// Anything else, in words.
    #[error("{0}")]
    Other(Cow<'static, str>),
}
impl From<Refusal> for Halt {
    fn from(r: Refusal) -> Self {
        Self(Why::Refused(r))
    }
}

/// Words that tell states of a count apart, exactly: a digest could collide and hide a way.
pub trait StateKey {
    /// Appends the words.
    fn write(&self, out: &mut Vec<u64>);
}
impl StateKey for u64 {
    fn write(&self, out: &mut Vec<u64>) {
        out.push(*self);
    }
}
impl StateKey for EntryIx {
    fn write(&self, out: &mut Vec<u64>) {
        out.push(self.ix() as u64);
    }
}
impl StateKey for Exact {
    /// Its text, since one value has one text.
    fn write(&self, out: &mut Vec<u64>) {
        let text = self.to_string();
        out.push(text.len() as u64);
        let word = |bytes: &[u8]| bytes.iter().fold(0, |w, b| w << 8 | u64::from(*b));
        out.extend(text.as_bytes().chunks(8).map(word));
    }
}
impl StateKey for EntrySet {
    fn write(&self, out: &mut Vec<u64>) {
        out.push(self.words().len() as u64);
        out.extend_from_slice(self.words());
    }
}
impl<T: StateKey> StateKey for [T] {
    fn write(&self, out: &mut Vec<u64>) {
        out.push(self.len() as u64);
        for x in self {
            x.write(out);
        }
    }
}
impl<T: StateKey> StateKey for Vec<T> {
    fn write(&self, out: &mut Vec<u64>) {
        self.as_slice().write(out);
    }
}
impl<T: StateKey + ?Sized> StateKey for &T {
    fn write(&self, out: &mut Vec<u64>) {
        (**self).write(out);
    }
}
impl<A: StateKey, B: StateKey> StateKey for (A, B) {
    fn write(&self, out: &mut Vec<u64>) {
        self.0.write(out);
        self.1.write(out);
    }
}

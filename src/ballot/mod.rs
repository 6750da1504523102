//! Ballots: eight closed kinds, checked once, when they enter a profile.
//!
//! Each file holds one kind: the ballot, its form (what the poll lets a ballot say) and its rows (how a
//! profile stores many of them).
//!
//! Six things that platforms mix up stay distinct:
//!
//! | said | where it lives |
//! |---|---|
//! | absent: nothing was said of an entry, or no ballot came | the entry is missing from the ballot; no row |
//! | blank: a ballot came and chooses nobody | [`Choice::BLANK`], an empty [`Approval`] or [`Ranking`]: a row that weighs |
//! | zero: the entry was given nought | level or value 0 in [`Scores`], [`Points`], [`Spend`] |
//! | abstain: present, and takes no side | [`Position::Abstain`] |
//! | skip: saw the pair, would not judge it | [`Comparison::Skip`] |
//! | conflict: may not judge this entry | never a ballot value: the contest takes the mark off, which leaves it absent, and its log says why |
use crate::id::{EntryIx, EntrySet, MAX_ENTRIES};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{collections::BTreeMap, fmt};

mod approval;
pub(crate) mod checked;
mod choice;
mod columns;
mod consent;
mod error;
mod marks;
mod pairs;
mod points;
mod ranking;
mod scores;
mod sparse;
mod spend;
pub use approval::{Approval, ApprovalForm, ApprovalRows};
pub(crate) use checked::unique;
pub use choice::{Choice, ChoiceForm, ChoiceRows};
pub use columns::Columns;
pub(crate) use columns::{ABSENT, BLOCK, Lanes, NARROW_NONE, WIDE_NONE, narrow, wide};
pub use consent::{Consent, ConsentForm, ConsentRows, Position};
pub use error::BallotError;
pub use marks::{ApprovalMark, Marked, PairMark, ScoreMark};
pub use pairs::{Comparison, PairRows, Pairs, PairsForm};
pub use points::{Cost, MAX_POINTS, PointRows, Points, PointsForm};
pub use ranking::{RankRows, Ranking, RankingForm};
pub use scores::{MAX_LEVEL, ScoreForm, ScoreRows, Scores};
pub use spend::{Spend, SpendForm, SpendRows};

mod sealed {
    /// Kinds are closed: rules are written for all of them.
    pub trait Sealed {}
}

/// The kinds of ballots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// One entry, or blank.
    Choice,
    /// A set of entries.
    Approval,
    /// Entries in tiers, best first.
    Ranking,
    /// A level of a stated scale for each entry, or none.
    Scores,
    /// Votes for (or against) entries, paid from a budget.
    Points,
    /// Answers to "which of these two?".
    Pairs,
    /// Projects with costs, approved or valued.
    Spend,
    /// Yes, no, abstain or block, for each motion.
    Consent,
}
impl Kind {
    /// All kinds, in the order in which the documentation lists them.
    pub const ALL: [Self; 8] = [
        Self::Choice,
        Self::Approval,
        Self::Ranking,
        Self::Scores,
        Self::Points,
        Self::Pairs,
        Self::Spend,
        Self::Consent,
    ];
    /// The name in plans and JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Choice => "choice",
            Self::Approval => "approval",
            Self::Ranking => "ranking",
            Self::Scores => "scores",
            Self::Points => "points",
            Self::Pairs => "pairs",
            Self::Spend => "spend",
            Self::Consent => "consent",
        }
    }
}
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

/// A kind of ballot. Sealed: kinds are few and closed, rules are many and open.
pub trait Ballot:
    sealed::Sealed + Clone + fmt::Debug + Ord + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// Which kind this is.
    const KIND: Kind;
    /// What the poll lets a ballot say: the scale, the most names, whether ties are allowed.
    type Form: Clone + fmt::Debug + Default + Eq + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// How a profile stores many of them.
    type Rows: Rows<Ballot = Self>;
    /// Whether the form lets a ballot say this of so many entries.
    ///
    /// # Errors
    /// What it says too much, and what would be right.
    fn check(&self, form: &Self::Form, slate: usize) -> Result<(), BallotError>;
    /// The form for those entries only, numbered anew in their order.
    fn form_for(form: &Self::Form, keep: &EntrySet) -> Self::Form {
        let _ = keep;
        form.clone()
    }
}

/// Many ballots of one kind in a few flat arrays.
///
/// Rows are checked as they enter and never again. Readers may be asked only after [`Rows::seal`].
pub trait Rows: sealed::Sealed + Clone + fmt::Debug + Send + Sync + 'static {
    /// What a row holds.
    type Ballot: Ballot<Rows = Self>;
    /// No rows, for a slate of so many entries.
    ///
    /// # Errors
    /// If the slate is longer than [`MAX_ENTRIES`] or the form is not sound or not for so many entries.
    fn empty(entries: usize, form: &<Self::Ballot as Ballot>::Form) -> Result<Self, BallotError>;
    /// Number of rows.
    fn len(&self) -> usize;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Adds a row: all of the ballot or, with an error, nothing of it.
    fn push(&mut self, ballot: &Self::Ballot) -> Result<(), BallotError>;
    /// No more pushes: all rows become readable and spare memory is given back.
    fn seal(&mut self);
    /// The ballot of a row, in canonical form.
    fn ballot(&self, row: usize) -> Self::Ballot;
    /// Appends all rows of `other`, which has the same slate and form; both are sealed before and after.
    fn append(&mut self, other: &Self);
    /// These rows in this order, for these entries only, sealed. What a row says of other entries is left
    /// out as if the voter had not said it.
    fn pick(&self, rows: &mut dyn Iterator<Item = usize>, keep: &EntrySet) -> Self;
    /// A run of rows, for all entries, sealed.
    fn cut(&self, rows: std::ops::Range<usize>, all: &EntrySet) -> Self {
        self.pick(&mut { rows }, all)
    }
    /// Total order on rows by content; used to group and to compare profiles.
    fn cmp_rows(&self, a: usize, b: usize) -> std::cmp::Ordering;
    /// Bytes on the heap.
    fn heap_bytes(&self) -> usize;
}

fn check_slate(entries: usize) -> Result<(), BallotError> {
    if entries > MAX_ENTRIES {
        return Err(BallotError::SlateTooLong { got: entries, most: MAX_ENTRIES });
    }
    Ok(())
}
fn check_entry(entry: EntryIx, slate: usize) -> Result<(), BallotError> {
    if entry.ix() >= slate {
        return Err(BallotError::UnknownEntry { entry, slate });
    }
    Ok(())
}
fn check_most(named: usize, most: Option<u32>) -> Result<(), BallotError> {
    match most {
        Some(most) if named > most as usize => Err(BallotError::TooMany { named, most: most as usize }),
        _ => Ok(()),
    }
}
/// The new place of each kept entry; `None` for the others.
fn new_places(slate: usize, keep: &EntrySet) -> Vec<Option<u16>> {
    let mut to = vec![None; slate];
    for (i, e) in keep.iter().enumerate() {
        if let Some(x) = to.get_mut(e.ix()) {
            *x = Some(i as u16);
        }
    }
    to
}
/// A map of the marks, if no entry has two.
fn once<V>(marks: impl IntoIterator<Item = (EntryIx, V)>) -> Result<BTreeMap<EntryIx, V>, BallotError> {
    let mut map = BTreeMap::new();
    for (e, v) in marks {
        if map.insert(e, v).is_some() {
            return Err(BallotError::Repeated(e));
        }
    }
    Ok(map)
}

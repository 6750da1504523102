//! Consent: a position on each motion.
use super::{Ballot, BallotError, Columns, Kind, Rows, check_entry, check_slate, sealed};
use crate::id::{EntryIx, EntrySet};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{IntoDeserializer, MapAccess, Visitor, value::MapAccessDeserializer},
};
use std::{collections::BTreeMap, fmt, ops::Range};

/// What a member says to a motion. The text of a reason lies outside; the ballot tells whether there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Position {
    /// For it.
    Yes,
    /// For it, with comments.
    YesWithComments,
    /// Against it.
    No {
        /// Whether a reason was given.
        reasoned: bool,
    },
    /// Present, and takes no side: counts for the quorum and not for the majority.
    Abstain,
    /// A veto.
    Block {
        /// Whether a reason was given.
        reasoned: bool,
    },
}
/// How it is read.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, remote = "Position")]
enum Form {
    Yes,
    YesWithComments,
    No { reasoned: bool },
    Abstain,
    Block { reasoned: bool },
}
impl<'de> Deserialize<'de> for Position {
    /// A word that leaves out whether there is a reason is refused with the form that says it.
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct V;
        impl<'de> Visitor<'de> for V {
            type Value = Position;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(r#"a position: "yes", "yes-with-comments", {"no": {"reasoned": true}}, "abstain" or {"block": ..}"#)
            }
            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Position, E> {
                if matches!(word, "no" | "block") {
                    let form = format_args!(
                        r#"`{word}` says whether a reason was given: {{"{word}": {{"reasoned": true}}}}"#
                    );
                    return Err(E::custom(form));
                }
                Form::deserialize(word.into_deserializer())
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Position, A::Error> {
                Form::deserialize(MapAccessDeserializer::new(map))
            }
        }
        if d.is_human_readable() { d.deserialize_any(V) } else { Form::deserialize(d) }
    }
}
impl Position {
    /// All positions, in the order of [`Position::code`].
    pub const ALL: [Self; 7] = [
        Self::Yes,
        Self::YesWithComments,
        Self::No { reasoned: true },
        Self::No { reasoned: false },
        Self::Abstain,
        Self::Block { reasoned: true },
        Self::Block { reasoned: false },
    ];
    /// By its word in files: `yes`, `yes-with-comments`, `no`, `no-with-reason`, `abstain`, `block`, `block-with-reason`.
    pub fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "yes" => Self::Yes,
            "yes-with-comments" => Self::YesWithComments,
            "no" => Self::No { reasoned: false },
            "no-with-reason" => Self::No { reasoned: true },
            "abstain" => Self::Abstain,
            "block" => Self::Block { reasoned: false },
            "block-with-reason" => Self::Block { reasoned: true },
            _ => return None,
        })
    }
    /// Its place in [`Position::ALL`].
    pub const fn code(self) -> usize {
        match self {
            Self::Yes => 0,
            Self::YesWithComments => 1,
            Self::No { reasoned: true } => 2,
            Self::No { reasoned: false } => 3,
            Self::Abstain => 4,
            Self::Block { reasoned: true } => 5,
            Self::Block { reasoned: false } => 6,
        }
    }
}
impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Yes => "yes",
            Self::YesWithComments => "yes with comments",
            Self::No { .. } => "no",
            Self::Abstain => "abstain",
            Self::Block { .. } => "block",
        })
    }
}
/// Positions by motion. A motion that is missing was not voted on, which is not an abstention.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Consent(#[serde(deserialize_with = "super::checked::unique")] pub BTreeMap<EntryIx, Position>);
impl<const N: usize> From<[(u32, Position); N]> for Consent {
    fn from(a: [(u32, Position); N]) -> Self {
        Self(a.into_iter().map(|(e, p)| (EntryIx::new(e), p)).collect())
    }
}
impl Consent {
    /// Checks that no motion is named twice; the rest is checked when the ballot enters a profile.
    pub fn new(marks: impl IntoIterator<Item = (EntryIx, Position)>) -> Result<Self, BallotError> {
        super::once(marks).map(Self)
    }
    /// Motion and position, in slate order.
    pub fn iter(&self) -> impl Iterator<Item = (EntryIx, Position)> + '_ {
        self.0.iter().map(|(e, p)| (*e, *p))
    }
}
/// Which positions are allowed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConsentForm {
    /// Whether a no needs a reason (default: no).
    pub reason_for_no: bool,
    /// Whether a block needs a reason (default: yes).
    pub reason_for_block: bool,
    /// Whether there is a block (default: yes).
    pub block: bool,
}
impl Default for ConsentForm {
    fn default() -> Self {
        Self { reason_for_no: false, reason_for_block: true, block: true }
    }
}
impl ConsentForm {
    fn check(&self, entry: EntryIx, position: Position) -> Result<(), BallotError> {
        match position {
            Position::Block { .. } if !self.block => Err(BallotError::BlockRefused(entry)),
            Position::No { reasoned: false } if self.reason_for_no => {
                Err(BallotError::ReasonMissing { entry, position })
            }
            Position::Block { reasoned: false } if self.reason_for_block => {
                Err(BallotError::ReasonMissing { entry, position })
            }
            _ => Ok(()),
        }
    }
}
impl sealed::Sealed for Consent {}
impl Ballot for Consent {
    const KIND: Kind = Kind::Consent;
    type Form = ConsentForm;
    type Rows = ConsentRows;
    fn check(&self, form: &ConsentForm, slate: usize) -> Result<(), BallotError> {
        self.iter().try_for_each(|(e, position)| {
            check_entry(e, slate)?;
            form.check(e, position)
        })
    }
}

/// One byte a row and motion: the position's code.
#[derive(Clone, Debug)]
pub struct ConsentRows {
    cols: Columns,
    form: ConsentForm,
}
impl sealed::Sealed for ConsentRows {}
impl ConsentRows {
    pub(crate) fn cols(&self) -> &Columns {
        &self.cols
    }
    /// What a row says to `e`; `None` if it does not vote on it.
    pub fn position(&self, row: usize, e: EntryIx) -> Option<Position> {
        (e.ix() < self.cols.width()).then(|| self.at(row, e.ix())).flatten()
    }
    fn at(&self, row: usize, col: usize) -> Option<Position> {
        self.cols.get(row, col).map(|c| Position::ALL[usize::from(c)])
    }
}
impl Rows for ConsentRows {
    type Ballot = Consent;
    fn empty(entries: usize, form: &ConsentForm) -> Result<Self, BallotError> {
        check_slate(entries)?;
        let cols = Columns::new(entries, Position::ALL.len() as u16 - 1);
        Ok(Self { cols, form: form.clone() })
    }
    fn len(&self) -> usize {
        self.cols.len()
    }
    fn push(&mut self, ballot: &Consent) -> Result<(), BallotError> {
        ballot.check(&self.form, self.cols.width())?;
        let row = self.cols.row();
        ballot.iter().for_each(|(e, position)| row[e.ix()] = position.code() as u16);
        self.cols.commit();
        Ok(())
    }
    fn seal(&mut self) {
        self.cols.seal();
    }
    fn ballot(&self, row: usize) -> Consent {
        let cols = 0..self.cols.width();
        Consent(cols.filter_map(|c| Some((EntryIx::from(c), self.at(row, c)?))).collect())
    }
    fn append(&mut self, other: &Self) {
        self.cols.append(&other.cols);
    }
    fn pick(&self, rows: &mut dyn Iterator<Item = usize>, keep: &EntrySet) -> Self {
        Self { cols: self.cols.pick(rows, keep), form: self.form.clone() }
    }
    fn cut(&self, rows: Range<usize>, all: &EntrySet) -> Self {
        match self.cols.cut(rows.clone()) {
            Some(cols) => Self { cols, form: self.form.clone() },
            None => self.pick(&mut { rows }, all),
        }
    }
    fn cmp_rows(&self, a: usize, b: usize) -> std::cmp::Ordering {
        self.cols.cmp_rows(a, b)
    }
    fn heap_bytes(&self) -> usize {
        self.cols.heap_bytes()
    }
}

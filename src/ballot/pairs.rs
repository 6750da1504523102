//! Pairs: answers to "which of these two?".
use super::sparse::Sparse;
use super::{Ballot, BallotError, Kind, Rows, check_entry, check_slate, new_places, sealed};
use crate::id::{EntryIx, EntrySet};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::collections::BTreeMap;

/// The answer to a pair, whose entry with the lower place on the slate is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// The first is better.
    First,
    /// The second is better.
    Second,
    /// They are equally good.
    Draw,
    /// The voter saw the pair and would not judge it.
    Skip,
}
impl Comparison {
    /// The same answer for the pair the other way round.
    pub const fn flipped(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
            same => same,
        }
    }
}
/// A voter's answers, each pair once. JSON is a list of `[a, b, answer]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pairs(pub(super) BTreeMap<(EntryIx, EntryIx), Comparison>);
impl Pairs {
    /// Takes pairs in either order; `First` means the one named first.
    ///
    /// # Errors
    /// If an entry is compared with itself or a pair comes twice.
    pub fn new(marks: impl IntoIterator<Item = (EntryIx, EntryIx, Comparison)>) -> Result<Self, BallotError> {
        let mut map = BTreeMap::new();
        for (a, b, answer) in marks {
            let (pair, answer) = in_order(a, b, answer)?;
            if map.insert(pair, answer).is_some() {
                return Err(BallotError::RepeatedPair(a, b));
            }
        }
        Ok(Self(map))
    }
    /// The answers by pair, the entry with the lower place first.
    pub fn iter(&self) -> impl Iterator<Item = (EntryIx, EntryIx, Comparison)> + '_ {
        self.0.iter().map(|((a, b), c)| (*a, *b, *c))
    }
    /// The answer for `a` against `b`, if it was given.
    pub fn answer(&self, a: EntryIx, b: EntryIx) -> Option<Comparison> {
        if a < b { self.0.get(&(a, b)).copied() } else { Some(self.0.get(&(b, a))?.flipped()) }
    }
}
/// The pair with the lower place first, and the answer for it.
pub(super) fn in_order(
    a: EntryIx,
    b: EntryIx,
    answer: Comparison,
) -> Result<((EntryIx, EntryIx), Comparison), BallotError> {
    match a.cmp(&b) {
        std::cmp::Ordering::Less => Ok(((a, b), answer)),
        std::cmp::Ordering::Equal => Err(BallotError::Itself(a)),
        std::cmp::Ordering::Greater => Ok(((b, a), answer.flipped())),
    }
}
impl Serialize for Pairs {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(self.iter())
    }
}
impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::new(Vec::deserialize(d)?).map_err(D::Error::custom)
    }
}
/// Which answers are allowed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PairsForm {
    /// Whether a draw is an answer (default: yes).
    pub draw: bool,
    /// Whether a pair may be skipped (default: yes).
    pub skip: bool,
}
impl Default for PairsForm {
    fn default() -> Self {
        Self { draw: true, skip: true }
    }
}
impl PairsForm {
    pub(super) fn check(&self, a: EntryIx, b: EntryIx, answer: Comparison) -> Result<(), BallotError> {
        match answer {
            Comparison::Draw if !self.draw => Err(BallotError::DrawRefused(a, b)),
            Comparison::Skip if !self.skip => Err(BallotError::SkipRefused(a, b)),
            _ => Ok(()),
        }
    }
}
impl sealed::Sealed for Pairs {}
impl Ballot for Pairs {
    const KIND: Kind = Kind::Pairs;
    type Form = PairsForm;
    type Rows = PairRows;
    fn check(&self, form: &PairsForm, slate: usize) -> Result<(), BallotError> {
        self.iter().try_for_each(|(a, b, answer)| {
            check_entry(b, slate)?;
            form.check(a, b, answer)
        })
    }
}

/// By mark: 8 bytes a row and 5 a mark.
#[derive(Clone, Debug)]
pub struct PairRows {
    slate: usize,
    form: PairsForm,
    marks: Sparse<[u16; 2], Comparison>,
}
impl sealed::Sealed for PairRows {}
impl PairRows {
    /// The answers of a row, the entry with the lower place first.
    pub fn marks(&self, row: usize) -> impl Iterator<Item = (EntryIx, EntryIx, Comparison)> + '_ {
        let e = |x: u16| EntryIx::new(u32::from(x));
        self.marks.row(row).map(move |([a, b], c)| (e(a), e(b), c))
    }
}
impl Rows for PairRows {
    type Ballot = Pairs;
    fn empty(entries: usize, form: &PairsForm) -> Result<Self, BallotError> {
        check_slate(entries)?;
        Ok(Self { slate: entries, form: form.clone(), marks: Sparse::new() })
    }
    fn len(&self) -> usize {
        self.marks.len()
    }
    fn push(&mut self, ballot: &Pairs) -> Result<(), BallotError> {
        ballot.check(&self.form, self.slate)?;
        self.marks.push(ballot.iter().map(|(a, b, c)| ([a.ix() as u16, b.ix() as u16], c)));
        Ok(())
    }
    fn seal(&mut self) {
        self.marks.seal();
    }
    fn ballot(&self, row: usize) -> Pairs {
        Pairs(self.marks(row).map(|(a, b, c)| ((a, b), c)).collect())
    }
    fn append(&mut self, other: &Self) {
        self.marks.append(&other.marks);
    }
    fn pick(&self, rows: &mut dyn Iterator<Item = usize>, keep: &EntrySet) -> Self {
        let to = new_places(self.slate, keep);
        let place = |[a, b]: [u16; 2]| Some([to[usize::from(a)]?, to[usize::from(b)]?]);
        let mut marks = Sparse::new();
        for r in rows {
            marks.push(self.marks.row(r).filter_map(|(pair, c)| Some((place(pair)?, c))));
        }
        marks.seal();
        Self { slate: keep.len(), form: self.form.clone(), marks }
    }
    fn cmp_rows(&self, a: usize, b: usize) -> std::cmp::Ordering {
        self.marks.cmp_rows(a, b)
    }
    fn heap_bytes(&self) -> usize {
        self.marks.heap_bytes()
    }
}

//! Approvals: a set of entries.
use super::{Ballot, BallotError, Kind, Rows, check_entry, check_most, check_slate, sealed, sparse::Sparse};
use crate::id::{EntryIx, EntrySet};
use serde::{Deserialize, Serialize};
use std::{
    cmp::{Ordering, Reverse},
    ops::Range,
};
use wide::u64x4;

/// The entries that a voter approves of; empty is a blank ballot.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Approval(pub EntrySet);
impl Approval {
    /// Approves of these.
    pub const fn of(set: EntrySet) -> Self {
        Self(set)
    }
    /// The entries approved.
    pub const fn set(&self) -> &EntrySet {
        &self.0
    }
}
impl<const N: usize> From<[u32; N]> for Approval {
    fn from(a: [u32; N]) -> Self {
        Self(a.into())
    }
}
/// What an approval ballot may say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ApprovalForm {
    /// Most entries that one ballot may approve (default: all).
    pub most: Option<u32>,
}
impl sealed::Sealed for Approval {}
impl Ballot for Approval {
    const KIND: Kind = Kind::Approval;
    type Form = ApprovalForm;
    type Rows = ApprovalRows;
    fn check(&self, form: &ApprovalForm, slate: usize) -> Result<(), BallotError> {
        if let Some(e) = self.0.last() {
            check_entry(e, slate)?;
        }
        check_most(self.0.len(), form.most)
    }
}

/// Bit rows; of a long slate that is little approved, marks.
#[derive(Clone, Debug)]
pub struct ApprovalRows {
    slate: usize,
    form: ApprovalForm,
    held: Held,
}
#[derive(Clone, Debug)]
enum Held {
    Bits(Bits),
    /// 2 bytes a mark and 8 a row.
    Marks(Sparse<u16, ()>),
}
/// Rows of 1, 2 or a multiple of 4 words, so that a word's lane in a vector tells its entries.
#[derive(Clone, Debug)]
struct Bits {
    words: usize,
    len: usize,
    bits: Vec<u64x4>,
}
/// Shorter slates always have bits.
const LONG_SLATE: usize = 128;
/// Rows of a long slate stay marks if less than one in so many entries is approved: then they take less than half of the bytes of
/// bits, and counting them takes at most some three times as long.
const SPARSE_SHARE: usize = 64;

impl Bits {
    fn new(slate: usize) -> Self {
        let words = match slate.div_ceil(64) {
            0 | 1 => 1,
            2 => 2,
            w => w.next_multiple_of(4),
        };
        Self { words, len: 0, bits: vec![] }
    }
    fn row(&self, row: usize) -> &[u64] {
        &bytemuck::cast_slice::<_, u64>(&self.bits)[row * self.words..(row + 1) * self.words]
    }
    /// A blank row; its words.
    fn push_blank(&mut self) -> &mut [u64] {
        let need = ((self.len + 1) * self.words).div_ceil(4);
        self.bits.resize(need, u64x4::ZERO);
        let at = self.len * self.words;
        self.len += 1;
        &mut bytemuck::cast_slice_mut::<_, u64>(&mut self.bits)[at..at + self.words]
    }
    fn push(&mut self, marks: impl Iterator<Item = u16>) {
        let words = self.push_blank();
        marks.for_each(|e| words[usize::from(e) / 64] |= 1 << (e % 64));
    }
    fn of(marks: &Sparse<u16, ()>, slate: usize) -> Self {
        let mut bits = Self::new(slate);
        (0..marks.len()).for_each(|r| bits.push(marks.row(r).map(|(e, ())| e)));
        bits.bits.shrink_to_fit();
        bits
    }
}
impl sealed::Sealed for ApprovalRows {}
impl ApprovalRows {
    /// All bits, and the words of a row, if that is how they are kept; what lies beyond the last row is zero.
    pub(crate) fn bits(&self) -> Option<(&[u64x4], usize)> {
        if let Held::Bits(b) = &self.held { Some((&b.bits, b.words)) } else { None }
    }
    /// Whether a row approves of `e`.
    pub fn approves(&self, row: usize, e: EntryIx) -> bool {
        match &self.held {
            Held::Bits(b) => b.row(row).get(e.ix() / 64).is_some_and(|w| w >> (e.ix() % 64) & 1 == 1),
            Held::Marks(marks) => e.ix() < self.slate && marks.get(row, e.ix() as u16).is_some(),
        }
    }
    /// The entries that a row approves of, in slate order.
    pub fn approved(&self, row: usize) -> impl Iterator<Item = EntryIx> + '_ {
        let (bits, marks) = match &self.held {
            Held::Bits(b) => (Some(ones(b.row(row))), None),
            Held::Marks(marks) => (None, Some(marks.row(row).map(|(e, ())| EntryIx::new(u32::from(e))))),
        };
        bits.into_iter().flatten().chain(marks.into_iter().flatten())
    }
    /// How many entries a row approves of.
    pub fn size(&self, row: usize) -> usize {
        match &self.held {
            Held::Bits(b) => b.row(row).iter().map(|w| w.count_ones() as usize).sum(),
            Held::Marks(marks) => marks.row(row).count(),
        }
    }
    /// Without rows; of a long slate they begin as marks.
    fn without_rows(slate: usize, form: &ApprovalForm) -> Self {
        let held = if slate < LONG_SLATE { Held::Bits(Bits::new(slate)) } else { Held::Marks(Sparse::new()) };
        Self { slate, form: form.clone(), held }
    }
    fn add(&mut self, marks: impl Iterator<Item = u16>) {
        match &mut self.held {
            Held::Bits(bits) => bits.push(marks),
            Held::Marks(rows) => rows.push(marks.map(|e| (e, ()))),
        }
    }
    fn marks(&self, row: usize) -> impl Iterator<Item = u16> + '_ {
        self.approved(row).map(|e| e.ix() as u16)
    }
}
/// The places of the bits that are set.
fn ones(words: &[u64]) -> impl Iterator<Item = EntryIx> + '_ {
    words.iter().enumerate().flat_map(|(k, w)| {
        let mut w = *w;
        std::iter::from_fn(move || {
            let bit = w.trailing_zeros() as usize;
            w &= w.checked_sub(1)?;
            Some(EntryIx::from(k * 64 + bit))
        })
    })
}
impl Rows for ApprovalRows {
    type Ballot = Approval;
    fn empty(entries: usize, form: &ApprovalForm) -> Result<Self, BallotError> {
        check_slate(entries)?;
        Ok(Self::without_rows(entries, form))
    }
    fn len(&self) -> usize {
        match &self.held {
            Held::Bits(b) => b.len,
            Held::Marks(marks) => marks.len(),
        }
    }
    fn push(&mut self, ballot: &Approval) -> Result<(), BallotError> {
        ballot.check(&self.form, self.slate)?;
        match &mut self.held {
            Held::Bits(b) => b.push_blank()[..ballot.0.words().len()].copy_from_slice(ballot.0.words()),
            Held::Marks(marks) => marks.push(ballot.0.iter().map(|e| (e.ix() as u16, ()))),
        }
        Ok(())
    }
    fn seal(&mut self) {
        match &mut self.held {
            Held::Bits(b) => b.bits.shrink_to_fit(),
            Held::Marks(marks) if marks.marks() * SPARSE_SHARE < marks.len() * self.slate => marks.seal(),
            Held::Marks(marks) => self.held = Held::Bits(Bits::of(marks, self.slate)),
        }
    }
    fn ballot(&self, row: usize) -> Approval {
        Approval(self.approved(row).collect())
    }
    fn append(&mut self, other: &Self) {
        match (&mut self.held, &other.held) {
            (Held::Bits(a), Held::Bits(b)) => {
                (0..b.len).for_each(|r| a.push_blank().copy_from_slice(b.row(r)));
            }
            (Held::Marks(a), Held::Marks(b)) => a.append(b),
            _ => {
                (0..other.len()).for_each(|r| self.add(other.marks(r)));
                self.seal();
            }
        }
    }
    fn pick(&self, rows: &mut dyn Iterator<Item = usize>, keep: &EntrySet) -> Self {
        let mut out = Self::without_rows(keep.len(), &self.form);
        let to = super::new_places(self.slate, keep);
        rows.for_each(|r| out.add(self.marks(r).filter_map(|e| to[usize::from(e)])));
        out.seal();
        out
    }
    fn cut(&self, rows: Range<usize>, all: &EntrySet) -> Self {
        if let Held::Bits(b) = &self.held {
            let (from, upto) = (rows.start * b.words, rows.end * b.words);
            if from.is_multiple_of(4) && (upto.is_multiple_of(4) || rows.end == b.len) {
                let bits = b.bits[from / 4..upto.div_ceil(4)].to_vec();
                let held = Held::Bits(Bits { words: b.words, len: rows.len(), bits });
                return Self { slate: self.slate, form: self.form.clone(), held };
            }
        }
        self.pick(&mut { rows }, all)
    }
    /// As words from the first on say it, in either form.
    fn cmp_rows(&self, a: usize, b: usize) -> Ordering {
        match &self.held {
            Held::Bits(bits) => bits.row(a).cmp(bits.row(b)),
            Held::Marks(marks) => as_words(marks, a).cmp(as_words(marks, b)),
        }
    }
    fn heap_bytes(&self) -> usize {
        match &self.held {
            Held::Bits(b) => b.bits.capacity() * 32,
            Held::Marks(marks) => marks.heap_bytes(),
        }
    }
}
/// What tells words of bits apart, word by word: the number of a word that is not zero, lowest last, and its bits.
fn as_words(marks: &Sparse<u16, ()>, row: usize) -> impl Iterator<Item = (Reverse<u16>, u64)> {
    let mut words: Vec<(Reverse<u16>, u64)> = vec![];
    for (e, ()) in marks.row(row) {
        match words.last_mut() {
            Some((Reverse(k), word)) if *k == e / 64 => *word |= 1 << (e % 64),
            _ => words.push((Reverse(e / 64), 1 << (e % 64))),
        }
    }
    words.into_iter()
}

//! Approvals: a set of entries.
use super::{Ballot, BallotError, Kind, Rows, check_entry, check_most, check_slate, sealed};
use crate::id::{EntryIx, EntrySet};
use serde::{Deserialize, Serialize};
use std::ops::Range;
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
}

/// Bit rows of 1, 2 or a multiple of 4 words, so that a word's lane in a vector tells its entries.
#[derive(Clone, Debug)]
pub struct ApprovalRows {
    slate: usize,
    form: ApprovalForm,
    words: usize,
    len: usize,
    bits: Vec<u64x4>,
}
impl sealed::Sealed for ApprovalRows {}
impl ApprovalRows {
    /// All bits; what lies beyond the last row is zero.
    pub(crate) fn vectors(&self) -> &[u64x4] {
        &self.bits
    }
    pub(crate) fn words_per_row(&self) -> usize {
        self.words
    }
    /// The bits of a row, entry `i` at bit `i % 64` of word `i / 64`.
    pub(crate) fn words(&self, row: usize) -> &[u64] {
        &bytemuck::cast_slice::<_, u64>(&self.bits)[row * self.words..(row + 1) * self.words]
    }
    /// Whether a row approves of `e`.
    pub fn approves(&self, row: usize, e: EntryIx) -> bool {
        self.words(row).get(e.ix() / 64).is_some_and(|w| w >> (e.ix() % 64) & 1 == 1)
    }
    /// The entries that a row approves of, in slate order.
    pub fn approved(&self, row: usize) -> impl Iterator<Item = EntryIx> + '_ {
        self.words(row).iter().enumerate().flat_map(|(k, w)| {
            let mut w = *w;
            std::iter::from_fn(move || {
                let bit = w.trailing_zeros() as usize;
                w &= w.checked_sub(1)?;
                Some(EntryIx::from(k * 64 + bit))
            })
        })
    }
    /// How many entries a row approves of.
    pub fn size(&self, row: usize) -> usize {
        self.words(row).iter().map(|w| w.count_ones() as usize).sum()
    }
    /// A blank row; its words.
    fn push_blank(&mut self) -> &mut [u64] {
        let need = ((self.len + 1) * self.words).div_ceil(4);
        self.bits.resize(need, u64x4::ZERO);
        let at = self.len * self.words;
        self.len += 1;
        &mut bytemuck::cast_slice_mut::<_, u64>(&mut self.bits)[at..at + self.words]
    }
    fn push_words(&mut self, w: &[u64]) {
        self.push_blank()[..w.len()].copy_from_slice(w);
    }
}
impl Rows for ApprovalRows {
    type Ballot = Approval;
    fn empty(entries: usize, form: &ApprovalForm) -> Result<Self, BallotError> {
        check_slate(entries)?;
        let words = match entries.div_ceil(64) {
            0 | 1 => 1,
            2 => 2,
            w => w.next_multiple_of(4),
        };
        Ok(Self { slate: entries, words, len: 0, form: form.clone(), bits: vec![] })
    }
    fn len(&self) -> usize {
        self.len
    }
    fn push(&mut self, ballot: &Approval) -> Result<(), BallotError> {
        if let Some(e) = ballot.0.last() {
            check_entry(e, self.slate)?;
        }
        check_most(ballot.0.len(), self.form.most)?;
        self.push_words(ballot.0.words());
        Ok(())
    }
    fn seal(&mut self) {
        self.bits.shrink_to_fit();
    }
    fn ballot(&self, row: usize) -> Approval {
        Approval(EntrySet::from_words(self.words(row)))
    }
    fn append(&mut self, other: &Self) {
        for r in 0..other.len {
            self.push_words(other.words(r));
        }
    }
    fn pick(&self, rows: &mut dyn Iterator<Item = usize>, keep: &EntrySet) -> Self {
        let mut out = Self::empty(keep.len(), &self.form).expect("a part of a slate is shorter");
        let all = keep.len() == self.slate;
        for r in rows {
            if all {
                out.push_words(self.words(r));
                continue;
            }
            let words = out.push_blank();
            for (i, e) in keep.iter().enumerate() {
                words[i / 64] |= u64::from(self.approves(r, e)) << (i % 64);
            }
        }
        out.seal();
        out
    }
    fn cut(&self, rows: Range<usize>, all: &EntrySet) -> Self {
        let (from, upto) = (rows.start * self.words, rows.end * self.words);
        if !from.is_multiple_of(4) || !(upto.is_multiple_of(4) || rows.end == self.len) {
            return self.pick(&mut { rows }, all);
        }
        let bits = self.bits[from / 4..upto.div_ceil(4)].to_vec();
        Self { len: rows.len(), form: self.form.clone(), bits, ..*self }
    }
    fn cmp_rows(&self, a: usize, b: usize) -> std::cmp::Ordering {
        self.words(a).cmp(self.words(b))
    }
    fn heap_bytes(&self) -> usize {
        self.bits.capacity() * 32
    }
}

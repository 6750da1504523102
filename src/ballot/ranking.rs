//! Rankings: entries in tiers, best first; those not named come after all the named.
use super::{ABSENT, Ballot, BallotError, Columns, Kind, Rows, check_entry, check_most, check_slate, sealed};
use crate::id::{EntryIx, EntrySet};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Tiers of entries, best first. Entries not named stand below all that are; a rule says what it makes of
/// that. No tier is a blank ballot.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ranking(#[serde(deserialize_with = "super::checked::tiers")] pub Vec<EntrySet>);
impl Ranking {
    /// One entry a tier.
    pub fn strict(order: impl IntoIterator<Item = u32>) -> Self {
        Self(order.into_iter().map(|e| EntrySet::from(EntryIx::new(e))).collect())
    }
    /// These tiers.
    pub fn tiers(tiers: impl IntoIterator<Item = EntrySet>) -> Self {
        Self(tiers.into_iter().collect())
    }
    /// The tiers, best first.
    pub fn iter(&self) -> std::slice::Iter<'_, EntrySet> {
        self.0.iter()
    }
}
impl<'a> IntoIterator for &'a Ranking {
    type Item = &'a EntrySet;
    type IntoIter = std::slice::Iter<'a, EntrySet>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
/// What a ranking may say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RankingForm {
    /// Refuse equal ranks (default: no).
    pub strict: bool,
    /// Most entries that one ballot may name (default: all).
    pub most: Option<u32>,
}
impl RankingForm {
    fn check_tier(&self, rank: usize, tier: &EntrySet, slate: usize) -> Result<(), BallotError> {
        match tier.last() {
            None => Err(BallotError::EmptyTier(rank + 1)),
            Some(_) if self.strict && tier.single().is_none() => Err(BallotError::EqualRanks(tier.clone())),
            Some(e) => check_entry(e, slate),
        }
    }
}
impl sealed::Sealed for Ranking {}
impl Ballot for Ranking {
    const KIND: Kind = Kind::Ranking;
    type Form = RankingForm;
    type Rows = RankRows;
    fn check(&self, form: &RankingForm, slate: usize) -> Result<(), BallotError> {
        let mut seen = EntrySet::EMPTY;
        for (rank, tier) in self.iter().enumerate() {
            form.check_tier(rank, tier, slate)?;
        }
        for e in self.iter().flat_map(EntrySet::iter) {
            if !seen.insert(e) {
                return Err(BallotError::Repeated(e));
            }
        }
        check_most(seen.len(), form.most)
    }
}

/// Rank columns. What all rows have in common is kept beside them, since kernels are twice as fast for it.
#[derive(Clone, Debug)]
pub struct RankRows {
    cols: Columns,
    form: RankingForm,
    strict: bool,
    complete: bool,
}
impl sealed::Sealed for RankRows {}
impl RankRows {
    /// No row has equal ranks.
    pub fn is_strict(&self) -> bool {
        self.strict
    }
    /// Every row names every entry.
    pub fn is_complete(&self) -> bool {
        self.complete
    }
    pub(crate) fn cols(&self) -> &Columns {
        &self.cols
    }
    /// The tier that a row puts `e` in, from 0 for the best; `None` if the row does not name it.
    pub fn rank(&self, row: usize, e: EntryIx) -> Option<u16> {
        (e.ix() < self.cols.width()).then(|| self.cols.get(row, e.ix())).flatten()
    }
    /// A strict order without building a [`Ranking`]: no allocation.
    pub fn push_order(&mut self, order: &[EntryIx]) -> Result<(), BallotError> {
        let slate = self.cols.width();
        check_most(order.len(), self.form.most)?;
        let row = self.cols.row();
        for (rank, e) in order.iter().enumerate() {
            place(row, *e, rank)?;
        }
        self.complete &= order.len() == slate;
        self.cols.commit();
        Ok(())
    }
    /// Tiers without building a [`Ranking`]: tier `k` is `named[ends[k - 1]..ends[k]]`, the first from 0, and
    /// names after the last end are not ranked. No allocation, unless it is refused.
    pub fn push_tiers(&mut self, named: &[EntryIx], ends: &[usize]) -> Result<(), BallotError> {
        let mut last = 0;
        for (rank, end) in ends.iter().enumerate() {
            let tier =
                named.get(last..*end).filter(|t| !t.is_empty()).ok_or(BallotError::EmptyTier(rank + 1))?;
            if self.form.strict && tier.len() > 1 {
                return Err(BallotError::EqualRanks(tier.iter().copied().collect()));
            }
            last = *end;
        }
        check_most(last, self.form.most)?;
        let row = self.cols.row();
        let mut rank = 0;
        for (i, e) in named[..last].iter().enumerate() {
            rank += usize::from(ends[rank] == i);
            place(row, *e, rank)?;
        }
        self.strict &= last == ends.len();
        self.complete &= last == self.cols.width();
        self.cols.commit();
        Ok(())
    }
}
fn place(row: &mut [u16], e: EntryIx, rank: usize) -> Result<(), BallotError> {
    check_entry(e, row.len())?;
    if row[e.ix()] != ABSENT {
        return Err(BallotError::Repeated(e));
    }
    // Each rank before it has an entry of its own, so it is below MAX_ENTRIES.
    row[e.ix()] = rank as u16;
    Ok(())
}
impl Rows for RankRows {
    type Ballot = Ranking;
    fn empty(entries: usize, form: &RankingForm) -> Result<Self, BallotError> {
        check_slate(entries)?;
        let largest = entries.saturating_sub(1) as u16;
        Ok(Self { cols: Columns::new(entries, largest), form: form.clone(), strict: true, complete: true })
    }
    fn len(&self) -> usize {
        self.cols.len()
    }
    fn push(&mut self, ballot: &Ranking) -> Result<(), BallotError> {
        for (rank, tier) in ballot.iter().enumerate() {
            self.form.check_tier(rank, tier, self.cols.width())?;
        }
        let named: usize = ballot.iter().map(EntrySet::len).sum();
        let row = self.cols.row();
        for (rank, tier) in ballot.iter().enumerate() {
            for e in tier.iter() {
                place(row, e, rank)?;
            }
        }
        check_most(named, self.form.most)?;
        self.strict &= named == ballot.0.len();
        self.complete &= named == self.cols.width();
        self.cols.commit();
        Ok(())
    }
    fn seal(&mut self) {
        self.cols.seal();
    }
    fn ballot(&self, row: usize) -> Ranking {
        let mut tiers: Vec<EntrySet> = vec![];
        for c in 0..self.cols.width() {
            if let Some(r) = self.cols.get(row, c) {
                let r = usize::from(r);
                if tiers.len() <= r {
                    tiers.resize(r + 1, EntrySet::EMPTY);
                }
                tiers[r].insert(EntryIx::from(c));
            }
        }
        Ranking(tiers)
    }
    fn append(&mut self, other: &Self) {
        self.strict &= other.strict;
        self.complete &= other.complete;
        self.cols.append(&other.cols);
    }
    /// Tiers that lose all their entries are closed up.
    fn pick(&self, rows: &mut dyn Iterator<Item = usize>, keep: &EntrySet) -> Self {
        let cols: Vec<usize> = keep.iter().map(EntryIx::ix).collect();
        let mut out = Self::empty(cols.len(), &self.form).expect("a part of a slate is shorter");
        let mut used: Vec<u16> = vec![];
        for r in rows {
            used.clear();
            used.extend(cols.iter().filter_map(|c| self.cols.get(r, *c)));
            used.sort_unstable();
            let given = used.len();
            used.dedup();
            out.strict &= used.len() == given;
            out.complete &= given == cols.len();
            for (x, c) in out.cols.row().iter_mut().zip(&cols) {
                if let Some(rank) = self.cols.get(r, *c) {
                    *x = used.partition_point(|u| *u < rank) as u16;
                }
            }
            out.cols.commit();
        }
        out.cols.seal();
        out
    }
    /// A part of strict rows is strict; of others it may be, which only a look at each row tells.
    fn cut(&self, rows: Range<usize>, all: &EntrySet) -> Self {
        match self.cols.cut(rows.clone()) {
            Some(cols) if self.strict => {
                let complete = self.complete || cols.is_full();
                Self { cols, form: self.form.clone(), strict: true, complete }
            }
            _ => self.pick(&mut { rows }, all),
        }
    }
    fn cmp_rows(&self, a: usize, b: usize) -> std::cmp::Ordering {
        self.cols.cmp_rows(a, b)
    }
    fn heap_bytes(&self) -> usize {
        self.cols.heap_bytes()
    }
}

//! Points: votes for or against entries, paid from a budget.
use super::checked::checked_form;
use super::sparse::Sparse;
use super::{Ballot, BallotError, Kind, Rows, check_entry, check_slate, new_places, sealed};
use crate::id::{EntryIx, EntrySet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most votes or utility that one ballot gives one entry: with the most weight of a profile,
/// [`MAX_WEIGHT`](crate::profile::MAX_WEIGHT) = 2^46, sums stay at or below 2^62 and fit 64 bits with sign.
pub const MAX_POINTS: u64 = 1 << 16;

/// Votes by entry. Zero votes are a mark that says nought; a missing entry was not spoken of.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Points(#[serde(deserialize_with = "super::checked::unique")] pub BTreeMap<EntryIx, i64>);
impl<const N: usize> From<[(u32, i64); N]> for Points {
    fn from(a: [(u32, i64); N]) -> Self {
        Self(a.into_iter().map(|(e, v)| (EntryIx::new(e), v)).collect())
    }
}
impl Points {
    /// Checks that no entry is named twice; the rest is checked when the ballot enters a profile.
    pub fn new(marks: impl IntoIterator<Item = (EntryIx, i64)>) -> Result<Self, BallotError> {
        super::once(marks).map(Self)
    }
    /// Entry and votes, in slate order.
    pub fn iter(&self) -> impl Iterator<Item = (EntryIx, i64)> + '_ {
        self.0.iter().map(|(e, v)| (*e, *v))
    }
}
/// What `v` votes on one entry cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cost {
    /// `|v|`
    #[default]
    Linear,
    /// `v * v`: quadratic voting.
    Quadratic,
}
impl Cost {
    /// The cost of `v` votes.
    pub fn of(self, votes: i64) -> u128 {
        let v = u128::from(votes.unsigned_abs());
        match self {
            Self::Linear => v,
            Self::Quadratic => v * v,
        }
    }
}
/// What a ballot of points may say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, remote = "Self")]
pub struct PointsForm {
    /// What a voter may spend, in credits, at most [`MAX_POINTS`] (default: 100).
    pub budget: u64,
    /// What votes cost (default: linear).
    pub cost: Cost,
    /// Whether votes against an entry are allowed (default: no).
    pub negative: bool,
    /// Most votes for or against one entry, at most [`MAX_POINTS`] (default: that).
    pub most: u64,
}
impl Default for PointsForm {
    fn default() -> Self {
        Self { budget: 100, cost: Cost::Linear, negative: false, most: MAX_POINTS }
    }
}
checked_form!(PointsForm, Self::check);
impl PointsForm {
    /// Checks the form.
    pub fn check(&self) -> Result<(), BallotError> {
        match self.budget.max(self.most) {
            got if got > MAX_POINTS => Err(BallotError::LimitTooHigh { got, most: MAX_POINTS }),
            _ => Ok(()),
        }
    }
}
impl sealed::Sealed for Points {}
impl Ballot for Points {
    const KIND: Kind = Kind::Points;
    type Form = PointsForm;
    type Rows = PointRows;
    fn check(&self, form: &PointsForm, slate: usize) -> Result<(), BallotError> {
        let mut spent = 0u128;
        for (entry, votes) in self.iter() {
            check_entry(entry, slate)?;
            if votes < 0 && !form.negative {
                return Err(BallotError::Negative { entry, votes });
            }
            if votes.unsigned_abs() > form.most {
                return Err(BallotError::TooManyVotes { entry, votes, most: form.most });
            }
            // At most 2^15 entries of 2^32 each.
            spent += form.cost.of(votes);
        }
        if spent > u128::from(form.budget) {
            return Err(BallotError::OverBudget { spent, budget: form.budget });
        }
        Ok(())
    }
}

/// By mark: 8 bytes a row and 6 a mark.
#[derive(Clone, Debug)]
pub struct PointRows {
    slate: usize,
    form: PointsForm,
    marks: Sparse<u16, i32>,
}
impl sealed::Sealed for PointRows {}
impl PointRows {
    /// The votes that a row gives `e`; `None` if it does not speak of `e`.
    pub fn votes(&self, row: usize, e: EntryIx) -> Option<i64> {
        self.marks.get(row, u16::try_from(e.ix()).ok()?).map(i64::from)
    }
    /// Entry and votes of a row, in slate order.
    pub fn marks(&self, row: usize) -> impl Iterator<Item = (EntryIx, i64)> + '_ {
        self.marks.row(row).map(|(e, v)| (EntryIx::new(u32::from(e)), i64::from(v)))
    }
}
impl Rows for PointRows {
    type Ballot = Points;
    fn empty(entries: usize, form: &PointsForm) -> Result<Self, BallotError> {
        check_slate(entries)?;
        form.check()?;
        Ok(Self { slate: entries, form: form.clone(), marks: Sparse::new() })
    }
    fn len(&self) -> usize {
        self.marks.len()
    }
    fn push(&mut self, ballot: &Points) -> Result<(), BallotError> {
        ballot.check(&self.form, self.slate)?;
        self.marks.push(ballot.iter().map(|(e, v)| (e.ix() as u16, v as i32)));
        Ok(())
    }
    fn seal(&mut self) {
        self.marks.seal();
    }
    fn ballot(&self, row: usize) -> Points {
        Points(self.marks(row).collect())
    }
    fn append(&mut self, other: &Self) {
        self.marks.append(&other.marks);
    }
    fn pick(&self, rows: &mut dyn Iterator<Item = usize>, keep: &EntrySet) -> Self {
        let to = new_places(self.slate, keep);
        let mut marks = Sparse::new();
        for r in rows {
            marks.push(self.marks.row(r).filter_map(|(e, v)| Some((to[usize::from(e)]?, v))));
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

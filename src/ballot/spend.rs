//! Spend: projects with costs, approved or valued.
use super::checked::checked_form;
use super::sparse::Sparse;
use super::{
    Ballot, BallotError, Kind, MAX_POINTS, Rows, check_entry, check_most, check_slate, new_places, sealed,
};
use crate::id::{EntryIx, EntrySet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Utility by entry; 1 is an approval. Utility 0 is a mark that says nought; a missing entry was not spoken of.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Spend(#[serde(deserialize_with = "super::checked::unique")] pub BTreeMap<EntryIx, u64>);
impl<const N: usize> From<[(u32, u64); N]> for Spend {
    fn from(a: [(u32, u64); N]) -> Self {
        Self(a.into_iter().map(|(e, u)| (EntryIx::new(e), u)).collect())
    }
}
impl Spend {
    /// Checks that no entry is named twice; the rest is checked when the ballot enters a profile.
    pub fn new(marks: impl IntoIterator<Item = (EntryIx, u64)>) -> Result<Self, BallotError> {
        super::once(marks).map(Self)
    }
    /// Approves of these: utility 1 each.
    pub fn approving(set: &EntrySet) -> Self {
        Self(set.iter().map(|e| (e, 1)).collect())
    }
    /// Entry and utility, in slate order.
    pub fn iter(&self) -> impl Iterator<Item = (EntryIx, u64)> + '_ {
        self.0.iter().map(|(e, u)| (*e, *u))
    }
}
/// What the projects cost, and what a ballot may say of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, remote = "Self")]
pub struct SpendForm {
    /// Cost of each entry in minor units of the pot's currency, in slate order.
    pub costs: Vec<u64>,
    /// Most entries that one ballot may name.
    pub most: Option<u32>,
    /// Most that the entries of one ballot may cost together, in minor units.
    pub most_cost: Option<u64>,
    /// Most utility for one entry, at most [`MAX_POINTS`] (which is the default).
    pub most_utility: Option<u64>,
    /// Most utility over all entries of one ballot.
    pub most_total: Option<u64>,
}
checked_form!(SpendForm, Self::check_limits);
impl SpendForm {
    /// These costs, no limits.
    pub fn with_costs(costs: impl IntoIterator<Item = u64>) -> Self {
        Self { costs: costs.into_iter().collect(), ..Self::default() }
    }
    fn most_utility(&self) -> u64 {
        self.most_utility.unwrap_or(MAX_POINTS)
    }
    fn check_limits(&self) -> Result<(), BallotError> {
        match self.most_utility() {
            got if got > MAX_POINTS => Err(BallotError::LimitTooHigh { got, most: MAX_POINTS }),
            _ => Ok(()),
        }
    }
    /// Checks the form for so many entries.
    pub fn check(&self, entries: usize) -> Result<(), BallotError> {
        if self.costs.len() != entries {
            return Err(BallotError::Costs { costs: self.costs.len(), slate: entries });
        }
        self.check_limits()
    }
}
impl sealed::Sealed for Spend {}
impl Ballot for Spend {
    const KIND: Kind = Kind::Spend;
    type Form = SpendForm;
    type Rows = SpendRows;
    fn check(&self, form: &SpendForm, slate: usize) -> Result<(), BallotError> {
        // At most 2^15 entries of 2^64 each.
        let (mut cost, mut sum) = (0u128, 0u128);
        for (entry, utility) in self.iter() {
            check_entry(entry, slate)?;
            let most = form.most_utility();
            if utility > most {
                return Err(BallotError::TooMuchUtility { entry, utility, most });
            }
            cost += u128::from(form.costs.get(entry.ix()).copied().unwrap_or_default());
            sum += u128::from(utility);
        }
        check_most(self.0.len(), form.most)?;
        match (form.most_cost, form.most_total) {
            (Some(most), _) if cost > u128::from(most) => Err(BallotError::OverCost { cost, most }),
            (_, Some(most)) if sum > u128::from(most) => Err(BallotError::OverUtility { sum, most }),
            _ => Ok(()),
        }
    }
    fn form_for(form: &SpendForm, keep: &EntrySet) -> SpendForm {
        let costs = keep.iter().filter_map(|e| form.costs.get(e.ix()).copied()).collect();
        SpendForm { costs, ..form.clone() }
    }
}

/// By mark: 8 bytes a row and 6 a mark.
#[derive(Clone, Debug)]
pub struct SpendRows {
    form: SpendForm,
    marks: Sparse<u16, u32>,
}
impl sealed::Sealed for SpendRows {}
impl SpendRows {
    /// The utility that a row gives `e`; `None` if it does not speak of `e`.
    pub fn utility(&self, row: usize, e: EntryIx) -> Option<u64> {
        self.marks.get(row, u16::try_from(e.ix()).ok()?).map(u64::from)
    }
    /// Entry and utility of a row, in slate order.
    pub fn marks(&self, row: usize) -> impl Iterator<Item = (EntryIx, u64)> + '_ {
        self.marks.row(row).map(|(e, u)| (EntryIx::new(u32::from(e)), u64::from(u)))
    }
}
impl Rows for SpendRows {
    type Ballot = Spend;
    fn empty(entries: usize, form: &SpendForm) -> Result<Self, BallotError> {
        check_slate(entries)?;
        form.check(entries)?;
        Ok(Self { form: form.clone(), marks: Sparse::new() })
    }
    fn len(&self) -> usize {
        self.marks.len()
    }
    fn push(&mut self, ballot: &Spend) -> Result<(), BallotError> {
        ballot.check(&self.form, self.form.costs.len())?;
        self.marks.push(ballot.iter().map(|(e, u)| (e.ix() as u16, u as u32)));
        Ok(())
    }
    fn seal(&mut self) {
        self.marks.seal();
    }
    fn ballot(&self, row: usize) -> Spend {
        Spend(self.marks(row).collect())
    }
    fn append(&mut self, other: &Self) {
        self.marks.append(&other.marks);
    }
    fn pick(&self, rows: &mut dyn Iterator<Item = usize>, keep: &EntrySet) -> Self {
        let to = new_places(self.form.costs.len(), keep);
        let mut marks = Sparse::new();
        for r in rows {
            marks.push(self.marks.row(r).filter_map(|(e, u)| Some((to[usize::from(e)]?, u))));
        }
        marks.seal();
        Self { form: Spend::form_for(&self.form, keep), marks }
    }
    fn cmp_rows(&self, a: usize, b: usize) -> std::cmp::Ordering {
        self.marks.cmp_rows(a, b)
    }
    fn heap_bytes(&self) -> usize {
        self.marks.heap_bytes()
    }
}

//! Choices: one entry, or blank.
use super::{Ballot, BallotError, Kind, Rows, check_entry, check_slate, new_places, sealed};
use crate::id::{EntryIx, EntrySet};
use serde::{Deserialize, Serialize};

/// One entry, or nobody: a blank ballot is cast and weighs, and names no one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Choice(pub Option<EntryIx>);
impl Choice {
    /// A ballot for nobody.
    pub const BLANK: Self = Self(None);
    /// A ballot for this entry.
    pub const fn of(e: EntryIx) -> Self {
        Self(Some(e))
    }
    /// The entry chosen, if any.
    pub const fn entry(self) -> Option<EntryIx> {
        self.0
    }
}
/// What a choice may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ChoiceForm {
    /// Whether a blank ballot is allowed (default: yes).
    pub blank: bool,
}
impl Default for ChoiceForm {
    fn default() -> Self {
        Self { blank: true }
    }
}
impl sealed::Sealed for Choice {}
impl Ballot for Choice {
    const KIND: Kind = Kind::Choice;
    type Form = ChoiceForm;
    type Rows = ChoiceRows;
    fn check(&self, form: &ChoiceForm, slate: usize) -> Result<(), BallotError> {
        match self.0 {
            Some(e) => check_entry(e, slate),
            None if form.blank => Ok(()),
            None => Err(BallotError::Blank),
        }
    }
}

/// Two bytes a row.
#[derive(Clone, Debug)]
pub struct ChoiceRows {
    slate: usize,
    form: ChoiceForm,
    chosen: Vec<u16>,
}
const BLANK: u16 = u16::MAX;
impl sealed::Sealed for ChoiceRows {}
impl ChoiceRows {
    /// The entry that a row chooses; `None` if it is blank.
    pub fn chosen(&self, row: usize) -> Option<EntryIx> {
        let x = self.chosen[row];
        (x != BLANK).then(|| EntryIx::new(u32::from(x)))
    }
}
impl Rows for ChoiceRows {
    type Ballot = Choice;
    fn empty(entries: usize, form: &ChoiceForm) -> Result<Self, BallotError> {
        check_slate(entries)?;
        Ok(Self { slate: entries, form: form.clone(), chosen: vec![] })
    }
    fn len(&self) -> usize {
        self.chosen.len()
    }
    fn push(&mut self, ballot: &Choice) -> Result<(), BallotError> {
        ballot.check(&self.form, self.slate)?;
        self.chosen.push(ballot.0.map_or(BLANK, |e| e.ix() as u16));
        Ok(())
    }
    fn seal(&mut self) {
        self.chosen.shrink_to_fit();
    }
    fn ballot(&self, row: usize) -> Choice {
        Choice(self.chosen(row))
    }
    fn append(&mut self, other: &Self) {
        self.chosen.extend_from_slice(&other.chosen);
    }
    /// A choice of an entry that is not kept becomes blank.
    fn pick(&self, rows: &mut dyn Iterator<Item = usize>, keep: &EntrySet) -> Self {
        let to = new_places(self.slate, keep);
        let chosen = rows.map(|r| self.chosen(r).and_then(|e| to[e.ix()]).unwrap_or(BLANK)).collect();
        Self { slate: keep.len(), form: self.form.clone(), chosen }
    }
    fn cut(&self, rows: std::ops::Range<usize>, _: &EntrySet) -> Self {
        Self { form: self.form.clone(), chosen: self.chosen[rows].to_vec(), ..*self }
    }
    fn cmp_rows(&self, a: usize, b: usize) -> std::cmp::Ordering {
        self.chosen(a).cmp(&self.chosen(b))
    }
    fn heap_bytes(&self) -> usize {
        self.chosen.capacity() * 2
    }
}

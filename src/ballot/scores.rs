//! Scores: levels of a stated scale; an entry may be left unrated.
use super::checked::checked_form;
use super::{ABSENT, Ballot, BallotError, Columns, Kind, Rows, check_entry, check_slate, sealed};
use crate::{
    id::{EntryIx, EntrySet},
    num::Exact,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Highest number that a level may have: columns hold 15 bits.
pub const MAX_LEVEL: u16 = 32_766;

/// Level numbers, not values: level `l` of a form is worth `lowest + l * step`. A missing entry is unrated,
/// which is not the same as a level whose value is zero.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Scores(#[serde(deserialize_with = "super::checked::unique")] pub BTreeMap<EntryIx, u16>);
impl<const N: usize> From<[(u32, u16); N]> for Scores {
    fn from(a: [(u32, u16); N]) -> Self {
        Self(a.into_iter().map(|(e, l)| (EntryIx::new(e), l)).collect())
    }
}
impl Scores {
    /// Checks that no entry is rated twice; the rest is checked when the ballot enters a profile.
    pub fn new(marks: impl IntoIterator<Item = (EntryIx, u16)>) -> Result<Self, BallotError> {
        super::once(marks).map(Self)
    }
    /// Entry and level, in slate order.
    pub fn iter(&self) -> impl Iterator<Item = (EntryIx, u16)> + '_ {
        self.0.iter().map(|(e, l)| (*e, *l))
    }
}
/// The scale: 0 to 10 by halves is `{lowest: 0, step: 1/2, top: 20}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, remote = "Self")]
pub struct ScoreForm {
    /// Value of level 0; may be negative.
    pub lowest: Exact,
    /// Difference between levels, above 0.
    pub step: Exact,
    /// Number of the highest level, at most [`MAX_LEVEL`].
    pub top: u16,
}
/// Whole numbers from 0 to 5.
impl Default for ScoreForm {
    fn default() -> Self {
        Self { lowest: Exact::ZERO, step: Exact::ONE, top: 5 }
    }
}
checked_form!(ScoreForm, Self::check);
impl ScoreForm {
    /// Checks the scale.
    pub fn check(&self) -> Result<(), BallotError> {
        if self.top > MAX_LEVEL {
            return Err(BallotError::ScaleTooFine { top: self.top, most: MAX_LEVEL });
        }
        if self.step <= Exact::ZERO {
            return Err(BallotError::ScaleStep(self.step.clone()));
        }
        Ok(())
    }
    /// What a level is worth.
    pub fn value(&self, level: u16) -> Exact {
        &self.lowest + &(&self.step * &Exact::from(u32::from(level)))
    }
    /// The level of a value.
    ///
    /// # Errors
    /// If the value is off the scale or between two steps; the error tells the nearest values.
    pub fn level_of(&self, value: &Exact) -> Result<u16, BallotError> {
        self.check()?;
        let highest = self.value(self.top);
        if *value < self.lowest || *value > highest {
            let (value, lowest) = (value.clone(), self.lowest.clone());
            return Err(BallotError::ScoreOffScale { value, lowest, highest });
        }
        let steps = &(value - &self.lowest) / &self.step;
        // Between 0 and `top`, by the check above.
        let level = steps.floor().expect("a level is small") as u16;
        if self.value(level) == *value {
            return Ok(level);
        }
        let (below, above) = (self.value(level), self.value(level + 1));
        Err(BallotError::ScoreBetweenSteps { value: value.clone(), below, above })
    }
    /// The level of a value in decimal (`-3.50`) or as a fraction (`9/2`). `NaN` and `inf` are refused.
    pub fn level_of_text(&self, text: &str) -> Result<u16, BallotError> {
        let value = Exact::decimal(text)
            .or_else(|_| text.parse())
            .map_err(|_| BallotError::NotANumber(text.chars().take(40).collect()))?;
        self.level_of(&value)
    }
}
impl sealed::Sealed for Scores {}
impl Ballot for Scores {
    const KIND: Kind = Kind::Scores;
    type Form = ScoreForm;
    type Rows = ScoreRows;
}

/// Level columns.
#[derive(Clone, Debug)]
pub struct ScoreRows {
    cols: Columns,
    form: ScoreForm,
}
impl sealed::Sealed for ScoreRows {}
impl ScoreRows {
    pub(crate) fn cols(&self) -> &Columns {
        &self.cols
    }
    /// The level that a row gives `e`; `None` if it does not rate `e`.
    pub fn level(&self, row: usize, e: EntryIx) -> Option<u16> {
        (e.ix() < self.cols.width()).then(|| self.cols.get(row, e.ix())).flatten()
    }
}
impl Rows for ScoreRows {
    type Ballot = Scores;
    fn empty(entries: usize, form: &ScoreForm) -> Result<Self, BallotError> {
        check_slate(entries)?;
        form.check()?;
        Ok(Self { cols: Columns::new(entries, form.top), form: form.clone() })
    }
    fn len(&self) -> usize {
        self.cols.len()
    }
    fn push(&mut self, ballot: &Scores) -> Result<(), BallotError> {
        let (slate, top) = (self.cols.width(), self.form.top);
        let row = self.cols.row();
        for (entry, level) in ballot.iter() {
            check_entry(entry, slate)?;
            if level > top {
                return Err(BallotError::OffScale { entry, level, top });
            }
            row[entry.ix()] = level;
        }
        self.cols.commit();
        Ok(())
    }
    fn seal(&mut self) {
        self.cols.seal();
    }
    fn ballot(&self, row: usize) -> Scores {
        let cols = 0..self.cols.width();
        Scores(cols.filter_map(|c| Some((EntryIx::from(c), self.cols.get(row, c)?))).collect())
    }
    fn append(&mut self, other: &Self) {
        self.cols.append(&other.cols);
    }
    fn pick(&self, rows: &mut dyn Iterator<Item = usize>, keep: &EntrySet) -> Self {
        Self { cols: self.cols.pick(rows, keep), form: self.form.clone() }
    }
    fn cmp_rows(&self, a: usize, b: usize) -> std::cmp::Ordering {
        self.cols.cmp_rows(a, b)
    }
    fn heap_bytes(&self) -> usize {
        self.cols.heap_bytes()
    }
}
impl Columns {
    /// These rows in this order, these columns only, sealed.
    pub(crate) fn pick(&self, rows: &mut dyn Iterator<Item = usize>, keep: &EntrySet) -> Self {
        let mut out = self.same_lanes(keep.len());
        for r in rows {
            for (x, e) in out.row().iter_mut().zip(keep.iter()) {
                *x = self.get(r, e.ix()).unwrap_or(ABSENT);
            }
            out.commit();
        }
        out.seal();
        out
    }
}

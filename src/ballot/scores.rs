//! Scores: levels of a stated scale; an entry may be left unrated.
use super::checked::checked_form;
use super::{
    ABSENT, Ballot, BallotError, Columns, Kind, Rows, check_entry, check_slate, sealed, sparse::Sparse,
};
use crate::{
    id::{EntryIx, EntrySet},
    num::Exact,
};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, cmp::Ordering, collections::BTreeMap, ops::Range};

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
    fn check_level(&self, entry: EntryIx, level: u16, slate: usize) -> Result<(), BallotError> {
        check_entry(entry, slate)?;
        if level > self.top {
            return Err(BallotError::OffScale { entry, level, top: self.top });
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
    fn check(&self, form: &ScoreForm, slate: usize) -> Result<(), BallotError> {
        self.iter().try_for_each(|(e, level)| form.check_level(e, level, slate))
    }
}

/// Columns of levels; of a long slate that is little filled, marks.
#[derive(Clone, Debug)]
pub struct ScoreRows {
    slate: usize,
    form: ScoreForm,
    levels: Levels,
}
#[derive(Clone, Debug)]
enum Levels {
    /// A byte an entry and row, two if there are more than 255 levels.
    Columns(Columns),
    /// 4 bytes a mark and 8 a row.
    Marks(Sparse<u16, u16>),
}
/// Shorter slates always have columns.
const LONG_SLATE: usize = 128;
/// Rows of a long slate stay marks if less than one in so many entries is rated: then they take half of the bytes of columns or
/// less, and counting them takes about as long.
const SPARSE_SHARE: usize = 8;
impl sealed::Sealed for ScoreRows {}
impl ScoreRows {
    /// The levels in columns, which are made of marks for kernels that need them.
    pub(crate) fn cols(&self) -> Cow<'_, Columns> {
        match &self.levels {
            Levels::Columns(cols) => Cow::Borrowed(cols),
            Levels::Marks(marks) => Cow::Owned(columns(marks, self.slate, &self.form)),
        }
    }
    /// Entry and level by row, if that is how they are kept.
    pub(crate) fn marks(&self) -> Option<&Sparse<u16, u16>> {
        if let Levels::Marks(marks) = &self.levels { Some(marks) } else { None }
    }
    /// The level that a row gives `e`; `None` if it does not rate `e`.
    pub fn level(&self, row: usize, e: EntryIx) -> Option<u16> {
        if e.ix() >= self.slate {
            return None;
        }
        match &self.levels {
            Levels::Columns(cols) => cols.get(row, e.ix()),
            Levels::Marks(marks) => marks.get(row, e.ix() as u16),
        }
    }
    fn rated(&self, row: usize) -> Vec<(u16, u16)> {
        match &self.levels {
            Levels::Columns(cols) => {
                (0..self.slate).filter_map(|c| Some((c as u16, cols.get(row, c)?))).collect()
            }
            Levels::Marks(marks) => marks.row(row).collect(),
        }
    }
    /// Levels without building [`Scores`]; the entries rise.
    pub(crate) fn push_levels(
        &mut self,
        rated: impl Iterator<Item = (u16, u16)> + Clone,
    ) -> Result<(), BallotError> {
        let top = self.form.top;
        let Levels::Columns(cols) = &mut self.levels else {
            rated
                .clone()
                .try_for_each(|(e, l)| self.form.check_level(usize::from(e).into(), l, self.slate))?;
            self.add(rated);
            return Ok(());
        };
        // One pass: a row counts only when it is committed.
        let row = cols.row();
        for (e, level) in rated {
            match row.get_mut(usize::from(e)) {
                Some(x) if level <= top => *x = level,
                _ => return self.form.check_level(usize::from(e).into(), level, self.slate),
            }
        }
        cols.commit();
        Ok(())
    }
    fn add(&mut self, rated: impl Iterator<Item = (u16, u16)>) {
        match &mut self.levels {
            Levels::Marks(marks) => marks.push(rated),
            Levels::Columns(cols) => {
                let row = cols.row();
                rated.for_each(|(e, l)| row[usize::from(e)] = l);
                cols.commit();
            }
        }
    }
    /// Without rows; of a long slate they begin as marks.
    fn without_rows(slate: usize, form: &ScoreForm) -> Self {
        let levels = if slate < LONG_SLATE {
            Levels::Columns(Columns::new(slate, form.top))
        } else {
            Levels::Marks(Sparse::new())
        };
        Self { slate, form: form.clone(), levels }
    }
}
fn columns(marks: &Sparse<u16, u16>, slate: usize, form: &ScoreForm) -> Columns {
    let mut cols = Columns::new(slate, form.top);
    for r in 0..marks.len() {
        let row = cols.row();
        marks.row(r).for_each(|(e, l)| row[usize::from(e)] = l);
        cols.commit();
    }
    cols.seal();
    cols
}
impl Rows for ScoreRows {
    type Ballot = Scores;
    fn empty(entries: usize, form: &ScoreForm) -> Result<Self, BallotError> {
        check_slate(entries)?;
        form.check()?;
        Ok(Self::without_rows(entries, form))
    }
    fn len(&self) -> usize {
        match &self.levels {
            Levels::Columns(cols) => cols.len(),
            Levels::Marks(marks) => marks.len(),
        }
    }
    fn push(&mut self, ballot: &Scores) -> Result<(), BallotError> {
        ballot.check(&self.form, self.slate)?;
        self.add(ballot.iter().map(|(e, l)| (e.ix() as u16, l)));
        Ok(())
    }
    fn seal(&mut self) {
        match &mut self.levels {
            Levels::Columns(cols) => cols.seal(),
            Levels::Marks(marks) if marks.marks() * SPARSE_SHARE < marks.len() * self.slate => marks.seal(),
            Levels::Marks(marks) => self.levels = Levels::Columns(columns(marks, self.slate, &self.form)),
        }
    }
    fn ballot(&self, row: usize) -> Scores {
        Scores(self.rated(row).into_iter().map(|(e, l)| (EntryIx::new(u32::from(e)), l)).collect())
    }
    fn append(&mut self, other: &Self) {
        match (&mut self.levels, &other.levels) {
            (Levels::Columns(a), Levels::Columns(b)) => a.append(b),
            (Levels::Marks(a), Levels::Marks(b)) => a.append(b),
            (Levels::Columns(a), Levels::Marks(b)) => a.append(&columns(b, self.slate, &self.form)),
            (Levels::Marks(_), Levels::Columns(_)) => {
                (0..other.len()).for_each(|r| self.add(other.rated(r).into_iter()));
                self.seal();
            }
        }
    }
    fn pick(&self, rows: &mut dyn Iterator<Item = usize>, keep: &EntrySet) -> Self {
        if let (Levels::Columns(cols), true) = (&self.levels, keep.len() < LONG_SLATE) {
            let levels = Levels::Columns(cols.pick(rows, keep));
            return Self { slate: keep.len(), form: self.form.clone(), levels };
        }
        let to = super::new_places(self.slate, keep);
        let mut out = Self::without_rows(keep.len(), &self.form);
        rows.for_each(|r| {
            out.add(self.rated(r).into_iter().filter_map(|(e, l)| Some((to[usize::from(e)]?, l))));
        });
        out.seal();
        out
    }
    fn cut(&self, rows: Range<usize>, all: &EntrySet) -> Self {
        let cols = if let Levels::Columns(cols) = &self.levels { cols.cut(rows.clone()) } else { None };
        match cols {
            Some(cols) => Self { levels: Levels::Columns(cols), form: self.form.clone(), ..*self },
            None => self.pick(&mut { rows }, all),
        }
    }
    /// Entry by entry, the unrated first, in either form.
    fn cmp_rows(&self, a: usize, b: usize) -> Ordering {
        let marks = match &self.levels {
            Levels::Columns(cols) => return cols.cmp_rows(a, b),
            Levels::Marks(marks) => marks,
        };
        let (mut x, mut y) = (marks.row(a), marks.row(b));
        loop {
            match (x.next(), y.next()) {
                (None, None) => return Ordering::Equal,
                (Some(_), None) => return Ordering::Greater,
                (None, Some(_)) => return Ordering::Less,
                (Some((e, l)), Some((f, k))) if (e, l) != (f, k) => return f.cmp(&e).then(l.cmp(&k)),
                _ => {}
            }
        }
    }
    fn heap_bytes(&self) -> usize {
        match &self.levels {
            Levels::Columns(cols) => cols.heap_bytes(),
            Levels::Marks(marks) => marks.heap_bytes(),
        }
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

//! CSV files by the names of their columns.
use crate::input;
use cocreate::{
    id::IdError,
    io::{ReadError, Sheet},
};
use std::{fmt::Display, path::Path, str::FromStr};

/// A row with its fields by column, as far as they are not empty.
pub(super) struct Row<'a, 'r> {
    file: &'a str,
    sheet: &'a Sheet<'r>,
}
impl Row<'_, '_> {
    /// The field of a column that is there.
    pub(super) fn at(&self, column: usize) -> &str {
        self.sheet.field(column)
    }
    /// Where a column's field stands, for messages.
    pub(super) fn place(&self, column: usize) -> String {
        format!("{}: {}", self.file, self.sheet.place(column))
    }
    /// A field, if the column is there and it is not empty.
    pub(super) fn get(&self, column: &str) -> Option<&str> {
        let i = self.sheet.columns().iter().position(|c| c == column)?;
        Some(self.sheet.field(i)).filter(|f| !f.is_empty())
    }
    /// The same as something else than text.
    pub(super) fn parse<T: FromStr<Err: Display>>(&self, column: &str) -> Result<Option<T>, String> {
        let value = |text: &str| text.parse().map_err(|e| self.wrong(column, e));
        self.get(column).map(value).transpose()
    }
    /// The same where there must be something.
    pub(super) fn need<T: FromStr<Err: Display>>(&self, column: &str) -> Result<T, String> {
        self.parse(column)?.ok_or_else(|| self.wrong(column, format!("expected something in `{column}`")))
    }
    /// Ids between `|`.
    pub(super) fn list<T: FromStr<Err = IdError>>(&self, column: &str) -> Result<Vec<T>, String> {
        let each = |text: &str| text.trim().parse().map_err(|e| self.wrong(column, e));
        self.get(column).map_or(Ok(vec![]), |text| text.split('|').map(each).collect())
    }
    pub(super) fn wrong(&self, column: &str, why: impl Display) -> String {
        let i = self.sheet.columns().iter().position(|c| c == column).unwrap_or_default();
        format!("{}: {why}", self.place(i))
    }
}

/// Calls `each` for every row, with what `header` made of the columns.
pub(super) fn rows<H>(
    path: &Path,
    header: impl FnOnce(&[String]) -> Result<H, String>,
    mut each: impl FnMut(&H, &Row<'_, '_>) -> Result<(), String>,
) -> Result<(), String> {
    let file = path.display().to_string();
    let fault = |e: ReadError| format!("{file}: {e}");
    let mut input = input::open(path)?;
    let mut sheet = Sheet::open(&mut *input).map_err(fault)?;
    let header = header(sheet.columns()).map_err(|e| format!("{file}: {e}"))?;
    while sheet.next_row().map_err(fault)? {
        each(&header, &Row { file: &file, sheet: &sheet })?;
    }
    Ok(())
}

//! A table of text with a header, for files that are no ballots: rosters, lists of entries.
use super::Table;
use crate::io::{Place, ReadError};
use std::{collections::BTreeSet, io::Read};

/// Rows of a CSV file whose header names the columns. Fields are trimmed; every row has as many as the header.
///
/// # Examples
/// ```
/// use cocreate::io::Sheet;
/// let mut file = "person,party\nann,north\n".as_bytes();
/// let mut sheet = Sheet::open(&mut file)?;
/// let party = sheet.columns().iter().position(|c| c == "party").unwrap();
/// assert!(sheet.next_row()?);
/// assert_eq!((sheet.field(party), sheet.place(party).to_string()), ("north", "line 2, column 5".to_owned()));
/// assert!(!sheet.next_row()?);
/// # Ok::<(), cocreate::io::ReadError>(())
/// ```
pub struct Sheet<'r> {
    table: Table<'r>,
    columns: Vec<String>,
}
impl std::fmt::Debug for Sheet<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheet").field("columns", &self.columns).finish_non_exhaustive()
    }
}
impl<'r> Sheet<'r> {
    /// Reads the header.
    ///
    /// # Errors
    /// If there is none, or two columns have one name.
    pub fn open(input: &'r mut dyn Read) -> Result<Self, ReadError> {
        let table = Table::open(input, "a header with the names of the columns")?;
        let mut columns: Vec<String> = vec![];
        let mut seen = BTreeSet::new();
        for i in 0..table.columns {
            let name = table.records.trimmed(i).to_owned();
            if name.is_empty() {
                return Err(table.records.expected(i, 0, "the name of a column"));
            }
            if !seen.insert(name.clone()) {
                return Err(table.records.expected(i, 0, "another name than a column before has"));
            }
            columns.push(name);
        }
        Ok(Self { table, columns })
    }
    /// The header.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }
    /// Reads the next row that is not empty; false at the end.
    ///
    /// # Errors
    /// If it has not as many fields as the header, or is not text.
    pub fn next_row(&mut self) -> Result<bool, ReadError> {
        self.table.next()
    }
    /// A field of the present row without blanks around it; empty beyond the last.
    pub fn field(&self, column: usize) -> &str {
        self.table.records.trimmed(column)
    }
    /// Where a field of the present row stands.
    pub fn place(&self, column: usize) -> Place {
        self.table.records.place(column, 0)
    }
}

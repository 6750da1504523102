//! What is wrong with a file, where, and what would be right.
use crate::ballot::BallotError;
use std::fmt;

/// A line and a column, both counted from 1; columns count characters, not bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: u64,
    /// Column in characters, from 1.
    pub column: u64,
}
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// A file that was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {fault}")]
#[non_exhaustive]
pub struct ReadError {
    /// Where reading stopped.
    pub at: Place,
    /// What is wrong there.
    pub fault: Fault,
}
impl ReadError {
    pub(crate) fn new(line: u64, column: u64, fault: Fault) -> Self {
        Self { at: Place { line, column }, fault }
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The bytes could not be had.
    #[error("reading failed: {0}")]
    Io(String),
    /// Not text.
    #[error("the bytes from here are not UTF-8; save the file as UTF-8")]
    NotUtf8,
    /// Something else should stand here.
    #[error("expected {wanted}, found {found}")]
    Expected {
        /// What would be right.
        wanted: String,
        /// What stands there, shortened.
        found: String,
    },
    /// The file ends too early.
    #[error("the file ends before {wanted}; it may have been cut")]
    Cut {
        /// What should follow.
        wanted: String,
    },
    /// A number too large for what it says.
    #[error("{found} is too large; at most {most} can be read here")]
    TooLarge {
        /// The digits, shortened.
        found: String,
        /// Largest number allowed.
        most: u64,
    },
    /// An entry's number that no entry has.
    #[error("entry number {found} does not exist; entries are numbered 1 to {entries}")]
    NoSuchNumber {
        /// The number.
        found: u64,
        /// Entries of the file.
        entries: usize,
    },
    /// A name that no entry has.
    #[error("no entry is called `{name}`; the names are listed on line {listed} and after")]
    NoSuchName {
        /// The name.
        name: String,
        /// Line where the list of names begins.
        listed: u64,
    },
    /// Two entries, one name.
    #[error(
        "entry `{name}` has the same name as the entry on line {first}, column {column}; names must differ"
    )]
    SameName {
        /// The name.
        name: String,
        /// Line of the first entry of that name; the error's own place is the second.
        first: u64,
        /// Column of the first entry of that name.
        column: u64,
    },
    /// Two entries, one number.
    #[error("number {number} was given to an entry on line {first} already; number each entry once")]
    SameNumber {
        /// The number.
        number: u64,
        /// Line of the first.
        first: u64,
    },
    /// One entry, two places on a ballot.
    #[error("entry {name} is on this ballot already; name it once")]
    Repeated {
        /// The entry's name, or its number where names come later in the file.
        name: String,
    },
    /// One voter, one entry, two values.
    #[error("voter `{voter}` gave a value to `{entry}` on line {first} already; keep one of the two")]
    MarkedTwice {
        /// The voter's id in the file.
        voter: String,
        /// The entry's name.
        entry: String,
        /// Line of the first value.
        first: u64,
    },
    /// A voter or a ballot that stood in the file before.
    #[error("{what} `{id}` stands on line {first} already; keep one of the two")]
    CameBefore {
        /// `voter` or `ballot`.
        what: &'static str,
        /// Its id in the file.
        id: String,
        /// Line where it stood first.
        first: u64,
    },
    /// The header promises something else than the file holds.
    #[error("the header says {said} {what}, the file has {found}; it may have been cut")]
    Promise {
        /// What was counted.
        what: &'static str,
        /// By the header.
        said: u64,
        /// In the file.
        found: u64,
    },
    /// A ballot that its kind refuses.
    #[error("ballot refused: {0}")]
    Ballot(#[source] BallotError),
    /// More entries than a slate holds.
    #[error("more than {most} entries; a poll has at most so many")]
    TooManyEntries {
        /// [`MAX_ENTRIES`](crate::id::MAX_ENTRIES).
        most: usize,
    },
    /// A table of ballots by entries out of proportion to the file.
    #[error(
        "{ballots} ballots of {entries} entries need a table of more than {most} cells, too many for a file of {bytes} bytes; raise the limit if the file is to be trusted"
    )]
    TooSparse {
        /// Ballots read so far.
        ballots: u64,
        /// Entries.
        entries: usize,
        /// Cells allowed for what was read.
        most: u64,
        /// Bytes read so far.
        bytes: u64,
    },
    /// A compressed file that grows out of proportion.
    #[error(
        "{packed} compressed bytes grew to more than {most}; raise the limit if the file is to be trusted"
    )]
    Inflates {
        /// Compressed bytes read.
        packed: u64,
        /// Bytes allowed for them.
        most: u64,
    },
    /// Values that need more levels than a scale has.
    #[error(
        "the values from {lowest} to {highest} need {levels} levels; a scale has at most {most}, round them"
    )]
    TooManyLevels {
        /// Least value.
        lowest: String,
        /// Greatest value.
        highest: String,
        /// Levels between them, with the step that they have in common.
        levels: String,
        /// Most levels of a scale.
        most: u64,
    },
    /// A part of the format that is not read.
    #[error("{0}")]
    Unsupported(String),
}

/// What stands at the head of `rest`, short enough for a message.
pub(super) fn shown(rest: &str) -> String {
    const MOST: usize = 40;
    let rest = rest.trim_end();
    if rest.is_empty() {
        return "the end of the line".into();
    }
    let mut cut = rest.char_indices().map(|(i, _)| i);
    match cut.nth(MOST) {
        Some(i) => format!("`{}...`", &rest[..i]),
        None => format!("`{rest}`"),
    }
}

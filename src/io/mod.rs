//! Files of ballots: one reader a format, errors with line and column, bounded memory.
//!
//! | format | extensions | ballots |
//! |---|---|---|
//! | [`Preflib`] | `.soc` `.soi` `.toc` `.toi` | rankings |
//! | [`Categories`] | `.cat` | scores by category |
//! | [`Blt`] | `.blt` | rankings |
//! | [`Pabulib`] | `.pb` | approvals, rankings, points or scores, with costs |
//! | [`Csv`] | `.csv` | by its header: rankings, scores, consents, pairs |
//! | [`Cvotes`] | `.cvotes` | rankings |
//!
//! A reader gives the ballots as the file has them; [`convert`] makes another kind of them.
//!
//! # Examples
//! ```
//! use cocreate::io::{Csv, Fault, Format, Limits};
//! let poll = Csv.read(&mut "count,rank1,rank2\n3,Ann,Bob | Cy\n".as_bytes(), &Limits::default())?;
//! assert_eq!((poll.entries.len(), poll.ballots.total_voters()), (3, 3));
//! assert_eq!(poll.notes[0].to_string(), "line 2: several entries in one rank (an overvote) were read as equal");
//! let twice = Csv.read(&mut "Ann,Bob,Ann\n1,2,3\n".as_bytes(), &Limits::default()).unwrap_err();
//! assert_eq!((twice.at.line, twice.at.column), (1, 9));
//! assert!(matches!(twice.fault, Fault::SameName { first: 1, .. }));
//! # Ok::<(), cocreate::io::ReadError>(())
//! ```
mod blt;
pub mod convert;
mod csv;
mod cursor;
mod cvotes;
mod error;
#[cfg(feature = "cli")]
mod gzip;
mod ids;
mod limits;
mod lines;
mod marks;
mod names;
mod notes;
mod pabulib;
mod poll;
mod preflib;
mod ranked;
mod record;

pub use blt::Blt;
pub use convert::{Convert, ConvertError, EqualRanks};
pub use csv::{Csv, RankLimits, Sheet};
pub use cvotes::Cvotes;
pub use error::{Fault, Place, ReadError};
#[cfg(feature = "cli")]
pub use gzip::Gunzip;
pub use limits::Limits;
pub use notes::Note;
pub use pabulib::Pabulib;
pub use poll::{Costs, Poll};
pub use preflib::{Categories, Preflib};

use std::{fmt::Debug, io::Read};

/// A format of files of ballots. An app may add its own.
pub trait Format: Debug + Send + Sync {
    /// Its name on the command line.
    fn id(&self) -> &'static str;
    /// Extensions of its files, without the dot, in lower case.
    fn extensions(&self) -> &'static [&'static str];
    /// Reads a whole file as a stream.
    ///
    /// # Errors
    /// At the first thing that is wrong, with its line and column and what would be right. No input makes a
    /// reader panic, nor allocate beyond `limits`.
    fn read(&self, input: &mut dyn Read, limits: &Limits) -> Result<Poll, ReadError>;
}

/// The formats of this crate.
pub const FORMATS: &[&dyn Format] = &[&Preflib, &Categories, &Blt, &Pabulib, &Csv, &Cvotes];

/// The format of that name or extension.
pub fn format(name: &str) -> Option<&'static dyn Format> {
    let name = name.to_ascii_lowercase();
    FORMATS.iter().copied().find(|f| f.id() == name || f.extensions().contains(&name.as_str()))
}

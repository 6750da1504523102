//! Why the log on disk cannot do what is asked.
use crate::{audit::Tampered, contest::EVENT_FORMAT};

/// Why the log on disk cannot do what is asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Events between this one and the last are missing.
    #[error("event {got} leaves a gap: the next one is event {want}")]
    Gap {
        /// The number of the next event.
        want: u64,
        /// The number of this one.
        got: u64,
    },
    /// There is an event with this number already.
    #[error("event {seq} is in the log already: the next one is event {want}")]
    Duplicate {
        /// The number.
        seq: u64,
        /// The number of the next event.
        want: u64,
    },
    /// The event is of a newer version.
    #[error("event {seq} has format {format}; this version knows up to {EVENT_FORMAT}")]
    Newer {
        /// Which.
        seq: u64,
        /// Its format.
        format: u32,
    },
    /// The file holds the log of another contest, or of another plan.
    #[error("the file holds a log that begins with {have}; this contest and plan begin with {want}")]
    OtherContest {
        /// The genesis that was asked for.
        want: String,
        /// The genesis in the file.
        have: String,
    },
    /// What lies on disk is not what was written.
    #[error("the log is damaged at event {seq}: {cause}")]
    Damaged {
        /// Where.
        seq: u64,
        /// How.
        cause: String,
    },
    /// The log was tampered with.
    #[error(transparent)]
    Tampered(Tampered),
    /// The file or the disk.
    #[error("the log's file: {0}")]
    File(#[source] Box<redb::Error>),
}
macro_rules! file { ($($e:ident),*) => { $(
    impl From<redb::$e> for StoreError {
        fn from(e: redb::$e) -> Self {
            Self::File(Box::new(e.into()))
        }
    }
)* } }
file!(DatabaseError, TransactionError, TableError, StorageError, CommitError);

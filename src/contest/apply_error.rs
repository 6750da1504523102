//! Why an event of a log cannot be applied.
use super::Refusal;

/// Why an event of a log cannot be applied: it did not come from this contest's state.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ApplyError {
    /// Written by a later version, or by none.
    #[error("event {seq} has format {got}; this version reads 1 to {newest}")]
    Newer {
        /// Which event.
        seq: u64,
        /// Its format.
        got: u32,
        /// The newest.
        newest: u32,
    },
    /// Not the next one.
    #[error("event {got} where event {next} is next")]
    Sequence {
        /// Its number.
        got: u64,
        /// The number that is next.
        next: u64,
    },
    /// Not possible in this state.
    #[error("event {seq}: {cause}")]
    Refused {
        /// Which event.
        seq: u64,
        /// Why.
        cause: Box<Refusal>,
    },
    /// It lacks, or has too much of, what was found when it was accepted.
    #[error("event {seq} {what}")]
    Finding {
        /// Which event.
        seq: u64,
        /// What is wrong with it.
        what: String,
    },
}

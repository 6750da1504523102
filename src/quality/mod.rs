//! How good judges and workers are: agreement, marks of a panel, labels of a crowd.
//!
//! Plain functions on exact numbers, for reports and for weights; judges, workers, entries and tasks are numbered from 0.
//! Nothing here acts on anybody by itself.
use crate::num::Exact;

pub mod agreement;
pub mod calibrate;
pub mod career;
pub mod connected;
pub mod dawid_skene;
pub mod glad;
pub mod groups;
pub mod labels;
pub mod mace;
pub mod panel;
pub mod progress;
#[cfg(test)]
mod sample;

/// Most marks, labels or votes that are looked at together.
pub const MAX_MARKS: usize = 10_000_000;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QualityError {
    /// Too many, too few or unequally many of something.
    #[error("{got} {what}; {want}")]
    Number {
        /// Of what.
        what: &'static str,
        /// How many there are.
        got: usize,
        /// What would be right.
        want: &'static str,
    },
    /// A number out of range.
    #[error("{field} at place {at} is {value}; {want}")]
    Range {
        /// Which number.
        field: &'static str,
        /// Where.
        at: usize,
        /// The number.
        value: Exact,
        /// What would be right.
        want: &'static str,
    },
    /// Something that is said twice or of somebody who is not there.
    #[error("{what} at place {at} is {value}; each is below {below} and stands once")]
    Place {
        /// What.
        what: &'static str,
        /// Where.
        at: usize,
        /// What stands there.
        value: usize,
        /// How many there are.
        below: usize,
    },
    /// An estimate that has not settled.
    #[error("the estimate has not settled after {rounds} rounds")]
    NotSettled {
        /// After how many rounds.
        rounds: usize,
    },
}

/// The nearest number with nine decimals.
#[allow(clippy::float_arithmetic, reason = "where an estimate ends")]
fn grid(x: f64) -> Exact {
    // Estimates here are chances and marks, far below what fits.
    Exact::ratio(libm::round(x * 1e9) as i128, 1_000_000_000).unwrap_or_default()
}
fn some(what: &'static str, got: usize) -> Result<(), QualityError> {
    if got == 0 || got > MAX_MARKS {
        return Err(QualityError::Number { what, got, want: "there are 1 to 10,000,000" });
    }
    Ok(())
}
/// The mean of some numbers.
fn mean<'a>(all: impl ExactSizeIterator<Item = &'a Exact>) -> Exact {
    let n = Exact::from(all.len());
    all.sum::<Exact>().checked_div(&n).unwrap_or_default()
}

//! Gates that an entry passes or not, as plain values and functions: milestones in time, sign-off, comment periods, conviction, boosts.
//!
//! They need more than a count of votes (days, chains, stakes), so an app asks them and tells the contest what came of it.
mod boost;
mod conviction;
mod final_comment;
mod milestones;
mod sign_off;
pub use boost::Boost;
pub use conviction::{Conviction, Needed};
pub use final_comment::{FinalComment, Review};
pub use milestones::{Extend, Milestone, Milestones, Progress};
pub use sign_off::{Blocked, SignOff};

use crate::num::Exact;

/// Why a gate cannot be asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field} is {value}; {want}")]
pub struct GateError {
    /// Which number.
    pub field: &'static str,
    /// The number.
    pub value: Exact,
    /// What would be right.
    pub want: &'static str,
}
fn bad(field: &'static str, value: impl Into<Exact>, want: &'static str) -> GateError {
    GateError { field, value: value.into(), want }
}
fn share(field: &'static str, x: &Exact) -> Result<(), GateError> {
    if x.is_negative() || *x > Exact::ONE { Err(bad(field, x.clone(), "it is from 0 to 1")) } else { Ok(()) }
}

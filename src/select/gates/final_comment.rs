//! The final comment period: it starts when nearly all reviewers have looked and nobody has an open concern.
use super::{GateError, bad};
use serde::{Deserialize, Serialize};

/// When a proposal enters its final comment period.
///
/// # References
/// rfcbot of the Rust project: no open concern, fewer than 3 outstanding reviews and fewer than those done; then 10 days.
///
/// # Examples
/// ```
/// use cocreate::select::gates::{FinalComment, Review};
/// let starts = |reviewed, outstanding, concerns| {
///     FinalComment::default().starts(&Review { reviewed, outstanding, concerns }).unwrap()
/// };
/// assert!(starts(5, 2, 0) && starts(2, 1, 0));
/// assert!(!starts(4, 3, 0) && !starts(6, 1, 1) && !starts(1, 1, 0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FinalComment {
    /// Fewer than so many reviews may be outstanding, at least 1.
    pub outstanding_below: u64,
    /// How many days it lasts.
    pub days: u32,
}
impl Default for FinalComment {
    fn default() -> Self {
        Self { outstanding_below: 3, days: 10 }
    }
}
/// Where the review of a proposal stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Reviewers who have looked and agree.
    pub reviewed: u64,
    /// Reviewers who have not.
    pub outstanding: u64,
    /// Concerns that are not resolved.
    pub concerns: u64,
}
impl FinalComment {
    /// Whether it starts.
    ///
    /// # Errors
    /// If no number of outstanding reviews is below the limit.
    pub fn starts(&self, r: &Review) -> Result<bool, GateError> {
        if self.outstanding_below == 0 {
            return Err(bad("the limit of outstanding reviews", 0u32, "it is at least 1"));
        }
        Ok(r.concerns == 0 && r.outstanding < r.reviewed && r.outstanding < self.outstanding_below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn nobody_has_looked() {
        assert!(!FinalComment::default().starts(&Review::default()).unwrap());
        let none = FinalComment { outstanding_below: 0, ..FinalComment::default() };
        assert!(none.starts(&Review::default()).is_err());
    }
}

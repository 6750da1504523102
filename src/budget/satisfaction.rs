//! What a purchase is worth to those who support it.
use crate::num::Exact;
use serde::{Deserialize, Serialize};

/// What a bought entry is worth to a supporter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Satisfaction {
    /// Its cost: money spent on what one supports.
    #[default]
    Cost,
    /// One, whatever it costs.
    Cardinality,
    /// The utility that the ballot states.
    Utility,
}
impl Satisfaction {
    /// By which number a ballot's stated utility, or the 1 of mere support, is multiplied.
    pub(super) fn factor(self, cost: u64) -> Exact {
        if self == Self::Cost { Exact::from(cost) } else { Exact::ONE }
    }
    /// Whether ballots count by their stated utility.
    pub(super) fn is_stated(self) -> bool {
        self == Self::Utility
    }
}

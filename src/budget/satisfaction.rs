//! What a purchase is worth to those who support it.
use super::By;
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
    /// The square root of its cost. Rates are compared by their squares, so that no root is taken.
    CostSqrt,
    /// The utility that the ballot states.
    Utility,
}
impl Satisfaction {
    /// What is paid for a unit of worth, or for `cost-sqrt` its square: a price that is larger has a larger rate.
    pub(super) fn rate(self, paid: &Exact, cost: u64) -> Exact {
        match self {
            Self::Cost => paid / &Exact::from(cost),
            Self::CostSqrt => paid * paid / Exact::from(cost),
            Self::Cardinality | Self::Utility => paid.clone(),
        }
    }
    /// Whether ballots count by their stated utility.
    pub(super) fn is_stated(self) -> bool {
        self == Self::Utility
    }
    /// What greedy completion goes by: the worth to all for the money.
    pub(super) const fn greedily(self) -> By {
        match self {
            Self::Cost => By::Votes,
            Self::CostSqrt => By::VotesPerRootCost,
            Self::Cardinality | Self::Utility => By::VotesPerCost,
        }
    }
}

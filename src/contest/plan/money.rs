//! Pots of money and how they are given.
use crate::{
    count::RuleSpec,
    id::{CategoryId, PotId},
    num::{Amount, Currency},
    reward::TeamSplit,
};
use serde::{Deserialize, Serialize};

/// A pot: whole minor units of one currency, and the rule by which they are given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PotPlan {
    /// Its id.
    pub pot: PotId,
    /// `"EUR"`, or an own unit `{ code = "POINT", exponent = 0 }`.
    pub currency: Currency,
    /// In minor units.
    pub amount: Amount,
    /// The rule of reward.
    pub reward: RuleSpec,
    /// Only entries of this category share in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    /// The pot's amounts inside of a team.
    #[serde(default)]
    pub team: TeamSplit,
    /// The poll whose scores the rule sees; default the last round's first poll.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scores_of: Option<crate::id::PollId>,
}

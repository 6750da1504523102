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
    /// How the pot is given when nobody wins: it is guaranteed. Left out, all of it then goes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unawarded: Option<Unawarded>,
}
/// How a guaranteed pot is given when the contest fails or is cancelled.
///
/// It goes to the finalists, all level: the entries that went on into the last round, where that has begun and is not the first. Without
/// finalists it goes to all entries that stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unawarded {
    /// The rule by which they share; default `equal-split`.
    #[serde(default = "equal_split")]
    pub reward: RuleSpec,
    /// From when on the pot is guaranteed. Before, all of it goes back: the time in which the host has a refund.
    #[serde(default)]
    pub from: Guaranteed,
    /// A figure of the plan: without finalists only entries share whose figure is above nought (how often the designer has won).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<String>,
}
fn equal_split() -> RuleSpec {
    RuleSpec::new("equal-split")
}
/// From when on a pot is guaranteed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Guaranteed {
    /// As soon as ballots come in.
    #[default]
    Balloting,
    /// As soon as ballots of the last round come in.
    FinalRound,
}

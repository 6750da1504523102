//! How much each voter counts: from a roster to exact weights, with every lost weight and its reason.
use crate::count::About;
use crate::id::{PartyId, PersonId};
use crate::num::Exact;
use serde::{Deserialize, Serialize};
use std::fmt::Debug;

pub mod capped_shares;
pub mod catalogue;
pub mod decay;
pub mod delegation;
pub mod eigentrust;
pub mod equal;
mod graph;
mod grid;
pub mod lock_conviction;
pub mod pagerank;
#[cfg(test)]
mod sample;
pub mod shares;
pub use capped_shares::{Cap, CappedShares, Excess};
pub use decay::Decay;
pub use delegation::{End, Flow, LiquidDelegation, follow};
pub use eigentrust::EigenTrust;
pub use equal::Equal;
pub use lock_conviction::{LockConviction, LockStep};
pub use pagerank::PageRank;
pub use shares::{MissingShare, ShareOf, Shares};

/// A rule of weights.
pub trait WeightRule: Debug + Send + Sync {
    /// Names, literature, parameters.
    fn about(&self) -> About;
    /// The weight of every member.
    ///
    /// # Errors
    /// If the members or their delegations cannot be. [`weigh`] checks what it answers.
    fn weigh(&self, electorate: &Electorate<'_>) -> Result<Weights, WeighError>;
    /// Whether it asks how old what members bring along is: in a contest the ballot, in whole days since it last changed.
    fn asks_ages(&self) -> bool {
        false
    }
}

/// Somebody who may vote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// The party that they vote for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    /// Their own share, in any unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Exact>,
    /// Whether they voted themselves, which suspends their delegation.
    #[serde(default)]
    pub voted: bool,
    /// For how many periods their share is locked, where weight goes by locks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locked: Option<u32>,
    /// How old what they bring along is, in any unit of time, where weight decays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age: Option<Exact>,
}
impl Member {
    /// A member without party, share or vote.
    pub fn new(person: PersonId) -> Self {
        Self { person, party: None, share: None, voted: false, locked: None, age: None }
    }
}
/// The share of a party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyShare {
    /// Which.
    pub party: PartyId,
    /// In any unit.
    pub share: Exact,
}
/// A member lets another vote with their weight.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delegation {
    /// Who gives.
    pub from: PersonId,
    /// Who gets.
    pub to: PersonId,
}

/// How much a member thinks of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trust {
    /// Who thinks.
    pub from: PersonId,
    /// Of whom.
    pub to: PersonId,
    /// How much, in any unit; may be below nought.
    pub amount: Exact,
}

/// What a rule of weights may see: a snapshot.
#[derive(Clone, Copy, Debug)]
pub struct Electorate<'a> {
    /// Everybody who may vote.
    pub members: &'a [Member],
    /// Parties and their shares.
    pub parties: &'a [PartyShare],
    /// Delegations that stand; one a member at most.
    pub delegations: &'a [Delegation],
    /// What members think of each other; one amount a pair at most.
    pub trust: &'a [Trust],
}

/// What each member counts, and what was lost or cut.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// One a member, in the order of the members; nought for those whose weight another uses or who have none.
    pub weights: Vec<Weighed>,
    /// Weight that nobody uses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<Lost>,
    /// Cycles of delegations in which nobody votes, each from its first member in the order of the members.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cycles: Vec<Vec<PersonId>>,
    /// Weight that a cap took, before it was shared again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub capped: Vec<Capped>,
    /// Where weights are rounded estimates: what a unit of weight may be off by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Exact>,
}
impl Weights {
    /// The sum of all weights.
    pub fn total(&self) -> Exact {
        self.weights.iter().map(|w| &w.weight).sum()
    }
}
/// A member and their weight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weighed {
    /// Who.
    pub person: PersonId,
    /// Not below nought.
    pub weight: Exact,
}
/// A weight that nobody uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lost {
    /// Whose.
    pub person: PersonId,
    /// How much.
    pub weight: Exact,
    /// Why.
    pub why: LostBy,
}
/// Why nobody uses a weight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
#[non_exhaustive]
pub enum LostBy {
    /// The delegation runs into a cycle in which nobody votes.
    Cycle {
        /// Index in [`Weights::cycles`].
        cycle: usize,
    },
    /// The delegation ends at somebody who neither voted nor delegated.
    DeadEnd {
        /// At whom.
        at: PersonId,
    },
}
/// A weight that was cut to the cap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capped {
    /// Whose.
    pub person: PersonId,
    /// Before.
    pub from: Exact,
    /// After.
    pub to: Exact,
}

/// Why weights cannot be found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WeighError {
    /// A member stands twice on the roster.
    #[error("`{0}` is on the roster twice")]
    Twice(PersonId),
    /// A share is needed and missing.
    #[error("`{0}` has no share; the rule needs one of every member")]
    NoShare(PersonId),
    /// A party is needed and missing.
    #[error("`{person}` {}", match party { Some(p) => format!("acts for `{p}`, which has no share"), None => "acts for no party".to_owned() })]
    NoParty {
        /// Who.
        person: PersonId,
        /// The party without a share, if any.
        party: Option<PartyId>,
    },
    /// A party's share is given twice.
    #[error("the share of party `{0}` is given twice")]
    PartyTwice(PartyId),
    /// A share below nought.
    #[error("the share of `{of}` is {share}, below nought")]
    Negative {
        /// Person or party.
        of: String,
        /// Its share.
        share: Exact,
    },
    /// A delegation from or to somebody who is not on the roster.
    #[error("`{0}` is named in a delegation or in trust and is not on the roster")]
    Stranger(PersonId),
    /// A delegation to oneself.
    #[error("`{0}` delegates to themself")]
    Oneself(PersonId),
    /// Two delegations of one member.
    #[error("`{from}` delegates to `{first}` and to `{second}`; one at most")]
    TwoDelegates {
        /// Who.
        from: PersonId,
        /// The first.
        first: PersonId,
        /// The second.
        second: PersonId,
    },
    /// Something known of a member that is missing, or cannot be.
    #[error("`{person}`: {cause}")]
    Known {
        /// Who.
        person: PersonId,
        /// What is wrong and what would be right.
        cause: String,
    },
    /// Two amounts of trust of one member in another.
    #[error("`{from}` says twice how much they think of `{to}`; once at most")]
    TrustTwice {
        /// Who thinks.
        from: PersonId,
        /// Of whom.
        to: PersonId,
    },
    /// An estimate that has not settled.
    #[error("rule of weights `{rule}`: it has not settled after {rounds} rounds")]
    NotSettled {
        /// Its id.
        rule: String,
        /// After how many rounds.
        rounds: usize,
    },
    /// Parameters that contradict each other.
    #[error("rule of weights `{rule}`: {cause}")]
    Parameters {
        /// Its id.
        rule: String,
        /// What is wrong and what would be right.
        cause: String,
    },
    /// A rule that gives a weight to a stranger, leaves somebody out, or goes below nought.
    #[error("rule of weights `{rule}` is broken: {cause}")]
    BrokenRule {
        /// Its id.
        rule: String,
        /// How.
        cause: String,
    },
}

/// Applies a rule and checks its answer: one weight a member in their order, none below nought.
///
/// # Errors
/// What the rule says, a member who is listed twice, or a broken rule.
pub fn weigh(rule: &dyn WeightRule, electorate: &Electorate<'_>) -> Result<Weights, WeighError> {
    let mut ids: Vec<&PersonId> = electorate.members.iter().map(|m| &m.person).collect();
    ids.sort_unstable();
    if let Some(two) = ids.windows(2).find(|w| w[0] == w[1]) {
        return Err(WeighError::Twice(two[0].clone()));
    }
    let w = rule.weigh(electorate)?;
    let broken = |cause: String| WeighError::BrokenRule { rule: rule.about().id.to_owned(), cause };
    if w.weights.len() != electorate.members.len() {
        let (n, m) = (w.weights.len(), electorate.members.len());
        return Err(broken(format!("it gives {n} weights to {m} members")));
    }
    for (a, m) in w.weights.iter().zip(electorate.members) {
        if a.person != m.person {
            return Err(broken(format!("it speaks of `{}` at the place of `{}`", a.person, m.person)));
        }
        if a.weight.is_negative() {
            return Err(broken(format!("the weight of `{}` is {}, below nought", a.person, a.weight)));
        }
    }
    Ok(w)
}

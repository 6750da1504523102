//! What a count can answer: four forms, each with what one asks and what must be certain.
use super::{About, Budget, CountError, Halt, Outcome, Reason, Seats, Teller};
use crate::{
    id::{EntryIx, EntrySet},
    profile::Slate,
};
use serde::{Deserialize, Serialize};
use std::fmt::Debug;

pub(super) mod sealed {
    pub trait Sealed {}
}
/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Gives {
    /// Entries in tiers, best first.
    Standing,
    /// Exact chances.
    Lottery,
    /// What is bought.
    Funding,
    /// One verdict for each motion.
    Verdicts,
}
/// What a count is asked, of any form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Task {
    /// Of a standing.
    Seats(Seats),
    /// Of a funding.
    Budget(Budget),
    /// Nothing but the ballots: of a lottery or of verdicts.
    Plain,
}

/// The part of an answer that was asked for: tiers, best first; one tier where no order was asked.
///
/// Two ways of breaking ties agree if their winners are equal.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Winners(Vec<EntrySet>);
impl Winners {
    /// These tiers; empty ones are left out.
    pub fn of(tiers: impl IntoIterator<Item = EntrySet>) -> Self {
        Self(tiers.into_iter().filter(|t| !t.is_empty()).collect())
    }
    /// Best first.
    pub fn tiers(&self) -> &[EntrySet] {
        &self.0
    }
    /// All of them.
    pub fn set(&self) -> EntrySet {
        self.0.iter().fold(EntrySet::EMPTY, |a, t| a.union(t))
    }
    /// In order of tiers, within a tier in slate order.
    pub fn iter(&self) -> impl Iterator<Item = EntryIx> + '_ {
        self.0.iter().flat_map(EntrySet::iter)
    }
    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
impl From<EntrySet> for Winners {
    fn from(s: EntrySet) -> Self {
        Self::of([s])
    }
}

/// What of a draft can still be part of the winners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(hidden)]
pub enum Focus {
    /// The set of the first so many.
    Winners(usize),
    /// The first so many, in order.
    Places(usize),
    /// All of it.
    Whole,
}

/// A form of answer. Sealed: the forms are few and closed, rules are many and open.
pub trait Answer: sealed::Sealed + Clone + Debug + Eq + Serialize + Send + Sync + 'static {
    /// Which form.
    const GIVES: Gives;
    /// What is asked for: seats, a budget, or nothing.
    type Task: Clone + Debug + Eq + Serialize + Send + Sync + 'static;
    /// Whether this rule can be asked this, of this slate.
    fn admit(about: &About, task: &Self::Task, slate: &Slate) -> Result<(), CountError>;
    /// Of any task the one of this form.
    fn task(any: &Task) -> Option<Self::Task>;
    #[doc(hidden)]
    fn focus(task: &Self::Task) -> Focus;
    /// What a rule may not get wrong; the driver asks, and calls the rule broken.
    #[doc(hidden)]
    fn check(&self, task: &Self::Task, slate: &Slate) -> Result<(), String>;
    /// The driver's share of the work: ties that the definition leaves open but the task does not.
    #[doc(hidden)]
    fn settle(self, _task: &Self::Task, _teller: &mut Teller) -> Result<Self, Halt> {
        Ok(self)
    }
    /// What was asked for.
    fn winners(&self, task: &Self::Task) -> Winners;
    /// Whether two ways came to the same.
    #[doc(hidden)]
    fn agrees(&self, other: &Self, task: &Self::Task) -> bool {
        self.winners(task) == other.winners(task)
    }
    /// Only as much of the answer as the winners make certain: kept when ties were met that did not change them.
    #[doc(hidden)]
    fn certain(self, _task: &Self::Task) -> Self {
        self
    }
    /// Whether no ballots at all means that there is no result.
    #[doc(hidden)]
    fn needs_ballots() -> bool {
        true
    }
    /// The outcome of an answer on which all ways agree.
    #[doc(hidden)]
    fn outcome(&self, task: &Self::Task) -> Outcome {
        match self.winners(task) {
            w if w.is_empty() => Outcome::None { reason: self.why_nobody() },
            winners => Outcome::Decided { winners },
        }
    }
    /// Why nobody won.
    #[doc(hidden)]
    fn why_nobody(&self) -> Reason {
        Reason::NobodyQualified
    }
}

//! What is known of an entry beside its figures: who gave to it, who rated it, what it is built on.
use super::{Entrant, RewardError};
use crate::id::{EntryId, PersonId};
use crate::num::{Amount, Exact};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most gifts, marks and links that a rule looks at, over all entries.
pub const MAX_FACTS: usize = 5_000_000;

/// Gifts, marks and links of one entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Facts {
    /// Who gave money to it; several gifts of one person are added up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gifts: Vec<Gift>,
    /// Who rated it, each once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Rated>,
    /// Entries that it is built on, each once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub built_on: Vec<Basis>,
}
/// Money that a person gave to an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gift {
    /// Who.
    pub from: PersonId,
    /// How much, in the pot's minor units.
    pub amount: Amount,
}
/// A mark that a person gave to an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rated {
    /// By whom.
    pub by: PersonId,
    /// The mark, or an amount in minor units that the person would give.
    pub value: Exact,
}
/// An entry that another is built on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// Which.
    pub entry: EntryId,
    /// Its share in what flows back, in any unit, not below nought.
    pub share: Exact,
}
impl Facts {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.gifts.is_empty() && self.marks.is_empty() && self.built_on.is_empty()
    }
    /// Whether a person gave to the entry or rated it.
    pub(super) fn names(&self, p: &PersonId) -> bool {
        self.gifts.iter().any(|g| g.from == *p) || self.marks.iter().any(|m| m.by == *p)
    }
}
impl Entrant {
    /// What each person gave, by their names.
    ///
    /// # Errors
    /// If the sum of somebody is too large.
    pub(super) fn given(&self) -> Result<BTreeMap<&PersonId, Amount>, RewardError> {
        let mut sums: BTreeMap<&PersonId, Amount> = BTreeMap::new();
        for g in &self.facts.gifts {
            let sum = sums.entry(&g.from).or_default();
            *sum = sum.checked_add(g.amount).ok_or(crate::num::MoneyError::TooLarge)?;
        }
        Ok(sums)
    }
    /// What all gave together.
    pub(super) fn gifts(&self) -> Result<Amount, RewardError> {
        Amount::total(self.facts.gifts.iter().map(|g| g.amount))
            .ok_or(RewardError::Money(crate::num::MoneyError::TooLarge))
    }
    /// The marks, each person's once.
    ///
    /// # Errors
    /// If somebody rated twice.
    pub(super) fn marks(&self) -> Result<BTreeMap<&PersonId, &Exact>, RewardError> {
        let mut marks = BTreeMap::new();
        for m in &self.facts.marks {
            if marks.insert(&m.by, &m.value).is_some() {
                return Err(self.fact(format!("`{}` rated it twice; each person rates it once", m.by)));
            }
        }
        Ok(marks)
    }
    /// A whole number that is known of it.
    pub(super) fn figure(&self, name: &str) -> Result<Amount, RewardError> {
        let missing = || RewardError::NoFigure { entry: self.entry.clone(), figure: name.to_owned() };
        self.figures.get(name).copied().ok_or_else(missing)
    }
    pub(super) fn fact(&self, cause: String) -> RewardError {
        RewardError::Fact { entry: self.entry.clone(), cause }
    }
}

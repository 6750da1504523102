//! An answer of what is bought.
use super::{
    About, Answer, CountError, Gives, Task, Winners,
    answer::{Focus, sealed::Sealed},
};
use crate::{
    id::{EntryIx, EntrySet},
    profile::Slate,
};
use serde::{Deserialize, Serialize};

/// What a funding is asked for: at most `total` of minor units, at these costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// In minor units.
    pub total: u64,
    /// Of each entry, in slate order, in minor units.
    pub costs: Vec<u64>,
}
/// One thing bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purchase {
    /// What.
    pub entry: EntryIx,
    /// In minor units; less than it costs where a rule funds it in part.
    pub cost: u64,
}
/// What was bought, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Funding {
    bought: Vec<Purchase>,
}
impl Funding {
    /// What a rule bought, in order.
    pub fn of(bought: impl IntoIterator<Item = Purchase>) -> Self {
        Self { bought: bought.into_iter().collect() }
    }
    /// In order; in slate order where ties were met that changed the order only.
    pub fn bought(&self) -> &[Purchase] {
        &self.bought
    }
    /// What was bought.
    pub fn set(&self) -> EntrySet {
        self.bought.iter().map(|p| p.entry).collect()
    }
    /// In minor units.
    pub fn spent(&self) -> u64 {
        self.bought.iter().fold(0, |sum, p| sum.saturating_add(p.cost))
    }
}
impl Sealed for Funding {}
impl Answer for Funding {
    const GIVES: Gives = Gives::Funding;
    type Task = Budget;
    fn admit(about: &About, b: &Budget, slate: &Slate) -> Result<(), CountError> {
        if b.costs.len() != slate.len() {
            return Err(CountError::Costs { rule: about.id, got: b.costs.len(), entries: slate.len() });
        }
        // Rules add costs up; the sum fits, so no rule needs to check.
        b.costs
            .iter()
            .try_fold(b.total, |a, c| a.checked_add(*c))
            .map(|_| ())
            .ok_or(CountError::TooMuchMoney { rule: about.id })
    }
    fn task(any: &Task) -> Option<Budget> {
        if let Task::Budget(b) = any { Some(b.clone()) } else { None }
    }
    fn focus(_: &Budget) -> Focus {
        Focus::Whole
    }
    fn check(&self, b: &Budget, _: &Slate) -> Result<(), String> {
        for p in &self.bought {
            // A part of what it costs is allowed: some rules fund the last entry partly.
            if b.costs.get(p.entry.ix()).is_none_or(|cost| p.cost > *cost) {
                return Err(format!("bought entry {} at {}, which is more than its price", p.entry, p.cost));
            }
        }
        if self.set().len() != self.bought.len() {
            return Err("bought one entry twice".to_owned());
        }
        if self.spent() > b.total {
            return Err(format!("spent {} of a budget of {}", self.spent(), b.total));
        }
        Ok(())
    }
    fn winners(&self, _: &Budget) -> Winners {
        self.set().into()
    }
    fn certain(mut self, _: &Budget) -> Self {
        self.bought.sort_by_key(|p| p.entry);
        self
    }
    fn why_nobody(&self) -> super::Reason {
        super::Reason::Other { text: "nothing could be bought".into() }
    }
}

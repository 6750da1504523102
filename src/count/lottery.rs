//! An answer of exact chances.
use super::{
    About, Answer, CountError, Gives, Outcome, Task, Winners,
    answer::{Focus, sealed::Sealed},
};
use crate::{id::EntryIx, num::Exact, profile::Slate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Exact chances that add up to 1. Drawing from it is [`Lot::draw`](super::Lot::draw), with a published seed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Lottery(#[serde(deserialize_with = "crate::ballot::checked::unique")] BTreeMap<EntryIx, Exact>);
impl Lottery {
    /// Chances by entry; noughts are left out. Whether they add up to 1 is checked by the driver.
    pub fn of(chances: impl IntoIterator<Item = (EntryIx, Exact)>) -> Self {
        Self(chances.into_iter().filter(|(_, p)| !p.is_zero()).collect())
    }
    /// The chance of one entry.
    pub fn chance(&self, e: EntryIx) -> Exact {
        self.0.get(&e).cloned().unwrap_or(Exact::ZERO)
    }
    /// Those with a chance, in slate order.
    pub fn iter(&self) -> impl Iterator<Item = (EntryIx, &Exact)> {
        self.0.iter().map(|(e, p)| (*e, p))
    }
}
impl Sealed for Lottery {}
impl Answer for Lottery {
    const GIVES: Gives = Gives::Lottery;
    type Task = ();
    fn admit(_: &About, (): &(), _: &Slate) -> Result<(), CountError> {
        Ok(())
    }
    fn task(any: &Task) -> Option<()> {
        matches!(any, Task::Plain).then_some(())
    }
    fn focus((): &()) -> Focus {
        Focus::Whole
    }
    fn check(&self, (): &(), slate: &Slate) -> Result<(), String> {
        for (e, p) in &self.0 {
            if e.ix() >= slate.len() {
                return Err(format!("a chance for entry {e}, which is not on the slate of {}", slate.len()));
            }
            if p.is_negative() {
                return Err(format!("a negative chance for entry {e}"));
            }
        }
        let sum: Exact = self.0.values().sum();
        if sum == Exact::ONE { Ok(()) } else { Err(format!("chances add up to {sum}, not to 1")) }
    }
    fn winners(&self, (): &()) -> Winners {
        Winners::from(self.0.keys().copied().collect::<crate::id::EntrySet>())
    }
    fn agrees(&self, other: &Self, (): &()) -> bool {
        self == other
    }
    fn outcome(&self, (): &()) -> Outcome {
        Outcome::Lottery { p: self.clone() }
    }
}

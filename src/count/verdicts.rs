//! An answer of one verdict for each motion.
use super::{
    About, Answer, CountError, Gives, Reason, Task, Winners,
    answer::{Focus, sealed::Sealed},
};
use crate::{
    id::{EntryIx, EntrySet},
    profile::Slate,
};
use serde::{Deserialize, Serialize};

/// What became of a motion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Verdict {
    /// It passed.
    Carried,
    /// It did not reach what it needed.
    Failed,
    /// Somebody with the right to block did.
    Blocked,
    /// Too few took part.
    NoQuorum,
}
/// One verdict for each entry, in slate order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Verdicts(Vec<Verdict>);
impl Verdicts {
    /// A verdict for each entry of the slate.
    pub fn of(slate: &Slate, f: impl FnMut(EntryIx) -> Verdict) -> Self {
        Self(slate.iter().map(f).collect())
    }
    /// The verdict on one entry, if it is on the slate.
    pub fn on(&self, e: EntryIx) -> Option<Verdict> {
        self.0.get(e.ix()).copied()
    }
    /// All entries with this verdict.
    pub fn with(&self, v: Verdict) -> EntrySet {
        self.iter().filter(|(_, x)| *x == v).map(|(e, _)| e).collect()
    }
    /// In slate order.
    pub fn iter(&self) -> impl Iterator<Item = (EntryIx, Verdict)> + '_ {
        self.0.iter().enumerate().map(|(i, v)| (EntryIx::from(i), *v))
    }
}
impl Sealed for Verdicts {}
impl Answer for Verdicts {
    const GIVES: Gives = Gives::Verdicts;
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
        if self.0.len() == slate.len() {
            return Ok(());
        }
        Err(format!("{} verdicts for {} entries", self.0.len(), slate.len()))
    }
    fn winners(&self, (): &()) -> Winners {
        self.with(Verdict::Carried).into()
    }
    fn agrees(&self, other: &Self, (): &()) -> bool {
        self == other
    }
    /// Silence may carry a motion: that is the rule's to say.
    fn needs_ballots() -> bool {
        false
    }
    fn why_nobody(&self) -> Reason {
        Reason::NothingCarried
    }
}

//! The one list of built-in rules of selection.
use super::{
    CombinedScores, Conviction, CrowdThenJury, EveryGate, HostPick, MajorityVote, PerCategory,
    ScoreThreshold, SelectionRule, TopK,
};
use crate::count::{About, Entry, Plug, Registry};
use serde::{Serialize, de::DeserializeOwned};

impl<R> Plug<Box<dyn SelectionRule>> for R
where
    R: SelectionRule + Default + Serialize + DeserializeOwned + 'static,
{
    fn about(&self) -> About {
        SelectionRule::about(self)
    }
    fn plug(self) -> Box<dyn SelectionRule> {
        Box::new(self)
    }
}

/// One line a rule, in order of ids.
pub static SELECTION: &[Entry<Box<dyn SelectionRule>>] = &[
    Entry::of::<CombinedScores>(),
    Entry::of::<Conviction>(),
    Entry::of::<CrowdThenJury>(),
    Entry::of::<EveryGate>(),
    Entry::of::<HostPick>(),
    Entry::of::<MajorityVote>(),
    Entry::of::<PerCategory>(),
    Entry::of::<ScoreThreshold>(),
    Entry::of::<TopK>(),
];

/// All of them by name; an app adds its own with [`Registry::add`].
///
/// # Panics
/// Never: a guard test shows that names are not taken twice.
pub fn registry() -> Registry<Box<dyn SelectionRule>> {
    Registry::of(SELECTION).expect("built-in names are distinct")
}

//! The one list of built-in rules of weights.
use super::{
    CappedShares, Decay, EigenTrust, Equal, LiquidDelegation, LockConviction, PageRank, Shares, WeightRule,
};
use crate::count::{About, Entry, Plug, Registry};
use serde::{Serialize, de::DeserializeOwned};

impl<R> Plug<Box<dyn WeightRule>> for R
where
    R: WeightRule + Default + Serialize + DeserializeOwned + 'static,
{
    fn about(&self) -> About {
        WeightRule::about(self)
    }
    fn plug(self) -> Box<dyn WeightRule> {
        Box::new(self)
    }
}

/// One line a rule, in order of ids.
pub static WEIGHTS: &[Entry<Box<dyn WeightRule>>] = &[
    Entry::of::<CappedShares>(),
    Entry::of::<Decay>(),
    Entry::of::<LiquidDelegation>(),
    Entry::of::<EigenTrust>(),
    Entry::of::<Equal>(),
    Entry::of::<LockConviction>(),
    Entry::of::<PageRank>(),
    Entry::of::<Shares>(),
];

/// All of them by name; an app adds its own with [`Registry::add`].
///
/// # Panics
/// Never: a guard test shows that names are not taken twice.
pub fn registry() -> Registry<Box<dyn WeightRule>> {
    Registry::of(WEIGHTS).expect("built-in names are distinct")
}

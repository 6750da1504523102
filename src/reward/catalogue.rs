//! The one list of built-in rules of reward.
use super::{
    Assurance, Bounty, Claims, DuplicatesDecay, EqualSplit, FairestRater, Grain, LatePenalty, Lineage,
    MedianFunding, MilestonePrize, PointsToMoney, PrizeLadder, Proportional, QuadraticFunding,
    ReliabilityBonus, RewardRule, Royalty, ShapleyValue, SponsorMatch, WinnerTakesAll,
};
use crate::count::{About, Entry, Plug, Registry};
use serde::{Serialize, de::DeserializeOwned};

impl<R> Plug<Box<dyn RewardRule>> for R
where
    R: RewardRule + Default + Serialize + DeserializeOwned + 'static,
{
    fn about(&self) -> About {
        RewardRule::about(self)
    }
    fn plug(self) -> Box<dyn RewardRule> {
        Box::new(self)
    }
}

/// One line a rule, in order of ids.
pub static REWARD: &[Entry<Box<dyn RewardRule>>] = &[
    Entry::of::<Assurance>(),
    Entry::of::<Bounty>(),
    Entry::of::<Claims>(),
    Entry::of::<DuplicatesDecay>(),
    Entry::of::<EqualSplit>(),
    Entry::of::<FairestRater>(),
    Entry::of::<Grain>(),
    Entry::of::<LatePenalty>(),
    Entry::of::<Lineage>(),
    Entry::of::<MedianFunding>(),
    Entry::of::<MilestonePrize>(),
    Entry::of::<PointsToMoney>(),
    Entry::of::<PrizeLadder>(),
    Entry::of::<Proportional>(),
    Entry::of::<QuadraticFunding>(),
    Entry::of::<ReliabilityBonus>(),
    Entry::of::<Royalty>(),
    Entry::of::<ShapleyValue>(),
    Entry::of::<SponsorMatch>(),
    Entry::of::<WinnerTakesAll>(),
];

/// All of them by name; an app adds its own with [`Registry::add`].
///
/// # Panics
/// Never: a guard test shows that names are not taken twice.
pub fn registry() -> Registry<Box<dyn RewardRule>> {
    Registry::of(REWARD).expect("built-in names are distinct")
}

//! The one list of built-in rules of admission.
use super::{
    AdmissionRule, AffiliationCap, ApportionedSeats, ClassBalance, ConflictOfInterest, DealtTasks,
    Designation, FairSortition, Invitation, Open, Presence, Qualification, StratifiedLottery, TrustLevel,
    VerifiableDraw,
};
use crate::count::{About, Entry, Plug, Registry};
use serde::{Serialize, de::DeserializeOwned};

impl<R> Plug<Box<dyn AdmissionRule>> for R
where
    R: AdmissionRule + Default + Serialize + DeserializeOwned + 'static,
{
    fn about(&self) -> About {
        AdmissionRule::about(self)
    }
    fn plug(self) -> Box<dyn AdmissionRule> {
        Box::new(self)
    }
}

/// One line a rule, in order of ids.
pub static ADMISSION: &[Entry<Box<dyn AdmissionRule>>] = &[
    Entry::of::<AffiliationCap>(),
    Entry::of::<ApportionedSeats>(),
    Entry::of::<ClassBalance>(),
    Entry::of::<ConflictOfInterest>(),
    Entry::of::<DealtTasks>(),
    Entry::of::<Designation>(),
    Entry::of::<FairSortition>(),
    Entry::of::<Invitation>(),
    Entry::of::<Open>(),
    Entry::of::<Presence>(),
    Entry::of::<Qualification>(),
    Entry::of::<StratifiedLottery>(),
    Entry::of::<TrustLevel>(),
    Entry::of::<VerifiableDraw>(),
];

/// All of them by name; an app adds its own with [`Registry::add`].
///
/// # Panics
/// Never: a guard test shows that names are not taken twice.
pub fn registry() -> Registry<Box<dyn AdmissionRule>> {
    Registry::of(ADMISSION).expect("built-in names are distinct")
}

//! The one list of built-in tally and budget rules.
//!
//! From a line follow: the name and aliases in plans, the JSON form, `cocreate rules`, the docs row, the laws.
use super::{
    AnyRule,
    approving::Approval,
    committee::EqualShares,
    comparing::WinRate,
    consensus::Consent,
    lottery::RandomDictator,
    pairwise::Schulze,
    points::Quadratic,
    positional::{Borda, Plurality},
    runoff::Irv,
    scored::{MajorityJudgment, MeanScore},
    stv::ScottishStv,
};
use crate::{
    budget::{BudgetEqualShares, BudgetGreedy},
    count::{About, Entry, Plug, Registry, TallyRule},
};
use serde::{Serialize, de::DeserializeOwned};

impl<R> Plug<AnyRule> for R
where
    R: TallyRule + Default + Serialize + DeserializeOwned + 'static,
    AnyRule: From<R>,
{
    fn about(&self) -> About {
        TallyRule::about(self)
    }
    fn plug(self) -> AnyRule {
        self.into()
    }
}

/// One line a rule, in order of ids.
pub static CATALOGUE: &[Entry<AnyRule>] = &[
    Entry::of::<Approval>(),
    Entry::of::<Borda>(),
    Entry::of::<BudgetEqualShares>(),
    Entry::of::<BudgetGreedy>(),
    Entry::of::<Consent>(),
    Entry::of::<EqualShares>(),
    Entry::of::<Irv>(),
    Entry::of::<MajorityJudgment>(),
    Entry::of::<MeanScore>(),
    Entry::of::<Plurality>(),
    Entry::of::<Quadratic>(),
    Entry::of::<RandomDictator>(),
    Entry::of::<Schulze>(),
    Entry::of::<ScottishStv>(),
    Entry::of::<WinRate>(),
];

/// All of them by name; an app adds its own with [`Registry::add`].
///
/// # Panics
/// Never: a guard test shows that names are not taken twice.
pub fn registry() -> Registry<AnyRule> {
    Registry::of(CATALOGUE).expect("built-in names are distinct")
}

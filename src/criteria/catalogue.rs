//! The one list of built-in criteria.
use super::{AnyCriterion, CondorcetWinner, Criterion, Majority, Monotonicity, Small};
use crate::{
    ballot::Ranking,
    count::{About, Entry, Plug, Registry},
};
use serde::{Serialize, de::DeserializeOwned};

impl<C> Plug<AnyCriterion<C::Ballot>> for C
where
    C: Criterion + Default + Serialize + DeserializeOwned + 'static,
    C::Ballot: Small,
{
    fn about(&self) -> About {
        Criterion::about(self)
    }
    fn plug(self) -> AnyCriterion<C::Ballot> {
        AnyCriterion::new(self)
    }
}

/// One line a criterion for rankings, in order of ids.
pub static CRITERIA: &[Entry<AnyCriterion<Ranking>>] =
    &[Entry::of::<CondorcetWinner>(), Entry::of::<Majority>(), Entry::of::<Monotonicity>()];

/// All of them by name; an app adds its own with [`Registry::add`].
///
/// # Panics
/// Never: a guard test shows that names are not taken twice.
pub fn registry() -> Registry<AnyCriterion<Ranking>> {
    Registry::of(CRITERIA).expect("built-in names are distinct")
}

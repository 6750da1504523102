//! Equal weights: one member, one vote.
use super::{Electorate, WeighError, Weighed, WeightRule, Weights};
use crate::count::{About, Alias};
use crate::num::Exact;
use serde::{Deserialize, Serialize};

/// Everybody counts one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Equal {}

const ABOUT: About = About::new("equal", "Equal weights").aliases(&[Alias::plain("one-member-one-vote")]);

impl WeightRule for Equal {
    fn about(&self) -> About {
        ABOUT
    }
    fn weigh(&self, electorate: &Electorate<'_>) -> Result<Weights, WeighError> {
        let one = |m: &super::Member| Weighed { person: m.person.clone(), weight: Exact::ONE };
        Ok(Weights { weights: electorate.members.iter().map(one).collect(), ..Weights::default() })
    }
}

//! Equal weights: one member, one vote.
use super::{Electorate, WeighError, Weighed, WeightRule, Weights};
use crate::count::{About, Alias};
use crate::num::Exact;
use serde::{Deserialize, Serialize};

/// Everybody counts one.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None.
///
/// # Complexity
/// `O(n)` for n members.
///
/// # Errors
/// None.
///
/// # References
/// May (1952), "A set of independent necessary and sufficient conditions for simple majority decision", Econometrica 20.
///
/// # Examples
/// ```
/// use cocreate::{id::PersonId, weigh::*};
/// let members = ["ann", "bob"].map(|n| Member::new(PersonId::new(n).unwrap()));
/// let electorate = Electorate { members: &members, parties: &[], delegations: &[] };
/// assert_eq!(weigh(&Equal {}, &electorate)?.total(), 2u32.into());
/// # Ok::<(), cocreate::Error>(())
/// ```
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

//! Equal weights: one member, one vote.
//!
//! Worked example: ann and bob act for party X, which has 3 shares, cy for party Y with 1: each counts 1, together 3.
//!
//! References: May (1952), "A set of independent necessary and sufficient conditions for simple majority decision",
//! Econometrica 20(4): the votes of all count alike.
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
/// let electorate = Electorate { members: &members, parties: &[], delegations: &[], trust: &[] };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::sample::{members, show, weighed};
    #[test]
    fn worked_example() {
        let mut all = members(&[("ann", "3"), ("bob", "3"), ("cy", "1")]);
        for (m, party) in all.iter_mut().zip(["x", "x", "y"]) {
            m.party = Some(party.parse().unwrap());
        }
        let w = weighed(&Equal {}, &all);
        assert_eq!((show(&w), w.total()), ("ann 1, bob 1, cy 1".into(), Exact::from(3u32)));
    }
    #[test]
    fn nobody_is_there() {
        assert_eq!(weighed(&Equal {}, &[]), Weights::default());
    }
}

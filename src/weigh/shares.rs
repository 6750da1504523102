//! Weights by shares: of the members themselves, or of the parties that they act for.
//!
//! A party's share is split evenly among those of its members who stand on the roster.
//!
//! Worked example: party X has 3 with two members, party Y has 1 with one: the members count 3/2, 3/2 and 1.
//!
//! References: Felsenthal and Machover (1998), The Measurement of Voting Power: weighted voting.
use super::{Electorate, Member, WeighError, Weighed, WeightRule, Weights};
use crate::count::{About, Alias, Param};
use crate::id::PartyId;
use crate::num::Exact;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Members count by a share.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None.
///
/// # Complexity
/// `O(n log p)` for n members and p parties.
///
/// # Errors
/// If a share is below nought or a party's is given twice; if one is missing, unless that counts nought.
///
/// # References
/// Treaty on European Union, article 16(4) (votes by population).
///
/// # Examples
/// ```
/// use cocreate::{id::{PartyId, PersonId}, weigh::*};
/// let of = |name: &str, party: &str| Member {
///     party: Some(PartyId::new(party).unwrap()),
///     ..Member::new(PersonId::new(name).unwrap())
/// };
/// let members = [of("a", "x"), of("b", "x"), of("c", "y")];
/// let parties = [("x", 3u32), ("y", 1)].map(|(p, n)| PartyShare { party: PartyId::new(p).unwrap(), share: n.into() });
/// let electorate = Electorate { members: &members, parties: &parties, delegations: &[], trust: &[] };
/// let rule = Shares { of: ShareOf::Party, ..Shares::default() };
/// let weights: Vec<String> = weigh(&rule, &electorate)?.weights.iter().map(|w| w.weight.to_string()).collect();
/// assert_eq!(weights, ["3/2", "3/2", "1"]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Shares {
    /// Whose share it is.
    pub of: ShareOf,
    /// What a member without one counts.
    pub missing: MissingShare,
}
/// Whose share a member counts by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ShareOf {
    /// The member's own.
    #[default]
    Member,
    /// The party's, split evenly among its members on the roster.
    Party,
}
/// What a member without a share counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MissingShare {
    /// The weights are refused.
    #[default]
    Refuse,
    /// Nought.
    Zero,
    /// One, as a member with a share of one.
    One,
}

const ABOUT: About = About::new("shares", "Weights by shares")
    .aliases(&[Alias::with("party-shares", &[("of", "\"party\"")])])
    .params(&[
        Param { name: "of", kind: "member | party", about: "whose share a member counts by" },
        Param { name: "missing", kind: "refuse | zero | one", about: "what a member without a share counts" },
    ]);

impl WeightRule for Shares {
    fn about(&self) -> About {
        ABOUT
    }
    fn weigh(&self, electorate: &Electorate<'_>) -> Result<Weights, WeighError> {
        let all = self.of_all(electorate)?;
        let weighed = |(m, weight): (&Member, Exact)| Weighed { person: m.person.clone(), weight };
        let weights = electorate.members.iter().zip(all).map(weighed).collect();
        Ok(Weights { weights, ..Weights::default() })
    }
}
impl Shares {
    /// The weights alone, in the order of the members.
    pub(super) fn of_all(self, electorate: &Electorate<'_>) -> Result<Vec<Exact>, WeighError> {
        match self.of {
            ShareOf::Member => electorate.members.iter().map(|m| self.own(m)).collect(),
            ShareOf::Party => self.by_party(electorate),
        }
    }
    fn own(self, m: &Member) -> Result<Exact, WeighError> {
        match &m.share {
            Some(s) if s.is_negative() => {
                Err(WeighError::Negative { of: m.person.to_string(), share: s.clone() })
            }
            Some(s) => Ok(s.clone()),
            None if self.missing == MissingShare::Zero => Ok(Exact::ZERO),
            None if self.missing == MissingShare::One => Ok(Exact::ONE),
            None => Err(WeighError::NoShare(m.person.clone())),
        }
    }
    fn by_party(self, electorate: &Electorate<'_>) -> Result<Vec<Exact>, WeighError> {
        let mut shares: BTreeMap<&PartyId, (&Exact, u64)> = BTreeMap::new();
        for p in electorate.parties {
            if p.share.is_negative() {
                return Err(WeighError::Negative { of: p.party.to_string(), share: p.share.clone() });
            }
            if shares.insert(&p.party, (&p.share, 0)).is_some() {
                return Err(WeighError::PartyTwice(p.party.clone()));
            }
        }
        for m in electorate.members {
            match m.party.as_ref().and_then(|p| shares.get_mut(p)) {
                Some((_, members)) => *members += 1,
                None if self.missing != MissingShare::Refuse => {}
                None => {
                    let (person, party) = (m.person.clone(), m.party.clone());
                    return Err(WeighError::NoParty { person, party });
                }
            }
        }
        let part = |m: &Member| {
            let share = m.party.as_ref().and_then(|p| shares.get(p));
            let none = if self.missing == MissingShare::One { Exact::ONE } else { Exact::ZERO };
            share.map_or(none, |(s, members)| *s / &Exact::from(*members))
        };
        Ok(electorate.members.iter().map(part).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::{
        PartyShare,
        sample::{members, show, weighed, weighed_in},
    };
    fn parties() -> [PartyShare; 2] {
        [("x", 3u32), ("y", 1)].map(|(p, s)| PartyShare { party: p.parse().unwrap(), share: s.into() })
    }
    #[test]
    fn worked_example() {
        let mut all = members(&[("ann", ""), ("bob", ""), ("cy", "")]);
        for (m, party) in all.iter_mut().zip(["x", "x", "y"]) {
            m.party = Some(party.parse().unwrap());
        }
        let rule = Shares { of: ShareOf::Party, ..Shares::default() };
        let w = weighed_in(&rule, &all, &parties(), &[]);
        assert_eq!(show(&w), "ann 3/2, bob 3/2, cy 1");
    }
    #[test]
    fn a_members_own_share_and_none() {
        let rule = Shares { missing: MissingShare::Zero, ..Shares::default() };
        assert_eq!(show(&weighed(&rule, &members(&[("ann", "5/2"), ("bob", "")]))), "ann 5/2, bob 0");
        let rule = Shares { missing: MissingShare::One, ..Shares::default() };
        assert_eq!(show(&weighed(&rule, &members(&[("ann", "5/2"), ("bob", "")]))), "ann 5/2, bob 1");
        let of_parties = Shares { of: ShareOf::Party, ..rule };
        assert_eq!(show(&weighed_in(&of_parties, &members(&[("bob", "")]), &parties(), &[])), "bob 1");
    }
    #[test]
    fn nobody_is_there_to_have_the_shares() {
        let rule = Shares { of: ShareOf::Party, ..Shares::default() };
        assert_eq!(weighed_in(&rule, &[], &parties(), &[]), Weights::default());
    }
}

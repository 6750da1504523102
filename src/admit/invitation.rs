//! Invitation: those on a list, and those who act for a party on a list.
//!
//! Worked example: invited are ann and the party `acme`. Ann and bob of `acme` take part; cy, of nobody, does not. Had
//! ann not asked, the record would say that she is absent.
use super::{Admission, AdmissionRule, AdmitError, AdmitNote, Call, NotAdmitted, Refused};
use crate::count::{About, Param};
use crate::id::{PartyId, PersonId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Those who are invited. An empty list invites nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Invitation {
    /// Persons.
    pub persons: BTreeSet<PersonId>,
    /// Parties: whoever acts for one.
    pub parties: BTreeSet<PartyId>,
}

const ABOUT: About = About::new("invitation", "Invitation").params(&[
    Param { name: "persons", kind: "list of persons", about: "who is invited" },
    Param { name: "parties", kind: "list of parties", about: "whoever acts for one is invited" },
]);

impl AdmissionRule for Invitation {
    fn about(&self) -> About {
        ABOUT
    }
    fn admit(&self, call: &Call<'_>) -> Result<Admission, AdmitError> {
        let mut a = Admission::default();
        for p in call.people {
            let by_party = p.party.as_ref().is_some_and(|x| self.parties.contains(x));
            if by_party || self.persons.contains(&p.person) {
                a.admitted.push(p.person.clone());
            } else {
                a.refused.push(Refused { person: p.person.clone(), why: NotAdmitted::NotInvited });
            }
        }
        let here = a.roster();
        let absent = self.persons.difference(&here);
        a.notes = absent.map(|p| AdmitNote::Absent { person: p.clone() }).collect();
        Ok(a)
    }
}

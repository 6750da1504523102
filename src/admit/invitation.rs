//! Invitation: those on a list, and those who act for a party on a list.
//!
//! Worked example: invited are ann and the party `acme`. Ann and bob of `acme` take part; cy, of nobody, does not. Had
//! ann not asked, the record would say that she is absent.
//!
//! References: Pisano and Verganti (2008), "Which kind of collaboration is right for you?", Harvard Business Review 86(12):
//! closed participation.
use super::{Admission, AdmissionRule, AdmitError, AdmitNote, Call, NotAdmitted, Refused};
use crate::count::{About, Param};
use crate::id::{PartyId, PersonId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Those who are invited. An empty list invites nobody.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None.
///
/// # Complexity
/// `O(n log k)` for n people and a list of k.
///
/// # Errors
/// None. Whoever is invited and does not ask is noted.
///
/// # References
/// NIH study sections; the Grieg competition (a named jury).
///
/// # Examples
/// ```
/// use cocreate::{admit::*, id::PersonId};
/// let id = |n| PersonId::new(n).unwrap();
/// let rule = Invitation { persons: [id("ann"), id("zoe")].into(), ..Invitation::default() };
/// let people = ["ann", "cy"].map(|n| Applicant::new(id(n)));
/// let a = admit(&[&rule], &Call::new(&people))?;
/// assert_eq!(a.admitted, [id("ann")]);
/// assert_eq!(a.refused[0].why, NotAdmitted::NotInvited);
/// assert_eq!(a.notes, [AdmitNote::Absent { person: id("zoe") }]);
/// # Ok::<(), cocreate::Error>(())
/// ```
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::admit::sample::{ask, people, show};
    fn invited() -> Invitation {
        Invitation { persons: ["ann".parse().unwrap()].into(), parties: ["acme".parse().unwrap()].into() }
    }
    #[test]
    fn worked_example() {
        let mut all = people(&["ann", "bob", "cy"]);
        all[1].party = Some("acme".parse().unwrap());
        let a = ask(&invited(), &all);
        assert_eq!(show(&a), "ann bob; not cy");
        assert_eq!((&a.refused[0].why, a.notes.len()), (&NotAdmitted::NotInvited, 0));
        let without = ask(&invited(), &all[1..]);
        assert_eq!(without.notes, [AdmitNote::Absent { person: "ann".parse().unwrap() }]);
    }
    #[test]
    fn nobody_is_invited_or_nobody_asks() {
        assert_eq!(show(&ask(&Invitation::default(), &people(&["ann"]))), "; not ann");
        let a = ask(&invited(), &[]);
        assert_eq!((a.admitted.len(), a.refused.len(), a.notes.len()), (0, 0, 1));
    }
}

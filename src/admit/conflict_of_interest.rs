//! Conflict of interest: who may not judge what, and who may not judge at all.
//!
//! A person is bound to an entry if they made it, if their party entered it, or if they declared a tie to it, to one of
//! its authors or to its party. Bound pairs get neither a task nor a vote; everybody else's stay.
//!
//! Worked example: of the marks 2, 3, 3, 2, 9 the 9 is of a member who is bound; without it the mean is 2.5.
//!
//! References: NIH review, conflicts; Grieg competition (a teacher within three years); Chopin competition 2021 (own
//! students).
use super::{
    Admission, AdmissionRule, AdmitError, Authored, Barred, BarredBy, Call, Conflict, NotAdmitted, Refused,
    Tied,
};
use crate::count::{About, Alias, Param};
use crate::id::{EntryId, PartyId, PersonId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which ties bar, and what a tie does.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None.
///
/// # Complexity
/// `O((n + e + c) log)` for n people, e entries and c declared ties, beside the bars that are found.
///
/// # Errors
/// None.
///
/// # References
/// NIH review, conflicts of interest; rules of the Grieg and Chopin competitions.
///
/// # Examples
/// ```
/// use cocreate::{admit::*, id::{EntryId, PersonId}};
/// let (ann, bob) = (PersonId::new("ann")?, PersonId::new("bob")?);
/// let poster = Authored { entry: EntryId::new("poster")?, authors: vec![ann.clone()], party: None };
/// let people = [Applicant::new(ann.clone()), Applicant::new(bob.clone())];
/// let call = Call { entries: std::slice::from_ref(&poster), ..Call::new(&people) };
/// let a = admit(&[&ConflictOfInterest::default()], &call)?;
/// assert_eq!(a.admitted, [ann.clone(), bob]);
/// assert_eq!(a.barred_of(&ann).collect::<Vec<_>>(), [&poster.entry]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConflictOfInterest {
    /// Authors do not judge their own entry.
    pub own_entry: bool,
    /// Members of a party do not judge what it entered.
    pub own_party: bool,
    /// Declared ties bar.
    pub declared: bool,
    /// Whether one tie keeps a person out of the whole panel, not only from that entry.
    pub whole_panel: bool,
}
impl Default for ConflictOfInterest {
    fn default() -> Self {
        Self { own_entry: true, own_party: true, declared: true, whole_panel: false }
    }
}

const ABOUT: About = About::new("conflict-of-interest", "Conflict of interest")
    .aliases(&[Alias::plain("recusal")])
    .references(&["NIH review, conflicts of interest"])
    .params(&[
        Param { name: "own_entry", kind: "boolean", about: "authors do not judge their own entry" },
        Param {
            name: "own_party",
            kind: "boolean",
            about: "members of a party do not judge what it entered",
        },
        Param { name: "declared", kind: "boolean", about: "declared ties bar" },
        Param {
            name: "whole_panel",
            kind: "boolean",
            about: "one tie keeps a person out of the whole panel",
        },
    ]);

impl AdmissionRule for ConflictOfInterest {
    fn about(&self) -> About {
        ABOUT
    }
    fn bars(&self) -> bool {
        true
    }
    fn admit(&self, call: &Call<'_>) -> Result<Admission, AdmitError> {
        let ties = Ties::of(self, call.entries, call.conflicts);
        let mut a = Admission::default();
        for p in call.people {
            let mut bars = ties.bars(&p.person, p.party.as_ref());
            bars.sort();
            // One bar a pair, by the first reason.
            bars.dedup_by(|x, y| x.entry == y.entry);
            match bars.first() {
                Some(b) if self.whole_panel => {
                    let why = NotAdmitted::Conflict { entry: b.entry.clone() };
                    a.refused.push(Refused { person: p.person.clone(), why });
                }
                _ => {
                    a.admitted.push(p.person.clone());
                    a.barred.extend(bars);
                }
            }
        }
        Ok(a)
    }
}

/// Entries by what binds to them.
struct Ties<'a> {
    by_author: BTreeMap<&'a PersonId, Vec<&'a EntryId>>,
    by_party: BTreeMap<&'a PartyId, Vec<&'a EntryId>>,
    declared: BTreeMap<&'a PersonId, Vec<&'a Tied>>,
    rule: &'a ConflictOfInterest,
}
impl<'a> Ties<'a> {
    fn of(rule: &'a ConflictOfInterest, entries: &'a [Authored], conflicts: &'a [Conflict]) -> Self {
        let (mut by_author, mut by_party) = (BTreeMap::new(), BTreeMap::new());
        for e in entries {
            for author in &e.authors {
                by_author.entry(author).or_insert_with(Vec::new).push(&e.entry);
            }
            if let Some(p) = &e.party {
                by_party.entry(p).or_insert_with(Vec::new).push(&e.entry);
            }
        }
        let mut declared = BTreeMap::new();
        for c in conflicts.iter().filter(|_| rule.declared) {
            declared.entry(&c.person).or_insert_with(Vec::new).push(&c.with);
        }
        Self { by_author, by_party, declared, rule }
    }
    fn bars(&self, person: &PersonId, party: Option<&PartyId>) -> Vec<Barred> {
        let none = Vec::new();
        let own = self.by_author.get(person).filter(|_| self.rule.own_entry).unwrap_or(&none);
        let home = party.filter(|_| self.rule.own_party).and_then(|p| self.by_party.get(p)).unwrap_or(&none);
        let said = self.declared.get(person).into_iter().flatten().flat_map(|t| self.entries_of(t));
        let bar = |e: &EntryId, by| Barred { person: person.clone(), entry: e.clone(), by };
        own.iter()
            .map(|e| bar(e, BarredBy::OwnEntry))
            .chain(home.iter().map(|e| bar(e, BarredBy::OwnParty)))
            .chain(said.map(|e| bar(e, BarredBy::Declared)))
            .collect()
    }
    fn entries_of(&self, tie: &'a Tied) -> Vec<&'a EntryId> {
        match tie {
            Tied::Entry(e) => vec![e],
            Tied::Author(p) => self.by_author.get(p).cloned().unwrap_or_default(),
            Tied::Party(p) => self.by_party.get(p).cloned().unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::admit::{
        admit,
        sample::{people, show},
    };
    #[test]
    fn worked_example() {
        let all = people(&["a", "b", "c", "d", "bound"]);
        let grant: EntryId = "grant".parse().unwrap();
        let entries =
            [Authored { entry: grant.clone(), authors: vec!["author".parse().unwrap()], party: None }];
        let conflicts =
            [Conflict { person: "bound".parse().unwrap(), with: Tied::Author("author".parse().unwrap()) }];
        let call = Call { entries: &entries, conflicts: &conflicts, ..Call::new(&all) };
        let a = admit(&[&ConflictOfInterest::default()], &call).unwrap();
        assert_eq!(show(&a), "a b c d bound; not ");
        let free = |p: &PersonId| a.barred_of(p).next().is_none();
        let marks = all.iter().zip([2u32, 3, 3, 2, 9]).filter(|(p, _)| free(&p.person)).map(|(_, m)| m);
        // The sum of 2, 3, 3 and 2 over four is 2.5.
        assert_eq!(marks.collect::<Vec<_>>(), [2, 3, 3, 2]);
        let strict = ConflictOfInterest { whole_panel: true, ..ConflictOfInterest::default() };
        let a = admit(&[&strict], &call).unwrap();
        assert_eq!(show(&a), "a b c d; not bound");
        assert_eq!(a.refused[0].why, NotAdmitted::Conflict { entry: grant });
    }
    #[test]
    fn one_bar_a_pair_by_the_first_reason() {
        let mut all = people(&["ann"]);
        all[0].party = Some("acme".parse().unwrap());
        let (authors, party) = (vec!["ann".parse().unwrap()], Some("acme".parse().unwrap()));
        let entries = [Authored { entry: "lamp".parse().unwrap(), authors, party }];
        let call = Call { entries: &entries, ..Call::new(&all) };
        let by = |rule: ConflictOfInterest| -> Vec<BarredBy> {
            admit(&[&rule], &call).unwrap().barred.into_iter().map(|b| b.by).collect()
        };
        assert_eq!(by(ConflictOfInterest::default()), [BarredBy::OwnEntry]);
        let own = ConflictOfInterest { own_entry: false, ..ConflictOfInterest::default() };
        assert_eq!(by(own.clone()), [BarredBy::OwnParty]);
        assert_eq!(by(ConflictOfInterest { own_party: false, ..own }), []);
    }
    #[test]
    fn nobody_asks() {
        let a = admit(&[&ConflictOfInterest::default()], &Call::new(&[])).unwrap();
        assert_eq!(a, Admission::default());
    }
}

//! Laws of rules of admission.
use super::{
    Broken, Kept, Trial, alike, asked, law,
    people::{MOST, entry, other_person, person},
    same, tried,
};
use crate::admit::{
    self, Admission, AdmissionRule, AdmitError, Applicant, Authored, Barred, Call, Conflict, NotAdmitted,
    Tied,
};
use crate::count::{Law, Lot};
use crate::id::{PartyId, PersonId};
use proptest::{collection::vec, prelude::*};
use std::collections::BTreeMap;

/// What a [`Call`] borrows.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the fields of a call")]
pub struct Calling {
    pub people: Vec<Applicant>,
    pub entries: Vec<Authored>,
    pub conflicts: Vec<Conflict>,
    pub lot: Lot,
}
impl Calling {
    /// As a rule sees it.
    pub fn call(&self) -> Call<'_> {
        Call {
            people: &self.people,
            entries: &self.entries,
            conflicts: &self.conflicts,
            lot: Some(&self.lot),
        }
    }
}
fn party(n: u8) -> Option<PartyId> {
    ["red", "blue"].get(usize::from(n)).map(|p| PartyId::new(p).expect("a word is an id"))
}
/// Calls of a few people, with parties, groups and records, who made entries and are tied to some.
pub fn callings() -> impl Strategy<Value = Calling> {
    let asks = vec((0u8..3, 0u8..3, prop::option::of(0u32..5)), 0..=MOST).prop_shuffle();
    let made = vec((vec(0..MOST, 0..3), 0u8..3), 0..4);
    let tied = vec((0..MOST, 0u8..3, 0..MOST), 0..4);
    (asks, made, tied, 0u32..9).prop_map(|(asks, made, tied, seed)| Calling {
        people: asks.into_iter().enumerate().map(applicant).collect(),
        entries: made
            .into_iter()
            .enumerate()
            .map(|(i, (authors, of))| {
                let mut authors: Vec<PersonId> = authors.into_iter().map(person).collect();
                authors.sort_unstable();
                authors.dedup();
                Authored { entry: entry(i), authors, party: party(of) }
            })
            .collect(),
        conflicts: tied
            .into_iter()
            .map(|(who, kind, what)| {
                let with = match kind {
                    0 => Tied::Entry(entry(what % 4)),
                    1 => Tied::Author(person(what)),
                    _ => Tied::Party(party((what % 2) as u8).expect("there are two parties")),
                };
                Conflict { person: person(who), with }
            })
            .collect(),
        lot: Lot::new(&format!("seed {seed}")),
    })
}
fn applicant((i, (of, group, works)): (usize, (u8, u8, Option<u32>))) -> Applicant {
    let mut a = Applicant::new(person(i));
    a.party = party(of);
    a.stratum = ["north", "south"].get(usize::from(group)).map(|s| (*s).to_owned());
    a.record = works.map(|n| ("works".to_owned(), n.into())).into_iter().collect();
    a
}

/// That a rule of admission keeps the laws of its verb.
///
/// # Errors
/// The first law that is broken, with the smallest input that was found.
pub fn admit(rule: &dyn AdmissionRule, trial: Trial) -> Result<(), Broken> {
    tried(rule.about().id, trial, &callings(), |c| laws(rule, c))
}
fn laws(rule: &dyn AdmissionRule, c: &Calling) -> Kept {
    let answer = admit::admit(&[rule], &c.call());
    if let Err(e @ AdmitError::BrokenRule { .. }) = &answer {
        return Err(format!("everybody is spoken of just once: {e}"));
    }
    let Ok(all) = &answer else { return Ok(()) };
    same("the same call, the same answer", &Some(all), &rule_again(rule, c).as_ref())?;
    let declared = |b: &Barred| c.conflicts.iter().any(|t| t.with == Tied::Entry(b.entry.clone()));
    let known = |b: &Barred| c.entries.iter().any(|e| e.entry == b.entry) || declared(b);
    law(all.barred.iter().all(known), "only entries that there are bar", || format!("{:?}", all.barred))?;
    if !rule.bars() {
        law(all.barred.is_empty(), "whoever bars says so in `bars`", || format!("{:?}", all.barred))?;
    }
    if !rule.compares() {
        alone(rule, c, all)?;
    }
    if asked(&rule.about(), Law::Names) {
        names(rule, c)?;
    }
    Ok(())
}
fn rule_again(rule: &dyn AdmissionRule, c: &Calling) -> Option<Admission> {
    admit::admit(&[rule], &c.call()).ok()
}
/// What a rule says of each person: nothing where they are in, else why not.
fn said(a: &Admission) -> BTreeMap<&PersonId, Option<&NotAdmitted>> {
    let refused = a.refused.iter().map(|r| (&r.person, Some(&r.why)));
    a.admitted.iter().map(|p| (p, None)).chain(refused).collect()
}
/// Without a phase of seating everybody is asked alone, when they come.
fn alone(rule: &dyn AdmissionRule, c: &Calling, all: &Admission) -> Kept {
    for one in &c.people {
        let people = std::slice::from_ref(one);
        let Ok(a) = admit::admit(&[rule], &Call { people, ..c.call() }) else { continue };
        let name = "whoever compares people says so in `compares`";
        same(name, &said(&a).get(&one.person), &said(all).get(&one.person))?;
    }
    Ok(())
}
/// Without a lot, which may well go by names.
fn names(rule: &dyn AdmissionRule, c: &Calling) -> Kept {
    let mut moved = c.clone();
    for p in &mut moved.people {
        p.person = other_person(&p.person);
    }
    for p in moved.entries.iter_mut().flat_map(|e| &mut e.authors) {
        *p = other_person(p);
    }
    for t in &mut moved.conflicts {
        t.person = other_person(&t.person);
        if let Tied::Author(p) = &mut t.with {
            *p = other_person(p);
        }
    }
    let answer = |c: &Calling| admit::admit(&[rule], &Call { lot: None, ..c.call() });
    let told = |a: &Admission, to: fn(&PersonId) -> PersonId| {
        let said = said(a).into_iter().map(|(p, why)| (to(p), why.cloned())).collect::<BTreeMap<_, _>>();
        let barred = a.barred.iter().map(|b| (to(&b.person), b.entry.clone())).collect::<Vec<_>>();
        (said, std::collections::BTreeSet::from_iter(barred))
    };
    let one = answer(c).map(|a| told(&a, Clone::clone));
    let two = answer(&moved).map(|a| told(&a, other_person));
    alike("names decide nothing", one, two)
}

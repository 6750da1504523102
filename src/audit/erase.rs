//! Takes out of a log what was known of a person.
//!
//! The log holds no name and no text, but it may hold what rules of admission ask of a person: a group, a record. Counts do not need it once the
//! person is let in or not. So each enrolment of theirs is written anew with the person, with the party and the share if the plan weighs ballots by
//! them, and nothing else. The chain still holds: the head beside such an event stays, the event after it is hashed with that head, and an event
//! [`Erase`](Act::Erase), which itself is in the chain, has the digest of what stands there now. [`verify`](super::verify()) accepts an erased event
//! only if such an event names it so.
//!
//! What stays under the opaque id is what a recount needs: ballots and what they weigh, delegations, declared ties, and shares in entries. What
//! an entry says lies outside; erase it with its salt: see [`Outside`](super::Outside).
//!
//! In order: [`erasure`] of the log, then check, apply and append its command, then write its events in the place of those of their numbers
//! ([`LogLine::write_erased`](super::LogLine::write_erased), `Log::erase` of the store), and let snapshots go that were taken before.
use super::chain;
use crate::{
    admit::{AdmitNote, Applicant, NotAdmitted, Tied},
    contest::{Act, Actor, Digest, Erased, Event, Found, Seating, ValidPlan},
    id::PersonId,
};

/// Stands in the place of the reason why somebody was not let in.
const ERASED: &str = "erased";

/// What is to be done to a log so that a person is erased from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The act that says so in the log.
    pub act: Act,
    /// Events that are to stand in the place of those of their numbers, once the act is in the log.
    pub events: Vec<Event>,
}
/// Prepares to erase a person from a log, as far as it goes now; the plan says whether a count hangs on their party and share.
pub fn erasure<'a>(
    plan: &ValidPlan,
    person: &PersonId,
    events: impl IntoIterator<Item = &'a Event>,
) -> Erasure {
    let mut told = false;
    let events: Vec<Event> = events.into_iter().filter_map(|e| without(plan, person, e, &mut told)).collect();
    let erased = |e: &Event| Erased { seq: e.seq, digest: Digest::of(&chain::json(e)) };
    let act = Act::Erase { person: person.clone(), events: events.iter().map(erased).collect() };
    Erasure { act, events }
}
/// The event without what it tells of the person, if it tells something; `told`: whether one before did.
fn without(plan: &ValidPlan, person: &PersonId, e: &Event, told: &mut bool) -> Option<Event> {
    if let Some(Found::Admission(seatings)) = e.found.as_ref().filter(|_| *told) {
        // Why they were not let in says what they lacked.
        let mut left = seatings.clone();
        let refused = left.iter_mut().flat_map(|s| &mut s.admission.refused).filter(|r| r.person == *person);
        refused.for_each(|r| r.why = NotAdmitted::Other { code: ERASED.to_owned() });
        // How likely they were to be drawn, and their level, come from what is erased.
        for s in &mut left {
            s.admission.notes.retain(|n| drawn_from(n) != Some(person));
        }
        return (left != *seatings).then(|| Event { found: Some(Found::Admission(left)), ..e.clone() });
    }
    let Act::Enrol { roster, applicant: a, share } = &e.act else { return None };
    let keeps = plan.asks_standing(roster);
    let standing = !keeps && (a.party.is_some() || share.is_some());
    let tells = a.person == *person && (a.stratum.is_some() || !a.record.is_empty() || standing);
    *told |= a.person == *person && (tells || e.found == Some(Found::Erased {}));
    tells.then(|| {
        let (party, share) = if keeps { (a.party.clone(), share.clone()) } else { (None, None) };
        let left = Applicant { party, ..Applicant::new(person.clone()) };
        let act = Act::Enrol { roster: roster.clone(), applicant: Box::new(left), share };
        Event { act, found: Some(Found::Erased {}), ..e.clone() }
    })
}

/// The events of a log by a person or about them, to give out. Of what was found only their own admission is told: the rest is of others as well.
pub fn events_of<'a>(person: &PersonId, events: impl IntoIterator<Item = &'a Event>) -> Vec<Event> {
    events.into_iter().filter_map(|e| part(person, e)).collect()
}
fn part(person: &PersonId, e: &Event) -> Option<Event> {
    let seatings: Vec<Seating> = match &e.found {
        Some(Found::Admission(all)) => all.iter().filter_map(|s| seated(person, s)).collect(),
        _ => vec![],
    };
    if e.by != Actor::Person(person.clone()) && !about(person, &e.act) && seatings.is_empty() {
        return None;
    }
    let found = (!seatings.is_empty()).then_some(Found::Admission(seatings));
    Some(Event { found, ..e.clone() })
}
fn seated(person: &PersonId, s: &Seating) -> Option<Seating> {
    let mut own = s.clone();
    own.admission.admitted.retain(|p| p == person);
    own.admission.refused.retain(|r| r.person == *person);
    own.admission.barred.retain(|b| b.person == *person);
    own.admission.notes.retain(|n| match n {
        AdmitNote::Absent { person: p } => p == person,
        n => drawn_from(n).is_none_or(|p| p == person),
    });
    let a = &own.admission;
    (!a.admitted.is_empty() || !a.refused.is_empty() || !a.barred.is_empty()).then_some(own)
}
/// Of whose group and record a note was made.
fn drawn_from(n: &AdmitNote) -> Option<&PersonId> {
    match n {
        AdmitNote::Chance { person, .. } | AdmitNote::Level { person, .. } => Some(person),
        _ => None,
    }
}
fn about(person: &PersonId, act: &Act) -> bool {
    match act {
        Act::Enrol { applicant, .. } => applicant.person == *person,
        Act::Leave { person: p } | Act::Remove { person: p, .. } | Act::Erase { person: p, .. } => {
            p == person
        }
        Act::Conflict { person: p, with } => p == person || matches!(with, Tied::Author(a) if a == person),
        Act::Delegate { from, to, .. } => from == person || to.as_ref() == Some(person),
        Act::Submit(s) => s.team.iter().any(|t| t.person == *person),
        Act::Cast { voter, .. }
        | Act::Mark { voter, .. }
        | Act::Retract { voter, .. }
        | Act::SetAside { voter, .. }
        | Act::Reinstate { voter, .. } => voter == person,
        _ => false,
    }
}

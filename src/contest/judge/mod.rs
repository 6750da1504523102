//! Whether an act is possible: phase, actor, and what each act needs.
use super::{
    Act, Actor, Event, Found, Phase, Refusal, State, Time, ValidPlan,
    count::Counting,
    entries::Entry,
    people::{Members, PersonIx},
    quiet::votes,
    settle,
    table::{self, Who},
};
use crate::{
    count::Cancel,
    id::{EntryId, PersonId, RosterId},
};

mod entries;
mod findings;
mod host;
mod people;
mod voting;
pub(super) use host::{amended, picks};

/// The state at an instant, seen by one who decides.
pub(super) struct Judge<'a> {
    pub(super) plan: &'a ValidPlan,
    /// With all that time has done until `at`.
    pub(super) state: &'a State,
    pub(super) at: Time,
    pub(super) cancel: &'a Cancel,
}
type Judged = Result<(), Refusal>;

impl Judge<'_> {
    /// Whether `by` may do this now.
    pub(super) fn judge(&self, by: &Actor, act: &Act) -> Judged {
        self.in_phase(act)?;
        is_theirs(by, act)?;
        match act {
            Act::Enrol { roster, applicant, share } => self.enrol(by, roster, applicant, share.as_ref()),
            Act::Leave { person } | Act::Remove { person, .. } => self.here(person).map(|_| ()),
            Act::Conflict { person, with } => self.conflict(person, with),
            Act::Seat {} | Act::Count {} | Act::Settle {} => self.is_due(act),
            Act::Delegate { roster, from, to, scope } => {
                self.delegate(roster, from, to.as_ref(), scope.as_ref())
            }
            Act::Submit(s) => self.submit(by, s),
            Act::Revise { entry, .. } | Act::Withdraw { entry } => self.authors(by, entry, act),
            Act::Disqualify { entry, .. } => self.is_in(entry).map(|_| ()),
            Act::Hide { entry, .. } => self.hidden(entry, false),
            Act::Restore { entry } => self.hidden(entry, true),
            Act::Admit { entry } | Act::Reject { entry, .. } => self.undecided(entry),
            Act::Figure { entry, figure, .. } => self.figure(entry, figure),
            Act::Cast { poll, voter, ballot } => self.cast(poll, voter, ballot),
            Act::Mark { poll, voter, mark } => self.mark(poll, voter, *mark),
            Act::Retract { poll, voter } => self.retract(poll, voter),
            Act::SetAside { poll, voter, .. } => self.aside(poll, voter, false),
            Act::Reinstate { poll, voter, .. } => self.aside(poll, voter, true),
            Act::Pick { entries } => self.pick(by, entries),
            Act::BreakTie(casting) => self.break_tie(casting),
            Act::Reveal { seed } => self.reveal(seed),
            Act::Pause {} => self.pause(),
            Act::Resume {} | Act::Cancel { .. } => Ok(()),
            Act::Extend { until } => self.extend(until),
            Act::Amend { set } => self.amend(set).map(|_| ()),
            Act::Erase { person, events } => self.erase(person, events),
        }
    }
    pub(super) fn in_phase(&self, act: &Act) -> Judged {
        let (code, clock) = (act.code(), &self.state.clock);
        if let Some(since) = clock.paused {
            let still = matches!(
                act,
                Act::Resume {}
                    | Act::Cancel { .. }
                    | Act::Leave { .. }
                    | Act::Remove { .. }
                    | Act::Conflict { .. }
                    | Act::Hide { .. }
                    | Act::Restore { .. }
                    | Act::Erase { .. }
            );
            return if still { Ok(()) } else { Err(Refusal::Paused { since }) };
        }
        if matches!(act, Act::Resume {}) {
            return Err(Refusal::NotPaused {});
        }
        if clock.phase.allows(code) {
            return self.nothing_due(act);
        }
        Err(Refusal::OutOfPhase { act: code, phase: clock.phase, allowed: clock.phase.allowed() })
    }
    /// What is due comes first, so that a result does not depend on how late the app notices. Only to stop the contest is always
    /// possible: a count may be one that never ends.
    fn nothing_due(&self, act: &Act) -> Judged {
        let free = matches!(
            act,
            Act::Seat {} | Act::Count {} | Act::Settle {} | Act::Cancel { .. } | Act::Erase { .. }
        );
        match self.state.due(self.plan, self.at) {
            Some((since, due)) if !free => {
                Err(Refusal::Overdue { act: act.code(), first: due.code(), since })
            }
            _ => Ok(()),
        }
    }
    fn is_due(&self, act: &Act) -> Judged {
        match self.state.clock.due {
            Some(due) if due <= self.at => Ok(()),
            at => Err(Refusal::NotDue { act: act.code(), at }),
        }
    }

    /// A person who is known and has not left.
    fn here(&self, person: &PersonId) -> Result<PersonIx, Refusal> {
        let people = &self.state.people;
        let ix = people.ix(person).ok_or_else(|| Refusal::UnknownPerson { person: person.clone() })?;
        match people.gone(ix) {
            Some(_) => Err(Refusal::HasLeft { person: person.clone() }),
            None => Ok(ix),
        }
    }
    fn roster(&self, roster: &RosterId) -> Result<&Members, Refusal> {
        let rosters = &self.state.people.rosters;
        rosters.get(roster).ok_or_else(|| Refusal::UnknownRoster {
            roster: roster.clone(),
            known: rosters.keys().cloned().collect(),
        })
    }
    /// A person who is on a roster of the plan.
    fn member(&self, roster: &RosterId, person: &PersonId) -> Result<PersonIx, Refusal> {
        let members = self.roster(roster)?;
        match self.state.people.ix(person) {
            Some(ix) if members.is_on(ix) => Ok(ix),
            Some(ix) if self.state.people.gone(ix).is_some() => {
                Err(Refusal::HasLeft { person: person.clone() })
            }
            _ => Err(Refusal::NotOnRoster { person: person.clone(), roster: roster.clone() }),
        }
    }
    fn entry(&self, entry: &EntryId) -> Result<&Entry, Refusal> {
        self.state.entries.find(entry).ok_or_else(|| Refusal::UnknownEntry { entry: entry.clone() })
    }
    /// An entry that may still win.
    fn is_in(&self, entry: &EntryId) -> Result<&Entry, Refusal> {
        let e = self.entry(entry)?;
        if e.status.is_in() {
            return Ok(e);
        }
        Err(Refusal::EntryIs { entry: entry.clone(), status: e.status.clone() })
    }
    fn counting(&self) -> Counting<'_> {
        Counting { plan: self.plan, state: self.state, cancel: self.cancel, trace: true }
    }
    /// What an act of the clock comes to.
    pub(super) fn find(&self, act: &Act) -> Result<Option<Found>, Refusal> {
        match act {
            Act::Seat {} => self.seatings().map(|s| Some(Found::Admission(s))),
            Act::Count {} => {
                let waited = self.state.record().is_some() && !self.state.round.changed;
                self.counting().record(waited).map(|r| Some(Found::Round(Box::new(r))))
            }
            Act::Settle {} => {
                Ok(Some(Found::Settlement(Box::new(settle::settlement(self.plan, self.state, self.at)))))
            }
            _ => self.find_quiet(act),
        }
    }
    /// Whether an event carries just what its act needs, about things that there are.
    pub(super) fn check_finding(&self, event: &Event) -> Result<(), String> {
        match (&event.act, &event.found) {
            (Act::Seat {}, Some(Found::Admission(seatings))) => self.check_seatings(seatings),
            (Act::Count {}, Some(Found::Round(record))) => self.check_record(record),
            (Act::Settle {}, Some(Found::Settlement(s))) => self.check_settlement(s),
            (Act::Seat {} | Act::Count {} | Act::Settle {}, _) => {
                Err(format!("does not say what `{}` came to", event.act.code()))
            }
            (Act::Enrol { roster, applicant, .. }, Some(Found::Erased {})) => {
                self.check_erased(roster, applicant)
            }
            (act, Some(Found::GoesOn { until })) if votes(act) => self.check_quiet(*until),
            (_, None) => Ok(()),
            (_, Some(_)) => Err(format!("says what was found, which `{}` does not", event.act.code())),
        }
    }
}
/// Whether the act is for this actor, by the table of acts.
fn is_theirs(by: &Actor, act: &Act) -> Judged {
    let row = table::act(act.code());
    let named = || matches!(by, Actor::Person(p) if named(act) == Some(p));
    let theirs = match row.who {
        // Authors are seen to where the entry is looked up.
        Who::Anybody | Who::Authors => true,
        Who::Host => *by == Actor::Host,
        Who::Named => named(),
        Who::NamedOrHost => *by == Actor::Host || named(),
    };
    if theirs { Ok(()) } else { Err(Refusal::NotAllowed { act: act.code(), who: row.whose }) }
}
/// The person whose act it is, where it names one.
fn named(act: &Act) -> Option<&PersonId> {
    match act {
        Act::Enrol { applicant, .. } => Some(&applicant.person),
        Act::Conflict { person, .. } | Act::Leave { person } | Act::Erase { person, .. } => Some(person),
        Act::Delegate { from, .. } => Some(from),
        Act::Submit(s) => s.team.first().map(|t| &t.person),
        Act::Cast { voter, .. } | Act::Mark { voter, .. } | Act::Retract { voter, .. } => Some(voter),
        _ => None,
    }
}
impl Phase {
    /// Codes of all acts that may be given in this phase.
    pub fn allowed(self) -> Vec<&'static str> {
        table::ACTS.iter().map(|r| r.code).filter(|c| self.allows(c)).collect()
    }
}

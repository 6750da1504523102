//! Acts of and on persons.
use super::{Judge, Judged};
use crate::{
    admit::{self, AdmitError, Applicant, BarredBy, Call, Conflict, NotAdmitted, Tied},
    contest::{Access, Act, Actor, Erased, Phase, Refusal, Scope, Seating, ValidPlan, people::Membership},
    id::{EntryId, PartyId, PersonId, RosterId},
    num::Exact,
    weigh::{Electorate, Member, WeighError, weigh},
};

/// Most things known of a person, and most bytes of a name among them.
const MAX_KNOWN: usize = 64;

impl Judge<'_> {
    pub(super) fn enrol(
        &self,
        by: &Actor,
        roster: &RosterId,
        a: &Applicant,
        share: Option<&Exact>,
    ) -> Judged {
        let members = self.roster(roster)?;
        let person = &a.person;
        if let Some(ix) = self.state.people.ix(person) {
            self.here(person)?;
            if members.get(ix).is_some_and(|m| m.state != Membership::Off) {
                return Err(Refusal::OnRoster { person: person.clone(), roster: roster.clone() });
            }
        } else if self.state.people.len() as u64 >= u64::from(self.plan.plan().limits.persons) {
            let most = u64::from(self.plan.plan().limits.persons);
            return Err(Refusal::Limit { what: "persons", most });
        }
        known(a)?;
        if let Some(party) =
            a.party.as_ref().filter(|p| self.plan.plan().parties.iter().all(|x| x.party != **p))
        {
            let why = format!("the plan has no party `{party}`");
            return Err(Refusal::Field { field: "applicant.party".to_owned(), why });
        }
        if let Some(share) = share {
            let refused = |why| Refusal::Share { person: person.clone(), share: share.clone(), why };
            if share.is_negative() {
                return Err(refused("is below nought; shares are 0 or more"));
            }
            if !members.share_fits(share) {
                return Err(refused("cannot be counted with the others: too large, or too fine a fraction"));
            }
        }
        let plan = self.plan.plan();
        let rules = &self.plan.built().rosters[roster];
        if rules.is_empty() && plan.mode.access == Access::Invited && *by != Actor::Host {
            return Err(Refusal::NotAllowed { act: "enrol", who: "the host: this roster is by invitation" });
        }
        weighable(self.plan, roster, person, a.party.as_ref(), share)?;
        if plan.seating.is_some() {
            let early = matches!(self.state.clock.phase, Phase::Announced | Phase::Seating);
            return if early {
                Ok(())
            } else {
                let phase = self.state.clock.phase;
                Err(Refusal::OutOfPhase { act: "enrol", phase, allowed: phase.allowed() })
            };
        }
        self.admitted_at_once(roster, a)
    }
    /// What gives weight or opens doors is not for those to say who gain by it. Asked of commands only: an event says what was
    /// accepted when it came.
    pub(in crate::contest) fn not_in_own_cause(by: &Actor, act: &Act) -> Judged {
        match act {
            Act::Enrol { applicant: a, share, .. } if share.is_some() || !a.record.is_empty() => match by {
                Actor::Host => Ok(()),
                _ => Err(Refusal::NotAllowed {
                    act: act.code(),
                    who: "the host, where a share or a record is stated; who asks for themself leaves them out",
                }),
            },
            _ => Ok(()),
        }
    }
    /// Without a phase of seating the rules are applied to the one who asks.
    fn admitted_at_once(&self, roster: &RosterId, a: &Applicant) -> Judged {
        let rules: Vec<_> = self.plan.built().rosters[roster].iter().map(|r| &**r).collect();
        let people = std::slice::from_ref(a);
        let found = self
            .admit(&rules, people)
            .map_err(|e| Refusal::Field { field: "roster".to_owned(), why: e.to_string() })?;
        match found.refused.into_iter().next() {
            Some(r) => {
                Err(Refusal::NotAdmitted { person: a.person.clone(), roster: roster.clone(), why: r.why })
            }
            None => Ok(()),
        }
    }
    fn admit(
        &self,
        rules: &[&dyn admit::AdmissionRule],
        people: &[Applicant],
    ) -> Result<admit::Admission, AdmitError> {
        let entries: Vec<_> = self.state.entries.iter().map(|(_, e)| e.authored()).collect();
        let conflicts: Vec<Conflict> = self.state.people.conflicts.iter().cloned().collect();
        let lot = self.state.lot(self.plan);
        admit::admit(rules, &Call { people, entries: &entries, conflicts: &conflicts, lot: lot.as_ref() })
    }
    /// The rules of every roster over all who ask. A rule that draws waits for a seed that was only committed to.
    pub(super) fn seatings(&self) -> Result<Vec<Seating>, Refusal> {
        let people = &self.state.people;
        let mut all = vec![];
        for (roster, rules) in &self.plan.built().rosters {
            let asking: Vec<Applicant> =
                people.roster(roster).asking().into_iter().map(|(ix, m)| people.applicant(ix, m)).collect();
            let rules: Vec<_> = rules.iter().map(|r| &**r).collect();
            let admission = match self.admit(&rules, &asking) {
                Ok(mut a) => {
                    // Tasks are dealt when ballots open, among those who are seated by then.
                    a.barred.retain(|b| b.by != BarredBy::NotDealt);
                    a
                }
                Err(AdmitError::NoSeed { .. }) if !self.state.seed_is_late(self.plan, self.at) => {
                    let why = "admission is drawn by lot: the host has to `reveal` the seed first".to_owned();
                    return Err(Refusal::Seed { why });
                }
                // Nobody is admitted: the contest fails for want of a seed.
                Err(AdmitError::NoSeed { .. }) => admit::Admission::default(),
                // Nor here, and everybody is told; if that is too few, the contest fails.
                Err(_) => {
                    let why = || NotAdmitted::Other { code: "not-applicable".to_owned() };
                    let no = |a: &Applicant| admit::Refused { person: a.person.clone(), why: why() };
                    admit::Admission { refused: asking.iter().map(no).collect(), ..Default::default() }
                }
            };
            all.push(Seating { roster: roster.clone(), admission });
        }
        Ok(all)
    }
    /// Whoever still takes part has to leave first: what is known of them may still be asked for.
    pub(super) fn erase(&self, person: &PersonId, events: &[Erased]) -> Judged {
        let people = &self.state.people;
        let ix = people.ix(person).ok_or_else(|| Refusal::UnknownPerson { person: person.clone() })?;
        if people.gone(ix).is_none() && !self.state.clock.phase.is_over() {
            return Err(Refusal::StillHere { person: person.clone() });
        }
        // Else a ballot could be written anew in the name of somebody who has left.
        let told = people.told(ix);
        match events.iter().find(|e| !told.contains(&e.seq) && self.state.seated != Some(e.seq)) {
            Some(e) => {
                let why = format!(
                    "event {} tells nothing of `{person}` that can be erased: neither an enrolment of theirs that tells more than their id, nor the seating",
                    e.seq
                );
                Err(Refusal::Field { field: "events".to_owned(), why })
            }
            None => Ok(()),
        }
    }
    /// An enrolment of which only the person, their party and their share are left.
    pub(super) fn check_erased(&self, roster: &RosterId, a: &Applicant) -> Result<(), String> {
        if !self.state.people.rosters.contains_key(roster) {
            return Err(format!("enrols on roster `{roster}`, which the plan does not have"));
        }
        if a.stratum.is_some() || !a.record.is_empty() {
            return Err("says that it was erased, and tells something".to_owned());
        }
        Ok(())
    }
    pub(super) fn conflict(&self, person: &PersonId, with: &Tied) -> Judged {
        self.here(person)?;
        match with {
            Tied::Entry(e) => self.entry(e).map(|_| ()),
            Tied::Author(a) => {
                let ix = self.state.people.ix(a);
                ix.map(|_| ()).ok_or_else(|| Refusal::UnknownPerson { person: a.clone() })
            }
            Tied::Party(p) if self.plan.plan().parties.iter().any(|x| x.party == *p) => Ok(()),
            Tied::Party(p) => {
                let why = format!("the plan has no party `{p}`");
                Err(Refusal::Field { field: "with.party".to_owned(), why })
            }
        }
    }
    pub(super) fn delegate(
        &self,
        roster: &RosterId,
        from: &PersonId,
        to: Option<&PersonId>,
        scope: Option<&Scope>,
    ) -> Judged {
        self.member(roster, from)?;
        if !self.plan.plan().rosters[roster].delegation {
            return Err(Refusal::NoDelegation { roster: roster.clone() });
        }
        let mut polls = self.plan.plan().rounds.iter().flat_map(|r| &r.polls).filter(|p| p.voters == *roster);
        let known = match scope {
            None => true,
            Some(Scope::Area(a)) => polls.any(|p| p.area.as_ref() == Some(a)),
            Some(Scope::Issue(id)) => polls.any(|p| p.poll == *id),
        };
        if !known {
            let why = format!("roster `{roster}` votes in no such poll, nor in one of that area");
            return Err(Refusal::Field { field: "scope".to_owned(), why });
        }
        let Some(to) = to else { return Ok(()) };
        self.member(roster, to)?;
        if to == from {
            let why = format!("`{to}` delegates to themself; to vote oneself, take the delegation back");
            return Err(Refusal::Field { field: "to".to_owned(), why });
        }
        Ok(())
    }
    /// Whether somebody who enters something may.
    pub(super) fn may_enter(&self, person: &PersonId, entry: &EntryId) -> Judged {
        let Some(by) = &self.plan.plan().entries.by else {
            return Err(Refusal::NotAllowed { act: "submit", who: "the host" });
        };
        self.member(by, person)?;
        let most = self.plan.plan().entries.most_each;
        let have = self.state.entries.iter().filter(|(_, e)| e.status.is_in() && e.is_of(person)).count();
        match most {
            Some(most) if have >= most as usize => {
                let has = if self.plan.plan().hidden.authors {
                    "as many as one may have".to_owned()
                } else {
                    have.to_string()
                };
                let why = format!("`{person}` has {has} already, at most {most} entries are allowed");
                Err(Refusal::Field { field: format!("team of `{entry}`"), why })
            }
            _ => Ok(()),
        }
    }
}
/// Whether every weight by which a roster votes can be told of a person: one without would make the round uncountable.
pub(super) fn weighable(
    plan: &ValidPlan,
    roster: &RosterId,
    person: &PersonId,
    party: Option<&PartyId>,
    share: Option<&Exact>,
) -> Judged {
    let (party, share) = (party.cloned(), share.cloned());
    let alone = [Member { party, share, voted: true, ..Member::new(person.clone()) }];
    let parties = &plan.plan().parties;
    let electorate = Electorate { members: &alone, parties, delegations: &[], trust: &[] };
    let rounds = plan.plan().rounds.iter().zip(&plan.built().rounds);
    let polls = rounds.flat_map(|(r, built)| r.polls.iter().zip(&built.polls));
    for (_, built) in polls.filter(|(p, _)| p.voters == *roster) {
        for rule in std::iter::once(&built.weigh).chain(built.counts.values()) {
            if let Err(e @ (WeighError::NoShare(_) | WeighError::NoParty { .. })) =
                weigh(&**rule, &electorate)
            {
                return Err(Refusal::Field { field: "enrol".to_owned(), why: e.to_string() });
            }
        }
    }
    Ok(())
}
/// Names of what is known are short and plain, so that the log holds no free text.
fn known(a: &Applicant) -> Judged {
    let plain = |field: String, name: &str| {
        name.parse::<RosterId>().map(|_| ()).map_err(|e| Refusal::Field { field, why: e.to_string() })
    };
    if a.record.len() > MAX_KNOWN {
        return Err(Refusal::Limit { what: "things known of a person", most: MAX_KNOWN as u64 });
    }
    if let Some(s) = &a.stratum {
        plain("applicant.stratum".to_owned(), s)?;
    }
    a.record.keys().try_for_each(|name| plain("applicant.record".to_owned(), name))
}

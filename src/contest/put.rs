//! What each event does to the state. Everything that could be wrong with it was judged before.
use super::{
    Act, Casting, Event, Failure, Found, Next, Phase, RoundRecord, Seating, State, Submission, ValidPlan,
    entries::{Entry, Status},
    half::Half,
    judge::{amended, picks},
    people::{Gone, Membership},
    plan::LotPlan,
    record::Stage,
    state::{End, Key},
};
use crate::{
    admit::Conflict,
    id::{EntryId, PersonId, PollId},
};
use std::sync::Arc;

impl State {
    /// Time has passed up to the event; now its act is done.
    #[expect(clippy::too_many_lines, reason = "one arm an act, a table")]
    pub(super) fn put(&mut self, plan: &mut ValidPlan, event: &Event) {
        let at = event.at;
        match &event.act {
            Act::Enrol { roster, applicant, share } => {
                let seating = plan.plan().seating.is_some();
                let state = if seating { Membership::Asked } else { Membership::On };
                let ix = self.people.name(&applicant.person);
                let a = applicant;
                let plain =
                    a.stratum.is_none() && a.record.is_empty() && a.party.is_none() && share.is_none();
                if !plain || event.found == Some(Found::Erased {}) {
                    self.people.tell(ix, event.seq);
                }
                let weighs = share.is_some() && plan.asks_standing(roster);
                let members = self.people.roster_mut(roster);
                members.enter(ix, state, event.seq, applicant, share.as_ref(), weighs);
                self.bar_again(plan, ix);
            }
            Act::Leave { person } => self.leave(plan, person, Gone::Left, at),
            Act::Remove { person, why } => self.leave(plan, person, Gone::Removed(why.clone()), at),
            Act::Conflict { person, with } => {
                let conflict = Conflict { person: person.clone(), with: with.clone() };
                Arc::make_mut(&mut self.people.conflicts).insert(conflict);
                // Nothing is counted again for a conflict that touches no ballot.
                if self.people.ix(person).is_some_and(|ix| self.bar_again(plan, ix)) {
                    self.touch(at);
                }
            }
            Act::Seat {} => self.seat(plan, event),
            Act::Delegate { roster, from, to, scope } => {
                let (from, to) = (self.people.ix(from), to.as_ref().and_then(|p| self.people.ix(p)));
                if let Some(from) = from {
                    self.people.roster_mut(roster).delegate(from, to, scope.as_ref());
                }
            }
            Act::Submit(s) => self.submit(plan, s, event),
            Act::Revise { entry, digest } => self.change(entry, |e| e.digest = Some(*digest)),
            Act::Withdraw { entry } => self.take_out(entry, Status::Withdrawn, at),
            Act::Disqualify { entry, why } => self.take_out(entry, Status::Disqualified(why.clone()), at),
            Act::Hide { entry, why } => self.change(entry, |e| e.hidden = Some((at, why.clone()))),
            Act::Restore { entry } => self.change(entry, |e| {
                e.was_hidden = e.hidden_until(at);
                e.hidden = None;
            }),
            Act::Admit { entry } => self.change(entry, |e| e.status = Status::Standing),
            Act::Reject { entry, why } => self.change(entry, |e| e.status = Status::Rejected(why.clone())),
            Act::Figure { entry, figure, amount } => self.change(entry, |e| {
                e.figures.insert(figure.clone(), *amount);
            }),
            Act::Cast { poll, voter, ballot } => {
                self.keep(plan, poll, voter, at);
                self.in_box(plan, poll, voter, |b, ix| b.put(ix, (**ballot).clone()));
                self.age(plan, poll, voter, at);
                self.close_early(plan, at);
            }
            Act::Mark { poll, voter, mark } => {
                self.keep(plan, poll, voter, at);
                self.in_box(plan, poll, voter, |b, ix| b.put_mark(ix, *mark));
                self.age(plan, poll, voter, at);
            }
            Act::Retract { poll, voter } => {
                self.keep(plan, poll, voter, at);
                self.in_box(plan, poll, voter, |b, ix| b.take(ix));
            }
            Act::SetAside { poll, voter, why } => {
                self.in_box(plan, poll, voter, |b, ix| {
                    b.aside.insert(ix, why.clone());
                });
                self.touch(at);
            }
            Act::Reinstate { poll, voter, .. } => {
                self.in_box(plan, poll, voter, |b, ix| {
                    b.aside.remove(&ix);
                });
                self.touch(at);
            }
            Act::Pick { entries } => {
                self.round.picks = Some(picks(&event.by, entries));
                self.count_again(at);
            }
            Act::BreakTie(casting) => {
                match casting {
                    Casting::InPoll { poll, decision } => {
                        self.round.decisions.entry(poll.clone()).or_default().push(decision.clone());
                    }
                    Casting::AtCut { chosen } => self.round.at_cut.push(chosen.clone()),
                }
                self.count_again(at);
            }
            Act::Count {} => self.count(plan, event),
            Act::Settle {} => {
                if let Some(Found::Settlement(s)) = &event.found {
                    self.settlement = Some(Arc::new((**s).clone()));
                }
                self.clock.phase = Phase::Settled;
                self.clock.begun = at;
                self.clock.due = None;
            }
            Act::Reveal { seed } => {
                self.seed = Some(seed.clone());
                if self.clock.phase == Phase::Seated {
                    // The draw waited for it; what follows begins now.
                    self.clock.due = Some(at);
                }
                if self.clock.phase == Phase::Counting {
                    self.count_again(at);
                }
            }
            Act::Pause {} => self.clock.paused = Some(at),
            Act::Resume {} => self.resume(at),
            Act::Extend { until } => {
                if let Ok(end) = until.resolve() {
                    let more = self.clock.until.map_or(super::Span::ZERO, |before| end.since(before));
                    self.clock.extended = self.clock.extended.plus(more);
                    self.clock.until = Some(end);
                }
            }
            Act::Cancel { why } => {
                self.clock.paused = None;
                self.end = Some(End::Cancelled(why.clone()));
                self.enter_due(Phase::Cancelled, at);
            }
            Act::Amend { set } => {
                if let Ok(new) = amended(plan, self.clock.phase, self.round.at, set) {
                    *plan = new;
                }
            }
            Act::Erase { person, .. } => self.erase(plan, person),
        }
        if let Some(Found::GoesOn { until }) = &event.found {
            self.go_on(*until);
        }
    }
    fn change(&mut self, entry: &EntryId, f: impl FnOnce(&mut Entry)) {
        if let Some(ix) = self.entries.ix(entry) {
            f(self.entries_mut().get_mut(ix));
        }
    }
    /// Nothing that was known of a person stays, but what their ballots weigh by.
    fn erase(&mut self, plan: &ValidPlan, person: &PersonId) {
        let Some(ix) = self.people.ix(person) else { return };
        for seq in self.people.erase(ix, plan) {
            self.forget_key(seq);
        }
    }
    /// What a key stood for is no longer told apart: the digest of an enrolment could be guessed.
    pub(super) fn forget_key(&mut self, seq: u64) {
        let found = self.keys.iter().find(|(_, k)| k.seq == seq).map(|(key, _)| *key);
        if let Some(key) = found {
            self.keys.insert(key, Key { seq, content: Half::NONE });
        }
    }
    fn take_out(&mut self, entry: &EntryId, status: Status, at: super::Time) {
        self.change(entry, |e| e.status = status);
        if self.entries.ix(entry).is_some_and(|ix| self.place(ix).is_some()) {
            self.touch(at);
        }
    }
    fn submit(&mut self, plan: &ValidPlan, s: &Submission, event: &Event) {
        let screened = plan.plan().entries.screening.is_some();
        let status = if screened { Status::Entered } else { Status::Standing };
        self.entries_mut().push(Entry::submitted(s, status));
        if plan.plan().entries.most.is_some_and(|most| self.entries.count_in() >= most as usize) {
            self.close_at(event.at);
        }
    }
    /// A person goes; what becomes of their entries and ballots is the plan's to say.
    fn leave(&mut self, plan: &ValidPlan, person: &PersonId, how: Gone, at: super::Time) {
        let Some(ix) = self.people.ix(person) else { return };
        // Whoever has no part in this round changes nothing of its count, nor do ballots when the result stands.
        let stands = self.clock.phase == Phase::Final;
        let polls = &plan.plan().rounds[self.round.at as usize].polls;
        let votes = !stands
            && (polls.iter().any(|p| self.people.roster(&p.voters).is_on(ix))
                || self.round.boxes.iter().any(|b| b.has(ix)));
        let stood = self.standing_on_slate();
        let (status, why) = match &how {
            Gone::Left => (Status::Withdrawn, None),
            Gone::Removed(why) => (Status::Disqualified(why.clone()), Some(why.clone())),
        };
        self.people.leave(ix, how);
        self.entries_mut().give_up(person, &status);
        let polls = &plan.plan().rounds[self.round.at as usize].polls;
        for (b, p) in self.round.boxes.iter_mut().zip(polls) {
            match &why {
                _ if stands => {}
                // The first reason stays.
                Some(why) if b.has(ix) && b.aside.get(&ix).is_none() => {
                    b.aside.insert(ix, why.clone());
                }
                None if !plan.plan().rosters[&p.voters].ballots_stay => b.take(ix),
                _ => {}
            }
        }
        if votes || stood != self.standing_on_slate() {
            self.touch(at);
        }
        self.close_early(plan, at);
    }
    /// How many entries of the slate may still win.
    fn standing_on_slate(&self) -> usize {
        self.round.slate.iter().filter(|e| self.entries.get(**e).status.is_in()).count()
    }
    fn seat(&mut self, plan: &ValidPlan, event: &Event) {
        let due = self.clock.due.unwrap_or(event.at);
        let draws = plan.built().rosters.values().flatten().any(|r| r.compares());
        let in_vain = self.seed_until(plan).filter(|_| draws && self.published(plan).is_none());
        let begin = in_vain.unwrap_or(due);
        self.seated = Some(event.seq);
        let mut undrawn = false;
        let seatings: &[Seating] = if let Some(Found::Admission(s)) = &event.found { s } else { &[] };
        for s in seatings {
            let people = &mut self.people;
            let admitted: Vec<u32> = s.admission.admitted.iter().filter_map(|p| people.ix(p)).collect();
            let members = people.roster_mut(&s.roster);
            let asked: Vec<u32> = members.asking().into_iter().map(|(ix, _)| ix).collect();
            undrawn |= !asked.is_empty() && s.admission.admitted.is_empty() && s.admission.refused.is_empty();
            for ix in asked {
                members.decide(ix, false);
            }
            for ix in admitted {
                members.decide(ix, true);
            }
        }
        if undrawn && self.published(plan).is_none() {
            self.fail(begin, Failure::NoSeed {});
            return;
        }
        let short = plan.plan().rosters.iter().find_map(|(id, r)| {
            let have = u32::try_from(self.people.roster(id).active).unwrap_or(u32::MAX);
            (have < r.least).then(|| Failure::NoSeats { roster: id.clone(), have, need: r.least })
        });
        if let Some(why) = short {
            self.fail(begin, why);
            return;
        }
        self.open(plan, begin);
        self.advance(plan, event.at);
    }
    fn in_box(
        &mut self,
        plan: &ValidPlan,
        poll: &PollId,
        voter: &PersonId,
        f: impl FnOnce(&mut super::boxes::PollBox, u32),
    ) {
        let nth = plan.plan().rounds[self.round.at as usize].polls.iter().position(|p| p.poll == *poll);
        if let (Some(ix), Some(b)) = (self.people.ix(voter), nth.and_then(|n| self.round.boxes.get_mut(n))) {
            f(b, ix);
        }
    }
    /// A ballot is about to change; what it was is kept only where a rule of selection asks how long votes have stood.
    fn keep(&mut self, plan: &ValidPlan, poll: &PollId, voter: &PersonId, at: super::Time) {
        let at_round = self.round.at as usize;
        if plan.built().rounds[at_round].select.stakes_by().is_some() {
            let polls = &plan.plan().rounds[at_round].polls;
            let kind = polls.iter().find(|p| p.poll == *poll).map(|p| p.ballot.kind());
            self.in_box(plan, poll, voter, |b, ix| kind.into_iter().for_each(|kind| b.keep(ix, kind, at)));
        }
    }
    /// A ballot has changed, which is kept only where a rule of weights or of selection asks for it.
    fn age(&mut self, plan: &ValidPlan, poll: &PollId, voter: &PersonId, at: super::Time) {
        let round = &plan.built().rounds[self.round.at as usize];
        if round.select.stakes_by().is_some() || round.polls.iter().any(super::plan::BuiltPoll::asks_ages) {
            self.in_box(plan, poll, voter, |b, ix| b.change_at(ix, at));
        }
    }
    /// The phase ends when everybody has voted, if the plan says so.
    fn close_early(&mut self, plan: &ValidPlan, at: super::Time) {
        let round = &plan.plan().rounds[self.round.at as usize];
        let all_in = |(b, p): (&super::boxes::PollBox, &super::plan::PollPlan)| {
            let roster = self.people.roster(&p.voters);
            // Ballots of those who left count for nobody else; a poll without a box of its own waits for nobody.
            p.ballots_of.is_some() || b.len() as u64 >= roster.active && roster.on().all(|(ix, _)| b.has(ix))
        };
        let open = self.clock.phase == Phase::Balloting && round.early_close;
        if open && self.round.boxes.iter().zip(&round.polls).all(all_in) {
            self.close_at(at);
        }
    }
    /// What a count came to decides what follows; the next phase begins when the count was due.
    fn count(&mut self, plan: &ValidPlan, event: &Event) {
        let Some(Found::Round(record)) = &event.found else { return };
        let record: &RoundRecord = record;
        let begin = self.clock.due.unwrap_or(event.at);
        self.waited_until(begin);
        let same = |last: &Arc<RoundRecord>| last.next == record.next && last.selection == record.selection;
        let changed = !self.record().is_some_and(same);
        if let Some(last) = self.record() {
            let in_vain = last.stage().filter(|_| !self.round.changed);
            self.round.waited = self.round.waited.max(in_vain);
            self.records.pop();
        }
        self.records.push(Arc::new(record.clone()));
        self.round.changed = false;
        let numbers = |ids: &[EntryId]| -> Vec<u32> {
            let mut all: Vec<u32> = ids.iter().filter_map(|e| self.entries.ix(e)).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let round = &plan.plan().rounds[self.round.at as usize];
        match &record.next {
            Next::Round { entries } => {
                let field = numbers(entries);
                self.begin_round(plan, begin, self.round.at + 1, 0, field);
            }
            Next::Again { entries } => {
                let field = numbers(entries);
                self.begin_round(plan, begin, self.round.at, self.round.turn + 1, field);
            }
            Next::Won { .. } => self.enter_appeal(plan, begin, changed),
            Next::Failed { why } => self.fail(begin, why.clone()),
            Next::Tied { polls, at_cut } => {
                let of_polls = round.polls.iter().filter(|p| polls.contains(&p.poll)).map(|p| p.ties.within);
                if *at_cut {
                    // What is left of the time for a tie before the pick is that of one after it.
                    self.wait(Stage::Cut, begin, round.ties.within);
                } else {
                    self.wait(Stage::Polls, begin, of_polls.max().unwrap_or_default());
                }
            }
            Next::AwaitsPick {} => self.wait(Stage::Pick, begin, round.pick_within),
            Next::AwaitsSeed {} => {
                let within = match &plan.plan().lot {
                    Some(LotPlan::Commitment(c)) => c.within,
                    _ => super::Span::ZERO,
                };
                self.wait(Stage::Seed, begin, within);
            }
        }
        // Phases that began in the past may have ended since.
        self.advance(plan, event.at);
    }
}

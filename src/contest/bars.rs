//! Who may not judge what: own entries, and what the rules of admission bar.
use super::{State, ValidPlan, people::PersonIx};
use crate::{
    admit::{AdmitError, Applicant, Authored, Call, Conflict, admit},
    id::{EntryIx, EntrySet},
};
use std::{collections::BTreeMap, sync::Arc};

impl State {
    /// Asks the roster's rules that bar, for all voters of a poll.
    ///
    /// # Errors
    /// If a rule cannot be applied to so many, or at all: then nobody knows who may judge what.
    pub(super) fn bar(
        &mut self,
        plan: &ValidPlan,
        poll: usize,
        voters: &[PersonIx],
    ) -> Result<(), AdmitError> {
        self.bar_by(plan, poll, voters, false).map(|_| ())
    }
    /// Whether that touches a ballot in the box; `again`: for some of the voters only. What was dealt among all of them then stays as it is.
    fn bar_by(
        &mut self,
        plan: &ValidPlan,
        poll: usize,
        voters: &[PersonIx],
        again: bool,
    ) -> Result<bool, AdmitError> {
        let poll_plan = &plan.plan().rounds[self.round.at as usize].polls[poll];
        let bar = || plan.built().rosters[&poll_plan.voters].iter().filter(|r| r.bars());
        let stays = again && bar().any(|r| r.compares());
        let rules: Vec<_> = bar().filter(|r| !(again && r.compares())).map(|r| &**r).collect();
        if rules.is_empty() || voters.is_empty() {
            return Ok(false);
        }
        let entries: Vec<Authored> =
            self.round.slate.iter().map(|e| self.entries.get(*e).authored()).collect();
        let conflicts: Vec<Conflict> = self.people.conflicts.iter().cloned().collect();
        let roster = self.people.roster(&poll_plan.voters);
        let people: Vec<Applicant> =
            voters.iter().filter_map(|ix| Some(self.people.applicant(*ix, roster.get(*ix)?))).collect();
        let lot = self.lot(plan);
        let call = Call { people: &people, entries: &entries, conflicts: &conflicts, lot: lot.as_ref() };
        let found = admit(&rules, &call)?;
        let mut new: BTreeMap<PersonIx, EntrySet> = BTreeMap::new();
        for b in &found.barred {
            let place = self.entries.ix(&b.entry).and_then(|e| self.place(e));
            if let (Some(ix), Some(place)) = (self.people.ix(&b.person), place) {
                new.entry(ix).or_default().insert(EntryIx::from(place));
            }
        }
        // Who is no longer let in may judge nothing.
        for r in &found.refused {
            if let Some(ix) = self.people.ix(&r.person) {
                new.insert(ix, EntrySet::first(self.round.slate.len()));
            }
        }
        let ballots = &mut self.round.boxes[poll];
        let bars = Arc::make_mut(&mut ballots.bars);
        let mut touched = vec![];
        for v in voters {
            let old = bars.get(v).filter(|_| stays);
            let new = match (new.remove(v), old) {
                (Some(new), Some(old)) => Some(new.union(old)),
                (new, old) => new.or_else(|| old.cloned()),
            };
            if bars.get(v) != new.as_ref() {
                touched.push(*v);
            }
            match new {
                Some(set) => bars.insert(*v, set),
                None => bars.remove(v),
            };
        }
        Ok(touched.into_iter().any(|v| ballots.has(v)))
    }
    /// Asks again for one person, in every poll of the round. Whether that touches a ballot in a box.
    pub(super) fn bar_again(&mut self, plan: &ValidPlan, person: PersonIx) -> bool {
        let mut touched = false;
        for poll in 0..self.round.boxes.len() {
            let voters = &plan.plan().rounds[self.round.at as usize].polls[poll].voters;
            if self.people.roster(voters).is_on(person) {
                // What bars one person was applied to all before; where it now cannot be, what it said stays.
                touched |= self.bar_by(plan, poll, &[person], true).unwrap_or(false);
            }
        }
        touched
    }
    /// Whether the voter made the entry at this place.
    pub(super) fn is_own(&self, voter: PersonIx, e: EntryIx) -> bool {
        let entry = self.round.slate.get(e.ix()).map(|n| self.entries.get(*n));
        entry.is_some_and(|x| !x.team.is_empty() && x.is_of(self.people.id(voter)))
    }
    /// Of these places, those of entries that the voter made.
    pub(super) fn own(&self, voter: PersonIx, among: &EntrySet) -> EntrySet {
        among.iter().filter(|e| self.is_own(voter, *e)).collect()
    }
    /// Places of entries that a voter may not judge by a conflict of interest.
    pub(super) fn barred(&self, poll: usize, voter: PersonIx) -> EntrySet {
        self.round.boxes[poll].bars.get(&voter).cloned().unwrap_or_default()
    }
}

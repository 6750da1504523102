//! Ballots and marks.
use super::{Judge, Judged};
use crate::{
    ballot::{Ballot, BallotError, Kind, Marked},
    contest::{
        AnyBallot, AnyMark, Refusal,
        boxes::PollBox,
        forms::costs,
        people::PersonIx,
        plan::{BallotPlan, Change, PollPlan, SelfVote},
    },
    id::{EntryId, EntryIx, EntrySet, PersonId, PollId},
};

/// A poll of the present round.
pub(super) struct At<'a> {
    pub(super) plan: &'a PollPlan,
    pub(super) ballots: &'a PollBox,
}

impl Judge<'_> {
    pub(super) fn poll(&self, poll: &PollId) -> Result<At<'_>, Refusal> {
        let polls = &self.plan.plan().rounds[self.state.round.at as usize].polls;
        // A poll that counts another's ballots takes none.
        let nth = polls
            .iter()
            .position(|p| p.poll == *poll && p.ballots_of.is_none())
            .filter(|n| *n < self.state.round.boxes.len());
        let Some(nth) = nth else {
            let own = polls.iter().filter(|p| p.ballots_of.is_none());
            let known = own.map(|p| p.poll.clone()).collect();
            return Err(Refusal::UnknownPoll { poll: poll.clone(), known });
        };
        Ok(At { plan: &polls[nth], ballots: &self.state.round.boxes[nth] })
    }
    fn entry_at(&self, place: EntryIx) -> Option<&EntryId> {
        self.state.round.slate.get(place.ix()).map(|e| &self.state.entries.get(*e).id)
    }
    /// The refusal of the ballot checks, with names in place of places.
    fn ballot_refusal(&self, at: &At<'_>, voter: &PersonId, e: &BallotError) -> Refusal {
        let cause = crate::id::with_names(&e.to_string(), |i| self.entry_at(i).map(EntryId::as_str));
        let entry = e.entry().and_then(|i| self.entry_at(i)).cloned();
        Refusal::Ballot { poll: at.plan.poll.clone(), voter: voter.clone(), entry, cause }
    }
    /// What holds for every ballot and mark: a voter who may, an entry that is there, one that they may judge.
    fn may_vote(
        &self,
        at: &At<'_>,
        voter: &PersonId,
        named: &EntrySet,
        kind: Kind,
        in_parts: bool,
    ) -> Result<PersonIx, Refusal> {
        let ix = self.member(&at.plan.voters, voter)?;
        let poll = || at.plan.poll.clone();
        if at.plan.ballot.kind() != kind {
            let (voter, wants) = (voter.clone(), at.plan.ballot.kind());
            return Err(Refusal::WrongKind { poll: poll(), voter, wants, got: kind });
        }
        if at.plan.parts != in_parts {
            return Err(Refusal::Parts { poll: poll(), voter: voter.clone(), in_parts: at.plan.parts });
        }
        for e in named.iter() {
            let Some(n) = self.state.round.slate.get(e.ix()) else {
                let slate = self.state.round.slate.len();
                return Err(self.ballot_refusal(at, voter, &BallotError::UnknownEntry { entry: e, slate }));
            };
            let entry = self.state.entries.get(*n);
            if !entry.status.is_in() {
                return Err(Refusal::EntryIs { entry: entry.id.clone(), status: entry.status.clone() });
            }
            if let Some((since, _)) = entry.hidden.as_ref().filter(|_| self.plan.plan().hidden.stops_votes) {
                return Err(Refusal::EntryHidden { entry: entry.id.clone(), since: *since });
            }
        }
        self.may_judge(at, ix, voter, named)?;
        Ok(ix)
    }
    /// A ballot that says nothing but of entries that its voter may not judge is refused; else those are left out when counted. Where votes for
    /// one's own entry are forbidden, one name of it is enough.
    fn may_judge(&self, at: &At<'_>, ix: PersonIx, voter: &PersonId, named: &EntrySet) -> Judged {
        let own_vote = at.plan.self_vote;
        let bars = at.ballots.bars.get(&ix);
        let (mut own, mut barred, mut free) = (None, None, false);
        for e in named.iter() {
            if own_vote != SelfVote::Allowed && self.state.is_own(ix, e) {
                own = own.or(self.entry_at(e));
            } else if bars.is_some_and(|b| b.contains(e)) {
                barred = barred.or(self.entry_at(e));
            } else if own_vote == SelfVote::Forbidden {
                free = true;
            } else {
                return Ok(());
            }
        }
        if free && own.is_none() {
            return Ok(());
        }
        let voter = voter.clone();
        match (own, barred) {
            (Some(entry), _) => Err(Refusal::OwnEntry { voter, entry: entry.clone() }),
            (None, Some(entry)) => Err(Refusal::Barred { voter, entry: entry.clone() }),
            (None, None) => Ok(()),
        }
    }
    fn has_room(&self, at: &At<'_>, more: u64) -> Judged {
        let most = self.plan.plan().limits.marks;
        if more > 0 && at.ballots.size.saturating_add(more) > most {
            return Err(Refusal::Limit { what: "marks in all ballots of a poll", most });
        }
        Ok(())
    }
    fn stands(at: &At<'_>, voter: &PersonId) -> Refusal {
        Refusal::Final { poll: at.plan.poll.clone(), voter: voter.clone() }
    }

    pub(super) fn cast(&self, poll: &PollId, voter: &PersonId, ballot: &AnyBallot) -> Judged {
        let at = self.poll(poll)?;
        let slate = self.state.round.slate.len();
        // Before a set is made, which would take room for a place that is not there.
        if let Some(entry) = ballot.last().filter(|e| e.ix() >= slate) {
            self.member(&at.plan.voters, voter)?;
            return Err(self.ballot_refusal(&at, voter, &BallotError::UnknownEntry { entry, slate }));
        }
        let named = ballot.entries();
        let ix = self.may_vote(&at, voter, &named, ballot.kind(), false)?;
        self.check_form(&at.plan.ballot, ballot).map_err(|e| self.ballot_refusal(&at, voter, &e))?;
        if at.plan.change == Change::First && at.ballots.has(ix) {
            return Err(Self::stands(&at, voter));
        }
        // The ballot that it replaces makes room.
        self.has_room(&at, ballot.size().saturating_sub(at.ballots.size_of(ix)))
    }
    pub(super) fn mark(&self, poll: &PollId, voter: &PersonId, mark: AnyMark) -> Judged {
        let at = self.poll(poll)?;
        let named: EntrySet = mark.entries().filter(|e| e.ix() < self.state.round.slate.len()).collect();
        if let Some(entry) = mark.entries().find(|e| !named.contains(*e)) {
            let slate = self.state.round.slate.len();
            self.member(&at.plan.voters, voter)?;
            return Err(self.ballot_refusal(&at, voter, &BallotError::UnknownEntry { entry, slate }));
        }
        let ix = self.may_vote(&at, voter, &named, mark.kind(), true)?;
        self.check_mark(&at.plan.ballot, mark, at.ballots.size_of(ix), at.ballots.has_mark(ix, mark))
            .map_err(|e| self.ballot_refusal(&at, voter, &e))?;
        if at.plan.change == Change::First && at.ballots.has_mark(ix, mark) {
            return Err(Self::stands(&at, voter));
        }
        self.has_room(&at, u64::from(mark.adds() && !at.ballots.has_mark(ix, mark)))
    }
    pub(super) fn retract(&self, poll: &PollId, voter: &PersonId) -> Judged {
        let at = self.poll(poll)?;
        let ix = self.member(&at.plan.voters, voter)?;
        if !at.ballots.has(ix) {
            return Err(Refusal::NoBallot { poll: poll.clone(), voter: voter.clone() });
        }
        if at.plan.change == Change::First {
            return Err(Self::stands(&at, voter));
        }
        Ok(())
    }
    /// A ballot that is in the box, and is set aside or is not.
    pub(super) fn aside(&self, poll: &PollId, voter: &PersonId, aside: bool) -> Judged {
        let at = self.poll(poll)?;
        let ix = self.state.people.ix(voter).filter(|ix| at.ballots.has(*ix));
        let ix = ix.ok_or_else(|| Refusal::NoBallot { poll: poll.clone(), voter: voter.clone() })?;
        if at.ballots.aside.contains(&ix) != aside {
            return Err(Refusal::Aside { poll: poll.clone(), voter: voter.clone(), aside: !aside });
        }
        // The ballots of a removed person stay out.
        if aside
            && self
                .state
                .people
                .gone(ix)
                .is_some_and(|g| matches!(g, crate::contest::people::Gone::Removed(_)))
        {
            return Err(Refusal::HasLeft { person: voter.clone() });
        }
        Ok(())
    }

    /// Whether the form allows the ballot.
    fn check_form(&self, plan: &BallotPlan, ballot: &AnyBallot) -> Result<(), BallotError> {
        let n = self.state.round.slate.len();
        match (plan, ballot) {
            (BallotPlan::Choice(f), AnyBallot::Choice(b)) => b.check(f, n),
            (BallotPlan::Approval(f), AnyBallot::Approval(b)) => b.check(f, n),
            (BallotPlan::Ranking(f), AnyBallot::Ranking(b)) => b.check(f, n),
            (BallotPlan::Scores(f), AnyBallot::Scores(b)) => b.check(f, n),
            (BallotPlan::Points(f), AnyBallot::Points(b)) => b.check(f, n),
            (BallotPlan::Pairs(f), AnyBallot::Pairs(b)) => b.check(f, n),
            (BallotPlan::Spend(f), AnyBallot::Spend(b)) => b.check(&costs(f, self.state), n),
            (BallotPlan::Consent(f), AnyBallot::Consent(b)) => b.check(f, n),
            // Kinds were compared before.
            _ => Ok(()),
        }
    }
    /// Whether the form allows the mark, where the voter has so many marks and perhaps this one already.
    fn check_mark(
        &self,
        plan: &BallotPlan,
        mark: AnyMark,
        have: u64,
        again: bool,
    ) -> Result<(), BallotError> {
        let n = self.state.round.slate.len();
        match (plan, mark) {
            (BallotPlan::Scores(f), AnyMark::Score(m)) => match m.level {
                Some(level) if level > f.top => {
                    Err(BallotError::OffScale { entry: m.entry, level, top: f.top })
                }
                _ => Ok(()),
            },
            (BallotPlan::Approval(f), AnyMark::Approval(m)) => match f.most {
                Some(most) if m.approve && !again && have >= u64::from(most) => {
                    Err(BallotError::TooMany { named: have as usize + 1, most: most as usize })
                }
                _ => Ok(()),
            },
            (BallotPlan::Pairs(f), AnyMark::Pair(m)) => {
                crate::ballot::Pairs::default().apply(m, f, n).map(|_| ())
            }
            _ => Ok(()),
        }
    }
}

//! Counting a round: every poll, then the selection, then what follows.
use super::{
    Failure, Next, PollRecord, Refusal, RoundRecord, State, ValidPlan,
    plan::{BuiltPoll, BuiltRound, OnTie, PollPlan, RoundPlan, Until},
    record::Stage,
};
use crate::{
    count::Cancel,
    id::{EntryId, RoundIx},
    num::Exact,
    select::{PollResult, Turnout},
};
use std::collections::BTreeSet;

mod choose;
mod electorate;
mod facts;
mod poll;
mod profile;
mod revote;
mod stakes;
mod ties;
pub use facts::PollFacts;

/// A count of the present round.
pub(super) struct Counting<'a> {
    pub(super) plan: &'a ValidPlan,
    pub(super) state: &'a State,
    pub(super) cancel: &'a Cancel,
    /// Whether steps are kept.
    pub(super) trace: bool,
}
/// Why a count does not come to an end by itself.
#[derive(Debug)]
enum Stop {
    /// By the caller.
    Refused(Refusal),
    /// For good.
    Failed(Failure),
    /// Until a seed is revealed.
    NoSeed,
}
impl From<Refusal> for Stop {
    fn from(r: Refusal) -> Self {
        Self::Refused(r)
    }
}
#[expect(clippy::needless_pass_by_value, reason = "errors are handed over")]
fn not_countable(what: impl ToString, why: impl ToString) -> Stop {
    Stop::Failed(Failure::NotCountable { what: what.to_string(), why: why.to_string() })
}

impl<'a> Counting<'a> {
    pub(super) fn round_plan(&self) -> &'a RoundPlan {
        &self.plan.plan().rounds[self.state.round.at as usize]
    }
    fn built_poll(&self, p: &PollPlan) -> Option<&'a BuiltPoll> {
        let nth = self.round_plan().polls.iter().position(|x| x.poll == p.poll)?;
        self.built().polls.get(nth)
    }
    fn built(&self) -> &'a BuiltRound {
        &self.plan.built().rounds[self.state.round.at as usize]
    }
    /// Entries on the slate that may still win, by number.
    fn standing(&self) -> Vec<u32> {
        let slate = self.state.round.slate.iter().copied();
        slate.filter(|e| self.state.entries.get(*e).status.is_in()).collect()
    }
    fn ids(&self, entries: &[u32]) -> Vec<EntryId> {
        entries.iter().map(|e| self.state.entries.get(*e).id.clone()).collect()
    }

    /// The record of the present turn. `waited`: nobody did in time what the last record waits for.
    pub(super) fn record(&self, waited: bool) -> Result<RoundRecord, Refusal> {
        let round = &self.state.round;
        let slate = self.ids(&round.slate);
        let stands: BTreeSet<EntryId> = self.ids(&self.standing()).into_iter().collect();
        let gone = slate.iter().filter(|e| !stands.contains(*e)).cloned().collect();
        let mut r = RoundRecord {
            round: RoundIx(round.at),
            turn: round.turn,
            slate,
            gone,
            polls: vec![],
            selection: None,
            picks: round.picks.clone(),
            next: Next::AwaitsPick {},
        };
        let over = self.state.round.waited.max(self.waits_for().filter(|_| waited));
        r.next = match self.next(&mut r, over) {
            Ok(next) => next,
            Err(Stop::Refused(refusal)) => return Err(refusal),
            Err(Stop::Failed(why)) => Next::Failed { why },
            Err(Stop::NoSeed)
                if self.state.seed_is_late(self.plan, self.state.clock.due.unwrap_or_default())
                    || over == Some(Stage::Seed) =>
            {
                Next::Failed { why: Failure::NoSeed {} }
            }
            Err(Stop::NoSeed) => Next::AwaitsSeed {},
        };
        Ok(r)
    }
    /// Who stands first in each poll, as far as it can be counted.
    pub(super) fn leaders(&self) -> Result<Vec<Vec<EntryId>>, Refusal> {
        let first = |nth| match self.poll(nth, false) {
            Ok(p) => Ok(p.counted.standing.into_iter().next().unwrap_or_default()),
            Err(Stop::Refused(refusal)) => Err(refusal),
            Err(_) => Ok(vec![]),
        };
        (0..self.round_plan().polls.len()).map(first).collect()
    }
    /// What the last record of this turn waits for.
    fn waits_for(&self) -> Option<Stage> {
        self.state.record().and_then(|r| r.stage())
    }
    /// What follows, where things up to `over` were waited for in vain; what comes after still has its own time.
    fn next(&self, r: &mut RoundRecord, over: Option<Stage>) -> Result<Next, Stop> {
        let waited = |stage| over >= Some(stage);
        let mut tied = vec![];
        for nth in 0..self.round_plan().polls.len() {
            // Gathering the ballots takes its time as well, before a rule sees any.
            if self.cancel.is_cancelled() {
                return Err(Refusal::Cancelled {}.into());
            }
            let p = self.poll(nth, waited(Stage::Polls))?;
            if p.counted.outcome.is_tied() {
                tied.push(p.poll.clone());
            }
            if let crate::count::Outcome::Undecided { bound, .. } = &p.counted.outcome {
                return Err(not_countable(&p.poll, format!("the search hit its limit: {bound}")));
            }
            r.polls.push(p);
        }
        if !tied.is_empty() {
            return if waited(Stage::Polls) {
                Err(Stop::Failed(Failure::TieUnsettled {}))
            } else {
                Ok(Next::Tied { polls: tied, at_cut: false })
            };
        }
        if self.choose(r, over)? { self.follows(r, over) } else { Ok(Next::AwaitsPick {}) }
    }
    /// What follows a selection.
    fn follows(&self, r: &RoundRecord, over: Option<Stage>) -> Result<Next, Stop> {
        let s = &r.selection.clone().unwrap_or_default();
        if !s.tied.is_empty() {
            if self.round_plan().ties.by == OnTie::Revote && self.revote_of().is_none() {
                let needs = &self.built().needs;
                let level: BTreeSet<&EntryId> = s.tied.iter().flat_map(|t| &t.tied).chain(needs).collect();
                let goes = |e: &&EntryId| level.contains(e) && !r.gone.contains(e);
                return Ok(Next::Again { entries: r.slate.iter().filter(goes).cloned().collect() });
            }
            return if over >= Some(Stage::of_cut(s)) {
                Err(Stop::Failed(Failure::TieUnsettled {}))
            } else {
                Ok(Next::Tied { polls: vec![], at_cut: true })
            };
        }
        // Where all stay, a turn that chose nobody may be followed by one that does.
        let again = self.round_plan().repeat.as_ref().filter(|repeat| r.turn + 1 < repeat.at_most);
        let nobody = s.none.as_ref().map(|why| Failure::NobodyChosen { why: why.clone() });
        if let Some(why) = nobody.clone().filter(|_| again.is_none_or(|repeat| !repeat.all_stay)) {
            return Ok(Next::Failed { why });
        }
        let chosen: BTreeSet<&EntryId> = s.goes_on().collect();
        let rounds = &self.plan.built().rounds;
        // What the rules of the rounds to come cannot do without goes on with those that are chosen.
        let in_order = |all: bool, to: usize| -> Vec<EntryId> {
            let needed = |e: &EntryId| rounds.iter().skip(to).any(|later| later.needs.contains(e));
            let stays = |e: &EntryId| !r.gone.contains(e) && (all || needed(e));
            self.whole_slate(r).iter().filter(|e| stays(e) || chosen.contains(e)).cloned().collect()
        };
        let at = r.round.0 as usize;
        if let Some(repeat) = again
            && !self.is_reached(&repeat.until, &chosen, r)
        {
            return Ok(Next::Again { entries: in_order(repeat.all_stay, at) });
        }
        if let Some(why) = nobody {
            return Ok(Next::Failed { why });
        }
        if at + 1 < rounds.len() {
            return Ok(Next::Round { entries: in_order(false, at + 1) });
        }
        Ok(Next::Won { winners: s.winners.iter().filter(|t| !t.is_empty()).cloned().collect() })
    }
    /// Whether a repeated round stops.
    fn is_reached(&self, until: &Until, chosen: &BTreeSet<&EntryId>, r: &RoundRecord) -> bool {
        match until {
            Until::EntriesLeft(n) => chosen.len() <= *n as usize,
            Until::Mean { poll, target } => {
                let scores = r.polls.iter().find(|p| p.poll == *poll).map(|p| &p.mean);
                scores.and_then(Option::as_ref).is_some_and(|mean: &Exact| mean >= target)
            }
            Until::NoChange => {
                let before =
                    self.state.records.iter().rev().find(|b| b.round == r.round && b.turn + 1 == r.turn);
                let before = before.and_then(|b| b.selection.as_ref());
                before.is_some_and(|b| b.goes_on().collect::<BTreeSet<_>>() == *chosen)
            }
            Until::Chosen(n) => chosen.len() >= *n as usize,
            Until::Decided { poll, open } => {
                let scores = r.polls.iter().find(|p| p.poll == *poll).map(|p| &p.counted.scores);
                let decided = |e: &EntryId| scores.and_then(|s| s.get(e)).is_some_and(|s| s != open);
                r.slate.iter().filter(|e| !r.gone.contains(e)).all(decided)
            }
        }
    }
}
impl PollRecord {
    /// As a rule of selection sees it.
    pub fn result(&self) -> PollResult {
        let turnout = Turnout { ballots: self.counted.ballots, blank: self.blank, eligible: self.eligible };
        PollResult {
            poll: self.poll.clone(),
            standing: self.counted.standing.clone(),
            scores: self.counted.scores.clone(),
            ballots_of: self.ballots_of.clone(),
            votes: self.votes.clone(),
            counts: self.counts.clone(),
            stakes: self.stakes.clone(),
            turnout,
        }
    }
}

//! The count of one poll.
use super::{
    Counting, Stop,
    electorate::{Counted as Ballots, Roll, ballots_of, places},
    not_countable,
    profile::profile,
};
use crate::{
    ballot::Position,
    contest::{
        Counted, PollRecord, Refusal,
        plan::{BuiltPoll, PollPlan, SeatsPlan},
        rules::{ELIGIBLE, STAKE},
    },
    count::{Budget, CountError, Decision, Gives, Options, Outcome, RuleSpec, Seats, Task, TiePolicy},
    id::{EntryId, EntryIx, EntrySet},
    num::{Exact, Votes},
    profile::{AnyProfile, ConsentCounts, ScaledWeights, Summary, scale_weights_with},
    tally::{AnyRule, AnyTally},
    weigh::Weights,
};
use std::collections::BTreeMap;

/// What a poll is about.
struct Poll<'a> {
    plan: &'a PollPlan,
    built: &'a BuiltPoll,
    /// Entries that still stand, by number, and their places on the slate.
    standing: Vec<u32>,
    keep: EntrySet,
}

impl Counting<'_> {
    fn about(&self, nth: usize) -> Poll<'_> {
        let standing = self.standing();
        let slate = &self.state.round.slate;
        let keep = places(slate.len(), |i| standing.binary_search(&slate[i]).is_ok());
        Poll { plan: &self.round_plan().polls[nth], built: &self.built().polls[nth], standing, keep }
    }
    /// The record of a poll.
    pub(super) fn poll(&self, nth: usize, waited: bool) -> Result<PollRecord, Stop> {
        let poll = self.about(nth);
        let p = poll.plan;
        let ballots = self.ballots(p, false);
        let roll = self.roll(p, &ballots);
        let weights = self.weights(&*poll.built.weigh, p, &roll)?;
        let decisions = self.state.round.decisions.get(&p.poll).cloned().unwrap_or_default();
        let policy = self.policy(&p.ties, p.poll.as_str(), &poll.standing, decisions, waited)?;
        let (counted, rule, profile) = self.count(&poll, &ballots, &roll, &weights, &policy)?;
        let the_box = &self.state.round.boxes[self.box_of(p)];
        let mut set_aside: BTreeMap<String, u64> = BTreeMap::new();
        for (_, why) in the_box.aside.iter().filter(|(voter, _)| the_box.has(**voter)) {
            *set_aside.entry(why.to_string()).or_default() += 1;
        }
        let with_set_aside =
            if set_aside.is_empty() { None } else { Some(Box::new(self.with_aside(&poll)?)) };
        let mut counts = BTreeMap::new();
        for (name, weigh) in &poll.built.counts {
            let w = self.weights(&**weigh, p, &roll)?;
            counts.insert(
                name.clone(),
                self.votes_by(&poll, &ballots, &roll, &w, &self.everybody(&**weigh, p, &roll)?)?,
            );
        }
        Ok(PollRecord {
            poll: p.poll.clone(),
            rule,
            eligible: roll.eligible,
            received: the_box.len() as u64,
            blank: ballots.blank,
            set_aside,
            own_left_out: ballots.own_left_out,
            ballots_of: self.by_entry(ballots_of(&ballots, self.state.round.slate.len())),
            mean: mean(&profile),
            votes: self.votes_by(
                &poll,
                &ballots,
                &roll,
                &weights,
                &self.everybody(&*poll.built.weigh, p, &roll)?,
            )?,
            counts,
            stakes: self.stakes(&poll.standing, p, &roll, &weights),
            counted,
            with_set_aside,
            lost: weights.lost,
            cycles: weights.cycles,
            capped: weights.capped,
            weight_error: weights.error,
        })
    }
    /// A count with these decisions on ties in place of those that stand.
    pub(in crate::contest) fn with_decisions(
        &self,
        nth: usize,
        decisions: Vec<Decision>,
    ) -> Result<Counted, Refusal> {
        let poll = self.about(nth);
        let ballots = self.ballots(poll.plan, false);
        let roll = self.roll(poll.plan, &ballots);
        let policy = TiePolicy::Declared { decisions, explore: TiePolicy::EXPLORE };
        let counted = self
            .weights(&*poll.built.weigh, poll.plan, &roll)
            .and_then(|w| self.count(&poll, &ballots, &roll, &w, &policy));
        match counted {
            Ok((counted, ..)) => Ok(counted),
            Err(Stop::Refused(r)) => Err(r),
            Err(Stop::Failed(why)) => Err(Refusal::NoTie { why: format!("{why:?}") }),
            Err(Stop::NoSeed) => Err(Refusal::NoTie { why: "the seed is not revealed yet".to_owned() }),
        }
    }
    /// The count as it would be with the ballots that were set aside.
    fn with_aside(&self, poll: &Poll<'_>) -> Result<Counted, Stop> {
        let ballots = self.ballots(poll.plan, true);
        let roll = self.roll(poll.plan, &ballots);
        let weights = self.weights(&*poll.built.weigh, poll.plan, &roll)?;
        Ok(self.count(poll, &ballots, &roll, &weights, &TiePolicy::REPORT)?.0)
    }
    /// Weights of ballots in units in which these sums are whole too.
    fn scaled(
        poll: &Poll<'_>,
        ballots: &Ballots,
        roll: &Roll,
        w: &Weights,
        sums: &[Exact],
    ) -> Result<(ScaledWeights, Vec<u64>), Stop> {
        scale_weights_with(&roll.of_ballots(w, ballots), sums).map_err(|e| not_countable(&poll.plan.poll, e))
    }
    /// What all who may vote weigh together, where that is not one each and the rule asks for it.
    fn stake(&self, poll: &Poll<'_>, roll: &Roll) -> Result<Option<Exact>, Stop> {
        if !self.plan.rules().asks(&poll.plan.tally, STAKE) {
            return Ok(None);
        }
        let all = self.everybody(&*poll.built.weigh, poll.plan, roll)?.total();
        Ok(Some(all).filter(|all| *all != Exact::from(roll.eligible)))
    }
    fn profile(&self, poll: &Poll<'_>, ballots: &Ballots, s: &ScaledWeights) -> Result<AnyProfile, Stop> {
        let all = profile(&poll.plan.ballot, self.state, ballots, &s.units, s.units_per_vote)
            .map_err(|e| not_countable(&poll.plan.poll, e))?;
        Ok(if poll.keep.len() == self.state.round.slate.len() { all } else { all.restrict(&poll.keep) })
    }
    fn count(
        &self,
        poll: &Poll<'_>,
        ballots: &Ballots,
        roll: &Roll,
        weights: &Weights,
        policy: &TiePolicy,
    ) -> Result<(Counted, RuleSpec, AnyProfile), Stop> {
        let stake = self.stake(poll, roll)?;
        let scaled = Self::scaled(poll, ballots, roll, weights, stake.as_slice())?.0;
        let profile = self.profile(poll, ballots, &scaled)?;
        let names = self.ids(&poll.standing);
        let mut known = vec![];
        if self.plan.rules().asks(&poll.plan.tally, ELIGIBLE) {
            known.push((ELIGIBLE, roll.eligible.into()));
        }
        known.extend(stake.map(|all| (STAKE, all.to_string().into())));
        let told = self.plan.rules().told(&poll.plan.tally, known, &names);
        let told = told.map_err(|e| not_countable(&poll.plan.poll, e))?;
        let (rule, spec) = match &told {
            Some((rule, spec)) => (rule, spec.clone()),
            None => (&poll.built.tally, poll.plan.tally.clone()),
        };
        let task = self.task(poll, rule);
        let options = Options { trace: self.trace, cancel: Some(self.cancel.clone()) };
        let tally = rule.run(&profile, &task, policy, &options).map_err(|e| self.stop(poll, &e))?;
        let votes = Exact::from(profile.total_weight());
        let weight = votes.checked_div(&Exact::from(scaled.units_per_vote)).unwrap_or(votes);
        Ok((self.counted(poll, profile.total_voters(), weight, &tally)?, spec, profile))
    }
    fn stop(&self, poll: &Poll<'_>, e: &CountError) -> Stop {
        let name = |i: EntryIx| poll.standing.get(i.ix()).map(|n| self.state.entries.get(*n).id.as_str());
        match e {
            CountError::Cancelled => Stop::Refused(Refusal::Cancelled {}),
            CountError::UnusedDecision(_) => {
                let why = "no such tie is met, or what is chosen is not among the tied".to_owned();
                Stop::Refused(Refusal::NoTie { why })
            }
            other => not_countable(&poll.plan.poll, crate::id::with_names(&other.to_string(), name)),
        }
    }
    fn task(&self, poll: &Poll<'_>, rule: &AnyRule) -> Task {
        let n = poll.standing.len();
        match (rule.gives(), poll.plan.seats) {
            (Gives::Standing, SeatsPlan::All) => Task::Seats(Seats::Open),
            (Gives::Standing, SeatsPlan::Fill(k)) => {
                let k = k.min(u32::try_from(n).unwrap_or(k)).max(1);
                Task::Seats(Seats::fill(k).unwrap_or(Seats::ONE))
            }
            (Gives::Funding, _) => {
                let costs =
                    poll.standing.iter().map(|e| self.state.entries.get(*e).cost.unwrap_or(0)).collect();
                Task::Budget(Budget { total: poll.plan.budget.unwrap_or(0), costs })
            }
            _ => Task::Plain,
        }
    }
    /// A tally with ids in place of places.
    fn counted(
        &self,
        poll: &Poll<'_>,
        ballots: u64,
        weight: Exact,
        tally: &AnyTally,
    ) -> Result<Counted, Stop> {
        let id = |e: EntryIx| self.state.entries.get(poll.standing[e.ix()]).id.clone();
        let tier = |t: &EntrySet| t.iter().map(id).collect::<Vec<EntryId>>();
        let mut scores = BTreeMap::new();
        let standing: Vec<Vec<EntryId>> = match tally {
            AnyTally::Standing(_) => {
                let s = tally.standing();
                scores.extend(s.into_iter().flat_map(|s| s.scores()).map(|(e, x)| (id(*e), x.clone())));
                s.map(|s| s.tiers().iter().map(tier).collect()).unwrap_or_default()
            }
            AnyTally::Funding(_) => {
                let bought: Vec<EntryId> =
                    tally.funding().into_iter().flat_map(|f| f.bought()).map(|b| id(b.entry)).collect();
                if bought.is_empty() { vec![] } else { vec![bought] }
            }
            AnyTally::Verdicts(_) => {
                let carried = tally.outcome().winners().map(|w| tier(&w.set())).unwrap_or_default();
                if carried.is_empty() { vec![] } else { vec![carried] }
            }
            AnyTally::Lottery(_) => match tally.outcome() {
                Outcome::Lottery { p } => {
                    let drawn = self.lot(poll.plan.poll.as_str())?.draw("draw", p);
                    drawn.map(|e| vec![id(e)]).into_iter().collect()
                }
                _ => vec![],
            },
        };
        let (outcome, ties, steps) = (tally.outcome().clone(), tally.ties().to_vec(), tally.steps().to_vec());
        Ok(Counted { ballots, weight, outcome, standing, scores, ties, steps })
    }
    fn by_entry(&self, n: Vec<u64>) -> BTreeMap<EntryId, u64> {
        let slate = self.state.round.slate.iter();
        slate.zip(n).map(|(e, n)| (self.state.entries.get(*e).id.clone(), n)).collect()
    }
    /// Yes, no and abstentions on each entry that still stands; nothing where ballots are not of consent.
    fn votes_by(
        &self,
        poll: &Poll<'_>,
        ballots: &Ballots,
        roll: &Roll,
        w: &Weights,
        everybody: &Weights,
    ) -> Result<BTreeMap<EntryId, Votes>, Stop> {
        if poll.plan.ballot.kind() != crate::ballot::Kind::Consent {
            return Ok(BTreeMap::new());
        }
        // In units in which the whole roll is whole too.
        let all = self.eligible(poll.plan, roll, w, everybody, &poll.standing);
        let (s, eligible) = Self::scaled(poll, ballots, roll, w, &all)?;
        let AnyProfile::Consent(profile) = self.profile(poll, ballots, &s)? else {
            return Ok(BTreeMap::new());
        };
        let c = ConsentCounts::of(&profile).map_err(|e| not_countable(&poll.plan.poll, e))?;
        let votes = |e: EntryIx| {
            let of = |ps: &[Position]| ps.iter().map(|p| c.weight(e, *p)).sum();
            let (no, block) = (Position::No { reasoned: true }, Position::Block { reasoned: true });
            let (no_why, block_why) = (Position::No { reasoned: false }, Position::Block { reasoned: false });
            Votes {
                yes: of(&[Position::Yes, Position::YesWithComments]),
                no: of(&[no, no_why, block, block_why]),
                abstain: of(&[Position::Abstain]),
                eligible: eligible[e.ix()],
            }
        };
        let id = |i: usize| self.state.entries.get(poll.standing[i]).id.clone();
        Ok((0..poll.standing.len()).map(|i| (id(i), votes(EntryIx::from(i)))).collect())
    }
}
/// The mean of all marks in a poll of scores, whoever they are for.
fn mean(profile: &AnyProfile) -> Option<Exact> {
    let AnyProfile::Scores(p) = profile else { return None };
    let (mut sum, mut weight) = (Exact::ZERO, 0u64);
    for (ballot, w) in p.ballots() {
        for (_, level) in ballot.iter() {
            sum += &(&p.form().value(level) * &Exact::from(w));
            weight += w;
        }
    }
    sum.checked_div(&Exact::from(weight))
}

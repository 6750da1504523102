//! The end of a contest: every unit of every pot is paid or goes back.
use super::{
    AnyBallot, Ended, Failure, Next, SETTLEMENT_FORMAT, Settlement, Span, State, Time, ValidPlan,
    entries::Entry,
    plan::{BallotPlan, BuiltPot, Guaranteed, OnTie, PollPlan, PotPlan},
    record::RoundRecord,
    state::End,
};
use crate::{
    ballot::Kind,
    id::EntryId,
    num::{Amount, Exact},
    reward::{Case, Entrant, Payout, Pot, Rated, RewardNote, RewardRule, pay, places_in},
    select::NoneChosen,
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// What the contest came to. With no winner everything goes back.
pub(super) fn settlement(plan: &ValidPlan, state: &State, at: Time) -> Settlement {
    let p = plan.plan();
    let ended = ended(state);
    let mut faults = BTreeMap::new();
    let results = payouts(plan, state, &ended).into_iter().zip(&p.pots);
    let payouts = results.map(|(out, pot_plan)| {
        out.unwrap_or_else(|why| {
            faults.insert(pot_plan.pot.clone(), why);
            Payout::all_returned(pot(pot_plan))
        })
    });
    let payouts = payouts.collect();
    Settlement {
        format: SETTLEMENT_FORMAT,
        contest: p.contest.clone(),
        plan: plan.digest(),
        at,
        ended,
        rights: p.mode.ownership,
        rounds: state.records.iter().map(|r| (**r).clone()).collect(),
        payouts,
        faults,
        hidden: hidden(state),
    }
}
fn pot(p: &PotPlan) -> Pot {
    Pot { pot: p.pot.clone(), currency: p.currency, amount: p.amount }
}
/// What each pot pays, or why its rule cannot be applied.
fn payouts(plan: &ValidPlan, state: &State, ended: &Ended) -> Vec<Result<Payout, String>> {
    let pots = &plan.plan().pots;
    let Ended::Won { winners } = ended else {
        let guaranteed = |(p, built): (&PotPlan, &BuiltPot)| unawarded(plan, state, p, built);
        return pots.iter().zip(&plan.built().pots).map(guaranteed).collect();
    };
    let of = |i: usize, out: &BTreeSet<EntryId>| {
        let (p, built) = (&pots[i], &plan.built().pots[i]);
        paid(plan, state, p, &*built.reward, winners, out)
    };
    let nobody = BTreeSet::new();
    let all = (0..pots.len()).map(|i| of(i, &nobody)).collect();
    if plan.plan().one_prize { one_prize(all, of) } else { all }
}
/// One idea, one prize. The entry with the largest prize among those that have several goes first: nothing that others leave it
/// later can be larger, so it keeps what it has, and the other pots are given without it.
///
/// # Complexity
/// As many payouts as there are prizes that are left to others.
fn one_prize(
    mut all: Vec<Result<Payout, String>>,
    of: impl Fn(usize, &BTreeSet<EntryId>) -> Result<Payout, String>,
) -> Vec<Result<Payout, String>> {
    let mut out: Vec<BTreeSet<EntryId>> = vec![BTreeSet::new(); all.len()];
    loop {
        let mut prizes: BTreeMap<EntryId, Vec<(Amount, usize)>> = BTreeMap::new();
        for (i, payout) in all.iter().enumerate() {
            let Ok(payout) = payout else { continue };
            for (entry, amount) in payout.prizes() {
                prizes.entry(entry.clone()).or_default().push((amount, i));
            }
        }
        prizes.retain(|_, of| of.len() > 1);
        let best = |of: &[(Amount, usize)]| of.iter().map(|(x, i)| (*x, Reverse(*i))).max();
        // Of equal prizes the one of the first pot, and of one pot the one with the lower name.
        let Some((entry, of_entry)) = prizes.iter().max_by_key(|(e, of)| (best(of), Reverse(*e))) else {
            return all;
        };
        let keeps = best(of_entry).map_or(0, |(_, Reverse(i))| i);
        for (_, i) in of_entry.iter().filter(|(_, i)| *i != keeps) {
            out[*i].insert(entry.clone());
            all[*i] = of(*i, &out[*i]).map(|mut payout| {
                let left = out[*i].iter().map(|e| RewardNote::OtherPrize { entry: e.clone() });
                payout.notes.extend(left);
                payout
            });
        }
    }
}
/// A pot when nobody has won: guaranteed, it is given to the finalists, or to all who stand.
fn unawarded(plan: &ValidPlan, state: &State, p: &PotPlan, built: &BuiltPot) -> Result<Payout, String> {
    let back = Payout::all_returned(pot(p));
    let (Some(given), Some(rule)) = (&p.unawarded, &built.unawarded) else { return Ok(back) };
    let last = state.round.at as usize + 1 == plan.plan().rounds.len();
    let voted = !state.round.slate.is_empty();
    let began = voted || state.round.at > 0 || state.round.turn > 0;
    let guaranteed = match given.from {
        Guaranteed::Balloting => began,
        Guaranteed::FinalRound => last && voted,
    };
    if !guaranteed {
        return Ok(back);
    }
    let finalists = last && state.round.at > 0 && voted;
    let counts = |e: &Entry| {
        let figure = given.figure.as_ref().filter(|_| !finalists);
        figure.is_none_or(|f| e.figures.get(f).is_some_and(|x| !x.is_zero()))
    };
    let entries: Vec<u32> = if finalists { state.round.slate.to_vec() } else { state.entries.standing() };
    let of = entries.iter().map(|e| state.entries.get(*e));
    let tier: Vec<EntryId> = of.filter(|e| e.status.is_in() && counts(e)).map(|e| e.id.clone()).collect();
    let places = if tier.is_empty() { vec![] } else { vec![tier] };
    paid_to(plan, state, p, &**rule, &places, &entries, &BTreeSet::new())
}
/// For how long entries were hidden, up to when the result stood.
pub(super) fn hidden(state: &State) -> BTreeMap<EntryId, Span> {
    let all = state.entries.iter().map(|(_, e)| (e.id.clone(), e.hidden_until(state.clock.begun)));
    all.filter(|(_, t)| !t.is_zero()).collect()
}
/// How the contest ended.
pub(super) fn ended(state: &State) -> Ended {
    match (&state.end, state.records.last().map(|r| &r.next)) {
        (Some(End::Failed(why)), _) => Ended::Failed { why: why.clone() },
        (Some(End::Cancelled(why)), _) => Ended::Cancelled { why: why.clone() },
        (None, Some(Next::Won { winners })) => still_there(state, winners),
        // A contest is over by one of the three.
        (None, _) => Ended::Won { winners: vec![] },
    }
}
/// The winners without those whose entry went after the result stood; whoever is behind moves up.
fn still_there(state: &State, winners: &[Vec<EntryId>]) -> Ended {
    let is_in = |e: &&EntryId| state.entries.ix(e).is_some_and(|ix| state.entries.get(ix).status.is_in());
    let tier = |t: &Vec<EntryId>| t.iter().filter(is_in).cloned().collect::<Vec<_>>();
    let left: Vec<Vec<EntryId>> = winners.iter().map(tier).filter(|t| !t.is_empty()).collect();
    if left.is_empty() && !winners.is_empty() {
        return Ended::Failed { why: Failure::NobodyChosen { why: NoneChosen::NoEntries } };
    }
    Ended::Won { winners: left }
}
/// A pot by its rule. What the rule cannot pay goes back, with the reason.
fn paid(
    plan: &ValidPlan,
    state: &State,
    p: &PotPlan,
    rule: &dyn RewardRule,
    winners: &[Vec<EntryId>],
    out: &BTreeSet<EntryId>,
) -> Result<Payout, String> {
    // Of a second vote the slate has only those who were level.
    let mut entries: BTreeSet<u32> = state.round.slate.iter().copied().collect();
    entries.extend(winners.iter().flatten().filter_map(|e| state.entries.ix(e)));
    let entries: Vec<u32> = entries.into_iter().collect();
    paid_to(plan, state, p, rule, winners, &entries, out)
}
/// A pot by a rule, for these of the contest's entries but those that are out.
fn paid_to(
    plan: &ValidPlan,
    state: &State,
    p: &PotPlan,
    rule: &dyn RewardRule,
    winners: &[Vec<EntryId>],
    entries: &[u32],
    out: &BTreeSet<EntryId>,
) -> Result<Payout, String> {
    let figures = &plan.plan().entries.figures;
    let mut entrants: Vec<Entrant> = entries
        .iter()
        .map(|e| state.entries.get(*e))
        .filter(|e| e.status.is_in())
        .map(|e| e.entrant(figures.iter()))
        .collect();
    if rule.asks_marks() {
        let mut marks = marks(plan, state, p);
        for e in &mut entrants {
            e.facts.marks = marks.remove(&e.entry).unwrap_or_default();
        }
    }
    entrants.retain(|e| !out.contains(&e.entry));
    let places = match &p.category {
        Some(c) => {
            let places = places_in(c, winners, &entrants);
            entrants.retain(|e| e.category.as_ref() == Some(c));
            places
        }
        None => winners.to_vec(),
    };
    let left = |t: &Vec<EntryId>| t.iter().filter(|e| !out.contains(e)).cloned().collect::<Vec<_>>();
    let places: Vec<Vec<EntryId>> = places.iter().map(left).filter(|t| !t.is_empty()).collect();
    let mut scores = scores(plan, state, p);
    scores.retain(|e, _| !out.contains(e));
    let pot = &pot(p);
    let case = Case { pot, places: &places, scores: &scores, entrants: &entrants };
    pay(rule, &case, p.team).map_err(|e| e.to_string())
}
/// Scores of the poll that the pot names, as last counted; else of the last round's first poll. A second vote on a tie is not looked at.
fn scores(plan: &ValidPlan, state: &State, p: &PotPlan) -> BTreeMap<EntryId, Exact> {
    let again =
        |r: &RoundRecord| r.turn > 0 && plan.plan().rounds[r.round.0 as usize].ties.by == OnTie::Revote;
    let mut records = state.records.iter().rev().filter(|r| !again(r));
    let mut counts = records.clone().flat_map(|r| &r.polls);
    let poll = match &p.scores_of {
        Some(id) => counts.find(|c| c.poll == *id),
        None => records.next().and_then(|r| r.polls.first()),
    };
    poll.map(|c| c.counted.scores.clone()).unwrap_or_default()
}
/// The marks of each entry of the slate that may still win, by the poll of scores that the pot names, or else the first of the last round;
/// none for what a voter may not judge.
fn marks(plan: &ValidPlan, state: &State, p: &PotPlan) -> BTreeMap<EntryId, Vec<Rated>> {
    let mut all = vec![vec![]; state.round.slate.len()];
    let polls = &plan.plan().rounds[state.round.at as usize].polls;
    let named = |x: &&PollPlan| p.scores_of.as_ref().is_none_or(|id| *id == x.poll);
    let found = polls.iter().filter(named).find_map(|x| match &x.ballot {
        BallotPlan::Scores(form) => Some((x, form)),
        _ => None,
    });
    if let Some((poll, form)) = found {
        let of = poll.ballots_of.as_ref().unwrap_or(&poll.poll);
        let nth = polls.iter().position(|x| x.poll == *of).unwrap_or_default();
        if let Some(ballots) = state.round.boxes.get(nth) {
            for voter in ballots.voters().filter(|v| !ballots.aside.contains(v)) {
                let Some(ballot) = ballots.ballot(voter, Kind::Scores) else { continue };
                let AnyBallot::Scores(scores) = &*ballot else { continue };
                let barred = state.barred(nth, voter);
                for (e, level) in scores.iter().filter(|(e, _)| !barred.contains(*e)) {
                    let by = state.people.id(voter).clone();
                    all[e.ix()].push(Rated { by, value: form.value(level) });
                }
            }
        }
    }
    let of = |(e, marks): (&u32, Vec<Rated>)| (state.entries.get(*e).id.clone(), marks);
    state.round.slate.iter().zip(all).map(of).collect()
}

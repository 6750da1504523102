//! The end of a contest: every unit of every pot is paid or goes back.
use super::{
    AnyBallot, Ended, Failure, Next, SETTLEMENT_FORMAT, Settlement, Span, State, Time, ValidPlan,
    plan::{BallotPlan, PollPlan, PotPlan},
    state::End,
};
use crate::{
    ballot::Kind,
    id::EntryId,
    num::Exact,
    reward::{Case, Entrant, Payout, Pot, Rated, RewardRule, pay, places_in},
    select::NoneChosen,
};
use std::collections::BTreeMap;

/// What the contest came to. With no winner everything goes back.
pub(super) fn settlement(plan: &ValidPlan, state: &State, at: Time) -> Settlement {
    let p = plan.plan();
    let ended = ended(state);
    let mut faults = BTreeMap::new();
    let mut payouts = vec![];
    for (pot_plan, rule) in p.pots.iter().zip(&plan.built().pots) {
        let pot = Pot { pot: pot_plan.pot.clone(), currency: pot_plan.currency, amount: pot_plan.amount };
        payouts.push(match &ended {
            Ended::Won { winners } => {
                paid(plan, state, pot_plan, &**rule, &pot, winners).unwrap_or_else(|why| {
                    faults.insert(pot.pot.clone(), why);
                    Payout::all_returned(pot)
                })
            }
            _ => Payout::all_returned(pot),
        });
    }
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
    pot: &Pot,
    winners: &[Vec<EntryId>],
) -> Result<Payout, String> {
    let figures = &plan.plan().entries.figures;
    let mut entrants: Vec<Entrant> = state
        .round
        .slate
        .iter()
        .map(|e| state.entries.get(*e))
        .filter(|e| e.status.is_in())
        .map(|e| e.entrant(figures.iter()))
        .collect();
    if rule.asks_marks() {
        for (e, marks) in entrants.iter_mut().zip(marks(plan, state, p)) {
            e.facts.marks = marks;
        }
    }
    let places = match &p.category {
        Some(c) => {
            let places = places_in(c, winners, &entrants);
            entrants.retain(|e| e.category.as_ref() == Some(c));
            places
        }
        None => winners.to_vec(),
    };
    let scores = scores(state, p);
    let case = Case { pot, places: &places, scores: &scores, entrants: &entrants };
    pay(rule, &case, p.team).map_err(|e| e.to_string())
}
/// Scores of the poll that the pot names, as last counted; else of the last round's first poll.
fn scores(state: &State, p: &PotPlan) -> BTreeMap<EntryId, Exact> {
    let mut counts = state.records.iter().rev().flat_map(|r| &r.polls);
    let poll = match &p.scores_of {
        Some(id) => counts.find(|c| c.poll == *id),
        None => state.records.last().and_then(|r| r.polls.first()),
    };
    poll.map(|c| c.counted.scores.clone()).unwrap_or_default()
}
/// The marks of each entry of the slate that may still win, by the poll of scores that the pot names, or else the first of the last round;
/// none for what a voter may not judge.
fn marks(plan: &ValidPlan, state: &State, p: &PotPlan) -> Vec<Vec<Rated>> {
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
    let stands = |(e, marks): (&u32, Vec<Rated>)| state.entries.get(*e).status.is_in().then_some(marks);
    state.round.slate.iter().zip(all).filter_map(stands).collect()
}

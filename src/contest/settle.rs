//! The end of a contest: every unit of every pot is paid or goes back.
use super::{
    Ended, Next, SETTLEMENT_FORMAT, Settlement, Span, State, Time, ValidPlan, plan::PotPlan, state::End,
};
use crate::{
    id::EntryId,
    num::Exact,
    reward::{Case, Entrant, Payout, Pot, RewardRule, pay, places_in},
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
        (None, Some(Next::Won { winners })) => Ended::Won { winners: winners.clone() },
        // A contest is over by one of the three.
        (None, _) => Ended::Won { winners: vec![] },
    }
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

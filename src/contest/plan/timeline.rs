//! The windows of a plan in their order, and how late each may begin at most.
use super::{Deadline, Fault, Faults, LotPlan, OnTie, Plan, RoundPlan, Unsettled, Window, valid::BuiltRound};
use crate::{
    contest::{Phase, Span, Time},
    count::Gives,
};

/// A window of the plan and what may be waited for before the next one begins.
#[derive(Clone, Debug)]
pub(in crate::contest) struct Leg<'p> {
    /// Place of its round; 0 for what comes before the rounds.
    pub(in crate::contest) round: u32,
    pub(in crate::contest) phase: Phase,
    pub(super) field: String,
    pub(in crate::contest) window: &'p Window,
    /// The longest wait for later ballots and for persons at its end.
    pub(in crate::contest) wait: Span,
    /// The longest that a turn of its round takes, the wait included, where the round is held again.
    pub(in crate::contest) turn: Span,
    /// How many turns there are at most.
    pub(in crate::contest) turns: u32,
}
impl Leg<'_> {
    /// The longest from the end of the window, in the turn with this number, to the begin of the next leg.
    pub(in crate::contest) fn after(&self, turn: u32) -> Span {
        let more = u64::from(self.turns.saturating_sub(turn + 1));
        self.wait.plus(Span::from_millis(self.turn.millis().saturating_mul(more)))
    }
}
/// All windows, in the order in which they come. `draws`: a roster is drawn by lot.
pub(in crate::contest) fn legs<'p>(plan: &'p Plan, rounds: &[BuiltRound], draws: bool) -> Vec<Leg<'p>> {
    let seed = match &plan.lot {
        Some(LotPlan::Commitment(c)) => c.within,
        _ => Span::ZERO,
    };
    let single = |phase, field: &str, window, wait| Leg {
        round: 0,
        phase,
        field: field.to_owned(),
        window,
        wait,
        turn: Span::ZERO,
        turns: 1,
    };
    let mut all = vec![];
    if let Some(w) = &plan.seating {
        all.push(single(Phase::Seating, "seating", w, if draws { seed } else { Span::ZERO }));
    }
    if let Some(w) = &plan.entries.window {
        all.push(single(Phase::Open, "entries.window", w, Span::ZERO));
    }
    if let Some(s) = &plan.entries.screening {
        all.push(single(Phase::Screening, "entries.screening.window", &s.window, Span::ZERO));
    }
    for (i, (r, round)) in plan.rounds.iter().zip(0..).enumerate() {
        let picks = rounds.get(i).is_some_and(|b| b.select.asks_pick());
        let draws = rounds.get(i).is_some_and(|b| b.polls.iter().any(|p| p.tally.gives() == Gives::Lottery));
        let wait = wait(r, picks, draws, seed);
        let long = |w: &Window| if let Window::Lasts(span) = w { *span } else { Span::ZERO };
        let turn = r.deliberation.as_ref().map_or(Span::ZERO, long).plus(long(&r.balloting)).plus(wait);
        let leg = |phase, name: &str, window, wait, turns| Leg {
            round,
            phase,
            field: format!("rounds.{i}.{name}"),
            window,
            wait,
            turn,
            turns,
        };
        if let Some(w) = &r.deliberation {
            all.push(leg(Phase::Deliberating, "deliberation", w, Span::ZERO, 1));
        }
        let again = if r.ties.by == OnTie::Revote { 2 } else { 1 };
        let turns = r.repeat.as_ref().map_or(again, |repeat| repeat.at_most.max(1));
        all.push(leg(Phase::Balloting, "balloting", &r.balloting, wait, turns));
    }
    all
}
/// The longest from the end of a turn's ballots, as the plan has it, until its count stands: later ballots and waits for persons.
fn wait(r: &RoundPlan, picks: bool, draws: bool, seed: Span) -> Span {
    let open = |t: &super::TiePlan| match t.by {
        OnTie::Host | OnTie::Order(_) | OnTie::Revote => t.within,
        OnTie::Lot | OnTie::FirstEntered => Span::ZERO,
    };
    let in_polls = r.polls.iter().map(|p| open(&p.ties)).max().unwrap_or_default();
    let drawn = |t: &super::TiePlan| t.by == OnTie::Lot || t.then == Unsettled::Lot;
    let by_seed = r.polls.iter().map(|p| &p.ties).chain([&r.ties]).any(drawn);
    let all = in_polls.plus(open(&r.ties)).plus(if picks { r.pick_within } else { Span::ZERO });
    all.plus(if by_seed || draws { seed } else { Span::ZERO }).plus(longer(r))
}
/// By how much a quiet ending may move the end of the ballots.
fn longer(r: &RoundPlan) -> Span {
    let all = |q: &super::Quiet| Span::from_millis(q.extend.millis().saturating_mul(u64::from(q.at_most)));
    r.quiet.as_ref().map_or(Span::ZERO, all)
}
/// Goes through windows from the latest begin of the first; the first that would be over before it begins, with its begin and
/// its end. Fixed ends are moved by `shift`.
pub(in crate::contest) fn squeezed<'p>(
    legs: impl Iterator<Item = &'p Leg<'p>>,
    begin: Time,
    shift: Span,
) -> Option<(&'p Leg<'p>, Time, Time)> {
    let mut at = begin;
    for leg in legs {
        let end = match leg.window {
            Window::Lasts(span) => at.plus(*span),
            Window::Until(d) => match end(d) {
                Some(end) if end.plus(shift) <= at => return Some((leg, at, end.plus(shift))),
                Some(end) => end.plus(shift),
                None => at,
            },
        };
        at = end.plus(leg.after(0));
    }
    None
}
fn end(d: &Deadline) -> Option<Time> {
    d.until.resolve().ok()
}
/// Every window has time, however late it begins, as far as that is known before the start.
pub(super) fn check(f: &mut Faults, plan: &Plan, rounds: &[BuiltRound], starts: Time, draws: bool) {
    let all = legs(plan, rounds, draws);
    for leg in &all {
        match leg.window {
            Window::Lasts(span) if span.is_zero() => f.add(leg.field.clone(), Fault::NoTime),
            Window::Lasts(_) => {}
            Window::Until(d) => {
                f.take(format!("{}.until", leg.field), d.until.resolve());
            }
        }
    }
    // After each that has no time the next ones are looked at from its end.
    let (mut rest, mut at) = (&all[..], starts);
    while let Some((leg, begin, end)) = squeezed(rest.iter(), at, Span::ZERO) {
        f.add(leg.field.clone(), Fault::EndsBefore { begin, end });
        let next = rest.iter().position(|l| l.field == leg.field).map_or(rest.len(), |i| i + 1);
        at = begin.plus(leg.after(0));
        rest = &rest[next..];
    }
    for (i, r) in plan.rounds.iter().enumerate() {
        if let Some(q) = &r.quiet {
            for (name, span) in [("last", q.last), ("extend", q.extend)] {
                if span.is_zero() {
                    f.add(format!("rounds.{i}.quiet.{name}"), Fault::NoTime);
                }
            }
            if q.at_most == 0 {
                let (got, allowed) = ("0".to_owned(), "1 or more".to_owned());
                f.add(format!("rounds.{i}.quiet.at_most"), Fault::Range { what: "it", got, allowed });
            }
        }
        let fixed = |w: &Window| matches!(w, Window::Until(_));
        let again = r.repeat.is_some() || r.ties.by == OnTie::Revote;
        if again && (fixed(&r.balloting) || r.deliberation.as_ref().is_some_and(fixed)) {
            let what = "a round that is held again".to_owned();
            let needs = "windows of a length, since an instant comes only once".to_owned();
            let name = if r.repeat.is_some() { "repeat" } else { "ties.by" };
            f.add(format!("rounds.{i}.{name}"), Fault::Needs { what, needs });
        }
    }
}

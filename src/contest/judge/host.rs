//! Acts of the host.
use super::{Judge, Judged};
use crate::{
    contest::{
        Actor, Casting, Digest, Phase, Refusal, Time, ValidPlan, When,
        plan::{LotPlan, OnTie, Window},
    },
    count::{DecidedBy, Decision, StrictValue},
    id::{EntryId, PersonId, PollId},
    select::Pick,
};
use std::collections::BTreeMap;

impl Judge<'_> {
    /// Whether the rule of selection takes this pick, once the polls are counted.
    pub(super) fn pick(&self, by: &Actor, entries: &[EntryId]) -> Judged {
        let built = &self.plan.built().rounds[self.state.round.at as usize];
        if !built.select.asks_pick() {
            let rule = built.select.about().id;
            let why = format!("rule of selection `{rule}` asks for no pick of the host");
            return Err(Refusal::Pick { why });
        }
        entries.iter().try_for_each(|e| self.is_in(e).map(|_| ()))?;
        let record = self.state.record();
        let Some(record) = record else {
            let why = "the polls are not counted yet; `count` first".to_owned();
            return Err(Refusal::Pick { why });
        };
        let picks = picks(by, entries);
        // The polls are as they were counted; only the selection is tried.
        match self.counting().selected(record, Some(&picks)) {
            Ok(_) => Ok(()),
            Err(e) => Err(Refusal::Pick { why: e }),
        }
    }
    pub(super) fn break_tie(&self, casting: &Casting) -> Judged {
        let no = |why: &str| Err(Refusal::NoTie { why: why.to_owned() });
        let Some(record) = self.state.record() else {
            return no("the round is not counted yet; `count` first");
        };
        let crate::contest::Next::Tied { polls, at_cut } = &record.next else {
            return no("no tie waits for a decision");
        };
        let plan = &self.plan.plan().rounds[self.state.round.at as usize];
        match casting {
            Casting::InPoll { poll, decision } => {
                let nth = plan.polls.iter().position(|p| p.poll == *poll);
                let Some(nth) = nth.filter(|_| polls.contains(poll)) else {
                    return no("that poll is not tied");
                };
                if plan.polls[nth].ties.by != OnTie::Host {
                    return no("the plan lets nobody break ties in that poll by hand");
                }
                self.try_decision(nth, poll, decision)
            }
            Casting::AtCut { chosen } => {
                if !*at_cut {
                    return no("the selection is not tied");
                }
                if plan.ties.by != OnTie::Host {
                    return no("the plan lets nobody break ties at the cut by hand");
                }
                if self.state.round.changed {
                    return no("something was decided since the last count; `count` first");
                }
                let selection = record.selection.clone().unwrap_or_default();
                selection
                    .settle(chosen, DecidedBy::Declared)
                    .map(|_| ())
                    .map_err(|e| Refusal::NoTie { why: e.to_string() })
            }
        }
    }
    /// Counts with one more decision: one that was not asked for is an error.
    fn try_decision(&self, nth: usize, poll: &PollId, decision: &Decision) -> Judged {
        let mut decisions = self.state.round.decisions.get(poll).cloned().unwrap_or_default();
        decisions.push(decision.clone());
        self.counting().with_decisions(nth, decisions).map(|_| ())
    }
    pub(super) fn reveal(&self, seed: &str) -> Judged {
        let no = |why: &str| Err(Refusal::Seed { why: why.to_owned() });
        match &self.plan.plan().lot {
            Some(LotPlan::Commitment(_)) if self.state.seed.is_some() => no("the seed was revealed before"),
            Some(LotPlan::Commitment(c)) if Digest::of(seed.as_bytes()) == c.digest => Ok(()),
            Some(LotPlan::Commitment(c)) => {
                let why = format!("SHA-256 of this seed is not {}, to which the plan is committed", c.digest);
                Err(Refusal::Seed { why })
            }
            _ => no("the plan is not committed to a hidden seed"),
        }
    }
    pub(super) fn extend(&self, until: &When) -> Judged {
        let new = until.resolve().map_err(|e| Refusal::Until { why: e.to_string() })?;
        let end = self.state.clock.until.unwrap_or(Time::from_millis(i64::MAX));
        if new <= end {
            let why = format!("the phase ends at {end}; it can only be made longer, not to {new}");
            return Err(Refusal::Until { why });
        }
        // A later phase that ends at an instant would be over before it begins, and nobody could act in it.
        let mut at = new;
        for w in self.later_windows() {
            at = match w {
                Window::Lasts(span) => at.plus(*span),
                Window::Until(d) => {
                    let end = d.until.resolve().map_or(at, |end| end.plus(self.state.clock.shift));
                    if end <= at {
                        let why =
                            format!("a later phase ends at {end} and would begin at {at}; extend by less");
                        return Err(Refusal::Until { why });
                    }
                    end
                }
            };
        }
        Ok(())
    }
    /// Windows of the phases after the present one.
    fn later_windows(&self) -> impl Iterator<Item = &Window> {
        let (plan, phase, at) = (self.plan.plan(), self.state.clock.phase, self.state.round.at as usize);
        let round = &plan.rounds[at];
        let of_phases = [
            (Phase::Seating, plan.seating.as_ref()),
            (Phase::Open, plan.entries.window.as_ref()),
            (Phase::Screening, plan.entries.screening.as_ref().map(|s| &s.window)),
            (Phase::Deliberating, round.deliberation.as_ref()),
            (Phase::Balloting, Some(&round.balloting)),
        ];
        let ahead = of_phases.into_iter().filter(move |(p, _)| *p > phase).filter_map(|(_, w)| w);
        let rounds = plan.rounds[at + 1..].iter();
        ahead.chain(rounds.flat_map(|r| r.deliberation.iter().chain([&r.balloting])))
    }
    /// The plan with fields set anew.
    pub(in crate::contest) fn amend(
        &self,
        set: &BTreeMap<String, StrictValue>,
    ) -> Result<ValidPlan, Refusal> {
        amended(self.plan, self.state.clock.phase, self.state.round.at, set)
    }
}
/// The host's picks; the host has no name in the log.
pub(in crate::contest) fn picks(_by: &Actor, entries: &[EntryId]) -> Vec<Pick> {
    let host = PersonId::new("host").expect("a plain id");
    entries.iter().map(|e| Pick { entry: e.clone(), by: host.clone() }).collect()
}
/// The plan with fields set anew, if each is amendable and does not lie behind.
pub(in crate::contest) fn amended(
    plan: &ValidPlan,
    phase: crate::contest::Phase,
    round: u32,
    set: &BTreeMap<String, StrictValue>,
) -> Result<ValidPlan, Refusal> {
    use crate::contest::Phase;
    let refused = |why: String| Refusal::Amendment { why };
    let no = |why: String| Err(refused(why));
    let allowed = &plan.plan().amendable;
    if set.is_empty() {
        return no("it sets nothing".to_owned());
    }
    for name in set.keys() {
        if !allowed.contains(name) {
            let list = allowed.iter().map(|a| format!("`{a}`")).collect::<Vec<_>>().join(", ");
            return no(format!("the plan does not list `{name}` as amendable; it lists: {list}"));
        }
        let begun = phase >= Phase::Deliberating;
        let behind = match name.split('.').collect::<Vec<_>>()[..] {
            ["rounds", n, ..] => begun && n.parse().is_ok_and(|n: u32| n <= round),
            ["entries"] | ["entries", "given", ..] | ["categories" | "parties", ..] => true,
            ["entries", "figures_within"] => phase >= Phase::Final,
            ["entries", "window", ..] => phase >= Phase::Open,
            ["entries", "screening", ..] => phase >= Phase::Screening,
            ["appeal"] => phase >= Phase::Appealing,
            ["rounds"] | ["entries", ..] => begun,
            ["seating", ..] => phase >= Phase::Seating,
            _ => false,
        };
        if behind {
            return no(format!("`{name}` has begun or is past"));
        }
    }
    let new = plan.plan().with(set).map_err(refused)?;
    new.validate(plan.rules()).map_err(|faults| refused(faults.to_string()))
}

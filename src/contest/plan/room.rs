//! How many entries a plan can hold so that each of its polls can be counted.
use super::{BallotPlan, Fault, Faults, Plan, valid::BuiltRound};
use crate::{
    id::{EntryId, PollId},
    tally::AnyRule,
};
use std::collections::BTreeSet;

/// The tightest limit on entries that a poll of the plan sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::contest) struct Room {
    pub(in crate::contest) most: usize,
    pub(in crate::contest) poll: PollId,
    /// Id of the rule that counts it.
    pub(in crate::contest) rule: &'static str,
}
impl Room {
    /// Of all rounds. A later round sets a limit only on as many entries as the rules of selection before it let through.
    pub(super) fn of(plan: &Plan, rounds: &[BuiltRound]) -> Option<Self> {
        let mut tightest: Option<Self> = None;
        let mut arrive = usize::MAX;
        for (i, (round, built)) in plan.rounds.iter().zip(rounds).enumerate() {
            // Default options, also those of later rounds, come with those that were chosen.
            let needed: BTreeSet<&EntryId> = rounds.iter().skip(i).flat_map(|r| &r.needs).collect();
            let here = arrive.saturating_add(needed.len());
            for (p, b) in round.polls.iter().zip(&built.polls) {
                let most = most_entries(&p.ballot, &b.tally);
                if most < here && tightest.as_ref().is_none_or(|t| most < t.most) {
                    tightest = Some(Self { most, poll: p.poll.clone(), rule: b.tally.about().id });
                }
            }
            arrive = arrive.min(built.select.most_chosen(&plan.categories).unwrap_or(usize::MAX));
        }
        tightest.filter(|t| t.most < plan.limits.entries as usize)
    }
    /// Whether the plan itself has, or asks for, more entries than it has room for.
    pub(super) fn check(&self, f: &mut Faults, plan: &Plan) {
        let e = &plan.entries;
        let allowed =
            || format!("at most {}, as poll `{}` is counted by rule `{}`", self.most, self.poll, self.rule);
        let counts = [
            ("entries.given", "their number", e.given.len()),
            ("entries.least", "the least", e.least as usize),
            ("entries.most", "the most", e.most.map_or(0, |n| n as usize)),
        ];
        for (field, what, n) in counts {
            if n > self.most {
                f.add(field, Fault::Range { what, got: n.to_string(), allowed: allowed() });
            }
        }
    }
}
macro_rules! kinds { ($($kind:ident),*) => {
    fn most_entries(ballot: &BallotPlan, rule: &AnyRule) -> usize {
        match (ballot, rule) {
            $((BallotPlan::$kind(form), AnyRule::$kind(r)) => r.most_entries(form),)*
            // Told as a fault of its own.
            _ => usize::MAX,
        }
    }
} }
kinds!(Choice, Approval, Ranking, Scores, Points, Pairs, Spend, Consent);

/// Costs of entries and the budget of each poll are added up when they are counted.
pub(in crate::contest) fn too_costly(plan: &Plan, costs: impl Iterator<Item = u64>) -> Option<u64> {
    let budgets = plan.rounds.iter().flat_map(|r| &r.polls).filter_map(|p| p.budget);
    let budget = budgets.max()?;
    let sum = costs.map(u128::from).fold(u128::from(budget), u128::saturating_add);
    (sum > u128::from(u64::MAX)).then_some(u64::MAX - budget)
}
/// Whether the entries that are given cost too much together.
pub(super) fn costs(f: &mut Faults, plan: &Plan) {
    let all = || plan.entries.given.iter().filter_map(|g: &super::GivenEntry| g.cost);
    if let Some(most) = too_costly(plan, all()) {
        let got = all().map(u128::from).sum::<u128>().to_string();
        f.add(
            "entries.given",
            Fault::Range { what: "their cost together", got, allowed: format!("at most {most}") },
        );
    }
}
/// Ids for entries of a trial: those that are given, and others up to `n`.
pub(super) fn names(plan: &Plan, n: usize) -> Vec<EntryId> {
    let given = plan.entries.given.iter().map(|g| g.entry.clone());
    let others = (0..).filter_map(|i: u32| format!("trial-{i}").parse().ok());
    given.chain(others.filter(|e| plan.entries.given.iter().all(|g| g.entry != *e))).take(n).collect()
}

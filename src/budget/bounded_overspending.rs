//! The method of equal shares with bounded overspending (BOS): supporters may buy what they cannot wholly cover, if the part
//! that they cover is large and cheap.
//!
//! Everybody has an equal part of the budget. Supporters cover a part α of an entry at the price ρ if, each paying ρ times α
//! times what the entry is worth to it or all that it has, they pay α of its cost. Of all entries that the budget still
//! holds and all their parts, the one with the least ρ/α is bought. Its supporters then pay for the whole at ρ: ρ times what it
//! is worth to each, or all that it has.
//!
//! The reading here: for one entry, of several parts with equal ρ/α the largest counts; what supporters cannot pay comes from
//! the budget's rest.
//!
//! Worked example (by cost): budget 100, three voters. A costs 40 and one supports it, B costs 60 and the other two do. Each has
//! 100/3. Equal shares buys only B, for 30 each: ρ = 60/(2 · 60) = 1/2 with α = 1. The one voter covers 5/6 of A at ρ = (100/3)/(5/6 · 40) =
//! 1, so ρ/α = 6/5, and A is bought as well.
use super::{
    Prefer, Satisfaction, SpendPurses,
    limits::Room,
    shop::{self, Counter, Terms},
};
use crate::{
    count::{About, Alias, Budget, Funding, Halt, Param, Rounds, TallyRule, Teller},
    id::EntrySet,
    num::Exact,
};
use serde::{Deserialize, Serialize};

/// Equal shares whose supporters may buy what they cover in part.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between entries with equal ρ/α, at stage `order` with the number of the purchase.
///
/// # Complexity
/// O(A log A) for A approvals and each purchase at worst.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Papasotiropoulos, Pishbin, Skibski, Skowron and Wąs (2025), "Method of equal shares with bounded overspending", EC.
///
/// # Examples
/// ```
/// use cocreate::{ballot::{Spend, SpendForm}, budget::BoundedOverspending, count::*, profile::Profile};
/// let ballots = [[0], [1], [1]].map(|b| Spend::approving(&b.into()));
/// let budget = Budget { total: 100, costs: vec![40, 60] };
/// let profile = Profile::with_form(2, SpendForm::with_costs([40, 60]), &ballots)?;
/// let tally = run(&BoundedOverspending::default(), &profile, budget, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BoundedOverspending {
    /// What a purchase is worth to a supporter.
    pub satisfaction: Satisfaction,
}

impl TallyRule for BoundedOverspending {
    type Input = dyn Rounds<SpendPurses>;
    type Answer = Funding;
    fn about(&self) -> About {
        const ABOUT: About = About::new("bounded-overspending", "Equal shares with bounded overspending")
            .aliases(&[
                Alias::plain("bos"),
                Alias::plain("bos-equal-shares"),
                Alias::with("bos[cost]", &[("satisfaction", "\"cost\"")]),
                Alias::with("bos[card]", &[("satisfaction", "\"cardinality\"")]),
            ])
            .references(&["Papasotiropoulos, Pishbin, Skibski, Skowron and Wąs (2025), EC"])
            .params(&[Param {
                name: "satisfaction",
                kind: "cost | cardinality | cost-sqrt | utility",
                about: "what a purchase is worth to a supporter",
            }]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, budget: &Budget, teller: &mut Teller) -> Result<Funding, Halt> {
        let mut session = ballots.begin();
        let each = &Exact::from(budget.total) / &Exact::from(ballots.total_weight());
        let terms = Terms { budget, satisfaction: self.satisfaction, prefer: Prefer::Any, bounded: true };
        let room = Room::new(budget, &[], &[], &[]);
        let start = (each, EntrySet::EMPTY);
        let run = shop::run(terms, room, &mut session, start, &mut Counter::default(), teller)?;
        for step in run.steps {
            teller.record(|| step);
        }
        Ok(Funding::of(run.bought))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::{Spend, SpendForm},
        budget::BudgetEqualShares,
        count::{Outcome, TiePolicy, run},
        profile::Profile,
    };
    fn profile(votes: &[u32], costs: &[u64]) -> Profile<Spend> {
        let all: Vec<Spend> = votes.iter().map(|e| Spend::approving(&[*e].into())).collect();
        Profile::with_form(costs.len(), SpendForm::with_costs(costs.iter().copied()), &all).unwrap()
    }
    #[test]
    fn worked_example() {
        let p = profile(&[0, 1, 1], &[40, 60]);
        let budget = Budget { total: 100, costs: vec![40, 60] };
        let t = run(&BoundedOverspending::default(), &p, budget.clone(), &TiePolicy::REPORT).unwrap();
        let bought: Vec<usize> = t.answer().unwrap().bought().iter().map(|p| p.entry.ix()).collect();
        assert_eq!(bought, [1, 0]);
        let t = run(&BudgetEqualShares::default(), &p, budget, &TiePolicy::REPORT).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [1].into());
    }
    #[test]
    fn the_budget_is_kept_and_a_tie_is_told() {
        // Each covers 50 of 60 of its own; after one of them the other costs more than the 40 that are left.
        let p = profile(&[0, 1], &[60, 60]);
        let budget = Budget { total: 100, costs: vec![60, 60] };
        let t = run(&BoundedOverspending::default(), &p, budget, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::Tied { .. }), "{t:?}");
    }
    #[test]
    fn nobody_votes() {
        let budget = Budget { total: 100, costs: vec![60] };
        let t =
            run(&BoundedOverspending::default(), &profile(&[], &[60]), budget, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

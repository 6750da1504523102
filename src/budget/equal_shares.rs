//! The method of equal shares for budgets: everybody gets an equal part of the budget, and supporters buy together what they
//! support, the cheapest by satisfaction first.
//!
//! A rate ρ covers an entry if its supporters, each paying ρ times what the entry is worth to it or all that it has left, pay
//! its cost. The entry with the least rate is bought, until no entry can be covered.
//!
//! Worked example: budget 100, ten voters with 10 each. A and B cost 50 and are supported by the same six, C costs 30 and is
//! supported by the other four. By cardinality C is first (30/4 = 7.5 each), then A (50/6 each); what the six have left does
//! not buy B. By cost A is first (1/6 against 1/4), then C.
use super::{BudgetGreedy, Satisfaction, SpendPurses, Till, greedy, price};
use crate::{
    count::{
        About, Alias, Budget, Draft, Funding, Halt, Param, Purchase, Rounds, Session, Step, TallyRule,
        Teller, TieAt,
    },
    id::EntryIx,
    num::Exact,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is done with money that is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Completion {
    /// It is left.
    #[default]
    None,
    /// Greedily by satisfaction for the money.
    Utilitarian,
}

/// Everybody has an equal part of the budget.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between entries with equal rates, at stage `order` with the number of the purchase; it is no tie in the outcome if the
/// same is bought in the end.
///
/// # Complexity
/// O(A p) for A approvals and p purchases at worst; rates only rise, so most entries are not looked at again.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Peters, Pierczyński and Skowron (2021), "Proportional participatory budgeting with additive utilities", NeurIPS.
///
/// # Examples
/// ```
/// use cocreate::{ballot::{Spend, SpendForm}, budget::{BudgetEqualShares, Satisfaction}, count::*, profile::Profile};
/// let mut ballots = vec![Spend::approving(&[0, 1].into()); 6];
/// ballots.extend(vec![Spend::approving(&[2].into()); 4]);
/// let rule = BudgetEqualShares { satisfaction: Satisfaction::Cardinality, ..Default::default() };
/// let budget = Budget { total: 100, costs: vec![50, 40, 30] };
/// let profile = Profile::with_form(3, SpendForm::with_costs([50, 40, 30]), &ballots)?;
/// let tally = run(&rule, &profile, budget, &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().spent(), 70);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BudgetEqualShares {
    /// What a purchase is worth to a supporter.
    pub satisfaction: Satisfaction,
    /// What is done with money that is left.
    pub completion: Completion,
}

impl TallyRule for BudgetEqualShares {
    type Input = dyn Rounds<SpendPurses>;
    type Answer = Funding;
    fn about(&self) -> About {
        const ABOUT: About = About::new("budget-equal-shares", "Method of equal shares for budgets")
            .aliases(&[
                Alias::plain("mes"),
                Alias::with("mes-cost", &[("satisfaction", "\"cost\"")]),
                Alias::with("mes-cardinality", &[("satisfaction", "\"cardinality\"")]),
            ])
            .references(&["Peters, Pierczyński and Skowron (2021), NeurIPS"])
            .params(&[
                Param {
                    name: "satisfaction",
                    kind: "cost | cardinality | utility",
                    about: "what a purchase is worth to a supporter",
                },
                Param {
                    name: "completion",
                    kind: "none | utilitarian",
                    about: "what is done with money that is left",
                },
            ]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, budget: &Budget, teller: &mut Teller) -> Result<Funding, Halt> {
        let mut session = ballots.begin();
        let units = Exact::from(ballots.total_weight());
        let each = &Exact::from(budget.total) / &units;
        Till(&mut session).endow(each)?;
        let mut shop =
            Shop { rule: self, budget, rates: BTreeMap::new(), bought: vec![], paid: BTreeMap::new() };
        shop.open(ballots.slate().iter(), teller);
        while shop.buy_next(&mut session, teller)? {}
        if self.completion == Completion::Utilitarian {
            shop.complete(&mut session, &units, teller)?;
        }
        Ok(Funding::of(shop.bought))
    }
}

struct Shop<'a> {
    rule: &'a BudgetEqualShares,
    budget: &'a Budget,
    /// The rate last seen of what can still be bought: no rate ever falls, so it bounds from below.
    rates: BTreeMap<EntryIx, Exact>,
    /// Rates paid. What a voter has left does not depend on the order of the purchases.
    paid: BTreeMap<EntryIx, Exact>,
    bought: Vec<Purchase>,
}
impl Shop<'_> {
    fn cost(&self, e: EntryIx) -> u64 {
        self.budget.costs[e.ix()]
    }
    /// What costs nothing is bought at once, for nobody pays.
    fn open(&mut self, entries: impl Iterator<Item = EntryIx>, teller: &mut Teller) {
        for e in entries {
            if self.cost(e) == 0 {
                self.take(e, None, teller);
            } else {
                self.rates.insert(e, Exact::ZERO);
            }
        }
    }
    fn take(&mut self, entry: EntryIx, price: Option<Exact>, teller: &mut Teller) {
        let cost = self.cost(entry);
        teller.record(|| Step::Bought { entry, cost, price });
        self.bought.push(Purchase { entry, cost });
    }
    /// Buys the entry with the least rate; false if none can be covered.
    fn buy_next(&mut self, purses: &mut Session<'_, SpendPurses>, teller: &mut Teller) -> Result<bool, Halt> {
        let stated = self.rule.satisfaction.is_stated();
        let mut order: Vec<(Exact, EntryIx)> = self.rates.iter().map(|(e, b)| (b.clone(), *e)).collect();
        order.sort();
        let mut best: Option<(Exact, Vec<EntryIx>)> = None;
        for (bound, e) in order {
            if best.as_ref().is_some_and(|(rate, _)| bound > *rate) {
                break;
            }
            let cost = self.cost(e);
            let holdings = Till(purses).show(e)?;
            let Some(paid) = price(&holdings, &Exact::from(cost), stated) else {
                self.rates.remove(&e);
                continue;
            };
            let rate = &paid / &self.rule.satisfaction.factor(cost);
            self.rates.insert(e, rate.clone());
            match &mut best {
                Some((least, tied)) if *least == rate => tied.push(e),
                Some((least, _)) if *least < rate => {}
                _ => best = Some((rate, vec![e])),
            }
        }
        let Some((rate, mut tied)) = best else { return Ok(false) };
        tied.sort_unstable();
        if tied.len() > 1 {
            let paid: Vec<(EntryIx, Exact)> = self.paid.iter().map(|(e, r)| (*e, r.clone())).collect();
            teller.visit(&Draft::new(), (0, paid))?;
        }
        let e = teller.pick(TieAt::order(self.bought.len() + 1), &tied)?;
        let paid = &rate * &self.rule.satisfaction.factor(self.cost(e));
        Till(purses).charge(e, paid.clone(), stated)?;
        self.rates.remove(&e);
        self.paid.insert(e, rate);
        self.take(e, Some(paid), teller);
        Ok(true)
    }
    fn complete(
        &mut self,
        purses: &mut Session<'_, SpendPurses>,
        units: &Exact,
        teller: &mut Teller,
    ) -> Result<(), Halt> {
        let stated = self.rule.satisfaction.is_stated();
        let mut worth = vec![Exact::ZERO; self.budget.costs.len()];
        for (i, w) in worth.iter_mut().enumerate() {
            let of = |h: &super::Holding| {
                Exact::from(u128::from(h.weight) * u128::from(if stated { h.utility } else { 1 }))
            };
            *w = Till(purses).show(i.into())?.iter().map(of).sum::<Exact>() / units.clone();
        }
        let by = if self.rule.satisfaction == Satisfaction::Cost {
            super::By::Votes
        } else {
            super::By::VotesPerCost
        };
        let greedy = BudgetGreedy { by, ..BudgetGreedy::default() };
        greedy::fill(greedy, &worth, self.budget, &mut self.bought, teller)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballot::{Spend, SpendForm};
    use crate::{
        count::{Outcome, TiePolicy, run},
        profile::Profile,
    };
    fn profile() -> Profile<Spend> {
        let mut ballots = vec![Spend::approving(&[0, 1].into()); 6];
        ballots.extend(vec![Spend::approving(&[2].into()); 4]);
        Profile::with_form(3, SpendForm::with_costs([50, 50, 30]), &ballots).unwrap()
    }
    fn bought(satisfaction: Satisfaction) -> Vec<usize> {
        let rule = BudgetEqualShares { satisfaction, ..Default::default() };
        let order = TiePolicy::Order { order: (0..3u32).map(EntryIx::new).collect() };
        let budget = Budget { total: 100, costs: vec![50, 50, 30] };
        let t = run(&rule, &profile(), budget, &order).unwrap();
        t.answer().unwrap().bought().iter().map(|p| p.entry.ix()).collect()
    }
    #[test]
    fn worked_example() {
        assert_eq!(bought(Satisfaction::Cardinality), [2, 0]);
        assert_eq!(bought(Satisfaction::Cost), [0, 2]);
    }
    #[test]
    fn a_tie_is_told() {
        let budget = Budget { total: 100, costs: vec![50, 50, 30] };
        let t = run(&BudgetEqualShares::default(), &profile(), budget, &TiePolicy::REPORT).unwrap();
        let Outcome::Tied { tied, certain, .. } = t.outcome() else { panic!("{t:?}") };
        assert_eq!((tied, certain), (&[0, 1].into(), &[2].into()));
    }
    #[test]
    fn nobody_votes() {
        let budget = Budget { total: 100, costs: vec![50] };
        let none = Profile::with_form(1, SpendForm::with_costs([50]), &[]).unwrap();
        let t = run(&BudgetEqualShares::default(), &none, budget, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

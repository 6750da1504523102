//! Exact equal shares: as equal shares, but all who pay for an entry pay exactly the same.
//!
//! Everybody has an equal part of the budget. Some supporters can buy an entry if each of them has at least its cost over their number;
//! supporters who have less do not pay. The entry that then costs a payer the least for its worth is bought, by as many payers as
//! can, until no entry can be bought.
//!
//! Money is often left. *Add-one* raises everybody's part by the same amount again and again, *add-opt* by the least amount with which
//! what was bought, and by whom, would not stand any more: some supporters could then buy an entry, or more of them one that was
//! bought, with what they have left and what they paid for worse purchases. Raising ends with the run before more than the budget
//! is spent.
//!
//! Worked example: budget 100, ten voters with 10 each. A and B cost 50 and are supported by the same six, C costs 30 and is supported
//! by the other four. By cardinality C is first (7.5 each), then A (50/6 each). The least raise that changes anything is 20/3: six
//! that have 10/6 left can then pay 50/6 for B. That would cost 130, so C and A stand.
use super::{
    Raise, Satisfaction,
    exact_run::{Bought, Run},
};
use crate::{
    ballot::Spend,
    count::{About, Alias, Budget, Funding, Halt, Param, Purchase, Refusal, Step, TallyRule, Teller},
    id::EntrySet,
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most kinds of ballots times entries.
const MAX_WORK: u64 = 1 << 20;
/// Most raises.
const MAX_RAISES: usize = 10_000;

/// How money that is left is spent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum ExactCompletion {
    /// It is left.
    #[default]
    None,
    /// Parts are raised by so much again and again.
    AddOne(Raise),
    /// Parts are raised by the least that changes anything.
    AddOpt,
}

/// Equal shares where all payers pay the same.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between entries that cost a payer the same for their worth, at stage `order` with the number of the purchase over all runs.
///
/// # Complexity
/// O(m k log k) for each purchase, m entries and k kinds of ballots; add-opt O(m p k log k) for p purchases and each raise.
///
/// # Errors
/// Stated utilities are refused, since payers are to be alike. More than 2^20 kinds of ballots times entries; more than 10,000 raises;
/// a raise that is not above nought.
///
/// # References
/// Kraiczy, Robinson and Elkind (2025), "Streamlining equal shares", AAAI (exact equal shares, `add-opt`).
///
/// # Examples
/// ```
/// use cocreate::{ballot::{Spend, SpendForm}, budget::{ExactEqualShares, Satisfaction}, count::*, profile::Profile};
/// let mut ballots = vec![Spend::approving(&[0, 1].into()); 6];
/// ballots.extend(vec![Spend::approving(&[2].into()); 4]);
/// let rule = ExactEqualShares { satisfaction: Satisfaction::Cardinality, ..Default::default() };
/// let budget = Budget { total: 100, costs: vec![50, 40, 30] };
/// let profile = Profile::with_form(3, SpendForm::with_costs([50, 40, 30]), &ballots)?;
/// let tally = run(&rule, &profile, budget, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExactEqualShares {
    /// What a purchase is worth to a supporter.
    pub satisfaction: Satisfaction,
    /// How money that is left is spent.
    pub completion: ExactCompletion,
}

impl TallyRule for ExactEqualShares {
    type Input = Profile<Spend>;
    type Answer = Funding;
    fn about(&self) -> About {
        const ABOUT: About = About::new("exact-equal-shares", "Exact equal shares")
            .aliases(&[
                Alias::plain("ees"),
                Alias::with("ees[cost]", &[("satisfaction", "\"cost\"")]),
                Alias::with("ees[card]", &[("satisfaction", "\"cardinality\"")]),
                Alias::with("ees+add-opt", &[("completion", "\"add-opt\"")]),
                Alias::with("ees+add-one", &[("completion", "{\"add-one\": {\"vote\": \"1\"}}")]),
            ])
            .references(&["Kraiczy, Robinson and Elkind (2025), AAAI"])
            .params(&[
                Param {
                    name: "satisfaction",
                    kind: "cost | cardinality | cost-sqrt",
                    about: "what a purchase is worth to a supporter",
                },
                Param {
                    name: "completion",
                    kind: "none | add-opt | { add-one: { vote | budget | share: exact } }",
                    about: "how money that is left is spent",
                },
            ])
            .limit("10,000 raises, and 2^20 kinds of ballots times entries");
        ABOUT
    }
    fn count(&self, p: &Profile<Spend>, budget: &Budget, teller: &mut Teller) -> Result<Funding, Halt> {
        let kinds = kinds(p);
        let work = (kinds.len() as u64).saturating_mul(budget.costs.len() as u64);
        if work > MAX_WORK {
            let what = "kinds of ballots times entries";
            return Err(Refusal::TooLarge { what, got: work, most: MAX_WORK }.into());
        }
        if self.satisfaction.is_stated() {
            let why = "all payers are to be alike; name cost, cardinality or cost-sqrt".to_owned();
            return Err(Refusal::Parameter { name: "satisfaction", why }.into());
        }
        let units = Exact::from(p.total_weight());
        let first = &Exact::from(budget.total) / &units;
        let mut each = first.clone();
        let mut before = EntrySet::EMPTY;
        let mut asked = 0;
        let mut run = Run::new(self.satisfaction, budget, &kinds, &each);
        run.follow(&mut asked, (0, &before), teller)?;
        for raised in 1..=MAX_RAISES + 1 {
            teller.poll()?;
            let step = match &self.completion {
                ExactCompletion::None => None,
                ExactCompletion::AddOpt => run.least_raise(),
                ExactCompletion::AddOne(_) if !run.is_short() => None,
                ExactCompletion::AddOne(Raise::Vote(x)) => Some(x / &Exact::from(p.units_per_vote())),
                ExactCompletion::AddOne(Raise::Budget(x)) => Some(x / &units),
                ExactCompletion::AddOne(Raise::Share(x)) => Some(x * &first),
            };
            let Some(step) = step else { break };
            if step <= Exact::ZERO || raised > MAX_RAISES {
                let why = format!("raises are above nought, and at most {MAX_RAISES}");
                return Err(Refusal::Parameter { name: "completion", why }.into());
            }
            each += &step;
            before = run.bought.iter().map(|b| b.entry).collect();
            let mut next = Run::new(self.satisfaction, budget, &kinds, &each);
            next.follow(&mut asked, (raised as u64, &before), teller)?;
            if next.spent() > budget.total {
                break;
            }
            run = next;
        }
        for b in &run.bought {
            let (entry, price) = (b.entry, Some(b.paid.clone()));
            teller.record(|| Step::Bought { entry, cost: budget.costs[entry.ix()], price });
        }
        let of = |b: &Bought| Purchase { entry: b.entry, cost: budget.costs[b.entry.ix()] };
        Ok(Funding::of(run.bought.iter().map(of)))
    }
}

/// Ballots that support the same, and their weight.
fn kinds(p: &Profile<Spend>) -> Vec<(EntrySet, u64)> {
    let mut all: BTreeMap<EntrySet, u64> = BTreeMap::new();
    for row in 0..p.len() {
        let set: EntrySet = p.rows().marks(row).filter(|(_, u)| *u > 0).map(|(e, _)| e).collect();
        *all.entry(set).or_default() += p.weight(row);
    }
    all.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::SpendForm,
        count::{Outcome, TiePolicy, run},
    };
    fn profile(costs: [u64; 3]) -> Profile<Spend> {
        let mut ballots = vec![Spend::approving(&[0, 1].into()); 6];
        ballots.extend(vec![Spend::approving(&[2].into()); 4]);
        Profile::with_form(3, SpendForm::with_costs(costs), &ballots).unwrap()
    }
    fn bought(rule: &ExactEqualShares, total: u64, costs: [u64; 3]) -> EntrySet {
        let order = TiePolicy::Order { order: (0..3u32).map(crate::id::EntryIx::new).collect() };
        let budget = Budget { total, costs: costs.to_vec() };
        run(rule, &profile(costs), budget, &order).unwrap().answer().unwrap().set()
    }
    #[test]
    fn worked_example() {
        let rule = ExactEqualShares { satisfaction: Satisfaction::Cardinality, ..Default::default() };
        assert_eq!(bought(&rule, 100, [50, 50, 30]), [0, 2].into());
        let (kinds, budget) = (kinds(&profile([50, 50, 30])), Budget { total: 100, costs: vec![50, 50, 30] });
        let mut run = Run::new(Satisfaction::Cardinality, &budget, &kinds, &10u32.into());
        for e in [2u32, 0] {
            let b = run.offer(e.into()).unwrap();
            run.take(b);
        }
        assert_eq!(run.least_raise(), Exact::ratio(20, 3));
    }
    #[test]
    fn add_opt_raises_until_the_budget_would_be_passed() {
        let rule = ExactEqualShares { completion: ExactCompletion::AddOpt, ..Default::default() };
        assert_eq!(bought(&rule, 100, [50, 50, 30]), [0, 2].into());
        // From 13 each the raise is 11/3, and all three cost just 130.
        assert_eq!(bought(&rule, 130, [50, 50, 30]), [0, 1, 2].into());
        let plain = ExactEqualShares::default();
        assert_eq!(bought(&plain, 130, [50, 50, 30]), [0, 2].into());
        let one = ExactCompletion::AddOne(Raise::Vote(Exact::ONE));
        assert_eq!(
            bought(&ExactEqualShares { completion: one, ..Default::default() }, 130, [50, 50, 30]),
            [0, 1, 2].into()
        );
    }
    #[test]
    fn who_has_too_little_does_not_pay() {
        // Each has 12; A (20) takes 10 of two of them. The first has 2 left and the third 12: just enough for B (14), but not in
        // equal parts.
        let ballots = [[0, 1].into(), [0].into(), [1].into()].map(|s: EntrySet| Spend::approving(&s));
        let p = Profile::with_form(2, SpendForm::with_costs([20, 14]), &ballots).unwrap();
        let budget = Budget { total: 36, costs: vec![20, 14] };
        // Both have two supporters, so both are worth the same: the order has A first.
        let first = TiePolicy::Order { order: vec![0u32.into(), 1u32.into()] };
        let exact = run(&ExactEqualShares::default(), &p, budget.clone(), &first).unwrap();
        assert_eq!(exact.outcome().winners().unwrap().set(), [0].into());
        let plain = crate::budget::BudgetEqualShares::default();
        let plain = run(&plain, &p, budget, &first).unwrap();
        assert_eq!(plain.outcome().winners().unwrap().set(), [0, 1].into());
    }
    #[test]
    fn a_tie_and_nobody() {
        let budget = Budget { total: 100, costs: vec![50, 50, 30] };
        let t =
            run(&ExactEqualShares::default(), &profile([50, 50, 30]), budget, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::Tied { .. }));
        let none = Profile::with_form(1, SpendForm::with_costs([50]), &[]).unwrap();
        let budget = Budget { total: 100, costs: vec![50] };
        let t = run(&ExactEqualShares::default(), &none, budget, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

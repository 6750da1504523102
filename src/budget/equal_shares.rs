//! The method of equal shares for budgets: everybody gets an equal part of the budget, and supporters buy together what they
//! support, the cheapest by satisfaction first.
//!
//! A rate ρ covers an entry if its supporters, each paying ρ times what the entry is worth to it or all that it has left, pay
//! its cost. The entry with the least rate is bought, until no entry can be covered.
//!
//! Money is often left. It can be spent greedily, by sequential Phragmén from nought, or by *add-one*: everybody's part is
//! raised step by step and the method runs again, until what it buys costs more than the budget (then the run before
//! counts) or nothing else fits any more.
//!
//! Worked example: budget 100, ten voters with 10 each. A and B cost 50 and are supported by the same six, C costs 30 and is
//! supported by the other four. By cardinality C is first (30/4 = 7.5 each), then A (50/6 each); what the six have left does
//! not buy B. By cost A is first (1/6 against 1/4), then C.
use super::names::{ALIASES, PARAMS};
use super::{
    BudgetGreedy, By, CategoryLimit, Satisfaction, SpendPurses, Till, WhenFull, greedy,
    limits::Room,
    phragmen,
    shop::{self, Counter, Run, Terms},
};
use crate::{
    count::{About, Budget, Funding, Halt, Purchase, Refusal, Rounds, Session, Step, TallyRule, Teller},
    id::EntrySet,
    num::Exact,
};
use serde::{Deserialize, Serialize};

/// Most raises of add-one.
const MAX_RAISES: u64 = 100_000;

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
    /// Sequential Phragmén, from loads of nought.
    Phragmen,
}
/// By how much everybody's part is raised between two runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Raise {
    /// So many minor units to each vote.
    Vote(Exact),
    /// So many minor units to all together.
    Budget(Exact),
    /// So large a part of what each had at first.
    Share(Exact),
}
/// What goes first among entries with equal rates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Prefer {
    /// Nothing: it is a tie.
    #[default]
    Any,
    /// The most supporters.
    Supporters,
    /// The least cost.
    Cheap,
    /// The greatest cost.
    Dear,
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
/// O(A p) for A approvals and p purchases at worst, for each raise; rates only rise, so most entries are not looked at again.
///
/// # Errors
/// A raise that is not above nought; more than 100,000 raises.
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BudgetEqualShares {
    /// What a purchase is worth to a supporter.
    pub satisfaction: Satisfaction,
    /// By how much everybody's part is raised between two runs; left out, there is one run.
    pub raise: Option<Raise>,
    /// Raising ends as soon as nothing more fits.
    pub until_exhaustive: bool,
    /// What is done with money that is left then.
    pub completion: Completion,
    /// What greedy completion goes by; left out, the satisfaction for the money.
    pub fill_by: Option<By>,
    /// What goes first among entries with equal rates.
    pub prefer: Prefer,
    /// At most so much money for each of these categories.
    pub limits: Vec<CategoryLimit>,
    /// Of each of these sets at most one entry is bought.
    pub exclusive: Vec<EntrySet>,
}
impl Default for BudgetEqualShares {
    fn default() -> Self {
        Self {
            satisfaction: Satisfaction::default(),
            raise: None,
            until_exhaustive: true,
            completion: Completion::None,
            fill_by: None,
            prefer: Prefer::Any,
            limits: vec![],
            exclusive: vec![],
        }
    }
}

impl TallyRule for BudgetEqualShares {
    type Input = dyn Rounds<SpendPurses>;
    type Answer = Funding;
    fn about(&self) -> About {
        const ABOUT: About = About::new("budget-equal-shares", "Method of equal shares for budgets")
            .aliases(ALIASES)
            .references(&["Peters, Pierczyński and Skowron (2021), NeurIPS"])
            .params(PARAMS)
            .limit("100,000 raises");
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, budget: &Budget, teller: &mut Teller) -> Result<Funding, Halt> {
        let mut session = ballots.begin();
        let units = Exact::from(ballots.total_weight());
        let each = &Exact::from(budget.total) / &units;
        let step = match &self.raise {
            None => None,
            Some(Raise::Vote(x)) => Some(x / &Exact::from(ballots.units_per_vote())),
            Some(Raise::Budget(x)) => Some(x / &units),
            Some(Raise::Share(x)) => Some(x * &each),
        };
        if step.as_ref().is_some_and(|s| *s <= Exact::ZERO) && budget.total > 0 {
            let why = "it must be above nought".to_owned();
            return Err(Refusal::Parameter { name: "raise", why }.into());
        }
        let mut counter = Counter::default();
        let Run { mut bought, steps, .. } =
            self.raised(&mut session, budget, (each, step), &mut counter, teller)?;
        // Runs that were given up have asked as well.
        let asked = counter.purchases() - bought.len();
        for step in steps {
            teller.record(|| step);
        }
        match self.completion {
            Completion::None => {}
            Completion::Utilitarian => {
                self.complete(&mut session, &mut bought, (&units, budget, asked), teller)?;
            }
            Completion::Phragmen => {
                let room = Room::new(budget, &self.limits, &self.exclusive, &bought);
                phragmen::fill(&mut session, (budget, asked), room, &mut bought, WhenFull::Stop, teller)?;
            }
        }
        Ok(Funding::of(bought))
    }
}
impl BudgetEqualShares {
    /// The last run that keeps the budget.
    fn raised(
        &self,
        session: &mut Session<'_, SpendPurses>,
        budget: &Budget,
        (mut each, step): (Exact, Option<Exact>),
        counter: &mut Counter,
        teller: &mut Teller,
    ) -> Result<Run, Halt> {
        let terms = Terms { budget, satisfaction: self.satisfaction, prefer: self.prefer, bounded: false };
        let room = Room::new(budget, &self.limits, &self.exclusive, &[]);
        let start = (each.clone(), EntrySet::EMPTY);
        let mut run = shop::run(terms, room.clone(), session, start, counter, teller)?;
        let Some(step) = step else { return Ok(run) };
        for _ in 0..MAX_RAISES {
            if !run.short || (self.until_exhaustive && self.is_exhaustive(budget, &run.bought)) {
                return Ok(run);
            }
            teller.poll()?;
            each += &step;
            let before = run.bought.iter().map(|p| p.entry).collect();
            let start = (each.clone(), before);
            let next = shop::run(terms, room.clone(), session, start, counter, teller)?;
            if next.spent > budget.total {
                return Ok(run);
            }
            run = next;
            let note = Step::note(format!("everybody has {each} for each unit of weight"));
            run.steps.insert(0, note);
        }
        let why = format!("more than {MAX_RAISES} raises; name a larger one");
        Err(Refusal::Parameter { name: "raise", why }.into())
    }
    fn is_exhaustive(&self, budget: &Budget, bought: &[Purchase]) -> bool {
        let have: EntrySet = bought.iter().map(|p| p.entry).collect();
        let room = Room::new(budget, &self.limits, &self.exclusive, bought);
        let all = EntrySet::first(budget.costs.len());
        !all.minus(&have).iter().any(|e| room.fits(e, budget.costs[e.ix()]))
    }
    fn complete(
        &self,
        purses: &mut Session<'_, SpendPurses>,
        bought: &mut Vec<Purchase>,
        (units, budget, asked): (&Exact, &Budget, usize),
        teller: &mut Teller,
    ) -> Result<(), Halt> {
        let stated = self.satisfaction.is_stated();
        let mut worth = vec![Exact::ZERO; budget.costs.len()];
        for (i, w) in worth.iter_mut().enumerate() {
            let of = |h: &super::Holding| {
                Exact::from(u128::from(h.weight) * u128::from(if stated { h.utility } else { 1 }))
            };
            *w = Till(purses).show(i.into())?.iter().map(of).sum::<Exact>() / units.clone();
        }
        let greedy = BudgetGreedy {
            by: self.fill_by.unwrap_or(self.satisfaction.greedily()),
            limits: self.limits.clone(),
            exclusive: self.exclusive.clone(),
            ..BudgetGreedy::default()
        };
        greedy::fill(&greedy, &worth, (budget, asked), bought, teller)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballot::{Spend, SpendForm};
    use crate::id::EntryIx;
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
    fn raising_spends_what_is_left() {
        // At 13 each the six have 14/3 left after A, at 17 each 26/3, which buys B for 25/3.
        let raise = Some(Raise::Vote(Exact::ONE));
        let rule = BudgetEqualShares { raise, ..Default::default() };
        let budget = Budget { total: 130, costs: vec![50, 50, 30] };
        let order = TiePolicy::Order { order: (0..3u32).map(EntryIx::new).collect() };
        let t = run(&rule, &profile(), budget, &order).unwrap();
        assert_eq!(t.answer().unwrap().set(), [0, 1, 2].into());
        let none = BudgetEqualShares { raise: Some(Raise::Vote(Exact::ZERO)), ..Default::default() };
        let budget = Budget { total: 130, costs: vec![50, 50, 30] };
        assert!(run(&none, &profile(), budget, &order).is_err());
    }
    #[test]
    fn roots_of_costs_stand_between() {
        // C costs 10: by cost A is first (1/6 against 1/4), by roots C (10/4/√10 = 0.79 against 50/6/√50 = 1.18).
        let first = |satisfaction| {
            let rule = BudgetEqualShares { satisfaction, ..Default::default() };
            let order = TiePolicy::Order { order: (0..3u32).map(EntryIx::new).collect() };
            let budget = Budget { total: 100, costs: vec![50, 50, 10] };
            run(&rule, &profile(), budget, &order).unwrap().answer().unwrap().bought()[0].entry.ix()
        };
        assert_eq!([first(Satisfaction::Cost), first(Satisfaction::CostSqrt)], [0, 2]);
    }
    #[test]
    fn nobody_votes() {
        let budget = Budget { total: 100, costs: vec![50] };
        let none = Profile::with_form(1, SpendForm::with_costs([50]), &[]).unwrap();
        let t = run(&BudgetEqualShares::default(), &none, budget, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

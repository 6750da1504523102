//! Equal shares for committees and budgets, greedy budgets.
use super::{Cast, Frac, Sets, cast, least, subsets, told};
use cocreate::{
    ballot::{Approval, ApprovalForm, Spend, SpendForm},
    budget::{self, BudgetEqualShares, BudgetGreedy, By, Satisfaction, WhenFull},
    count::{Budget, Seats},
    id::EntryIx,
    tally::committee::{Completion, EqualShares},
};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn e(i: usize) -> EntryIx {
    EntryIx::from(i)
}
/// A supporter: number of the ballot, weight, what one unit of the rate costs it.
type Supporter = (usize, Frac, Frac);

/// The least rate at which all pay `rate * part` or all they have, and the cost is covered. Money and parts are by unit.
fn rate(money: &[Frac], of: &[Supporter], cost: Frac) -> Option<Frac> {
    // The rate is where some number of those who run out first pay all that they have.
    let mut order = of.to_vec();
    order.sort_by_key(|(v, _, part)| money[*v] / *part);
    for broke in 0..order.len() {
        let have: Frac = order[..broke].iter().map(|(v, w, _)| money[*v] * *w).sum();
        let parts: Frac = order[broke..].iter().map(|(_, w, part)| *w * *part).sum();
        let rate = (cost - have) / parts;
        let pays = |(v, w, part): &Supporter| {
            let asked = rate * *part;
            *w * if money[*v] < asked { money[*v] } else { asked }
        };
        if rate >= Frac::ZERO && of.iter().map(pays).sum::<Frac>() == cost {
            return Some(rate);
        }
    }
    None
}

#[derive(Clone)]
struct Committee {
    money: Vec<Frac>,
    elected: BTreeSet<usize>,
    seats: usize,
    complete: bool,
}
impl Committee {
    fn supporters(c: &Cast<Vec<usize>>, x: usize) -> Vec<Supporter> {
        let of = |(v, (s, w)): (usize, &(Vec<usize>, u64))| {
            s.contains(&x).then(|| (v, Frac::whole(*w), Frac::ONE))
        };
        c.ballots.iter().enumerate().filter_map(of).collect()
    }
    fn open(&self, c: &Cast<Vec<usize>>) -> Vec<usize> {
        (0..c.m).filter(|x| !self.elected.contains(x)).collect()
    }
    /// A seat costs one; everybody holds the same part of all seats.
    fn buy(self, c: &Cast<Vec<usize>>) -> Sets {
        if self.elected.len() == self.seats {
            return [self.elected].into();
        }
        let price = |x: usize| rate(&self.money, &Self::supporters(c, x), Frac::ONE);
        let payable: Vec<usize> = self.open(c).into_iter().filter(|x| price(*x).is_some()).collect();
        if payable.is_empty() {
            return if self.complete { self.load(c) } else { [self.elected].into() };
        }
        let mut all = Sets::new();
        for x in least(payable.iter().copied(), |x| price(x).unwrap()) {
            let mut next = self.clone();
            let paid = price(x).unwrap();
            for (v, _, _) in Self::supporters(c, x) {
                next.money[v] = if next.money[v] < paid { Frac::ZERO } else { next.money[v] - paid };
            }
            next.elected.insert(x);
            all.extend(next.buy(c));
        }
        all
    }
    /// Sequential Phragmén: a seat is a load of one; the next entry leaves its supporters with the least load, all equal.
    fn load(self, c: &Cast<Vec<usize>>) -> Sets {
        let free = self.seats - self.elected.len();
        if free == 0 {
            return [self.elected].into();
        }
        let debt = |x: usize| {
            let of = Self::supporters(c, x);
            let owed: Frac = of.iter().map(|(v, w, _)| Frac::ZERO - self.money[*v] * *w).sum();
            (owed + Frac::ONE) / of.iter().map(|(_, w, _)| *w).sum()
        };
        let backed: Vec<usize> =
            self.open(c).into_iter().filter(|x| !Self::supporters(c, *x).is_empty()).collect();
        if backed.is_empty() {
            // Whoever is left has no supporters: nothing tells them apart.
            let with = |s: BTreeSet<usize>| self.elected.union(&s).copied().collect();
            return subsets(&self.open(c), free).into_iter().map(with).collect();
        }
        let mut all = Sets::new();
        for x in least(backed.iter().copied(), debt) {
            let mut next = self.clone();
            let owed = debt(x);
            for (v, _, _) in Self::supporters(c, x) {
                next.money[v] = Frac::ZERO - owed;
            }
            next.elected.insert(x);
            all.extend(next.load(c));
        }
        all
    }
}
fn equal_shares(c: &Cast<Vec<usize>>, seats: usize, complete: bool) -> Sets {
    if c.total() == 0 {
        return Sets::new();
    }
    let each = Frac::new(seats as i128, c.total().into());
    let start = Committee { money: vec![each; c.ballots.len()], elected: BTreeSet::new(), seats, complete };
    start.buy(c).into_iter().filter(|s| !s.is_empty()).collect()
}

/// Utilities by entry; nought is no support.
type Utilities = Vec<u64>;
fn utilities(m: usize) -> impl Strategy<Value = Utilities> {
    prop::collection::vec(prop_oneof![2 => Just(0u64), 2 => Just(1), 1 => 2u64..4], m)
}
#[derive(Clone)]
struct Shop<'a> {
    c: &'a Cast<Utilities>,
    costs: &'a [u64],
    budget: u64,
    rule: BudgetEqualShares,
    money: Vec<Frac>,
    bought: BTreeSet<usize>,
}
impl Shop<'_> {
    /// What a purchase is worth to a supporter.
    fn worth(&self, x: usize, utility: u64) -> Frac {
        match self.rule.satisfaction {
            Satisfaction::Cost => Frac::whole(self.costs[x]),
            Satisfaction::Cardinality => Frac::ONE,
            _ => Frac::whole(utility),
        }
    }
    fn supporters(&self, x: usize) -> Vec<Supporter> {
        let of = |(v, (u, w)): (usize, &(Utilities, u64))| {
            (u[x] > 0).then(|| (v, Frac::whole(*w), self.worth(x, u[x])))
        };
        self.c.ballots.iter().enumerate().filter_map(of).collect()
    }
    fn open(&self) -> Vec<usize> {
        (0..self.c.m).filter(|x| !self.bought.contains(x)).collect()
    }
    fn buy(self) -> Sets {
        let rho = |x: usize| rate(&self.money, &self.supporters(x), Frac::whole(self.costs[x]));
        let payable: Vec<usize> = self.open().into_iter().filter(|x| rho(*x).is_some()).collect();
        if payable.is_empty() {
            return self.complete();
        }
        let mut all = Sets::new();
        for x in least(payable.iter().copied(), |x| rho(x).unwrap()) {
            let mut next = self.clone();
            let rho = rho(x).unwrap();
            for (v, _, part) in self.supporters(x) {
                let pays = rho * part;
                next.money[v] = if next.money[v] < pays { Frac::ZERO } else { next.money[v] - pays };
            }
            next.bought.insert(x);
            all.extend(next.buy());
        }
        all
    }
    /// Greedily by all supporters' satisfaction for a unit of money, among what still fits.
    fn complete(self) -> Sets {
        let spent: u64 = self.bought.iter().map(|x| self.costs[*x]).sum();
        let fits: Vec<usize> =
            self.open().into_iter().filter(|x| spent + self.costs[*x] <= self.budget).collect();
        if self.rule.completion == budget::Completion::None || fits.is_empty() {
            return [self.bought].into();
        }
        let gain = |x: usize| {
            let sum: Frac = self.supporters(x).into_iter().map(|(_, w, part)| w * part).sum();
            Frac::ZERO - sum / Frac::whole(self.costs[x])
        };
        let mut all = Sets::new();
        for x in least(fits.iter().copied(), gain) {
            let mut next = self.clone();
            next.bought.insert(x);
            all.extend(next.complete());
        }
        all
    }
}
fn budget_equal_shares(c: &Cast<Utilities>, costs: &[u64], budget: u64, rule: BudgetEqualShares) -> Sets {
    if c.total() == 0 {
        return Sets::new();
    }
    let each = Frac::new(budget.into(), c.total().into());
    let bought = (0..c.m).filter(|x| costs[*x] == 0).collect();
    let start = Shop { c, costs, budget, rule, money: vec![each; c.ballots.len()], bought };
    start.buy().into_iter().filter(|s| !s.is_empty()).collect()
}
/// The most votes (or votes for the cost) first; what does not fit is passed over or ends it.
fn greedy(
    c: &Cast<Utilities>,
    costs: &[u64],
    left: u64,
    rule: &BudgetGreedy,
    done: &BTreeSet<usize>,
    bought: &BTreeSet<usize>,
) -> Sets {
    let votes = |x: usize| -> u64 {
        let of = |(u, w): &(Utilities, u64)| {
            w * if rule.votes == budget::Votes::Utility { u[x] } else { u[x].min(1) }
        };
        c.ballots.iter().map(of).sum()
    };
    // Greater is first; without cost it is first of all where votes are held against cost.
    let key = |x: usize| match rule.by {
        By::Votes => (false, Frac::whole(votes(x))),
        _ if costs[x] == 0 => (true, Frac::ZERO),
        _ => (false, Frac::whole(votes(x)) / Frac::whole(costs[x])),
    };
    let open = (0..c.m).filter(|x| !done.contains(x));
    let Some(best) = open.clone().map(key).max() else { return [bought.clone()].into() };
    let mut all = Sets::new();
    for x in open.filter(|x| key(*x) == best) {
        let done: BTreeSet<usize> = done.iter().copied().chain([x]).collect();
        if costs[x] <= left {
            let bought = bought.iter().copied().chain([x]).collect();
            all.extend(greedy(c, costs, left - costs[x], rule, &done, &bought));
        } else if rule.when_full == WhenFull::Stop {
            all.insert(bought.clone());
        } else {
            all.extend(greedy(c, costs, left, rule, &done, bought));
        }
    }
    all
}

const M: usize = 4;
proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn equal_shares_agree(
        c in cast(M, prop::sample::subsequence((0..M).collect::<Vec<_>>(), 0..=M)),
        k in 1..=M,
        complete: bool,
    ) {
        let p = c.profile(ApprovalForm::default(), |s| Approval::of(s.iter().map(|x| e(*x)).collect()));
        let completion = if complete { Completion::SeqPhragmen } else { Completion::None };
        let seats = Seats::fill(k as u32).unwrap();
        prop_assert_eq!(told(&EqualShares { completion }, &p, seats).unwrap(), equal_shares(&c, k, complete));
    }
    #[test]
    fn budget_equal_shares_agree(
        c in cast(M, utilities(M)),
        costs in prop::collection::vec(0u64..8, M),
        total in 0u64..16,
        by in 0..3usize,
        complete: bool,
    ) {
        let satisfaction = [Satisfaction::Cost, Satisfaction::Cardinality, Satisfaction::Utility][by];
        let completion = if complete { budget::Completion::Utilitarian } else { budget::Completion::None };
        let rule = BudgetEqualShares { satisfaction, completion, ..BudgetEqualShares::default() };
        let p = c.profile(SpendForm::with_costs(costs.clone()), spend);
        let expected = budget_equal_shares(&c, &costs, total, rule.clone());
        prop_assert_eq!(told(&rule, &p, Budget { total, costs: costs.clone() }).unwrap(), expected);
    }
    #[test]
    fn budget_greedy_agrees(
        c in cast(M, utilities(M)),
        costs in prop::collection::vec(0u64..8, M),
        total in 0u64..16,
        per_cost: bool,
        utility: bool,
        stop: bool,
    ) {
        let rule = BudgetGreedy {
            by: if per_cost { By::VotesPerCost } else { By::Votes },
            votes: if utility { budget::Votes::Utility } else { budget::Votes::Supporters },
            when_full: if stop { WhenFull::Stop } else { WhenFull::Skip },
            ..BudgetGreedy::default()
        };
        let p = c.profile(SpendForm::with_costs(costs.clone()), spend);
        let none = BTreeSet::new();
        let mut expected = if c.total() == 0 { Sets::new() } else { greedy(&c, &costs, total, &rule, &none, &none) };
        if expected.len() == 1 {
            expected.remove(&none);
        }
        prop_assert_eq!(told(&rule, &p, Budget { total, costs: costs.clone() }).unwrap(), expected);
    }
}
fn spend(u: &Utilities) -> Spend {
    Spend::new(u.iter().enumerate().filter(|(_, u)| **u > 0).map(|(i, u)| (e(i), *u))).unwrap()
}

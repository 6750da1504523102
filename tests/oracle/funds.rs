//! Budgets by welfare, loads, exact shares, shares that may be overspent, and widening rankings.
use super::{Cast, Frac, Sets, cast, least, told};
use cocreate::{
    ballot::{Ranking, Spend, SpendForm},
    budget::{
        BoundedOverspending, BudgetMaximinSupport, BudgetPhragmen, ExactEqualShares, First, MaxWelfare,
        PbEar, Satisfaction, WhenFull,
    },
    count::Budget,
    id::EntryIx,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

type Bought = BTreeSet<usize>;
type Approved = Vec<usize>;
type Approvals = Cast<Approved>;
const M: usize = 4;

/// Costs, and how much there is.
#[derive(Clone, Copy)]
struct Fund<'a> {
    costs: &'a [u64],
    total: u64,
}
impl Fund<'_> {
    fn cost(&self, of: &Bought) -> u64 {
        of.iter().map(|x| self.costs[*x]).sum()
    }
    fn fits(&self, bought: &Bought, x: usize) -> bool {
        self.cost(bought) + self.costs[x] <= self.total
    }
    fn open(&self, bought: &Bought) -> Vec<usize> {
        (0..self.costs.len()).filter(|x| !bought.contains(x)).collect()
    }
}
fn with(bought: &Bought, x: usize) -> Bought {
    bought.iter().copied().chain([x]).collect()
}
fn weight(c: &Approvals, of: impl Fn(usize) -> bool) -> u64 {
    c.ballots.iter().filter(|(s, _)| s.iter().any(|x| of(*x))).map(|(_, w)| w).sum()
}
/// What the crate calls nobody is no set here.
fn result(all: Sets, total: u64) -> Sets {
    if total == 0 || all == Sets::from([Bought::new()]) { Sets::new() } else { all }
}

fn welfare(c: &Approvals, f: Fund<'_>, by_cost: bool) -> Sets {
    let sets = (0..1u32 << M).map(|bits| (0..M).filter(|x| bits & (1 << x) != 0).collect::<Bought>());
    let worth = |s: &Bought| -> u64 {
        let of = |x: &usize| weight(c, |y| y == *x) * if by_cost { f.costs[*x] } else { 1 };
        s.iter().map(of).sum()
    };
    let can: Vec<Bought> = sets.filter(|s| f.cost(s) <= f.total).collect();
    let best = can.iter().map(worth).max().unwrap();
    can.into_iter().filter(|s| worth(s) == best).collect()
}
/// The next by its load, `None` being the largest; what is too dear ends it or is passed over.
fn by_load(
    f: Fund<'_>,
    skip: bool,
    bought: &Bought,
    load: &dyn Fn(&Bought, usize) -> Option<Frac>,
    next: &mut dyn FnMut(usize, Option<Frac>) -> Sets,
) -> Sets {
    let can = f.open(bought).into_iter().filter(|x| f.costs[*x] <= f.total);
    let can: Vec<usize> = can.filter(|x| !skip || f.fits(bought, *x)).collect();
    let key = |x: usize| load(bought, x).map_or((1, Frac::ZERO), |l| (0, l));
    let first = least(can.iter().copied(), key);
    if first.is_empty() || first.iter().any(|x| !f.fits(bought, *x)) {
        return [bought.clone()].into();
    }
    first.into_iter().flat_map(|x| next(x, load(bought, x))).collect()
}
fn phragmen(c: &Approvals, f: Fund<'_>, skip: bool, bought: &Bought, loads: &[Frac]) -> Sets {
    let load = |_: &Bought, x: usize| {
        let of = || c.ballots.iter().zip(loads).filter(|((s, _), _)| s.contains(&x));
        let sum: Frac = of().map(|((_, w), l)| Frac::whole(*w) * *l).sum();
        let w = weight(c, |y| y == x);
        (w > 0).then(|| (sum + Frac::whole(f.costs[x])) / Frac::whole(w))
    };
    by_load(f, skip, bought, &load, &mut |x, l| {
        let raised = c.ballots.iter().zip(loads);
        let loads: Vec<Frac> =
            raised.map(|((s, _), old)| l.filter(|_| s.contains(&x)).unwrap_or(*old)).collect();
        phragmen(c, f, skip, &with(bought, x), &loads)
    })
}
/// The largest load that cannot be avoided, over all parts of what is bought.
fn maximin(c: &Approvals, f: Fund<'_>, skip: bool, bought: &Bought) -> Sets {
    let load = |b: &Bought, x: usize| {
        (weight(c, |y| y == x) > 0).then(|| {
            let all: Vec<usize> = with(b, x).into_iter().filter(|y| weight(c, |z| z == *y) > 0).collect();
            let parts = (1..1u32 << all.len())
                .map(|bits| (0..all.len()).filter(|i| bits & (1 << i) != 0).map(|i| all[i]).collect());
            let of = |p: Bought| Frac::new(f.cost(&p).into(), weight(c, |y| p.contains(&y)).into());
            parts.map(of).max().unwrap()
        })
    };
    by_load(f, skip, bought, &load, &mut |x, _| maximin(c, f, skip, &with(bought, x)))
}
/// All payers of an entry pay the same; the most payers that can.
fn exact(c: &Approvals, f: Fund<'_>, by_cost: bool, bought: &Bought, money: &[Frac]) -> Sets {
    let payers = |x: usize| -> Option<(Vec<usize>, Frac)> {
        let all: Vec<usize> = (0..money.len()).filter(|v| c.ballots[*v].0.contains(&x)).collect();
        // Of all parts of its supporters who can share equally, the one of the most weight.
        let mut best: Option<(u64, Vec<usize>, Frac)> = None;
        for bits in 1..1u32 << all.len() {
            let part: Vec<usize> = (0..all.len()).filter(|i| bits & (1 << i) != 0).map(|i| all[i]).collect();
            let w: u64 = part.iter().map(|v| c.ballots[*v].1).sum();
            let each = Frac::whole(f.costs[x]) / Frac::whole(w);
            let can = part.iter().all(|v| money[*v] >= each);
            if can && best.as_ref().is_none_or(|(most, _, _)| w > *most) {
                best = Some((w, part, each));
            }
        }
        if f.costs[x] == 0 {
            return Some((vec![], Frac::ZERO));
        }
        best.map(|(_, part, each)| (part, each))
    };
    let can: Vec<usize> = f.open(bought).into_iter().filter(|x| payers(*x).is_some()).collect();
    if can.is_empty() {
        return [bought.clone()].into();
    }
    let rate = |x: usize| {
        let each = payers(x).unwrap().1;
        if by_cost && f.costs[x] > 0 { each / Frac::whole(f.costs[x]) } else { each }
    };
    let mut all = Sets::new();
    for x in least(can.iter().copied(), rate) {
        let (part, each) = payers(x).unwrap();
        let mut left = money.to_vec();
        for v in &part {
            left[*v] = left[*v] - each;
        }
        all.extend(exact(c, f, by_cost, &with(bought, x), &left));
    }
    all
}
/// A part α at the price ρ: the least ρ/α, tried where a supporter has no more and where all is covered.
fn overspending(c: &Approvals, f: Fund<'_>, by_cost: bool, bought: &Bought, money: &[Frac]) -> Sets {
    let offer = |x: usize| -> Option<(Frac, Frac)> {
        let cost = Frac::whole(f.costs[x]);
        let of: Vec<usize> =
            (0..money.len()).filter(|v| c.ballots[*v].0.contains(&x) && money[*v] > Frac::ZERO).collect();
        let sum = |y: Frac| -> Frac {
            of.iter().map(|v| Frac::whole(c.ballots[*v].1) * if money[*v] < y { money[*v] } else { y }).sum()
        };
        // Where the sum is the cost: some of them pay all that they have, the others the rest in equal parts.
        let mut tries: Vec<Frac> = of.iter().map(|v| money[*v]).collect();
        for limit in tries.clone() {
            let (poor, rich): (Vec<usize>, Vec<usize>) = of.iter().partition(|v| money[**v] < limit);
            let have: Frac = poor.iter().map(|v| Frac::whole(c.ballots[*v].1) * money[*v]).sum();
            let y = (cost - have) / rich.iter().map(|v| Frac::whole(c.ballots[*v].1)).sum();
            if y > Frac::ZERO && sum(y) == cost {
                tries.push(y);
            }
        }
        let value = |y: Frac| {
            let part = sum(y) / cost;
            (y / (part * part), Frac::ZERO - part, y / part)
        };
        let can = tries.into_iter().filter(|y| sum(*y) <= cost).map(value);
        can.min().map(|(over, _, price)| (if by_cost { over / cost } else { over }, price))
    };
    let can = f.open(bought).into_iter().filter(|x| f.fits(bought, *x));
    let can: Vec<usize> = can.filter(|x| f.costs[*x] > 0 && offer(*x).is_some()).collect();
    if can.is_empty() {
        return [bought.clone()].into();
    }
    let mut all = Sets::new();
    for x in least(can.iter().copied(), |x| offer(x).unwrap().0) {
        let price = offer(x).unwrap().1;
        let pay = |(v, m): (usize, &Frac)| {
            let asked = if c.ballots[v].0.contains(&x) { price } else { Frac::ZERO };
            if *m < asked { Frac::ZERO } else { *m - asked }
        };
        let left: Vec<Frac> = money.iter().enumerate().map(pay).collect();
        all.extend(overspending(c, f, by_cost, &with(bought, x), &left));
    }
    all
}
/// Supporters at a rank buy what they are many enough for, and all lose the same, or all that they have.
fn ear(c: &Approvals, f: Fund<'_>, most: bool, (rank, bought): (usize, &Bought), weights: &[Frac]) -> Sets {
    if rank > M {
        return [bought.clone()].into();
    }
    let n = Frac::whole(c.total());
    let backs = |v: usize, x: usize| c.ballots[v].0.iter().take(rank).any(|y| *y == x);
    let support = |x: usize| (0..weights.len()).filter(|v| backs(*v, x)).map(|v| weights[v]).sum::<Frac>();
    let needs = |x: usize| n * Frac::whole(f.costs[x]) / Frac::whole(f.total.max(1));
    let named = |x: usize| (0..weights.len()).any(|v| backs(v, x));
    let can = f.open(bought).into_iter().filter(|x| named(*x) && f.fits(bought, *x));
    let mut can: Vec<usize> = can.filter(|x| support(*x) >= needs(*x)).collect();
    if most {
        can = least(can.iter().copied(), |x| Frac::ZERO - support(x));
    }
    if can.is_empty() {
        return ear(c, f, most, (rank + 1, bought), weights);
    }
    let mut all = Sets::new();
    for x in can {
        // What each unit has: all lose the same of it, or all that there is; where some have lost all, the others the rest.
        let of: Vec<usize> = (0..weights.len()).filter(|v| backs(*v, x)).collect();
        let unit = |v: usize| weights[v] / Frac::whole(c.ballots[v].1);
        let lost = |l: Frac| -> Frac {
            of.iter().map(|v| Frac::whole(c.ballots[*v].1) * if unit(*v) < l { unit(*v) } else { l }).sum()
        };
        let mut loss = Frac::ZERO;
        for limit in of.iter().map(|v| unit(*v)) {
            let (poor, rich): (Vec<usize>, Vec<usize>) = of.iter().partition(|v| unit(**v) < limit);
            let gone: Frac = poor.iter().map(|v| weights[*v]).sum();
            let l = (needs(x) - gone) / rich.iter().map(|v| Frac::whole(c.ballots[*v].1)).sum();
            if l >= Frac::ZERO && lost(l) == needs(x) {
                loss = l;
            }
        }
        let keeps = |v: usize| {
            let loses = if unit(v) < loss { unit(v) } else { loss };
            if backs(v, x) { weights[v] - loses * Frac::whole(c.ballots[v].1) } else { weights[v] }
        };
        let left: Vec<Frac> = (0..weights.len()).map(keeps).collect();
        all.extend(ear(c, f, most, (rank, &with(bought, x)), &left));
    }
    all
}

fn spend(s: &Approved) -> Spend {
    Spend::approving(&s.iter().map(|x| EntryIx::from(*x)).collect())
}
fn some() -> impl Strategy<Value = Approved> {
    prop::sample::subsequence((0..M).collect::<Vec<_>>(), 0..=M)
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn welfare_and_loads_agree(
        c in cast(M, some()),
        costs in prop::collection::vec(1u64..8, M),
        total in 1u64..16,
        flag: bool,
    ) {
        let p = c.profile(SpendForm::with_costs(costs.clone()), spend);
        let f = Fund { costs: &costs, total };
        let budget = || Budget { total, costs: costs.clone() };
        let satisfaction = if flag { Satisfaction::Cost } else { Satisfaction::Cardinality };
        let rule = MaxWelfare { satisfaction, ..Default::default() };
        prop_assert_eq!(told(&rule, &p, budget()).unwrap(), result(welfare(&c, f, flag), c.total()));
        let when_full = if flag { WhenFull::Skip } else { WhenFull::Stop };
        let start = vec![Frac::ZERO; c.ballots.len()];
        let all = phragmen(&c, f, flag, &Bought::new(), &start);
        prop_assert_eq!(told(&BudgetPhragmen { when_full }, &p, budget()).unwrap(), result(all, c.total()));
        let all = maximin(&c, f, flag, &Bought::new());
        prop_assert_eq!(told(&BudgetMaximinSupport { when_full }, &p, budget()).unwrap(), result(all, c.total()));
    }
    #[test]
    fn exact_and_overspent_shares_agree(
        c in cast(M, some()),
        costs in prop::collection::vec(1u64..8, M),
        total in 1u64..16,
        by_cost: bool,
    ) {
        let p = c.profile(SpendForm::with_costs(costs.clone()), spend);
        let f = Fund { costs: &costs, total };
        let budget = || Budget { total, costs: costs.clone() };
        let satisfaction = if by_cost { Satisfaction::Cost } else { Satisfaction::Cardinality };
        let each = Frac::new(total.into(), c.total().max(1).into());
        let start = vec![each; c.ballots.len()];
        let rule = ExactEqualShares { satisfaction, ..Default::default() };
        let all = exact(&c, f, by_cost, &Bought::new(), &start);
        prop_assert_eq!(told(&rule, &p, budget()).unwrap(), result(all, c.total()));
        let rule = BoundedOverspending { satisfaction };
        let all = overspending(&c, f, by_cost, &Bought::new(), &start);
        prop_assert_eq!(told(&rule, &p, budget()).unwrap(), result(all, c.total()));
    }
    #[test]
    fn widening_rankings_agree(
        c in cast(M, some().prop_shuffle()),
        costs in prop::collection::vec(0u64..8, M),
        total in 1u64..16,
        most: bool,
    ) {
        let rank = |s: &Approved| Ranking::strict(s.iter().map(|x| *x as u32));
        let p = c.profile(cocreate::ballot::RankingForm::default(), rank);
        let f = Fund { costs: &costs, total };
        let rule = PbEar { first: if most { First::Support } else { First::Any } };
        let weights: Vec<Frac> = c.ballots.iter().map(|(_, w)| Frac::whole(*w)).collect();
        let all = ear(&c, f, most, (1, &Bought::new()), &weights);
        prop_assert_eq!(told(&rule, &p, Budget { total, costs: costs.clone() }).unwrap(), result(all, c.total()));
    }
}

//! What voters still have to spend: the part that all rules of equal shares have in common.
use crate::{
    ballot::{Approval, Ballot, Spend},
    count::{Desk, Halt, Reply, Session},
    id::EntryIx,
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt::Debug};

/// What a shard's purses are told to do. Money is by unit of weight.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum PurseOrder {
    /// So much money to everybody.
    #[non_exhaustive]
    Endow {
        /// By unit of weight.
        each: Exact,
    },
    /// What do this entry's supporters hold?
    #[non_exhaustive]
    Show {
        /// The entry.
        of: EntryIx,
    },
    /// Each supporter pays `rate` times its utility, or all that it has.
    #[non_exhaustive]
    Charge {
        /// The entry.
        to: EntryIx,
        /// Money for a unit of utility.
        rate: Exact,
        /// Utility is what the ballot states; else every supporter's is 1.
        stated: bool,
    },
    /// Each supporter has just so much from now on; may be below nought.
    #[non_exhaustive]
    Level {
        /// The entry.
        of: EntryIx,
        /// By unit of weight.
        money: Exact,
    },
}
/// Supporters with equal money and utility.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holding {
    /// By unit of weight.
    pub money: Exact,
    /// As the ballot states it; 1 for mere support.
    pub utility: u64,
    /// Units that hold it.
    pub weight: u64,
}
/// What supporters hold; rising, each money and utility once. Small, since balances repeat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PurseReply(pub Vec<Holding>);
impl Reply for PurseReply {
    fn merge(&mut self, other: Self) {
        let mut all: BTreeMap<(Exact, u64), u64> = BTreeMap::new();
        for h in self.0.drain(..).chain(other.0) {
            let sum = all.entry((h.money, h.utility)).or_default();
            *sum = sum.saturating_add(h.weight);
        }
        self.0 =
            all.into_iter().map(|((money, utility), weight)| Holding { money, utility, weight }).collect();
    }
}

/// Approval ballots and what their voters have left.
#[derive(Debug)]
pub struct Purses(Book);
/// Spending ballots and what their voters have left.
#[derive(Debug)]
pub struct SpendPurses(Book);
macro_rules! desk {
    ($name:ident, $ballot:ty, $support:expr) => {
        impl Desk for $name {
            type Ballot = $ballot;
            type Order = PurseOrder;
            type Reply = PurseReply;
            fn open(p: &Profile<$ballot>) -> Self {
                Self(Book::open(p, $support))
            }
            fn obey(&mut self, order: &PurseOrder) -> PurseReply {
                self.0.obey(order)
            }
        }
    };
}
desk!(Purses, Approval, |p, row, f| p.rows().approved(row).for_each(|e| f(e, 1)));
desk!(SpendPurses, Spend, |p, row, f| p.rows().marks(row).for_each(|(e, u)| f(e, u)));

/// Voters by balance: a class for each sum of money, since many have the same.
#[derive(Debug)]
struct Book {
    /// Rows of the supporters, entry after entry.
    rows: Vec<u32>,
    /// Their utilities; empty if all are 1.
    utilities: Vec<u64>,
    /// Where an entry's supporters begin; one more at the end.
    starts: Vec<usize>,
    /// What every row weighs, if it is one number; then `weights` is empty.
    uniform: Option<u64>,
    weights: Vec<u64>,
    class: Vec<u32>,
    money: Vec<Exact>,
}
type Visit<'a> = &'a mut dyn FnMut(EntryIx, u64);
impl Book {
    fn open<B: Ballot>(p: &Profile<B>, supports: impl Fn(&Profile<B>, usize, Visit<'_>)) -> Self {
        // First how many support each, then who: two looks, no lists of lists.
        let mut starts = vec![0usize; p.slate().len() + 1];
        let mut all_one = true;
        for row in 0..p.len() {
            supports(p, row, &mut |e, u| {
                starts[e.ix() + 1] += usize::from(u > 0);
                all_one &= u <= 1;
            });
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let total = starts.last().copied().unwrap_or(0);
        let (mut rows, mut utilities) = (vec![0u32; total], vec![0u64; if all_one { 0 } else { total }]);
        let mut next = starts.clone();
        for row in 0..p.len() {
            let place = u32::try_from(row).expect("a shard holds fewer than 2^32 ballots");
            supports(p, row, &mut |e, u| {
                if u > 0 {
                    rows[next[e.ix()]] = place;
                    if let Some(x) = utilities.get_mut(next[e.ix()]) {
                        *x = u;
                    }
                    next[e.ix()] += 1;
                }
            });
        }
        let uniform = p.weights().uniform();
        let weights = if uniform.is_some() { vec![] } else { (0..p.len()).map(|r| p.weight(r)).collect() };
        Self { rows, utilities, starts, uniform, weights, class: vec![0; p.len()], money: vec![Exact::ZERO] }
    }
    fn range(&self, e: EntryIx) -> std::ops::Range<usize> {
        match self.starts.get(e.ix()..e.ix() + 2) {
            Some(&[from, upto]) => from..upto,
            _ => 0..0,
        }
    }
    fn obey(&mut self, order: &PurseOrder) -> PurseReply {
        match order {
            PurseOrder::Endow { each } => {
                self.money = vec![each.clone()];
                self.class.fill(0);
            }
            PurseOrder::Show { of } => return self.show(*of),
            PurseOrder::Charge { to, rate, stated } => self.settle(*to, |have, utility| {
                let share = if *stated { rate * &Exact::from(utility) } else { rate.clone() };
                if *have <= share { Exact::ZERO } else { have - &share }
            }),
            PurseOrder::Level { of, money } => self.settle(*of, |_, _| money.clone()),
        }
        PurseReply::default()
    }
    fn show(&self, of: EntryIx) -> PurseReply {
        let holding =
            |class: usize, utility, weight| Holding { money: self.money[class].clone(), utility, weight };
        let held = if self.utilities.is_empty() {
            let mut by = vec![0u64; self.money.len()];
            let rows = &self.rows[self.range(of)];
            if let Some(units) = self.uniform {
                // One look at random less for each supporter.
                for row in rows {
                    by[self.class[*row as usize] as usize] += 1;
                }
                for weight in &mut by {
                    *weight *= units;
                }
            } else {
                for row in rows {
                    by[self.class[*row as usize] as usize] += self.weights[*row as usize];
                }
            }
            by.into_iter().enumerate().filter(|(_, w)| *w > 0).map(|(c, w)| holding(c, 1, w)).collect()
        } else {
            let mut by: BTreeMap<(u32, u64), u64> = BTreeMap::new();
            for i in self.range(of) {
                let row = self.rows[i] as usize;
                *by.entry((self.class[row], self.utilities[i])).or_default() +=
                    self.uniform.unwrap_or_else(|| self.weights[row]);
            }
            by.into_iter().map(|((c, u), w)| holding(c as usize, u, w)).collect()
        };
        let mut reply = PurseReply::default();
        reply.merge(PurseReply(held));
        reply
    }
    /// A new balance for each supporter, worked out once for each class and utility; equal balances share a class.
    fn settle(&mut self, of: EntryIx, balance: impl Fn(&Exact, u64) -> Exact) {
        let mut class_of: BTreeMap<Exact, u32> = self.money.iter().cloned().zip(0..).collect();
        let mut new_class = |money: &mut Vec<Exact>, old: u32, utility| {
            let rest = balance(&money[old as usize], utility);
            *class_of.entry(rest.clone()).or_insert_with(|| {
                money.push(rest);
                u32::try_from(money.len() - 1).expect("a class for each purchase and class at most")
            })
        };
        if self.utilities.is_empty() {
            let mut becomes: Vec<Option<u32>> = vec![None; self.money.len()];
            for row in &self.rows[self.range(of)] {
                let class = &mut self.class[*row as usize];
                let old = *class;
                *class = *becomes[old as usize].get_or_insert_with(|| new_class(&mut self.money, old, 1));
            }
        } else {
            let mut becomes: BTreeMap<(u32, u64), u32> = BTreeMap::new();
            for i in self.range(of) {
                let (class, utility) = (&mut self.class[self.rows[i] as usize], self.utilities[i]);
                let old = *class;
                *class = *becomes
                    .entry((old, utility))
                    .or_insert_with(|| new_class(&mut self.money, old, utility));
            }
        }
    }
}

/// A session with purses, with readable orders.
#[derive(Debug)]
pub(crate) struct Till<'s, 'b, D: Desk<Order = PurseOrder, Reply = PurseReply>>(
    pub(crate) &'s mut Session<'b, D>,
);
impl<D: Desk<Order = PurseOrder, Reply = PurseReply>> Till<'_, '_, D> {
    pub(crate) fn endow(&mut self, each: Exact) -> Result<(), Halt> {
        self.0.ask(&PurseOrder::Endow { each }).map(drop)
    }
    pub(crate) fn show(&mut self, of: EntryIx) -> Result<Vec<Holding>, Halt> {
        Ok(self.0.ask(&PurseOrder::Show { of })?.0)
    }
    pub(crate) fn charge(&mut self, to: EntryIx, rate: Exact, stated: bool) -> Result<(), Halt> {
        self.0.ask(&PurseOrder::Charge { to, rate, stated }).map(drop)
    }
    pub(crate) fn level(&mut self, of: EntryIx, money: Exact) -> Result<(), Halt> {
        self.0.ask(&PurseOrder::Level { of, money }).map(drop)
    }
}
/// The least rate at which supporters, each paying the rate times its utility or all it has, cover the cost. `None` if all
/// they have is not enough. `stated` false counts every supporter's utility as 1.
pub(crate) fn price(holdings: &[Holding], cost: &Exact, stated: bool) -> Option<Exact> {
    let utility = |h: &Holding| if stated { h.utility } else { 1 };
    // Whoever runs out first: the least money for a unit of utility.
    let mut order: Vec<(Exact, &Holding)> =
        holdings.iter().map(|h| (&h.money / &Exact::from(utility(h)), h)).collect();
    order.sort();
    let whole = |h: &Holding| u128::from(utility(h)) * u128::from(h.weight);
    let mut payers: u128 = holdings.iter().map(whole).sum();
    let mut left = cost.clone();
    for (limit, h) in order {
        let rate = left.checked_div(&Exact::from(payers))?;
        if rate <= limit {
            return Some(rate);
        }
        left -= &(&h.money * &Exact::from(h.weight));
        payers -= whole(h);
    }
    None
}

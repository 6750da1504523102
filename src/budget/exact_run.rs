//! One run of exact equal shares.
use super::Satisfaction;
use crate::{
    count::{Budget, Draft, Halt, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
};

/// What was bought, or can be.
pub(super) struct Bought {
    pub(super) entry: EntryIx,
    /// By unit of weight of those who pay.
    pub(super) paid: Exact,
    /// What is paid for a unit of worth; nought for what costs nothing.
    rate: Exact,
    /// Who pays, by place of their kind.
    payers: Vec<usize>,
    weight: u64,
}
/// One run: what everybody has left, and what was bought.
pub(super) struct Run<'a> {
    satisfaction: Satisfaction,
    budget: &'a Budget,
    kinds: &'a [(EntrySet, u64)],
    /// By unit of weight, of each kind.
    left: Vec<Exact>,
    pub(super) bought: Vec<Bought>,
    open: EntrySet,
}
impl<'a> Run<'a> {
    pub(super) fn new(
        satisfaction: Satisfaction,
        budget: &'a Budget,
        kinds: &'a [(EntrySet, u64)],
        each: &Exact,
    ) -> Self {
        let left = vec![each.clone(); kinds.len()];
        Self { satisfaction, budget, kinds, left, bought: vec![], open: EntrySet::first(budget.costs.len()) }
    }
    fn cost(&self, e: EntryIx) -> u64 {
        self.budget.costs[e.ix()]
    }
    pub(super) fn spent(&self) -> u64 {
        self.bought.iter().fold(0, |sum, b| sum.saturating_add(self.cost(b.entry)))
    }
    /// Whether somebody supports what was not bought.
    pub(super) fn is_short(&self) -> bool {
        self.kinds.iter().any(|(k, _)| !k.is_disjoint(&self.open))
    }
    pub(super) fn follow(
        &mut self,
        asked: &mut usize,
        (raised, before): (u64, &EntrySet),
        teller: &mut Teller,
    ) -> Result<(), Halt> {
        while self.spent() <= self.budget.total {
            teller.poll()?;
            let offers: Vec<Bought> = self.open.iter().filter_map(|e| self.offer(e)).collect();
            let Some(least) = offers.iter().map(|b| &b.rate).min().cloned() else { break };
            let mut offers: Vec<Bought> = offers.into_iter().filter(|b| b.rate == least).collect();
            let tied: Vec<EntryIx> = offers.iter().map(|b| b.entry).collect();
            if tied.len() > 1 && !self.can_be_bought_together(&offers) {
                *asked += 1;
                let state = (self.open.clone(), self.left.clone());
                teller.visit(&Draft::new(), ((raised, before.clone()), state))?;
                let e = teller.pick(TieAt::order(*asked), &tied)?;
                offers.retain(|b| b.entry == e);
            }
            for b in offers {
                self.take(b);
            }
        }
        Ok(())
    }
    pub(super) fn take(&mut self, b: Bought) {
        for k in &b.payers {
            self.left[*k] -= &b.paid;
        }
        self.open.remove(b.entry);
        self.bought.push(b);
    }
    /// Whether all who would pay for any of these can pay for all: then their order is no tie.
    fn can_be_bought_together(&self, offers: &[Bought]) -> bool {
        let mut left = self.left.clone();
        for b in offers {
            for k in &b.payers {
                left[*k] -= &b.paid;
            }
        }
        !left.iter().any(Exact::is_negative)
    }
    /// The most payers who can buy it.
    pub(super) fn offer(&self, entry: EntryIx) -> Option<Bought> {
        let cost = self.cost(entry);
        if cost == 0 {
            return Some(Bought { entry, paid: Exact::ZERO, rate: Exact::ZERO, payers: vec![], weight: 0 });
        }
        let mut payers = self.supporters(entry);
        payers.sort_by(|a, b| self.left[*b].cmp(&self.left[*a]));
        let exact = Exact::from(cost);
        let (mut weight, mut best) = (0u64, None);
        for (i, k) in payers.iter().enumerate() {
            weight += self.kinds[*k].1;
            if &self.left[*k] * &Exact::from(weight) >= exact {
                best = Some((i + 1, weight));
            }
        }
        let (n, weight) = best?;
        payers.truncate(n);
        let paid = exact.checked_div(&Exact::from(weight))?;
        Some(Bought { entry, rate: self.satisfaction.rate(&paid, cost), paid, payers, weight })
    }
    fn supporters(&self, e: EntryIx) -> Vec<usize> {
        (0..self.kinds.len()).filter(|k| self.kinds[*k].0.contains(e)).collect()
    }
    /// The least raise with which some could buy an entry, or more of them one that was bought.
    pub(super) fn least_raise(&self) -> Option<Exact> {
        let mut least: Option<Exact> = None;
        for e in (0..self.budget.costs.len()).map(EntryIx::from).filter(|e| self.cost(*e) > 0) {
            let paying = self.bought.iter().find(|b| b.entry == e).map_or(0, |b| b.weight);
            let supporters = self.supporters(e);
            // What each could spend, if only purchases at `rate` or worse were given up for it.
            let mut have: Vec<Exact> = supporters.iter().map(|k| self.left[*k].clone()).collect();
            let mut later: Vec<&Bought> = self.bought.iter().collect();
            later.sort_by(|a, b| b.rate.cmp(&a.rate));
            let mut worse = 0;
            loop {
                // Rates from that of the next purchase (itself kept) up to that of the last one given up (itself given up).
                let floor = later.get(worse).map(|b| &b.rate);
                let top = worse.checked_sub(1).map(|i| &later[i].rate);
                let raise = self.raise_for(e, (&supporters, &have), paying, (floor, top));
                if let Some(raise) = raise {
                    least = Some(least.map_or(raise.clone(), |l| l.min(raise)));
                }
                let Some(rate) = floor.cloned() else { break };
                while later.get(worse).is_some_and(|b| b.rate == rate) {
                    for k in &later[worse].payers {
                        if let Ok(i) = supporters.binary_search(k) {
                            have[i] += &later[worse].paid;
                        }
                    }
                    worse += 1;
                }
            }
        }
        least
    }
    /// The least raise for buying `e` at a rate of at least `floor` and below `top` by more than `paying`.
    fn raise_for(
        &self,
        e: EntryIx,
        (supporters, have): (&[usize], &[Exact]),
        paying: u64,
        (floor, top): (Option<&Exact>, Option<&Exact>),
    ) -> Option<Exact> {
        let mut order: Vec<usize> = (0..supporters.len()).collect();
        order.sort_by(|a, b| have[*b].cmp(&have[*a]));
        let (mut weight, mut least) = (0u64, None::<Exact>);
        for i in order {
            weight += self.kinds[supporters[i]].1;
            let paid = Exact::from(self.cost(e)).checked_div(&Exact::from(weight))?;
            let rate = self.satisfaction.rate(&paid, self.cost(e));
            if weight > paying && floor.is_none_or(|f| rate >= *f) && top.is_none_or(|t| rate < *t) {
                let raise = (paid - &have[i]).max(Exact::ZERO);
                least = Some(least.map_or(raise.clone(), |l| l.min(raise)));
            }
        }
        least
    }
}

//! One run of equal shares: everybody has so much, and the least rate is bought until nothing can be covered.
use super::{Holding, Prefer, Satisfaction, SpendPurses, Till, limits::Room, price};
use crate::{
    count::{Budget, Draft, Halt, Purchase, Session, Step, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
};
use std::collections::BTreeMap;

/// What a run buys by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms<'a> {
    pub(super) budget: &'a Budget,
    pub(super) satisfaction: Satisfaction,
    pub(super) prefer: Prefer,
    /// Rates are compared over the part that supporters cover, and they may pay more than their part.
    pub(super) bounded: bool,
}
/// What a run came to.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) bought: Vec<Purchase>,
    pub(super) steps: Vec<Step>,
    pub(super) spent: u64,
    /// Something was given up because its supporters have too little.
    pub(super) short: bool,
}
/// Numbers ties over all runs of a count.
#[derive(Debug, Default)]
pub(super) struct Counter {
    run: u64,
    purchases: usize,
}
impl Counter {
    /// Of all runs.
    pub(super) const fn purchases(&self) -> usize {
        self.purchases
    }
}

struct Shop<'a, 'r> {
    terms: Terms<'a>,
    room: Room<'a>,
    /// The rate last seen of what can still be bought: no rate ever falls, so it bounds from below.
    rates: BTreeMap<EntryIx, Exact>,
    /// Prices paid. What a voter has left does not depend on the order of the purchases.
    paid: BTreeMap<EntryIx, Exact>,
    run: Run,
    counter: &'r mut Counter,
    /// What everybody began with, by unit of weight.
    each: Exact,
    /// What the run before bought, on which depends what follows.
    before: EntrySet,
}
/// An entry that can be bought.
struct Offer {
    entry: EntryIx,
    /// What a supporter pays at most, for a unit of stated utility.
    price: Exact,
    supporters: u64,
}
/// Runs from `each` by unit of weight; ends as soon as more than the budget is spent.
pub(super) fn run(
    terms: Terms<'_>,
    room: Room<'_>,
    purses: &mut Session<'_, SpendPurses>,
    (each, before): (Exact, EntrySet),
    counter: &mut Counter,
    teller: &mut Teller,
) -> Result<Run, Halt> {
    Till(purses).endow(each.clone())?;
    let run = Run { bought: vec![], steps: vec![], spent: 0, short: false };
    counter.run += 1;
    let mut shop =
        Shop { terms, room, rates: BTreeMap::new(), paid: BTreeMap::new(), run, counter, each, before };
    for e in (0..terms.budget.costs.len()).map(EntryIx::from) {
        // What costs nothing is bought at once, for nobody pays.
        if shop.cost(e) > 0 {
            shop.rates.insert(e, Exact::ZERO);
        } else if shop.room.within(e).is_some() {
            shop.take(e, None);
        }
    }
    while shop.run.spent <= terms.budget.total && shop.buy_next(purses, teller)? {}
    Ok(shop.run)
}
impl Shop<'_, '_> {
    fn cost(&self, e: EntryIx) -> u64 {
        self.terms.budget.costs[e.ix()]
    }
    fn take(&mut self, entry: EntryIx, price: Option<Exact>) {
        let cost = self.cost(entry);
        self.room.take(entry, cost);
        self.run.spent = self.run.spent.saturating_add(cost);
        self.run.steps.push(Step::Bought { entry, cost, price });
        self.run.bought.push(Purchase { entry, cost });
        self.counter.purchases += 1;
    }
    /// Buys the entry with the least rate; false if none can be covered.
    fn buy_next(&mut self, purses: &mut Session<'_, SpendPurses>, teller: &mut Teller) -> Result<bool, Halt> {
        let mut order: Vec<(Exact, EntryIx)> = self.rates.iter().map(|(e, b)| (b.clone(), *e)).collect();
        order.sort();
        let mut best: Option<(Exact, Vec<Offer>)> = None;
        for (bound, e) in order {
            if best.as_ref().is_some_and(|(rate, _)| bound > *rate) {
                break;
            }
            let Some((rate, offer)) = self.offer(e, purses)? else {
                self.rates.remove(&e);
                continue;
            };
            self.rates.insert(e, rate.clone());
            match &mut best {
                Some((least, tied)) if *least == rate => tied.push(offer),
                Some((least, _)) if *least < rate => {}
                _ => best = Some((rate, vec![offer])),
            }
        }
        let Some((_, mut tied)) = best else { return Ok(false) };
        let key = |o: &Offer| match self.terms.prefer {
            Prefer::Any => 0,
            Prefer::Supporters => u64::MAX - o.supporters,
            Prefer::Cheap => self.cost(o.entry),
            Prefer::Dear => u64::MAX - self.cost(o.entry),
        };
        let first = tied.iter().map(key).min();
        tied.retain(|o| Some(key(o)) == first);
        tied.sort_unstable_by_key(|o| o.entry);
        let among: Vec<EntryIx> = tied.iter().map(|o| o.entry).collect();
        if among.len() > 1 && self.can_be_bought_together(&tied, purses)? {
            for offer in tied {
                self.bought(offer);
            }
            return Ok(true);
        }
        if among.len() > 1 {
            let paid: Vec<(EntryIx, Exact)> = self.paid.iter().map(|(e, r)| (*e, r.clone())).collect();
            teller.visit(&Draft::new(), ((self.counter.run, self.before.clone()), paid))?;
        }
        let e = teller.pick(TieAt::order(self.counter.purchases + 1), &among)?;
        let Some(offer) = tied.into_iter().find(|o| o.entry == e) else { return Ok(false) };
        Till(purses).charge(e, offer.price.clone(), self.terms.satisfaction.is_stated())?;
        self.bought(offer);
        Ok(true)
    }
    fn bought(&mut self, offer: Offer) {
        self.rates.remove(&offer.entry);
        self.paid.insert(offer.entry, offer.price.clone());
        self.take(offer.entry, Some(offer.price));
    }
    /// Whether each of these costs its supporters the same whatever was bought of the others before. Then all are bought in any
    /// order, and it is no tie. If so they are charged for; else nothing is.
    ///
    /// One order is enough: who pays for two of them in that order has enough for both in the other.
    fn can_be_bought_together(
        &self,
        tied: &[Offer],
        purses: &mut Session<'_, SpendPurses>,
    ) -> Result<bool, Halt> {
        let mut room = self.room.clone();
        for o in tied {
            if self.terms.bounded || room.within(o.entry).is_none_or(|most| self.cost(o.entry) > most) {
                return Ok(false);
            }
            room.take(o.entry, self.cost(o.entry));
        }
        let stated = self.terms.satisfaction.is_stated();
        for (i, o) in tied.iter().enumerate() {
            let cost = Exact::from(self.cost(o.entry));
            if i > 0 && price(&Till(purses).show(o.entry)?, &cost, stated).as_ref() != Some(&o.price) {
                // What a voter has left does not depend on the order of what it paid for.
                Till(purses).endow(self.each.clone())?;
                for (e, paid) in &self.paid {
                    Till(purses).charge(*e, paid.clone(), stated)?;
                }
                return Ok(false);
            }
            Till(purses).charge(o.entry, o.price.clone(), stated)?;
        }
        Ok(true)
    }
    /// The rate and the price of an entry; `None` if it cannot be bought any more.
    fn offer(
        &mut self,
        e: EntryIx,
        purses: &mut Session<'_, SpendPurses>,
    ) -> Result<Option<(Exact, Offer)>, Halt> {
        let (cost, stated) = (self.cost(e), self.terms.satisfaction.is_stated());
        let most = if self.terms.bounded { self.room.of(e) } else { self.room.within(e) };
        if most.is_none_or(|most| cost > most) {
            return Ok(None);
        }
        let holdings = Till(purses).show(e)?;
        let supporters = holdings.iter().map(|h| h.weight).sum();
        let offer = |price: Exact| Offer { entry: e, price, supporters };
        let exact = Exact::from(cost);
        if self.terms.bounded {
            let part = covered_part(&holdings, &exact, stated);
            return Ok(part.map(|(over, price)| (self.terms.satisfaction.rate(&over, cost), offer(price))));
        }
        let paid = price(&holdings, &exact, stated);
        self.run.short |= paid.is_none() && supporters > 0;
        Ok(paid.map(|p| (self.terms.satisfaction.rate(&p, cost), offer(p))))
    }
}
/// Which part α of an entry its supporters should cover, each paying `y` a unit of utility or all it has: the one with the
/// least price over part, `y / α²`. Gives that number, and the price `y / α` at which they pay for the whole.
fn covered_part(holdings: &[Holding], cost: &Exact, stated: bool) -> Option<(Exact, Exact)> {
    let utility = |h: &Holding| if stated { h.utility } else { 1 };
    let mut order: Vec<(Exact, &Holding)> = holdings
        .iter()
        .filter(|h| h.money > Exact::ZERO)
        .map(|h| (&h.money / &Exact::from(utility(h)), h))
        .collect();
    order.sort();
    let whole = |h: &Holding| u128::from(utility(h)) * u128::from(h.weight);
    let mut payers: u128 = order.iter().map(|(_, h)| whole(h)).sum();
    let mut gone = Exact::ZERO;
    let mut best: Option<(Exact, Exact)> = None;
    // Between two purses that run out the number has no least value inside, so their ends are enough.
    for (limit, h) in &order {
        let all = &gone + &(limit * &Exact::from(payers));
        let (y, sum) = if all < *cost {
            (limit.clone(), all)
        } else {
            ((cost - &gone).checked_div(&Exact::from(payers))?, cost.clone())
        };
        let ended = sum == *cost;
        let part = sum.checked_div(cost)?;
        let over = y.checked_div(&(&part * &part))?;
        // Of equals the larger part.
        if best.as_ref().is_none_or(|(least, _)| over <= *least) {
            best = Some((over, y.checked_div(&part)?));
        }
        if ended {
            break;
        }
        gone += &(&h.money * &Exact::from(h.weight));
        payers -= whole(h);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    fn holding(money: u64, weight: u64) -> Holding {
        Holding { money: money.into(), utility: 1, weight }
    }
    #[test]
    fn the_part_that_is_covered() {
        let of = |h: &[Holding], cost: u64| covered_part(h, &cost.into(), false).unwrap();
        // All is covered at 2 each: over 1.
        assert_eq!(of(&[holding(10, 5)], 10), (2u32.into(), 2u32.into()));
        // 4 of 10 at 1 each, or 8 of 10 at 5: 1/(4/10)² = 25/4 against 5/(8/10)² = 125/16.
        let (over, price) = of(&[holding(1, 3), holding(5, 1)], 10);
        assert_eq!((over.to_string(), price.to_string()), ("25/4".into(), "5/2".into()));
        assert_eq!(covered_part(&[holding(0, 3)], &Exact::ONE, false), None);
    }
}

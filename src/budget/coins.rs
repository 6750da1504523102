//! Coins that are split over entries and move: a count of cumulative single transferable vote.
use super::{CstvCoins, CstvFinish, CstvOrder, CumulativeStv, limits::Room};
use crate::{
    ballot::Spend,
    count::{Budget, Draft, Halt, Purchase, Refusal, Step, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Profile,
};
use std::collections::BTreeMap;

/// Most kinds of ballots times 2 to the power of supported entries, if nothing is rounded: fractions double with each purchase.
const MAX_WORK: u64 = 1 << 22;

/// Ballots that are alike.
struct Kind {
    marks: Vec<(EntryIx, u64)>,
    weight: Exact,
    /// By unit of weight. Support is always in proportion to the marks on open entries: all that moves keeps their proportion.
    coin: Exact,
    /// Marks on open entries.
    points: u64,
}
/// A count under way.
pub(super) struct Count<'a> {
    rule: CumulativeStv,
    budget: &'a Budget,
    kinds: Vec<Kind>,
    pub(super) open: EntrySet,
    pub(super) bought: Vec<Purchase>,
    pub(super) eliminated: Vec<EntryIx>,
    pub(super) room: Room<'a>,
}
impl<'a> Count<'a> {
    pub(super) fn new(rule: CumulativeStv, p: &Profile<Spend>, budget: &'a Budget) -> Result<Self, Refusal> {
        let mut all: BTreeMap<Vec<(EntryIx, u64)>, u64> = BTreeMap::new();
        let mut supported = EntrySet::EMPTY;
        for row in 0..p.len() {
            let marks: Vec<_> = p.rows().marks(row).filter(|(_, u)| *u > 0).collect();
            for (e, _) in &marks {
                supported.insert(*e);
            }
            *all.entry(marks).or_default() += p.weight(row);
        }
        let doubled = 1u64.checked_shl(supported.len() as u32).unwrap_or(u64::MAX);
        let work = (all.len() as u64).saturating_mul(doubled);
        if rule.decimals.is_none() && work > MAX_WORK {
            let why = format!(
                "{} kinds of ballots over {} entries are too many for exact fractions; name decimals, such as 12",
                all.len(),
                supported.len()
            );
            return Err(Refusal::Parameter { name: "decimals", why });
        }
        let share = Exact::from(budget.total).checked_div(&Exact::from(p.total_weight())).unwrap_or_default();
        let votes = Exact::from(p.units_per_vote());
        let kinds = all.into_iter().map(|(marks, w)| {
            let points: u64 = marks.iter().map(|(_, u)| *u).sum();
            let coin = match rule.coins {
                CstvCoins::Shares => share.clone(),
                CstvCoins::Points => &Exact::from(points) / &votes,
            };
            Kind { marks, weight: w.into(), coin, points }
        });
        let kinds = kinds.filter(|k| k.points > 0).collect();
        let room = Room::new(budget, &[], &[], &[]);
        let open = EntrySet::first(budget.costs.len());
        Ok(Self { rule, budget, kinds, open, bought: vec![], eliminated: vec![], room })
    }
    pub(super) fn cost(&self, e: EntryIx) -> Exact {
        self.budget.costs[e.ix()].into()
    }
    pub(super) fn supports(&self) -> Vec<Exact> {
        let mut all = vec![Exact::ZERO; self.budget.costs.len()];
        for k in self.kinds.iter().filter(|k| k.points > 0) {
            let each = &k.weight * &k.coin / Exact::from(k.points);
            for (e, u) in k.marks.iter().filter(|(e, _)| self.open.contains(*e)) {
                all[e.ix()] += &(&each * &Exact::from(*u));
            }
        }
        all
    }
    /// Larger is earlier; what costs nothing comes first where support is held against cost.
    pub(super) fn value(&self, e: EntryIx, support: &[Exact]) -> (bool, Exact) {
        let (s, cost) = (&support[e.ix()], self.cost(e));
        match self.rule.order {
            CstvOrder::Excess => (false, s - &cost),
            CstvOrder::Support => (false, s.clone()),
            CstvOrder::SupportPerCost => {
                let ratio = s.checked_div(&cost);
                (ratio.is_none(), ratio.unwrap_or_default())
            }
        }
    }
    pub(super) fn visit(&self, tied: &EntrySet, teller: &mut Teller) -> Result<(), Halt> {
        if tied.len() < 2 {
            return Ok(());
        }
        let coins: Vec<Exact> = self.kinds.iter().map(|k| k.coin.clone()).collect();
        let bought: EntrySet = self.bought.iter().map(|p| p.entry).collect();
        teller.visit(&Draft::new(), ((bought, self.eliminated.clone()), coins))
    }
    pub(super) fn first(
        &self,
        of: &EntrySet,
        support: &[Exact],
        teller: &mut Teller,
    ) -> Result<EntryIx, Halt> {
        let most = of.iter().map(|e| self.value(e, support)).max();
        let best: EntrySet = of.iter().filter(|e| Some(self.value(*e, support)) == most).collect();
        self.visit(&best, teller)?;
        teller.pick_entry(TieAt::order(self.bought.len() + 1), &best)
    }
    /// Supporters pay `pays(coin, share)` of their coin; the share is that of the entry in their support.
    pub(super) fn buy(&mut self, e: EntryIx, pays: &dyn Fn(&Exact, &Exact) -> Exact, teller: &mut Teller) {
        for k in &mut self.kinds {
            let Some((_, u)) = k.marks.iter().find(|(x, _)| *x == e) else { continue };
            let Some(share) = Exact::from(*u).checked_div(&Exact::from(k.points)) else { continue };
            k.coin -= &pays(&k.coin, &share);
            if let Some(places) = self.rule.decimals {
                k.coin = k.coin.rounded(places.into());
            }
        }
        self.close(e);
        self.take(e, teller);
    }
    fn take(&mut self, entry: EntryIx, teller: &mut Teller) {
        let cost = self.budget.costs[entry.ix()];
        self.room.take(entry, cost);
        self.bought.push(Purchase { entry, cost });
        teller.record(|| Step::Bought { entry, cost, price: None });
    }
    /// It is not open any more; whoever supports nothing else is out.
    pub(super) fn close(&mut self, e: EntryIx) {
        self.open.remove(e);
        for k in &mut self.kinds {
            if let Some((_, u)) = k.marks.iter().find(|(x, _)| *x == e) {
                k.points -= u;
                if k.points == 0 {
                    k.coin = Exact::ZERO;
                }
            }
        }
    }
    /// The entry that needs the least factor, and the factor; `None` if none can be bought.
    pub(super) fn least_transfer(&self, teller: &mut Teller) -> Result<Option<(EntryIx, Exact)>, Halt> {
        let fits = self.open.iter().filter(|e| self.room.fits(*e, self.budget.costs[e.ix()]));
        let all: Vec<(Exact, EntryIx)> = fits.filter_map(|e| Some((self.factor(e)?, e))).collect();
        let Some(least) = all.iter().map(|(f, _)| f).min().cloned() else { return Ok(None) };
        let best: EntrySet = all.iter().filter(|(f, _)| *f == least).map(|(_, e)| *e).collect();
        self.visit(&best, teller)?;
        let e = teller.pick_entry(TieAt::order(self.bought.len() + 1), &best)?;
        teller.record(|| Step::note(format!("support for {e} is multiplied by {least}")));
        Ok(Some((e, least)))
    }
    fn factor(&self, e: EntryIx) -> Option<Exact> {
        // By the factor at which a supporter has given all it has.
        let mut order: Vec<(Exact, Exact, Exact)> = vec![];
        for k in &self.kinds {
            if let Some((_, u)) = k.marks.iter().find(|(x, _)| *x == e) {
                let limit = Exact::from(k.points).checked_div(&Exact::from(*u))?;
                let whole = &k.weight * &k.coin;
                order.push((limit.clone(), whole.checked_div(&limit)?, whole));
            }
        }
        order.sort();
        let mut given: Exact = order.iter().map(|(_, part, _)| part).sum();
        let mut left = self.cost(e);
        for (limit, part, whole) in order {
            if left <= &limit * &given {
                return left.checked_div(&given);
            }
            left -= &whole;
            given -= &part;
        }
        None
    }
    pub(super) fn finish(&mut self, teller: &mut Teller) -> Result<(), Halt> {
        match self.rule.finish {
            CstvFinish::None => {}
            CstvFinish::ReverseEliminations => {
                while let Some(e) = self.eliminated.pop() {
                    if self.room.fits(e, self.budget.costs[e.ix()]) {
                        self.take(e, teller);
                    }
                }
            }
            CstvFinish::Undersupported => {
                let support = self.supports();
                let mut rest = self.open.clone();
                loop {
                    rest = rest.iter().filter(|e| self.room.fits(*e, self.budget.costs[e.ix()])).collect();
                    if rest.is_empty() {
                        break;
                    }
                    let e = self.first(&rest, &support, teller)?;
                    rest.remove(e);
                    self.take(e, teller);
                }
            }
        }
        Ok(())
    }
}

//! The panel that is worth most, when every kind has a price.
use super::{
    MAX_SEARCH,
    pool::{Part, Pool},
};
use crate::num::{Column, Cover, Exact, lcm};

/// What a search came to.
pub(super) struct Best {
    /// A panel and what it is worth; none if the search was cut off.
    pub(super) panel: Option<(Part, Exact)>,
    /// No panel is worth more.
    pub(super) bound: Exact,
}
/// Looks for a panel.
pub(super) trait Market {
    /// The best at these prices of a person of each kind, none below nought and one above.
    fn best(&mut self, prices: &[Exact], work: &mut u64) -> Best;
}
fn worth(part: &[u16], prices: &[Exact]) -> Exact {
    let some = part.iter().zip(prices).filter(|(n, p)| **n > 0 && !p.is_zero());
    some.map(|(n, p)| &Exact::from(u32::from(*n)) * p).sum()
}
/// A factor that makes all prices whole numbers below the limit, if there is one.
fn whole(prices: &[Exact], top: &Exact, below: u64) -> Option<Exact> {
    let factor = prices.iter().try_fold(1u64, |all, p| lcm(all, p.denominator()?))?;
    let factor = Exact::from(factor);
    (top * &factor < Exact::from(below)).then_some(factor)
}
fn highest(prices: &[Exact]) -> Exact {
    prices.iter().max().cloned().unwrap_or_default()
}

/// All panels.
pub(super) struct Listed<'a>(pub(super) &'a [Part]);
impl Market for Listed<'_> {
    fn best(&mut self, prices: &[Exact], _: &mut u64) -> Best {
        const FINE: u64 = 1 << 40;
        let top = highest(prices);
        // In whole numbers, rounded down where they have to be: then those that are level but for rounding are told apart exactly.
        let exact = whole(prices, &top, FINE);
        let level = if exact.is_some() { 0 } else { 1_000 };
        let factor = exact.unwrap_or_else(|| Exact::from(FINE) / top);
        let units: Vec<u64> = prices
            .iter()
            .map(|p| (p * &factor).floor().and_then(|x| u64::try_from(x).ok()).unwrap_or(0))
            .collect();
        let sum = |p: &Part| p.iter().zip(&units).map(|(n, u)| u64::from(*n) * u).sum::<u64>();
        let sums: Vec<u64> = self.0.iter().map(sum).collect();
        let most = sums.iter().max().copied().unwrap_or_default();
        let near = self.0.iter().zip(&sums).filter(|(_, s)| **s + level >= most).map(|(p, _)| p);
        let mut best: Option<(&Part, Exact)> = None;
        for p in near {
            let w = worth(p, prices);
            if best.as_ref().is_none_or(|(_, b)| w > *b) {
                best = Some((p, w));
            }
            if level == 0 {
                break;
            }
        }
        let bound = best.as_ref().map_or(Exact::ZERO, |(_, w)| w.clone());
        Best { panel: best.map(|(p, w)| (p.clone(), w)), bound }
    }
}

/// Panels that are too many to be listed: a cover of least cost, a person costing the highest price less their own.
pub(super) struct Sought {
    needs: Vec<i128>,
    cells: Vec<Vec<i8>>,
    sizes: Vec<u32>,
    seats: u32,
}
impl Sought {
    pub(super) fn of(pool: &Pool) -> Self {
        let (needs, cells) = pool.rows();
        let sizes: Vec<u32> = pool.kinds.iter().map(|k| k.len() as u32).collect();
        // Rows that every panel of so many seats keeps are left out; the last says that it has no more.
        let last = needs.len() - 1;
        let least = |r: usize| {
            let fewer = cells.iter().zip(&sizes).filter(|(c, _)| c[r] < 0).map(|(_, n)| i128::from(*n));
            -fewer.sum::<i128>().min(pool.seats.into())
        };
        let binds: Vec<bool> =
            needs.iter().enumerate().map(|(r, need)| r == last || *need > least(r)).collect();
        let needs = needs.iter().zip(&binds).filter(|(_, b)| **b).map(|(x, _)| *x).collect();
        let cut = |c: &Vec<i8>| c.iter().zip(&binds).filter(|(_, b)| **b).map(|(x, _)| *x).collect();
        let cells = cells.iter().map(cut).collect();
        Self { needs, cells, sizes, seats: pool.seats }
    }
    /// What the dearest people are worth, whatever the quotas.
    fn dearest(&self, prices: &[Exact]) -> Exact {
        let mut order: Vec<usize> = (0..prices.len()).collect();
        order.sort_by(|a, b| prices[*b].cmp(&prices[*a]));
        let (mut left, mut sum) = (self.seats, Exact::ZERO);
        for k in order {
            let n = left.min(self.sizes[k]);
            sum += &(&Exact::from(n) * &prices[k]);
            left -= n;
        }
        sum
    }
}
impl Market for Sought {
    fn best(&mut self, prices: &[Exact], work: &mut u64) -> Best {
        const FINE: u64 = 1 << 32;
        // What a step of the program over lotteries costs, in fractions: about so many cells in whole numbers each.
        let n = prices.len() as u64 + 1;
        *work = work.saturating_sub(200 * n * n);
        let top = highest(prices);
        let factor = whole(prices, &top, FINE).unwrap_or_else(|| Exact::from(FINE - 1) / top.clone());
        // Rounded down, so that no panel costs less than it seems to.
        let cost =
            |p: &Exact| (&(&top - p) * &factor).floor().and_then(|x| u32::try_from(x).ok()).unwrap_or(0);
        let costs: Vec<u32> = prices.iter().map(cost).collect();
        let column = |((cells, cost), size): ((&Vec<i8>, &u32), &u32)| Column {
            cells: cells.clone(),
            units: (*size).into(),
            cost: *cost,
        };
        let columns = self.cells.iter().zip(&costs).zip(&self.sizes).map(column).collect();
        let mut own = MAX_SEARCH.min(*work);
        let before = own;
        let found = Cover { needs: self.needs.clone(), columns }.least(&mut own);
        *work -= before - own;
        let Some(found) = found else { return Best { panel: None, bound: self.dearest(prices) } };
        let part: Part = found.iter().map(|n| *n as u16).collect();
        let least: u64 = part.iter().zip(&costs).map(|(n, c)| u64::from(*n) * u64::from(*c)).sum();
        let bound = &(&top * &Exact::from(self.seats)) - &(Exact::from(least) / factor);
        let w = worth(&part, prices);
        Best { panel: Some((part, w)), bound }
    }
}

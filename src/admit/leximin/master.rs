//! The lottery over panels: one linear program a level, by the revised simplex method with panels that are found as they are needed.
//!
//! Rows: of each kind, its chance is at least what it is settled at, or, if it is not settled, the level before and a rise that all who are not
//! settled share; and the chances of panels sum to one. The rise is made as large as can be. Whoever then has a price is at the least in
//! every such lottery and is settled there (Flanigan et al. 2021, supplement). All numbers are exact; of several rows that could leave, the first by
//! lexicographic order does (Dantzig, Orden and Wolfe 1955), so that it ends.
use super::{
    pool::{Part, Pool},
    price::Market,
};
use crate::num::Exact;

/// What was found.
pub(super) struct Found {
    /// Panels by how many of each kind they have, with chances above nought, which sum to one.
    pub(super) parts: Vec<(Part, Exact)>,
    /// The largest gap of a level.
    pub(super) gap: Exact,
}
/// A variable.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    /// The chance of a panel.
    Panel(usize),
    /// By how much all who are not settled are above the level before.
    Rise,
    /// By how much a kind is above what it has to be.
    Over(usize),
}
struct Master<'a> {
    pool: &'a Pool,
    panels: Vec<Part>,
    settled: Vec<bool>,
    basis: Vec<Of>,
    /// Of the basis: a row for each variable in it.
    inverse: Vec<Vec<Exact>>,
    /// What the inverse comes to from the start of the level, by which rows are told apart.
    order: Vec<Vec<Exact>>,
    values: Vec<Exact>,
}
/// From a first panel to the fairest lottery, or as far as the work goes.
pub(super) fn solve(pool: &Pool, first: Part, market: &mut dyn Market, work: &mut u64) -> Found {
    let n = pool.kinds.len();
    let shares = pool.share(&first);
    let row = |at: usize, cell: Exact, last: Exact| {
        (0..=n)
            .map(|j| {
                if j == n {
                    last.clone()
                } else if j == at {
                    cell.clone()
                } else {
                    Exact::ZERO
                }
            })
            .collect()
    };
    let mut inverse: Vec<Vec<Exact>> =
        shares.iter().enumerate().map(|(k, s)| row(k, -Exact::ONE, s.clone())).collect();
    inverse.push(row(n, Exact::ONE, Exact::ONE));
    let mut m = Master {
        pool,
        panels: vec![first],
        settled: vec![false; n],
        basis: (0..n).map(Of::Over).chain([Of::Panel(0)]).collect(),
        inverse,
        order: unit(n + 1),
        values: shares.into_iter().chain([Exact::ONE]).collect(),
    };
    let mut gap = Exact::ZERO;
    while m.settled.iter().any(|s| !*s) {
        let (own, prices) = m.level(market, work);
        gap = gap.max(own);
        if *work == 0 {
            break;
        }
        m.settle(&prices);
    }
    let parts = m.basis.iter().zip(&m.values).filter_map(|(of, x)| match of {
        Of::Panel(p) if !x.is_zero() => Some((m.panels[*p].clone(), x.clone())),
        _ => None,
    });
    Found { parts: parts.collect(), gap }
}
fn unit(n: usize) -> Vec<Vec<Exact>> {
    (0..n).map(|i| (0..n).map(|j| if i == j { Exact::ONE } else { Exact::ZERO }).collect()).collect()
}
impl Master<'_> {
    fn n(&self) -> usize {
        self.pool.kinds.len()
    }
    /// Makes the rise as large as can be: how far it may be from that, and the price of each kind.
    fn level(&mut self, market: &mut dyn Market, work: &mut u64) -> (Exact, Vec<Exact>) {
        let n = self.n();
        loop {
            let Some(at) = self.basis.iter().position(|b| *b == Of::Rise) else {
                self.enter(Of::Rise);
                continue;
            };
            let row = self.inverse[at].clone();
            let dear =
                (0..n).filter(|k| row[*k] > Exact::ZERO).max_by(|a, b| row[*a].cmp(&row[*b]).then(b.cmp(a)));
            if let Some(k) = dear {
                self.enter(Of::Over(k));
                continue;
            }
            let prices: Vec<Exact> = row[..n].iter().map(|y| -y).collect();
            let each = |(p, k): (&Exact, &Vec<usize>)| p / &Exact::from(k.len());
            let each: Vec<Exact> = prices.iter().zip(&self.pool.kinds).map(each).collect();
            let best = market.best(&each, work);
            let all = &row[n];
            match best.panel.filter(|(_, w)| w > all && *work > 0) {
                Some((panel, _)) => {
                    self.panels.push(panel);
                    self.enter(Of::Panel(self.panels.len() - 1));
                }
                None => return ((&best.bound - all).max(Exact::ZERO), prices),
            }
        }
    }
    fn column(&self, of: Of) -> Vec<Exact> {
        let n = self.n();
        let one = |at: bool| if at { -Exact::ONE } else { Exact::ZERO };
        match of {
            Of::Panel(p) => self.pool.share(&self.panels[p]).into_iter().chain([Exact::ONE]).collect(),
            Of::Rise => self.settled.iter().map(|s| one(!*s)).chain([Exact::ZERO]).collect(),
            Of::Over(k) => (0..=n).map(|j| one(j == k)).collect(),
        }
    }
    /// A column times the inverse.
    fn along(&self, of: Of) -> Vec<Exact> {
        let column = self.column(of);
        let some: Vec<(usize, &Exact)> = column.iter().enumerate().filter(|(_, c)| !c.is_zero()).collect();
        let dot = |row: &Vec<Exact>| {
            some.iter().filter(|(j, _)| !row[*j].is_zero()).map(|(j, c)| &row[*j] * c).sum()
        };
        self.inverse.iter().map(dot).collect()
    }
    /// A variable comes into the basis for the first that it brings to nought.
    fn enter(&mut self, of: Of) {
        let along = self.along(of);
        let mut leaves: Option<usize> = None;
        for r in (0..along.len()).filter(|r| along[*r] > Exact::ZERO) {
            if leaves.is_none_or(|l| self.before(r, l, &along)) {
                leaves = Some(r);
            }
        }
        // Chances are at most one, so that something always leaves.
        let Some(r) = leaves else { return };
        let by = &self.values[r] / &along[r];
        for (i, x) in self.values.iter_mut().enumerate() {
            if i != r && !along[i].is_zero() && !by.is_zero() {
                *x -= &(&along[i] * &by);
            }
        }
        self.values[r] = by;
        self.pivot(r, of, &along);
    }
    /// Whether row a comes to nought before row b, by value and then by what tells rows apart.
    fn before(&self, a: usize, b: usize, along: &[Exact]) -> bool {
        let first = std::iter::once((&self.values[a], &self.values[b]));
        let all = first.chain(self.order[a].iter().zip(&self.order[b]));
        for (x, y) in all {
            let order = (x * &along[b]).cmp(&(y * &along[a]));
            if order.is_ne() {
                return order.is_lt();
            }
        }
        false
    }
    fn pivot(&mut self, r: usize, of: Of, along: &[Exact]) {
        self.basis[r] = of;
        for table in [&mut self.inverse, &mut self.order] {
            let mut row = std::mem::take(&mut table[r]);
            row.iter_mut().filter(|x| !x.is_zero()).for_each(|x| *x = &*x / &along[r]);
            for (other, by) in table.iter_mut().zip(along).filter(|(o, by)| !o.is_empty() && !by.is_zero()) {
                for (x, y) in other.iter_mut().zip(&row).filter(|(_, y)| !y.is_zero()) {
                    *x -= &(by * y);
                }
            }
            table[r] = row;
        }
    }
    /// Settles whoever has a price, and goes on from the same lottery without the rise.
    fn settle(&mut self, prices: &[Exact]) {
        let priced = |k: usize, settled: &[bool]| !settled[k] && !prices[k].is_zero();
        let new: Vec<usize> = (0..self.n()).filter(|k| priced(*k, &self.settled)).collect();
        // The prices of those who were not settled sum to one, so that there is somebody; what is over them is nought and takes the place of the rise.
        let (Some(k), Some(r)) = (new.first(), self.basis.iter().position(|b| *b == Of::Rise)) else {
            self.settled.fill(true);
            return;
        };
        let along = self.along(Of::Over(*k));
        self.pivot(r, Of::Over(*k), &along);
        self.values[r] = Exact::ZERO;
        self.order = unit(self.n() + 1);
        for k in new {
            self.settled[k] = true;
        }
    }
}

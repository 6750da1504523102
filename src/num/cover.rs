//! Covers: units of least cost, so that every row has what it needs, in whole numbers.
//!
//! Branch and bound over the simplex method with bounded variables. All numbers are whole: the inverse of the basis is kept
//! over its determinant (Bareiss 1968), which for cells of -1, 0 and 1 stays small.
use std::cmp::Ordering;

/// Units that can be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// What a unit adds to each row: -1, 0 or 1.
    pub(crate) cells: Vec<i8>,
    /// How many there are.
    pub(crate) units: u64,
    /// What a unit costs.
    pub(crate) cost: u32,
}
/// What rows need, and what there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cover {
    pub(crate) needs: Vec<i128>,
    pub(crate) columns: Vec<Column>,
}
impl Cover {
    /// How many units of each column are taken. `None` if nothing is enough, if `work` runs out, of which each step of the
    /// simplex method takes the cells of the program, or if numbers pass 128 bits.
    pub(crate) fn least(&self, work: &mut u64) -> Option<Vec<u64>> {
        let mut root = Simplex::of(self)?;
        if !root.begin(work)? {
            return None;
        }
        let mut best: Option<(i128, Vec<i128>)> = None;
        let mut open = vec![root];
        while let Some(mut program) = open.pop() {
            if !program.mend(work)? {
                continue;
            }
            let found = program.found()?;
            // Values are whole, so the least is no less than the next whole number.
            if best.as_ref().is_some_and(|(least, _)| found.least >= *least) {
                continue;
            }
            let Some((j, below)) = found.part else {
                best = Some((found.least, found.taken));
                continue;
            };
            let mut fewer = program.clone();
            fewer.high[j] = Some(below);
            program.low[j] = below + 1;
            open.extend([fewer, program]);
        }
        best?.1.into_iter().map(|x| u64::try_from(x).ok()).collect()
    }
}
/// The best of one program in fractions.
struct Found {
    /// Its value, rounded up.
    least: i128,
    /// Of each column, where none is a fraction.
    taken: Vec<i128>,
    /// A column of which a fraction is taken, and the whole number below it.
    part: Option<(usize, i128)>,
}
/// Columns: those of the cover, then what each row has beyond its need, then what it lacks.
#[derive(Clone)]
struct Simplex<'a> {
    cover: &'a Cover,
    low: Vec<i128>,
    /// `None` is without bound.
    high: Vec<Option<i128>>,
    /// Columns outside of the basis are at a bound.
    at_high: Vec<bool>,
    basis: Vec<usize>,
    place: Vec<Option<usize>>,
    /// Of the basis, times `det`.
    inverse: Vec<Vec<i128>>,
    det: i128,
    /// Needs less what the columns outside of the basis add.
    left: Vec<i128>,
}
impl<'a> Simplex<'a> {
    /// With all units taken.
    fn of(cover: &'a Cover) -> Option<Self> {
        let (n, r) = (cover.columns.len(), cover.needs.len());
        let mut s = Self {
            cover,
            low: vec![0; n + 2 * r],
            high: cover.columns.iter().map(|c| Some(c.units.into())).chain(vec![None; 2 * r]).collect(),
            at_high: (0..n + 2 * r).map(|j| j < n).collect(),
            basis: vec![],
            place: vec![None; n + 2 * r],
            inverse: vec![vec![0; r]; r],
            det: 1,
            left: cover.needs.clone(),
        };
        for (j, column) in cover.columns.iter().enumerate() {
            s.shift(j, column.units.into())?;
        }
        for i in 0..r {
            let lacks = s.left[i] > 0;
            let own = if lacks { n + r + i } else { n + i };
            s.inverse[i][i] = if lacks { 1 } else { -1 };
            s.place[own] = Some(i);
            s.basis.push(own);
        }
        Some(s)
    }
    /// One number for each row, times the column.
    fn times(&self, row: &[i128], j: usize) -> Option<i128> {
        let (n, r) = (self.cover.columns.len(), self.cover.needs.len());
        match j.checked_sub(n) {
            None => {
                self.cover.columns[j].cells.iter().zip(row).try_fold(0i128, |sum, (cell, x)| match cell {
                    0 => Some(sum),
                    1 => sum.checked_add(*x),
                    _ => sum.checked_sub(*x),
                })
            }
            Some(i) if i < r => row[i].checked_neg(),
            Some(i) => Some(row[i - r]),
        }
    }
    /// Counts `by` units of a column outside of the basis.
    fn shift(&mut self, j: usize, by: i128) -> Option<()> {
        let (n, r) = (self.cover.columns.len(), self.cover.needs.len());
        match j.checked_sub(n) {
            None => {
                for (left, cell) in self.left.iter_mut().zip(&self.cover.columns[j].cells) {
                    *left = left.checked_sub(by.checked_mul(i128::from(*cell))?)?;
                }
            }
            Some(i) if i < r => self.left[i] = self.left[i].checked_add(by)?,
            Some(i) => self.left[i - r] = self.left[i - r].checked_sub(by)?,
        }
        Some(())
    }
    fn dot(a: &[i128], b: &[i128]) -> Option<i128> {
        let both = a.iter().zip(b).filter(|(x, y)| **x != 0 && **y != 0);
        both.into_iter().try_fold(0i128, |sum, (x, y)| sum.checked_add(x.checked_mul(*y)?))
    }
    /// Of each row of the basis, times `det`.
    fn values(&self) -> Option<Vec<i128>> {
        self.inverse.iter().map(|row| Self::dot(row, &self.left)).collect()
    }
    fn cost(&self, j: usize) -> i128 {
        self.cover.columns.get(j).map_or(0, |c| c.cost.into())
    }
    /// The cheapest in fractions; false if nothing is enough.
    fn begin(&mut self, work: &mut u64) -> Option<bool> {
        let lacks = self.cover.columns.len() + self.cover.needs.len();
        self.descend(work, |_, j| i128::from(j >= lacks))?;
        if self.values()?.iter().zip(&self.basis).any(|(v, j)| *j >= lacks && *v != 0) {
            return Some(false);
        }
        self.high[lacks..].fill(Some(0));
        self.descend(work, Self::cost)?;
        Some(true)
    }
    fn found(&self) -> Option<Found> {
        let values = self.values()?;
        let mut found = Found { least: 0, taken: vec![], part: None };
        let mut sum = 0i128;
        for (j, column) in self.cover.columns.iter().enumerate() {
            let (whole, part) = match self.place[j] {
                Some(i) => (values[i].div_euclid(self.det), values[i].rem_euclid(self.det)),
                None => (self.bound(j), 0),
            };
            if part != 0 && found.part.is_none() {
                found.part = Some((j, whole));
            }
            let cost = i128::from(column.cost);
            sum = sum.checked_add(part.checked_mul(cost)?)?;
            found.least = found.least.checked_add(whole.checked_mul(cost)?)?;
            found.taken.push(whole);
        }
        found.least = found.least.checked_add(sum.div_euclid(self.det) + i128::from(sum % self.det != 0))?;
        Some(found)
    }
    /// Where a column outside of the basis stands; those without an upper bound stand at the lower.
    fn bound(&self, j: usize) -> i128 {
        self.high[j].filter(|_| self.at_high[j]).unwrap_or(self.low[j])
    }
    fn prices(&self, cost: impl Fn(&Self, usize) -> i128) -> Option<Vec<i128>> {
        let mut prices = vec![0i128; self.cover.needs.len()];
        for (row, j) in self.inverse.iter().zip(&self.basis) {
            let own = cost(self, *j);
            if own != 0 {
                for (p, x) in prices.iter_mut().zip(row) {
                    *p = p.checked_add(x.checked_mul(own)?)?;
                }
            }
        }
        Some(prices)
    }
    fn spend(&self, work: &mut u64) -> Option<()> {
        let (n, r) = (self.cover.columns.len(), self.cover.needs.len());
        *work = work.checked_sub(((n + 3 * r) * (r + 1)) as u64)?;
        Some(())
    }
    /// Columns that may come into the basis.
    fn outside(&self) -> impl Iterator<Item = usize> + '_ {
        let fixed = |j: &usize| self.high[*j] == Some(self.low[*j]);
        (0..self.place.len()).filter(move |j| self.place[*j].is_none() && !fixed(j))
    }
    /// Steps until none makes it cheaper. The column that gains most enters; after a row of steps
    /// without gain the first one that gains (Bland 1977), so that it ends.
    fn descend(&mut self, work: &mut u64, cost: impl Fn(&Self, usize) -> i128) -> Option<()> {
        let mut idle = 0;
        loop {
            self.spend(work)?;
            let prices = self.prices(&cost)?;
            let mut enter: Option<(usize, i128)> = None;
            for j in self.outside() {
                let change = cost(self, j).checked_mul(self.det)?.checked_sub(self.times(&prices, j)?)?;
                let gain = if self.at_high[j] { change } else { -change };
                if gain > 0 && enter.is_none_or(|(_, most)| gain > most) {
                    enter = Some((j, gain));
                    if idle > 20 {
                        break;
                    }
                }
            }
            let Some((j, _)) = enter else { return Some(()) };
            idle = if self.step(j)? { 0 } else { idle + 1 };
        }
    }
    /// Brings columns of the basis back between their bounds, after these became narrower; false if that cannot be. What is
    /// cheapest stays so: of the columns that can take the place of one, the one comes in whose cost rises first (the dual
    /// simplex method of Lemke 1954).
    fn mend(&mut self, work: &mut u64) -> Option<bool> {
        loop {
            self.spend(work)?;
            let values = self.values()?;
            let mut leave: Option<(usize, bool)> = None;
            for (i, j) in self.basis.iter().enumerate() {
                let low = values[i] < self.low[*j].checked_mul(self.det)?;
                let high = match self.high[*j] {
                    Some(h) => values[i] > h.checked_mul(self.det)?,
                    None => false,
                };
                if (low || high) && leave.is_none_or(|(k, _)| *j < self.basis[k]) {
                    leave = Some((i, high));
                }
            }
            let Some((i, to_high)) = leave else { return Some(true) };
            let prices = self.prices(Self::cost)?;
            let mut enter: Option<(usize, i128, i128)> = None;
            for j in self.outside() {
                let along = self.times(&self.inverse[i], j)?;
                // Units more of a column at its lower bound, or fewer of one at its upper, take so much from the one that leaves.
                let takes = if self.at_high[j] { -along } else { along };
                if takes != 0 && (takes > 0) == to_high {
                    let rise = self.cost(j).checked_mul(self.det)?.checked_sub(self.times(&prices, j)?)?;
                    let (rise, by) = (rise.abs(), takes.abs());
                    let first = match enter {
                        None => true,
                        Some((_, r, b)) => rise.checked_mul(b)? < r.checked_mul(by)?,
                    };
                    if first {
                        enter = Some((j, rise, by));
                    }
                }
            }
            let Some((j, ..)) = enter else { return Some(false) };
            let along: Option<Vec<i128>> = self.inverse.iter().map(|row| self.times(row, j)).collect();
            self.swap(i, j, to_high, &along?)?;
        }
    }
    /// Column `j` comes into the basis for the one at row `i`, which goes to a bound.
    fn swap(&mut self, i: usize, j: usize, to_high: bool, along: &[i128]) -> Option<()> {
        let out = self.basis[i];
        self.shift(j, -self.bound(j))?;
        self.at_high[out] = to_high;
        (self.place[out], self.place[j], self.basis[i]) = (None, Some(i), j);
        self.pivot(i, along)?;
        self.shift(out, self.bound(out))
    }
    /// Moves column `j` off its bound as far as it goes; whether it moved at all.
    fn step(&mut self, j: usize) -> Option<bool> {
        let values = self.values()?;
        let along: Option<Vec<i128>> = self.inverse.iter().map(|row| self.times(row, j)).collect();
        let along = along?;
        let down = self.at_high[j];
        // How far, as a fraction; of equals the first column leaves.
        let mut far: Option<(i128, i128)> = self.high[j].map(|h| (h - self.low[j], 1));
        let mut leave: Option<(usize, bool)> = None;
        for (i, basic) in self.basis.iter().enumerate() {
            let falls = if down { -along[i] } else { along[i] };
            let (way, to_high) = match falls.cmp(&0) {
                Ordering::Greater => (values[i].checked_sub(self.low[*basic].checked_mul(self.det)?)?, false),
                Ordering::Less => {
                    let Some(high) = self.high[*basic] else { continue };
                    (high.checked_mul(self.det)?.checked_sub(values[i])?, true)
                }
                Ordering::Equal => continue,
            };
            let by = falls.abs();
            let order = match far {
                None => Ordering::Less,
                Some((w, b)) => way.checked_mul(b)?.cmp(&w.checked_mul(by)?),
            };
            let first = leave.is_none_or(|(k, _)| *basic < self.basis[k]);
            if order.is_lt() || (order.is_eq() && leave.is_some() && first) {
                (far, leave) = (Some((way, by)), Some((i, to_high)));
            }
        }
        let moved = far.is_some_and(|(w, _)| w != 0);
        if let Some((i, to_high)) = leave {
            self.swap(i, j, to_high, &along)?;
            return Some(moved);
        }
        let from = self.bound(j);
        self.at_high[j] = !down;
        self.shift(j, self.bound(j) - from)?;
        Some(moved)
    }
    fn pivot(&mut self, at: usize, along: &[i128]) -> Option<()> {
        let by = along[at];
        let row = self.inverse[at].clone();
        for (i, other) in self.inverse.iter_mut().enumerate().filter(|(i, _)| *i != at) {
            for (x, y) in other.iter_mut().zip(&row) {
                // Whole, since all are minors of the basis.
                *x = x.checked_mul(by)?.checked_sub(along[i].checked_mul(*y)?)? / self.det;
            }
        }
        self.det = by;
        if by < 0 {
            self.det = -by;
            self.inverse.iter_mut().flatten().for_each(|x| *x = -*x);
        }
        Some(())
    }
}

#[cfg(test)]
#[path = "cover_tests.rs"]
mod tests;

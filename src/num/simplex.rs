//! Linear programs solved exactly: the simplex method in fractions, with Bland's rule, so that it always ends.
//!
//! Both sides of the answer are given: the values of the variables, and a price for each row that proves that no other
//! values do better. [`Program::proves`] checks such a proof without the method that found it.
//!
//! References: Dantzig (1951), "Maximization of a linear function of variables subject to linear inequalities"; Bland (1977),
//! "New finite pivoting rules for the simplex method", Mathematics of Operations Research 2.
use super::Exact;

/// How a row is bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The sum is at most the bound.
    AtMost,
    /// The sum is at least the bound.
    AtLeast,
    /// The sum is the bound.
    Equal,
}
/// One condition: a sum over variables, held against a bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Of each variable, in order; those left out at the end are nought.
    pub coefficients: Vec<Exact>,
    /// How it is bound.
    pub relation: Relation,
    /// The bound.
    pub bound: Exact,
}
impl Row {
    /// A condition.
    pub fn new(coefficients: Vec<Exact>, relation: Relation, bound: Exact) -> Self {
        Self { coefficients, relation, bound }
    }
    fn coefficient(&self, j: usize) -> Exact {
        self.coefficients.get(j).cloned().unwrap_or_default()
    }
    fn holds(&self, x: &[Exact]) -> bool {
        let sum = dot(&self.coefficients, x);
        match self.relation {
            Relation::AtMost => sum <= self.bound,
            Relation::AtLeast => sum >= self.bound,
            Relation::Equal => sum == self.bound,
        }
    }
}
/// What is to be made as large as possible, over variables that are at least nought.
///
/// # Examples
/// ```
/// use cocreate::num::{Exact, Program, Relation, Row, Solved};
/// let n = |x: u32| Exact::from(x);
/// // 3x + 2y, where x + y is at most 4 and x + 3y at most 6.
/// let mut p = Program::maximise(vec![n(3), n(2)]);
/// p.add(Row::new(vec![n(1), n(1)], Relation::AtMost, n(4)));
/// p.add(Row::new(vec![n(1), n(3)], Relation::AtMost, n(6)));
/// let Solved::Optimal { value, primal, dual } = p.solve() else { panic!() };
/// assert_eq!((value, &primal[..]), (n(12), &[n(4), n(0)][..]));
/// assert!(p.proves(&primal, &dual));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    maximise: Vec<Exact>,
    rows: Vec<Row>,
}
/// What a program comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Solved {
    /// The largest value, where it is reached, and the price of each row: what its bound is worth.
    Optimal {
        /// The largest value.
        value: Exact,
        /// Of each variable.
        primal: Vec<Exact>,
        /// Of each row.
        dual: Vec<Exact>,
    },
    /// No values keep all rows.
    Infeasible,
    /// There is no largest value.
    Unbounded,
}
impl Program {
    /// Coefficients of what is to be made large; there are as many variables.
    pub fn maximise(coefficients: Vec<Exact>) -> Self {
        Self { maximise: coefficients, rows: vec![] }
    }
    /// One more condition. Coefficients beyond the variables are not looked at.
    pub fn add(&mut self, row: Row) {
        self.rows.push(row);
    }
    /// Whether `primal` keeps every row and `dual` proves that nothing does better: by weak duality equal values are optimal.
    pub fn proves(&self, primal: &[Exact], dual: &[Exact]) -> bool {
        let n = self.maximise.len();
        if primal.len() != n || dual.len() != self.rows.len() || primal.iter().any(Exact::is_negative) {
            return false;
        }
        let sign = |(row, y): (&Row, &Exact)| match row.relation {
            Relation::AtMost => !y.is_negative(),
            Relation::AtLeast => *y <= Exact::ZERO,
            Relation::Equal => true,
        };
        let covered = |j: usize| {
            let price: Exact = self.rows.iter().zip(dual).map(|(r, y)| &r.coefficient(j) * y).sum();
            price >= self.maximise[j]
        };
        let bounds: Exact = self.rows.iter().zip(dual).map(|(r, y)| &r.bound * y).sum();
        self.rows.iter().all(|r| r.holds(primal))
            && self.rows.iter().zip(dual).all(sign)
            && (0..n).all(covered)
            && dot(&self.maximise, primal) == bounds
    }
    /// The largest value. Exact, and it always ends; time and memory of a pivot are rows times columns.
    pub fn solve(&self) -> Solved {
        let n = self.maximise.len();
        let mut t = Tableau::of(self);
        // First phase: drive the artificial variables to nought.
        let helpers: Vec<Exact> =
            (0..t.width).map(|j| if j >= t.real { -Exact::ONE } else { Exact::ZERO }).collect();
        t.price(&helpers);
        t.climb(t.width);
        if !t.value().is_zero() {
            return Solved::Infeasible;
        }
        t.retire();
        // Second phase: the real aim, without them.
        let mut aim = self.maximise.clone();
        aim.resize(t.width, Exact::ZERO);
        t.price(&aim);
        if !t.climb(t.real) {
            return Solved::Unbounded;
        }
        let mut primal = vec![Exact::ZERO; n];
        for (row, basic) in t.rows.iter().zip(&t.basis) {
            if *basic < n {
                primal[*basic] = row[t.width].clone();
            }
        }
        let dual = t.marks.iter().map(|(column, flip)| {
            let y = t.top[*column].clone();
            if *flip { -y } else { y }
        });
        Solved::Optimal { value: t.value(), dual: dual.collect(), primal }
    }
}
fn dot(a: &[Exact], b: &[Exact]) -> Exact {
    a.iter().zip(b).filter(|(x, y)| !x.is_zero() && !y.is_zero()).map(|(x, y)| x * y).sum()
}

/// Columns: variables, then slacks, then one artificial variable a row; the bound is the last number of a row.
struct Tableau {
    rows: Vec<Vec<Exact>>,
    /// What a unit of each column would cost; its last number is the value.
    top: Vec<Exact>,
    basis: Vec<usize>,
    /// Columns before the artificial ones.
    real: usize,
    width: usize,
    /// The artificial column of each row, whose cost is the row's price; and whether the row was turned.
    marks: Vec<(usize, bool)>,
}
impl Tableau {
    fn of(p: &Program) -> Self {
        let (n, m) = (p.maximise.len(), p.rows.len());
        let real = n + p.rows.iter().filter(|r| r.relation != Relation::Equal).count();
        let width = real + m;
        let mut slack = n;
        let mut t = Self { rows: vec![], top: vec![], basis: vec![], real, width, marks: vec![] };
        for (i, r) in p.rows.iter().enumerate() {
            let mut row = vec![Exact::ZERO; width + 1];
            for (j, x) in r.coefficients.iter().take(n).enumerate() {
                row[j] = x.clone();
            }
            row[width] = r.bound.clone();
            let mut own = None;
            if r.relation != Relation::Equal {
                row[slack] = if r.relation == Relation::AtMost { Exact::ONE } else { -Exact::ONE };
                own = Some(slack);
                slack += 1;
            }
            let flip = row[width].is_negative();
            if flip {
                row.iter_mut().filter(|x| !x.is_zero()).for_each(|x| *x = -&*x);
            }
            row[real + i] = Exact::ONE;
            // A slack that is its row's own can begin in the basis, so that the row needs no help.
            t.basis.push(own.filter(|s| row[*s] == Exact::ONE).unwrap_or(real + i));
            t.marks.push((real + i, flip));
            t.rows.push(row);
        }
        t
    }
    fn value(&self) -> Exact {
        self.top[self.width].clone()
    }
    /// The costs of an aim under the present basis.
    fn price(&mut self, aim: &[Exact]) {
        self.top = aim.iter().map(|c| -c).chain([Exact::ZERO]).collect();
        for (row, basic) in self.rows.iter().zip(&self.basis) {
            subtract(&mut self.top, row, *basic);
        }
    }
    /// Pivots among the first `columns` until no column gains; false if the aim is unbounded. Bland: the first column that
    /// gains enters, of the rows that bind it the one with the first basic column leaves.
    fn climb(&mut self, columns: usize) -> bool {
        while let Some(enter) = self.top[..columns].iter().position(Exact::is_negative) {
            let mut leave: Option<(Exact, usize, usize)> = None;
            for (i, row) in self.rows.iter().enumerate() {
                if row[enter] > Exact::ZERO {
                    let ratio = &row[self.width] / &row[enter];
                    let basic = self.basis[i];
                    if leave.as_ref().is_none_or(|(r, b, _)| (&ratio, basic) < (r, *b)) {
                        leave = Some((ratio, basic, i));
                    }
                }
            }
            let Some((_, _, i)) = leave else { return false };
            self.pivot(i, enter);
        }
        true
    }
    fn pivot(&mut self, at: usize, enter: usize) {
        let mut row = std::mem::take(&mut self.rows[at]);
        let by = row[enter].clone();
        if by != Exact::ONE {
            row.iter_mut().filter(|x| !x.is_zero()).for_each(|x| *x = &*x / &by);
        }
        self.rows.iter_mut().filter(|r| !r.is_empty()).for_each(|r| subtract(r, &row, enter));
        subtract(&mut self.top, &row, enter);
        self.rows[at] = row;
        self.basis[at] = enter;
    }
    /// Artificial variables that are still basic, at nought, leave; a row that only they hold says nothing.
    fn retire(&mut self) {
        for i in 0..self.rows.len() {
            if self.basis[i] >= self.real
                && let Some(j) = (0..self.real).find(|j| !self.rows[i][*j].is_zero())
            {
                self.pivot(i, j);
            }
        }
    }
}
/// Takes so much of `row` from `from` that nothing is left at `column`.
fn subtract(from: &mut [Exact], row: &[Exact], column: usize) {
    let by = from[column].clone();
    if by.is_zero() {
        return;
    }
    for (x, y) in from.iter_mut().zip(row).filter(|(_, y)| !y.is_zero()) {
        *x -= &(&by * y);
    }
}

#[cfg(test)]
#[path = "simplex_tests.rs"]
mod tests;

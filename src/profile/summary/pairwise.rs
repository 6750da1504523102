//! Pairwise counts of rankings and of scores.
use super::{Counters, MAX_CELLS, Mismatch, Summary, counted, counters_of, grid, kernel_weights, start};
use crate::{
    ballot::{Ranking, RankingForm, ScoreForm, Scores},
    id::EntryIx,
    profile::{
        Profile, Slate,
        kernel::{self, Shape},
    },
};
use serde::{Deserialize, Serialize};

/// Most entries of a summary with two counters for each pair.
pub(crate) const MAX_SQUARE: usize = 8192;
const _: () =
    assert!(2 * MAX_SQUARE * MAX_SQUARE <= MAX_CELLS && 2 * (MAX_SQUARE + 1) * (MAX_SQUARE + 1) > MAX_CELLS);

/// Pairwise counts: who is put above whom, the unnamed standing below all the named; and how often only one
/// of the two is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Counters<RankingForm>", into = "Counters<RankingForm>")]
pub struct PairwiseCounts(Counters<RankingForm>);
counted!(PairwiseCounts, RankingForm);

/// Side of a part of the matrix that fits the first cache together with what lies across the diagonal.
const SQUARE: usize = 32;

/// How a rule reads an entry that a ballot does not name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unnamed {
    /// Below all the named, level with the other unnamed.
    #[default]
    Last,
    /// Not compared with anyone.
    Absent,
}
impl PairwiseCounts {
    fn m(&self) -> usize {
        self.0.slate.len()
    }
    fn cell(&self, square: usize, a: EntryIx, b: EntryIx) -> u64 {
        let m = self.m();
        assert!(a.ix() < m && b.ix() < m, "entries {a} and {b} of a slate of {m}");
        self.0.cells[(square * m + a.ix()) * m + b.ix()]
    }
    /// Weight of those who name both and put `a` above `b`, in units.
    pub fn over(&self, a: EntryIx, b: EntryIx) -> u64 {
        self.cell(0, a, b)
    }
    /// Weight of those who name `a` and not `b`, in units.
    pub fn alone(&self, a: EntryIx, b: EntryIx) -> u64 {
        self.cell(1, a, b)
    }
    /// Weight of those who put `a` above `b`, in units; the named are above the unnamed.
    pub fn above(&self, a: EntryIx, b: EntryIx) -> u64 {
        self.over(a, b) + self.alone(a, b)
    }
    /// Weight of those who put `a` above `b`, in units, with the unnamed read as told.
    pub fn votes(&self, a: EntryIx, b: EntryIx, unnamed: Unnamed) -> u64 {
        match unnamed {
            Unnamed::Last => self.above(a, b),
            Unnamed::Absent => self.over(a, b),
        }
    }
    /// By how much `a` is ahead of `b`, in units; negative if behind.
    pub fn margin(&self, a: EntryIx, b: EntryIx, unnamed: Unnamed) -> i64 {
        self.votes(a, b, unnamed) as i64 - self.votes(b, a, unnamed) as i64
    }
    /// All margins, row-major `m x m`.
    pub fn margins(&self, unnamed: Unnamed) -> Vec<i64> {
        let m = self.m();
        let (over, alone) = self.0.cells.split_at(m * m);
        let votes = |i: usize| match unnamed {
            Unnamed::Last => (over[i] + alone[i]) as i64,
            Unnamed::Absent => over[i] as i64,
        };
        let mut margins = vec![0; m * m];
        // Square by square: one of the two is read down a column.
        let starts = || (0..m).step_by(SQUARE);
        for (top, left) in starts().flat_map(|top| starts().map(move |left| (top, left))) {
            for a in top..m.min(top + SQUARE) {
                for b in left..m.min(left + SQUARE) {
                    margins[a * m + b] = votes(a * m + b) - votes(b * m + a);
                }
            }
        }
        margins
    }
    /// A matrix that somebody else computed: `matrix[a][b]` of `voters` votes put a above b.
    ///
    /// # Errors
    /// If the matrix is not square, or a pair has more votes than there are, or its diagonal is not zero.
    pub fn from_matrix(slate: Slate, voters: u64, matrix: &[Vec<u64>]) -> Result<Self, Mismatch> {
        let m = slate.len();
        if matrix.len() != m || matrix.iter().any(|r| r.len() != m) {
            return Err(Mismatch::Slate);
        }
        let mut c = Counters::zero(slate, &RankingForm::default(), 1, grid(&slate, 2 * m as u128))?;
        (c.weight, c.voters) = (voters, voters);
        for (cell, x) in c.cells.iter_mut().zip(matrix.iter().flatten()) {
            *cell = *x;
        }
        c.try_into()
    }
    /// A margin matrix, where only differences are known; so the number of voters is not known either, and
    /// the largest margin stands for it.
    ///
    /// # Errors
    /// If the matrix is not square or not skew-symmetric.
    pub fn from_margins(slate: Slate, margins: &[Vec<i64>]) -> Result<Self, Mismatch> {
        let m = slate.len();
        if margins.len() != m || margins.iter().any(|r| r.len() != m) {
            return Err(Mismatch::Slate);
        }
        if (0..m).any(|a| (0..=a).any(|b| i128::from(margins[a][b]) + i128::from(margins[b][a]) != 0)) {
            return Err(Mismatch::Inconsistent("the margin of b over a is minus that of a over b"));
        }
        let ahead: Vec<Vec<u64>> =
            margins.iter().map(|r| r.iter().map(|x| (*x).max(0).unsigned_abs()).collect()).collect();
        let most = ahead.iter().flatten().max().copied().unwrap_or(0);
        Self::from_matrix(slate, most, &ahead)
    }
}
impl Summary for PairwiseCounts {
    type Ballot = Ranking;
    counters_of!(0);
    fn check(&self) -> Result<(), Mismatch> {
        check_square(&self.0)
    }
    fn most_entries(_: &RankingForm) -> usize {
        MAX_SQUARE
    }
    fn empty(slate: Slate, form: &RankingForm, units_per_vote: u64) -> Result<Self, Mismatch> {
        Ok(Self(Counters::zero(slate, form, units_per_vote, grid(&slate, 2 * slate.len() as u128))?))
    }
    fn of(p: &Profile<Ranking>) -> Result<Self, Mismatch> {
        let (mut s, rows) = (start::<Self>(p)?, p.rows());
        let (weights, factor) = kernel_weights(p);
        // All rows weigh the same if no weights go to the kernel.
        let total = weights.map_or(p.len() as u64, |_| p.total_weight());
        let shape = match (rows.is_strict(), rows.is_complete()) {
            (true, true) => Shape::Strict { total },
            (true, false) => Shape::Apart,
            _ => Shape::Any,
        };
        let mut above = kernel::less(rows.cols(), weights, shape, None);
        let both = if rows.is_complete() { None } else { Some(kernel::both(rows.cols(), weights)) };
        if let (Shape::Apart, Some(both)) = (shape, &both) {
            fill_below(p.slate().len(), &mut above, both);
        }
        s.0.cells = squares(p.slate().len(), above, both, factor);
        Ok(s)
    }
    fn touch(&self, ballot: &Ranking, mut f: impl FnMut(usize, u64)) {
        let mut order = Vec::with_capacity(self.m());
        for (i, tier) in ballot.iter().enumerate() {
            order.extend(tier.iter().map(|e| (i, e.ix())));
        }
        let mut named = vec![false; self.m()];
        for (_, e) in &order {
            named[*e] = true;
        }
        each_pair(&order, &named, &mut f);
    }
}
/// What holds for two squares of counters: above, and named alone.
fn check_square<F: Clone + Eq>(c: &Counters<F>) -> Result<(), Mismatch> {
    let m = c.slate.len();
    c.check(grid(&c.slate, 2 * m as u128), 1)?;
    // Four numbers of at most 2^46.
    let above = |a: usize, b: usize| c.cells[a * m + b] + c.cells[(m + a) * m + b];
    for a in 0..m {
        if above(a, a) != 0 {
            return Err(Mismatch::Inconsistent("no entry is above itself"));
        }
        if (0..a).any(|b| above(a, b) + above(b, a) > c.weight) {
            return Err(Mismatch::Inconsistent("the votes on a pair add up to at most the weight"));
        }
    }
    Ok(())
}
/// Of all who name one of the two or both, who does not put a above b puts b above a.
fn fill_below(m: usize, above: &mut [u64], both: &[u64]) {
    for a in 0..m {
        for b in a + 1..m {
            let either = both[a * m + a] + both[b * m + b] - both[a * m + b];
            above[b * m + a] = either - above[a * m + b];
        }
    }
}
/// The two squares from the weight of "a above b" and of "names both".
fn squares(m: usize, above: Vec<u64>, both: Option<Vec<u64>>, factor: u64) -> Vec<u64> {
    let mut cells = above;
    cells.resize(2 * m * m, 0);
    if let Some(both) = both {
        for i in 0..m * m {
            let alone = both[i / m * (m + 1)] - both[i];
            cells[i] -= alone;
            cells[m * m + i] = alone;
        }
    }
    for c in &mut cells {
        *c *= factor;
    }
    cells
}
/// The cells of one ballot; `order` is by tier, best first.
fn each_pair(order: &[(usize, usize)], named: &[bool], f: &mut impl FnMut(usize, u64)) {
    let m = named.len();
    let mut next = 0;
    for (i, (tier, a)) in order.iter().enumerate() {
        if next <= i {
            next = i + order[i..].iter().take_while(|(t, _)| t == tier).count();
        }
        for (_, b) in &order[next..] {
            f(a * m + b, 1);
        }
        if order.len() < m {
            (0..m).filter(|b| !named[*b]).for_each(|b| f((m + a) * m + b, 1));
        }
    }
}

/// Pairwise counts of scores: a above b where a's level is higher; the unrated stand below the lowest level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Counters<ScoreForm>", into = "Counters<ScoreForm>")]
pub struct ScorePairs(Counters<ScoreForm>);
counted!(ScorePairs, ScoreForm);
impl ScorePairs {
    /// The counts, as those of rankings. A copy, O(m^2).
    pub fn pairs(&self) -> PairwiseCounts {
        let Counters { slate, units_per_vote, weight, voters, ref cells, .. } = self.0;
        let (form, cells) = (RankingForm::default(), cells.clone());
        PairwiseCounts(Counters { slate, form, units_per_vote, weight, voters, cells, heads: vec![] })
    }
}
impl Summary for ScorePairs {
    type Ballot = Scores;
    counters_of!(0);
    fn most_entries(_: &ScoreForm) -> usize {
        MAX_SQUARE
    }
    fn empty(slate: Slate, form: &ScoreForm, units_per_vote: u64) -> Result<Self, Mismatch> {
        form.check()?;
        Ok(Self(Counters::zero(slate, form, units_per_vote, grid(&slate, 2 * slate.len() as u128))?))
    }
    fn check(&self) -> Result<(), Mismatch> {
        self.0.form.check()?;
        check_square(&self.0)
    }
    fn of(p: &Profile<Scores>) -> Result<Self, Mismatch> {
        let mut s: Self = start(p)?;
        let (weights, factor) = kernel_weights(p);
        let cols = p.rows().cols();
        let above = kernel::less(&cols, weights, Shape::Any, Some(p.form().top));
        let both = kernel::both(&cols, weights);
        s.0.cells = squares(p.slate().len(), above, Some(both), factor);
        Ok(s)
    }
    fn touch(&self, ballot: &Scores, mut f: impl FnMut(usize, u64)) {
        let mut named = vec![false; self.slate().len()];
        let mut order = vec![];
        for (e, level) in ballot.iter() {
            named[e.ix()] = true;
            order.push((usize::from(u16::MAX - level), e.ix()));
        }
        order.sort_unstable();
        each_pair(&order, &named, &mut f);
    }
}

//! Profiles: all ballots of one poll, checked, weighted, in columns; and their summaries.
use crate::{
    ballot::{Ballot, BallotError, Rows},
    id::{EntryIx, EntrySet},
    num::lcm,
};

mod any;
mod builder;
mod kernel;
mod slate;
mod summary;
mod weights;
pub use any::AnyProfile;
pub use builder::{ProfileBuilder, Refused};
pub use slate::Slate;
pub(crate) use summary::MAX_SQUARE;
pub use summary::{
    ApprovalCounts, BallotLengths, ChoiceCounts, ConsentCounts, Counters, Covers, FirstPreferences,
    MAX_CELLS, Mismatch, PairCounts, PairwiseCounts, Partial, PointTotals, ScoreHistogram, ScorePairs,
    SpendSupport, Summary, Unnamed,
};
pub use weights::{ScaledWeights, WeightError, scale_weights};
pub(crate) use weights::{Weights, scale_weights_with};

/// Most weight that a profile holds, in units. With at most 2^15 entries or levels and 2^16 points, no sum of
/// weight times points passes `i64`: counting loops need no checks.
pub const MAX_WEIGHT: u64 = 1 << 46;

/// Rows of a shard that a thread of its own counts in rounds, with the feature `parallel`: 256 blocks of columns.
pub const SHARD_ROWS: usize = 1 << 18;

/// All ballots of one poll: the input of a rule. Private fields, so a rule may trust it.
///
/// A profile is a multiset. The order of rows carries no meaning and no rule may depend on it; there is no
/// `PartialEq`, compare with [`Profile::same_ballots`].
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, profile::Profile};
/// let p = Profile::of(3, &[Ranking::strict([0, 1, 2]), Ranking::strict([2])])?;
/// assert_eq!((p.len(), p.total_weight()), (2, 2));
/// # Ok::<(), cocreate::profile::Refused>(())
/// ```
#[derive(Clone, Debug)]
pub struct Profile<B: Ballot> {
    slate: Slate,
    form: B::Form,
    rows: B::Rows,
    weights: Weights,
    /// Ballots behind a row: 1, unless equal ones came or were grouped together.
    voters: Weights,
    total: u64,
    total_voters: u64,
    units_per_vote: u64,
}
impl<B: Ballot> Profile<B> {
    /// To collect ballots of one vote each.
    ///
    /// # Errors
    /// If the slate is too long or the form is not sound.
    pub fn builder(slate: Slate, form: B::Form) -> Result<ProfileBuilder<B>, BallotError> {
        Self::builder_scaled(slate, form, 1)
    }
    /// For weights that were fractions: `units_per_vote` units make one vote, see [`scale_weights`].
    ///
    /// # Errors
    /// As [`Profile::builder`]; and if `units_per_vote` is 0 or above [`MAX_WEIGHT`].
    pub fn builder_scaled(
        slate: Slate,
        form: B::Form,
        units_per_vote: u64,
    ) -> Result<ProfileBuilder<B>, BallotError> {
        ProfileBuilder::new(slate, form, units_per_vote)
    }
    /// For examples and tests: a slate of `n` entries without names, the default form, one vote a ballot.
    pub fn of<'a>(n: usize, ballots: impl IntoIterator<Item = &'a B>) -> Result<Self, Refused> {
        Self::with_form(n, B::Form::default(), ballots)
    }
    /// Like [`Profile::of`], with a form.
    pub fn with_form<'a>(
        n: usize,
        form: B::Form,
        ballots: impl IntoIterator<Item = &'a B>,
    ) -> Result<Self, Refused> {
        let mut b = Self::builder(Slate::anonymous(n), form).map_err(|cause| Refused { at: 0, cause })?;
        for x in ballots {
            b.push(x)?;
        }
        Ok(b.finish())
    }
    /// Who stands.
    pub const fn slate(&self) -> &Slate {
        &self.slate
    }
    /// The entries in slate order.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = EntryIx> + ExactSizeIterator + use<B> {
        self.slate.iter()
    }
    /// What the poll let a ballot say.
    pub const fn form(&self) -> &B::Form {
        &self.form
    }
    /// The ballots in columns.
    pub const fn rows(&self) -> &B::Rows {
        &self.rows
    }
    /// Number of rows, which is neither the number of voters nor of votes.
    pub fn len(&self) -> usize {
        self.rows.len()
    }
    /// Whether nobody voted.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
    /// Weight of a row, in units.
    pub fn weight(&self, row: usize) -> u64 {
        self.weights.get(row)
    }
    /// Number of ballots that a row stands for.
    pub fn voters(&self, row: usize) -> u64 {
        self.voters.get(row)
    }
    pub(crate) const fn weights(&self) -> &Weights {
        &self.weights
    }
    /// Weight of all rows, in units.
    pub const fn total_weight(&self) -> u64 {
        self.total
    }
    /// Number of ballots, whatever they weigh.
    pub const fn total_voters(&self) -> u64 {
        self.total_voters
    }
    /// Quotas with a "+ 1" mean one *vote*, that is so many units.
    pub const fn units_per_vote(&self) -> u64 {
        self.units_per_vote
    }
    /// Each row's ballot and weight. Makes a ballot a row: for explaining, not for counting.
    pub fn ballots(&self) -> impl Iterator<Item = (B, u64)> + '_ {
        (0..self.len()).map(|r| (self.rows.ballot(r), self.weight(r)))
    }
    /// Bytes that the ballots and weights take on the heap.
    pub fn heap_bytes(&self) -> usize {
        self.rows.heap_bytes() + self.weights.heap_bytes() + self.voters.heap_bytes()
    }
    /// Both profiles' ballots. Commutative and associative as multisets.
    ///
    /// # Errors
    /// If the slates or forms differ, or all weights together are too heavy.
    pub fn merge(mut self, mut other: Self) -> Result<Self, Mismatch> {
        if self.slate != other.slate {
            return Err(Mismatch::Slate);
        }
        if self.form != other.form {
            return Err(Mismatch::Form);
        }
        let units = lcm(self.units_per_vote, other.units_per_vote).ok_or(Mismatch::TooHeavy)?;
        self.rescale(units)?;
        other.rescale(units)?;
        self.total = Some(self.total + other.total).filter(|t| *t <= MAX_WEIGHT).ok_or(Mismatch::TooHeavy)?;
        self.total_voters += other.total_voters;
        let (n, more) = (self.rows.len(), other.rows.len());
        self.weights = self.weights.join(n, other.weights, more);
        self.voters = self.voters.join(n, other.voters, more);
        self.rows.append(&other.rows);
        Ok(self)
    }
    fn rescale(&mut self, units: u64) -> Result<(), Mismatch> {
        let f = units / self.units_per_vote;
        let total = self.total.checked_mul(f).filter(|t| *t <= MAX_WEIGHT && units <= MAX_WEIGHT);
        self.total = total.ok_or(Mismatch::TooHeavy)?;
        self.weights.scale(f, self.rows.len());
        self.units_per_vote = units;
        Ok(())
    }
    /// Equal ballots as one row, rows sorted: one form for each multiset. O(n log n) comparisons.
    pub fn grouped(&self) -> Self {
        let mut ix: Vec<usize> = (0..self.len()).collect();
        ix.sort_unstable_by(|a, b| self.rows.cmp_rows(*a, *b));
        let (mut first, mut weights, mut voters): (Vec<usize>, Vec<u64>, Vec<u64>) = (vec![], vec![], vec![]);
        for r in ix {
            if first.last().is_none_or(|f| self.rows.cmp_rows(*f, r).is_ne()) {
                first.push(r);
                weights.push(0);
                voters.push(0);
            }
            *weights.last_mut().expect("just made") += self.weight(r);
            *voters.last_mut().expect("just made") += self.voters(r);
        }
        let rows = self.rows.pick(&mut first.into_iter(), &self.slate.all());
        Self { rows, weights: weights.into(), voters: voters.into(), form: self.form.clone(), ..*self }
    }
    /// Whether both hold the same ballots with the same weights in votes, in any order and grouping.
    pub fn same_ballots(&self, other: &Self) -> bool {
        let (a, b) = (self.grouped(), other.grouped());
        let votes = |w: u64, per: u64| u128::from(w) * u128::from(per);
        a.slate == b.slate
            && a.form == b.form
            && a.len() == b.len()
            && (0..a.len()).all(|r| {
                a.rows.ballot(r) == b.rows.ballot(r)
                    && a.voters(r) == b.voters(r)
                    && votes(a.weight(r), b.units_per_vote) == votes(b.weight(r), a.units_per_vote)
            })
    }
    /// The same ballots as if only `keep` stood (what is not on the slate is left out). Entries are numbered
    /// anew, in their order; every row stays, even if it now names nobody. O(n m).
    pub fn restrict(&self, keep: &EntrySet) -> Self {
        let keep = keep.intersection(&self.slate.all());
        let rows = self.rows.pick(&mut (0..self.len()), &keep);
        Self {
            slate: self.slate.part(&keep),
            form: B::form_for(&self.form, &keep),
            rows,
            weights: self.weights.clone(),
            voters: self.voters.clone(),
            ..*self
        }
    }
    /// So many parts of about equal size, for shards and threads; some are empty if there are fewer rows.
    pub fn split(&self, parts: usize) -> Vec<Self> {
        let parts = parts.max(1);
        let size = self.len().div_ceil(parts).max(1);
        let at = |k: usize| k.saturating_mul(size).min(self.len());
        (0..parts).map(|k| self.part(at(k)..at(k + 1))).collect()
    }
    /// Parts of [`SHARD_ROWS`] rows, the last of the rest: where they end depends on nothing but the ballots.
    pub fn shards(&self) -> Vec<Self> {
        self.shard_ranges().map(|range| self.part(range)).collect()
    }
    /// At least one.
    pub(crate) fn shard_ranges(&self) -> impl Iterator<Item = std::ops::Range<usize>> + use<B> {
        let n = self.len();
        (0..n.max(1)).step_by(SHARD_ROWS).map(move |from| from..n.min(from + SHARD_ROWS))
    }
    pub(crate) fn part(&self, range: std::ops::Range<usize>) -> Self {
        Self {
            rows: self.rows.cut(range.clone(), &self.slate.all()),
            weights: self.weights.cut(range.clone()),
            voters: self.voters.cut(range.clone()),
            total: range.clone().map(|r| self.weight(r)).sum(),
            total_voters: range.map(|r| self.voters(r)).sum(),
            form: self.form.clone(),
            ..*self
        }
    }
}

//! A summary on its way: which poll it is of and which shards are in it, so that no shard is counted twice.
use super::{Mismatch, Summary};
use serde::{Deserialize, Serialize};

/// Shards by number, as ranges that rise and do not touch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<(u64, u64)>", into = "Vec<(u64, u64)>")]
pub struct Covers(Vec<(u64, u64)>);
impl Covers {
    /// One shard.
    pub fn shard(number: u64) -> Self {
        Self(vec![(number, number)])
    }
    /// First and last of each run of shards.
    pub fn ranges(&self) -> &[(u64, u64)] {
        &self.0
    }
    /// Whether it covers a shard. O(log of the ranges).
    pub fn contains(&self, shard: u64) -> bool {
        let at = self.0.partition_point(|(first, _)| *first <= shard);
        at > 0 && shard <= self.0[at - 1].1
    }
    /// The lowest shard that both cover.
    pub fn overlap(&self, other: &Self) -> Option<u64> {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            let first = x.0.max(y.0);
            if first <= x.1.min(y.1) {
                return Some(first);
            }
            if x.1 < y.1 {
                a.next();
            } else {
                b.next();
            }
        }
        None
    }
    /// All shards of both.
    fn join(&self, other: &Self) -> Self {
        let mut all: Vec<(u64, u64)> = self.0.iter().chain(&other.0).copied().collect();
        all.sort_unstable();
        let mut out: Vec<(u64, u64)> = vec![];
        for (first, last) in all {
            match out.last_mut() {
                Some(run) if run.1 + 1 == first => run.1 = last,
                _ => out.push((first, last)),
            }
        }
        Self(out)
    }
    /// Those without `other`, if it has all of `other`.
    fn without(&self, other: &Self) -> Option<Self> {
        let (mut out, mut cut) = (vec![], other.0.iter().copied().peekable());
        for (mut first, last) in self.0.iter().copied() {
            let mut rest = true;
            while let Some((from, upto)) = cut.next_if(|(from, upto)| first <= *from && *upto <= last) {
                if first < from {
                    out.push((first, from - 1));
                }
                rest = upto < last;
                first = upto.saturating_add(1);
            }
            if rest {
                out.push((first, last));
            }
        }
        cut.peek().is_none().then_some(Self(out))
    }
}
impl From<Covers> for Vec<(u64, u64)> {
    fn from(c: Covers) -> Self {
        c.0
    }
}
impl TryFrom<Vec<(u64, u64)>> for Covers {
    type Error = Mismatch;
    fn try_from(ranges: Vec<(u64, u64)>) -> Result<Self, Mismatch> {
        let apart = ranges.windows(2).all(|w| w[0].1.checked_add(1).is_some_and(|next| next < w[1].0));
        if !apart || ranges.iter().any(|(first, last)| first > last) {
            return Err(Mismatch::Inconsistent("ranges of shards rise and do not touch"));
        }
        Ok(Self(ranges))
    }
}

/// The summary of some shards of one poll.
///
/// Shards are numbered by whoever cuts the ballots. A shard that was counted and sent twice, as a retry does, is refused when
/// it is merged the second time.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Approval, profile::{ApprovalCounts, Mismatch, Partial, Profile}};
/// let shard = |n| -> Result<Partial<ApprovalCounts>, Box<dyn std::error::Error>> {
///     Ok(Partial::of("poll 7", n, &Profile::of(2, &[Approval::from([0])])?)?)
/// };
/// let mut sum = shard(0)?;
/// sum.merge(&shard(1)?)?;
/// assert_eq!(sum.merge(&shard(1)?), Err(Mismatch::Overlap(1)));
/// assert_eq!((sum.summary().of_entry(0u32.into()), sum.covers().ranges()), (2, &[(0, 1)][..]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Partial<S: Summary> {
    poll: String,
    covers: Covers,
    summary: S,
}
impl<S: Summary> Partial<S> {
    /// Of one shard. `poll` tells the poll from all others that might come this way: a digest of the plan and the poll's name,
    /// for example.
    ///
    /// # Errors
    /// As [`Summary::of`].
    pub fn of(
        poll: impl Into<String>,
        shard: u64,
        ballots: &crate::profile::Profile<S::Ballot>,
    ) -> Result<Self, Mismatch> {
        Ok(Self { poll: poll.into(), covers: Covers::shard(shard), summary: S::of(ballots)? })
    }
    /// Of which poll.
    pub fn poll(&self) -> &str {
        &self.poll
    }
    /// Of which shards.
    pub const fn covers(&self) -> &Covers {
        &self.covers
    }
    /// What they say.
    pub const fn summary(&self) -> &S {
        &self.summary
    }
    fn same_poll(&self, other: &Self) -> Result<(), Mismatch> {
        if self.poll == other.poll {
            Ok(())
        } else {
            Err(Mismatch::Poll(self.poll.clone(), other.poll.clone()))
        }
    }
    /// Adds other shards of the same poll. Commutative and associative. On an error nothing has changed.
    ///
    /// # Errors
    /// If the other is of another poll, covers a shard that this one covers, or as [`Summary::merge`].
    pub fn merge(&mut self, other: &Self) -> Result<(), Mismatch> {
        self.same_poll(other)?;
        if let Some(shard) = self.covers.overlap(&other.covers) {
            return Err(Mismatch::Overlap(shard));
        }
        self.summary.merge(&other.summary)?;
        self.covers = self.covers.join(&other.covers);
        Ok(())
    }
    /// Takes shards out again: the inverse of [`Partial::merge`]. On an error nothing has changed.
    ///
    /// # Errors
    /// If the other is of another poll, covers a shard that this one does not cover, or as [`Summary::subtract`].
    pub fn subtract(&mut self, other: &Self) -> Result<(), Mismatch> {
        self.same_poll(other)?;
        let covers = self.covers.without(&other.covers).ok_or(Mismatch::NotThere)?;
        self.summary.subtract(&other.summary)?;
        self.covers = covers;
        Ok(())
    }
}

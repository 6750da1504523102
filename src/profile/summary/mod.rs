//! Summaries: what many rules need of the ballots, small, mergeable and invertible.
//!
//! A summary says what the ballots say and nothing of how a rule reads silence: pairwise counts keep
//! "names a, not b" apart, score histograms keep the unrated apart. So a summary has no options, and one
//! serves every rule.
use super::{MAX_WEIGHT, Profile, Slate, Weights};
use crate::{
    ballot::{Ballot, BallotError, Rows},
    id::MAX_ENTRIES,
    num::lcm,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::fmt::Debug;

mod approvals;
mod choices;
mod consents;
mod duels;
mod firsts;
mod histogram;
mod lengths;
mod pairwise;
mod partial;
mod points;
mod spend;
pub use approvals::ApprovalCounts;
pub use choices::ChoiceCounts;
pub use consents::ConsentCounts;
pub use duels::PairCounts;
pub use firsts::FirstPreferences;
pub use histogram::ScoreHistogram;
pub use lengths::BallotLengths;
pub(crate) use pairwise::MAX_SQUARE;
pub use pairwise::{PairwiseCounts, ScorePairs, Unnamed};
pub use partial::{Covers, Partial};
pub use points::PointTotals;
pub use spend::SpendSupport;

/// Most counters of one summary: 1 GiB. Pairwise counts reach it at 8192 entries.
pub const MAX_CELLS: usize = 1 << 27;

/// Why two profiles or summaries, or a summary and a ballot, do not go together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Mismatch {
    /// Other entries.
    #[error("the two are about different slates")]
    Slate,
    /// Another form, or counters for another form.
    #[error("the two were filled in on different forms")]
    Form,
    /// Above [`MAX_WEIGHT`].
    #[error("together they weigh more than {MAX_WEIGHT} units")]
    TooHeavy,
    /// Taking out more than is there.
    #[error("what is to be taken out is not in it")]
    NotThere,
    /// Counters that no ballots could give.
    #[error("the counts contradict each other: {0}")]
    Inconsistent(&'static str),
    /// A slate or scale that would need too many counters.
    #[error("needs {cells} counters, at most {MAX_CELLS} are made; take fewer entries or levels")]
    TooLarge {
        /// Counters needed.
        cells: u128,
    },
    /// Nothing to merge.
    #[error("there is no shard; give one or more")]
    NoShard,
    /// A shard that was merged already.
    #[error("shard {0} is in both; merge each shard once")]
    Overlap(u64),
    /// Another poll, plan or contest.
    #[error("the two are of different polls: `{0}` and `{1}`")]
    Poll(String, String),
    /// A ballot that is not for this slate or form.
    #[error("the ballot {0}")]
    Ballot(#[from] BallotError),
}

/// What all summaries share: who stands, what a ballot may say, how heavy a vote is, and rows of counters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counters<F> {
    slate: Slate,
    form: F,
    units_per_vote: u64,
    /// Total weight in units.
    weight: u64,
    /// Number of ballots.
    voters: u64,
    /// In units.
    cells: Vec<u64>,
    /// The same counters in ballots, where rules ask for heads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    heads: Vec<u64>,
}
impl<F: Clone + Eq> Counters<F> {
    /// Who stands.
    pub const fn slate(&self) -> &Slate {
        &self.slate
    }
    fn zero(slate: Slate, form: &F, units_per_vote: u64, cells: u128) -> Result<Self, Mismatch> {
        if cells > MAX_CELLS as u128 {
            return Err(Mismatch::TooLarge { cells });
        }
        let cells = vec![0; cells as usize];
        Ok(Self { slate, form: form.clone(), units_per_vote, weight: 0, voters: 0, cells, heads: vec![] })
    }
    /// What holds for every summary; `most` is the most that one vote adds to a counter.
    fn check(&self, cells: u128, most: u64) -> Result<(), Mismatch> {
        if self.cells.len() as u128 != cells
            || !(self.heads.is_empty() || self.heads.len() == self.cells.len())
        {
            return Err(Mismatch::Form);
        }
        if self.weight > MAX_WEIGHT || !(1..=MAX_WEIGHT).contains(&self.units_per_vote) {
            return Err(Mismatch::TooHeavy);
        }
        if self.voters > self.weight || (self.voters == 0) != (self.weight == 0) {
            return Err(Mismatch::Inconsistent("every ballot weighs a unit or more"));
        }
        if self.cells.iter().any(|c| *c > self.weight * most) || self.heads.iter().any(|h| *h > self.voters) {
            return Err(Mismatch::Inconsistent("a counter is above the total"));
        }
        Ok(())
    }
    /// The factor from these units to `units`, if the weight in them is not too heavy.
    fn factor(&self, units: u64) -> Result<u64, Mismatch> {
        let f = units / self.units_per_vote;
        match self.weight.checked_mul(f) {
            Some(w) if w <= MAX_WEIGHT && units <= MAX_WEIGHT => Ok(f),
            _ => Err(Mismatch::TooHeavy),
        }
    }
    /// Adds or takes out; on an error nothing has changed.
    fn combine(&mut self, other: &Self, minus: bool) -> Result<(), Mismatch> {
        if self.slate != other.slate {
            return Err(Mismatch::Slate);
        }
        if self.form != other.form
            || self.cells.len() != other.cells.len()
            || self.heads.len() != other.heads.len()
        {
            return Err(Mismatch::Form);
        }
        let units = lcm(self.units_per_vote, other.units_per_vote).ok_or(Mismatch::TooHeavy)?;
        let (f, g) = (self.factor(units)?, other.factor(units)?);
        let (w, v) = (self.weight * f, other.weight * g);
        let fits = |x: u64, y: u64| if minus { x >= y } else { true };
        if !minus && w + v > MAX_WEIGHT {
            return Err(Mismatch::TooHeavy);
        }
        // Counters are at most 2^16 times the weight, so no product passes 2^62.
        let cells_fit = self.cells.iter().zip(&other.cells).all(|(x, y)| fits(x * f, y * g));
        let heads_fit = self.heads.iter().zip(&other.heads).all(|(x, y)| fits(*x, *y));
        if !(fits(w, v) && fits(self.voters, other.voters) && cells_fit && heads_fit) {
            return Err(Mismatch::NotThere);
        }
        let join = |x: u64, y: u64| if minus { x - y } else { x + y };
        for (x, y) in self.cells.iter_mut().zip(&other.cells) {
            *x = join(*x * f, *y * g);
        }
        for (x, y) in self.heads.iter_mut().zip(&other.heads) {
            *x = join(*x, *y);
        }
        (self.weight, self.voters, self.units_per_vote) =
            (join(w, v), join(self.voters, other.voters), units);
        Ok(())
    }
}

/// The form of the ballots that a summary counts.
type Form<S> = <<S as Summary>::Ballot as Ballot>::Form;

/// A commutative group of counters: `merge` adds, `subtract` takes out again, in any order.
pub trait Summary: Clone + Debug + Eq + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// What it counts.
    type Ballot: Ballot;
    /// The summary of no ballots.
    ///
    /// # Errors
    /// If it would need more than [`MAX_CELLS`] counters.
    fn empty(slate: Slate, form: &Form<Self>, units_per_vote: u64) -> Result<Self, Mismatch>;
    /// Calls `f` with each counter that a ballot adds to, and how often its weight. Looks at no counter. The ballot
    /// is one that the form allows.
    #[doc(hidden)]
    fn touch(&self, ballot: &Self::Ballot, f: impl FnMut(usize, u64));
    /// Whether some ballots could give these counters.
    #[doc(hidden)]
    fn check(&self) -> Result<(), Mismatch>;
    /// Most entries for which it can be made on such a form.
    fn most_entries(_form: &Form<Self>) -> usize {
        MAX_ENTRIES
    }
    /// What all summaries have.
    fn counters(&self) -> &Counters<Form<Self>>;
    #[doc(hidden)]
    fn counters_mut(&mut self) -> &mut Counters<Form<Self>>;
    /// The summary of all ballots of a profile.
    ///
    /// # Errors
    /// If it would need more than [`MAX_CELLS`] counters.
    fn of(profile: &Profile<Self::Ballot>) -> Result<Self, Mismatch> {
        count_slowly(profile)
    }
    /// Who stands.
    fn slate(&self) -> &Slate {
        &self.counters().slate
    }
    /// What a ballot may say.
    fn form(&self) -> &Form<Self> {
        &self.counters().form
    }
    /// Weight of all ballots, in units.
    fn total_weight(&self) -> u64 {
        self.counters().weight
    }
    /// Number of ballots, whatever they weigh.
    fn total_voters(&self) -> u64 {
        self.counters().voters
    }
    /// So many units make one vote.
    fn units_per_vote(&self) -> u64 {
        self.counters().units_per_vote
    }
    /// Adds what the other counted. On an error nothing has changed.
    fn merge(&mut self, other: &Self) -> Result<(), Mismatch> {
        self.counters_mut().combine(other.counters(), false)
    }
    /// Takes out what the other counted. On an error nothing has changed.
    fn subtract(&mut self, other: &Self) -> Result<(), Mismatch> {
        let mut left = self.clone();
        left.counters_mut().combine(other.counters(), true)?;
        left.check().map_err(|_| Mismatch::NotThere)?;
        *self = left;
        Ok(())
    }
    /// One ballot more, of so many units. A ballot of no weight changes nothing. On an error nothing has changed.
    fn add(&mut self, ballot: &Self::Ballot, weight: u64) -> Result<(), Mismatch> {
        if weight > MAX_WEIGHT - self.total_weight() {
            return Err(Mismatch::TooHeavy);
        }
        ballot.check(self.form(), self.slate().len())?;
        let voters = u64::from(weight > 0);
        change(self, ballot, |cell, head, times| {
            *cell += weight * times;
            if let Some(h) = head {
                *h += voters;
            }
        });
        let c = self.counters_mut();
        c.weight += weight;
        c.voters += voters;
        Ok(())
    }
    /// One ballot less: the inverse of [`Summary::add`]. On an error nothing has changed.
    ///
    /// # Errors
    /// If a counter would fall below zero. That a ballot was never added is not always to be seen: the caller
    /// takes out what it put in.
    fn remove(&mut self, ballot: &Self::Ballot, weight: u64) -> Result<(), Mismatch> {
        ballot.check(self.form(), self.slate().len())?;
        let c = self.counters();
        let voters = u64::from(weight > 0);
        if weight > c.weight || voters > c.voters {
            return Err(Mismatch::NotThere);
        }
        let mut there = true;
        // No product passes 2^63: a weight is at most 2^46 and a ballot adds it at most 2^16 times.
        change(self, ballot, |cell, head, times| {
            there &= weight * times <= *cell;
            *cell = cell.wrapping_sub(weight * times);
            if let Some(h) = head {
                there &= voters <= *h;
                *h = h.wrapping_sub(voters);
            }
        });
        if !there {
            change(self, ballot, |cell, head, times| {
                *cell = cell.wrapping_add(weight * times);
                if let Some(h) = head {
                    *h = h.wrapping_add(voters);
                }
            });
            return Err(Mismatch::NotThere);
        }
        let c = self.counters_mut();
        c.weight -= weight;
        c.voters -= voters;
        Ok(())
    }
    /// One ballot in place of another of the same weight, as when a voter changes their mind. On an error nothing has changed.
    ///
    /// # Errors
    /// As [`Summary::remove`] for the old, as [`Summary::add`] for the new.
    fn replace(&mut self, old: &Self::Ballot, new: &Self::Ballot, weight: u64) -> Result<(), Mismatch> {
        self.remove(old, weight)?;
        let added = self.add(new, weight);
        if added.is_err() {
            self.add(old, weight)?;
        }
        added
    }
}
/// Changes each counter that the ballot touches, without a list of them.
fn change<S: Summary>(s: &mut S, ballot: &S::Ballot, mut f: impl FnMut(&mut u64, Option<&mut u64>, u64)) {
    let c = s.counters_mut();
    let (mut cells, mut heads) = (std::mem::take(&mut c.cells), std::mem::take(&mut c.heads));
    if heads.is_empty() {
        s.touch(ballot, |cell, times| f(&mut cells[cell], None, times));
    } else {
        s.touch(ballot, |cell, times| f(&mut cells[cell], heads.get_mut(cell), times));
    }
    let c = s.counters_mut();
    (c.cells, c.heads) = (cells, heads);
}
/// The definition of every summary, ballot by ballot.
fn count_slowly<S: Summary>(p: &Profile<S::Ballot>) -> Result<S, Mismatch> {
    let mut s = start::<S>(p)?;
    for r in 0..p.len() {
        let (weight, voters) = (p.weight(r), p.voters(r));
        change(&mut s, &p.rows().ballot(r), |cell, head, times| {
            *cell += weight * times;
            if let Some(h) = head {
                *h += voters;
            }
        });
    }
    Ok(s)
}
/// The empty summary with the profile's totals already in it.
fn start<S: Summary>(p: &Profile<S::Ballot>) -> Result<S, Mismatch> {
    let mut s = S::empty(*p.slate(), p.form(), p.units_per_vote())?;
    let c = s.counters_mut();
    (c.weight, c.voters) = (p.total_weight(), p.total_voters());
    Ok(s)
}
/// `m x width` counters.
fn grid(slate: &Slate, width: u128) -> u128 {
    slate.len() as u128 * width
}
/// The weights that kernels count by, or none and one factor for all rows.
fn kernel_weights<B: Ballot>(p: &Profile<B>) -> (Option<&[u64]>, u64) {
    match (p.weights().uniform(), p.weights()) {
        (None, Weights::Each(w)) => (Some(w), 1),
        (f, _) => (None, f.unwrap_or(1)),
    }
}
/// The same for numbers of voters.
fn kernel_voters<B: Ballot>(p: &Profile<B>) -> (Option<&[u64]>, u64) {
    match (p.voters.uniform(), &p.voters) {
        (None, Weights::Each(v)) => (Some(v), 1),
        (f, _) => (None, f.unwrap_or(1)),
    }
}
/// Serde by way of `Counters`, checked.
macro_rules! counted {
    ($name:ident, $form:ty) => {
        impl TryFrom<Counters<$form>> for $name {
            type Error = Mismatch;
            fn try_from(c: Counters<$form>) -> Result<Self, Mismatch> {
                let s = Self(c);
                s.check()?;
                Ok(s)
            }
        }
        impl From<$name> for Counters<$form> {
            fn from(s: $name) -> Self {
                s.0
            }
        }
    };
}
macro_rules! counters_of {
    ($($field:tt)+) => {
        fn counters(&self) -> &Counters<super::Form<Self>> {
            &self.$($field)+
        }
        fn counters_mut(&mut self) -> &mut Counters<super::Form<Self>> {
            &mut self.$($field)+
        }
    };
}
use {counted, counters_of};

//! Counts that need several looks at the ballots: a rule gives orders, ballots obey and answer in sums.
//!
//! The rule is straight code and exists once. Whether its orders go to one profile, to shards in threads, or over a wire is
//! the business of [`Rounds`].
use super::{
    Answer, BallotOf, CountError, Halt, Input, InputClass, Options, Tally, TallyRule, TaskOf, TiePolicy,
    run_on, run_with, tie::Why,
};
use crate::{
    ballot::Ballot,
    id::MAX_ENTRIES,
    profile::{MAX_WEIGHT, Mismatch, Profile, Slate, Summary},
};
use serde::{Serialize, de::DeserializeOwned};
use std::{
    collections::BTreeMap,
    fmt::{self, Debug},
    sync::{Mutex, PoisonError},
};

/// Ballots of one shard with the state of a count: piles, purses.
pub trait Desk: Sized + Send + 'static {
    /// What it holds.
    type Ballot: Ballot;
    /// What it is told to do.
    type Order: Clone + Ord + Debug + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// What it answers.
    type Reply: Reply;
    /// Most entries for which it can be opened.
    const MOST_ENTRIES: usize = MAX_ENTRIES;
    /// All ballots as they were cast.
    fn open(profile: &Profile<Self::Ballot>) -> Self;
    /// Does what it is told.
    fn obey(&mut self, order: &Self::Order) -> Self::Reply;
}
/// Sums: replies of disjoint shards merge in any order.
pub trait Reply:
    Clone + Debug + Default + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// Adds another shard's reply to the same order.
    fn merge(&mut self, other: Self);
}
/// Where ballots are that can be counted in rounds.
pub trait Rounds<D: Desk>: Sync {
    /// Who stands.
    fn slate(&self) -> &Slate;
    /// In units.
    fn total_weight(&self) -> u64;
    /// So many units are one vote.
    fn units_per_vote(&self) -> u64;
    /// A fresh count: all ballots as they were cast.
    fn begin(&self) -> Session<'_, D>;
}
type Obey<'a, D> = Box<dyn FnMut(&<D as Desk>::Order) -> Result<<D as Desk>::Reply, Halt> + 'a>;
/// One run of a count over the ballots.
pub struct Session<'a, D: Desk>(Obey<'a, D>);
impl<D: Desk> Debug for Session<'_, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Session")
    }
}
impl<D: Desk> Session<'_, D> {
    /// Gives an order to all shards.
    ///
    /// # Errors
    /// Halts if a shard has not answered yet; pass it on with `?`.
    pub fn ask(&mut self, order: &D::Order) -> Result<D::Reply, Halt> {
        (self.0)(order)
    }
}
impl<D: Desk> Input for dyn Rounds<D> {
    type Ballot = D::Ballot;
    const CLASS: InputClass = InputClass::Rounds;
    fn most_entries(_: &<D::Ballot as Ballot>::Form) -> usize {
        D::MOST_ENTRIES
    }
    fn slate(&self) -> &Slate {
        Rounds::slate(self)
    }
    fn total_weight(&self) -> u64 {
        Rounds::total_weight(self)
    }
    fn with<T>(profile: &Profile<D::Ballot>, f: impl FnOnce(&Self) -> T) -> Result<T, Mismatch> {
        Ok(f(profile))
    }
    fn with_shards<T>(shards: &Shards<D::Ballot>, f: impl FnOnce(&Self) -> T) -> Result<T, Mismatch> {
        Ok(f(shards))
    }
}
impl<D: Desk> Rounds<D> for Profile<D::Ballot> {
    fn slate(&self) -> &Slate {
        Self::slate(self)
    }
    fn total_weight(&self) -> u64 {
        Self::total_weight(self)
    }
    fn units_per_vote(&self) -> u64 {
        Self::units_per_vote(self)
    }
    fn begin(&self) -> Session<'_, D> {
        session(desks(self))
    }
}
/// The desks of a profile's shards, whose ends depend on the ballots only.
#[cfg(feature = "parallel")]
fn desks<D: Desk>(p: &Profile<D::Ballot>) -> Vec<D> {
    let mut ranges: Vec<_> = p.shard_ranges().collect();
    if ranges.len() == 1 {
        return vec![D::open(p)];
    }
    each(&mut ranges, |rows| D::open(&p.part(rows.clone())))
}
/// One thread needs one desk.
#[cfg(not(feature = "parallel"))]
fn desks<D: Desk>(p: &Profile<D::Ballot>) -> Vec<D> {
    vec![D::open(p)]
}
/// All desks together.
fn session<'a, D: Desk>(mut desks: Vec<D>) -> Session<'a, D> {
    Session(Box::new(move |order| {
        let mut replies = each(&mut desks, |d| d.obey(order)).into_iter();
        let mut sum = replies.next().unwrap_or_default();
        replies.for_each(|reply| sum.merge(reply));
        Ok(sum)
    }))
}

/// Shards in this process; with the feature `parallel` they are counted by several threads. Sums are exact, so the result is
/// the same for any number of threads and of shards.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::{PairwiseCounts, Profile}, tally::positional::Borda};
/// let ballots = [[0, 1, 2], [1, 2, 0], [1, 0, 2]].map(Ranking::strict);
/// let whole = Profile::of(3, &ballots)?;
/// let shards = Shards::of(whole.split(2)).unwrap();
/// let sums: PairwiseCounts = shards.summary()?;
/// let tally = run_on(&Borda::default(), &sums, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally, run(&Borda::default(), &whole, Seats::ONE, &TiePolicy::REPORT)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Shards<B: Ballot>(Vec<Profile<B>>);
impl<B: Ballot> Shards<B> {
    /// Parts of one poll.
    ///
    /// # Errors
    /// If slates, forms or units differ, if there are none, or if together they weigh more than
    /// [`MAX_WEIGHT`](crate::profile::MAX_WEIGHT).
    pub fn of(shards: Vec<Profile<B>>) -> Result<Self, Mismatch> {
        let first = shards.first().ok_or(Mismatch::NoShard)?;
        if shards.iter().any(|p| p.slate() != first.slate()) {
            return Err(Mismatch::Slate);
        }
        let unlike =
            |p: &Profile<B>| p.form() != first.form() || p.units_per_vote() != first.units_per_vote();
        if shards.iter().any(unlike) {
            return Err(Mismatch::Form);
        }
        let weight = shards.iter().try_fold(0u64, |sum, p| sum.checked_add(p.total_weight()));
        if weight.is_none_or(|w| w > MAX_WEIGHT) {
            return Err(Mismatch::TooHeavy);
        }
        Ok(Self(shards))
    }
    /// All ballots in one place, for a rule that needs them there.
    ///
    /// # Errors
    /// None: what could differ was checked.
    pub fn whole(&self) -> Result<Profile<B>, Mismatch> {
        let (first, rest) = self.0.split_first().ok_or(Mismatch::NoShard)?;
        rest.iter().try_fold(first.clone(), |sum, p| sum.merge(p.clone()))
    }
    /// What a rule needs of all of them together.
    ///
    /// # Errors
    /// If the summary would be too large or too heavy.
    pub fn summary<S: Summary<Ballot = B>>(&self) -> Result<S, Mismatch> {
        let mut parts = each(&mut self.0.iter().collect::<Vec<_>>(), |p| S::of(p)).into_iter();
        let mut sum = parts.next().expect("there is a shard")?;
        for part in parts {
            sum.merge(&part?)?;
        }
        Ok(sum)
    }
}
/// `f` of each, in order.
#[cfg(feature = "parallel")]
fn each<T: Send, U: Send>(list: &mut [T], f: impl Fn(&mut T) -> U + Send + Sync) -> Vec<U> {
    use rayon::prelude::*;
    list.par_iter_mut().map(f).collect()
}
/// `f` of each, in order.
#[cfg(not(feature = "parallel"))]
fn each<T: Send, U: Send>(list: &mut [T], f: impl Fn(&mut T) -> U + Send + Sync) -> Vec<U> {
    list.iter_mut().map(f).collect()
}
impl<D: Desk> Rounds<D> for Shards<D::Ballot> {
    fn slate(&self) -> &Slate {
        self.0[0].slate()
    }
    fn total_weight(&self) -> u64 {
        self.0.iter().map(Profile::total_weight).sum()
    }
    fn units_per_vote(&self) -> u64 {
        self.0[0].units_per_vote()
    }
    fn begin(&self) -> Session<'_, D> {
        session(each(&mut self.0.iter().collect::<Vec<_>>(), |p| D::open(p)))
    }
}

/// Counts the shards of a poll together. The tally is that of all ballots in one profile.
///
/// # Errors
/// As [`run_profile`](super::run_profile).
pub fn run_shards<R: TallyRule + ?Sized>(
    rule: &R,
    shards: &Shards<BallotOf<R>>,
    task: TaskOf<R>,
    ties: &TiePolicy,
    options: &Options,
) -> Result<Tally<R::Answer>, CountError> {
    R::Input::with_shards(shards, |input| run_with(rule, input, task, ties, options))
        .map_err(|cause| CountError::Input { rule: rule.about().id, cause })?
}

/// Ballots that answer by mail: what they answered so far, by the orders given up to then.
pub struct Remote<D: Desk> {
    slate: Slate,
    total_weight: u64,
    units_per_vote: u64,
    replies: BTreeMap<Vec<D::Order>, D::Reply>,
    wanted: Mutex<Option<Vec<D::Order>>>,
}
impl<D: Desk> Debug for Remote<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remote").field("replies", &self.replies).finish_non_exhaustive()
    }
}
impl<D: Desk> Rounds<D> for Remote<D> {
    fn slate(&self) -> &Slate {
        &self.slate
    }
    fn total_weight(&self) -> u64 {
        self.total_weight
    }
    fn units_per_vote(&self) -> u64 {
        self.units_per_vote
    }
    fn begin(&self) -> Session<'_, D> {
        let mut orders = vec![];
        Session(Box::new(move |order: &D::Order| {
            orders.push(order.clone());
            if let Some(r) = self.replies.get(&orders) {
                return Ok(r.clone());
            }
            *self.wanted.lock().unwrap_or_else(PoisonError::into_inner) = Some(orders.clone());
            Err(Halt(Why::Waiting))
        }))
    }
}

/// What a count over remote ballots comes to.
#[derive(Debug)]
pub enum Progress<D: Desk, A: Answer> {
    /// Send these to every shard: all but the last were answered before, so a shard that kept its desk obeys the last.
    Ask(Vec<D::Order>),
    /// The count is finished.
    Done(Tally<A>),
}
/// Drives any rule with rounds from outside: ask, answer, again. No rule knows of it: the count is simply run again with the
/// answers so far until it wants one more.
#[derive(Debug)]
pub struct RoundTally<'r, R, D: Desk>
where
    R: TallyRule<Input = dyn Rounds<D>> + ?Sized,
{
    rule: &'r R,
    task: TaskOf<R>,
    ties: TiePolicy,
    ballots: Remote<D>,
}
impl<'r, R, D: Desk> RoundTally<'r, R, D>
where
    R: TallyRule<Input = dyn Rounds<D>> + ?Sized,
{
    /// `total_weight` is in units, over all shards; `units_per_vote` is the same in every shard.
    pub fn new(
        rule: &'r R,
        (slate, total_weight, units_per_vote): (Slate, u64, u64),
        task: TaskOf<R>,
        ties: TiePolicy,
    ) -> Self {
        let ballots = Remote {
            slate,
            total_weight,
            units_per_vote,
            replies: BTreeMap::new(),
            wanted: Mutex::new(None),
        };
        Self { rule, task, ties, ballots }
    }
    /// What to ask the shards next, or the finished tally.
    ///
    /// # Errors
    /// As [`run_on`].
    pub fn progress(&self) -> Result<Progress<D, R::Answer>, CountError> {
        match run_on(self.rule, &self.ballots as &dyn Rounds<D>, self.task.clone(), &self.ties) {
            Err(CountError::Waiting) => {
                let wanted = self.ballots.wanted.lock().unwrap_or_else(PoisonError::into_inner).take();
                Ok(Progress::Ask(wanted.ok_or(CountError::Waiting)?))
            }
            Ok(t) => Ok(Progress::Done(t)),
            Err(e) => Err(e),
        }
    }
    /// The merged reply of all shards to the orders asked for.
    pub fn answer(&mut self, orders: Vec<D::Order>, merged: D::Reply) {
        self.ballots.replies.insert(orders, merged);
    }
}

//! Slow second implementations, straight from the definitions, that share no code with the crate but its ballots: numbers,
//! counts and the search over ties are their own. Random small profiles with ties, truncation and weights must give the
//! same winner sets under every way of breaking ties.
mod balance;
mod by_hand;
mod committees;
mod frac;
mod funds;
mod hybrids;
mod marks;
mod motions;
mod outcomes;
mod pairwise;
mod ranked;
mod recounts;
mod runoffs;
mod scored;
mod shares;
mod stv;
mod transferable;
mod whole_papers;

use cocreate::{
    ballot::Ballot,
    count::{Answer, CountError, Input, Outcome, TallyRule, TaskOf, TiePolicy, run},
    id::EntryIx,
    profile::{Profile, Slate},
};
use frac::Frac;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Winner sets, one for each result that some way of breaking ties leads to; none if nobody wins.
pub(crate) type Sets = BTreeSet<BTreeSet<usize>>;

/// A profile as plain lists.
#[derive(Clone, Debug)]
pub(crate) struct Cast<T> {
    pub(crate) m: usize,
    /// Ballot and weight in units.
    pub(crate) ballots: Vec<(T, u64)>,
    /// Units that make one vote.
    pub(crate) units: u64,
}
impl<T> Cast<T> {
    fn total(&self) -> u64 {
        self.ballots.iter().map(|(_, w)| w).sum()
    }
    fn votes(&self, units: u64) -> Frac {
        Frac::new(units.into(), self.units.into())
    }
    fn profile<B: Ballot>(&self, form: B::Form, of: impl Fn(&T) -> B) -> Profile<B> {
        let mut b = Profile::<B>::builder_scaled(Slate::anonymous(self.m), form, self.units).unwrap();
        for (x, w) in &self.ballots {
            b.push_weighted(&of(x), *w).unwrap();
        }
        b.finish()
    }
}
/// Up to nine ballots of weights 1 to 3, a vote being one unit or two.
pub(crate) fn cast<T: std::fmt::Debug + Clone>(
    m: usize,
    ballot: impl Strategy<Value = T>,
) -> impl Strategy<Value = Cast<T>> {
    (prop::collection::vec((ballot, 1u64..4), 0..10), 1u64..3).prop_map(move |(ballots, units)| Cast {
        m,
        ballots,
        units,
    })
}
/// What the crate says, every way of breaking ties followed.
pub(crate) fn told<R: TallyRule>(
    rule: &R,
    p: &Profile<<R::Input as Input>::Ballot>,
    task: TaskOf<R>,
) -> Result<Sets, CountError>
where
    R::Answer: Answer,
{
    let tally = run(rule, p, task, &TiePolicy::AllBranches { limit: 100_000 })?;
    Ok(match tally.outcome() {
        Outcome::OneOf { sets, complete: true, .. } => {
            sets.iter().map(|w| w.set().iter().map(EntryIx::ix).collect()).collect()
        }
        Outcome::None { .. } => Sets::new(),
        o => panic!("{o:?}"),
    })
}
/// All sets of `k` of those who have a key (all of them if there are fewer) in which nobody is beaten by one left out.
pub(crate) fn best<K: Ord>(keys: &[Option<K>], k: usize) -> Sets {
    best_by(keys.len(), k, |e| keys[e].is_some(), |a, b| keys[a] > keys[b])
}
pub(crate) fn best_by(
    m: usize,
    k: usize,
    placed: impl Fn(usize) -> bool,
    better: impl Fn(usize, usize) -> bool,
) -> Sets {
    let may: Vec<usize> = (0..m).filter(|e| placed(*e)).collect();
    let k = k.min(may.len());
    if k == 0 {
        return Sets::new();
    }
    let stands = |s: &BTreeSet<usize>| {
        may.iter().filter(|e| !s.contains(e)).all(|out| !s.iter().any(|e| better(*out, *e)))
    };
    subsets(&may, k).into_iter().filter(stands).collect()
}
/// All subsets of `k`.
pub(crate) fn subsets(of: &[usize], k: usize) -> Vec<BTreeSet<usize>> {
    if k == 0 {
        return vec![BTreeSet::new()];
    }
    let mut all = vec![];
    for (i, e) in of.iter().enumerate() {
        for mut s in subsets(&of[i + 1..], k - 1) {
            s.insert(*e);
            all.push(s);
        }
    }
    all
}
/// Those with the least key.
pub(crate) fn least<K: Ord>(of: impl Iterator<Item = usize> + Clone, key: impl Fn(usize) -> K) -> Vec<usize> {
    let min = of.clone().map(&key).min();
    of.filter(|e| Some(key(*e)) == min).collect()
}

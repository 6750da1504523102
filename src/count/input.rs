//! What a rule counts.
use super::Shards;
use crate::{
    ballot::Ballot,
    id::MAX_ENTRIES,
    profile::{self, Mismatch, Profile, Slate, Summary},
};
use serde::Serialize;

/// What a rule counts: all ballots of a profile, a summary of them, or ballots that answer in rounds.
///
/// The kind of input says how a count can be spread: a summary is merged, rounds are asked, and for a whole profile the
/// profiles are merged first.
pub trait Input: Sync {
    /// The kind of ballot that it comes from.
    type Ballot: Ballot;
    /// How it spreads.
    const CLASS: InputClass;
    /// Most entries for which it can be made of ballots on such a form.
    fn most_entries(_form: &<Self::Ballot as Ballot>::Form) -> usize {
        MAX_ENTRIES
    }
    /// Who stands.
    fn slate(&self) -> &Slate;
    /// In units; 0 means that nobody voted.
    fn total_weight(&self) -> u64;
    /// The input that a profile gives. A call-back, so that an input may be borrowed or unsized.
    ///
    /// # Errors
    /// If the summary would be too large.
    fn with<T>(profile: &Profile<Self::Ballot>, f: impl FnOnce(&Self) -> T) -> Result<T, Mismatch>;
    /// The input that the shards of a poll give together: summaries are merged, rounds ask each shard. If nothing better is
    /// said, the ballots are brought to one place.
    ///
    /// # Errors
    /// If the summary would be too large.
    fn with_shards<T>(shards: &Shards<Self::Ballot>, f: impl FnOnce(&Self) -> T) -> Result<T, Mismatch> {
        Self::with(&shards.whole()?, f)
    }
}
/// How a count spreads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum InputClass {
    /// All ballots in one place.
    Profile,
    /// Sums of shards.
    Summary,
    /// Several looks at each shard.
    Rounds,
}
impl<B: Ballot> Input for Profile<B> {
    type Ballot = B;
    const CLASS: InputClass = InputClass::Profile;
    fn slate(&self) -> &Slate {
        Self::slate(self)
    }
    fn total_weight(&self) -> u64 {
        Self::total_weight(self)
    }
    fn with<T>(profile: &Self, f: impl FnOnce(&Self) -> T) -> Result<T, Mismatch> {
        Ok(f(profile))
    }
}
macro_rules! summary_inputs { ($($s:ident),*) => { $(
    impl Input for profile::$s {
        type Ballot = <Self as Summary>::Ballot;
        const CLASS: InputClass = InputClass::Summary;
        fn most_entries(form: &<Self::Ballot as Ballot>::Form) -> usize {
            <Self as Summary>::most_entries(form)
        }
        fn slate(&self) -> &Slate {
            self.counters().slate()
        }
        fn total_weight(&self) -> u64 {
            Summary::total_weight(self)
        }
        fn with<T>(profile: &Profile<Self::Ballot>, f: impl FnOnce(&Self) -> T) -> Result<T, Mismatch> {
            Ok(f(&<Self as Summary>::of(profile)?))
        }
        fn with_shards<T>(shards: &Shards<Self::Ballot>, f: impl FnOnce(&Self) -> T) -> Result<T, Mismatch> {
            Ok(f(&shards.summary::<Self>()?))
        }
    }
)* } }
summary_inputs!(
    ApprovalCounts,
    BallotLengths,
    ChoiceCounts,
    ConsentCounts,
    FirstPreferences,
    PairCounts,
    PairwiseCounts,
    PointTotals,
    ScoreHistogram,
    ScorePairs,
    SpendSupport
);
/// Two summaries of the same ballots, for a rule that needs both.
impl<A: Summary, B: Summary<Ballot = A::Ballot>> Input for (A, B) {
    type Ballot = A::Ballot;
    const CLASS: InputClass = InputClass::Summary;
    fn most_entries(form: &<A::Ballot as Ballot>::Form) -> usize {
        A::most_entries(form).min(B::most_entries(form))
    }
    fn slate(&self) -> &Slate {
        self.0.counters().slate()
    }
    fn total_weight(&self) -> u64 {
        self.0.total_weight()
    }
    fn with<T>(profile: &Profile<Self::Ballot>, f: impl FnOnce(&Self) -> T) -> Result<T, Mismatch> {
        Ok(f(&(A::of(profile)?, B::of(profile)?)))
    }
    fn with_shards<T>(shards: &Shards<Self::Ballot>, f: impl FnOnce(&Self) -> T) -> Result<T, Mismatch> {
        Ok(f(&(shards.summary()?, shards.summary()?)))
    }
}

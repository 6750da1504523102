//! Profiles whose kind is known at run time only.
use super::{Profile, Slate};
use crate::{
    ballot::{Approval, Choice, Consent, Kind, Pairs, Points, Ranking, Scores, Spend},
    id::EntrySet,
};

macro_rules! kinds { ($($k:ident),*) => {
    /// A profile of some kind.
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum AnyProfile {
        $(
            #[doc = concat!("Of `", stringify!($k), "` ballots.")]
            $k(Profile<$k>)
        ),*
    }
    impl AnyProfile {
        /// Of which ballots.
        pub fn kind(&self) -> Kind {
            match self { $(Self::$k(_) => Kind::$k),* }
        }
        /// Who stands.
        pub fn slate(&self) -> &Slate {
            match self { $(Self::$k(p) => p.slate()),* }
        }
        /// Rows held.
        pub fn len(&self) -> usize {
            match self { $(Self::$k(p) => p.len()),* }
        }
        /// Whether there is no ballot.
        pub fn is_empty(&self) -> bool {
            self.len() == 0
        }
        /// In units.
        pub fn total_weight(&self) -> u64 {
            match self { $(Self::$k(p) => p.total_weight()),* }
        }
        /// The same ballots as if only `keep` stood, see [`Profile::restrict`].
        pub fn restrict(&self, keep: &EntrySet) -> Self {
            match self { $(Self::$k(p) => Self::$k(p.restrict(keep))),* }
        }
        /// Number of ballots, whatever they weigh.
        pub fn total_voters(&self) -> u64 {
            match self { $(Self::$k(p) => p.total_voters()),* }
        }
    }
    $(impl From<Profile<$k>> for AnyProfile {
        fn from(p: Profile<$k>) -> Self {
            Self::$k(p)
        }
    })*
} }
kinds!(Choice, Approval, Ranking, Scores, Points, Pairs, Spend, Consent);

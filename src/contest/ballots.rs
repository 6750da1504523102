//! Ballots and marks whose kind is known at run time only, as events hold them.
use crate::{
    ballot::{
        Approval, ApprovalMark, Ballot, Choice, Consent, Kind, PairMark, Pairs, Points, Ranking, ScoreMark,
        Scores, Spend,
    },
    id::EntryIx,
};
use serde::{Deserialize, Serialize};

macro_rules! kinds { ($($k:ident $id:literal),*) => {
    /// A ballot of some kind: `{"ranking": [[0], [2, 1]]}`. Entries are places on the slate of the round, from 0.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    #[non_exhaustive]
    pub enum AnyBallot {
        $(
            #[doc = concat!("A `", $id, "` ballot.")]
            $k($k)
        ),*
    }
    impl AnyBallot {
        /// Its kind.
        pub const fn kind(&self) -> Kind {
            match self { $(Self::$k(_) => <$k as Ballot>::KIND),* }
        }
    }
    $(impl From<$k> for AnyBallot {
        fn from(b: $k) -> Self {
            Self::$k(b)
        }
    })*
} }
kinds!(
    Choice "choice", Approval "approval", Ranking "ranking", Scores "scores", Points "points", Pairs "pairs",
    Spend "spend", Consent "consent"
);

/// One part of a ballot: `{"score": {"entry": 3, "level": 4}}`; a level, approval or answer of `null` or `false` takes it
/// back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum AnyMark {
    /// A score for one entry.
    Score(ScoreMark),
    /// An approval of one entry.
    Approval(ApprovalMark),
    /// An answer to one pair.
    Pair(PairMark),
}
impl AnyMark {
    /// The kind of ballot of which it is a part.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Score(_) => Kind::Scores,
            Self::Approval(_) => Kind::Approval,
            Self::Pair(_) => Kind::Pairs,
        }
    }
    /// The entries that it names.
    pub fn entries(self) -> impl Iterator<Item = EntryIx> {
        let (a, b) = match self {
            Self::Score(m) => (m.entry, None),
            Self::Approval(m) => (m.entry, None),
            Self::Pair(m) => (m.a, Some(m.b)),
        };
        std::iter::once(a).chain(b)
    }
}

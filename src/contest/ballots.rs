//! Ballots and marks whose kind is known at run time only, as events hold them.
use crate::{
    ballot::{
        Approval, ApprovalMark, Ballot, Choice, Consent, Kind, PairMark, Pairs, Points, Ranking, ScoreMark,
        Scores, Spend,
    },
    id::{EntryIx, EntrySet},
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
    /// Whether it says something, rather than take back what was said.
    pub const fn adds(self) -> bool {
        match self {
            Self::Score(m) => m.level.is_some(),
            Self::Approval(m) => m.approve,
            Self::Pair(m) => m.answer.is_some(),
        }
    }
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

impl AnyBallot {
    /// Names or marks in it.
    pub fn size(&self) -> u64 {
        let n = match self {
            Self::Choice(b) => usize::from(b.0.is_some()),
            Self::Approval(b) => b.set().len(),
            Self::Ranking(b) => b.iter().map(EntrySet::len).sum(),
            Self::Scores(b) => b.0.len(),
            Self::Points(b) => b.0.len(),
            Self::Pairs(b) => b.iter().count(),
            Self::Spend(b) => b.0.len(),
            Self::Consent(b) => b.0.len(),
        };
        n as u64
    }
    /// Whether nothing is said in it.
    pub fn is_blank(&self) -> bool {
        self.size() == 0
    }
    /// The farthest place that it names.
    pub fn last(&self) -> Option<EntryIx> {
        match self {
            Self::Choice(b) => b.0,
            Self::Approval(b) => b.set().last(),
            Self::Ranking(b) => b.iter().filter_map(EntrySet::last).max(),
            Self::Scores(b) => b.0.keys().next_back().copied(),
            Self::Points(b) => b.0.keys().next_back().copied(),
            Self::Pairs(b) => b.iter().map(|(a, b, _)| a.max(b)).max(),
            Self::Spend(b) => b.0.keys().next_back().copied(),
            Self::Consent(b) => b.0.keys().next_back().copied(),
        }
    }
    /// The entries that it names. A set takes a bit for each place up to the last.
    pub fn entries(&self) -> EntrySet {
        match self {
            Self::Choice(b) => b.0.into_iter().collect(),
            Self::Approval(b) => b.set().clone(),
            Self::Ranking(b) => b.iter().flat_map(EntrySet::iter).collect(),
            Self::Scores(b) => b.0.keys().copied().collect(),
            Self::Points(b) => b.0.keys().copied().collect(),
            Self::Pairs(b) => b.iter().flat_map(|(a, b, _)| [a, b]).collect(),
            Self::Spend(b) => b.0.keys().copied().collect(),
            Self::Consent(b) => b.0.keys().copied().collect(),
        }
    }
    /// The same as if these entries had not been named: what was said of them is absent, not zero.
    #[must_use]
    pub fn without(&self, out: &EntrySet) -> Self {
        let keep = |e: &EntryIx| !out.contains(*e);
        match self {
            Self::Choice(b) => Choice(b.0.filter(keep)).into(),
            Self::Approval(b) => Approval::of(b.set().minus(out)).into(),
            Self::Ranking(b) => {
                let tiers = b.iter().map(|t| t.minus(out)).filter(|t| !t.is_empty());
                Ranking(tiers.collect()).into()
            }
            Self::Scores(b) => Scores(b.iter().filter(|(e, _)| keep(e)).collect()).into(),
            Self::Points(b) => Points(b.iter().filter(|(e, _)| keep(e)).collect()).into(),
            Self::Pairs(b) => {
                let left = b.iter().filter(|(x, y, _)| keep(x) && keep(y));
                Pairs::new(left).unwrap_or_default().into()
            }
            Self::Spend(b) => Spend(b.iter().filter(|(e, _)| keep(e)).collect()).into(),
            Self::Consent(b) => Consent(b.iter().filter(|(e, _)| keep(e)).collect()).into(),
        }
    }
}

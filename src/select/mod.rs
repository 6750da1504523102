//! Who goes on and who wins: from the standings of polls to a selection, with ties at the cut told.
use crate::count::{About, DecidedBy};
use crate::id::{CategoryId, EntryId, PartyId, PersonId, PollId};
use crate::num::{Exact, Shortfall, Votes};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Debug,
};

pub mod catalogue;
pub mod combined_scores;
pub mod conviction;
pub mod crowd_then_jury;
mod cut;
mod error;
pub mod every_gate;
pub mod gates;
pub mod host_pick;
pub mod majority_vote;
mod notes;
pub mod per_category;
mod run;
#[cfg(test)]
mod sample;
pub mod score_threshold;
mod spent_down;
pub mod top_k;
pub use combined_scores::{CombineBy, CombinedScores, Gain};
pub use conviction::Conviction;
pub use crowd_then_jury::CrowdThenJury;
pub use cut::AtCut;
pub use error::SelectError;
pub use every_gate::{EveryGate, Gate};
pub use host_pick::{HostPick, Silent};
pub use majority_vote::{Blocking, MajorityVote};
pub use notes::SelectNote;
pub use per_category::PerCategory;
pub use run::{pick, select};
pub use score_threshold::ScoreThreshold;
pub use top_k::TopK;

/// A rule of selection.
pub trait SelectionRule: Debug + Send + Sync {
    /// Names, literature, parameters.
    fn about(&self) -> About;
    /// Whom these results choose.
    ///
    /// # Errors
    /// If the results lack what the rule needs. [`select`] checks what it answers.
    fn select(&self, results: &Results<'_>) -> Result<Selection, SelectError>;
    /// Most entries that it chooses, where entries have these categories; `None` if it may choose all.
    fn most_chosen(&self, _categories: &BTreeSet<CategoryId>) -> Option<usize> {
        None
    }
    /// Entries that its parameters name: a contest lets them stand in every round that asks for them.
    fn names(&self) -> Vec<EntryId> {
        vec![]
    }
    /// Whether it waits for a pick of the host. Such a rule tells [`SelectNote::HostSilent`] where it goes on without one.
    fn asks_pick(&self) -> bool {
        false
    }
    /// Of a rule that asks for picks: whom the polls alone choose, if they leave a tie at the cut. A contest ends that tie first and
    /// asks for a pick then, by [`pick`](Self::pick).
    ///
    /// # Errors
    /// Those of [`select`](Self::select).
    fn tied_before_pick(&self, _: &Results<'_>) -> Result<Option<Selection>, SelectError> {
        Ok(None)
    }
    /// Adds the picks, or what follows without them, to what [`tied_before_pick`](Self::tied_before_pick) came to once the tie had
    /// ended.
    ///
    /// # Errors
    /// Those of [`select`](Self::select). [`pick`](fn@pick) checks what it answers.
    fn pick(&self, _settled: Selection, results: &Results<'_>) -> Result<Selection, SelectError> {
        self.select(results)
    }
    /// Whether it asks for how long votes have stood ([`PollResult::stakes`]), in steps of so many seconds.
    fn stakes_by(&self) -> Option<u64> {
        None
    }
}

/// An entry that may be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// Which.
    pub entry: EntryId,
    /// Its category, where the plan has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    /// The parties or organisations that it counts for under a cap.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<PartyId>,
    /// What it costs or asks for, where that is known, in whole units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<u64>,
}
impl Candidate {
    /// An entry without category, party or cost.
    pub fn new(entry: EntryId) -> Self {
        Self { entry, category: None, parties: vec![], cost: None }
    }
}

/// What a poll said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PollResult {
    /// Which poll.
    pub poll: PollId,
    /// Entries in tiers, best first. An entry that is not named has no standing in this poll.
    pub standing: Vec<Vec<EntryId>>,
    /// Exact scores, where the rule of the poll has them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scores: BTreeMap<EntryId, Exact>,
    /// How many ballots said something of an entry, where the poll knows it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ballots_of: BTreeMap<EntryId, u64>,
    /// Yes, no and abstentions on each entry, where the poll asks for them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub votes: BTreeMap<EntryId, Votes>,
    /// The same by further counts of the same ballots: the votes of a class, heads instead of shares.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub counts: BTreeMap<String, BTreeMap<EntryId, Votes>>,
    /// For how long votes for an entry have stood, where the rule asks for it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub stakes: BTreeMap<EntryId, Vec<Stake>>,
    /// Who took part.
    #[serde(default)]
    pub turnout: Turnout,
}
/// Votes that stood for an entry for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stake {
    /// Since how many whole steps before the end.
    pub from: u64,
    /// Until how many whole steps before it; 0 if they stood at the end.
    pub to: u64,
    /// How much they weigh, points and money by their number.
    pub weight: Exact,
}
impl PollResult {
    /// A result with nothing but a standing.
    pub fn new(poll: PollId, standing: Vec<Vec<EntryId>>) -> Self {
        Self {
            poll,
            standing,
            scores: BTreeMap::new(),
            ballots_of: BTreeMap::new(),
            votes: BTreeMap::new(),
            counts: BTreeMap::new(),
            stakes: BTreeMap::new(),
            turnout: Turnout::default(),
        }
    }
}
/// Who took part in a poll, in heads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turnout {
    /// Ballots that count.
    pub ballots: u64,
    /// Of these, ballots that take no side.
    pub blank: u64,
    /// All who might have voted.
    pub eligible: u64,
}

/// A choice that a person made: a staff pick, a casting vote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pick {
    /// What was picked.
    pub entry: EntryId,
    /// By whom.
    pub by: PersonId,
}

/// What a rule of selection may see.
#[derive(Clone, Copy, Debug)]
pub struct Results<'a> {
    /// Entries that are still in, in the order of the contest.
    pub candidates: &'a [Candidate],
    /// Results of the round's polls, in the order of the plan.
    pub polls: &'a [PollResult],
    /// Picks in the order in which they were made; `None` while the host has not spoken.
    pub picks: Option<&'a [Pick]>,
}

/// Whom a rule chooses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Selection {
    /// The chosen, in tiers, best first. With a tie told, those who are chosen either way; a tier of which nobody is yet is
    /// empty.
    pub winners: Vec<Vec<EntryId>>,
    /// A tie at the cut that the rule leaves open: several are level for fewer places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tied: Vec<TiedAtCut>,
    /// Why nobody is chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub none: Option<NoneChosen>,
    /// Why an entry that stood high enough, or might have, is not chosen; and what was marked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<SelectNote>,
}
impl Selection {
    /// All the chosen, best first; inside a tier in the order of the standing.
    pub fn goes_on(&self) -> impl Iterator<Item = &EntryId> {
        self.winners.iter().flatten()
    }
    /// With a reason if those who were level are all left out and nobody else is chosen.
    pub(crate) fn or_tied(mut self) -> Self {
        if self.winners.is_empty() && self.tied.is_empty() && self.none.is_none() {
            self.none = Some(NoneChosen::Tied);
        }
        self
    }
    /// Ends the first tie that was told: these of the level entries are chosen, in the tier where they stand, and a note says by
    /// whom.
    ///
    /// # Errors
    /// If there is no tie, or these are not just as many of the level entries as are to be chosen.
    pub fn settle(mut self, chosen: &[EntryId], by: DecidedBy) -> Result<Self, SelectError> {
        let Some(t) = self.tied.first() else {
            let entry = chosen.first().cloned();
            let cause = "no tie is open".to_owned();
            return entry.map_or(Ok(self), |entry| Err(SelectError::Pick { entry, cause }));
        };
        let mut seen = std::collections::BTreeSet::new();
        if let Some(e) = chosen.iter().find(|e| !t.tied.contains(e) || !seen.insert(*e)) {
            let cause = format!("the level entries are {}", list(&t.tied));
            return Err(SelectError::Pick { entry: e.clone(), cause });
        }
        if chosen.len() != t.choose {
            let cause = format!("{} are chosen, {} have to be", chosen.len(), t.choose);
            return Err(SelectError::Pick { entry: t.tied[0].clone(), cause });
        }
        match self.winners.get_mut(t.tier) {
            Some(tier) => tier.extend_from_slice(chosen),
            None => self.winners.push(chosen.to_vec()),
        }
        let tied = self.tied.remove(0).tied;
        self.notes.push(SelectNote::Broken { tied, chosen: chosen.to_vec(), by });
        Ok(self)
    }
    /// Nobody, for this reason.
    pub fn nobody(why: NoneChosen) -> Self {
        Self { none: Some(why), ..Self::default() }
    }
}
/// Entries that are level for fewer places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TiedAtCut {
    /// Who is level.
    pub tied: Vec<EntryId>,
    /// How many of them are to be chosen.
    pub choose: usize,
    /// The tier of [`Selection::winners`] that they stand in, from 0.
    #[serde(default)]
    pub tier: usize,
    /// In which category, where the rule chooses by categories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
}
/// Why nobody is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
#[non_exhaustive]
pub enum NoneChosen {
    /// There is no entry to choose.
    NoEntries,
    /// Entries stand, and no poll places one of them: nobody voted, or nobody qualified.
    NobodyPlaced,
    /// Too few took part in the poll.
    Quorum {
        /// In which poll.
        poll: PollId,
        /// What is short.
        shortfall: Shortfall,
    },
    /// No entry reached the threshold or the majority.
    Threshold,
    /// The default option, "none of these", stands above all others.
    DefaultOption {
        /// It.
        entry: EntryId,
    },
    /// The host picked nobody, or has not spoken.
    NoPick,
    /// All who might be chosen are level and the rule then takes none.
    Tied,
    /// What an app's own rule says, by a code of its own.
    Other {
        /// The code.
        code: String,
    },
}
fn list<T: std::fmt::Display>(all: &[T]) -> String {
    if all.is_empty() {
        return "none".to_owned();
    }
    all.iter().map(|x| format!("`{x}`")).collect::<Vec<_>>().join(", ")
}
fn is_tied_out(n: &SelectNote) -> bool {
    matches!(n, SelectNote::TiedOut { .. })
}

//! Receipts: what a round's count and the whole contest came to, as data that anybody can check.
use super::{Digest, Ownership, Time};
use crate::{
    count::{Outcome, RuleSpec, Step, TieRecord},
    id::{ContestId, EntryId, PollId, PotId, RoundIx},
    num::{Exact, Votes},
    reward::Payout,
    select::{Pick, SelectNote, Selection, Stake},
    weigh::{Capped, Lost},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The format of settlements that this version writes and reads.
pub const SETTLEMENT_FORMAT: u32 = 1;

/// What a round came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundRecord {
    /// Which round of the plan.
    pub round: RoundIx,
    /// Which turn of it, from 0.
    pub turn: u32,
    /// The entries when balloting began, in their order; ballots name places on it, from 0. Outcomes and steps name places
    /// among those of them that are not `gone`.
    pub slate: Vec<EntryId>,
    /// Those that were withdrawn or disqualified since; ballots are counted as if they had not been named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<EntryId>,
    /// Every poll.
    pub polls: Vec<PollRecord>,
    /// What the rule of selection says; `None` if a poll's count is held up by a tie, and while the host must pick, unless a tie at the cut
    /// was ended before that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selection: Option<Selection>,
    /// What the host picked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picks: Option<Vec<Pick>>,
    /// What follows.
    pub next: Next,
}
/// What follows a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "next", deny_unknown_fields)]
#[non_exhaustive]
pub enum Next {
    /// The next round, with these entries.
    Round {
        /// In slate order.
        entries: Vec<EntryId>,
    },
    /// The same round again, with these entries.
    Again {
        /// In slate order.
        entries: Vec<EntryId>,
    },
    /// The contest is decided.
    Won {
        /// In tiers, best first.
        winners: Vec<Vec<EntryId>>,
    },
    /// Nobody won.
    Failed {
        /// Why.
        why: Failure,
    },
    /// A tie must be decided first.
    Tied {
        /// In which polls.
        polls: Vec<PollId>,
        /// Whether at the cut of the selection.
        at_cut: bool,
    },
    /// The host must pick first.
    AwaitsPick {},
    /// The seed of the lot must be revealed first.
    AwaitsSeed {},
}
/// What a count may wait for, in the order in which it meets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Stage {
    /// Ties in polls.
    Polls,
    /// A tie at the cut.
    Cut,
    /// The host's pick.
    Pick,
    /// A tie for the places that a silent host left to the votes.
    Rest,
    /// A seed.
    Seed,
}
impl RoundRecord {
    /// What is waited for, if anything.
    pub(super) fn stage(&self) -> Option<Stage> {
        match &self.next {
            Next::Tied { at_cut: false, .. } => Some(Stage::Polls),
            Next::Tied { at_cut: true, .. } => {
                Some(self.selection.as_ref().map_or(Stage::Cut, Stage::of_cut))
            }
            Next::AwaitsPick {} => Some(Stage::Pick),
            Next::AwaitsSeed {} => Some(Stage::Seed),
            _ => None,
        }
    }
}
impl Stage {
    /// Of a tie at the cut.
    pub(super) fn of_cut(s: &Selection) -> Self {
        if s.notes.contains(&SelectNote::HostSilent) { Self::Rest } else { Self::Cut }
    }
}
/// Why a contest came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "code", deny_unknown_fields)]
#[non_exhaustive]
pub enum Failure {
    /// Too few people on a roster.
    NoSeats {
        /// Which.
        roster: crate::id::RosterId,
        /// How many there are.
        have: u32,
        /// How many are needed.
        need: u32,
    },
    /// Too few entries.
    NoEntries {
        /// How many there are.
        have: u32,
        /// How many are needed.
        need: u32,
    },
    /// The rule of selection chose nobody.
    NobodyChosen {
        /// Why.
        why: crate::select::NoneChosen,
    },
    /// A tie that nobody decided in time.
    TieUnsettled {},
    /// A seed that was not revealed in time.
    NoSeed {},
    /// A count that hit its limit, or a rule that cannot be applied to these ballots.
    NotCountable {
        /// In which poll, or by which rule.
        what: String,
        /// Why.
        why: String,
    },
}

/// What a poll came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PollRecord {
    /// Which.
    pub poll: PollId,
    /// The rule with the parameters that the plan gives it.
    pub rule: RuleSpec,
    /// Persons who could vote.
    pub eligible: u64,
    /// Ballots in the box.
    pub received: u64,
    /// Of these: those that take no side, without a mark, or abstaining from or skipping all that they name.
    pub blank: u64,
    /// Of these: set aside, by reason.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub set_aside: BTreeMap<String, u64>,
    /// Ballots from which the voter's own entries, or those of a conflict, were left out.
    #[serde(default)]
    pub own_left_out: u64,
    /// How many ballots say something of each entry of the slate.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ballots_of: BTreeMap<EntryId, u64>,
    /// The mean of all marks, for ballots of scores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<Exact>,
    /// The count.
    pub counted: Counted,
    /// The count as it would be if no ballot had been set aside; only where some were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with_set_aside: Option<Box<Counted>>,
    /// Yes, no and abstentions by entry, in units of weight, for consent ballots.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub votes: BTreeMap<EntryId, Votes>,
    /// The same by the plan's further counts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub counts: BTreeMap<String, BTreeMap<EntryId, Votes>>,
    /// For how long votes for an entry have stood, where the rule of selection asks for it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub stakes: BTreeMap<EntryId, Vec<Stake>>,
    /// Weight that nobody used, with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<Lost>,
    /// Cycles of delegations in which nobody voted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cycles: Vec<Vec<crate::id::PersonId>>,
    /// Weights that were cut.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub capped: Vec<Capped>,
    /// What a weight may be off by: an estimate, or too fine to be counted with the others and rounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_error: Option<Exact>,
}
/// One count of one poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// Ballots counted.
    pub ballots: u64,
    /// Their weight in votes.
    pub weight: Exact,
    /// How it ended; places are of the entries that still stand, in slate order.
    pub outcome: Outcome,
    /// Entries in tiers, best first, as far as certain.
    pub standing: Vec<Vec<EntryId>>,
    /// Exact scores, where the rule has them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scores: BTreeMap<EntryId, Exact>,
    /// Ties met and how they ended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ties: Vec<TieRecord>,
    /// The count, step by step.
    pub steps: Vec<Step>,
}

/// The end of a contest: winners, counts, payments. An event of the log holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settlement {
    /// The format's version.
    pub format: u32,
    /// Which contest.
    pub contest: ContestId,
    /// Of the plan as it stood at the end.
    pub plan: Digest,
    /// When.
    pub at: Time,
    /// How it ended.
    pub ended: Ended,
    /// Who holds the rights in what was made.
    pub rights: Ownership,
    /// All rounds in their order, every turn.
    pub rounds: Vec<RoundRecord>,
    /// Every pot: what is paid and what goes back; each sums to its pot.
    pub payouts: Vec<Payout>,
    /// Why a rule of reward could not be applied to a pot, all of which then went back.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub faults: BTreeMap<PotId, String>,
    /// For how long entries were hidden while a complaint was open, pauses included.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub hidden: BTreeMap<EntryId, super::Span>,
}
/// How a contest ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "ended", deny_unknown_fields)]
#[non_exhaustive]
pub enum Ended {
    /// With winners.
    Won {
        /// In tiers, best first.
        winners: Vec<Vec<EntryId>>,
    },
    /// With nothing; all money goes back.
    Failed {
        /// Why.
        why: Failure,
    },
    /// The host stopped it; all money goes back.
    Cancelled {
        /// The app's code of the reason.
        why: super::Code,
    },
}

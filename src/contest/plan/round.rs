//! Rounds, their polls, and what ends or repeats them.
use super::{SelfVote, Window};
use crate::{
    ballot::{
        ApprovalForm, ChoiceForm, ConsentForm, Kind, PairsForm, PointsForm, RankingForm, ScoreForm, SpendForm,
    },
    contest::Span,
    count::RuleSpec,
    id::{AreaId, EntryId, PollId, RosterId},
    num::Exact,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One round: a time to deliberate, a time to vote, a count and a selection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundPlan {
    /// A phase before the ballots in which entries may be revised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deliberation: Option<Window>,
    /// How long ballots come in.
    pub balloting: Window,
    /// Ballots come in for longer where the leader changes late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet: Option<Quiet>,
    /// Whether the phase ends as soon as everybody on the rosters of its polls has voted; default no.
    #[serde(default)]
    pub early_close: bool,
    /// What is voted on; none only where the host picks freely.
    #[serde(default)]
    pub polls: Vec<PollPlan>,
    /// The rule of selection: who goes on, or who wins in the last round.
    pub select: RuleSpec,
    /// How long a rule of selection that asks for the host's pick waits for it; then it goes on without. Default 7 days.
    #[serde(default = "week")]
    pub pick_within: Span,
    /// What is done about a tie that the rule of selection leaves.
    #[serde(default)]
    pub ties: TiePlan,
    /// The round is held again until a condition holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Repeat>,
}
/// A quiet ending: the phase of ballots does not end while the leader changes.
///
/// A ballot, a mark or one taken back in the last so long of the phase that changes who stands first in a poll of the round moves its end.
/// Each such act counts the round twice, so the end of a large poll is dear; and that the end moves tells that the leader changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quiet {
    /// How long before its end the phase has to be quiet.
    pub last: Span,
    /// By how much the end moves.
    pub extend: Span,
    /// How often at most, at least 1.
    pub at_most: u32,
}
const fn week() -> Span {
    Span::from_secs(7 * 86_400)
}
/// The round is held again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// When to stop.
    pub until: Until,
    /// How often the round is held at most, the first time included; at least 1.
    pub at_most: u32,
    /// Whether all entries of the round go on to the next turn, or only those selected; default only those selected. If all go on,
    /// a turn in which nobody is selected is not the end while there are turns left.
    #[serde(default)]
    pub all_stay: bool,
}
/// When a repeated round stops.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Until {
    /// At most so many entries are left.
    EntriesLeft(u32),
    /// The mean over all scores of a poll is at least this (`target` on a scale from 1 to 10).
    Mean {
        /// Which poll, of scores.
        poll: PollId,
        /// The least mean.
        target: Exact,
    },
    /// The same entries were selected as the time before.
    NoChange,
    /// At least so many entries are selected.
    Chosen(u32),
    /// Every entry has a score of a poll, and none has the one that leaves it open (0 of `delphi`).
    Decided {
        /// Which poll.
        poll: PollId,
        /// The score of an open entry.
        open: Exact,
    },
}

/// One poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PollPlan {
    /// Its id, unique in the plan.
    pub poll: PollId,
    /// Who votes.
    pub voters: RosterId,
    /// The area of subjects that it belongs to: delegations for this area stand in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaId>,
    /// What a ballot is, with its form.
    pub ballot: BallotPlan,
    /// The poll of the same round whose ballots are counted here once more, by another rule or other weights; this one then has none
    /// of its own, and the same voters, ballot and parts as that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ballots_of: Option<PollId>,
    /// The rule of counting; its kind of ballot must be this poll's.
    pub tally: RuleSpec,
    /// How much each voter counts; default `equal`.
    #[serde(default = "equal")]
    pub weigh: RuleSpec,
    /// Further counts of the same ballots by other weights, by name: heads beside shares, for a double majority. Only for
    /// consent ballots.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub counts: BTreeMap<String, RuleSpec>,
    /// What is asked of a rule that gives a standing; default: all places in order.
    #[serde(default)]
    pub seats: SeatsPlan,
    /// The budget of a rule that spends one, in the units of the entries' costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<u64>,
    /// What is done about ties inside of the count.
    #[serde(default)]
    pub ties: TiePlan,
    /// Whether the ballot comes in parts, one mark at a time (scores, approvals, pairs); default no.
    #[serde(default)]
    pub parts: bool,
    /// Whether a ballot or mark may be changed or taken back while the phase lasts; default that it may.
    #[serde(default)]
    pub change: Change,
    /// Votes for one's own entry; default excluded.
    #[serde(default)]
    pub self_vote: SelfVote,
    /// Of whom a share of all who may vote is taken, entry by entry; default the whole roster.
    #[serde(default, skip_serializing_if = "Eligible::is_roster")]
    pub eligible: Eligible,
}
/// Who may vote on an entry, where a majority or a quorum is a share of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Eligible {
    /// All who could vote in the poll.
    #[default]
    Roster,
    /// Of these, all who may judge the entry: without whom a conflict of interest bars, and without its authors where
    /// votes for one's own entry are excluded. The number that is needed falls with each recusal.
    NotRecused,
}
impl Eligible {
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
    fn is_roster(&self) -> bool {
        *self == Self::Roster
    }
}
fn equal() -> RuleSpec {
    RuleSpec::new("equal")
}
/// Whether a ballot or mark may be changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// The last one stands, and it may be taken back.
    #[default]
    Last,
    /// The first one stands for good.
    First,
}
/// What is asked of a rule that gives a standing. In a plan `"all"` or `{ fill = 3 }`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum SeatsPlan {
    /// As fine a standing as the rule's definition gives.
    #[default]
    All,
    /// So many winners.
    Fill(u32),
}

/// The kind of ballot with its form: `{ kind = "scores", lowest = 0, step = 1, top = 5 }`. Fields of the form have the
/// form's own defaults.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum BallotPlan {
    /// One entry.
    Choice(ChoiceForm),
    /// A set of entries.
    Approval(ApprovalForm),
    /// Tiers.
    Ranking(RankingForm),
    /// Levels of a scale.
    Scores(ScoreForm),
    /// Votes from a budget.
    Points(PointsForm),
    /// Comparisons of two.
    Pairs(PairsForm),
    /// Projects with costs, which are the entries' own: `costs` is left out here.
    Spend(SpendForm),
    /// Positions on motions.
    Consent(ConsentForm),
}
impl BallotPlan {
    /// Its kind.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Choice(_) => Kind::Choice,
            Self::Approval(_) => Kind::Approval,
            Self::Ranking(_) => Kind::Ranking,
            Self::Scores(_) => Kind::Scores,
            Self::Points(_) => Kind::Points,
            Self::Pairs(_) => Kind::Pairs,
            Self::Spend(_) => Kind::Spend,
            Self::Consent(_) => Kind::Consent,
        }
    }
}

/// What is done about ties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TiePlan {
    /// Who decides.
    pub by: OnTie,
    /// If the host decides, how long the contest waits; default 14 days.
    pub within: Span,
    /// What happens when that time is over.
    pub then: Unsettled,
}
impl Default for TiePlan {
    fn default() -> Self {
        Self { by: OnTie::Host, within: Span::from_secs(14 * 86_400), then: Unsettled::Fail }
    }
}
/// Who decides a tie.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum OnTie {
    /// The tie is told and the host's casting vote ends it.
    #[default]
    Host,
    /// The plan's lot.
    Lot,
    /// Whoever comes first in this order; who is not named stays tied.
    Order(Vec<EntryId>),
    /// Whoever was entered first is taken; inside of a count, where the tie is about who leaves, they leave.
    FirstEntered,
    /// Those who are level at the cut are voted on once more, they alone and by the round's first poll, in a second turn of the round. Who is
    /// level again waits for the host's casting vote. Not for ties inside of a count, nor in a round that repeats.
    Revote,
}
/// What happens when nobody decided a tie in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unsettled {
    /// The contest fails and all money goes back.
    #[default]
    Fail,
    /// The plan's lot decides.
    Lot,
}

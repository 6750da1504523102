//! The plan of a contest: everything that is agreed before it starts, as data. Written as TOML or JSON; every default is
//! documented at its field; [`Plan::validate`] checks it once and lists every fault.
mod amend;
mod check;
mod fault;
mod money;
mod polls;
mod pots;
mod read;
mod room;
mod roster;
mod round;
mod timeline;
mod trial;
mod valid;
mod window;
use fault::Faults;
pub use fault::{Fault, PlanFault, PlanFaults};
pub use money::{Guaranteed, PotPlan, Unawarded};
pub(super) use room::too_costly;
pub use roster::{Roster, SelfVote};
pub use round::{
    BallotPlan, Change, Eligible, OnTie, PollPlan, Quiet, Repeat, RoundPlan, SeatsPlan, TiePlan, Unsettled,
    Until,
};
pub(super) use timeline::{legs, squeezed};
pub use valid::ValidPlan;
pub(super) use valid::{BuiltPoll, BuiltPot, BuiltRound};
pub use window::{Deadline, Window};

use super::{Digest, Mode, Span, When};
use crate::{
    id::{CategoryId, ContestId, EntryId, RosterId},
    weigh::PartyShare,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The format of plans that this version writes and reads.
pub const PLAN_FORMAT: u32 = 1;

/// What is agreed before a contest starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The format's version; a newer one is refused by name.
    #[serde(default = "format")]
    pub format: u32,
    /// The contest's opaque id. Titles and briefs lie outside.
    pub contest: ContestId,
    /// The closed contest after which this one comes: last week's cohort, last year's call. The log of this one begins with the digest of
    /// its plan, and so names the last head of that one's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Follows>,
    /// Who may contribute and who owns the outcome.
    pub mode: Mode,
    /// When the first phase begins.
    pub starts: When,
    /// How far the clocks of servers may differ: an event may be so much earlier than the last one, and is then taken as of
    /// the same instant. Default none.
    #[serde(default, skip_serializing_if = "Span::is_zero")]
    pub clock_tolerance: Span,
    /// Who may do what, by name. Two names have a default rule by the mode: see [`Roster`].
    #[serde(default)]
    pub rosters: BTreeMap<RosterId, Roster>,
    /// Parties and their shares, in any unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<PartyShare>,
    /// Categories of entries; if there are none an entry has none.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub categories: BTreeSet<CategoryId>,
    /// A phase in which people ask to take part, at whose end the rules of admission are applied to all of them. Without it
    /// everybody is admitted, or not, when they ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seating: Option<Window>,
    /// How entries come in.
    pub entries: EntriesPlan,
    /// Rounds of deliberation and balloting, first to last; at least one.
    pub rounds: Vec<RoundPlan>,
    /// Time after the last count in which a ballot may be set aside or an entry disqualified and the round counted again.
    #[serde(default, skip_serializing_if = "Span::is_zero")]
    pub appeal: Span,
    /// How often that time begins at most: anew after a count that came out otherwise. Default 4.
    #[serde(default = "appeals", skip_serializing_if = "are_default")]
    pub appeals: u32,
    /// Pots of money.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pots: Vec<PotPlan>,
    /// One idea, one prize: an entry that several pots would pay keeps the largest prize (of equal ones that of the pot that is listed
    /// first), and in the others those behind it move up. All pots then have one currency. Default no.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub one_prize: bool,
    /// The lot for draws and ties.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot: Option<LotPlan>,
    /// What is hidden while the contest runs.
    #[serde(default)]
    pub hidden: Hidden,
    /// The longest time that a contest stands still, all pauses together; then it goes on by itself. Default 30 days.
    #[serde(default = "month")]
    pub longest_pause: Span,
    /// By how much the host may make phases longer, all together. Default 30 days.
    #[serde(default = "month", skip_serializing_if = "is_month")]
    pub longest_extension: Span,
    /// Dotted names of fields that may be amended while the contest runs: `pots.0.amount`, `rounds.0.balloting`.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub amendable: BTreeSet<String>,
    /// The most that a running contest holds.
    #[serde(default)]
    pub limits: Limits,
}
/// A contest that is closed, by the end of its log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Follows {
    /// Which.
    pub contest: ContestId,
    /// How many events its log has.
    pub events: u64,
    /// The head of the log's chain after them.
    pub head: Digest,
}
const fn format() -> u32 {
    PLAN_FORMAT
}
const fn month() -> Span {
    Span::from_secs(30 * 86_400)
}
#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
fn is_month(s: &Span) -> bool {
    *s == month()
}
const fn appeals() -> u32 {
    4
}
#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
const fn are_default(n: &u32) -> bool {
    *n == appeals()
}

/// How entries come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntriesPlan {
    /// Who may enter something; none: only the host does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<RosterId>,
    /// How long entries come in; left out, only `given` stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// Entries that stand from the start: motions, projects of the host, "none of these".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<GivenEntry>,
    /// Most entries of one person as an author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_each: Option<u32>,
    /// The phase of entries ends as soon as so many stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
    /// With fewer the contest fails; default 0.
    #[serde(default)]
    pub least: u32,
    /// Largest team; default 16.
    #[serde(default = "team")]
    pub largest_team: u32,
    /// A phase in which a coordinator or the host admits or rejects each entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub screening: Option<Screening>,
    /// What is known of entries by name, as exact numbers that the host states (net sales, in minor units).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub figures: BTreeSet<String>,
    /// How long the host has, after the result stands, to state figures; what is missing then counts as nought. Default none.
    #[serde(default, skip_serializing_if = "Span::is_zero")]
    pub figures_within: Span,
}
const fn team() -> u32 {
    16
}
/// An entry that stands from the start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GivenEntry {
    /// Its id.
    pub entry: EntryId,
    /// Its category, where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    /// Its cost, where a budget is spent, in the budget's units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<u64>,
}
/// A formal check of entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Screening {
    /// How long.
    pub window: Window,
    /// What an entry is that nobody has decided on at its end.
    pub undecided: Undecided,
}
/// What an entry is that nobody has decided on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Undecided {
    /// Admitted.
    Admit,
    /// Rejected.
    Reject,
}

/// The lot: published before, or as a commitment that is opened before the first draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum LotPlan {
    /// A seed that everybody can read: `{ seed = "drand round 4711" }`.
    Seed(String),
    /// Only a digest of the seed; the host reveals the seed before the first draw: `{ commitment = { digest = "ab12.." } }`.
    Commitment(Commitment),
}
/// A seed that is fixed and not yet known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// SHA-256 of the seed's UTF-8 bytes.
    pub digest: Digest,
    /// How long a draw waits for the seed; then the contest fails. Default 7 days.
    #[serde(default = "week")]
    pub within: Span,
}
const fn week() -> Span {
    Span::from_secs(7 * 86_400)
}

/// What is hidden while a contest runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Hidden {
    /// Counts of a round before it is counted; default true.
    pub counts: bool,
    /// How many ballots have come in, while counts are hidden; default true.
    #[serde(skip_serializing_if = "std::clone::Clone::clone")]
    pub turnout: bool,
    /// Who made an entry, before the contest has ended; default false.
    pub authors: bool,
    /// Entries of others, before the phase of entries has ended; default false.
    pub entries: bool,
    /// Whose ballot is whose, for ever; default true.
    pub ballots: bool,
    /// Whether votes on an entry are refused while the host hides it; default false: they go on.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub stops_votes: bool,
}
impl Default for Hidden {
    fn default() -> Self {
        Self {
            counts: true,
            turnout: true,
            authors: false,
            entries: false,
            ballots: true,
            stops_votes: false,
        }
    }
}

/// The most that a running contest holds; beyond it an act is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Persons; default 10,000,000.
    pub persons: u32,
    /// Entries; default 10,000, at most 32,766.
    pub entries: u32,
    /// Marks or names in all ballots of a poll; default 100,000,000.
    pub marks: u64,
    /// Idempotency keys that are remembered; default 10,000,000.
    pub keys: u64,
    /// Events; default 1,000,000,000.
    pub events: u64,
}
impl Default for Limits {
    fn default() -> Self {
        Self {
            persons: 10_000_000,
            entries: 10_000,
            marks: 100_000_000,
            keys: 10_000_000,
            events: 1_000_000_000,
        }
    }
}

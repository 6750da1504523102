//! Why a ballot or a form was refused.
use super::Position;
use crate::{
    id::{EntryIx, EntrySet},
    num::Exact,
};

/// Why a ballot, a mark or a form is refused: what it says, and what would be right.
///
/// Entries are told by their place on the slate; the caller that knows names and lines adds them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BallotError {
    /// More entries than a slate can hold.
    #[error("a slate has at most {most} entries, this one has {got}")]
    SlateTooLong {
        /// Entries asked for.
        got: usize,
        /// [`MAX_ENTRIES`](crate::id::MAX_ENTRIES).
        most: usize,
    },
    /// An entry that nobody stands for.
    #[error("entry {entry} is not on the slate, which has {slate} entries, counted from 0")]
    UnknownEntry {
        /// The stranger.
        entry: EntryIx,
        /// Entries on the slate.
        slate: usize,
    },
    /// One entry, two places or values.
    #[error("entry {0} is named twice; name it once")]
    Repeated(EntryIx),
    /// One pair, compared twice (the order of its two entries does not matter).
    #[error("the pair {0} and {1} is compared twice; compare it once")]
    RepeatedPair(EntryIx, EntryIx),
    /// A pair of one.
    #[error("entry {0} is compared with itself; name two different entries")]
    Itself(EntryIx),
    /// More entries than the form allows.
    #[error("names {named} entries, the form allows at most {most}")]
    TooMany {
        /// Entries named.
        named: usize,
        /// Most that the form allows.
        most: usize,
    },
    /// Nothing chosen where the form wants a choice.
    #[error("is blank; the form asks for one entry")]
    Blank,
    /// Entries side by side where the form wants an order.
    #[error("ranks {} equally; the form asks for one entry a rank", listed(.0))]
    EqualRanks(EntrySet),
    /// A rank without an entry.
    #[error("rank {0}, counted from 1, is empty; leave it out")]
    EmptyTier(usize),
    /// A level beyond the scale.
    #[error("level {level} of entry {entry} is beyond the scale's levels 0 to {top}")]
    OffScale {
        /// Whose mark.
        entry: EntryIx,
        /// The level given.
        level: u16,
        /// Number of the highest level.
        top: u16,
    },
    /// A value below or above the scale.
    #[error("score {value} is off the scale, which goes from {lowest} to {highest}")]
    ScoreOffScale {
        /// The value given.
        value: Exact,
        /// Lowest value of the scale.
        lowest: Exact,
        /// Highest value of the scale.
        highest: Exact,
    },
    /// A value between two steps of the scale.
    #[error("score {value} is between the steps {below} and {above} of the scale")]
    ScoreBetweenSteps {
        /// The value given.
        value: Exact,
        /// Nearest value of the scale below it.
        below: Exact,
        /// Nearest value of the scale above it.
        above: Exact,
    },
    /// Text that is no number.
    #[error("`{0}` is not a number; write a decimal such as 4.5 or a fraction such as 9/2")]
    NotANumber(String),
    /// Votes that cost more than the voter has.
    #[error("the votes cost {spent}, the budget is {budget}")]
    OverBudget {
        /// What all the votes cost together.
        spent: u128,
        /// What the form allows.
        budget: u64,
    },
    /// Votes against an entry where only votes for it are allowed.
    #[error("gives {votes} votes to entry {entry}; the form allows no negative votes")]
    Negative {
        /// Whose mark.
        entry: EntryIx,
        /// The votes given.
        votes: i64,
    },
    /// More votes on one entry than allowed.
    #[error("gives {votes} votes to entry {entry}; at most {most} are allowed, for or against")]
    TooManyVotes {
        /// Whose mark.
        entry: EntryIx,
        /// The votes given.
        votes: i64,
        /// Most for or against one entry.
        most: u64,
    },
    /// A draw where the form wants a winner.
    #[error("calls {0} against {1} a draw; the form asks for a winner")]
    DrawRefused(EntryIx, EntryIx),
    /// A skip where the form wants an answer.
    #[error("skips {0} against {1}; the form asks for an answer")]
    SkipRefused(EntryIx, EntryIx),
    /// Projects that cost more together than a ballot may name.
    #[error("the entries named cost {cost} together, the form allows at most {most}")]
    OverCost {
        /// Cost of all the entries named, in minor units.
        cost: u128,
        /// Most that the form allows, in minor units.
        most: u64,
    },
    /// A utility above the form's limit.
    #[error("utility {utility} of entry {entry} is above the most that is allowed, {most}")]
    TooMuchUtility {
        /// Whose mark.
        entry: EntryIx,
        /// The utility given.
        utility: u64,
        /// Most for one entry.
        most: u64,
    },
    /// Utilities that add up to more than the form's limit.
    #[error("the utilities add up to {sum}, the form allows at most {most}")]
    OverUtility {
        /// Sum of all utilities.
        sum: u128,
        /// Most that the form allows.
        most: u64,
    },
    /// An objection without a reason, where the form wants one.
    #[error("says {position} to entry {entry} without a reason; the form asks for one")]
    ReasonMissing {
        /// Whose mark.
        entry: EntryIx,
        /// What was said.
        position: Position,
    },
    /// A block where the form knows none.
    #[error("blocks entry {0}; the form has no block, say no")]
    BlockRefused(EntryIx),
    /// A scale with more levels than columns hold.
    #[error("the highest level of a scale is at most {most}, this one has {top}")]
    ScaleTooFine {
        /// Number of the highest level.
        top: u16,
        /// [`MAX_LEVEL`](crate::ballot::MAX_LEVEL).
        most: u16,
    },
    /// A scale that does not rise.
    #[error("the step of a scale is above 0, this one is {0}")]
    ScaleStep(Exact),
    /// Not one cost for each entry.
    #[error("the form has {costs} costs for {slate} entries; give one for each")]
    Costs {
        /// Costs in the form.
        costs: usize,
        /// Entries on the slate.
        slate: usize,
    },
    /// A limit of the form beyond what can be counted.
    #[error("the form allows {got} points; at most {most} can be counted")]
    LimitTooHigh {
        /// Limit in the form.
        got: u64,
        /// [`MAX_POINTS`](crate::ballot::MAX_POINTS).
        most: u64,
    },
    /// More weight than can be counted.
    #[error("all weights together are more than {most} units")]
    TooHeavy {
        /// [`MAX_WEIGHT`](crate::profile::MAX_WEIGHT).
        most: u64,
    },
    /// A vote of no units, or of too many.
    #[error("a vote has 1 to {most} units, not {got}")]
    Units {
        /// Units a vote that were asked for.
        got: u64,
        /// [`MAX_WEIGHT`](crate::profile::MAX_WEIGHT).
        most: u64,
    },
}
fn listed(entries: &EntrySet) -> String {
    entries.iter().map(|e| e.to_string()).collect::<Vec<_>>().join(" and ")
}
impl BallotError {
    /// The entry at fault, if it is one.
    pub const fn entry(&self) -> Option<EntryIx> {
        match self {
            Self::UnknownEntry { entry, .. }
            | Self::Repeated(entry)
            | Self::Itself(entry)
            | Self::OffScale { entry, .. }
            | Self::Negative { entry, .. }
            | Self::TooManyVotes { entry, .. }
            | Self::TooMuchUtility { entry, .. }
            | Self::ReasonMissing { entry, .. }
            | Self::BlockRefused(entry) => Some(*entry),
            _ => None,
        }
    }
}

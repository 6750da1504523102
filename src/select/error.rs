//! Why a rule of selection cannot be applied.
use super::list;
use crate::id::{EntryId, PollId};

/// Why a rule of selection cannot be applied.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SelectError {
    /// The rule needs one poll and there are several, or none.
    #[error("the rule follows one poll and does not say which; the round has: {}", list(polls))]
    WhichPoll {
        /// The round's polls.
        polls: Vec<PollId>,
    },
    /// A poll that the round does not have.
    #[error("the round has no poll `{poll}`; it has: {}", list(polls))]
    NoPoll {
        /// What the rule names.
        poll: PollId,
        /// The round's polls.
        polls: Vec<PollId>,
    },
    /// The poll gives no exact scores.
    #[error("poll `{0}` gives no scores; a threshold on scores needs a rule that has them")]
    NoScores(PollId),
    /// The poll gives no yes and no.
    #[error("poll `{0}` gives no votes for and against; a majority needs ballots of consent, or approvals")]
    NoVotes(PollId),
    /// A further count that the poll does not have.
    #[error("poll `{poll}` has no count `{count}`; it has: {}", list(counts))]
    NoCount {
        /// Which poll.
        poll: PollId,
        /// What the rule names.
        count: String,
        /// What there is.
        counts: Vec<String>,
    },
    /// A standing that names an entry twice or a stranger.
    #[error("poll `{poll}` names `{entry}`, which is not in the round, or twice")]
    Standing {
        /// Which poll.
        poll: PollId,
        /// Which entry.
        entry: EntryId,
    },
    /// An entry that is listed twice.
    #[error("entry `{0}` is in the round twice")]
    Twice(EntryId),
    /// A pick that the rule does not allow.
    #[error("`{entry}` cannot be picked: {cause}")]
    Pick {
        /// Which.
        entry: EntryId,
        /// Why, and what may be picked.
        cause: String,
    },
    /// Parameters that contradict each other.
    #[error("rule of selection `{rule}`: {cause}")]
    Parameters {
        /// Its id.
        rule: String,
        /// What is wrong and what would be right.
        cause: String,
    },
    /// A rule that chooses a stranger, or one entry twice, or says both whom and nobody.
    #[error("rule of selection `{rule}` is broken: {cause}")]
    BrokenRule {
        /// Its id.
        rule: String,
        /// How.
        cause: String,
    },
}

//! Why a pot cannot be paid out.
use crate::game::GameError;
use crate::id::{EntryId, PotId};
use crate::num::{Amount, Exact, MoneyError, SplitError};

/// Why a pot cannot be paid out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RewardError {
    /// More is owed than there is.
    #[error("pot `{pot}` holds {have} and {owed} are owed")]
    Short {
        /// Which pot.
        pot: PotId,
        /// What is owed.
        owed: Amount,
        /// What there is.
        have: Amount,
    },
    /// An entry without a score.
    #[error("entry `{0}` has no score; the rule needs one of every winner")]
    NoScore(EntryId),
    /// A score below nought.
    #[error("entry `{entry}` has the score {score}; shares need scores of nought or more")]
    NegativeScore {
        /// Which.
        entry: EntryId,
        /// Its score.
        score: Exact,
    },
    /// A figure that is not known.
    #[error("entry `{entry}` has no figure `{figure}`")]
    NoFigure {
        /// Which.
        entry: EntryId,
        /// What is missing.
        figure: String,
    },
    /// Places that name an entry twice, or one that cannot be paid.
    #[error("the places name `{0}` twice, or it is none of the entries that may be paid")]
    Places(EntryId),
    /// An entry that is listed twice.
    #[error("entry `{0}` is listed twice")]
    Twice(EntryId),
    /// A share below nought, a split that cannot be.
    #[error("{of}: {cause}")]
    Split {
        /// What was split.
        of: String,
        /// Why it cannot be.
        cause: SplitError,
    },
    /// An amount out of range.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// Parameters that contradict each other, or the pot.
    #[error("rule of reward `{rule}`: {cause}")]
    Parameters {
        /// Its id.
        rule: String,
        /// What is wrong and what would be right.
        cause: String,
    },
    /// A rule that gives more than the pot, or pays a stranger.
    #[error("rule of reward `{rule}` is broken: {cause}")]
    BrokenRule {
        /// Its id.
        rule: String,
        /// How.
        cause: String,
    },
    /// Something known of an entry that cannot be.
    #[error("entry `{entry}`: {cause}")]
    Fact {
        /// Which.
        entry: EntryId,
        /// What is wrong and what would be right.
        cause: String,
    },
    /// Entries that are built on one another in a circle.
    #[error("{} are built on one another in a circle; what an entry is built on was there before it", entries.iter().map(|e| format!("`{e}`")).collect::<Vec<_>>().join(", "))]
    Circle {
        /// They, in the order of the entries.
        entries: Vec<EntryId>,
    },
    /// More than is looked at.
    #[error("{got} {what}; at most {most}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many there are.
        got: usize,
        /// How many there may be.
        most: usize,
    },
    /// A game that has no answer.
    #[error(transparent)]
    Game(#[from] GameError),
}

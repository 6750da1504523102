//! Why there is no tally.
use super::Refusal;
use crate::ballot::Kind;

/// Why there is no tally.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CountError {
    /// A rule for other ballots.
    #[error("rule `{rule}` counts {wants} ballots, these are {got}")]
    WrongKind {
        /// Its id.
        rule: &'static str,
        /// What it counts.
        wants: Kind,
        /// What there is.
        got: Kind,
    },
    /// A rule that answers in another form.
    #[error("rule `{rule}` gives a {wants:?}; ask it for that")]
    WrongTask {
        /// Its id.
        rule: &'static str,
        /// What it gives.
        wants: super::Gives,
    },
    /// The definition speaks of a number of seats.
    #[error("rule `{rule}` needs a number of seats")]
    NeedsNumber {
        /// Its id.
        rule: &'static str,
    },
    /// More seats than there are entries.
    #[error("{seats} seats for {entries} entries; ask rule `{rule}` for at most {entries}")]
    TooManySeats {
        /// Its id.
        rule: &'static str,
        /// Asked for.
        seats: u32,
        /// On the slate.
        entries: usize,
    },
    /// Costs of a budget do not fit the slate.
    #[error("{got} costs for {entries} entries; rule `{rule}` needs one for each")]
    Costs {
        /// Its id.
        rule: &'static str,
        /// Costs given.
        got: usize,
        /// On the slate.
        entries: usize,
    },
    /// Budget and costs together pass 64 bits.
    #[error("rule `{rule}`: budget and costs add up to more than 2^64 minor units")]
    TooMuchMoney {
        /// Its id.
        rule: &'static str,
    },
    /// The rule does not count this.
    #[error("rule `{rule}`: {cause}")]
    Refused {
        /// Its id.
        rule: &'static str,
        /// Why.
        cause: Refusal,
    },
    /// The summary that the rule counts cannot be made of these ballots.
    #[error("rule `{rule}`: {cause}")]
    Input {
        /// Its id.
        rule: &'static str,
        /// Why.
        cause: crate::profile::Mismatch,
    },
    /// The rule broke its contract; no result of it is trusted.
    #[error("rule `{rule}` is broken: {why}")]
    BrokenRule {
        /// Its id.
        rule: &'static str,
        /// What it did.
        why: String,
    },
    /// A declared decision that no tie asked for.
    #[error("decision {0} was not asked for: no such tie was met, or what it chooses is not among the tied")]
    UnusedDecision(usize),
    /// A published order that is none.
    #[error("the published order names entry {entry} {}", if *twice { "twice; name it once" } else { "which is not on the slate" })]
    Order {
        /// Which.
        entry: crate::id::EntryIx,
        /// Whether it is on the slate and named twice.
        twice: bool,
    },
    /// Ballots elsewhere have not answered yet.
    #[error("ballots elsewhere have not answered yet")]
    Waiting,
    /// The caller cancelled.
    #[error("the count was cancelled")]
    Cancelled,
}

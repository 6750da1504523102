//! One error over those of the layers, for an app that wants a single type for `?`.
use crate::{
    admit::AdmitError,
    audit::{LineError, Tampered},
    ballot::BallotError,
    contest::{
        ApplyError, DigestError, PlanFaults, Refusal as ActRefusal, SnapshotError, SpanError, WhenError,
    },
    count::{CountError, Refusal, RegistryError},
    game::GameError,
    id::IdError,
    io::{ConvertError, ReadError},
    num::{ExactError, MoneyError, SplitError, ThresholdError, TooManyPlaces},
    profile::{Mismatch, Refused, WeightError},
    quality::QualityError,
    reward::RewardError,
    select::SelectError,
    weigh::WeighError,
};

/// Whatever can go wrong, by the layer that says so.
///
/// Every layer has a small enum of its own with the values in it; this one holds them, unchanged. A tie is not among them:
/// it is an outcome, see [`Outcome::is_tied`](crate::count::Outcome::is_tied).
///
/// # Examples
/// ```
/// use cocreate::{Error, ballot::Ranking, count::*, profile::Profile, tally::positional::Borda};
/// fn winners(ballots: &[Ranking], seats: u32) -> Result<usize, Error> {
///     let profile = Profile::of(3, ballots)?;
///     let tally = run(&Borda::default(), &profile, Seats::fill(seats).unwrap_or(Seats::ONE), &TiePolicy::REPORT)?;
///     Ok(tally.outcome().winners().map_or(0, |w| w.set().len()))
/// }
/// assert_eq!(winners(&[Ranking::strict([2, 0, 1])], 2).unwrap(), 2);
/// let e = winners(&[Ranking::strict([2, 7])], 1).unwrap_err();
/// assert!(e.is_bad_input());
/// assert_eq!(e.to_string(), "ballot 1: entry #7 is not on the slate, which has 3 entries, counted from 0");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A text that is no id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// A text that is no exact number.
    #[error(transparent)]
    Exact(#[from] ExactError),
    /// More decimals than fixed numbers have.
    #[error(transparent)]
    Places(#[from] TooManyPlaces),
    /// An amount or a currency that cannot be.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// Units that cannot be split.
    #[error(transparent)]
    Split(#[from] SplitError),
    /// A threshold that cannot be.
    #[error(transparent)]
    Threshold(#[from] ThresholdError),
    /// A ballot, mark or form that was refused.
    #[error(transparent)]
    Ballot(#[from] BallotError),
    /// The same, with the number of the ballot.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// Weights that cannot be counted.
    #[error(transparent)]
    Weight(#[from] WeightError),
    /// Profiles or summaries that do not go together.
    #[error(transparent)]
    Mismatch(#[from] Mismatch),
    /// A file that was refused, with line and column.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Ballots that cannot be had as another kind.
    #[error(transparent)]
    Convert(#[from] ConvertError),
    /// A rule that cannot be made from its name and parameters.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// No tally.
    #[error(transparent)]
    Count(#[from] CountError),
    /// No admission.
    #[error(transparent)]
    Admit(#[from] AdmitError),
    /// No weights.
    #[error(transparent)]
    Weigh(#[from] WeighError),
    /// A game without an answer.
    #[error(transparent)]
    Game(#[from] GameError),
    /// Marks or labels without an answer.
    #[error(transparent)]
    Quality(#[from] QualityError),
    /// No selection.
    #[error(transparent)]
    Select(#[from] SelectError),
    /// No payout.
    #[error(transparent)]
    Reward(#[from] RewardError),
    /// A plan with faults.
    #[error(transparent)]
    Plan(#[from] PlanFaults),
    /// An act of a contest that was refused.
    #[error(transparent)]
    Act(#[from] ActRefusal),
    /// An event that cannot be applied.
    #[error(transparent)]
    Apply(#[from] ApplyError),
    /// A snapshot that gives no contest.
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
    /// A time of a plan that is no instant.
    #[error(transparent)]
    When(#[from] WhenError),
    /// A text that is no span of time.
    #[error(transparent)]
    Span(#[from] SpanError),
    /// A log that was tampered with.
    #[error(transparent)]
    Tampered(#[from] Tampered),
    /// A line that is no event.
    #[error(transparent)]
    Line(#[from] LineError),
    /// A log on disk that could not be read or written.
    #[cfg(feature = "store")]
    #[error(transparent)]
    Store(#[from] crate::store::StoreError),
    /// A text that is no digest.
    #[error(transparent)]
    Digest(#[from] DigestError),
}
impl Error {
    /// A rule, built in or an app's own, broke its contract: a bug of the rule, not of what people gave.
    pub const fn is_broken_rule(&self) -> bool {
        matches!(
            self,
            Self::Count(CountError::BrokenRule { .. })
                | Self::Admit(AdmitError::BrokenRule { .. })
                | Self::Weigh(WeighError::BrokenRule { .. })
                | Self::Select(SelectError::BrokenRule { .. })
                | Self::Reward(RewardError::BrokenRule { .. })
        )
    }
    /// The caller cancelled a count.
    pub const fn is_cancelled(&self) -> bool {
        matches!(self, Self::Count(CountError::Cancelled) | Self::Act(ActRefusal::Cancelled {}))
    }
    /// Ballots elsewhere have not answered yet: ask again later.
    pub const fn is_waiting(&self) -> bool {
        matches!(self, Self::Count(CountError::Waiting))
    }
    /// What was given is at fault: a text, a ballot, a file, a parameter, a task. The message says what would be right.
    pub const fn is_bad_input(&self) -> bool {
        !self.is_broken_rule() && !self.is_cancelled() && !self.is_waiting()
    }
    /// What was given is sound and more than is counted: too many entries, too much weight or money.
    pub const fn is_over_limit(&self) -> bool {
        use BallotError as B;
        match self {
            Self::Ballot(b)
            | Self::Refused(Refused { cause: b, .. })
            | Self::Mismatch(Mismatch::Ballot(b)) => {
                matches!(
                    b,
                    B::SlateTooLong { .. }
                        | B::ScaleTooFine { .. }
                        | B::LimitTooHigh { .. }
                        | B::TooHeavy { .. }
                )
            }
            Self::Mismatch(m) | Self::Count(CountError::Input { cause: m, .. }) => {
                matches!(m, Mismatch::TooHeavy | Mismatch::TooLarge { .. })
            }
            Self::Count(c) => matches!(
                c,
                CountError::TooMuchMoney { .. } | CountError::Refused { cause: Refusal::TooLarge { .. }, .. }
            ),
            Self::Money(m) => matches!(m, MoneyError::TooLarge | MoneyError::TooFine(_)),
            Self::Split(s) => matches!(s, SplitError::TooMany { .. } | SplitError::TooLarge(_)),
            Self::Exact(ExactError::TooLong(_)) | Self::Places(_) => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn predicates_tell_whose_fault_it_is() {
        let broken = Error::from(CountError::BrokenRule { rule: "mine", why: "why".to_owned() });
        assert!(broken.is_broken_rule() && !broken.is_bad_input());
        let cancelled = Error::from(CountError::Cancelled);
        assert!(cancelled.is_cancelled() && !cancelled.is_bad_input());
        let waiting = Error::from(CountError::Waiting);
        assert!(waiting.is_waiting() && !waiting.is_bad_input());
        let long = Error::from(BallotError::SlateTooLong { got: 65_537, most: 32_766 });
        assert!(long.is_bad_input() && long.is_over_limit());
        let typo = Error::from(ExactError::Malformed("x".to_owned()));
        assert!(typo.is_bad_input() && !typo.is_over_limit());
    }
}

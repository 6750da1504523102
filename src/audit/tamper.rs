//! What was done to a log.
use super::LineError;
use crate::contest::Digest;

/// The first thing that is wrong with a log. Lines count from 1, events from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Tampered {
    /// The event, or the head beside it, is not what was written; or, of event 0, the chain is of another contest or plan.
    #[error("event {seq} was altered: its head is {have}, what stands there gives {want}")]
    Altered {
        /// Which.
        seq: u64,
        /// What the event as it stands, after those before it, gives.
        want: Digest,
        /// What stands beside it.
        have: Digest,
    },
    /// An event was cut out.
    #[error("event {seq} is missing: event {next} stands in its place, on line {line}")]
    Missing {
        /// Which, the first if there are several.
        seq: u64,
        /// What stands in its place.
        next: u64,
        /// Where.
        line: u64,
    },
    /// An event stands elsewhere.
    #[error(
        "event {seq} was moved: event {other} stands in its place, on line {line}, and it stands on line {found}"
    )]
    Swapped {
        /// Which.
        seq: u64,
        /// What stands in its place.
        other: u64,
        /// Where it belongs.
        line: u64,
        /// Where it stands.
        found: u64,
    },
    /// An event was put in, or stands twice.
    #[error("line {line} was put in: it has the number {seq}, which another event has")]
    Inserted {
        /// The number that it has.
        seq: u64,
        /// Where.
        line: u64,
    },
    /// A line that is no event.
    #[error("line {line}, where event {seq} belongs, is no event: {why}")]
    NotEvent {
        /// Where.
        line: u64,
        /// The number of the event that belongs there.
        seq: u64,
        /// Why.
        why: LineError,
    },
    /// The chain holds, but it is not the one that was published: it was written anew.
    #[error("events {from} to {} were written anew: the head after {to} events is {have}, published was {want}", to.saturating_sub(1))]
    Rewritten {
        /// The first event that may have been altered.
        from: u64,
        /// How many events the published head stands for; the last that may have been altered is one before.
        to: u64,
        /// What was published.
        want: Digest,
        /// What this log gives.
        have: Digest,
    },
    /// An event says that something was erased from it, and no later event erased it so.
    #[error("event {seq} stands there as erased, and no event of the log erased it like this")]
    NotErased {
        /// Which.
        seq: u64,
    },
    /// The log was cut at its end.
    #[error("the log was cut at its end: it has {have} events, a head of {want} was published")]
    Cut {
        /// How many events there are.
        have: u64,
        /// For how many a head was published.
        want: u64,
    },
    /// A head was published for the empty log that is not the genesis.
    #[error("the log is of another contest or plan: its genesis is {have}, published was {want}")]
    OtherContest {
        /// What was published.
        want: Digest,
        /// What the contest's id and plan give.
        have: Digest,
    },
}

//! A contest: from a plan and a log of events to a settlement.
mod ballots;
mod digest;
mod event;
mod mode;
mod phase;
pub mod plan;
mod record;
mod time;
pub use ballots::{AnyBallot, AnyMark};
pub use digest::{Digest, DigestError};
pub use event::{Act, Actor, Casting, Code, Command, EVENT_FORMAT, Event, Found, Seating, Submission};
pub use mode::{Access, Mode, Ownership};
pub use phase::{Ends, PHASES, Phase, Row};
pub use plan::Plan;
pub use record::{Counted, Ended, Failure, Next, PollRecord, RoundRecord, SETTLEMENT_FORMAT, Settlement};
pub use time::{Fold, Local, Span, SpanError, Time, When, WhenError};

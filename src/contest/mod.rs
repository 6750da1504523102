//! A contest: from a plan and a log of events to a settlement.
mod ballots;
mod bars;
mod boxes;
mod clock;
#[expect(clippy::module_inception, reason = "the type of the module's name")]
mod contest;
mod count;
mod cow;
mod digest;
mod entries;
mod event;
mod forms;
mod judge;
mod mode;
mod people;
mod phase;
pub mod plan;
mod put;
mod record;
mod refusal;
mod rules;
mod settle;
mod snapshot;
mod state;
mod time;
mod view;
pub use ballots::{AnyBallot, AnyMark};
pub use contest::{Checked, Contest};
pub use digest::{Digest, DigestError};
pub use entries::Status;
pub use event::{Act, Actor, Casting, Code, Command, EVENT_FORMAT, Event, Found, Seating, Submission};
pub use mode::{Access, Mode, Ownership};
pub use phase::{Ends, PHASES, Phase, Row};
pub use plan::{Plan, PlanFaults, ValidPlan};
pub use record::{
    Counted, CutBy, CutTie, Ended, Failure, Next, PollRecord, RoundRecord, SETTLEMENT_FORMAT, Settlement,
};
pub use refusal::{ApplyError, Refusal};
pub use rules::Rules;
pub use snapshot::{SNAPSHOT_FORMAT, Snapshot, SnapshotError};
use state::State;
pub use time::{Fold, Local, Span, SpanError, Time, When, WhenError};
pub use view::{EntryView, PollView, View, Viewer, Waits};

//! What every rule is driven by: the teller and its policies, the forms of answer and outcome, the one driver.
//!
//! A rule is written as the textbook has it. Where it meets a tie it asks the [`Teller`] and passes the answer on with
//! `?`; what happens then is the business of the [`TiePolicy`] and of [`run`], which alone makes an [`Outcome`].
mod about;
mod answer;
mod cancel;
mod draft;
mod draw;
mod error;
mod explore;
mod follow;
mod funding;
mod input;
mod lottery;
mod named;
mod outcome;
mod registry;
mod rounds;
mod rule;
mod run;
mod standing;
mod step;
mod subset;
mod teller;
mod tie;
mod verdicts;
pub use about::{About, Alias, Exception, Grade, Law, Param};
pub use answer::{Answer, Gives, Task, Winners};
pub use cancel::Cancel;
pub use draft::Draft;
pub use draw::Lot;
pub use error::CountError;
pub use funding::{Budget, Funding, Purchase};
pub use input::{Input, InputClass};
pub use lottery::Lottery;
pub use outcome::{Outcome, Reason, Tally};
pub(crate) use registry::nearest;
pub use registry::{Entry, Plug, Registry, RegistryError, RuleSpec, StrictValue};
pub use rounds::{Desk, Progress, Remote, Reply, RoundTally, Rounds, Session, Shards, run_shards};
pub use rule::{BallotOf, TallyRule, TaskOf};
#[doc(hidden)]
pub use run::run_unmemoised;
pub use run::{Options, run, run_on, run_profile, run_with};
pub use standing::{Seats, Standing};
pub use step::Step;
pub use teller::Teller;
pub use tie::{Choice, DecidedBy, Decision, Halt, Refusal, Stage, StateKey, TieAt, TiePolicy, TieRecord};
pub use verdicts::{Verdict, Verdicts};

//! What a count or a contest needs, in one line: `use cocreate::prelude::*;`.
//!
//! Ballots and rules keep their modules, since some share a name (`ballot::Approval` is a ballot, `tally::approving::Approval`
//! a rule).
//!
//! # Examples
//! ```
//! use cocreate::{prelude::*, ballot::Ranking, tally::runoff::Irv};
//! let ballots = [[0, 1, 2], [1, 0, 2], [1, 2, 0]].map(Ranking::strict);
//! let tally = run(&Irv::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
//! assert_eq!(tally.outcome().winners().map(|w| w.set()), Some([1].into()));
//! # Ok::<(), cocreate::Error>(())
//! ```
pub use crate::{
    Error,
    ballot::{Ballot, Kind},
    contest::{Act, Command, Contest, Plan, Rules, Time},
    count::{
        About, Answer, Budget, Entry, Funding, Halt, Lot, Lottery, Options, Outcome, Param, Registry,
        RuleSpec, Seats, Standing, Step, Tally, TallyRule, Task, Teller, TiePolicy, Verdict, Verdicts,
        Winners, run, run_on,
    },
    id::{EntryId, EntryIx, EntrySet, PersonId},
    num::{Amount, Currency, Exact, Money},
    profile::{AnyProfile, Profile, Slate, Summary},
    tally::{AnyRule, AnyTally},
};

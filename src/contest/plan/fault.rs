//! What is wrong with a plan: every fault with its field.
use crate::{
    ballot::Kind,
    contest::{Mode, Time, WhenError},
};
use std::fmt;

/// One fault of a plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{why}", if field.is_empty() { String::new() } else { format!("{field}: ") })]
pub struct PlanFault {
    /// Dotted name of the field: `rounds.0.polls.1.tally`.
    pub field: String,
    /// What is wrong with it and what would be right.
    pub why: Fault,
}
/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// Made for a later version.
    #[error("format {got} is newer than {newest}, the newest that this version reads")]
    Newer {
        /// As it stands there.
        got: u32,
        /// The newest.
        newest: u32,
    },
    /// A key that there is not.
    #[error("there is no key `{key}` here; {}", meant(near.as_ref(), known))]
    Key {
        /// As it stands there.
        key: String,
        /// The nearest that there is.
        near: Option<String>,
        /// All that there are.
        known: Vec<String>,
    },
    /// Nothing where something is needed.
    #[error("there is none; give at least one {0}")]
    None(&'static str),
    /// A time that is no instant.
    #[error(transparent)]
    When(#[from] WhenError),
    /// An end that is not after every possible begin.
    #[error(
        "ends at {end}, and may begin as late as {begin} if all before it takes its time; let it end later, or wait less"
    )]
    EndsBefore {
        /// The latest begin.
        begin: Time,
        /// The end.
        end: Time,
    },
    /// A phase of no length.
    #[error("a phase of no length; leave it out or give it time")]
    NoTime,
    /// A name that is given nowhere.
    #[error("there is no {what} `{name}`; there is: {}", list(known))]
    Unknown {
        /// Of what.
        what: &'static str,
        /// As it stands there.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// A name that is given twice.
    #[error("`{0}` is given twice")]
    Twice(String),
    /// A rule that cannot be made.
    #[error("{0}")]
    Rule(String),
    /// A rule for other ballots.
    #[error("rule `{rule}` counts {wants} ballots, this poll has {got}")]
    Kind {
        /// Its id.
        rule: String,
        /// What it counts.
        wants: Kind,
        /// What the poll has.
        got: Kind,
    },
    /// A number out of range.
    #[error("{what} is {got}; allowed is {allowed}")]
    Range {
        /// What.
        what: &'static str,
        /// As it stands there.
        got: String,
        /// What would be right.
        allowed: String,
    },
    /// Something that needs something else.
    #[error("{what} needs {needs}")]
    Needs {
        /// What stands there.
        what: String,
        /// What is missing.
        needs: String,
    },
    /// A rule of reward that does not fit who owns the outcome.
    #[error("rule `{rule}` does not fit mode `{mode}`, in which the contributors own the outcome")]
    NotInMode {
        /// Its id.
        rule: String,
        /// The mode.
        mode: Mode,
    },
    /// Anything else, in words.
    #[error("{0}")]
    Other(String),
}
fn meant(near: Option<&String>, known: &[String]) -> String {
    near.map_or_else(|| format!("there is: {}", list(known)), |n| format!("did you mean `{n}`?"))
}
fn list(all: &[String]) -> String {
    if all.is_empty() { "none".to_owned() } else { all.join(", ") }
}

/// Why a plan is no plan: every fault, not only the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanFaults(pub Vec<PlanFault>);
impl fmt::Display for PlanFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the plan has {} fault{}", self.0.len(), if self.0.len() == 1 { "" } else { "s" })?;
        self.0.iter().try_for_each(|x| write!(f, "\n- {x}"))
    }
}
impl std::error::Error for PlanFaults {}

/// Collects faults.
#[derive(Debug, Default)]
pub(super) struct Faults(pub(super) Vec<PlanFault>);
impl Faults {
    pub(super) fn add(&mut self, field: impl Into<String>, why: impl Into<Fault>) {
        self.0.push(PlanFault { field: field.into(), why: why.into() });
    }
    /// The value, or its fault.
    pub(super) fn take<T, E: Into<Fault>>(&mut self, field: impl Into<String>, r: Result<T, E>) -> Option<T> {
        r.map_err(|e| self.add(field, e)).ok()
    }
    pub(super) fn known<'a, T: fmt::Display + Ord + 'a>(
        &mut self,
        field: impl Into<String>,
        what: &'static str,
        name: &T,
        mut known: impl Iterator<Item = &'a T> + Clone,
    ) {
        if !known.clone().any(|k| k == name) {
            let known = known.by_ref().take(20).map(ToString::to_string).collect();
            self.add(field, Fault::Unknown { what, name: name.to_string(), known });
        }
    }
}

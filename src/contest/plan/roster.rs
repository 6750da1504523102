//! Who may do what: lists of persons with their rules of admission.
use crate::{count::RuleSpec, id::PersonId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A list of persons who may do the same: enter designs, vote in the crowd, sit on the jury.
///
/// With no rule named, the mode's: `open` where anyone may contribute, else `invitation`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Roster {
    /// Rules of admission, applied in this order; empty means the mode's default.
    pub admit: Vec<RuleSpec>,
    /// Persons who are on it from the start without asking.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub given: BTreeSet<PersonId>,
    /// With fewer at the end of the phase of seating the contest fails; default 0.
    pub least: u32,
    /// Whether its members may let another member vote for them: in all polls, in those of an area, or in one. Default no.
    pub delegation: bool,
    /// Whether a member's ballots stay when the member leaves of their own will; if they are removed by the host their
    /// ballots are set aside in any case. Default yes.
    pub ballots_stay: bool,
}
impl Default for Roster {
    fn default() -> Self {
        Self { admit: vec![], given: BTreeSet::new(), least: 0, delegation: false, ballots_stay: true }
    }
}

/// What a vote for one's own entry is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SelfVote {
    /// Refused where the ballot says nothing else, else left out when counted, and told in the receipt.
    #[default]
    Excluded,
    /// A ballot that names it is refused, whatever else it says.
    Forbidden,
    /// Counted like any other.
    Allowed,
}

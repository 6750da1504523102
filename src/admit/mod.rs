//! Who may take part: from those who ask to a roster, with the reason of every refusal.
use crate::count::{About, Lot};
use crate::id::{EntryId, PartyId, PersonId};
use crate::num::{Exact, SplitError};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Debug,
};

pub mod affiliation_cap;
pub mod apportioned_seats;
pub mod assign;
pub mod balance;
pub mod catalogue;
pub mod class_balance;
pub mod conflict_of_interest;
pub mod dealt_tasks;
pub mod designation;
pub mod fair_sortition;
pub mod invitation;
pub mod leximin;
mod md5;
pub mod min_max;
pub mod open;
pub mod presence;
pub mod qualification;
mod run;
#[cfg(test)]
mod sample;
pub mod stratified_lottery;
pub mod trust_level;
pub mod verifiable_draw;
pub use affiliation_cap::AffiliationCap;
pub use apportioned_seats::ApportionedSeats;
pub use class_balance::ClassBalance;
pub use conflict_of_interest::ConflictOfInterest;
pub use dealt_tasks::DealtTasks;
pub use designation::{Designation, Term};
pub use fair_sortition::{FairSortition, PanelQuota};
pub use invitation::Invitation;
pub use open::Open;
pub use presence::Presence;
pub use qualification::Qualification;
pub use run::admit;
pub use stratified_lottery::{StratifiedLottery, Unfilled};
pub use trust_level::TrustLevel;
pub use verifiable_draw::{DrawBy, VerifiableDraw};

/// A rule of admission.
///
/// A function of `self` and the call, and of nothing else: chance comes from the call's lot.
pub trait AdmissionRule: Debug + Send + Sync {
    /// Names, literature, parameters.
    fn about(&self) -> About;
    /// Says of everybody who asked whether they take part.
    ///
    /// # Errors
    /// If the rule cannot be applied to these people. [`admit`] checks what it answers.
    fn admit(&self, call: &Call<'_>) -> Result<Admission, AdmitError>;
    /// Whether its answer on one person hangs on who else asks, so that a plan needs a phase of seating.
    fn compares(&self) -> bool {
        false
    }
    /// Whether it bars persons from entries, so that it is asked again when entries are known.
    fn bars(&self) -> bool {
        false
    }
    /// Most pairs of a person and an entry that it can be applied to; `None` if there is no limit. A contest refuses the entry that would be
    /// one too many for those who judge the first round.
    fn most_pairs(&self) -> Option<usize> {
        None
    }
}

/// Somebody who asks to take part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Applicant {
    /// Who.
    pub person: PersonId,
    /// The party that they act for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    /// The group that they belong to, where the plan draws by groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stratum: Option<String>,
    /// What is known of them, by the plan's names: `posts-read`, `contests`, `test-score`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub record: BTreeMap<String, Exact>,
}
impl Applicant {
    /// Somebody of whom nothing is known.
    pub fn new(person: PersonId) -> Self {
        Self { person, party: None, stratum: None, record: BTreeMap::new() }
    }
}

/// What people are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// The party that they act for.
    Party,
    /// The group that they belong to.
    Stratum,
}
impl Class {
    /// The name of a person's party or group.
    pub fn name(self, p: &Applicant) -> Option<&str> {
        match self {
            Self::Party => p.party.as_ref().map(PartyId::as_str),
            Self::Stratum => p.stratum.as_deref(),
        }
    }
}

/// An entry and who stands behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authored {
    /// Which.
    pub entry: EntryId,
    /// Its authors.
    pub authors: Vec<PersonId>,
    /// The party that entered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
}

/// A declared tie that bars a person from judging.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// Who is bound.
    pub person: PersonId,
    /// To what.
    pub with: Tied,
}
/// What a conflict of interest is with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tied {
    /// One entry.
    Entry(EntryId),
    /// All entries of an author: a teacher's own student.
    Author(PersonId),
    /// All entries of a party.
    Party(PartyId),
}

/// What a rule of admission may see.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// Those who ask, in the order in which they did.
    pub people: &'a [Applicant],
    /// Entries that are known by now.
    pub entries: &'a [Authored],
    /// Declared ties.
    pub conflicts: &'a [Conflict],
    /// The published lot, for rules that draw.
    pub lot: Option<&'a Lot>,
}
impl<'a> Call<'a> {
    /// A call where nothing but these people is known.
    pub fn new(people: &'a [Applicant]) -> Self {
        Self { people, entries: &[], conflicts: &[], lot: None }
    }
}

/// Who takes part, who does not and why, and who may not judge what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Admission {
    /// In the order in which they asked.
    pub admitted: Vec<PersonId>,
    /// Everybody else.
    pub refused: Vec<Refused>,
    /// Pairs without a task and without a vote.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub barred: Vec<Barred>,
    /// What else the record should say: seats of each group, seats left empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<AdmitNote>,
}
impl Admission {
    /// The entries that a person may not judge.
    pub fn barred_of<'a>(&'a self, person: &'a PersonId) -> impl Iterator<Item = &'a EntryId> {
        self.barred.iter().filter(move |b| b.person == *person).map(|b| &b.entry)
    }
    /// Persons admitted, as a set.
    pub fn roster(&self) -> BTreeSet<PersonId> {
        self.admitted.iter().cloned().collect()
    }
}
/// Somebody who does not take part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    /// Who.
    pub person: PersonId,
    /// Why.
    pub why: NotAdmitted,
}
/// Why somebody does not take part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
#[non_exhaustive]
pub enum NotAdmitted {
    /// Not on the list of those invited.
    NotInvited,
    /// All places are taken.
    Full {
        /// Number of places.
        places: u32,
    },
    /// The record is short of what is needed.
    Below {
        /// Which measure.
        measure: String,
        /// What is needed.
        need: Exact,
        /// What there is; `None` if nothing is known.
        have: Option<Exact>,
    },
    /// The lot fell on others of the group.
    NotDrawn {
        /// The group.
        stratum: String,
    },
    /// No group, or one that has no seats.
    NoStratum {
        /// The group, if any.
        stratum: Option<String>,
    },
    /// Bound to an entry.
    Conflict {
        /// One that the person is bound to.
        entry: EntryId,
    },
    /// Others of the same party or group have the places that it may have.
    Capped {
        /// The party or group.
        of: String,
        /// Its places.
        most: u32,
    },
    /// Not named for the term.
    NoTerm {
        /// When their last term ended, if they had one.
        ended: Option<String>,
    },
    /// What an app's own rule says, by a code of its own.
    Other {
        /// The code.
        code: String,
    },
}
/// A person who may not judge an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Barred {
    /// Who.
    pub person: PersonId,
    /// What.
    pub entry: EntryId,
    /// By which tie.
    pub by: BarredBy,
}
/// The tie that bars.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum BarredBy {
    /// The person made the entry.
    OwnEntry,
    /// The person's own party entered it.
    OwnParty,
    /// A declared conflict.
    Declared,
    /// The entry is among the tasks of others.
    NotDealt,
}
/// Something that the record of an admission should say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
#[non_exhaustive]
pub enum AdmitNote {
    /// Seats of a group, and how many of it asked.
    Seats {
        /// The group.
        stratum: String,
        /// Its seats.
        seats: u32,
        /// How many asked.
        asked: u32,
    },
    /// Groups were level for the last seats, which the rule for odd units gave.
    TiedSeats {
        /// The groups.
        strata: Vec<String>,
        /// How many of them have one seat more.
        seats: u32,
    },
    /// Seats that nobody fills.
    Empty {
        /// How many.
        seats: u32,
    },
    /// Somebody was invited and did not ask.
    Absent {
        /// Who.
        person: PersonId,
    },
    /// How likely it was that a person is drawn.
    Chance {
        /// Who.
        person: PersonId,
        /// Their chance.
        chance: Exact,
    },
    /// The level of trust that a person has reached.
    Level {
        /// Who.
        person: PersonId,
        /// Their level, from 0.
        level: u32,
    },
    /// The least chance may be so much below what the fairest lottery gives, since the search for panels was cut off or rounded.
    Gap {
        /// How much, at most.
        gap: Exact,
    },
    /// No panel keeps all quotas; one would if this one, with all others that are told, gave way.
    GiveWay {
        /// Which, in words.
        quota: String,
        /// The least that it could ask for.
        least: u32,
        /// The most that it would have to allow.
        most: u32,
    },
}

/// Why a rule of admission cannot be applied.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AdmitError {
    /// A person asks twice.
    #[error("`{0}` asks to take part twice")]
    Twice(PersonId),
    /// A rule answers for somebody who did not ask, or not for everybody, or twice.
    #[error("rule of admission `{rule}` is broken: it speaks of `{person}` {times} times, not once")]
    BrokenRule {
        /// Its id.
        rule: String,
        /// Who.
        person: PersonId,
        /// How often it speaks of them.
        times: usize,
    },
    /// Seats cannot be split over the groups.
    #[error("seats of the groups: {0}")]
    Seats(#[from] SplitError),
    /// Parameters that contradict each other.
    #[error("rule of admission `{rule}`: {cause}")]
    Parameters {
        /// Its id.
        rule: String,
        /// What is wrong and what would be right.
        cause: String,
    },
    /// A rule that draws needs a published seed.
    #[error("rule of admission `{rule}` draws lots; publish a seed first")]
    NoSeed {
        /// Its id.
        rule: String,
    },
}

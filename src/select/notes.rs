//! What the record of a selection says of entries.
use crate::count::DecidedBy;
use crate::id::{EntryId, PartyId, PersonId};
use crate::num::{Exact, Shortfall};
use serde::{Deserialize, Serialize};

/// Something that the record of a selection should say of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
#[non_exhaustive]
pub enum SelectNote {
    /// A pick, with the place that the entry had in the poll (from 1; level entries share the better one).
    Picked {
        /// Which.
        entry: EntryId,
        /// By whom.
        by: PersonId,
        /// Its place, if the poll gave it one.
        place: Option<usize>,
    },
    /// Passed over: its party has its most already.
    PartyFull {
        /// Which.
        entry: EntryId,
        /// The party.
        party: PartyId,
    },
    /// Below the score that is needed.
    Below {
        /// Which.
        entry: EntryId,
        /// What is needed.
        need: Exact,
        /// What it has; `None` if it has no score.
        have: Option<Exact>,
    },
    /// It asks for as much as is never given at once, or more.
    AsksTooMuch {
        /// Which.
        entry: EntryId,
        /// What it must stay below.
        most: Exact,
    },
    /// What its support has grown to over time.
    Grown {
        /// Which.
        entry: EntryId,
        /// Its conviction.
        conviction: Exact,
    },
    /// What it has in several polls together.
    Blended {
        /// Which.
        entry: EntryId,
        /// The one number.
        score: Exact,
    },
    /// Too few ballots say something of it.
    FewBallots {
        /// Which.
        entry: EntryId,
        /// What is needed.
        need: u64,
        /// What it has.
        have: u64,
    },
    /// Its votes do not carry.
    NotCarried {
        /// Which.
        entry: EntryId,
        /// In which further count, or in which of several polls; `None` in the main one.
        count: Option<String>,
        /// What is short; `None` if there was no vote on it.
        shortfall: Option<Shortfall>,
    },
    /// It does not stand above the default option.
    NotAboveDefault {
        /// Which.
        entry: EntryId,
    },
    /// Level at the cut and left out, since the rule takes none of those.
    TiedOut {
        /// Which.
        entry: EntryId,
    },
    /// Level at the cut and taken, since the rule takes all of those.
    TiedIn {
        /// Which.
        entry: EntryId,
    },
    /// A tie at the cut that somebody decided.
    Broken {
        /// Who was level.
        tied: Vec<EntryId>,
        /// Who was chosen.
        chosen: Vec<EntryId>,
        /// By whom.
        by: DecidedBy,
    },
    /// A tie at the cut that was voted on again.
    Revoted {
        /// Who was level.
        tied: Vec<EntryId>,
        /// Who is chosen by the second vote, whatever becomes of those who are level again.
        chosen: Vec<EntryId>,
    },
    /// Without a category, or in one that the rule does not choose from.
    NoCategory {
        /// Which.
        entry: EntryId,
    },
    /// The host did not speak in time, and the rule then follows the poll.
    HostSilent,
    /// Fewer could be chosen than there are places.
    Vacant {
        /// Places left.
        places: usize,
    },
}

//! Names for everything: newtypes for indices, sets and the ids that an app gives.
mod entry;
mod names;
mod text;
pub(crate) use entry::EntryKey;
pub use entry::{EntryIx, EntrySet, MAX_ENTRIES};
pub use names::with_names;
pub use text::{
    AreaId, CategoryId, ContestId, EntryId, IdError, PartyId, PersonId, PollId, PotId, ReasonCode, RosterId,
    RoundIx,
};

//! How many ballots rank an entry at a place, level by level.
use crate::{
    count::{Halt, Rounds},
    id::EntryIx,
    tally::places::{Part, Places, PlacesReply},
};

/// Places of all entries, and how many ballots name somebody.
pub(super) struct Levels {
    pub(super) m: usize,
    pub(super) units: u64,
    /// In units.
    pub(super) naming: u64,
    places: PlacesReply,
}
impl Levels {
    pub(super) fn of(ballots: &dyn Rounds<Places>) -> Result<Self, Halt> {
        let places = ballots.begin().places(&ballots.slate().all(), Part::All)?;
        let (m, units) = (ballots.slate().len(), ballots.units_per_vote());
        Ok(Self { m, units, naming: places.naming(), places })
    }
    /// Ballots that name `e` at this place or begin its tier there, in units; places from 1.
    pub(super) fn at(&self, e: EntryIx, level: usize) -> u64 {
        self.places.named().filter(|s| usize::from(s.start) + 1 == level).map(|s| s.of(e)).sum()
    }
}

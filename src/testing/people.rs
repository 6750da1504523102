//! Names for random input, and the same names given the other way round.
use crate::id::{EntryId, PersonId};

/// Most persons, and most entries, of an input.
pub(super) const MOST: usize = 6;

pub(super) fn person(n: usize) -> PersonId {
    PersonId::new(&format!("p{n}")).expect("a letter and a digit are an id")
}
pub(super) fn entry(n: usize) -> EntryId {
    EntryId::new(&format!("e{n}")).expect("a letter and a digit are an id")
}
/// The number in a name that was made here.
fn number(name: &str) -> usize {
    name[1..].parse().unwrap_or(0)
}
/// The first becomes the last, and so on.
pub(super) fn other_person(p: &PersonId) -> PersonId {
    person(MOST - 1 - number(p.as_str()))
}
pub(super) fn other_entry(e: &EntryId) -> EntryId {
    entry(MOST - 1 - number(e.as_str()))
}

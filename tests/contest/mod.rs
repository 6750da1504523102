//! Contests from a plan to a settlement.
mod acts;
mod attack;
mod ballots;
mod bounds;
mod clock;
pub(crate) mod desk;
mod faults;
mod golden;
mod hidden;
mod keys;
mod laws;
mod needed;
mod plans;
mod room;
mod stories;
mod tampered;
mod vanish;
mod waits;

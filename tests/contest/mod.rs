//! Contests from a plan to a settlement.
mod acts;
mod desk;
mod laws;
mod plans;
mod stories;
mod tampered;
mod vanish;
mod waits;

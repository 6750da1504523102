//! Contests from a plan to a settlement.
mod desk;
mod stories;
mod waits;

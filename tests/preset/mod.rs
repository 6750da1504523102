//! Known systems as plans: each is run as a whole small contest with the numbers that are worked for it.
mod all;
#[cfg(feature = "cli")]
mod cli;
mod desk;
mod threadless_classic;

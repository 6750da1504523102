//! tests
#[cfg(feature = "cli")]
mod cli;
mod conformance;
mod count;
mod io;
mod vectors;
mod verbs;

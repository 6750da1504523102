//! tests
#[cfg(feature = "cli")]
mod cli;
mod conformance;
mod count;
mod io;
mod values;
mod vectors;
mod verbs;

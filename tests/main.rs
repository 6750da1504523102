//! All tests over the public interface, in one binary.
#![allow(clippy::unwrap_used, reason = "a test fails where a value is missing")]
#[cfg(feature = "cli")]
mod cli;
mod conformance;
mod count;
mod io;
mod values;
mod vectors;
mod verbs;

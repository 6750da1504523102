//! All tests over the public interface, in one binary.
#![allow(clippy::unwrap_used, reason = "a test fails where a value is missing")]
//! tests
mod audit;
#[cfg(feature = "cli")]
mod cli;
mod ballots;
mod conformance;
mod contest;
mod count;
mod criteria;
mod guide;
mod io;
mod oracle;
mod guards;
mod profiles;
#[cfg(feature = "sim")]
mod sim;
mod values;
mod vectors;
mod verbs;

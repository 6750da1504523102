//! All tests over the public interface, in one binary.
#![allow(clippy::unwrap_used, reason = "a test fails where a value is missing")]
//! tests
mod audit;
mod ballots;
#[cfg(feature = "cli")]
mod cli;
mod conformance;
mod contest;
mod count;
mod criteria;
#[cfg(feature = "report")]
mod examples;
#[cfg(feature = "report")]
mod explained;
mod guards;
mod guide;
mod io;
mod oracle;
mod preset;
mod profiles;
#[cfg(feature = "report")]
mod report;
#[cfg(feature = "sim")]
mod sim;
#[cfg(feature = "store")]
mod store;
#[cfg(feature = "testing")]
mod testing;
mod values;
mod vectors;
mod verbs;

//! All tests over the public interface, in one binary.
#![allow(clippy::unwrap_used, reason = "a test fails where a value is missing")]
//! tests
#[cfg(feature = "cli")]
mod cli;
mod audit;
mod conformance;
mod contest;
mod count;
mod profiles;
mod guide;
mod oracle;
mod criteria;
#[cfg(feature = "sim")]
mod sim;
mod io;
mod vectors;
mod verbs;

//! All tests over the public interface, in one binary.
#![allow(clippy::unwrap_used, reason = "a test fails where a value is missing")]
mod conformance;
mod count;
mod guards;
mod profiles;
mod vectors;
mod verbs;

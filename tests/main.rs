//! tests
mod ballots;
mod conformance;
mod count;
mod guide;
mod oracle;
mod vectors;
mod verbs;

//! tests
mod conformance;
mod count;
mod criteria;
#[cfg(feature = "sim")]
mod sim;
mod vectors;
mod verbs;

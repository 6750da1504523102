//! tests
mod conformance;
mod contest;
mod count;
mod vectors;
mod verbs;

//! tests
mod conformance;
mod count;
mod vectors;
mod verbs;

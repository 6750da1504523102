//! tests
mod audit;
mod conformance;
mod count;
mod vectors;
mod verbs;

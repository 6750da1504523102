//! tests
mod conformance;
mod count;
mod oracle;
mod vectors;
mod verbs;

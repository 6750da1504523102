//! Rules that give a verdict on each motion.
pub mod consent;
pub use consent::{Consent, Unreasoned};

//! Rules that give a verdict on each motion.
mod consent;
pub use consent::{Consent, Unreasoned};

//! Rules that give a verdict on each motion.
pub mod consent;
mod presets;
pub use consent::{Consent, Unreasoned};

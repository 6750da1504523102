//! The laws that an app may ask of its own rules: all rules of this crate keep them, and rules that are broken on purpose are found.
mod broken;
mod built_in;

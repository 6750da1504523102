//! The list of presets, in order of their numbers.
use super::{Preset, threadless_classic};

pub(super) static PRESETS: &[Preset] = &[threadless_classic::PRESET];

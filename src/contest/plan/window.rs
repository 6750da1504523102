//! When a phase ends.
use crate::contest::{Span, When, time::text_or_map};
use serde::{Deserialize, Deserializer, Serialize};

/// When a phase ends: after a length of time or at an instant. In a plan `"14d"` or `{ until = "2026-12-01T00:00:00Z" }`.
///
/// Windows are half-open: the closing instant is the first that belongs to the next phase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Window {
    /// So long after its begin.
    Lasts(Span),
    /// At an instant, whenever it began.
    Until(Deadline),
}
impl<'de> Deserialize<'de> for Window {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let lasts =
            |s: &str| s.parse().map(Self::Lasts).map_err(|e: crate::contest::SpanError| e.to_string());
        text_or_map(d, "a length of time such as \"14d\", or { until = time }", lasts, Self::Until)
    }
}
/// An instant as the end of a phase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// The first instant that is no longer part of the phase.
    pub until: When,
}

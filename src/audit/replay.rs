//! A log applied again from its beginning, every finding computed anew.
use super::{Difference, differences};
use crate::contest::{ApplyError, Contest, Event, Found, ValidPlan};
use serde_json::json;

/// What a log came to when it was applied again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    /// The contest after the last event that could be applied.
    pub contest: Contest,
    /// Findings that come out differently now, since a rule was mended or a finding was forged.
    pub differences: Vec<Difference>,
    /// Findings that cannot be computed again, since something of a person on whom they hang was erased.
    pub erased: Vec<u64>,
    /// The first event that is not possible, where the replay ended.
    pub refused: Option<ApplyError>,
}

/// Applies a log as it stands: what was found then counts, and is held against what is found now.
///
/// A difference ends nothing: what was paid stays paid, and what comes after goes by it.
///
/// # Complexity
/// As the contest itself, and each count once more.
pub fn replay<'a>(plan: &ValidPlan, events: impl IntoIterator<Item = &'a Event>) -> Replay {
    let mut all = Replay { contest: Contest::new(plan), differences: vec![], erased: vec![], refused: None };
    let mut erased = false;
    for event in events {
        erased |= event.found == Some(Found::Erased {});
        if erased && matches!(event.found, Some(Found::Erased {} | Found::Admission(_))) {
            match all.contest.apply(event) {
                Ok(()) => all.erased.push(event.seq),
                Err(why) => {
                    all.refused = Some(why);
                    break;
                }
            }
            continue;
        }
        // Against the state before it; an event that is none of this contest gets its answer from `apply`.
        let now = all.contest.finds(event).then(|| all.contest.find(event));
        if let Err(why) = all.contest.apply(event) {
            all.refused = Some(why);
            break;
        }
        match now {
            // Nothing was to be found, and nothing was.
            Some(Ok(None)) if event.found.is_none() => {}
            Some(Ok(found)) => {
                all.differences.extend(differences(event.seq, event.found.as_ref(), found.as_ref()));
            }
            Some(Err(why)) => all.differences.push(Difference {
                seq: event.seq,
                field: "found".to_owned(),
                stored: event.found.as_ref().and_then(|f| serde_json::to_value(f).ok()),
                now: Some(json!({"refused": why.to_string()})),
            }),
            None => {}
        }
    }
    all
}

//! Results of polls, for the tests of rules.
use super::{Candidate, Pick, PollResult, Results, Selection, SelectionRule, select};
use crate::id::EntryId;

pub(super) fn e(name: &str) -> EntryId {
    name.parse().unwrap()
}
/// A standing of tiers such as `a | b c`.
pub(super) fn poll(name: &str, tiers: &str) -> PollResult {
    let tier = |t: &str| t.split_whitespace().map(e).collect::<Vec<_>>();
    let standing = tiers.split('|').map(tier).filter(|t| !t.is_empty()).collect();
    PollResult::new(name.parse().unwrap(), standing)
}
/// Those who stand in a poll.
pub(super) fn candidates(poll: &PollResult) -> Vec<Candidate> {
    poll.standing.iter().flatten().map(|n| Candidate::new(n.clone())).collect()
}
pub(super) fn chosen(
    rule: &dyn SelectionRule,
    candidates: &[Candidate],
    polls: &[PollResult],
    picks: Option<&[Pick]>,
) -> Selection {
    select(rule, &Results { candidates, polls, picks }).unwrap()
}
/// Among those who stand in the only poll.
pub(super) fn of_poll(rule: &dyn SelectionRule, poll: &PollResult) -> Selection {
    chosen(rule, &candidates(poll), std::slice::from_ref(poll), None)
}
/// The tiers of the chosen, then each tie as `1 of a b`.
pub(super) fn show(s: &Selection) -> String {
    let list = |t: &Vec<EntryId>| t.iter().map(EntryId::as_str).collect::<Vec<_>>().join(" ");
    let tied = s.tied.iter().map(|t| format!("{} of {}", t.choose, list(&t.tied)));
    // A tier whose tie is still open has nobody yet.
    s.winners.iter().filter(|t| !t.is_empty()).map(list).chain(tied).collect::<Vec<_>>().join(" | ")
}

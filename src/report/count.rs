//! One count of one poll.
use super::{
    Detail, Section,
    names::Cast,
    numbers::{exact, places},
    outcome::outcome,
    step::{step_in_words, tie_in_words},
};
use crate::{contest::Counted, id::EntryId};
use std::collections::{BTreeMap, BTreeSet};

/// Adds how a count ended, the standing, its ties and its steps. `ballots_of` says how many ballots name an entry, where that
/// is known; `standing` are the entries that were counted.
pub(super) fn counted(
    s: &mut Section,
    c: &Counted,
    ballots_of: &BTreeMap<EntryId, u64>,
    standing: &[&EntryId],
    cast: &Cast<'_>,
    detail: Detail,
) {
    let name = cast.by_place(standing);
    s.say(outcome(&c.outcome, &name));
    standing_table(s, c, ballots_of, cast);
    if !c.ties.is_empty() {
        s.say("Ties:");
        s.numbered(c.ties.iter().map(|t| tie_in_words(t, &name)).collect());
    }
    if detail == Detail::Steps && !c.steps.is_empty() {
        s.say("The count, step by step:");
        s.numbered(c.steps.iter().map(|x| step_in_words(x, &c.ties, &name)).collect());
    }
}
fn standing_table(s: &mut Section, c: &Counted, ballots_of: &BTreeMap<EntryId, u64>, cast: &Cast<'_>) {
    let none = || "none".to_owned();
    let row = |place: String, e: &EntryId| {
        let mut cells = vec![place, cast.entry(e)];
        if !c.scores.is_empty() {
            cells.push(c.scores.get(e).map_or_else(none, exact));
        }
        if !ballots_of.is_empty() {
            cells.push(ballots_of.get(e).map_or_else(none, u64::to_string));
        }
        cells
    };
    let placed: BTreeSet<&EntryId> = c.standing.iter().flatten().collect();
    let tier = |(p, t): (usize, &Vec<EntryId>)| t.iter().map(|e| row(p.to_string(), e)).collect::<Vec<_>>();
    let mut rows: Vec<Vec<String>> = places(&c.standing).flat_map(tier).collect();
    rows.extend(c.scores.keys().filter(|e| !placed.contains(e)).map(|e| row(none(), e)));
    let mut head = vec!["place", "entry"];
    head.extend((!c.scores.is_empty()).then_some("score"));
    head.extend((!ballots_of.is_empty()).then_some("ballots"));
    s.table(&head, rows);
}

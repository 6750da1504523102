//! One count of one poll.
use super::{
    Detail, Section,
    names::Cast,
    numbers::{count, exact, places},
    outcome::outcome,
    step::{step_in_words, tie_in_words},
};
use crate::{
    contest::{Counted, PollRecord, RoundRecord},
    count::{DecidedBy, Gives, Outcome, RuleSpec},
    id::EntryId,
    tally::registry,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a count is of.
pub(super) struct Of<'a> {
    pub(super) round: &'a RoundRecord,
    pub(super) poll: &'a PollRecord,
    /// How many ballots name an entry, where that is known.
    pub(super) ballots_of: &'a BTreeMap<EntryId, u64>,
}
/// Adds how a count ended, the standing, its ties and its steps.
pub(super) fn counted(s: &mut Section, c: &Counted, of: &Of<'_>, cast: &Cast<'_>, detail: Detail) {
    let standing: Vec<&EntryId> = of.round.slate.iter().filter(|e| !of.round.gone.contains(e)).collect();
    let name = cast.by_place(&standing);
    s.say(outcome(&c.outcome, levels(&of.poll.rule, c), &name));
    standing_table(s, c, of.ballots_of, cast);
    if matches!(c.outcome, Outcome::Decided { .. }) {
        left_out(s, c, of, &standing, cast);
    }
    if !c.ties.is_empty() {
        s.say("Ties:");
        s.numbered(c.ties.iter().map(|t| tie_in_words(t, &name)).collect());
    }
    let by_lot = c.ties.iter().zip(0..).filter(|(t, _)| t.by == DecidedBy::Lot);
    let labels: Vec<String> = by_lot.map(|(_, t): (_, u32)| format!("tie {t}")).collect();
    let (labels, what) = if matches!(c.outcome, Outcome::Lottery { .. }) {
        (vec!["draw".to_owned()], "one entry by its chance".to_owned())
    } else {
        (labels, format!("an order of {}", cast.entries(standing.iter().copied())))
    };
    if !labels.is_empty() {
        s.say(cast.redraw(of.round, of.poll.poll.as_str(), &labels, &what));
    }
    if detail == Detail::Steps && !c.steps.is_empty() {
        s.say("The count, step by step:");
        s.numbered(c.steps.iter().map(|x| step_in_words(x, &c.ties, &name)).collect());
    }
}
/// Whether entries in one tier of the standing are level: a rule that chooses a committee only says that they are in it. Of an app's
/// own rule the scores tell.
fn levels(rule: &RuleSpec, c: &Counted) -> bool {
    let Some(best) = c.standing.first() else { return false };
    if let Ok((rule, _)) = registry().build(&RuleSpec::new(&rule.rule)) {
        return rule.gives() == Gives::Standing && !rule.about().needs_number;
    }
    let first = best.first().and_then(|e| c.scores.get(e));
    first.is_some() && best.iter().all(|e| c.scores.get(e) == first)
}
/// Entries that the count gives no place, with what is known of the reason: on how many ballots they are, and what the rule asks for
/// at least.
fn left_out(s: &mut Section, c: &Counted, of: &Of<'_>, standing: &[&EntryId], cast: &Cast<'_>) {
    let placed: BTreeSet<&EntryId> = c.standing.iter().flatten().collect();
    let out = standing.iter().filter(|e| !placed.contains(*e));
    let line = |e: &&EntryId| match of.ballots_of.get(*e) {
        Some(n) => format!("{} (named on {})", cast.entry(e), count(*n, "ballot")),
        None => cast.entry(e),
    };
    let out: Vec<String> = out.map(line).collect();
    if out.is_empty() {
        return;
    }
    let least = of.poll.rule.params.iter().filter(|(k, _)| k.starts_with("min_"));
    let least: Vec<String> = least.map(|(k, v)| format!("{k} = {v}")).collect();
    let least =
        if least.is_empty() { String::new() } else { format!(" The rule asks for {}.", least.join(", ")) };
    s.say(format!("Without a place in this result: {}.{least}", out.join(", ")));
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

//! A round: its entries, polls and selection.
use super::{Detail, Section, names::Cast, poll::poll, selection};
use crate::{contest::RoundRecord, count::DecidedBy, select::SelectNote};

pub(super) fn round(r: &RoundRecord, cast: &Cast<'_>, detail: Detail) -> Vec<Section> {
    let turn = if r.turn == 0 { String::new() } else { format!(", turn {}", u64::from(r.turn) + 1) };
    let mut s = Section::new(1, format!("Round {}{turn}", u64::from(r.round.0) + 1));
    match r.slate.as_slice() {
        [] => s.say("There are no entries."),
        slate => s.say(format!("Entries: {}.", cast.entries(slate))),
    }
    if !r.gone.is_empty() {
        let gone = cast.entries(&r.gone);
        s.say(format!("Withdrawn or disqualified since, and counted as if nobody had named them: {gone}."));
    }
    let mut out = vec![s];
    out.extend(r.polls.iter().flat_map(|p| poll(r, p, cast, detail)));
    out.push(chosen(r, cast));
    out
}
fn chosen(r: &RoundRecord, cast: &Cast<'_>) -> Section {
    let mut s = Section::new(2, "Selection");
    let mut lines = vec![];
    if let Some(x) = &r.selection {
        match x.goes_on().next() {
            None => s.say("Nobody is chosen."),
            Some(_) => s.say(format!("Chosen: {}.", cast.entries(x.goes_on()))),
        }
        lines.extend(x.none.iter().map(|n| selection::none(n, cast)));
        lines.extend(x.tied.iter().map(|t| selection::tied(t, cast)));
        lines.extend(x.notes.iter().map(|n| selection::note(n, cast)));
    }
    s.list(lines);
    let by_lot = |n: &SelectNote| matches!(n, SelectNote::Broken { by: DecidedBy::Lot, .. });
    if r.selection.iter().flat_map(|x| &x.notes).any(by_lot) {
        let what = "an order of all entries of the contest, as they were received";
        s.say(cast.redraw(r, "select", &["cut".to_owned()], what));
    }
    s.say(selection::next(&r.next, cast));
    s
}

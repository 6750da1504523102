//! A receipt in words.
use super::{
    Account, Names, Section,
    names::Cast,
    numbers::{count, exact, money},
    poll::rule,
    step::decided,
};
use crate::{
    audit::{Breaker, EntryReceipt, LineReceipt, PollReceipt, PotReceipt, Receipt, RoundReceipt},
    contest::Settlement,
};

impl Account {
    /// Of a settlement's receipt: every digest and number by which the result can be held against what was announced.
    pub fn of_receipt(receipt: &Receipt, settlement: &Settlement, names: &dyn Names) -> Self {
        let cast = Cast::of(settlement, names);
        let mut sections = vec![head(receipt, &cast)];
        sections.extend(receipt.rounds.iter().flat_map(|r| round(r, &cast)));
        sections.extend(receipt.pots.iter().map(|p| pot(p, &cast)));
        Self { title: format!("Receipt of contest {}", receipt.contest), sections }
    }
}
fn head(r: &Receipt, cast: &Cast<'_>) -> Section {
    let mut s = Section::new(1, "What it stands on");
    s.say(format!("Digest of the plan as announced: {}.", r.announced));
    if r.amended.is_empty() {
        s.say("Nothing was amended.");
    } else {
        let events: Vec<String> = r.amended.iter().map(u64::to_string).collect();
        s.say(format!("Amended by events {}; its digest at the end: {}.", events.join(", "), r.plan));
    }
    let events = count(r.events, "event");
    s.say(match &r.head {
        Some(head) => format!("Head of the log after {events}: {head}."),
        None => {
            format!("The log has {events}; something was erased from it, and its head stands in its lines.")
        }
    });
    if let Some(lot) = &r.lot {
        let seed = lot.seed.as_ref().map_or("not revealed".to_owned(), |s| cast.reason(s));
        let opened = lot.opened.map_or(String::new(), |n| format!(", revealed by event {n}"));
        let commitment =
            lot.commitment.map_or(String::new(), |d| format!("; the plan was committed to SHA-256 {d}"));
        s.say(format!("Seed of the lot: {seed}{opened}{commitment}."));
    }
    s.list(r.hidden.iter().map(|(e, t)| format!("{} was hidden for {t}", cast.entry(e))).collect());
    s
}
fn round(r: &RoundReceipt, cast: &Cast<'_>) -> Vec<Section> {
    let turn = if r.turn == 0 { String::new() } else { format!(", turn {}", u64::from(r.turn) + 1) };
    let mut s = Section::new(1, format!("Round {}{turn}", u64::from(r.round.0) + 1));
    s.say(format!("Rule of selection: {}.", rule(&r.select)));
    let line = |b: &Breaker| {
        let at = b.poll.as_ref().map_or("at the cut".to_owned(), |p| format!("in poll {}", cast.poll(p)));
        let by = decided(b.by).trim_end_matches(" decided:");
        format!("{at}: {by} decided {}", count(b.ties, "tie"))
    };
    s.list(r.breakers.iter().map(line).collect());
    std::iter::once(s).chain(r.polls.iter().map(|p| poll(p, cast))).collect()
}
fn poll(p: &PollReceipt, cast: &Cast<'_>) -> Section {
    let mut s = Section::new(2, format!("Poll {}", cast.poll(&p.poll)));
    s.say(format!("Rule: {}. Weights: {}.", rule(&p.rule), rule(&p.weigh)));
    s.say(format!("Digest of the electorate of {}: {}.", p.eligible, p.electorate));
    if let Some(error) = &p.weight_error {
        s.say(format!("Weights are rounded estimates, each off by at most {}.", exact(error)));
    }
    s.say(format!(
        "{} received, {} accepted with a weight of {}, {} of them taking no side; own entries left out of {}.",
        count(p.received, "ballot"),
        p.accepted,
        exact(&p.weight),
        p.blank,
        p.own_left_out
    ));
    s.list(p.set_aside.iter().map(|(why, n)| format!("set aside for {}: {n}", cast.reason(why))).collect());
    let cell = |x: &Option<crate::num::Exact>| x.as_ref().map_or("none".to_owned(), exact);
    let row = |e: &EntryReceipt| {
        let mut cells = vec![cast.entry(&e.entry), e.ballots.to_string()];
        cells.extend([&e.before, &e.after, &e.factor, &e.with_set_aside].map(cell));
        cells
    };
    let head = ["entry", "ballots", "before", "after", "factor", "with those set aside"];
    s.table(&head, p.entries.iter().map(row).collect());
    s
}
fn pot(p: &PotReceipt, cast: &Cast<'_>) -> Section {
    let mut s = Section::new(2, format!("Pot {}: {}", p.pot, money(p.amount, p.currency)));
    s.say(format!("Rule: {}.", rule(&p.rule)));
    let row = |l: &LineReceipt| {
        vec![
            l.id.as_str().to_owned(),
            cast.person(&l.person),
            money(l.amount, p.currency),
            cast.entry(&l.entry),
        ]
    };
    s.table(&["payment", "to", "amount", "for"], p.lines.iter().map(row).collect());
    s.say(format!("Back to the host: {}.", money(p.returned, p.currency)));
    s
}

//! Names for ids, as far as an app has them.
use crate::{
    contest::{RoundRecord, Settlement},
    id::{EntryId, EntryIx, PersonId, PollId},
};
use std::collections::{BTreeMap, BTreeSet};

/// What ids are called. `None` shows the id.
pub trait Names {
    /// The title of an entry.
    fn entry(&self, _: &EntryId) -> Option<String> {
        None
    }
    /// The name of a person; `None` too if it was erased.
    fn person(&self, _: &PersonId) -> Option<String> {
        None
    }
    /// The name of a poll.
    fn poll(&self, _: &PollId) -> Option<String> {
        None
    }
    /// A code of the app in words: why a ballot was set aside, why a contest was cancelled.
    fn reason(&self, _: &str) -> Option<String> {
        None
    }
    /// The seed of the contest's lot, which the plan publishes or the host revealed; a settlement does not hold it.
    fn seed(&self) -> Option<String> {
        None
    }
}
/// Everything is shown by its id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ids;
impl Names for Ids {}

/// The names of one account: plain, of one line, and different for different ids.
pub(super) struct Cast<'a> {
    names: &'a dyn Names,
    contest: &'a str,
    entries: BTreeMap<&'a EntryId, String>,
    persons: BTreeMap<&'a PersonId, String>,
}
impl<'a> Cast<'a> {
    pub(super) fn of(s: &'a Settlement, names: &'a dyn Names) -> Self {
        let entries: BTreeSet<&EntryId> = s.rounds.iter().flat_map(|r| &r.slate).collect();
        let paid = s.payouts.iter().flat_map(|p| &p.lines).map(|l| &l.person);
        let picks = s.rounds.iter().filter_map(|r| r.picks.as_ref()).flatten().map(|p| &p.by);
        let persons: BTreeSet<&PersonId> = paid.chain(picks).collect();
        let mut entries = apart(entries, |e| names.entry(e), EntryId::as_str);
        // What an account calls nobody or nothing is told apart from an entry of that name.
        for shown in entries.values_mut().filter(|n| matches!(n.to_lowercase().as_str(), "none" | "nobody")) {
            shown.push_str(" (an entry)");
        }
        Self {
            names,
            contest: s.contest.as_str(),
            entries,
            persons: apart(persons, |p| names.person(p), PersonId::as_str),
        }
    }
    pub(super) fn entry(&self, e: &EntryId) -> String {
        self.entries.get(e).cloned().unwrap_or_else(|| plain(self.names.entry(e), e.as_str()))
    }
    pub(super) fn person(&self, p: &PersonId) -> String {
        self.persons.get(p).cloned().unwrap_or_else(|| plain(self.names.person(p), p.as_str()))
    }
    /// Of an id that a record has as text, since it may be either.
    pub(super) fn entry_or_person(&self, id: &str) -> String {
        let entry = EntryId::new(id).ok().filter(|e| self.entries.contains_key(e)).map(|e| self.entry(&e));
        entry.or_else(|| PersonId::new(id).ok().map(|p| self.person(&p))).unwrap_or_else(|| plain(None, id))
    }
    pub(super) fn poll(&self, p: &PollId) -> String {
        plain(self.names.poll(p), p.as_str())
    }
    pub(super) fn reason(&self, code: &str) -> String {
        plain(self.names.reason(code), code)
    }
    pub(super) fn entries<'e>(&self, all: impl IntoIterator<Item = &'e EntryId>) -> String {
        all.into_iter().map(|e| self.entry(e)).collect::<Vec<_>>().join(", ")
    }
    /// How a draw of the lot in a round can be made again: its seed, its labels, and of what it draws an order.
    pub(super) fn redraw(&self, r: &RoundRecord, draw: &str, labels: &[String], what: &str) -> String {
        let seed = self.names.seed();
        let known =
            if seed.is_some() { "" } else { ", where SEED is what the plan publishes or the host revealed" };
        let seed = plain(seed, "SEED");
        let labels: Vec<String> = labels.iter().map(|l| format!("`{l}`")).collect();
        format!(
            "To draw again by the lot, version 1 (docs/reproducibility.md): seed `{seed}/{}/{}.{}/{draw}`{known}; label {}; drawn is {what}.",
            self.contest,
            r.round.0,
            r.turn,
            labels.join(", ")
        )
    }
    /// By place among these entries.
    pub(super) fn by_place<'s>(&'s self, standing: &'s [&EntryId]) -> impl Fn(EntryIx) -> String + 's {
        |e| standing.get(e.ix()).map_or_else(|| e.to_string(), |e| self.entry(e))
    }
}
/// A name for each; where several have the same, the id stands beside it.
fn apart<'a, T: Ord>(
    all: BTreeSet<&'a T>,
    name: impl Fn(&T) -> Option<String>,
    id: impl Fn(&T) -> &str,
) -> BTreeMap<&'a T, String> {
    let mut uses: BTreeMap<String, u32> = BTreeMap::new();
    let named: Vec<(&T, String)> = all.into_iter().map(|x| (x, plain(name(x), id(x)))).collect();
    for (_, n) in &named {
        *uses.entry(n.clone()).or_default() += 1;
    }
    let show = |(x, n): (&'a T, String)| {
        let shown = if uses[&n] > 1 && n != id(x) { format!("{n} ({})", id(x)) } else { n };
        (x, shown)
    };
    named.into_iter().map(show).collect()
}
/// A name on one line, without signs that steer a terminal or turn the direction of text; else the id.
fn plain(name: Option<String>, id: &str) -> String {
    let turns =
        |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let blank = |c: char| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c };
    let name: String = name.unwrap_or_default().chars().filter(|c| !turns(*c)).map(blank).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() { id.to_owned() } else { name }
}

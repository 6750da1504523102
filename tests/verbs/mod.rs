//! Admission, weights, selection and reward: published cases, laws, bad input.
mod bad_input;
mod cuts;
mod laws;
mod odd_parameters;

use cocreate::id::{EntryId, PersonId, PotId};
use cocreate::num::{Amount, Currency, Exact};
use cocreate::reward::{Entrant, Pot};

pub(crate) fn p(s: &str) -> PersonId {
    PersonId::new(s).unwrap()
}
pub(crate) fn e(s: &str) -> EntryId {
    EntryId::new(s).unwrap()
}
pub(crate) fn x(s: &str) -> Exact {
    s.parse().unwrap_or_else(|_| Exact::decimal(s).unwrap())
}
pub(crate) fn pot(minor: u64) -> Pot {
    Pot {
        pot: PotId::new("main").unwrap(),
        currency: Currency::iso("USD").unwrap(),
        amount: Amount::from(minor),
    }
}
/// Entries of one person each, who has the name of the entry.
pub(crate) fn solos<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Entrant> {
    names.into_iter().map(|n| Entrant::solo(e(n), p(n))).collect()
}
/// Tiers of entries.
pub(crate) fn tiers(t: &[&[&str]]) -> Vec<Vec<EntryId>> {
    t.iter().map(|t| t.iter().map(|n| e(n)).collect()).collect()
}

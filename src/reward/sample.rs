//! Cases, for the tests of rules.
use super::{Case, Entrant, Payout, Pot, RewardRule, TeamSplit, pay};
use crate::{
    id::EntryId,
    num::{Amount, Currency, Exact},
};
use std::collections::BTreeMap;

/// Entries of one person each, who has the name of the entry.
pub(super) fn solos(places: &[Vec<EntryId>]) -> Vec<Entrant> {
    let solo = |e: &EntryId| Entrant::solo(e.clone(), e.as_str().parse().unwrap());
    places.iter().flatten().map(solo).collect()
}
/// Places such as `a | b c`.
pub(super) fn places(tiers: &str) -> Vec<Vec<EntryId>> {
    let tier = |t: &str| t.split_whitespace().map(|n| n.parse().unwrap()).collect::<Vec<EntryId>>();
    tiers.split('|').map(tier).filter(|t| !t.is_empty()).collect()
}
pub(super) fn paid(rule: &dyn RewardRule, pot: u64, tiers: &str, scores: &[(&str, &str)]) -> Payout {
    paid_to(rule, pot, &places(tiers), scores, &solos(&places(tiers)))
}
pub(super) fn paid_to(
    rule: &dyn RewardRule,
    pot: u64,
    places: &[Vec<EntryId>],
    scores: &[(&str, &str)],
    entrants: &[Entrant],
) -> Payout {
    let score = |(e, x): &(&str, &str)| -> (EntryId, Exact) { (e.parse().unwrap(), x.parse().unwrap()) };
    let scores: BTreeMap<EntryId, Exact> = scores.iter().map(score).collect();
    let currency = Currency::iso("EUR").unwrap();
    let pot = Pot { pot: "main".parse().unwrap(), currency, amount: Amount::from(pot) };
    pay(rule, &Case { pot: &pot, places, scores: &scores, entrants }, TeamSplit::default()).unwrap()
}
/// Who is paid what, and what goes back.
pub(super) fn show(p: &Payout) -> String {
    let lines = p.lines.iter().map(|l| format!("{} {}", l.person, l.amount.minor()));
    lines.chain([format!("back {}", p.returned.minor())]).collect::<Vec<_>>().join(", ")
}

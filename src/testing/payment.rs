//! Laws of rules of reward.
use super::{
    Broken, Kept, Trial, alike, law,
    people::{MOST, entry, person},
    same, tried,
};
use crate::id::{EntryId, PotId};
use crate::num::{Amount, Currency, Exact};
use crate::reward::{
    self, Basis, Case, Entrant, Facts, Gift, Payout, Pot, Rated, RewardError, RewardRule, TeamShare,
    TeamSplit,
};
use proptest::{collection::vec, prelude::*};
use std::collections::BTreeMap;

/// What a [`Case`] borrows.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the fields of a case")]
pub struct Paying {
    pub pot: Pot,
    pub places: Vec<Vec<EntryId>>,
    pub scores: BTreeMap<EntryId, Exact>,
    pub entrants: Vec<Entrant>,
}
impl Paying {
    /// As a rule sees it.
    pub fn case(&self) -> Case<'_> {
        Case { pot: &self.pot, places: &self.places, scores: &self.scores, entrants: &self.entrants }
    }
}
/// Who made it with which share, sales, marks by persons in their order, and a gift.
type Known = (Vec<(usize, u32)>, u32, Vec<u32>, u32);
fn entrant((i, (team, sales, marks, gift)): (usize, Known)) -> Entrant {
    let mut of: BTreeMap<_, Exact> = BTreeMap::new();
    for (who, share) in team {
        of.insert(person(who), share.into());
    }
    let gifts = vec![Gift { from: person(gift as usize % MOST), amount: Amount::from(gift) }];
    let rated = |(k, m): (usize, u32)| Rated { by: person(k), value: m.into() };
    let built_on = (i > 1).then(|| Basis { entry: entry(i - 2), share: Exact::ONE });
    Entrant {
        entry: entry(i),
        category: None,
        team: of.into_iter().map(|(person, share)| TeamShare { person, share }).collect(),
        figures: [("sales".to_owned(), Amount::from(sales))].into(),
        facts: Facts {
            gifts,
            marks: marks.into_iter().enumerate().map(rated).collect(),
            built_on: built_on.into_iter().collect(),
        },
    }
}
/// Pots, large, small and empty; places with level entries; teams with and without shares; scores, figures, gifts, marks and links.
pub fn payings() -> impl Strategy<Value = Paying> {
    let team = vec((0..MOST, 0u32..4), 0..4);
    let entrants = vec((team, 0u32..5_000, vec(0u32..9, 0..4), 0u32..500), 0..=MOST);
    let pot = prop_oneof![Just(0u64), 1u64..20, 1u64..1_000_000];
    // Where each entry stands: its tier, or nowhere; and its score.
    let stands = vec((prop::option::weighted(0.7, 0usize..4), 0u32..6), MOST);
    (entrants, stands, pot).prop_map(|(entrants, stands, pot)| {
        let n = entrants.len();
        let mut tiers: BTreeMap<usize, Vec<EntryId>> = BTreeMap::new();
        for (i, (tier, _)) in stands.iter().enumerate().take(n) {
            if let Some(tier) = tier {
                tiers.entry(*tier).or_default().push(entry(i));
            }
        }
        Paying {
            pot: Pot {
                pot: PotId::new("main").expect("a word is an id"),
                currency: Currency::iso("EUR").expect("it is a currency"),
                amount: Amount::from(pot),
            },
            places: tiers.into_values().collect(),
            scores: stands.iter().take(n).enumerate().map(|(i, (_, s))| (entry(i), (*s).into())).collect(),
            entrants: entrants.into_iter().enumerate().map(entrant).collect(),
        }
    })
}

/// That a rule of reward keeps the laws of its verb.
///
/// # Errors
/// The first law that is broken, with the smallest input that was found.
pub fn reward(rule: &dyn RewardRule, trial: Trial) -> Result<(), Broken> {
    tried(rule.about().id, trial, &payings(), |p| laws(rule, p))
}
fn laws(rule: &dyn RewardRule, p: &Paying) -> Kept {
    let answer = |p: &Paying| reward::pay(rule, &p.case(), TeamSplit::default());
    let first = answer(p);
    if let Err(e @ RewardError::BrokenRule { .. }) = &first {
        return Err(format!("no more than the pot is owed, and to nobody else: {e}"));
    }
    same("the same case, the same payout", &first, &answer(p))?;
    if let Ok(out) = &first {
        adds_up(p, out)?;
    }
    if !rule.asks_marks() {
        let mut unmarked = p.clone();
        unmarked.entrants.iter_mut().for_each(|e| e.facts.marks.clear());
        alike(
            "whoever goes by marks says so in `asks_marks`",
            first.map(lines),
            answer(&unmarked).map(lines),
        )?;
    }
    Ok(())
}
fn lines(out: Payout) -> (Vec<reward::PayLine>, Amount) {
    (out.lines, out.returned)
}
fn adds_up(p: &Paying, out: &Payout) -> Kept {
    let all = Amount::total(out.lines.iter().map(|l| l.amount).chain([out.returned]));
    same("what is paid and what goes back are the pot", &all, &Some(p.pot.amount))?;
    let entrants: Vec<&EntryId> = p.entrants.iter().map(|e| &e.entry).collect();
    let known = out.lines.iter().all(|l| entrants.contains(&&l.entry));
    law(known, "only entries that may be paid are", || format!("{:?}", out.lines))
}

//! Laws of rules of selection.
use super::{
    Broken, Kept, Trial, alike, asked, law,
    people::{MOST, entry, other_entry, person},
    same, tried,
};
use crate::count::{DecidedBy, Law};
use crate::id::{CategoryId, EntryId, PartyId, PollId};
use crate::num::{Exact, Votes};
use crate::select::{
    self, Candidate, Pick, PollResult, Results, SelectError, Selection, SelectionRule, Turnout,
};
use proptest::{collection::vec, prelude::*};
use std::collections::{BTreeMap, BTreeSet};

/// What [`Results`] borrow.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the fields of results")]
pub struct Standings {
    pub candidates: Vec<Candidate>,
    pub polls: Vec<PollResult>,
    pub picks: Option<Vec<Pick>>,
}
impl Standings {
    /// As a rule sees them.
    pub fn results(&self) -> Results<'_> {
        Results { candidates: &self.candidates, polls: &self.polls, picks: self.picks.as_deref() }
    }
}
/// What a poll says of each entry: a score unless it is passed over, yes, no and abstentions, how many ballots name it.
type Said = Vec<(Option<u32>, u64, u64, u64)>;
fn poll(name: &str, said: &Said, blank: u64) -> PollResult {
    let mut p = PollResult::new(PollId::new(name).expect("a word is an id"), vec![]);
    let mut tiers: BTreeMap<u32, Vec<EntryId>> = BTreeMap::new();
    let most = said.iter().map(|(_, yes, no, abstain)| yes + no + abstain).max().unwrap_or(0);
    p.turnout = Turnout { ballots: most + blank, blank, eligible: most + blank + 2 };
    for (i, (score, yes, no, abstain)) in said.iter().enumerate() {
        p.ballots_of.insert(entry(i), yes + no + abstain);
        let votes = Votes { yes: *yes, no: *no, abstain: *abstain, eligible: p.turnout.eligible };
        p.votes.insert(entry(i), votes);
        if let Some(score) = score {
            p.scores.insert(entry(i), Exact::from(*score));
            tiers.entry(*score).or_default().push(entry(i));
        }
    }
    p.standing = tiers.into_values().rev().collect();
    p
}
/// Results of one or two polls over a few entries in categories and parties, with scores, votes and perhaps picks.
pub fn standings() -> impl Strategy<Value = Standings> {
    let said = || vec((prop::option::weighted(0.9, 0u32..5), 0u64..6, 0u64..6, 0u64..3), MOST);
    let candidate = (prop::option::of(0usize..2), prop::option::of(0usize..2));
    let picks = prop::option::of(prop::collection::btree_set(0..MOST, 0..3));
    (vec(candidate, 0..=MOST), vec((said(), 0u64..3), 1..3), picks).prop_map(|(all, polls, picks)| {
        let n = all.len();
        let of = |(i, (category, party)): (usize, (Option<usize>, Option<usize>))| Candidate {
            entry: entry(i),
            category: category.map(|c| CategoryId::new(["shirt", "poster"][c]).expect("a word is an id")),
            parties: party
                .map(|p| PartyId::new(["red", "blue"][p]).expect("a word is an id"))
                .into_iter()
                .collect(),
            cost: None,
        };
        let polls = polls
            .iter()
            .zip(["crowd", "jury"])
            .map(|((said, blank), name)| poll(name, &said[..n].to_vec(), *blank));
        let pick = |i: usize| Pick { entry: entry(i), by: person(0) };
        Standings {
            candidates: all.into_iter().enumerate().map(of).collect(),
            polls: polls.collect(),
            picks: picks.map(|p| p.into_iter().filter(|i| *i < n).map(pick).collect()),
        }
    })
}

/// That a rule of selection keeps the laws of its verb.
///
/// # Errors
/// The first law that is broken, with the smallest input that was found.
pub fn select(rule: &dyn SelectionRule, trial: Trial) -> Result<(), Broken> {
    tried(rule.about().id, trial, &standings(), |s| laws(rule, s))
}
type Tiers = Vec<BTreeSet<EntryId>>;
/// Tiers and ties as sets, and whether nobody is chosen.
type Told = (Tiers, BTreeSet<(BTreeSet<EntryId>, usize, usize)>, bool);
fn told(s: &Selection, to: fn(&EntryId) -> EntryId) -> Told {
    let set = |t: &Vec<EntryId>| t.iter().map(to).collect::<BTreeSet<_>>();
    let ties = s.tied.iter().map(|t| (set(&t.tied), t.choose, t.tier)).collect();
    (s.winners.iter().map(set).collect(), ties, s.none.is_some())
}
fn laws(rule: &dyn SelectionRule, x: &Standings) -> Kept {
    let answer = |x: &Standings| select::select(rule, &x.results());
    let first = answer(x);
    if let Err(e @ SelectError::BrokenRule { .. }) = &first {
        return Err(format!("candidates only, each once, and nobody only with a reason: {e}"));
    }
    same("the same results, the same selection", &first, &answer(x))?;
    if let Ok(s) = &first {
        fits(rule, x, s)?;
    }
    let plain = |x: &Standings| answer(x).map(|s| told(&s, Clone::clone));
    if !rule.asks_pick() {
        let picks = if x.picks.is_some() { None } else { Some(vec![]) };
        let other = Standings { picks, ..x.clone() };
        alike("whoever goes by picks says so in `asks_pick`", plain(x), plain(&other))?;
    }
    if asked(&rule.about(), Law::Order) {
        let mut turned = x.clone();
        turned.candidates.reverse();
        turned.polls.iter_mut().flat_map(|p| &mut p.standing).for_each(|t| t.reverse());
        alike("the order of entries changes nothing", plain(x), plain(&turned))?;
    }
    if asked(&rule.about(), Law::Names) && rule.names().is_empty() {
        let back = answer(&renamed(x)).map(|s| told(&s, other_entry));
        alike("names decide nothing", plain(x), back)?;
    }
    Ok(())
}
/// No more than it said; each tie can be ended by as many as it asks for, and then all is certain.
fn fits(rule: &dyn SelectionRule, x: &Standings, s: &Selection) -> Kept {
    let chosen = s.goes_on().count() + s.tied.iter().map(|t| t.choose).sum::<usize>();
    let categories = x.candidates.iter().filter_map(|c| c.category.clone()).collect();
    if let Some(most) = rule.most_chosen(&categories) {
        let name = "no more are chosen than `most_chosen` says";
        law(chosen <= most, name, || format!("{chosen} of at most {most}"))?;
    }
    let mut s = s.clone();
    while let Some(t) = s.tied.first().cloned() {
        s = s
            .settle(&t.tied[..t.choose], DecidedBy::Declared)
            .map_err(|e| format!("ties can be ended: {e}"))?;
    }
    same("who ends a tie chooses all that were to be chosen", &s.goes_on().count(), &chosen)
}
fn renamed(x: &Standings) -> Standings {
    fn map<V: Clone>(of: &BTreeMap<EntryId, V>) -> BTreeMap<EntryId, V> {
        of.iter().map(|(e, v)| (other_entry(e), v.clone())).collect()
    }
    let mut all = x.clone();
    all.candidates.iter_mut().for_each(|c| c.entry = other_entry(&c.entry));
    all.picks.iter_mut().flatten().for_each(|p| p.entry = other_entry(&p.entry));
    for p in &mut all.polls {
        p.standing.iter_mut().flatten().for_each(|e| *e = other_entry(e));
        (p.scores, p.ballots_of, p.votes) = (map(&p.scores), map(&p.ballots_of), map(&p.votes));
    }
    all
}

//! Laws of rules of weights.
use super::{
    Broken, Kept, Trial, alike, asked, law,
    people::{MOST, other_person, person},
    same, tried,
};
use crate::count::Law;
use crate::id::{PartyId, PersonId};
use crate::num::Exact;
use crate::weigh::{
    self, Delegation, Electorate, Member, PartyShare, Trust, WeighError, WeightRule, Weights,
};
use proptest::{collection::vec, prelude::*};
use std::collections::{BTreeMap, BTreeSet};

/// What an [`Electorate`] borrows.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the fields of an electorate")]
pub struct Electing {
    pub members: Vec<Member>,
    pub parties: Vec<PartyShare>,
    pub delegations: Vec<Delegation>,
    pub trust: Vec<Trust>,
}
impl Electing {
    /// As a rule sees it.
    pub fn electorate(&self) -> Electorate<'_> {
        Electorate {
            members: &self.members,
            parties: &self.parties,
            delegations: &self.delegations,
            trust: &self.trust,
        }
    }
}
fn party(n: usize) -> PartyId {
    PartyId::new(["red", "blue"][n % 2]).expect("a word is an id")
}
/// Electorates of a few members with shares, parties, locks and ages, delegations with cycles and dead ends, and trust.
pub fn electings() -> impl Strategy<Value = Electing> {
    let member = (any::<bool>(), 0usize..2, 0u32..9, 0u32..7, 0u32..40);
    let links = vec(prop::option::of(0..MOST), MOST);
    let trust = prop::collection::btree_map((0..MOST, 0..MOST), -2i64..6, 0..9);
    (vec(member, 0..=MOST), prop::bool::weighted(0.8), vec(0u32..9, 2), links, trust).prop_map(
        |(members, complete, shares, links, trust)| {
            let n = members.len();
            let of = |(i, (voted, of, share, locked, age)): (usize, (bool, usize, u32, u32, u32))| Member {
                person: person(i),
                party: (complete || i > 0).then(|| party(of)),
                share: (complete || i > 1).then(|| share.into()),
                voted,
                locked: Some(locked),
                age: Some(age.into()),
            };
            let links = links.into_iter().take(n).enumerate();
            let links = links.filter_map(|(i, to)| Some((i, to? % n))).filter(|(i, to)| i != to);
            let trusts = trust.into_iter().filter(|((a, b), _)| a != b && *a < n && *b < n);
            Electing {
                members: members.into_iter().enumerate().map(of).collect(),
                parties: shares
                    .into_iter()
                    .enumerate()
                    .map(|(i, share)| PartyShare { party: party(i), share: share.into() })
                    .collect(),
                delegations: links.map(|(i, to)| Delegation { from: person(i), to: person(to) }).collect(),
                trust: trusts
                    .map(|((a, b), x)| Trust { from: person(a), to: person(b), amount: x.into() })
                    .collect(),
            }
        },
    )
}

/// That a rule of weights keeps the laws of its verb.
///
/// # Errors
/// The first law that is broken, with the smallest input that was found.
pub fn weigh(rule: &dyn WeightRule, trial: Trial) -> Result<(), Broken> {
    tried(rule.about().id, trial, &electings(), |e| laws(rule, e))
}
/// What each member counts and what is lost of whom.
type Told = (BTreeMap<PersonId, Exact>, BTreeSet<(PersonId, Exact)>);
fn told(w: &Weights, to: fn(&PersonId) -> PersonId) -> Told {
    let weights = w.weights.iter().map(|w| (to(&w.person), w.weight.clone())).collect();
    (weights, w.lost.iter().map(|l| (to(&l.person), l.weight.clone())).collect())
}
fn laws(rule: &dyn WeightRule, e: &Electing) -> Kept {
    let answer = |e: &Electing| weigh::weigh(rule, &e.electorate());
    let first = answer(e);
    if let Err(e @ WeighError::BrokenRule { .. }) = &first {
        return Err(format!("a weight for each member, none below nought: {e}"));
    }
    let plain = |e: &Electing| answer(e).map(|w| told(&w, Clone::clone));
    same("the same members, the same weights", &first, &answer(e))?;
    if let Ok(w) = &first {
        let is_member = |p: &PersonId| e.members.iter().any(|m| m.person == *p);
        let lost = w.lost.iter().all(|l| is_member(&l.person) && !l.weight.is_negative());
        law(lost, "what is lost is of members, and not below nought", || format!("{:?}", w.lost))?;
        let in_cycles = w.cycles.iter().flatten().all(is_member);
        law(in_cycles, "cycles are of members", || format!("{:?}", w.cycles))?;
    }
    if !rule.asks_ages() {
        let mut older = e.clone();
        older.members.iter_mut().for_each(|m| m.age = None);
        alike("whoever goes by ages says so in `asks_ages`", plain(e), plain(&older))?;
    }
    if asked(&rule.about(), Law::Order) {
        let mut turned = e.clone();
        turned.members.reverse();
        turned.delegations.reverse();
        turned.trust.reverse();
        alike("the order of members changes nothing", plain(e), plain(&turned))?;
    }
    if asked(&rule.about(), Law::Names) {
        let mut named = e.clone();
        let ends = named.delegations.iter_mut().flat_map(|d| [&mut d.from, &mut d.to]);
        let sides = named.trust.iter_mut().flat_map(|t| [&mut t.from, &mut t.to]);
        let members = named.members.iter_mut().map(|m| &mut m.person);
        members.chain(ends).chain(sides).for_each(|p| *p = other_person(p));
        let back = answer(&named).map(|w| told(&w, other_person));
        alike("names decide nothing", plain(e), back)?;
    }
    Ok(())
}

//! Who takes part: persons by number, rosters, delegations, declared conflicts.
use super::{
    Code, Scope, ValidPlan,
    cow::{CowMap, CowVec},
};
use crate::{
    admit::{Applicant, Conflict},
    id::{AreaId, PartyId, PersonId, PollId, RosterId},
    num::{Exact, lcm},
    profile::MAX_WEIGHT,
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// A person's number inside of a contest, from 0 in the order in which they were first named.
pub(super) type PersonIx = u32;

/// Everybody who was ever named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct People {
    ids: CowMap<PersonId, PersonIx>,
    list: CowVec<PersonId>,
    gone: CowMap<PersonIx, Gone>,
    /// Numbers of the enrolments that told something of a person, for whoever is to be erased.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    told: BTreeMap<PersonIx, Vec<u64>>,
    pub(super) rosters: BTreeMap<RosterId, Members>,
    pub(super) conflicts: Arc<BTreeSet<Conflict>>,
}
/// How a person left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Gone {
    Left,
    Removed(Code),
}
/// Those on a roster, and those who ask to be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Members {
    all: CowMap<PersonIx, Member>,
    /// How many are on it now.
    pub(super) active: u64,
    /// Who gives to whom, for every poll.
    delegations: CowMap<PersonIx, PersonIx>,
    /// The same for an area or for one poll, in order of the scopes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    scoped: Vec<(Scope, CowMap<PersonIx, PersonIx>)>,
    shares: Shares,
}
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Member {
    pub(super) state: Membership,
    /// Number of the event by which they asked; order of asking.
    asked: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    known: Option<Box<Known>>,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Membership {
    Asked,
    On,
    Off,
}
/// What is known of a member, where anything is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    party: Option<PartyId>,
    stratum: Option<String>,
    record: BTreeMap<String, Exact>,
    share: Option<Exact>,
}
impl Known {
    /// What is left when it is erased: nothing, or what a count may hang on.
    fn erased(self, standing: bool) -> Option<Self> {
        let left = Self { party: self.party, share: self.share, ..Self::default() };
        let left = if standing { left } else { Self::default() };
        (left != Self::default()).then_some(left)
    }
}
/// All shares of a roster in whole units, so that a share that could not be counted is refused when it comes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Shares {
    units: u64,
    total: Exact,
}
impl Default for Shares {
    fn default() -> Self {
        Self { units: 1, total: Exact::ZERO }
    }
}
impl Shares {
    fn with(&self, share: &Exact) -> Option<Self> {
        let units = share.denominator().and_then(|d| lcm(self.units, d)).filter(|u| *u <= MAX_WEIGHT)?;
        let total = &self.total + share;
        let fits = &total * &Exact::from(units) <= Exact::from(MAX_WEIGHT);
        fits.then_some(Self { units, total })
    }
}

impl People {
    /// Persons ever named.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }
    pub(super) fn ix(&self, p: &PersonId) -> Option<PersonIx> {
        self.ids.get(p).copied()
    }
    pub(super) fn id(&self, ix: PersonIx) -> &PersonId {
        self.list.get(ix as usize).expect("a number is given with its name")
    }
    /// The person's number, given now if they are new.
    pub(super) fn name(&mut self, p: &PersonId) -> PersonIx {
        if let Some(ix) = self.ix(p) {
            return ix;
        }
        let ix = self.list.len() as PersonIx;
        self.ids.insert(p.clone(), ix);
        self.list.push(p.clone());
        ix
    }
    pub(super) fn gone(&self, ix: PersonIx) -> Option<&Gone> {
        self.gone.get(&ix)
    }
    /// An event told something of a person that may be erased.
    pub(super) fn tell(&mut self, ix: PersonIx, seq: u64) {
        self.told.entry(ix).or_default().push(seq);
    }
    /// The events that did.
    pub(super) fn told(&self, ix: PersonIx) -> &[u64] {
        self.told.get(&ix).map_or(&[], Vec::as_slice)
    }
    /// Takes a person off every roster, with their delegations.
    pub(super) fn leave(&mut self, ix: PersonIx, how: Gone) {
        self.gone.insert(ix, how);
        for m in self.rosters.values_mut() {
            m.take_off(ix);
        }
    }
    /// Forgets what was known of a person, but the party and the share where their ballots may weigh by them; numbers of the events that
    /// told it: of somebody on a roster from the start none.
    pub(super) fn erase(&mut self, ix: PersonIx, plan: &ValidPlan) -> Vec<u64> {
        let mut told = vec![];
        for (roster, m) in &mut self.rosters {
            let Some(mut member) = m.all.get(&ix).cloned() else { continue };
            let Some(known) = member.known.take() else { continue };
            told.push(member.asked);
            member.known = known.erased(plan.asks_standing(roster)).map(Box::new);
            m.all.insert(ix, member);
        }
        told
    }
    pub(super) fn roster(&self, id: &RosterId) -> &Members {
        self.rosters.get(id).expect("every roster of the plan is there from the start")
    }
    pub(super) fn roster_mut(&mut self, id: &RosterId) -> &mut Members {
        self.rosters.get_mut(id).expect("every roster of the plan is there from the start")
    }
    /// What a rule of admission may know of a member.
    pub(super) fn applicant(&self, ix: PersonIx, m: &Member) -> Applicant {
        let k = m.known.as_deref();
        Applicant {
            person: self.id(ix).clone(),
            party: k.and_then(|k| k.party.clone()),
            stratum: k.and_then(|k| k.stratum.clone()),
            record: k.map(|k| k.record.clone()).unwrap_or_default(),
        }
    }
}
impl Members {
    pub(super) fn get(&self, ix: PersonIx) -> Option<&Member> {
        self.all.get(&ix)
    }
    pub(super) fn is_on(&self, ix: PersonIx) -> bool {
        self.get(ix).is_some_and(|m| m.state == Membership::On)
    }
    /// Those on it, by number.
    pub(super) fn on(&self) -> impl Iterator<Item = (PersonIx, &Member)> {
        self.all.iter().filter(|(_, m)| m.state == Membership::On).map(|(ix, m)| (*ix, m))
    }
    /// Those who ask, in the order in which they did.
    pub(super) fn asking(&self) -> Vec<(PersonIx, &Member)> {
        let asks = self.all.iter().filter(|(_, m)| m.state == Membership::Asked);
        let mut all: Vec<_> = asks.map(|(ix, m)| (*ix, m)).collect();
        all.sort_by_key(|(ix, m)| (m.asked, *ix));
        all
    }
    /// Whether this share can be counted together with the others.
    pub(super) fn share_fits(&self, share: &Exact) -> bool {
        self.shares.with(share).is_some()
    }
    /// Puts somebody on the list; what was known of them before is replaced. `weighs`: a count may hang on the share.
    pub(super) fn enter(
        &mut self,
        ix: PersonIx,
        state: Membership,
        asked: u64,
        a: &Applicant,
        share: Option<&Exact>,
        weighs: bool,
    ) {
        let nothing = a.party.is_none() && a.stratum.is_none() && a.record.is_empty() && share.is_none();
        let known = (!nothing).then(|| {
            Box::new(Known {
                party: a.party.clone(),
                stratum: a.stratum.clone(),
                record: a.record.clone(),
                share: share.cloned(),
            })
        });
        if let Some(sum) = share.filter(|_| weighs).and_then(|s| self.shares.with(s)) {
            self.shares = sum;
        }
        self.active += u64::from(state == Membership::On);
        self.all.insert(ix, Member { state, asked, known });
    }
    /// Decides on somebody who asked.
    pub(super) fn decide(&mut self, ix: PersonIx, on: bool) {
        let Some(mut m) = self.get(ix).cloned() else { return };
        self.active += u64::from(on && m.state != Membership::On);
        m.state = if on { Membership::On } else { Membership::Off };
        self.all.insert(ix, m);
    }
    fn take_off(&mut self, ix: PersonIx) {
        let Some(mut m) = self.get(ix).filter(|m| m.state != Membership::Off).cloned() else { return };
        self.active -= u64::from(m.state == Membership::On);
        m.state = Membership::Off;
        self.all.insert(ix, m);
        self.delegations.remove(&ix);
        self.scoped.iter_mut().for_each(|(_, given)| {
            given.remove(&ix);
        });
        self.scoped.retain(|(_, given)| given.len() > 0);
    }
    /// A member lets another vote for them in this scope, or no longer does.
    pub(super) fn delegate(&mut self, from: PersonIx, to: Option<PersonIx>, scope: Option<&Scope>) {
        let given = match scope {
            None => &mut self.delegations,
            Some(scope) => {
                let at = self.scoped.binary_search_by(|(s, _)| s.cmp(scope));
                let at = at.unwrap_or_else(|at| {
                    self.scoped.insert(at, (scope.clone(), CowMap::default()));
                    at
                });
                &mut self.scoped[at].1
            }
        };
        match to {
            Some(to) => given.insert(from, to),
            None => given.remove(&from),
        };
        self.scoped.retain(|(_, given)| given.len() > 0);
    }
    /// To whom members delegate in a poll of an area: of each member's delegations the closest.
    pub(super) fn given(&self, poll: &PollId, area: Option<&AreaId>) -> BTreeMap<PersonIx, PersonIx> {
        let mut all: BTreeMap<PersonIx, PersonIx> = self.delegations.iter().map(|(a, b)| (*a, *b)).collect();
        let area = area.map(|a| Scope::Area(a.clone()));
        for scope in area.into_iter().chain([Scope::Issue(poll.clone())]) {
            let scoped = self.scoped.iter().filter(|(s, _)| *s == scope);
            all.extend(scoped.flat_map(|(_, given)| given.iter().map(|(a, b)| (*a, *b))));
        }
        all
    }
    /// All delegations of one member, each with its scope.
    pub(super) fn given_by(&self, ix: PersonIx) -> impl Iterator<Item = (Option<&Scope>, PersonIx)> {
        let scoped = self.scoped.iter().filter_map(move |(s, given)| Some((Some(s), *given.get(&ix)?)));
        self.delegations.get(&ix).map(|to| (None, *to)).into_iter().chain(scoped)
    }
}
impl Member {
    pub(super) fn party(&self) -> Option<&PartyId> {
        self.known.as_deref().and_then(|k| k.party.as_ref())
    }
    pub(super) fn share(&self) -> Option<&Exact> {
        self.known.as_deref().and_then(|k| k.share.as_ref())
    }
}
impl People {
    /// Whether every number is somebody's, every name has its number, and counts are right.
    pub(super) fn consistent(&self) -> bool {
        let n = self.list.len() as u32;
        let named = (0..n).all(|ix| self.ids.get(self.id(ix)) == Some(&ix));
        let members = self.rosters.values().flat_map(|m| m.all.iter().map(|(ix, _)| *ix));
        let maps = self
            .rosters
            .values()
            .flat_map(|m| m.scoped.iter().map(|(_, given)| given).chain([&m.delegations]));
        let given = maps.flat_map(|m| m.iter().flat_map(|(a, b)| [*a, *b]));
        let summed = self.rosters.values().all(|m| m.active == m.on().count() as u64);
        named && summed && self.ids.len() == n as usize && members.chain(given).all(|ix| ix < n)
    }
}

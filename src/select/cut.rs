//! The cut that all rules of selection share: the best of a standing, with ties and caps told.
use super::{Candidate, PollResult, Results, SelectError, SelectNote, Selection, TiedAtCut};
use crate::id::{EntryId, PartyId, PollId};
use crate::num::{Abstain, Majority, Quorum, Shortfall, Threshold, Votes};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What becomes of entries that are level for the last places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum AtCut {
    /// The tie is told and left to the host, a casting vote or another round.
    #[default]
    Tell,
    /// All of them are chosen, so that more are chosen than there are places.
    All,
    /// None of them is chosen, so that fewer are chosen than there are places.
    None,
}
impl AtCut {
    /// Most that are chosen for so many places.
    pub(super) const fn at_most(self, places: usize) -> Option<usize> {
        if matches!(self, Self::All) { None } else { Some(places) }
    }
}

/// How many are taken from a standing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    pub(super) places: usize,
    pub(super) at_cut: AtCut,
    /// Most entries of one party.
    pub(super) per_party: Option<u32>,
}
impl TiedAtCut {
    /// The tie ended by a standing of the level entries: who is certain now, and who is level for what is left. Entries that the standing
    /// does not name come last.
    pub(crate) fn ended_by(&self, standing: &[Vec<EntryId>]) -> (Vec<EntryId>, Option<Self>) {
        let level = |t: &'_ Vec<EntryId>| t.iter().filter(|e| self.tied.contains(e)).cloned().collect();
        let mut tiers: Vec<Vec<EntryId>> = standing.iter().map(level).collect();
        let named: BTreeSet<&EntryId> = standing.iter().flatten().collect();
        tiers.push(self.tied.iter().filter(|e| !named.contains(e)).cloned().collect());
        let mut certain: Vec<EntryId> = vec![];
        for tied in tiers.into_iter().filter(|t| !t.is_empty()) {
            let choose = self.choose - certain.len();
            if tied.len() > choose {
                return (certain, (choose > 0).then(|| Self { tied, choose, ..self.clone() }));
            }
            certain.extend(tied);
        }
        (certain, None)
    }
}

/// The parties of each entry.
pub(super) type Parties<'a> = BTreeMap<&'a EntryId, &'a [PartyId]>;
pub(super) fn parties(candidates: &[Candidate]) -> Parties<'_> {
    candidates.iter().map(|c| (&c.entry, c.parties.as_slice())).collect()
}

/// A cut in the making.
struct Cutting<'a> {
    cut: Cut,
    parties: &'a Parties<'a>,
    left: usize,
    seats: BTreeMap<&'a PartyId, u32>,
    out: Selection,
}
impl Cut {
    /// The best of `standing`: whole tiers while they fit, then the tie, and nothing below it.
    ///
    /// A tie for the seats of one party is told whatever [`AtCut`] says, unless it takes none: a cap is a cap.
    pub(super) fn take<'a>(self, standing: &[Vec<&'a EntryId>], parties: &'a Parties<'a>) -> Selection {
        let mut c = Cutting {
            cut: self,
            parties,
            left: self.places,
            seats: BTreeMap::new(),
            out: Selection::default(),
        };
        for tier in standing {
            if c.left == 0 {
                break;
            }
            let open = c.open(tier);
            if open.is_empty() {
                continue;
            }
            if !c.tier(&open) {
                break;
            }
        }
        c.out
    }
}
impl<'a> Cutting<'a> {
    fn most(&self) -> u32 {
        self.cut.per_party.unwrap_or(u32::MAX)
    }
    /// Seats that a party has left.
    fn room(&self, p: Option<&PartyId>) -> usize {
        let taken = |p| self.seats.get(p).copied().unwrap_or(0);
        p.map_or(usize::MAX, |p| self.most().saturating_sub(taken(p)) as usize)
    }
    fn parties_of(&self, e: &EntryId) -> &'a [PartyId] {
        self.parties.get(e).copied().unwrap_or(&[])
    }
    /// Those of a tier whose parties have seats left; the others are passed over.
    fn open(&mut self, tier: &[&'a EntryId]) -> Vec<&'a EntryId> {
        let mut open = vec![];
        for e in tier {
            let full =
                self.parties_of(e).iter().find(|p| self.seats.get(p).copied().unwrap_or(0) >= self.most());
            match full {
                Some(p) => {
                    self.out.notes.push(SelectNote::PartyFull { entry: (*e).clone(), party: p.clone() });
                }
                None => open.push(*e),
            }
        }
        open
    }
    /// Takes a tier as far as it goes; false if nothing below it may be taken.
    fn tier(&mut self, open: &[&'a EntryId]) -> bool {
        let mut by_party: BTreeMap<Option<&'a PartyId>, Vec<&'a EntryId>> = BTreeMap::new();
        let mut several = false;
        for e in open {
            let of = self.parties_of(e);
            several |= of.len() > 1;
            let first = of.first().filter(|_| self.cut.per_party.is_some());
            by_party.entry(first).or_default().push(e);
        }
        if several && self.cut.per_party.is_some() {
            return self.mixed(open);
        }
        let chosen: usize = by_party.iter().map(|(p, of)| of.len().min(self.room(*p))).sum();
        if chosen > self.left {
            self.level(open, self.left);
            return false;
        }
        let crowded: BTreeSet<&PartyId> =
            by_party.iter().filter(|(p, of)| of.len() > self.room(**p)).filter_map(|(p, _)| *p).collect();
        // In the order of the standing.
        let free = |e: &&&EntryId| !self.parties_of(e).iter().any(|p| crowded.contains(p));
        let certain: Vec<&'a EntryId> = open.iter().filter(free).copied().collect();
        for p in crowded {
            let room = self.room(Some(p));
            self.tied(&by_party[&Some(p)], room);
            *self.seats.entry(p).or_default() += room as u32;
        }
        self.left -= chosen;
        if certain.is_empty() {
            self.hold_tier();
        } else {
            self.take(&certain);
        }
        true
    }
    /// A tier with an entry of several parties, under a cap: it is taken whole, or told as one tie.
    fn mixed(&mut self, open: &[&'a EntryId]) -> bool {
        let mut seats = self.seats.clone();
        for p in open.iter().flat_map(|e| self.parties_of(e)) {
            *seats.entry(p).or_default() += 1;
        }
        if open.len() <= self.left && seats.values().all(|n| *n <= self.most()) {
            self.left -= open.len();
            self.take(open);
            return true;
        }
        // One at least can be chosen, and not all.
        self.tied(open, self.left.min(open.len() - 1).max(1));
        self.hold_tier();
        false
    }
    fn take(&mut self, tier: &[&'a EntryId]) {
        if tier.is_empty() {
            return;
        }
        for e in tier {
            for p in self.parties_of(e) {
                *self.seats.entry(p).or_default() += 1;
            }
        }
        self.out.winners.push(tier.iter().map(|e| (*e).clone()).collect());
    }
    /// More are level than there are places.
    fn level(&mut self, open: &[&'a EntryId], choose: usize) {
        if self.cut.at_cut == AtCut::All {
            self.out.notes.extend(open.iter().map(|e| SelectNote::TiedIn { entry: (*e).clone() }));
            self.take(open);
        } else {
            self.tied(open, choose);
            self.hold_tier();
        }
        self.left = 0;
    }
    fn tied(&mut self, tied: &[&EntryId], choose: usize) {
        let named = tied.iter().map(|e| (*e).clone());
        if self.cut.at_cut == AtCut::None {
            self.out.notes.extend(named.map(|entry| SelectNote::TiedOut { entry }));
        } else {
            let tier = self.out.winners.len();
            self.out.tied.push(TiedAtCut { tied: named.collect(), choose, tier, category: None });
        }
    }
    /// Keeps the place of a tier in which a tie was told and nobody is certain.
    fn hold_tier(&mut self) {
        if self.cut.at_cut != AtCut::None {
            self.out.winners.push(vec![]);
        }
    }
}

impl<'a> Results<'a> {
    /// The poll that a rule follows: the one that it names, or the only one.
    ///
    /// # Errors
    /// If it is not in the round, or none is named and the round has several or none.
    pub fn poll(&self, name: Option<&PollId>) -> Result<&'a PollResult, SelectError> {
        let all = || self.polls.iter().map(|p| p.poll.clone()).collect();
        match (name, self.polls) {
            (Some(n), polls) => polls
                .iter()
                .find(|p| p.poll == *n)
                .ok_or_else(|| SelectError::NoPoll { poll: n.clone(), polls: all() }),
            (None, [one]) => Ok(one),
            (None, _) => Err(SelectError::WhichPoll { polls: all() }),
        }
    }
}
impl PollResult {
    /// What the turnout lacks of the quorums, by heads; blank ballots count as [`Abstain::Quorum`] has it.
    ///
    /// # Errors
    /// The first shortfall.
    pub fn turned_out(&self, quorums: &[Quorum]) -> Result<(), Shortfall> {
        let t = self.turnout;
        let votes =
            Votes { yes: t.ballots.saturating_sub(t.blank), no: 0, abstain: t.blank, eligible: t.eligible };
        let threshold = Threshold::new(0, 1, false).expect("nought of all can be reached");
        let m =
            Majority { threshold, abstain: Abstain::Quorum, quorum: quorums.to_vec(), ..Majority::default() };
        match m.carries(&votes) {
            Err(short @ Shortfall::Quorum { .. }) => Err(short),
            _ => Ok(()),
        }
    }
    /// The standing with only those entries that `keep` says, in tiers that are not empty.
    pub(super) fn tiers(&self, keep: impl Fn(&EntryId) -> bool) -> Vec<Vec<&EntryId>> {
        let tiers = self.standing.iter().map(|t| t.iter().filter(|e| keep(e)).collect::<Vec<_>>());
        tiers.filter(|t| !t.is_empty()).collect()
    }
    /// The place of an entry, from 1; level entries share the better one.
    pub fn place(&self, e: &EntryId) -> Option<usize> {
        let mut before = 0;
        for tier in &self.standing {
            if tier.contains(e) {
                return Some(before + 1);
            }
            before += tier.len();
        }
        None
    }
}

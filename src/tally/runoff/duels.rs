//! Places and duels of the same ballots, for run-offs that need both; and sets of those who win their duels.
use crate::{
    ballot::Ranking,
    count::{Desk, Halt, Refusal, Reply, Session, Step, Teller},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{MAX_SQUARE, PairwiseCounts, Profile, Summary, Unnamed},
    tally::places::{CountPlaces, Part, Places, PlacesReply},
};
use serde::{Deserialize, Serialize};

/// What a shard is asked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum DuelsOrder {
    /// Places among those left.
    Places(CountPlaces),
    /// Who is put above whom.
    Above,
}
/// Places or duels, whichever was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DuelsReply {
    /// The places.
    pub places: PlacesReply,
    /// Weight that puts a above b, row-major, in units; empty if there are too many entries to tell.
    pub above: Vec<u64>,
}
impl Reply for DuelsReply {
    fn merge(&mut self, other: Self) {
        self.places.merge(other.places);
        self.above.resize(self.above.len().max(other.above.len()), 0);
        for (a, b) in self.above.iter_mut().zip(other.above) {
            *a = a.saturating_add(b);
        }
    }
}
/// The ballots of one shard, with their pairwise counts.
#[derive(Debug)]
pub struct Duels {
    places: Places,
    above: Vec<u64>,
}
impl Desk for Duels {
    type Ballot = Ranking;
    type Order = DuelsOrder;
    type Reply = DuelsReply;
    const MOST_ENTRIES: usize = MAX_SQUARE;
    fn open(p: &Profile<Ranking>) -> Self {
        let above = PairwiseCounts::of(p).map_or(vec![], |n| {
            p.entries().flat_map(|a| p.entries().map(move |b| (a, b))).map(|(a, b)| n.above(a, b)).collect()
        });
        Self { places: Places::open(p), above }
    }
    fn obey(&mut self, order: &DuelsOrder) -> DuelsReply {
        match order {
            DuelsOrder::Places(order) => DuelsReply { places: self.places.obey(order), above: vec![] },
            DuelsOrder::Above => DuelsReply { places: PlacesReply::default(), above: self.above.clone() },
        }
    }
}
impl Session<'_, Duels> {
    /// First places among these: a ballot counts in equal parts for those whom it ranks first together.
    pub fn firsts(&mut self, among: &EntrySet) -> Result<PlacesReply, Halt> {
        Ok(self.ask(&DuelsOrder::Places(CountPlaces::of(among, Part::First)))?.places)
    }
    pub(in crate::tally) fn margins(&mut self, m: usize) -> Result<Margins, Halt> {
        let above = self.ask(&DuelsOrder::Above)?.above;
        if above.len() != m * m {
            return Err(Refusal::TooLarge { what: "entries", got: m as u64, most: MAX_SQUARE as u64 }.into());
        }
        Ok(Margins::new(m, |a, b| above[a * m + b]))
    }
}

/// By how much each is ahead of each.
pub(in crate::tally) struct Margins {
    m: usize,
    above: Vec<u64>,
}
impl Margins {
    fn new(m: usize, above: impl Fn(usize, usize) -> u64) -> Self {
        Self { m, above: (0..m * m).map(|i| above(i / m, i % m)).collect() }
    }
    pub(in crate::tally) fn of(n: &PairwiseCounts, unnamed: Unnamed) -> Self {
        Self::new(n.slate().len(), |a, b| n.votes(EntryIx::from(a), EntryIx::from(b), unnamed))
    }
    pub(in crate::tally) fn above(&self, a: EntryIx, b: EntryIx) -> u64 {
        self.above[a.ix() * self.m + b.ix()]
    }
    pub(in crate::tally) fn margin(&self, a: EntryIx, b: EntryIx) -> i64 {
        self.above(a, b) as i64 - self.above(b, a) as i64
    }
    /// Sum of the margins over those left: twice the Borda points above or below their average.
    pub(in crate::tally) fn sum(&self, a: EntryIx, left: &EntrySet) -> i64 {
        left.iter().map(|b| self.margin(a, b)).sum()
    }
    /// Whoever beats all others that are left.
    pub(in crate::tally) fn winner(&self, left: &EntrySet) -> Option<EntryIx> {
        left.iter().find(|a| left.iter().all(|b| b == *a || self.margin(*a, b) > 0))
    }
    /// Whoever loses to all others that are left.
    pub(in crate::tally) fn loser(&self, left: &EntrySet) -> Option<EntryIx> {
        left.iter().find(|a| left.iter().all(|b| b == *a || self.margin(*a, b) < 0))
    }
    /// The smallest set of which everyone beats everyone outside of it.
    pub(in crate::tally) fn smith(&self, left: &EntrySet) -> EntrySet {
        let duels = |a: EntryIx| left.iter().map(|b| self.margin(a, b).signum()).sum::<i64>();
        // Whoever has the most wins less losses is in it.
        let Some(first) = left.iter().max_by_key(|a| duels(*a)) else { return EntrySet::EMPTY };
        let (mut set, mut new) = (EntrySet::from(first), vec![first]);
        while let Some(a) = new.pop() {
            let unbeaten: Vec<EntryIx> =
                left.iter().filter(|b| !set.contains(*b) && self.margin(a, *b) <= 0).collect();
            set = set.union(&unbeaten.iter().copied().collect());
            new.extend(unbeaten);
        }
        set
    }
    /// Whoever has a chain of wins to everyone that has one to them.
    pub(in crate::tally) fn schwartz(&self, left: &EntrySet) -> EntrySet {
        let smith = self.smith(left);
        let mut reach: Vec<EntrySet> = (0..self.m).map(|_| EntrySet::EMPTY).collect();
        for a in smith.iter() {
            reach[a.ix()] = smith.iter().filter(|b| self.margin(a, *b) > 0).collect();
        }
        for by in smith.iter() {
            let on = reach[by.ix()].clone();
            smith.iter().for_each(|a| {
                if reach[a.ix()].contains(by) {
                    reach[a.ix()] = reach[a.ix()].union(&on);
                }
            });
        }
        let back = |a: EntryIx| smith.iter().all(|b| !reach[b.ix()].contains(a) || reach[a.ix()].contains(b));
        smith.iter().filter(|a| back(*a)).collect()
    }
    /// As steps, for each of the others a duel that it lost to one of the first.
    pub(in crate::tally) fn tell_lost(
        &self,
        teller: &mut Teller,
        to: &EntrySet,
        others: &EntrySet,
        per_vote: u64,
    ) {
        for b in others.iter().filter(|b| !to.contains(*b)) {
            if let Some(a) = to.iter().find(|a| self.margin(*a, b) > 0) {
                self.tell(teller, (a, b), per_vote);
            }
        }
    }
    /// The duel as a step.
    pub(in crate::tally) fn tell(&self, teller: &mut Teller, (a, b): (EntryIx, EntryIx), per_vote: u64) {
        let side = |a, b| &Exact::from(self.above(a, b)) / &Exact::from(per_vote);
        teller.record(|| Step::Compared { a, b, for_a: side(a, b), for_b: side(b, a) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::EntrySet;
    /// Margins by the wins that are named; all else is drawn.
    fn margins(m: usize, wins: &[(usize, usize)]) -> Margins {
        Margins::new(m, |a, b| u64::from(wins.contains(&(a, b))))
    }
    #[test]
    fn schwartz_is_smaller_than_smith_where_duels_are_drawn() {
        // 0 beats 1, 1 beats 2, 0 and 2 draw: all three are one another's equals by draws, only 0 is beaten by nobody.
        let n = margins(4, &[(0, 1), (1, 2), (0, 3), (1, 3), (2, 3)]);
        let all = EntrySet::first(4);
        assert_eq!(n.smith(&all), [0, 1, 2].into());
        assert_eq!(n.schwartz(&all), [0].into());
        assert_eq!((n.winner(&all), n.loser(&all)), (None, Some(EntryIx::new(3))));
    }
    #[test]
    fn a_cycle_is_both() {
        let n = margins(3, &[(0, 1), (1, 2), (2, 0)]);
        let all = EntrySet::first(3);
        assert_eq!((n.smith(&all), n.schwartz(&all)), (all.clone(), all));
    }
}

//! How evenly a committee's seats can be borne by its voters: a seat is a load of one that the voters of the elected entry share in
//! any parts.
//!
//! No division makes the largest load smaller than the number of some of the elected divided by the weight of all who approve one of
//! them, and one reaches the largest of these (Hall's theorem). The most loaded part is found by flows; without it and its
//! voters the rest is divided in the same way. The loads so found are the least in lexicographic order, and the least in
//! their sum of squares as well.
//!
//! References: Brill, Freeman, Janson and Lackner (2024), "Phragmén's voting methods and justified representation", Mathematical
//! Programming 203; Sánchez-Fernández, Fernández-García, Fisteus and Brill (2022), "The maximin support method", Mathematical
//! Programming 192; Fujishige (1980), "Lexicographically optimal base of a polymatroid", Mathematics of Operations Research 5.
use super::flow::{Network, UNBOUNDED};
use crate::{
    ballot::Approval,
    count::{Halt, Refusal},
    id::EntryIx,
    num::Exact,
    profile::{MAX_WEIGHT, Profile},
};

/// Different ballots with their weights.
pub(super) struct Voters {
    ballots: Vec<(u64, Vec<bool>)>,
    entries: usize,
}
/// Most seats: sums of weights times seats stay below 62 bits.
const MAX_SEATS: u64 = (UNBOUNDED / MAX_WEIGHT).isqrt();

impl Voters {
    pub(super) fn of(p: &Profile<Approval>, seats: usize) -> Result<Self, Halt> {
        if seats as u64 > MAX_SEATS {
            let what = "seats of a committee whose loads are divided evenly";
            return Err(Refusal::TooLarge { what, got: seats as u64, most: MAX_SEATS }.into());
        }
        let (p, entries) = (p.grouped(), p.slate().len());
        let ballot = |r: usize| {
            let mut approves = vec![false; entries];
            p.rows().approved(r).for_each(|e| approves[e.ix()] = true);
            (p.weight(r), approves)
        };
        let ballots = (0..p.len()).map(ballot).filter(|(w, a)| *w > 0 && a.contains(&true)).collect();
        Ok(Self { ballots, entries })
    }
    /// Steps that dividing the loads of a committee takes, about.
    pub(super) fn effort(&self) -> usize {
        8 * self.ballots.len() * self.entries
    }
    /// Weight of those who approve one of these.
    pub(super) fn behind<'a>(&self, set: impl IntoIterator<Item = &'a EntryIx>) -> u64 {
        let set: Vec<&EntryIx> = set.into_iter().collect();
        let one = |a: &[bool]| set.iter().any(|e| a[e.ix()]);
        self.ballots.iter().filter(|(_, a)| one(a)).map(|(w, _)| w).sum()
    }
    /// Those of a committee whose voters bear the largest load, as many as there are, and the weight of these voters; all of the
    /// committee have voters among the `free`.
    fn most_loaded(&self, committee: &[EntryIx], free: &[usize]) -> (Vec<EntryIx>, u64) {
        let touches = |v: usize, of: &[EntryIx]| of.iter().any(|e| self.ballots[v].1[e.ix()]);
        let weight = |of: &[EntryIx]| -> u64 {
            free.iter().filter(|v| touches(**v, of)).map(|v| self.ballots[*v].0).sum()
        };
        let mut part = committee.to_vec();
        loop {
            // Is there a part with less weight for each of it? Each takes `behind` of what voters give `part.len()` times over.
            let behind = weight(&part);
            let mut n = Network::new(2 + committee.len() + free.len());
            let (source, sink) = (0, 1);
            for (i, e) in committee.iter().enumerate() {
                n.edge(source, 2 + i, behind);
                for (j, v) in free.iter().enumerate() {
                    if self.ballots[*v].1[e.ix()] {
                        n.edge(2 + i, 2 + committee.len() + j, UNBOUNDED);
                    }
                }
            }
            for (j, v) in free.iter().enumerate() {
                n.edge(2 + committee.len() + j, sink, self.ballots[*v].0 * part.len() as u64);
            }
            let all = n.largest(source, sink) == behind * committee.len() as u64;
            let cut = n.cut_off(sink);
            part = committee.iter().enumerate().filter(|(i, _)| cut[2 + i]).map(|(_, e)| *e).collect();
            if all {
                let behind = weight(&part);
                return (part, behind);
            }
        }
    }
    /// The largest load by unit of weight, divided as evenly as it can be; `None` if somebody has no voters.
    pub(super) fn largest_load(&self, committee: &[EntryIx]) -> Option<Exact> {
        if committee.iter().any(|e| self.behind([*e].iter()) == 0) {
            return None;
        }
        if committee.is_empty() {
            return Some(Exact::ZERO);
        }
        let free: Vec<usize> = (0..self.ballots.len()).collect();
        let (part, behind) = self.most_loaded(committee, &free);
        Exact::from(part.len()).checked_div(&Exact::from(behind))
    }
    /// Loads by unit of weight and the weight that bears them, falling, of a committee that has voters for each of it.
    pub(super) fn loads(&self, committee: &[EntryIx]) -> Vec<(Exact, u64)> {
        let (mut left, mut free) = (committee.to_vec(), (0..self.ballots.len()).collect::<Vec<_>>());
        let mut loads = vec![];
        while !left.is_empty() {
            let (part, behind) = self.most_loaded(&left, &free);
            let load = Exact::from(part.len()).checked_div(&Exact::from(behind)).unwrap_or_default();
            loads.push((load, behind));
            free.retain(|v| !part.iter().any(|e| self.ballots[*v].1[e.ix()]));
            left.retain(|e| !part.contains(e));
        }
        loads
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    /// From the theorem: of all parts the one with the most for its weight, the largest of them.
    fn slowly(v: &Voters, committee: &[EntryIx]) -> Vec<(Exact, u64)> {
        let (mut left, mut free) = (committee.to_vec(), (0..v.ballots.len()).collect::<Vec<_>>());
        let mut loads = vec![];
        while !left.is_empty() {
            let parts = (1u32..1 << left.len()).map(|bits| {
                let part: Vec<EntryIx> =
                    left.iter().enumerate().filter(|(i, _)| bits >> i & 1 == 1).map(|(_, e)| *e).collect();
                let touched = free.iter().filter(|x| part.iter().any(|e| v.ballots[**x].1[e.ix()]));
                let behind: u64 = touched.map(|x| v.ballots[*x].0).sum();
                (Exact::from(part.len()).checked_div(&Exact::from(behind)).unwrap(), part.len(), behind, part)
            });
            let (load, _, behind, part) = parts.max_by_key(|(load, n, ..)| (load.clone(), *n)).unwrap();
            loads.push((load, behind));
            free.retain(|x| !part.iter().any(|e| v.ballots[*x].1[e.ix()]));
            left.retain(|e| !part.contains(e));
        }
        loads
    }
    proptest! {
        #[test]
        fn loads_are_what_the_theorem_says(
            sets in prop::collection::vec((prop::sample::subsequence(vec![0usize, 1, 2, 3, 4], 1..=4), 1u64..5), 1..8),
        ) {
            let ballot = |(s, w): &(Vec<usize>, u64)| (*w, (0..5).map(|e| s.contains(&e)).collect());
            let v = Voters { ballots: sets.iter().map(ballot).collect(), entries: 5 };
            let committee: Vec<EntryIx> =
                (0..5usize).map(EntryIx::from).filter(|e| v.behind([*e].iter()) > 0).collect();
            let loads = v.loads(&committee);
            prop_assert_eq!(&loads, &slowly(&v, &committee));
            prop_assert_eq!(v.largest_load(&committee), Some(loads[0].0.clone()));
        }
    }
}

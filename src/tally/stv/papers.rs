//! What a count of transferable votes knows of the ballots: who holds how many papers of which value.
//!
//! Ballots lie with their shards, in numbered parcels. Here stands what each number is worth, so that a value may be settled
//! after it is known how many papers could move.
use super::super::runoff::Piles;
use crate::{
    count::{Halt, Refusal, Rounds, Session, Step, Teller},
    id::{EntryIx, EntrySet},
    num::Exact,
};

/// Longest number of a value that is kept, in digits; beyond it a count is refused.
const MOST_DIGITS: usize = 4000;

/// Papers that are worth the same and, where that matters, came together.
struct Parcel {
    value: Exact,
    /// The number of the transfer that brought it; 0 for all where that does not matter.
    came: u32,
}
/// What of a transfer can move on: for values that depend on it.
pub(super) struct Movable {
    /// Votes' worth of papers that name somebody further.
    pub(super) papers: Exact,
    /// Their value.
    pub(super) value: Exact,
}
/// What papers are worth after a transfer.
pub(super) enum Worth<'a> {
    /// What they were worth.
    Same,
    /// From what each was worth.
    Each(&'a dyn Fn(&Exact, &Movable) -> Exact),
}
/// A transfer.
pub(super) struct Transfer<'a> {
    pub(super) from: EntryIx,
    /// Who may get something.
    pub(super) to: &'a EntrySet,
    /// Only papers that came with the last transfer.
    pub(super) last_only: bool,
    /// Only papers that are worth this.
    pub(super) only: Option<Exact>,
    /// Of the votes that arrive with each entry, and those that do not, whole ones count.
    pub(super) whole: bool,
    /// Papers that name nobody further stay.
    pub(super) stay: bool,
    pub(super) worth: Worth<'a>,
    /// What is given up; what does not arrive of it is lost. `None`: no more than what moved.
    pub(super) gives: Option<Exact>,
}
impl<'a> Transfer<'a> {
    /// All papers, at what they are worth.
    pub(super) fn all(from: EntryIx, to: &'a EntrySet, gives: Exact) -> Self {
        Self {
            from,
            to,
            last_only: false,
            only: None,
            whole: false,
            stay: false,
            worth: Worth::Same,
            gives: Some(gives),
        }
    }
}
/// All papers.
pub(super) struct Papers<'a> {
    session: Session<'a, Piles>,
    /// Units that make one vote.
    units: Exact,
    parcels: Vec<Parcel>,
    /// Number and units, by entry.
    held: Vec<Vec<(u32, u64)>>,
    /// Whether papers that came together are kept apart.
    by_arrival: bool,
    transfers: u32,
    pub(super) votes: Vec<Exact>,
    pub(super) exhausted: Exact,
    pub(super) lost: Exact,
}
impl<'a> Papers<'a> {
    /// Every paper to its first entry among these, at one vote each.
    pub(super) fn deal(
        ballots: &'a dyn Rounds<Piles>,
        to: &EntrySet,
        by_arrival: bool,
    ) -> Result<Self, Halt> {
        let mut session = ballots.begin();
        let dealt = session.deal(to)?;
        if dealt.equal_ranks > 0 {
            return Err(Refusal::EqualRanks(dealt.equal_ranks.div_ceil(ballots.units_per_vote())).into());
        }
        let m = ballots.slate().len();
        let units = Exact::from(ballots.units_per_vote());
        let (at, blank) = dealt.totals(m);
        Ok(Self {
            session,
            parcels: vec![Parcel { value: Exact::ONE, came: 0 }],
            held: at.iter().map(|w| if *w > 0 { vec![(0, *w)] } else { vec![] }).collect(),
            by_arrival,
            transfers: 0,
            votes: at.iter().map(|w| &Exact::from(*w) / &units).collect(),
            exhausted: &Exact::from(blank) / &units,
            lost: Exact::ZERO,
            units,
        })
    }
    /// For counts in which a value is what a paper has given, and not what it has: all papers dealt are worth this.
    pub(super) fn begin_at(&mut self, value: Exact) {
        self.parcels[0].value = value;
    }
    pub(super) fn of(&self, e: EntryIx) -> &Exact {
        &self.votes[e.ix()]
    }
    /// Votes of all of these.
    pub(super) fn sum(&self, of: &EntrySet) -> Exact {
        of.iter().map(|e| self.of(e)).sum()
    }
    /// Votes' worth of the papers of an entry (of the last transfer to it), whatever they are worth now.
    pub(super) fn papers(&self, e: EntryIx, last_only: bool) -> Exact {
        let count: u64 = self.chosen(e, last_only).map(|(_, w)| *w).sum();
        &Exact::from(count) / &self.units
    }
    /// What the papers of an entry (of the last transfer to it) are worth.
    pub(super) fn worth(&self, e: EntryIx, last_only: bool) -> Exact {
        self.chosen(e, last_only).map(|(n, w)| self.shown(*w, &self.parcels[*n as usize].value)).sum()
    }
    /// What papers of an entry are worth, highest first.
    pub(super) fn values(&self, e: EntryIx) -> Vec<Exact> {
        let mut all: Vec<Exact> =
            self.held[e.ix()].iter().map(|(n, _)| self.parcels[*n as usize].value.clone()).collect();
        all.sort_by(|a, b| b.cmp(a));
        all.dedup();
        all
    }
    fn chosen(&self, e: EntryIx, last_only: bool) -> impl Iterator<Item = &(u32, u64)> {
        let came = |n: u32| self.parcels[n as usize].came;
        let last = self.held[e.ix()].iter().map(|(n, _)| came(*n)).max();
        self.held[e.ix()].iter().filter(move |(n, _)| !last_only || Some(came(*n)) == last)
    }
    fn shown(&self, units: u64, value: &Exact) -> Exact {
        &(&Exact::from(units) * value) / &self.units
    }
    /// The numbers that parcels get, before it is known what they are worth.
    fn renamed(&mut self, t: &Transfer<'_>) -> Vec<(u32, u32)> {
        let worth_that = |n: &u32| t.only.as_ref().is_none_or(|v| self.parcels[*n as usize].value == *v);
        let old: Vec<u32> = self.chosen(t.from, t.last_only).map(|(n, _)| *n).filter(worth_that).collect();
        if matches!(t.worth, Worth::Same) && !self.by_arrival {
            return old.into_iter().map(|n| (n, n)).collect();
        }
        let came = if self.by_arrival { self.transfers } else { 0 };
        let next = |parcels: &mut Vec<Parcel>, n: u32| {
            parcels.push(Parcel { value: parcels[n as usize].value.clone(), came });
            u32::try_from(parcels.len() - 1).expect("a count makes fewer than 2^32 parcels")
        };
        old.into_iter().map(|n| (n, next(&mut self.parcels, n))).collect()
    }
    /// Moves all papers of those who are out to whom they name next, at the value that they have.
    pub(super) fn leave(
        &mut self,
        out: &EntrySet,
        standing: &EntrySet,
        teller: &mut Teller,
    ) -> Result<(), Halt> {
        for from in out.iter() {
            let gives = self.of(from).clone();
            let step = self.transfer(&Transfer::all(from, standing, gives))?;
            teller.record(|| step);
        }
        Ok(())
    }
    /// What the next transfer brings came together with what the last one brought.
    pub(super) fn same_batch(&mut self) {
        self.transfers = self.transfers.saturating_sub(1);
    }
    /// Does it, and gives the step that tells of it.
    pub(super) fn transfer(&mut self, t: &Transfer<'_>) -> Result<Step, Halt> {
        self.transfers += 1;
        let renamed = self.renamed(t);
        let moved = self.session.move_on(t.from, t.to, renamed.clone(), t.stay)?;
        let mut movable = Movable { papers: Exact::ZERO, value: Exact::ZERO };
        for (to, old, units) in &moved.to {
            if to.is_some() {
                movable.papers += &(&Exact::from(*units) / &self.units);
                movable.value += &self.shown(*units, &self.parcels[*old as usize].value);
            }
        }
        for (old, new) in &renamed {
            let value = match &t.worth {
                Worth::Same => continue,
                Worth::Each(f) => f(&self.parcels[*old as usize].value, &movable),
            };
            // Only a denominator that left 64 bits can have grown long.
            if value.denominator().is_none() {
                let digits = value.to_string().len();
                if digits > MOST_DIGITS {
                    let (got, most) = (digits as u64, MOST_DIGITS as u64);
                    return Err(Refusal::TooLarge { what: "digits of a vote's value", got, most }.into());
                }
            }
            self.parcels[*new as usize].value = value;
        }
        Ok(self.book(t, &renamed, &moved.to))
    }
    fn book(
        &mut self,
        t: &Transfer<'_>,
        renamed: &[(u32, u32)],
        moved: &[(Option<EntryIx>, u32, u64)],
    ) -> Step {
        let new_of = |old: u32| renamed.iter().find(|(o, _)| *o == old).map_or(old, |(_, n)| *n);
        self.held[t.from.ix()].retain(|(n, _)| renamed.iter().all(|(old, _)| old != n));
        let mut arrived = vec![Exact::ZERO; self.votes.len()];
        let mut gone = Exact::ZERO;
        for (to, old, units) in moved {
            let new = new_of(*old);
            match to {
                Some(e) => {
                    arrived[e.ix()] += &self.shown(*units, &self.parcels[new as usize].value);
                    add(&mut self.held[e.ix()], new, *units);
                }
                None if t.stay => add(&mut self.held[t.from.ix()], *old, *units),
                None => gone += &self.shown(*units, &self.parcels[new as usize].value),
            }
        }
        if t.whole {
            let whole = |v: &Exact| v.floor().map_or_else(|| v.clone(), Exact::from);
            for v in &mut arrived {
                *v = whole(v);
            }
            gone = whole(&gone);
        }
        let all = &arrived.iter().sum::<Exact>() + &gone;
        let gives = t.gives.clone().unwrap_or_else(|| all.clone());
        let lost = &gives - &all;
        self.votes[t.from.ix()] -= &gives;
        self.votes.iter_mut().zip(&arrived).for_each(|(v, x)| *v += x);
        self.exhausted += &gone;
        self.lost += &lost;
        let to = arrived.into_iter().enumerate().filter(|(_, v)| !v.is_zero());
        Step::Transferred {
            from: t.from,
            to: to.map(|(e, v)| (EntryIx::from(e), v)).collect(),
            exhausted: gone,
            lost,
        }
    }
    /// What everybody has.
    pub(super) fn totals(&self) -> Step {
        let totals = self.votes.iter().enumerate().map(|(e, v)| (EntryIx::from(e), v.clone())).collect();
        Step::scored_of(totals, self.exhausted.clone(), self.lost.clone())
    }
}
fn add(held: &mut Vec<(u32, u64)>, number: u32, units: u64) {
    match held.iter_mut().find(|(n, _)| *n == number) {
        Some((_, w)) => *w += units,
        None => held.push((number, units)),
    }
}

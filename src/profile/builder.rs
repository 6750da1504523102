//! Collecting ballots: each is checked as it enters and taken whole or not at all.
use super::{MAX_WEIGHT, Profile, Slate, Weights};
use crate::{
    ballot::{Ballot, BallotError, RankRows, Ranking, Rows, ScoreRows, Scores},
    id::EntryIx,
};

/// Why a ballot, or the whole, was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("ballot {at}: {cause}")]
pub struct Refused {
    /// Number of the ballot in the order of entry, from 1; 0 if the slate or form is at fault.
    pub at: u64,
    /// What is wrong with it.
    #[source]
    pub cause: BallotError,
}

/// Collects ballots. A refused ballot leaves no trace but its number.
#[derive(Clone, Debug)]
pub struct ProfileBuilder<B: Ballot> {
    p: Profile<B>,
    seen: u64,
}
impl<B: Ballot> ProfileBuilder<B> {
    pub(super) fn new(slate: Slate, form: B::Form, units_per_vote: u64) -> Result<Self, BallotError> {
        if !(1..=MAX_WEIGHT).contains(&units_per_vote) {
            return Err(BallotError::Units { got: units_per_vote, most: MAX_WEIGHT });
        }
        let rows = B::Rows::empty(slate.len(), &form)?;
        let (weights, voters) = (Weights::One, Weights::One);
        let p = Profile { slate, form, rows, weights, voters, total: 0, total_voters: 0, units_per_vote };
        Ok(Self { p, seen: 0 })
    }
    /// A ballot of one vote.
    pub fn push(&mut self, ballot: &B) -> Result<(), Refused> {
        self.push_weighted(ballot, self.p.units_per_vote)
    }
    /// A ballot of one voter who weighs so many units, see [`Profile::units_per_vote`]. A ballot of no weight
    /// is checked like any other and counts nowhere, not as a voter either.
    pub fn push_weighted(&mut self, ballot: &B, weight: u64) -> Result<(), Refused> {
        self.enter(1, weight, |rows| rows.push(ballot))
    }
    /// The same ballot of `voters` voters with one vote each, as files of counted ballots have it.
    pub fn push_many(&mut self, ballot: &B, voters: u64) -> Result<(), Refused> {
        let weight = voters.saturating_mul(self.p.units_per_vote);
        self.enter(voters, weight, |rows| rows.push(ballot))
    }
    fn enter(
        &mut self,
        voters: u64,
        weight: u64,
        push: impl FnOnce(&mut B::Rows) -> Result<(), BallotError>,
    ) -> Result<(), Refused> {
        self.seen += 1;
        let refused = |cause| Refused { at: self.seen, cause };
        let total = self.p.total.saturating_add(weight);
        if total > MAX_WEIGHT {
            return Err(refused(BallotError::TooHeavy { most: MAX_WEIGHT }));
        }
        if weight == 0 {
            let mut probe = B::Rows::empty(self.p.slate.len(), &self.p.form).map_err(refused)?;
            return push(&mut probe).map_err(refused);
        }
        let rows = self.p.rows.len();
        push(&mut self.p.rows).map_err(refused)?;
        self.p.total = total;
        // Not above the weight, so it does not overflow.
        self.p.total_voters += voters;
        self.p.weights.push(weight, rows);
        self.p.voters.push(voters, rows);
        Ok(())
    }
    /// Ballots offered so far, refused ones included.
    pub const fn seen(&self) -> u64 {
        self.seen
    }
    /// The profile of all ballots that were taken.
    pub fn finish(mut self) -> Profile<B> {
        self.p.rows.seal();
        self.p.weights.seal();
        self.p.voters.seal();
        self.p
    }
}
impl ProfileBuilder<Ranking> {
    /// A strict order of one vote, without building a [`Ranking`]: no allocation.
    pub fn push_order(&mut self, order: &[EntryIx]) -> Result<(), Refused> {
        self.push_order_many(order, 1)
    }
    /// The same strict order of `voters` voters with one vote each: no allocation.
    pub fn push_order_many(&mut self, order: &[EntryIx], voters: u64) -> Result<(), Refused> {
        let weight = voters.saturating_mul(self.p.units_per_vote);
        self.enter(voters, weight, |rows: &mut RankRows| rows.push_order(order))
    }
    /// The same tiers of `voters` voters with one vote each: tier `k` is `named[ends[k - 1]..ends[k]]`, the
    /// first from 0. No allocation.
    pub fn push_tiers_many(&mut self, named: &[EntryIx], ends: &[usize], voters: u64) -> Result<(), Refused> {
        let weight = voters.saturating_mul(self.p.units_per_vote);
        self.enter(voters, weight, |rows: &mut RankRows| rows.push_tiers(named, ends))
    }
}
impl ProfileBuilder<Scores> {
    /// The same levels of `voters` voters with one vote each, without building [`Scores`]: entries in rising order. No
    /// allocation.
    pub(crate) fn push_levels_many(
        &mut self,
        marks: impl Iterator<Item = (u16, u16)> + Clone,
        voters: u64,
    ) -> Result<(), Refused> {
        let weight = voters.saturating_mul(self.p.units_per_vote);
        self.enter(voters, weight, |rows: &mut ScoreRows| rows.push_levels(marks))
    }
}

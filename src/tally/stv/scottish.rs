//! Scottish STV, as Scotland elects its councils.
//!
//! The quota is the votes divided by one more than the seats, cut off, and one more. Whoever reaches it is elected. The
//! largest surplus is transferred first: *all* ballots of the elected move on, each at its value times surplus divided by
//! votes held, cut off after five decimals. If there is no surplus, the entry with the fewest votes is excluded and its
//! ballots move on at their value. When as many are left as there are seats, they are elected.
//!
//! Worked example: two seats; 7 ballots A B, 3 A C, 4 B, 6 C. Quota 20/3 cut off, and one: 7. A has 10; each ballot moves on at
//! 3/10: B has 4 + 2.1 = 6.1, C 6 + 0.9 = 6.9. B is excluded, C is elected.
use super::super::runoff::Piles;
use crate::{
    count::{About, Alias, Draft, Halt, Refusal, Rounds, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
};
use serde::{Deserialize, Serialize};

/// One vote, in the hundred-thousandths that the order speaks of.
const VALUE: u64 = 100_000;

/// Weighted inclusive Gregory with five decimals.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between surpluses or for exclusion: whoever had more (fewer) at the latest earlier stage at which they differ; if there is
/// none, the order says by lot, and the teller is asked at stage `order` or `eliminate` with the number of the stage.
///
/// # Complexity
/// O(n m) moves at worst; a ballot of up to 15 entries takes 8 bytes while counting.
///
/// # Errors
/// Ballots that rank entries equally are refused, and a task without a number of seats.
///
/// # References
/// The Scottish Local Government Elections Order 2007 (S.S.I. 2007/42), schedule 1, rules 45 to 52.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::stv::ScottishStv};
/// let mut ballots = vec![Ranking::strict([0, 1]); 7];
/// ballots.extend(vec![Ranking::strict([0, 2]); 3]);
/// ballots.extend(vec![Ranking::strict([1]); 4]);
/// ballots.extend(vec![Ranking::strict([2]); 6]);
/// let tally = run(&ScottishStv {}, &Profile::of(3, &ballots)?, Seats::fill(2).unwrap(), &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ScottishStv {}

impl TallyRule for ScottishStv {
    type Input = dyn Rounds<Piles>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("scottish-stv", "Scottish STV")
            .aliases(&[
                Alias::plain("wig-stv-scotland"),
                Alias::plain("stv-scotland"),
                Alias::plain("stv_scotland"),
            ])
            .references(&["S.S.I. 2007/42, schedule 1, rules 45 to 52"])
            .needs_number();
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let m = ballots.slate().len();
        let mut piles = ballots.begin();
        let dealt = piles.deal(&EntrySet::first(m), VALUE)?;
        if dealt.equal_ranks > 0 {
            return Err(Refusal::EqualRanks(dealt.equal_ranks.div_ceil(ballots.units_per_vote())).into());
        }
        let (votes, exhausted) = dealt.totals(m);
        let units = u128::from(ballots.units_per_vote()) * u128::from(VALUE);
        // The "one more" is one vote, not one unit of a scaled weight.
        let valid = votes.iter().sum::<u128>() / units;
        let quota = (valid / (seats.number() as u128 + 1) + 1) * units;
        let mut count = Count {
            units,
            quota,
            seats: seats.number(),
            standing: EntrySet::first(m),
            elected: EntrySet::EMPTY,
            surpluses: EntrySet::EMPTY,
            votes,
            exhausted,
            lost: 0,
            stages: vec![],
            draft: Draft::new(),
        };
        teller.record(|| Step::Quota { value: count.shown(quota) });
        while let Some((from, ratio)) = count.next(teller)? {
            let (moved, gone) = piles.transfer(from, &count.standing, ratio)?.totals(m);
            count.book(from, &moved, gone, teller);
        }
        let Count { draft, standing, .. } = count;
        Ok(draft.finish(standing))
    }
}

/// The count between two transfers. Votes are in hundred-thousandths of a unit of weight.
struct Count {
    units: u128,
    quota: u128,
    seats: usize,
    standing: EntrySet,
    elected: EntrySet,
    surpluses: EntrySet,
    votes: Vec<u128>,
    exhausted: u128,
    lost: u128,
    /// Votes at each earlier stage, for ties.
    stages: Vec<Vec<u128>>,
    draft: Draft,
}
/// Whose ballots move on, and at which ratio.
type Move = (EntryIx, (u64, u64));
impl Count {
    fn shown(&self, v: u128) -> Exact {
        &Exact::from(v) / &Exact::from(self.units)
    }
    /// One stage: elects whoever can be elected; then what moves on next. `None` at the end.
    fn next(&mut self, teller: &mut Teller) -> Result<Option<Move>, Halt> {
        teller.record(|| {
            let totals =
                self.votes.iter().enumerate().map(|(e, v)| (EntryIx::from(e), self.shown(*v))).collect();
            Step::scored_of(totals, self.shown(self.exhausted), self.shown(self.lost))
        });
        self.elect_reached(teller);
        let free = self.seats.saturating_sub(self.elected.len());
        if free > 0 && self.standing.len() <= free {
            let rest = std::mem::take(&mut self.standing);
            self.elect(rest, teller);
        }
        if self.elected.len() >= self.seats || self.standing.is_empty() {
            return Ok(None);
        }
        let next =
            if self.surpluses.is_empty() { self.exclude(teller)? } else { self.transfer_surplus(teller)? };
        self.stages.push(self.votes.clone());
        Ok(Some(next))
    }
    fn elect_reached(&mut self, teller: &mut Teller) {
        let mut reached: Vec<EntryIx> =
            self.standing.iter().filter(|e| self.votes[e.ix()] >= self.quota).collect();
        reached.sort_by_key(|e| std::cmp::Reverse(self.votes[e.ix()]));
        let equal = |a: &EntryIx, b: &EntryIx| self.votes[a.ix()] == self.votes[b.ix()];
        let tiers: Vec<EntrySet> = reached.chunk_by(equal).map(|t| t.iter().copied().collect()).collect();
        for tier in tiers {
            let over = tier.iter().filter(|e| self.votes[e.ix()] > self.quota).collect();
            self.surpluses = self.surpluses.union(&over);
            self.standing = self.standing.minus(&tier);
            self.elect(tier, teller);
        }
    }
    fn elect(&mut self, tier: EntrySet, teller: &mut Teller) {
        self.elected = self.elected.union(&tier);
        teller.record(|| Step::Elected { entries: tier.clone() });
        self.draft.elect(tier);
    }
    fn exclude(&mut self, teller: &mut Teller) -> Result<Move, Halt> {
        let tied = self.extreme(&self.standing, |v| v);
        let out = teller.pick_entry(TieAt::eliminate(self.stages.len() + 1), &tied)?;
        self.standing.remove(out);
        self.draft.eliminate(out);
        teller.record(|| Step::Eliminated { entries: out.into() });
        Ok((out, (1, 1)))
    }
    fn transfer_surplus(&mut self, teller: &mut Teller) -> Result<Move, Halt> {
        let tied = self.extreme(&self.surpluses, |v| u128::MAX - v);
        let from = teller.pick_entry(TieAt::order(self.stages.len() + 1), &tied)?;
        self.surpluses.remove(from);
        let held = self.votes[from.ix()];
        // At most 2^46 units of 10^5 each, so below 2^63.
        let narrow = |x: u128| u64::try_from(x).expect("votes of a profile fit 63 bits");
        Ok((from, (narrow(held - self.quota), narrow(held))))
    }
    /// The entries with the least key now; among equals, at the latest earlier stage at which they differ.
    fn extreme(&self, of: &EntrySet, key: impl Fn(u128) -> u128) -> EntrySet {
        let mut tied = of.clone();
        for stage in std::iter::once(&self.votes).chain(self.stages.iter().rev()) {
            let least = tied.iter().map(|e| key(stage[e.ix()])).min();
            tied = tied.iter().filter(|e| Some(key(stage[e.ix()])) == least).collect();
            if tied.len() == 1 {
                break;
            }
        }
        tied
    }
    fn book(&mut self, from: EntryIx, moved: &[u128], gone: u128, teller: &mut Teller) {
        let keeps = if self.elected.contains(from) { self.quota } else { 0 };
        let left = self.votes[from.ix()] - keeps;
        let lost = left - moved.iter().sum::<u128>() - gone;
        self.votes[from.ix()] = keeps;
        self.votes.iter_mut().zip(moved).for_each(|(v, x)| *v += x);
        self.exhausted += gone;
        self.lost += lost;
        teller.record(|| Step::Transferred {
            from,
            to: moved
                .iter()
                .enumerate()
                .filter(|(_, v)| **v > 0)
                .map(|(e, v)| (EntryIx::from(e), self.shown(*v)))
                .collect(),
            exhausted: self.shown(gone),
            lost: self.shown(lost),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::Ranking,
        count::{CountError, Outcome, Stage, TiePolicy, run},
        profile::Profile,
    };
    fn profile(m: usize, of: &[(&[u32], usize)]) -> Profile<Ranking> {
        let all: Vec<Ranking> = of
            .iter()
            .flat_map(|(o, n)| std::iter::repeat_n(Ranking::strict(o.iter().copied()), *n))
            .collect();
        Profile::of(m, &all).unwrap()
    }
    #[test]
    fn worked_example() {
        let p = profile(3, &[(&[0, 1], 7), (&[0, 2], 3), (&[1], 4), (&[2], 6)]);
        let t = run(&ScottishStv {}, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [0, 2].into());
        let after: Vec<Vec<String>> = t
            .steps()
            .iter()
            .filter_map(|s| match s {
                Step::Scored { totals, .. } => Some(totals.iter().map(|(_, v)| v.to_string()).collect()),
                _ => None,
            })
            .collect();
        assert_eq!(after[1], ["7", "61/10", "69/10"]);
    }
    #[test]
    fn votes_are_conserved_at_every_stage() {
        // 3 seats; a third of a surplus does not divide, so hundred-thousandths are lost
        let p = profile(5, &[(&[0, 1, 2], 11), (&[0, 3], 7), (&[2, 1], 3), (&[3, 4], 4), (&[4], 5)]);
        let t = run(&ScottishStv {}, &p, Seats::fill(3).unwrap(), &TiePolicy::REPORT).unwrap();
        for s in t.steps() {
            if let Step::Scored { totals, exhausted, lost } = s {
                let all: Exact = totals.iter().map(|(_, v)| v).chain([exhausted, lost]).sum();
                assert_eq!(all, Exact::from(30u32));
            }
        }
    }
    #[test]
    fn a_tie_without_an_earlier_difference_is_told() {
        let p = profile(3, &[(&[0], 4), (&[1, 2], 3), (&[2, 1], 3)]);
        let t = run(&ScottishStv {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        let Outcome::Tied { stage, tied, .. } = t.outcome() else { panic!("{t:?}") };
        assert_eq!((*stage, tied), (Stage::Eliminate, &[1, 2].into()));
    }
    #[test]
    fn seats_are_needed_and_nobody_votes() {
        let p = profile(3, &[]);
        let e = run(&ScottishStv {}, &p, Seats::Open, &TiePolicy::REPORT).unwrap_err();
        assert!(matches!(e, CountError::NeedsNumber { .. }));
        let t = run(&ScottishStv {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

//! Who leaves together because nobody of them can be elected any more.
use crate::{
    id::{EntryIx, EntrySet},
    num::Exact,
};
use serde::{Deserialize, Serialize};

/// Who leaves when nobody is elected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Defeat {
    /// The one with the fewest votes.
    #[default]
    One,
    /// All who cannot catch up even with the votes of all below them and all surpluses; else the one with the fewest.
    SureLosers,
    /// The same, but only if nobody can reach the quota by their votes, or it is about the last seat, or as many are left as there are seats; looked at
    /// before surpluses move (Californians for Electoral Reform).
    Cfer,
}

/// Entries by their votes, the fewest first, and all surpluses together.
pub(super) struct Rising<'v> {
    votes: &'v [Exact],
    order: Vec<EntryIx>,
    surplus: Exact,
}
impl<'v> Rising<'v> {
    pub(super) fn of(votes: &'v [Exact], of: &EntrySet, surplus: Exact) -> Self {
        let mut order: Vec<EntryIx> = of.iter().collect();
        order.sort_by(|a, b| votes[a.ix()].cmp(&votes[b.ix()]));
        Self { votes, order, surplus }
    }
    /// The largest set from below, of at most so many, whose votes and all surpluses together are less than what the next one above
    /// has.
    pub(super) fn sure_losers(&self, most: usize) -> EntrySet {
        self.largest(most, |_, _| true)
    }
    /// The same with a further condition on the number and what they have together with all surpluses.
    fn largest(&self, most: usize, may: impl Fn(usize, &Exact) -> bool) -> EntrySet {
        let (mut sum, mut found) = (self.surplus.clone(), 0);
        for (k, pair) in self.order.windows(2).enumerate() {
            sum += &self.votes[pair[0].ix()];
            if sum < self.votes[pair[1].ix()] && k < most && may(k + 1, &sum) {
                found = k + 1;
            }
        }
        self.order[..found].iter().copied().collect()
    }
    /// By 10059 (k) of the bill of Californians for Electoral Reform.
    pub(super) fn by_cfer(&self, most: usize, free: usize, quota: &Exact) -> EntrySet {
        let highest = self.order.last().map(|e| self.votes[e.ix()].clone()).unwrap_or_default();
        let lacks = quota - &highest;
        self.largest(most, |n, sum| {
            let without_most = || sum - &self.votes[self.order[n - 1].ix()];
            free == 1 || n == most || *sum < lacks || (self.surplus.is_zero() && without_most() < lacks)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    fn out(votes: &[u32], surplus: u32, most: usize, cfer: Option<(usize, u32)>) -> Vec<usize> {
        let votes: Vec<Exact> = votes.iter().map(|v| Exact::from(*v)).collect();
        let rising = Rising::of(&votes, &EntrySet::first(votes.len()), Exact::from(surplus));
        let set = match cfer {
            Some((free, quota)) => rising.by_cfer(most, free, &Exact::from(quota)),
            None => rising.sure_losers(most),
        };
        set.iter().map(EntryIx::ix).collect()
    }
    #[test]
    fn the_largest_set_that_cannot_catch_up() {
        assert_eq!(out(&[1, 2, 4, 20], 0, 3, None), [0, 1, 2]);
        assert_eq!(out(&[1, 2, 4, 20], 1, 3, None), [0, 1, 2]);
        assert_eq!(out(&[1, 2, 4, 20], 1, 2, None), [0usize; 0]);
        assert_eq!(out(&[3, 3, 10], 0, 2, None), [0, 1]);
    }
    #[test]
    fn nobody_may_reach_the_quota_by_their_votes() {
        // of the last two, as many are left as there are seats
        assert_eq!(out(&[1, 2, 5, 20], 1, 2, Some((2, 25))), [0, 1]);
        // 1 + 2 and the surplus might lift one to a quota of 24, which lacks 4
        assert_eq!(out(&[1, 2, 5, 20, 20], 1, 4, Some((2, 24))), [0usize; 0]);
        // without a surplus, and without the most that one of them has, 3 are too few
        assert_eq!(out(&[1, 2, 5, 20, 20], 0, 4, Some((2, 24))), [0, 1, 2]);
        // it is about the last seat
        assert_eq!(out(&[1, 2, 5, 20, 20], 1, 4, Some((1, 24))), [0, 1, 2]);
    }
}

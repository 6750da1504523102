//! Expanding approvals for budgets (PB-EAR), from rankings: supporters of an entry who are many enough for its part of the budget
//! buy it; who ranks it how far down counts as a supporter grows step by step.
//!
//! Every voter weighs one of n. At step j whoever ranks an entry at j or better supports it. An entry that still fits the budget and
//! whose supporters weigh at least `n · cost / budget` is bought, and they lose just that weight; then again. If there is none, j
//! grows by one, until it has passed every ballot. An entry's rank is one more than the number of entries above it; whoever does
//! not rank an entry never supports it.
//!
//! The definition leaves open which of several such entries is bought: by default the one with the most weight behind it; with
//! `first = "any"` that is a tie. It also leaves open how weight is lost: here all supporters lose the same, or all that they have.
//!
//! Worked example: budget 100, four voters, so 25 of cost is one voter. 2 rank A B, 1 ranks B A, 1 ranks C. A costs 50, B 25, C 60.
//! At step 1 A needs 2 and has 2, B needs 1 and has 1: both are bought, whichever comes first. C fits no more.
use super::{Holding, price};
use crate::{
    ballot::Ranking,
    count::{
        About, Alias, Budget, Draft, Funding, Halt, Param, Purchase, Refusal, Step, TallyRule, Teller, TieAt,
    },
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most kinds of ballots times entries.
const MAX_WORK: u64 = 1 << 24;

/// Which of several entries with enough support is bought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum First {
    /// The one whose supporters weigh the most.
    #[default]
    Support,
    /// Any: it is a tie.
    Any,
}

/// Supporters who are many enough buy, and who supports grows rank by rank.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between entries that can be bought and whose supporters weigh the same (with `first = "any"`: that can be bought), at stage
/// `order` with the number of the purchase.
///
/// # Complexity
/// O(k m) for k kinds of ballots and m entries, for each purchase and rank.
///
/// # Errors
/// More than 2^24 kinds of ballots times entries.
///
/// # References
/// Aziz and Lee (2021), "Proportionally representative participatory budgeting with ordinal preferences", AAAI, algorithm 1.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, budget::PbEar, count::*, profile::Profile};
/// let ballots = [vec![0, 1], vec![0, 1], vec![1, 0], vec![2]].map(Ranking::strict);
/// let budget = Budget { total: 100, costs: vec![50, 25, 60] };
/// let tally = run(&PbEar::default(), &Profile::of(3, &ballots)?, budget, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PbEar {
    /// Which of several entries with enough support is bought.
    pub first: First,
}

/// Ballots that are alike.
struct Kind {
    /// Rank and entry, best first.
    ranks: Vec<(usize, EntryIx)>,
    weight: u64,
    /// What each unit of weight has left of itself.
    left: Exact,
}
impl Kind {
    fn backs(&self, e: EntryIx, rank: usize) -> bool {
        self.ranks.iter().any(|(r, x)| *x == e && *r <= rank)
    }
}

impl TallyRule for PbEar {
    type Input = Profile<Ranking>;
    type Answer = Funding;
    fn about(&self) -> About {
        const ABOUT: About = About::new("pb-ear", "Expanding approvals for budgets")
            .aliases(&[
                Alias::plain("pb_ear"),
                Alias::plain("pb_ear(ordinal)"),
                Alias::plain("expanding-approvals-budget"),
            ])
            .references(&["Aziz and Lee (2021), AAAI, algorithm 1"])
            .params(&[Param {
                name: "first",
                kind: "support | any",
                about: "which of several entries with enough support is bought",
            }])
            .limit("2^24 kinds of ballots times entries");
        ABOUT
    }
    fn count(&self, p: &Profile<Ranking>, budget: &Budget, teller: &mut Teller) -> Result<Funding, Halt> {
        let mut kinds = kinds(p);
        let m = budget.costs.len();
        let work = (kinds.len() as u64).saturating_mul(m as u64);
        if work > MAX_WORK {
            let what = "kinds of ballots times entries";
            return Err(Refusal::TooLarge { what, got: work, most: MAX_WORK }.into());
        }
        let all = Exact::from(p.total_weight());
        // Nobody can be asked for a part of nothing: then only what costs nothing is bought.
        let needs = |e: EntryIx| {
            let cost = Exact::from(budget.costs[e.ix()]);
            (&all * &cost).checked_div(&Exact::from(budget.total)).unwrap_or_default()
        };
        let (mut bought, mut have, mut left) = (vec![], EntrySet::EMPTY, budget.total);
        let last = kinds.iter().filter_map(|k| k.ranks.last()).map(|(r, _)| *r).max().unwrap_or(0);
        let mut rank = 1;
        while rank <= last {
            let mut support = vec![Exact::ZERO; m];
            let mut named = EntrySet::EMPTY;
            for k in &kinds {
                let weight = &k.left * &Exact::from(k.weight);
                for (_, e) in k.ranks.iter().take_while(|(r, _)| *r <= rank) {
                    support[e.ix()] += &weight;
                    named.insert(*e);
                }
            }
            let fits = |e: &EntryIx| budget.costs[e.ix()] <= left && support[e.ix()] >= needs(*e);
            let mut can: EntrySet = named.minus(&have).iter().filter(fits).collect();
            if self.first == First::Support {
                let most = can.iter().map(|e| &support[e.ix()]).max().cloned();
                can = can.iter().filter(|e| Some(&support[e.ix()]) == most.as_ref()).collect();
            }
            teller.record(|| Step::scored(named.iter().map(|e| (e, support[e.ix()].clone()))));
            if can.is_empty() {
                rank += 1;
                continue;
            }
            if can.len() > 1 {
                let weights: Vec<Exact> = kinds.iter().map(|k| k.left.clone()).collect();
                teller.visit(&Draft::new(), ((rank as u64, have.clone()), weights))?;
            }
            let e = teller.pick_entry(TieAt::order(bought.len() + 1), &can)?;
            let cost = budget.costs[e.ix()];
            let mut held: BTreeMap<Exact, u64> = BTreeMap::new();
            for k in kinds.iter().filter(|k| k.backs(e, rank)) {
                *held.entry(k.left.clone()).or_default() += k.weight;
            }
            let held: Vec<Holding> =
                held.into_iter().map(|(money, weight)| Holding { money, utility: 1, weight }).collect();
            let loss = price(&held, &needs(e), false).unwrap_or_default();
            for k in kinds.iter_mut().filter(|k| k.backs(e, rank)) {
                k.left -= &k.left.clone().min(loss.clone());
            }
            teller.record(|| Step::Bought { entry: e, cost, price: None });
            bought.push(Purchase { entry: e, cost });
            have.insert(e);
            left -= cost;
        }
        Ok(Funding::of(bought))
    }
}
fn kinds(p: &Profile<Ranking>) -> Vec<Kind> {
    let mut all: BTreeMap<Vec<(usize, EntryIx)>, u64> = BTreeMap::new();
    for (ballot, weight) in p.ballots() {
        let mut ranks = vec![];
        for tier in &ballot {
            let rank = ranks.len() + 1;
            ranks.extend(tier.iter().map(|e| (rank, e)));
        }
        *all.entry(ranks).or_default() += weight;
    }
    all.into_iter().map(|(ranks, w)| Kind { ranks, weight: w, left: Exact::ONE }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::{Outcome, Tally, TiePolicy, run};
    fn tally(first: First, votes: &[&[u32]], costs: &[u64], ties: &TiePolicy) -> Tally<Funding> {
        let all: Vec<Ranking> = votes.iter().map(|v| Ranking::strict(v.iter().copied())).collect();
        let budget = Budget { total: 100, costs: costs.to_vec() };
        run(&PbEar { first }, &Profile::of(costs.len(), &all).unwrap(), budget, ties).unwrap()
    }
    #[test]
    fn worked_example() {
        let votes: &[&[u32]] = &[&[0, 1], &[0, 1], &[1, 0], &[2]];
        let t = tally(First::Any, votes, &[50, 25, 60], &TiePolicy::REPORT);
        assert_eq!(t.outcome().winners().unwrap().set(), [0, 1].into());
    }
    #[test]
    fn a_second_place_counts_at_the_second_step() {
        // Nobody has the 2 that A needs at the first step; at the second A has them.
        let t = tally(First::Any, &[&[1, 0], &[2, 0]], &[100, 101, 101], &TiePolicy::REPORT);
        assert_eq!(t.outcome().winners().unwrap().set(), [0].into());
    }
    #[test]
    fn which_comes_first_is_a_tie_unless_support_decides() {
        // A (60) and B (60) need 3 of 5 each; A has 4 and B has 3 at the second step.
        let votes: &[&[u32]] = &[&[0, 1], &[0, 1], &[2, 0], &[2, 0], &[2, 1]];
        let costs = [60, 60, 90];
        assert!(matches!(
            tally(First::Any, votes, &costs, &TiePolicy::REPORT).outcome(),
            Outcome::Tied { .. }
        ));
        let t = tally(First::Support, votes, &costs, &TiePolicy::REPORT);
        assert_eq!(t.outcome().winners().unwrap().set(), [0].into());
    }
    #[test]
    fn nobody_votes() {
        let t = tally(First::Any, &[], &[60], &TiePolicy::REPORT);
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

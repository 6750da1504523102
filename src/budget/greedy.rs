//! Greedy budgets: what has the most votes (or the most votes for its cost) is bought first, as long as there is money.
//!
//! What does not fit any more is skipped, or ends the buying, or is given what is left; what has fewer votes than `min_votes` is never
//! bought.
//! Categories may have limits of their own, and of some entries at most one may be bought.
//!
//! Worked example: budget 100; A costs 60 with 50 votes, B 50 with 40, C 40 with 30. A is bought; B does not fit. With `skip` C is
//! bought for the 40 that are left, with `stop` nothing more is.
use super::{
    CategoryLimit,
    limits::{EXCLUSIVE, LIMITS, Room},
};
use crate::{
    count::{About, Alias, Budget, Draft, Funding, Halt, Param, Purchase, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{SpendSupport, Summary},
};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum By {
    /// The most votes.
    #[default]
    Votes,
    /// The most votes for a unit of cost.
    VotesPerCost,
    /// The most votes for the square root of the cost, compared by squares.
    VotesPerRootCost,
}
/// What is done with an entry that does not fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum WhenFull {
    /// It is passed over.
    #[default]
    Skip,
    /// Nothing more is bought.
    Stop,
    /// It is given what is left of the money, if anything is, and nothing more is bought.
    Partial,
}

/// The most votes first.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal entries that do not all fit are a tie, at stage `order` with the number of the purchase.
///
/// # What nobody votes for
/// `min_votes` is 0 by default: once there is any ballot, a blank one too, what has no votes comes last and is bought from the money that is
/// left, as in the definition, which fills the budget in the order of votes. Set `min_votes` to 1 to buy only what somebody votes for.
/// Without any ballot nothing is bought.
///
/// # Complexity
/// O(m log m) on sums of support.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Consul and most cities in Pabulib; Talmon and Faliszewski (2019), "A framework for approval-based budgeting methods", AAAI.
///
/// # Examples
/// ```
/// use cocreate::{ballot::{Spend, SpendForm}, budget::BudgetGreedy, count::*, profile::Profile};
/// let ballots = [Spend::approving(&[0, 1].into()), Spend::approving(&[0].into()), Spend::approving(&[2].into())];
/// let budget = Budget { total: 100, costs: vec![60, 50, 40] };
/// let profile = Profile::with_form(3, SpendForm::with_costs([60, 50, 40]), &ballots)?;
/// let tally = run(&BudgetGreedy::default(), &profile, budget, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BudgetGreedy {
    /// What comes first.
    pub by: By,
    /// Votes are supporters, or the sum of the utilities that they state.
    pub votes: Votes,
    /// What is done with an entry that does not fit.
    pub when_full: WhenFull,
    /// Votes that an entry needs to be bought at all. With 0, what nobody votes for is bought too as long as there is money.
    pub min_votes: u64,
    /// At most so much money for each of these categories.
    pub limits: Vec<CategoryLimit>,
    /// Of each of these sets at most one entry is bought.
    pub exclusive: Vec<EntrySet>,
}
/// What is a vote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Votes {
    /// A supporter is one vote.
    Supporters,
    /// A supporter is as many votes as the utility that it states; an approval states 1.
    #[default]
    Utility,
}

impl TallyRule for BudgetGreedy {
    type Input = SpendSupport;
    type Answer = Funding;
    fn about(&self) -> About {
        const ABOUT: About = About::new("budget-greedy", "Greedy budget")
            .aliases(&[
                Alias::plain("greedy-budget"),
                Alias::with("greedy_utilitarian_welfare", &[("by", "\"votes\"")]),
                Alias::with("greedy-cost", &[("by", "\"votes\"")]),
                Alias::with("greedy-cardinality", &[("by", "\"votes-per-cost\"")]),
                Alias::with("greedy[cost]", &[("by", "\"votes\"")]),
                Alias::with("greedy[card]", &[("by", "\"votes-per-cost\"")]),
                Alias::with("greedy[cost_sqrt]", &[("by", "\"votes-per-root-cost\"")]),
                Alias::with("greedy[additive cardinal utilities of points]", &[("by", "\"votes-per-cost\"")]),
                Alias::with("greedy[borda](ordinal)", &[("by", "\"votes-per-cost\"")]),
            ])
            .references(&["Talmon and Faliszewski (2019), AAAI"])
            .params(&[
                Param {
                    name: "by",
                    kind: "votes | votes-per-cost | votes-per-root-cost",
                    about: "what comes first",
                },
                Param { name: "votes", kind: "supporters | utility", about: "what is a vote" },
                Param {
                    name: "when_full",
                    kind: "skip | stop | partial",
                    about: "what is done with an entry that does not fit",
                },
                Param {
                    name: "min_votes",
                    kind: "integer",
                    about: "votes that an entry needs to be bought at all; with 0 also what nobody votes for is bought while there is money",
                },
                LIMITS,
                EXCLUSIVE,
            ]);
        ABOUT
    }
    fn count(&self, n: &SpendSupport, budget: &Budget, teller: &mut Teller) -> Result<Funding, Halt> {
        let units = Exact::from(n.units_per_vote());
        let votes = |e: EntryIx| match self.votes {
            Votes::Supporters => &Exact::from(n.supporters(e)) / &units,
            Votes::Utility => &Exact::from(n.utility(e)) / &units,
        };
        let worth: Vec<Exact> = n.slate().iter().map(votes).collect();
        teller.record(|| Step::scored(n.slate().iter().map(|e| (e, worth[e.ix()].clone()))));
        let mut bought = vec![];
        fill(self, &worth, (budget, 0), &mut bought, teller)?;
        Ok(Funding::of(bought))
    }
}

/// Buys greedily with what is left of the budget, besides what was bought already; ties are numbered from the purchases on,
/// and `asked` more.
pub(super) fn fill(
    rule: &BudgetGreedy,
    worth: &[Exact],
    (budget, asked): (&Budget, usize),
    bought: &mut Vec<Purchase>,
    teller: &mut Teller,
) -> Result<(), Halt> {
    let mut room = Room::new(budget, &rule.limits, &rule.exclusive, bought);
    let have: EntrySet = bought.iter().map(|p| p.entry).collect();
    let cost = |e: EntryIx| budget.costs[e.ix()];
    let key = |e: EntryIx| rule.by.key(&worth[e.ix()], cost(e));
    let least = Exact::from(rule.min_votes);
    let open = EntrySet::first(worth.len()).minus(&have);
    let mut order: Vec<EntryIx> = open.iter().filter(|e| worth[e.ix()] >= least).collect();
    order.sort_by_cached_key(|e| Reverse(key(*e)));
    for tier in order.chunk_by(|a, b| key(*a) == key(*b)) {
        let mut tier = tier.to_vec();
        while !tier.is_empty() {
            let fits: Vec<EntryIx> = tier.iter().copied().filter(|e| room.fits(*e, cost(*e))).collect();
            let all_fit = room.is_plain() && tier.iter().map(|e| cost(*e)).sum::<u64>() <= room.left();
            let among = if rule.when_full == WhenFull::Skip { &fits } else { &tier };
            let Some(first) = among.first().copied() else { break };
            // Where all fit, their order changes nothing. Else all that follows depends on what was bought: whatever comes
            // before this tier was bought or does not fit any more.
            let e = if all_fit {
                first
            } else {
                let set: EntrySet = bought.iter().map(|p| p.entry).collect();
                teller.visit(&Draft::new(), (1, set))?;
                teller.pick(TieAt::order(asked + bought.len() + 1), among)?
            };
            let most = room.of(e).unwrap_or(0);
            let short = cost(e) > most;
            if short && (rule.when_full == WhenFull::Stop || most == 0) {
                return Ok(());
            }
            let cost = cost(e).min(most);
            room.take(e, cost);
            bought.push(Purchase { entry: e, cost });
            teller.record(|| Step::Bought { entry: e, cost, price: None });
            if short {
                return Ok(());
            }
            tier.retain(|x| *x != e);
        }
    }
    Ok(())
}
impl By {
    /// More is earlier. What costs nothing comes first where votes are held against cost.
    fn key(self, worth: &Exact, cost: u64) -> (bool, Exact) {
        let per = match self {
            Self::Votes => Some(worth.clone()),
            Self::VotesPerCost => worth.checked_div(&Exact::from(cost)),
            Self::VotesPerRootCost => (worth * worth).checked_div(&Exact::from(cost)),
        };
        (per.is_none(), per.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::{Spend, SpendForm},
        count::{Outcome, TiePolicy, run},
        profile::Profile,
    };
    fn profile(votes: &[usize], costs: &[u64]) -> Profile<Spend> {
        let of = |(e, n): (usize, &usize)| std::iter::repeat_n(Spend::approving(&[e as u32].into()), *n);
        let all: Vec<Spend> = votes.iter().enumerate().flat_map(of).collect();
        let form = SpendForm::with_costs(costs.iter().copied());
        Profile::with_form(votes.len(), form, &all).unwrap()
    }
    fn bought(rule: &BudgetGreedy, votes: &[usize], costs: &[u64]) -> EntrySet {
        let budget = Budget { total: 100, costs: costs.to_vec() };
        let t = run(rule, &profile(votes, costs), budget, &TiePolicy::REPORT).unwrap();
        t.outcome().winners().unwrap().set()
    }
    #[test]
    fn worked_example() {
        let stop = BudgetGreedy { when_full: WhenFull::Stop, ..Default::default() };
        assert_eq!(bought(&BudgetGreedy::default(), &[50, 40, 30], &[60, 50, 40]), [0, 2].into());
        assert_eq!(bought(&stop, &[50, 40, 30], &[60, 50, 40]), [0].into());
    }
    #[test]
    fn the_first_that_does_not_fit_may_have_what_is_left() {
        let rule = BudgetGreedy { when_full: WhenFull::Partial, ..Default::default() };
        let budget = Budget { total: 100, costs: vec![60, 50, 40] };
        let t = run(&rule, &profile(&[50, 40, 30], &[60, 50, 40]), budget, &TiePolicy::REPORT).unwrap();
        let bought: Vec<(usize, u64)> =
            t.answer().unwrap().bought().iter().map(|p| (p.entry.ix(), p.cost)).collect();
        assert_eq!(bought, [(0, 60), (1, 40)]);
    }
    #[test]
    fn categories_and_exclusions_are_kept() {
        // The first two may cost 70 together; the last excludes the third.
        let limits = vec![CategoryLimit { entries: [0, 1].into(), most: 70 }];
        let rule = BudgetGreedy { limits, exclusive: vec![[2, 3].into()], ..Default::default() };
        assert_eq!(bought(&rule, &[50, 40, 10, 30], &[60, 20, 10, 10]), [0, 3].into());
    }
    #[test]
    fn votes_for_the_root_of_the_cost() {
        // 6/√100 = 0.6 < 4/√25 = 0.8, and by votes for the cost 0.06 < 0.16; 5/√64 = 0.625 against 0.8
        let rule = BudgetGreedy { by: By::VotesPerRootCost, ..Default::default() };
        assert_eq!(bought(&rule, &[6, 4, 5], &[100, 25, 64]), [1, 2].into());
    }
    /// As the docs say: a blank ballot is a ballot.
    #[test]
    fn what_nobody_votes_for_is_bought_unless_a_vote_is_asked_for() {
        let p = Profile::with_form(2, SpendForm::with_costs([6, 3]), &[Spend::default()]).unwrap();
        let of = |min_votes| {
            let rule = BudgetGreedy { min_votes, ..Default::default() };
            let told = rule.about().params.iter().find(|p| p.name == "min_votes").unwrap().about;
            assert!(told.contains("what nobody votes for is bought"), "{told}");
            run(&rule, &p, Budget { total: 10, costs: vec![6, 3] }, &TiePolicy::REPORT).unwrap()
        };
        assert_eq!(of(0).outcome().winners().unwrap().set(), [0, 1].into());
        assert!(matches!(of(1).outcome(), Outcome::None { .. }));
    }
    #[test]
    fn an_entry_below_the_least_votes_is_not_bought() {
        let rule = BudgetGreedy { min_votes: 31, ..Default::default() };
        assert_eq!(bought(&rule, &[50, 40, 30], &[60, 50, 40]), [0].into());
        let rule = BudgetGreedy { min_votes: 30, ..Default::default() };
        assert_eq!(bought(&rule, &[50, 40, 30], &[60, 50, 40]), [0, 2].into());
    }
    #[test]
    fn a_vote_is_a_supporter_or_what_it_states() {
        let form = SpendForm::with_costs([100, 100]);
        let ballots = [Spend::new([(0u32.into(), 5)]).unwrap(), Spend::new([(1u32.into(), 1)]).unwrap()];
        let twice = [ballots[0].clone(), ballots[1].clone(), ballots[1].clone()];
        let p = Profile::with_form(2, form, &twice).unwrap();
        let who = |rule: &BudgetGreedy| {
            let t = run(rule, &p, Budget { total: 100, costs: vec![100, 100] }, &TiePolicy::REPORT).unwrap();
            t.outcome().winners().unwrap().set()
        };
        assert_eq!(who(&BudgetGreedy::default()), [0].into());
        assert_eq!(who(&BudgetGreedy { votes: Votes::Supporters, ..Default::default() }), [1].into());
    }
    #[test]
    fn votes_for_the_money() {
        // 40/40 > 45/50 > 50/60: the second, then the third; the first does not fit any more
        let rule = BudgetGreedy { by: By::VotesPerCost, ..Default::default() };
        assert_eq!(bought(&rule, &[50, 40, 45], &[60, 40, 50]), [1, 2].into());
    }
    #[test]
    fn a_tie_matters_only_if_not_all_fit() {
        let budget = Budget { total: 100, costs: vec![60, 60] };
        let t =
            run(&BudgetGreedy::default(), &profile(&[5, 5], &[60, 60]), budget, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::Tied { .. }));
        assert_eq!(bought(&BudgetGreedy::default(), &[5, 5], &[40, 60]), [0, 1].into());
    }
    #[test]
    fn nobody_votes() {
        let budget = Budget { total: 100, costs: vec![60, 60] };
        let t =
            run(&BudgetGreedy::default(), &profile(&[0, 0], &[60, 60]), budget, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

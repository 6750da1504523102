//! The most welfare: of all that the budget can buy, what is worth the most to all voters together (a knapsack).
//!
//! A bought entry is worth its cost, or one, to each supporter, or the utility that the ballot states.
//!
//! Worked example: budget 100; A costs 60 and has 5 supporters, B and C cost 50 and have 4 each. By cost A alone is worth 300, B
//! and C together 400. By number 5 against 8.
use super::{
    CategoryLimit, Satisfaction,
    limits::{EXCLUSIVE, LIMITS, Room},
};
use crate::{
    count::{
        About, Alias, Budget, Funding, Halt, Param, Purchase, Refusal, Step, TallyRule, Teller, TieAt,
        Winners,
    },
    id::{EntryIx, EntrySet},
    profile::{SpendSupport, Summary},
};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// Most sets, whole and in parts, that the search looks at.
const MAX_LOOKS: u64 = 1 << 21;
/// Most tied sets that are kept.
const MAX_TIED: usize = 20_000;

/// The set that is worth the most to all together.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between sets of the same worth, at stage `win`. Entries that are worth nothing make no difference: sets with and without them are
/// tied.
///
/// # Complexity
/// Branch and bound: 2^m at worst for m entries, small where costs and worths differ. After 2^21 looks or 20,000 tied sets the
/// best set found is told with the most that another could be worth.
///
/// # Errors
/// `cost-sqrt` is refused: sums of roots are not compared here.
///
/// # References
/// Talmon and Faliszewski (2019), "A framework for approval-based budgeting methods", AAAI, the maximising rules; Martello and Toth
/// (1990), Knapsack Problems, section 2.5.
///
/// # Examples
/// ```
/// use cocreate::{ballot::{Spend, SpendForm}, budget::MaxWelfare, count::*, profile::Profile};
/// let mut ballots = vec![Spend::approving(&[0].into()); 5];
/// ballots.extend(vec![Spend::approving(&[1, 2].into()); 4]);
/// let budget = Budget { total: 100, costs: vec![60, 50, 50] };
/// let profile = Profile::with_form(3, SpendForm::with_costs([60, 50, 50]), &ballots)?;
/// let tally = run(&MaxWelfare::default(), &profile, budget, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MaxWelfare {
    /// What a purchase is worth to a supporter.
    pub satisfaction: Satisfaction,
    /// At most so much money for each of these categories.
    pub limits: Vec<CategoryLimit>,
    /// Of each of these sets at most one entry is bought.
    pub exclusive: Vec<EntrySet>,
}

impl TallyRule for MaxWelfare {
    type Input = SpendSupport;
    type Answer = Funding;
    fn about(&self) -> About {
        const ABOUT: About = About::new("budget-max-welfare", "Budget of the most welfare")
            .aliases(&[
                Alias::plain("knapsack"),
                Alias::plain("max_additive_utilitarian_welfare"),
                Alias::with("max_welfare[cost]", &[("satisfaction", "\"cost\"")]),
                Alias::with("max_welfare[card]", &[("satisfaction", "\"cardinality\"")]),
                Alias::with("max_welfare_total[cost]", &[("satisfaction", "\"cost\"")]),
                Alias::with("max_welfare_total[card]", &[("satisfaction", "\"cardinality\"")]),
                Alias::with("max-utilitarian-welfare", &[("satisfaction", "\"utility\"")]),
            ])
            .references(&["Talmon and Faliszewski (2019), AAAI", "Martello and Toth (1990), section 2.5"])
            .params(&[
                Param {
                    name: "satisfaction",
                    kind: "cost | cardinality | utility",
                    about: "what a purchase is worth to a supporter",
                },
                LIMITS,
                EXCLUSIVE,
            ])
            .limit("2^21 looks or 20,000 tied sets; beyond, the best found and the bound");
        ABOUT
    }
    fn count(&self, n: &SpendSupport, budget: &Budget, teller: &mut Teller) -> Result<Funding, Halt> {
        let worth = |e: EntryIx| match self.satisfaction {
            Satisfaction::Cost => Some(u128::from(n.supporters(e)) * u128::from(budget.costs[e.ix()])),
            Satisfaction::Cardinality => Some(u128::from(n.supporters(e))),
            Satisfaction::Utility => Some(u128::from(n.utility(e))),
            Satisfaction::CostSqrt => None,
        };
        let items =
            n.slate().iter().map(|e| Some(Item { entry: e, cost: budget.costs[e.ix()], worth: worth(e)? }));
        let Some(mut items) = items.collect::<Option<Vec<Item>>>() else {
            let why = "sums of roots are not compared; name cost, cardinality or utility".to_owned();
            return Err(Refusal::Parameter { name: "satisfaction", why }.into());
        };
        items.sort_by(|a, b| a.denser(b));
        let mut before = vec![(0u128, 0u128)];
        for i in &items {
            let (cost, worth) = before[before.len() - 1];
            before.push((cost + u128::from(i.cost), worth.saturating_add(i.worth)));
        }
        let mut search = Search { items: &items, before, best: None, sets: vec![], looks: 0, cut: None };
        let room = Room::new(budget, &self.limits, &self.exclusive, &[]);
        search.follow(0, (0, &mut vec![]), &room, teller)?;
        let best = search.best.unwrap_or(0);
        if let Some(bound) = search.cut {
            let set = search.sets.first().cloned().unwrap_or_default();
            let bound = format!(
                "a set worth {best} units was found and {bound} may be reached, or more sets are as good; the search ends after {MAX_LOOKS} looks or {MAX_TIED} tied sets"
            );
            return Err(teller.undecided(Winners::from(set), bound));
        }
        teller.record(|| Step::note(format!("the best sets are worth {best} units to all together")));
        search.sets.sort();
        let set = teller.pick(TieAt::win(0), &search.sets)?;
        let bought: Vec<Purchase> =
            set.iter().map(|entry| Purchase { entry, cost: budget.costs[entry.ix()] }).collect();
        for p in &bought {
            teller.record(|| Step::Bought { entry: p.entry, cost: p.cost, price: None });
        }
        Ok(Funding::of(bought))
    }
}

struct Item {
    entry: EntryIx,
    cost: u64,
    worth: u128,
}
impl Item {
    /// More worth for the cost first; of equals the larger, which leaves less to try.
    fn denser(&self, other: &Self) -> std::cmp::Ordering {
        // 64 bits of cost; worths have at most 80: weights of 2^64 do not meet costs of 2^64 in one budget that adds up.
        let key = |a: &Self, b: &Self| a.worth.saturating_mul(u128::from(b.cost));
        key(other, self).cmp(&key(self, other)).then_with(|| Reverse(self.cost).cmp(&Reverse(other.cost)))
    }
}
struct Search<'a> {
    items: &'a [Item],
    /// Cost and worth of all items before each place.
    before: Vec<(u128, u128)>,
    best: Option<u128>,
    sets: Vec<EntrySet>,
    looks: u64,
    /// The largest bound that was not followed.
    cut: Option<u128>,
}
impl Search<'_> {
    fn follow(
        &mut self,
        at: usize,
        (worth, part): (u128, &mut Vec<EntryIx>),
        room: &Room<'_>,
        teller: &mut Teller,
    ) -> Result<(), Halt> {
        self.looks += 1;
        if self.looks.is_multiple_of(1024) {
            teller.poll()?;
        }
        let bound = worth + self.bound(at, room.left());
        if self.best.is_some_and(|b| bound < b) {
            return Ok(());
        }
        if self.looks > MAX_LOOKS || self.sets.len() > MAX_TIED {
            self.cut = self.cut.max(Some(bound));
            return Ok(());
        }
        let Some(item) = self.items.get(at) else {
            if self.best.is_none_or(|b| worth > b) {
                self.best = Some(worth);
                self.sets.clear();
            }
            self.sets.push(part.iter().copied().collect());
            return Ok(());
        };
        if room.fits(item.entry, item.cost) {
            let mut rest = room.clone();
            rest.take(item.entry, item.cost);
            part.push(item.entry);
            self.follow(at + 1, (worth + item.worth, part), &rest, teller)?;
            part.pop();
        }
        self.follow(at + 1, (worth, part), room, teller)
    }
    /// What is left of the money buys no more than this, if the last entry may be bought in part.
    fn bound(&self, at: usize, left: u64) -> u128 {
        let (cost, worth) = self.before[at];
        let most = cost + u128::from(left);
        let end = self.before.partition_point(|(c, _)| *c <= most) - 1;
        let sum = self.before[end].1.saturating_sub(worth);
        let Some(i) = self.items.get(end) else { return sum };
        let left = most - self.before[end].0;
        // Rounded down: worths are whole.
        sum.saturating_add(i.worth.checked_mul(left).map_or(i.worth, |x| x / u128::from(i.cost)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::{Spend, SpendForm},
        count::{Outcome, Tally, TiePolicy, run},
        profile::Profile,
    };
    fn tally(rule: &MaxWelfare, votes: &[usize], costs: &[u64], ties: &TiePolicy) -> Tally<Funding> {
        let of = |(e, n): (usize, &usize)| std::iter::repeat_n(Spend::approving(&[e as u32].into()), *n);
        let all: Vec<Spend> = votes.iter().enumerate().flat_map(of).collect();
        let form = SpendForm::with_costs(costs.iter().copied());
        let profile = Profile::with_form(votes.len(), form, &all).unwrap();
        run(rule, &profile, Budget { total: 100, costs: costs.to_vec() }, ties).unwrap()
    }
    #[test]
    fn worked_example() {
        for satisfaction in [Satisfaction::Cost, Satisfaction::Cardinality] {
            let rule = MaxWelfare { satisfaction, ..Default::default() };
            let t = tally(&rule, &[5, 4, 4], &[60, 50, 50], &TiePolicy::REPORT);
            assert_eq!(t.outcome().winners().unwrap().set(), [1, 2].into());
        }
        let rule = MaxWelfare { exclusive: vec![[1, 2].into()], ..Default::default() };
        let t = tally(&rule, &[5, 4, 4], &[60, 50, 50], &TiePolicy::REPORT);
        assert_eq!(t.outcome().winners().unwrap().set(), [0].into());
    }
    #[test]
    fn all_sets_of_the_same_worth_are_tied() {
        let t =
            tally(&MaxWelfare::default(), &[2, 2, 0], &[60, 60, 40], &TiePolicy::AllBranches { limit: 9 });
        let Outcome::OneOf { sets, complete: true, .. } = t.outcome() else { panic!("{t:?}") };
        let sets: Vec<EntrySet> = sets.iter().map(Winners::set).collect();
        assert_eq!(sets, [[0].into(), [0, 2].into(), [1].into(), [1, 2].into()]);
    }
    #[test]
    fn nobody_votes() {
        let t = tally(&MaxWelfare::default(), &[0, 0], &[60, 60], &TiePolicy::REPORT);
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

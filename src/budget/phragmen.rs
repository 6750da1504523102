//! Sequential Phragmén for budgets: what is bought is a load of its cost that its supporters share. Entry after entry is bought
//! that leaves its supporters with the least load, all equal.
//!
//! The first entry that is too dear ends the buying, or is passed over. If several are level and one of them is too dear, the
//! buying ends as well: what was bought must not hang on their order. Entries without supporters come last and are level.
//!
//! Worked example: budget 100, 3 voters support A (30) and B (60), 2 support C (40). The loads would be 10, 20 and 20: A is bought.
//! Then B would leave 10 + 20 = 30 and C 20, so C is bought. B would cost 30 more than there is.
use super::{SpendPurses, Till, WhenFull, limits::Room};
use crate::{
    count::{
        About, Alias, Budget, Draft, Funding, Halt, Param, Purchase, Rounds, Session, Step, TallyRule,
        Teller, TieAt,
    },
    id::{EntryIx, EntrySet},
    num::Exact,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What leaves its supporters with the least load is bought next.
///
/// The definition and a worked example are at the head of [this module](self). Ballots that state utilities support what they
/// give any.
///
/// # Ties
/// Between entries of equal load, at stage `order` with the number of the purchase.
///
/// # Complexity
/// O(A p) for A approvals and p purchases.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Phragmén (1894); Los, Christoff and Grossi (2022), "Proportional budget allocations: towards a systematization", IJCAI; Brill et
/// al. (2023), "Proportionality in approval-based participatory budgeting", AAAI.
///
/// # Examples
/// ```
/// use cocreate::{ballot::{Spend, SpendForm}, budget::BudgetPhragmen, count::*, profile::Profile};
/// let mut ballots = vec![Spend::approving(&[0, 1].into()); 3];
/// ballots.extend(vec![Spend::approving(&[2].into()); 2]);
/// let budget = Budget { total: 100, costs: vec![30, 60, 40] };
/// let profile = Profile::with_form(3, SpendForm::with_costs([30, 60, 40]), &ballots)?;
/// let tally = run(&BudgetPhragmen::default(), &profile, budget, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BudgetPhragmen {
    /// What is done with an entry that does not fit; `partial` gives it what is left.
    pub when_full: WhenFull,
}
impl Default for BudgetPhragmen {
    fn default() -> Self {
        Self { when_full: WhenFull::Stop }
    }
}

impl TallyRule for BudgetPhragmen {
    type Input = dyn Rounds<SpendPurses>;
    type Answer = Funding;
    fn about(&self) -> About {
        const ABOUT: About = About::new("budget-phragmen", "Sequential Phragmén for budgets")
            .aliases(&[
                Alias::plain("sequential_phragmen"),
                Alias::plain("phragmen(budget)"),
                Alias::plain("sequential_phragmen(budget)"),
            ])
            .references(&["Los, Christoff and Grossi (2022), IJCAI", "Brill et al. (2023), AAAI"])
            .params(&[Param {
                name: "when_full",
                kind: "skip | stop | partial",
                about: "what is done with an entry that does not fit",
            }]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, budget: &Budget, teller: &mut Teller) -> Result<Funding, Halt> {
        let mut session = ballots.begin();
        let mut bought = vec![];
        let room = Room::new(budget, &[], &[], &[]);
        fill(&mut session, (budget, 0), room, &mut bought, self.when_full, teller)?;
        Ok(Funding::of(bought))
    }
}

/// Buys with what is left of the budget, besides what was bought already; all loads are nought at first. Ties are numbered from
/// the purchases on, and `asked` more.
pub(super) fn fill(
    session: &mut Session<'_, SpendPurses>,
    (budget, asked): (&Budget, usize),
    mut room: Room<'_>,
    bought: &mut Vec<Purchase>,
    when_full: WhenFull,
    teller: &mut Teller,
) -> Result<(), Halt> {
    Till(session).endow(Exact::ZERO)?;
    let have: EntrySet = bought.iter().map(|p| p.entry).collect();
    let cost = |e: EntryIx| budget.costs[e.ix()];
    let all = EntrySet::first(budget.costs.len()).minus(&have);
    // What costs more than the whole budget is no entry.
    let mut open: EntrySet = all.iter().filter(|e| cost(*e) <= budget.total).collect();
    let mut loads = BTreeMap::<EntryIx, Exact>::new();
    loop {
        open = open
            .iter()
            .filter(|e| room.within(*e).is_some_and(|most| cost(*e) <= most))
            .filter(|e| when_full != WhenFull::Skip || room.fits(*e, cost(*e)))
            .collect();
        let mut next: Vec<(Option<Exact>, EntryIx)> = vec![];
        for e in open.iter() {
            let held = Till(session).show(e)?;
            let weight: u64 = held.iter().map(|h| h.weight).sum();
            // Purses hold loads as debts.
            let load: Exact = held.iter().map(|h| -(&h.money * &Exact::from(h.weight))).sum();
            next.push(((load + Exact::from(cost(e))).checked_div(&Exact::from(weight)), e));
        }
        // Without supporters there is no load: they come last.
        let least = next.iter().filter_map(|(l, _)| l.clone()).min();
        let best: EntrySet = next.iter().filter(|(l, _)| *l == least).map(|(_, e)| *e).collect();
        teller.record(|| Step::scored(next.iter().filter_map(|(l, e)| Some((*e, l.clone()?)))));
        let partial = when_full == WhenFull::Partial;
        if best.is_empty() || (!partial && best.iter().any(|e| cost(e) > room.left())) {
            return Ok(());
        }
        if best.len() > 1 {
            // Loads only rise, so a voter bears the largest load of the bought that it supports.
            let key: Vec<(EntryIx, Exact)> = loads.iter().map(|(e, l)| (*e, l.clone())).collect();
            let set: EntrySet = bought.iter().map(|p| p.entry).collect();
            teller.visit(&Draft::new(), ((2, set), key))?;
        }
        let e = teller.pick_entry(TieAt::order(asked + bought.len() + 1), &best)?;
        let paid = cost(e).min(room.left());
        if paid == 0 && cost(e) > 0 {
            return Ok(());
        }
        let short = paid < cost(e);
        teller.record(|| Step::Bought { entry: e, cost: paid, price: least.clone() });
        room.take(e, paid);
        bought.push(Purchase { entry: e, cost: paid });
        if short {
            return Ok(());
        }
        if let Some(load) = least {
            Till(session).level(e, -load.clone())?;
            loads.insert(e, load);
        }
        open.remove(e);
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
    fn tally(rule: BudgetPhragmen, votes: &[&[u32]], costs: &[u64], ties: &TiePolicy) -> Tally<Funding> {
        let of = |v: &&[u32]| Spend::approving(&v.iter().map(|e| EntryIx::new(*e)).collect());
        let all: Vec<Spend> = votes.iter().map(of).collect();
        let form = SpendForm::with_costs(costs.iter().copied());
        let profile = Profile::with_form(costs.len(), form, &all).unwrap();
        run(&rule, &profile, Budget { total: 100, costs: costs.to_vec() }, ties).unwrap()
    }
    const WORKED: &[&[u32]] = &[&[0, 1], &[0, 1], &[0, 1], &[2], &[2]];
    #[test]
    fn worked_example() {
        let t = tally(BudgetPhragmen::default(), WORKED, &[30, 60, 40], &TiePolicy::REPORT);
        assert_eq!(t.outcome().winners().unwrap().set(), [0, 2].into());
        let told = serde_json::to_string(t.steps()).unwrap();
        assert!(["\"10\"", "\"20\"", "\"30\""].iter().all(|x| told.contains(x)), "{told}");
    }
    #[test]
    fn what_does_not_fit_ends_it_or_is_passed_over_or_has_the_rest() {
        // Loads: A 5, B 40, C 46, D 45; after A and B: C (10 + 92)/2 = 51, D 85, with 50 left.
        let votes: &[&[u32]] = &[&[0, 2], &[0, 2], &[1, 3]];
        let of = |when_full| {
            let t = tally(BudgetPhragmen { when_full }, votes, &[10, 40, 92, 45], &TiePolicy::REPORT);
            t.answer().unwrap().bought().iter().map(|p| (p.entry.ix(), p.cost)).collect::<Vec<_>>()
        };
        assert_eq!(of(WhenFull::Stop), [(0, 10), (1, 40)]);
        assert_eq!(of(WhenFull::Skip), [(0, 10), (1, 40), (3, 45)]);
        assert_eq!(of(WhenFull::Partial), [(0, 10), (1, 40), (2, 50)]);
    }
    #[test]
    fn a_tie_and_nobody() {
        let t = tally(BudgetPhragmen::default(), &[&[0], &[1]], &[60, 60], &TiePolicy::REPORT);
        // Both fit at first, one of them is bought.
        assert!(matches!(t.outcome(), Outcome::Tied { .. }), "{t:?}");
        let t = tally(BudgetPhragmen::default(), &[], &[60, 60], &TiePolicy::REPORT);
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

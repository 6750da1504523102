//! Maximin support for budgets: the cost of what is bought is shared by its supporters as evenly as can be, and entry after entry is
//! bought that keeps the largest load the smallest.
//!
//! Other than with Phragmén's method, loads are shared anew at each step. The largest load that cannot be avoided is that of the worst
//! part: the cost of some of the bought entries over the number of those who support any of them.
//!
//! Entries without supporters come last and are level. What does not fit is passed over.
//!
//! Worked example: budget 100; A costs 30 and three support it, B costs 60 and the same three and one more do, C costs 40 and two
//! others do. A comes first with 10. With B the load would be (30 + 60)/4 = 45/2, with C 20: C is bought, then nothing fits.
use super::{WhenFull, limits::Room};
use crate::{
    ballot::Spend,
    count::{
        About, Alias, Budget, Draft, Funding, Halt, Param, Purchase, Refusal, Step, TallyRule, Teller, TieAt,
    },
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};

/// Most kinds of ballots times entries.
const MAX_WORK: u64 = 1 << 17;

/// What keeps the largest load the smallest is bought next.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between entries with equal largest loads, at stage `order` with the number of the purchase.
///
/// # Complexity
/// For each purchase and entry a few maximum flows between the bought entries and the kinds of ballots; a load that is larger
/// already for the entry alone is not worked out.
///
/// # Errors
/// More than 2^17 kinds of ballots times entries.
///
/// # References
/// Sánchez-Fernández, Fernández García, Fisteus and Brill (2024), "The maximin support method", Mathematical Programming; Aziz, Lee
/// and Talmon (2018), "Proportionally representative participatory budgeting", AAMAS (generalised `PSseq`).
///
/// # Examples
/// ```
/// use cocreate::{ballot::{Spend, SpendForm}, budget::BudgetMaximinSupport, count::*, profile::Profile};
/// let ballots: Vec<Spend> =
///     [vec![0, 1], vec![0, 1], vec![0, 1], vec![1], vec![2], vec![2]].iter().map(|b| {
///         Spend::approving(&b.iter().map(|e| cocreate::id::EntryIx::new(*e)).collect())
///     }).collect();
/// let budget = Budget { total: 100, costs: vec![30, 60, 40] };
/// let profile = Profile::with_form(3, SpendForm::with_costs([30, 60, 40]), &ballots)?;
/// let tally = run(&BudgetMaximinSupport::default(), &profile, budget, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BudgetMaximinSupport {
    /// What is done with an entry that does not fit.
    pub when_full: WhenFull,
}

impl TallyRule for BudgetMaximinSupport {
    type Input = Profile<Spend>;
    type Answer = Funding;
    fn about(&self) -> About {
        const ABOUT: About = About::new("budget-maximin-support", "Maximin support for budgets")
            .aliases(&[
                Alias::plain("maximin_support"),
                Alias::plain("maximin_support(float LP)"),
                Alias::plain("maximin_support(budget)"),
                Alias::plain("gpseq"),
            ])
            .references(&["Sánchez-Fernández et al. (2024)", "Aziz, Lee and Talmon (2018), AAMAS"])
            .params(&[Param {
                name: "when_full",
                kind: "skip | stop | partial",
                about: "what is done with an entry that does not fit",
            }])
            .limit("2^17 kinds of ballots times entries");
        ABOUT
    }
    fn count(&self, p: &Profile<Spend>, budget: &Budget, teller: &mut Teller) -> Result<Funding, Halt> {
        let kinds = Kinds::of(p);
        let work = (kinds.0.len() as u64).saturating_mul(budget.costs.len() as u64);
        if work > MAX_WORK {
            let what = "kinds of ballots times entries";
            return Err(Refusal::TooLarge { what, got: work, most: MAX_WORK }.into());
        }
        let cost = |e: EntryIx| budget.costs[e.ix()];
        let mut room = Room::new(budget, &[], &[], &[]);
        let mut open: EntrySet = p.entries().filter(|e| cost(*e) <= budget.total).collect();
        let mut bought: Vec<Purchase> = vec![];
        let mut have = Exact::ZERO;
        loop {
            if self.when_full == WhenFull::Skip {
                open = open.iter().filter(|e| room.fits(*e, cost(*e))).collect();
            }
            let (least, best) = kinds.next(budget, (&open, &bought), &have, teller)?;
            let partial = self.when_full == WhenFull::Partial;
            if best.is_empty() || (!partial && best.iter().any(|e| cost(e) > room.left())) {
                return Ok(Funding::of(bought));
            }
            if best.len() > 1 {
                let set: EntrySet = bought.iter().map(|p| p.entry).collect();
                teller.visit(&Draft::new(), (3, set))?;
            }
            let e = teller.pick_entry(TieAt::order(bought.len() + 1), &best)?;
            let paid = cost(e).min(room.left());
            if paid == 0 && cost(e) > 0 {
                return Ok(Funding::of(bought));
            }
            teller.record(|| Step::Bought { entry: e, cost: paid, price: least.clone() });
            room.take(e, paid);
            bought.push(Purchase { entry: e, cost: paid });
            open.remove(e);
            if paid < cost(e) {
                return Ok(Funding::of(bought));
            }
            have = least.unwrap_or(have);
        }
    }
}

/// Ballots that support the same, and their weight.
struct Kinds(Vec<(EntrySet, u64)>);
impl Kinds {
    fn of(p: &Profile<Spend>) -> Self {
        let mut all: BTreeMap<EntrySet, u64> = BTreeMap::new();
        for row in 0..p.len() {
            let set: EntrySet = p.rows().marks(row).filter(|(_, u)| *u > 0).map(|(e, _)| e).collect();
            *all.entry(set).or_default() += p.weight(row);
        }
        Self(all.into_iter().collect())
    }
    /// The least largest load with one more entry, and the entries that have it; `None` where nobody supports any.
    fn next(
        &self,
        budget: &Budget,
        (open, bought): (&EntrySet, &[Purchase]),
        have: &Exact,
        teller: &mut Teller,
    ) -> Result<(Option<Exact>, EntrySet), Halt> {
        let weight = |e: EntryIx| self.0.iter().filter(|(s, _)| s.contains(e)).map(|(_, w)| *w).sum::<u64>();
        // The load is at least what it is already, and what the entry costs its supporters alone.
        let bound = |e: EntryIx| Exact::from(budget.costs[e.ix()]).checked_div(&Exact::from(weight(e)));
        let mut order: Vec<(Exact, EntryIx)> =
            open.iter().filter_map(|e| Some((bound(e)?.max(have.clone()), e))).collect();
        if order.is_empty() {
            return Ok((None, open.clone()));
        }
        order.sort();
        let mut best: Option<(Exact, EntrySet)> = None;
        for (bound, e) in order {
            if best.as_ref().is_some_and(|(least, _)| bound > *least) {
                break;
            }
            teller.poll()?;
            let mut all: Vec<EntryIx> = bought.iter().map(|p| p.entry).collect();
            all.push(e);
            let load = self.load(budget, &all, bound);
            match &mut best {
                Some((least, set)) if *least == load => {
                    set.insert(e);
                }
                Some((least, _)) if *least < load => {}
                _ => best = Some((load, e.into())),
            }
        }
        let (least, set) = best.unwrap_or_default();
        Ok((Some(least), set))
    }
    /// The least largest load: raised from `load` to that of the worst part, as long as the loads do not fit below it.
    fn load(&self, budget: &Budget, entries: &[EntryIx], mut load: Exact) -> Exact {
        let all: EntrySet = entries.iter().copied().collect();
        let mut kinds: BTreeMap<EntrySet, u64> = BTreeMap::new();
        for (set, w) in &self.0 {
            let of = set.intersection(&all);
            if !of.is_empty() {
                *kinds.entry(of).or_default() += w;
            }
        }
        // Whoever has no supporters puts no load on anybody.
        let supported: Vec<EntryIx> =
            entries.iter().copied().filter(|e| kinds.keys().any(|k| k.contains(*e))).collect();
        let kinds: Vec<(EntrySet, u64)> = kinds.into_iter().collect();
        while let Some(worst) = overloaded(budget, &supported, &kinds, &load) {
            let cost: u64 = worst.iter().map(|e| budget.costs[e.ix()]).sum();
            let weight: u64 = kinds.iter().filter(|(k, _)| !k.is_disjoint(&worst)).map(|(_, w)| *w).sum();
            let Some(next) = Exact::from(cost).checked_div(&Exact::from(weight)) else { break };
            if next <= load {
                break;
            }
            load = next;
        }
        load
    }
}

/// Entries whose costs their supporters cannot bear with `load` each; `None` if all can be borne.
///
/// A flow from entries to kinds of ballots, by breadth-first paths; what the last search reaches is the part that is too dear.
fn overloaded(
    budget: &Budget,
    entries: &[EntryIx],
    kinds: &[(EntrySet, u64)],
    load: &Exact,
) -> Option<EntrySet> {
    let mut need: Vec<Exact> = entries.iter().map(|e| budget.costs[e.ix()].into()).collect();
    let mut free: Vec<Exact> = kinds.iter().map(|(_, w)| load * &Exact::from(*w)).collect();
    // What each kind bears of each entry.
    let mut flow: BTreeMap<(usize, usize), Exact> = BTreeMap::new();
    loop {
        let mut from_entry: Vec<Option<usize>> = vec![None; kinds.len()];
        let mut from_kind: Vec<Option<usize>> = vec![None; entries.len()];
        let mut seen: Vec<bool> = need.iter().map(|n| *n > Exact::ZERO).collect();
        let mut queue: VecDeque<usize> = (0..entries.len()).filter(|i| seen[*i]).collect();
        let mut end = None;
        'search: while let Some(i) = queue.pop_front() {
            for k in (0..kinds.len()).filter(|k| kinds[*k].0.contains(entries[i])) {
                if from_entry[k].is_some() {
                    continue;
                }
                from_entry[k] = Some(i);
                if free[k] > Exact::ZERO {
                    end = Some(k);
                    break 'search;
                }
                for (j, s) in seen.iter_mut().enumerate().filter(|(_, s)| !**s) {
                    if flow.get(&(j, k)).is_some_and(|f| *f > Exact::ZERO) {
                        *s = true;
                        from_kind[j] = Some(k);
                        queue.push_back(j);
                    }
                }
            }
        }
        let Some(end) = end else {
            let worst: EntrySet = (0..entries.len()).filter(|i| seen[*i]).map(|i| entries[i]).collect();
            return Some(worst).filter(|w| !w.is_empty());
        };
        // Back along the path: how much fits, then moved.
        let mut path = vec![];
        let (mut k, mut fits) = (end, free[end].clone());
        while let Some(i) = from_entry[k] {
            path.push((i, k));
            let Some(before) = from_kind[i] else {
                fits = fits.min(need[i].clone());
                break;
            };
            fits = fits.min(flow.get(&(i, before)).cloned().unwrap_or_default());
            k = before;
        }
        free[end] -= &fits;
        for (at, (i, k)) in path.iter().enumerate() {
            *flow.entry((*i, *k)).or_default() += &fits;
            match path.get(at + 1) {
                Some((_, before)) => *flow.entry((*i, *before)).or_default() -= &fits,
                None => need[*i] -= &fits,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::SpendForm,
        count::{Outcome, Tally, TiePolicy, run},
    };
    fn tally(votes: &[&[u32]], costs: &[u64]) -> Tally<Funding> {
        let of = |v: &&[u32]| Spend::approving(&v.iter().map(|e| EntryIx::new(*e)).collect());
        let all: Vec<Spend> = votes.iter().map(of).collect();
        let form = SpendForm::with_costs(costs.iter().copied());
        let profile = Profile::with_form(costs.len(), form, &all).unwrap();
        let budget = Budget { total: 100, costs: costs.to_vec() };
        run(&BudgetMaximinSupport::default(), &profile, budget, &TiePolicy::REPORT).unwrap()
    }
    #[test]
    fn worked_example() {
        let t = tally(&[&[0, 1], &[0, 1], &[0, 1], &[1], &[2], &[2]], &[30, 60, 40]);
        let bought: Vec<usize> = t.answer().unwrap().bought().iter().map(|p| p.entry.ix()).collect();
        assert_eq!(bought, [0, 2]);
        let told = serde_json::to_string(t.steps()).unwrap();
        assert!(told.contains("\"price\":\"10\"") && told.contains("\"price\":\"20\""), "{told}");
    }
    #[test]
    fn loads_are_shared_anew() {
        // A (20) is borne by both at 10 each, then B (20) by the first alone: moved, the load is 20 for each, not 30.
        let t = tally(&[&[0, 1], &[0]], &[20, 20]);
        let told = serde_json::to_string(t.steps()).unwrap();
        assert!(told.contains("\"price\":\"20\""), "{told}");
    }
    #[test]
    fn a_tie_and_nobody() {
        assert!(matches!(tally(&[&[0], &[1]], &[60, 60]).outcome(), Outcome::Tied { .. }));
        assert!(matches!(tally(&[], &[60, 60]).outcome(), Outcome::None { .. }));
    }
}

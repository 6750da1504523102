//! The method of equal shares for committees (rule X): every voter holds the same part of the seats, and an entry is elected
//! when its supporters can pay one seat together, the cheapest by voter first.
//!
//! When no entry can be paid any more, seats may be left. They stay empty, or are filled by sequential Phragmén, which goes on
//! from what everybody has spent: the entry comes next that leaves its supporters with the least spending, all equal. Or they are
//! filled by approvals, or all is done again with the money of one seat more, until all seats are filled; if fewer entries than
//! seats are approved at all, the approved are elected and nothing tells the others apart.
//!
//! Worked example: 4 seats, twelve voters, so each holds 1/3: 3 approve {0, 1}, 3 {0, 2}, 2 {0, 3}, 1 {1, 2, 5}, and 4, 5, 6 are
//! approved by one voter each. Entry 0 costs its eight supporters 1/8 each and is elected. Nobody else's supporters hold a
//! whole seat: the method by itself elects 0 alone.
use crate::{
    budget::{Holding, Purses, Till, price},
    count::{
        About, Alias, Draft, Halt, Param, Refusal, Rounds, Seats, Session, Standing, Step, TallyRule, Teller,
        TieAt,
    },
    id::{EntryIx, EntrySet},
    num::Exact,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is done with seats that nobody can pay for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Completion {
    /// They stay empty.
    None,
    /// Sequential Phragmén goes on from what everybody has spent.
    #[default]
    SeqPhragmen,
    /// The most approved come next.
    Av,
    /// All is done again with the money of one seat more, and so on.
    Increment,
}
/// Most times that all is done again.
const MAX_INCREMENTS: usize = 10_000;

/// Every voter holds the same part of the seats.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between entries of equal price, at stage `order` with the number of the seat; with `completion = increment` the number goes on
/// from one time to the next, by the number of entries. The most approved are a tie at stage `win`.
///
/// # Complexity
/// O(A k) for A approvals and k seats at worst, for each increment; prices only rise, so most entries are not looked at again.
///
/// # Errors
/// A task without a number of seats; more than 10,000 increments.
///
/// # References
/// Peters and Skowron (2020), "Proportionality and the limits of welfarism", EC; Lackner and Skowron (2023), Multi-Winner Voting
/// with Approval Preferences, rule 11.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Approval, count::*, profile::Profile, tally::committee::EqualShares};
/// let mut ballots = vec![Approval::from([0, 1]); 3];
/// ballots.extend(vec![Approval::from([2]); 3]);
/// let order = TiePolicy::Order { order: (0..3u32).map(Into::into).collect() };
/// let tally = run(&EqualShares::default(), &Profile::of(3, &ballots)?, Seats::fill(2).unwrap(), &order)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EqualShares {
    /// What is done with seats that nobody can pay for.
    pub completion: Completion,
}

impl TallyRule for EqualShares {
    type Input = dyn Rounds<Purses>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("equal-shares", "Method of equal shares")
            .aliases(&[
                Alias::plain("rule-x"),
                Alias::with("equal-shares-without-completion", &[("completion", "\"none\"")]),
                Alias::with("rule-x-without-2nd-phase", &[("completion", "\"none\"")]),
                Alias::with("equal-shares-with-av-completion", &[("completion", "\"av\"")]),
                Alias::with("equal-shares-with-increment-completion", &[("completion", "\"increment\"")]),
            ])
            .references(&["Peters and Skowron (2020), EC", "Lackner and Skowron (2023), rule 11"])
            .params(&[Param {
                name: "completion",
                kind: "none | seq-phragmen | av | increment",
                about: "what is done with seats that nobody can pay for",
            }])
            .needs_number()
            .limit("10,000 increments");
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let mut session = ballots.begin();
        if self.completion == Completion::Increment {
            return increments(ballots, seats.number(), &mut session, teller);
        }
        let each = &Exact::from(seats.number()) / &Exact::from(ballots.total_weight());
        Till(&mut session).endow(each)?;
        let mut committee = Committee::new(ballots, seats.number());
        if self.completion == Completion::None {
            committee.draft.may_fall_short();
        }
        while committee.is_short() && committee.buy(&mut session, teller)? {}
        match self.completion {
            Completion::None => {
                let rest = committee.open.clone();
                return Ok(committee.draft.finish(rest.clone()).unplace(&rest));
            }
            Completion::Av if committee.is_short() => {
                let units = Exact::from(ballots.units_per_vote());
                return committee.approvals(&mut session, &units, teller);
            }
            _ => while committee.is_short() && committee.load(&mut session, teller)? {},
        }
        Ok(committee.draft.finish(committee.open))
    }
}
/// The money of one seat more, until all seats are paid.
fn increments(
    ballots: &dyn Rounds<Purses>,
    seats: usize,
    session: &mut Session<'_, Purses>,
    teller: &mut Teller,
) -> Result<Standing, Halt> {
    let mut approved = EntrySet::EMPTY;
    for e in ballots.slate().iter() {
        if !Till(session).show(e)?.is_empty() {
            approved.insert(e);
        }
    }
    if approved.len() < seats {
        let mut draft = Draft::new();
        draft.elect(approved.clone());
        return Ok(draft.finish(ballots.slate().all().minus(&approved)));
    }
    for more in 0..MAX_INCREMENTS {
        teller.poll()?;
        let money = &Exact::from(seats + more) / &Exact::from(ballots.total_weight());
        teller.record(|| Step::note(format!("everybody holds {} seats of all votes together", seats + more)));
        Till(session).endow(money)?;
        let mut committee = Committee::new(ballots, seats);
        committee.asked = more * ballots.slate().len();
        committee.again = more as u64;
        while committee.is_short() && committee.buy(session, teller)? {}
        if !committee.is_short() {
            return Ok(committee.draft.finish(committee.open));
        }
    }
    let what = "increments that do not fill the seats";
    Err(Refusal::TooLarge { what, got: MAX_INCREMENTS as u64, most: MAX_INCREMENTS as u64 }.into())
}

struct Committee {
    open: EntrySet,
    seats: usize,
    draft: Draft,
    /// The price last seen of each open entry: no price ever falls, so it bounds from below.
    prices: BTreeMap<EntryIx, Exact>,
    /// The debt last seen of each open entry's supporters. A debt falls only where somebody owed more than the new debt of an
    /// elected entry's supporters; then all bounds are dropped.
    debts: BTreeMap<EntryIx, Exact>,
    /// Prices paid. What a voter has left is the endowment less the prices of what it supports, or nought: it does not depend on
    /// the order of the purchases.
    paid: BTreeMap<EntryIx, Exact>,
    /// Debts after the seats that Phragmén's rule filled, in order.
    owed: Vec<(EntryIx, Exact)>,
    /// Ties may have been asked up to this number before.
    asked: usize,
    /// How often all was done before.
    again: u64,
}
impl Committee {
    fn new(ballots: &dyn Rounds<Purses>, seats: usize) -> Self {
        Self {
            open: ballots.slate().all(),
            seats,
            draft: Draft::new(),
            prices: ballots.slate().iter().map(|e| (e, Exact::ZERO)).collect(),
            debts: BTreeMap::new(),
            paid: BTreeMap::new(),
            owed: vec![],
            asked: 0,
            again: 0,
        }
    }
    fn nth(&self) -> TieAt {
        TieAt::order(self.asked + self.draft.elected().len() + 1)
    }
    /// The most approved of those who are left.
    fn approvals(
        self,
        purses: &mut Session<'_, Purses>,
        units: &Exact,
        teller: &mut Teller,
    ) -> Result<Standing, Halt> {
        let (mut tiers, mut votes): (BTreeMap<u64, EntrySet>, Vec<_>) = (BTreeMap::new(), vec![]);
        for e in self.open.iter() {
            let weight = Till(purses).show(e)?.iter().map(|h| h.weight).sum();
            tiers.entry(weight).or_default().insert(e);
            votes.push((e, &Exact::from(weight) / units));
        }
        teller.record(|| Step::scored(votes));
        let mut draft = self.draft;
        for fewest in tiers.into_values() {
            draft.eliminate(fewest);
        }
        Ok(draft.finish(EntrySet::EMPTY))
    }
    /// Tells the teller all that the rest of the count depends on.
    fn visit(&self, teller: &mut Teller) -> Result<(), Halt> {
        let paid: Vec<(EntryIx, Exact)> = self.paid.iter().map(|(e, p)| (*e, p.clone())).collect();
        let mut owed = self.owed.clone();
        // As long as debts rise a voter owes the most of what it supports, whatever the order was.
        let rising = owed.is_sorted_by(|a, b| a.1 <= b.1);
        if rising {
            owed.sort();
        }
        teller.visit(&self.draft, (self.again, (paid, (u64::from(rising), owed))))
    }
    fn is_short(&self) -> bool {
        self.draft.elected().len() < self.seats
    }
    fn elect(&mut self, e: EntryIx, price: Option<Exact>, teller: &mut Teller) {
        self.open.remove(e);
        self.prices.remove(&e);
        self.draft.elect(e);
        teller.record(|| Step::Bought { entry: e, cost: 1, price });
        teller.record(|| Step::Elected { entries: e.into() });
    }
    /// Elects the entry of the least price; false if nobody can pay for any.
    fn buy(&mut self, purses: &mut Session<'_, Purses>, teller: &mut Teller) -> Result<bool, Halt> {
        let mut order: Vec<(Exact, EntryIx)> = self.prices.iter().map(|(e, b)| (b.clone(), *e)).collect();
        order.sort();
        let mut best: Option<(Exact, Vec<EntryIx>)> = None;
        for (bound, e) in order {
            if best.as_ref().is_some_and(|(price, _)| bound > *price) {
                break;
            }
            let Some(paid) = price(&Till(purses).show(e)?, &Exact::ONE, false) else {
                self.prices.remove(&e);
                continue;
            };
            self.prices.insert(e, paid.clone());
            keep_least(&mut best, paid, e);
        }
        let Some((paid, mut tied)) = best else { return Ok(false) };
        tied.sort_unstable();
        if tied.len() > 1 {
            self.visit(teller)?;
        }
        let e = teller.pick(self.nth(), &tied)?;
        Till(purses).charge(e, paid.clone(), false)?;
        self.paid.insert(e, paid.clone());
        self.elect(e, Some(paid), teller);
        Ok(true)
    }
    /// Elects the entry that leaves its supporters with the least spending, all equal; false if no entry has supporters.
    fn load(&mut self, purses: &mut Session<'_, Purses>, teller: &mut Teller) -> Result<bool, Halt> {
        let mut order: Vec<(Option<Exact>, EntryIx)> =
            self.open.iter().map(|e| (self.debts.get(&e).cloned(), e)).collect();
        order.sort();
        let (mut best, mut relieves): (Option<(Exact, Vec<EntryIx>)>, _) = (None, EntrySet::EMPTY);
        for (bound, e) in order {
            if matches!((&best, &bound), (Some((owed, _)), Some(bound)) if bound > owed) {
                break;
            }
            let holdings = Till(purses).show(e)?;
            if let Some(owed) = debt_after(&holdings) {
                if holdings.iter().any(|h| h.money < -&owed) {
                    relieves.insert(e);
                }
                self.debts.insert(e, owed.clone());
                keep_least(&mut best, owed, e);
            }
        }
        let Some((owed, mut tied)) = best else { return Ok(false) };
        tied.sort_unstable();
        if tied.len() > 1 {
            self.visit(teller)?;
        }
        let e = teller.pick(self.nth(), &tied)?;
        self.owed.push((e, owed.clone()));
        Till(purses).level(e, -owed)?;
        if relieves.contains(e) {
            self.debts.clear();
        }
        self.debts.remove(&e);
        self.elect(e, None, teller);
        Ok(true)
    }
}
fn keep_least(best: &mut Option<(Exact, Vec<EntryIx>)>, value: Exact, e: EntryIx) {
    match best {
        Some((least, tied)) if *least == value => tied.push(e),
        Some((least, _)) if *least < value => {}
        _ => *best = Some((value, vec![e])),
    }
}
/// What each supporter owes if all of them together pay one seat and owe the same. Money that is left is a debt below nought.
fn debt_after(holdings: &[Holding]) -> Option<Exact> {
    let weight: u64 = holdings.iter().map(|h| h.weight).sum();
    let money: Exact = holdings.iter().map(|h| &h.money * &Exact::from(h.weight)).sum();
    (&Exact::ONE - &money).checked_div(&Exact::from(weight))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballot::Approval;
    use crate::{
        count::{Outcome, TiePolicy, run},
        profile::Profile,
    };
    fn worked() -> Profile<Approval> {
        let sets: [&[u32]; 12] = [
            &[0, 1],
            &[0, 1],
            &[0, 1],
            &[0, 2],
            &[0, 2],
            &[0, 2],
            &[0, 3],
            &[0, 3],
            &[1, 2, 5],
            &[4],
            &[5],
            &[6],
        ];
        let of = |s: &&[u32]| Approval::of(s.iter().map(|e| EntryIx::new(*e)).collect());
        Profile::of(8, &sets.iter().map(of).collect::<Vec<_>>()).unwrap()
    }
    #[test]
    fn worked_example_without_completion() {
        let rule = EqualShares { completion: Completion::None };
        let t = run(&rule, &worked(), Seats::fill(4).unwrap(), &TiePolicy::REPORT).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [0].into());
    }
    #[test]
    fn seats_that_nobody_pays_are_filled_by_approvals_or_with_more_money() {
        // 0 has eight votes; then 1 has four, 2 has four, 3 and 5 have two, 4 and 6 one.
        let of = |completion, k| {
            let ties = TiePolicy::AllBranches { limit: 1000 };
            let t = run(&EqualShares { completion }, &worked(), Seats::fill(k).unwrap(), &ties).unwrap();
            let Outcome::OneOf { sets, complete: true, .. } = t.outcome() else { panic!("{t:?}") };
            sets.iter().map(crate::count::Winners::set).collect::<Vec<_>>()
        };
        assert_eq!(of(Completion::Av, 4), [[0, 1, 2, 3].into(), [0, 1, 2, 5].into()]);
        // Two seats: each holds b/12. Nobody pays for 1 or 2 before three have b/12 - 1/8 and one b/12 with 4b/12 - 3/8 = 1, b = 5.
        assert_eq!(of(Completion::Increment, 2), [[0, 1].into(), [0, 2].into()]);
        // One entry alone is approved: nothing tells apart who takes the other seat.
        let p = Profile::of(3, &[Approval::from([0])]).unwrap();
        let rule = EqualShares { completion: Completion::Increment };
        let t = run(&rule, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::Tied { certain, .. } if *certain == [0].into()));
    }
    #[test]
    fn a_tie_is_told() {
        let p = Profile::of(2, &[Approval::from([0]), Approval::from([1])]).unwrap();
        let t = run(&EqualShares::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(t.outcome().is_tied());
    }
    #[test]
    fn nobody_votes() {
        let p = Profile::of(2, &[]).unwrap();
        let t = run(&EqualShares::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

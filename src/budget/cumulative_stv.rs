//! Cumulative single transferable vote for budgets (CSTV): every voter splits an equal coin over the entries, and what is not needed or
//! cannot be used moves on.
//!
//! A voter's coin, the budget over the number of voters, supports each entry of the ballot in proportion to its points. Of the
//! entries whose support covers their cost the one with the most excess (or support, or support for its cost) is bought: its supporters
//! pay its cost in proportion to their support, and what they keep supports the rest of their ballot. Whoever has nothing left on
//! the ballot is out with the rest of the coin.
//!
//! If no support covers a cost, either the entry with the least excess is *eliminated* and its support moves to the rest of the
//! ballots; or *minimal transfers* are made: all supporters of an entry multiply their support for it by the same factor, up to all
//! they have, at the cost of the rest of their ballots, and the entry that needs the least factor is bought.
//!
//! At the end, money that is left can buy eliminated entries, the last eliminated first, or the others in the order of
//! excess.
//!
//! Worked example: budget 100, four voters with 25. A costs 40, B 40, C 30. Two give all to A (50), one 3 to A and 2 to B (15, 10),
//! one all to B (25). A is bought with an excess of 25 of 65; the third voter keeps 15 · 25/65 for B, which then has 10 + 75/13 +
//! 25 = 530/13, just more than 40. Nobody supports C.
use super::coins::Count;
use crate::{
    ballot::Spend,
    count::{About, Alias, Budget, Funding, Halt, Param, Step, TallyRule, Teller, TieAt},
    id::EntrySet,
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// Which entry comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CstvOrder {
    /// The most support over the cost, as a difference.
    #[default]
    Excess,
    /// The most support.
    Support,
    /// The most support over the cost, as a ratio.
    SupportPerCost,
}
/// What is done if no support covers a cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CstvShort {
    /// The last of the order leaves, its support moves on.
    Eliminate,
    /// The least support moves that buys an entry.
    #[default]
    MinimalTransfers,
}
/// What is done with money that is left at the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CstvFinish {
    /// It is left.
    #[default]
    None,
    /// It buys eliminated entries that fit, the last eliminated first.
    ReverseEliminations,
    /// It buys all other entries that fit, in their order.
    Undersupported,
}
/// What a ballot is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CstvCoins {
    /// An equal part of the budget.
    #[default]
    Shares,
    /// A minor unit of money for each of its points. The budget is kept all the same: what does not fit is not bought.
    Points,
}

/// Coins split over entries, moved as in a transferable vote.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// At stage `order` between entries to be bought, with the number of the purchase; at `eliminate` between entries to leave.
///
/// # Complexity
/// O(A m) operations for A marks and m entries. Exact fractions may double in length with each purchase.
///
/// # Errors
/// Without `decimals`, more than 2^22 kinds of ballots times 2^m.
///
/// # References
/// Skowron, Slinko, Szufa and Talmon (2020), "Participatory budgeting with cumulative votes", arXiv:2009.02690, section 3.
///
/// # Examples
/// ```
/// use cocreate::{ballot::{Spend, SpendForm}, budget::CumulativeStv, count::*, profile::Profile};
/// let ballots = [Spend::from([(0, 5)]), Spend::from([(0, 5)]), Spend::from([(0, 3), (1, 2)]), Spend::from([(1, 5)])];
/// let budget = Budget { total: 100, costs: vec![40, 40, 30] };
/// let profile = Profile::with_form(3, SpendForm::with_costs([40, 40, 30]), &ballots)?;
/// let tally = run(&CumulativeStv::default(), &profile, budget, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CumulativeStv {
    /// Which entry comes first.
    pub order: CstvOrder,
    /// What is done if no support covers a cost.
    pub short: CstvShort,
    /// What is done with money that is left at the end.
    pub finish: CstvFinish,
    /// What a ballot is worth.
    pub coins: CstvCoins,
    /// What a voter keeps is rounded to so many decimals; left out, never.
    pub decimals: Option<u8>,
}

/// A preset of another program: order, what is done when short, and the end.
macro_rules! preset {
    ($name:literal, $order:literal, $short:literal, $finish:literal) => {
        Alias::with(
            $name,
            &[("order", $order), ("short", $short), ("finish", $finish), ("coins", "\"points\"")],
        )
    };
}

impl TallyRule for CumulativeStv {
    type Input = Profile<Spend>;
    type Answer = Funding;
    fn about(&self) -> About {
        const ABOUT: About = About::new("cumulative-stv", "Cumulative single transferable vote")
            .aliases(&[
                Alias::plain("cstv"),
                preset!("EWT", "\"excess\"", "\"eliminate\"", "\"none\""),
                preset!("EWTC", "\"support-per-cost\"", "\"eliminate\"", "\"none\""),
                preset!("MT", "\"excess\"", "\"minimal-transfers\"", "\"none\""),
                preset!("MTC", "\"support-per-cost\"", "\"minimal-transfers\"", "\"none\""),
            ])
            .references(&["Skowron, Slinko, Szufa and Talmon (2020), arXiv:2009.02690"])
            .params(&[
                Param {
                    name: "order",
                    kind: "excess | support | support-per-cost",
                    about: "which entry comes first",
                },
                Param {
                    name: "short",
                    kind: "eliminate | minimal-transfers",
                    about: "what is done if no support covers a cost",
                },
                Param {
                    name: "finish",
                    kind: "none | reverse-eliminations | undersupported",
                    about: "what is done with money that is left at the end",
                },
                Param { name: "coins", kind: "shares | points", about: "what a ballot is worth" },
                Param {
                    name: "decimals",
                    kind: "integer",
                    about: "what a voter keeps is rounded to so many decimals; left out, never",
                },
            ])
            .limit(
                "without decimals, kinds of ballots times 2 to the power of the supported entries up to 2^22",
            );
        ABOUT
    }
    fn count(&self, p: &Profile<Spend>, budget: &Budget, teller: &mut Teller) -> Result<Funding, Halt> {
        let mut count = Count::new(*self, p, budget)?;
        loop {
            teller.poll()?;
            let support = count.supports();
            teller.record(|| Step::scored(count.open.iter().map(|e| (e, support[e.ix()].clone()))));
            let covered: EntrySet = count.open.iter().filter(|e| support[e.ix()] >= count.cost(*e)).collect();
            let fits: EntrySet =
                covered.iter().filter(|e| count.room.fits(*e, budget.costs[e.ix()])).collect();
            if !fits.is_empty() {
                let e = count.first(&fits, &support, teller)?;
                let part = count.cost(e).checked_div(&support[e.ix()]).unwrap_or_default();
                count.buy(e, &|coin, share| coin * share * part.clone(), teller);
            } else if self.short == CstvShort::MinimalTransfers {
                let Some((e, factor)) = count.least_transfer(teller)? else { break };
                count.buy(e, &|coin, share| coin * &(share * &factor).min(Exact::ONE), teller);
            } else if let Some(least) = count.open.iter().map(|e| count.value(e, &support)).min() {
                let last = count.open.iter().filter(|e| count.value(*e, &support) == least).collect();
                count.visit(&last, teller)?;
                let e = teller.pick_entry(TieAt::eliminate(count.eliminated.len() + 1), &last)?;
                teller.record(|| Step::Eliminated { entries: e.into() });
                count.eliminated.push(e);
                count.close(e);
            } else {
                break;
            }
        }
        count.finish(teller)?;
        Ok(Funding::of(count.bought))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::EntryIx;
    use crate::{
        ballot::SpendForm,
        count::{Outcome, Tally, TiePolicy, run},
    };
    fn tally(rule: CumulativeStv, votes: &[&[(u32, u64)]], costs: &[u64]) -> Tally<Funding> {
        let of = |v: &&[(u32, u64)]| Spend::new(v.iter().map(|(e, u)| (EntryIx::new(*e), *u))).unwrap();
        let all: Vec<Spend> = votes.iter().map(of).collect();
        let form = SpendForm::with_costs(costs.iter().copied());
        let profile = Profile::with_form(costs.len(), form, &all).unwrap();
        run(&rule, &profile, Budget { total: 100, costs: costs.to_vec() }, &TiePolicy::REPORT).unwrap()
    }
    fn bought(rule: CumulativeStv, votes: &[&[(u32, u64)]], costs: &[u64]) -> Vec<usize> {
        tally(rule, votes, costs).answer().unwrap().bought().iter().map(|p| p.entry.ix()).collect()
    }
    const WORKED: &[&[(u32, u64)]] = &[&[(0, 5)], &[(0, 5)], &[(0, 3), (1, 2)], &[(1, 5)]];
    #[test]
    fn worked_example() {
        let t = tally(CumulativeStv::default(), WORKED, &[40, 40, 30]);
        assert_eq!(t.outcome().winners().unwrap().set(), [0, 1].into());
        let told = serde_json::to_string(t.steps()).unwrap();
        assert!(told.contains("\"65\"") && told.contains("\"530/13\""), "{told}");
        let rounded = CumulativeStv { decimals: Some(6), ..Default::default() };
        assert_eq!(bought(rounded, WORKED, &[40, 40, 30]), [0, 1]);
    }
    #[test]
    fn minimal_transfers_or_eliminations() {
        // Coins of 25. A 40 (10 + 5 + 25), B 30 (15 + 15), C 30 (5 + 25), the costs are 50, 60, 50.
        let votes: &[&[(u32, u64)]] = &[&[(0, 2), (1, 3)], &[(0, 1), (1, 3), (2, 1)], &[(0, 1)], &[(2, 1)]];
        // A: 10 f + 5 f + 25 = 50 at f = 5/3. B has 50 at most and costs 60; C has 50 at f = 5.
        let t = tally(CumulativeStv::default(), votes, &[50, 60, 50]);
        assert_eq!(t.answer().unwrap().bought()[0].entry.ix(), 0);
        assert!(serde_json::to_string(t.steps()).unwrap().contains("multiplied by 5/3"));
        // Excesses -10, -30, -20: B leaves; A has 25 + 25/2 + 25 and is bought for 50 of 62.5; then C has 40.
        let eliminate = CumulativeStv { short: CstvShort::Eliminate, ..Default::default() };
        assert_eq!(bought(eliminate, votes, &[50, 60, 50]), [0]);
        // Reversed, C (the last to leave) is bought with the 50 that are left.
        let reverse = CumulativeStv { finish: CstvFinish::ReverseEliminations, ..eliminate };
        assert_eq!(bought(reverse, votes, &[50, 60, 50]), [0, 2]);
        let under = CumulativeStv { finish: CstvFinish::Undersupported, ..Default::default() };
        assert_eq!(bought(under, votes, &[50, 60, 50]), [0, 2]);
    }
    #[test]
    fn points_may_be_money_but_the_budget_is_kept() {
        let votes: &[&[(u32, u64)]] = &[&[(0, 90)], &[(1, 80)]];
        let points = CumulativeStv { coins: CstvCoins::Points, ..Default::default() };
        // Both are covered, A with the larger excess; B fits no more.
        assert_eq!(bought(points, votes, &[60, 70]), [0]);
    }
    #[test]
    fn too_many_entries_for_exact_fractions_are_refused() {
        let votes: Vec<Vec<(u32, u64)>> = (0..30).map(|e| vec![(e, 1)]).collect();
        let votes: Vec<Spend> = votes
            .iter()
            .map(|v| Spend::new(v.iter().map(|(e, u)| (EntryIx::new(*e), *u))).unwrap())
            .collect();
        let p = Profile::with_form(30, SpendForm::with_costs([1; 30]), &votes).unwrap();
        let budget = Budget { total: 100, costs: vec![1; 30] };
        let e = run(&CumulativeStv::default(), &p, budget, &TiePolicy::REPORT).unwrap_err();
        assert!(e.to_string().contains("name decimals"), "{e}");
    }
    #[test]
    fn a_tie_and_nobody() {
        let t = tally(CumulativeStv::default(), &[&[(0, 1)], &[(1, 1)]], &[50, 50]);
        assert_eq!(t.outcome().winners().unwrap().set(), [0, 1].into());
        let t = tally(
            CumulativeStv { finish: CstvFinish::Undersupported, ..Default::default() },
            &[&[(0, 1)], &[(1, 1)]],
            &[60, 60],
        );
        assert!(matches!(t.outcome(), Outcome::Tied { .. }));
        let t = tally(CumulativeStv::default(), &[], &[60, 60]);
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

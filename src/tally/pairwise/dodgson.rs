//! Dodgson: whoever needs the fewest exchanges of neighbours on ballots to beat every other.
//!
//! Worked example: 4 ABC, 3 BCA, 2 CAB. C beats A by 5 to 4: on one ballot BCA, A must pass C, which is one exchange.
//! B lacks 2 votes against A: two exchanges on ABC. C lacks 3 votes against B: three on ABC. The order is A B C.
use crate::{
    ballot::Ranking,
    count::{About, Halt, Refusal, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::{Exact, Program, Relation, Row, Whole, whole},
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The fewest exchanges of neighbours.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal numbers share a tier; nothing is asked. Dodgson's rule is not the same on two copies of all ballots.
///
/// # Complexity
/// One program in whole numbers for each entry: a variable for each order and height that it may be lifted to; at
/// most 2,000 linear programs each.
///
/// # Errors
/// Refused for ballots with equal ranks or, unless they are blank, more than one entry unnamed; and if 2,000 linear programs do not settle an
/// entry.
///
/// # References
/// Dodgson (1876), "A method of taking votes on more than two issues"; Bartholdi, Tovey and Trick (1989), "Voting
/// schemes for which it can be difficult to tell who won the election", Social Choice and Welfare 6.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::Dodgson};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&Dodgson {}, &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dodgson {}

impl TallyRule for Dodgson {
    type Input = Profile<Ranking>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("dodgson", "Dodgson").references(&["Dodgson (1876), A method of taking votes on more than two issues; Bartholdi, Tovey and Trick (1989), Social Choice and Welfare 6"]);
        ABOUT
    }
    fn count(&self, p: &Profile<Ranking>, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let orders = orders(p)?;
        let mut changes = vec![];
        for c in p.entries() {
            teller.poll()?;
            changes.push(fewest(&orders, p.slate().len(), c)?);
        }
        let units = Exact::from(p.units_per_vote());
        let score = |e: EntryIx| -(&changes[e.ix()] / &units);
        teller.record(|| Step::scored(p.entries().map(|e| (e, score(e)))));
        Ok(Standing::by_score(p.slate(), |e| Some(score(e))))
    }
}
/// Most linear programs for one entry.
const LIMIT: usize = 2_000;
/// Whole orders and their weights; one unnamed entry is last, and a ballot that names nobody is no order.
pub(in crate::tally) fn orders(p: &Profile<Ranking>) -> Result<BTreeMap<Vec<EntryIx>, u64>, Halt> {
    let m = p.slate().len();
    let (mut orders, mut equal) = (BTreeMap::new(), 0);
    for row in (0..p.len()).filter(|row| p.entries().any(|e| p.rows().rank(*row, e).is_some())) {
        let mut order: Vec<EntryIx> = p.entries().collect();
        let place = |e: &EntryIx| p.rows().rank(row, *e).map_or(usize::MAX, usize::from);
        order.sort_by_key(place);
        if (1..m).any(|i| place(&order[i - 1]) == place(&order[i])) {
            equal += p.weight(row);
        } else {
            *orders.entry(order).or_default() += p.weight(row);
        }
    }
    if equal > 0 { Err(Refusal::EqualRanks(equal).into()) } else { Ok(orders) }
}
/// How many exchanges, counted by weight, until `c` beats every other.
fn fewest(orders: &BTreeMap<Vec<EntryIx>, u64>, m: usize, c: EntryIx) -> Result<Exact, Halt> {
    let total: u64 = orders.values().sum();
    if total == 0 {
        return Ok(Exact::ZERO);
    }
    let mut above = vec![0u64; m];
    for (order, w) in orders {
        order.iter().take_while(|e| **e != c).for_each(|e| above[e.ix()] += w);
    }
    // Against each rival c lacks so many of more than half of all.
    let lacks: Vec<u64> = above.iter().map(|x| (x + total / 2 + 1).saturating_sub(total)).collect();
    // Ballots by the rivals above c that it lacks votes against, the nearest first, with the exchanges to pass them.
    let mut kinds: BTreeMap<Vec<(usize, EntryIx)>, u64> = BTreeMap::new();
    for (order, w) in orders {
        let at = order.iter().position(|e| *e == c).unwrap_or(0);
        let rivals = order[..at].iter().rev().enumerate().filter(|(_, e)| lacks[e.ix()] > 0);
        let kind: Vec<(usize, EntryIx)> = rivals.map(|(i, e)| (i + 1, *e)).collect();
        if !kind.is_empty() {
            *kinds.entry(kind).or_default() += w;
        }
    }
    let lifts: Vec<(&[(usize, EntryIx)], usize)> = kinds
        .keys()
        .enumerate()
        .flat_map(|(t, kind)| (1..=kind.len()).map(move |k| (&kind[..k], t)))
        .collect();
    let cost = |(passed, _): &(&[(usize, EntryIx)], usize)| -Exact::from(passed.last().map_or(0, |p| p.0));
    let mut program = Program::maximise(lifts.iter().map(cost).collect());
    let flag = |x: bool| if x { Exact::ONE } else { Exact::ZERO };
    for (t, w) in kinds.values().enumerate() {
        let row = lifts.iter().map(|(_, of)| flag(*of == t)).collect();
        program.add(Row::new(row, Relation::AtMost, Exact::from(*w)));
    }
    for (e, lack) in lacks.iter().enumerate().filter(|(e, lack)| *e != c.ix() && **lack > 0) {
        let row = lifts.iter().map(|(passed, _)| flag(passed.iter().any(|p| p.1.ix() == e))).collect();
        program.add(Row::new(row, Relation::AtLeast, Exact::from(*lack)));
    }
    match whole(&program, LIMIT) {
        Whole::Optimal(x) => Ok(-x),
        // Lifted to the top of all ballots it beats every other, so there always is an answer.
        Whole::Nothing | Whole::Stopped => {
            let what = "linear programs for one entry";
            Err(Refusal::TooLarge { what, got: LIMIT as u64 + 1, most: LIMIT as u64 }.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let p = votes(3, &[("ABC", 4), ("BCA", 3), ("CAB", 2)]);
        let t = crate::count::run(&Dodgson {}, &p, Seats::Open, &crate::count::TiePolicy::REPORT).unwrap();
        let scores: Vec<String> = t.answer().unwrap().scores().values().map(ToString::to_string).collect();
        assert_eq!(scores, ["-1", "-2", "-3"]);
    }
    #[test]
    fn a_tie_on_a_ballot_is_refused_and_one_of_entries_shares_a_tier() {
        assert_eq!(standing(&Dodgson {}, &votes(3, &[("ABC", 1), ("BCA", 1), ("CAB", 1)])), "ABC");
        let p = votes(3, &[("A", 1), ("BCA", 1)]);
        let t = crate::count::run(&Dodgson {}, &p, Seats::ONE, &crate::count::TiePolicy::REPORT);
        assert!(t.unwrap_err().to_string().contains("1 ballots rank entries equally"));
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&Dodgson {}, Seats::ONE);
    }
}

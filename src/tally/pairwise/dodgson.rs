//! Dodgson: whoever needs the fewest exchanges of neighbours on ballots to beat every other.
//!
//! Worked example: 4 ABC, 3 BCA, 2 CAB. C beats A by 5 to 4: on one ballot BCA, A must pass C, which is one exchange.
//! B lacks 2 votes against A: two exchanges on ABC. C lacks 3 votes against B: 3 exchanges on ABC. The order is A B C.
use crate::{
    ballot::Ranking,
    count::{About, Exception, Halt, Law, Refusal, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::{Column, Cover, Exact},
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
/// most 10^8 cells of programs each.
///
/// # Errors
/// Refused for ballots with equal ranks or, unless they are blank, more than one entry unnamed; and if that much work does not settle
/// an entry.
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
        const ABOUT: About = About::new("dodgson", "Dodgson").breaks(&[Exception::new(Law::Copies, "changes are of whole neighbours on single ballots, and copies share them otherwise")]).references(&["Dodgson (1876), A method of taking votes on more than two issues; Bartholdi, Tovey and Trick (1989), Social Choice and Welfare 6"])
            .limit("10^8 cells of whole-number programs for each entry");
        ABOUT
    }
    fn count(&self, p: &Profile<Ranking>, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let orders = orders(p)?;
        let mut changes = vec![];
        for c in p.entries() {
            teller.poll()?;
            let mut work = WORK;
            let refused = Refusal::TooLarge { what: "steps for one entry", got: WORK + 1, most: WORK };
            changes.push(fewest(&orders, p.slate().len(), c, &mut work).ok_or(refused)?);
        }
        let units = Exact::from(p.units_per_vote());
        let score = |e: EntryIx| -(&Exact::from(changes[e.ix()]) / &units);
        teller.record(|| Step::scored(p.entries().map(|e| (e, score(e)))));
        Ok(Standing::by_score(p.slate(), |e| Some(score(e))))
    }
}
/// Most cells of programs that are gone through for one entry.
const WORK: u64 = 100_000_000;
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
/// The rivals passed with the exchanges that each takes, the kind of ballot, and the weight of its kind.
type Lift<'a> = (&'a [(usize, EntryIx)], usize, u64);
/// How many exchanges, counted by weight, until `c` beats every other.
/// `None` if the work runs out.
fn fewest(orders: &BTreeMap<Vec<EntryIx>, u64>, m: usize, c: EntryIx, work: &mut u64) -> Option<u64> {
    let total: u64 = orders.values().sum();
    if total == 0 {
        return Some(0);
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
    // A column is a kind of ballot and how far c is lifted on it.
    let lifts: Vec<Lift<'_>> = kinds
        .iter()
        .enumerate()
        .flat_map(|(t, (kind, w))| (1..=kind.len()).map(move |k| (&kind[..k], t, *w)))
        .collect();
    let rivals: Vec<usize> = (0..m).filter(|e| *e != c.ix() && lacks[*e] > 0).collect();
    let mut needs: Vec<i128> = rivals.iter().map(|e| lacks[*e].into()).collect();
    let column = |(passed, _, w): &Lift<'_>| Column {
        cells: rivals.iter().map(|e| i8::from(passed.iter().any(|p| p.1.ix() == *e))).collect(),
        units: *w,
        cost: passed.last().map_or(0, |p| p.0 as u32),
    };
    let mut columns: Vec<Column> = lifts.iter().map(column).collect();
    let weights: Vec<u64> = kinds.values().copied().collect();
    loop {
        let taken = Cover { needs: needs.clone(), columns: columns.clone() }.least(work)?;
        let mut used = vec![0u64; weights.len()];
        lifts.iter().zip(&taken).for_each(|((_, t, _), x)| used[*t] += x);
        let over: Vec<usize> = (0..used.len()).filter(|t| used[*t] > weights[*t]).collect();
        if over.is_empty() {
            return Some(columns.iter().zip(taken).map(|(c, x)| u64::from(c.cost) * x).sum());
        }
        // A ballot is lifted one way only; that is said of kinds where it was not kept.
        for t in over {
            needs.push(-i128::from(weights[t]));
            for (column, lift) in columns.iter_mut().zip(&lifts) {
                column.cells.push(-i8::from(lift.1 == t));
            }
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
        assert!(t.unwrap_err().to_string().contains("1 ballot ranks entries equally"));
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&Dodgson {}, Seats::ONE);
    }
}

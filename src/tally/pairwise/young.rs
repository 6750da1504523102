//! Young: whoever has the fewest ballots to be left out so that nobody beats it.
//!
//! Worked example: 4 ABC, 3 BCA, 2 CAB. C beats A by 1, so without one ballot BCA nobody beats A. A beats B by 3:
//! without three ballots ABC nobody beats B. B beats C by 5: without four ABC and one BCA nobody beats C. The order
//! is A B C.
use super::strength::UNNAMED;
use crate::{
    ballot::Ranking,
    count::{About, Halt, Refusal, Seats, Standing, Step, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    num::{Column, Cover, Exact},
    profile::{PairwiseCounts, Profile, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The fewest ballots left out.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal numbers share a tier; nothing is asked.
///
/// # Complexity
/// One program in whole numbers for each entry: a variable for each way in which a ballot can set those who beat it
/// against it. Entries are settled in order of the largest lead over them, as long as 10^8 cells of programs are not
/// used up; then those that are left, none of which can be among the winners asked for, share the last tier.
///
/// # Errors
/// Refused if that much work does not settle who wins.
///
/// # References
/// Young (1977), "Extending Condorcet's rule", Journal of Economic Theory 16; Rothe, Spakowski and Vogel (2003),
/// "Exact complexity of the winner problem for Young elections", Theory of Computing Systems 36.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::Young};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&Young::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Young {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for Young {
    type Input = Profile<Ranking>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("young", "Young")
            .references(&["Young (1977), Journal of Economic Theory 16"])
            .params(&[UNNAMED])
            .limit("10^8 cells of whole-number programs")
            .slow("a program in whole numbers for each entry, a variable for each way in which a ballot can set others above it");
        ABOUT
    }
    fn count(&self, p: &Profile<Ranking>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let n = PairwiseCounts::of(p).map_err(|e| Refusal::Other(e.to_string().into()))?;
        let ballots = ballots(p);
        let leads = |c: EntryIx| -> Vec<i64> { p.entries().map(|e| n.margin(e, c, self.unnamed)).collect() };
        // Each ballot left out takes at most its own weight from a lead, so no fewer than the largest lead are left out.
        let mut open: BTreeSet<(u64, EntryIx)> =
            p.entries().map(|c| (leads(c).into_iter().max().map_or(0, |x| x.max(0) as u64), c)).collect();
        let (mut left_out, mut work) = (BTreeMap::<EntryIx, u64>::new(), WORK);
        while let Some((least, c)) = open.pop_first() {
            teller.poll()?;
            if let Some(x) = fewest(&ballots, c, &leads(c), self.unnamed, &mut work) {
                left_out.insert(c, x);
                continue;
            }
            let mut known: Vec<u64> = left_out.values().copied().collect();
            known.sort_unstable();
            if known.get(seats.number() - 1).is_none_or(|x| *x >= least) {
                return Err(Refusal::TooLarge { what: "steps", got: WORK + 1, most: WORK }.into());
            }
            // Whoever is asked for is settled, and comes before all the others.
            open.clear();
        }
        let units = Exact::from(p.units_per_vote());
        let scores: BTreeMap<EntryIx, Exact> =
            left_out.iter().map(|(e, x)| (*e, -(&Exact::from(*x) / &units))).collect();
        teller.record(|| Step::scored(scores.iter().map(|(e, x)| (*e, x.clone()))));
        let mut tiers: BTreeMap<u64, EntrySet> = BTreeMap::new();
        for e in p.entries() {
            tiers.entry(left_out.get(&e).copied().unwrap_or(u64::MAX)).or_default().insert(e);
        }
        Ok(Standing::of(tiers.into_values()).with_scores(scores))
    }
}
/// Most cells of programs that are gone through for all entries.
const WORK: u64 = 100_000_000;
/// Different ballots, by the tier of each entry, with their weights; `UNRANKED` is not named.
type Ballots = BTreeMap<Vec<u32>, u64>;
const UNRANKED: u32 = u32::MAX;
/// How many more it sets below an entry than above, its tiers, and its weight.
type Ballot<'a> = (i64, &'a [u32], u64);
fn ballots(p: &Profile<Ranking>) -> Ballots {
    let mut all = Ballots::new();
    for row in 0..p.len() {
        let tier = |e: EntryIx| p.rows().rank(row, e).map_or(UNRANKED, u32::from);
        *all.entry(p.entries().map(tier).collect()).or_default() += p.weight(row);
    }
    all
}
/// How many units must be left out so that nobody beats `c`; `None` if the work runs out.
///
/// At first only those count who beat it with all ballots; whoever beats it after that is added.
fn fewest(ballots: &Ballots, c: EntryIx, leads: &[i64], unnamed: Unnamed, work: &mut u64) -> Option<u64> {
    // 1 where the ballot has e above c, -1 where below.
    let side = |b: &[u32], e: usize| match (b[c.ix()], b[e]) {
        (x, y) if (x == UNRANKED || y == UNRANKED) && unnamed != Unnamed::Last => 0,
        (x, y) => i8::from(y < x) - i8::from(y > x),
    };
    let beats = |lead: i128| lead > 0;
    let mut rivals: Vec<usize> = (0..leads.len()).filter(|e| beats(leads[*e].into())).collect();
    loop {
        if rivals.is_empty() {
            return Some(0);
        }
        *work = work.checked_sub((ballots.len() * (rivals.len() + leads.len())) as u64)?;
        let others: Vec<usize> = (0..leads.len()).filter(|e| *e != c.ix() && !rivals.contains(e)).collect();
        // Ballots that set the rivals against c alike, those first that set most others against it.
        let mut kinds: BTreeMap<Vec<i8>, Vec<Ballot<'_>>> = BTreeMap::new();
        for (b, weight) in ballots {
            let kind: Vec<i8> = rivals.iter().map(|e| side(b, *e)).collect();
            if kind.contains(&1) {
                let for_c: i64 = others.iter().map(|e| -i64::from(side(b, *e))).sum();
                kinds.entry(kind).or_default().push((for_c, b, *weight));
            }
        }
        let column = |(kind, all): (&Vec<i8>, &Vec<Ballot<'_>>)| Column {
            cells: kind.clone(),
            units: all.iter().map(|x| x.2).sum(),
            cost: 1,
        };
        let needs = rivals.iter().map(|e| leads[*e].into()).collect();
        let taken = Cover { needs, columns: kinds.iter().map(column).collect() }.least(work)?;
        let mut left: Vec<i128> = leads.iter().map(|x| (*x).into()).collect();
        for (all, mut take) in kinds.values_mut().zip(taken.iter().copied()) {
            all.sort_unstable();
            for (_, b, weight) in all {
                let some = take.min(*weight);
                take -= some;
                for e in &others {
                    left[*e] -= i128::from(side(b, *e)) * i128::from(some);
                }
            }
        }
        let more: Vec<usize> = others.into_iter().filter(|e| beats(left[*e])).collect();
        if more.is_empty() {
            return Some(taken.iter().sum());
        }
        rivals.extend(more);
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let p = votes(3, &[("ABC", 4), ("BCA", 3), ("CAB", 2)]);
        let t =
            crate::count::run(&Young::default(), &p, Seats::Open, &crate::count::TiePolicy::REPORT).unwrap();
        let scores: Vec<String> = t.answer().unwrap().scores().values().map(ToString::to_string).collect();
        assert_eq!(scores, ["-1", "-3", "-5"]);
    }
    #[test]
    fn a_tie_shares_a_tier() {
        assert_eq!(standing(&Young::default(), &votes(3, &[("ABC", 1), ("BCA", 1), ("CAB", 1)])), "ABC");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&Young::default(), Seats::ONE);
    }
}

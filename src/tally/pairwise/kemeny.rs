//! Kemeny-Young: the order with which the ballots disagree least, counted over all ballots and pairs.
//!
//! Worked example: 4 ABC, 3 BCA, 2 CAB. A over B 6 to 3, B over C 7 to 2, C over A 5 to 4. The order A B C goes
//! against 3 + 2 + 5 = 10 pairs of ballots, B C A against 2 + 4 + 6 = 12, C A B against 4 + 3 + 7 = 14; it is A B C.
use super::{
    graph::{Majority, compare},
    order::{Costs, least},
    strength::UNNAMED,
};
use crate::{
    count::{About, Alias, Halt, Seats, Standing, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// The order of least disagreement.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Where several entries come next in some best order, the teller is asked, place by place as far as places are asked
/// for; with open seats all that may come first share the first tier. The rest of the order is given as far as it is
/// unique.
///
/// # Complexity
/// Sets that beat all the rest are ordered on their own: up to 24 entries in O(2^m m) time and 8 bytes times 2^m
/// memory; larger ones by branch and bound over sets whose squared sizes add up to at most 10^8.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run). If the search hits its limit the outcome is undecided, with the
/// best order found and what is proven.
///
/// # References
/// Kemeny (1959), "Mathematics without numbers", Daedalus 88; Young and Levenglick (1978), "A consistent extension of
/// Condorcet's election principle", SIAM Journal on Applied Mathematics 35; Conitzer, Davenport and Kalagnanam
/// (2006), "Improved bounds for computing Kemeny rankings", AAAI 21.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::Kemeny};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&Kemeny::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Kemeny {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for Kemeny {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("kemeny", "Kemeny-Young").aliases(&[Alias::plain("KemenyYoung"), Alias::plain("Kemeny-Young"), Alias::plain("Kemeny Young"), Alias::plain("kemeny-young"), Alias::plain("kemeny_young"), Alias::plain("Kemeny–Young")]).references(&["Kemeny (1959), Daedalus 88; Young and Levenglick (1978), SIAM Journal on Applied Mathematics 35"]).params(&[UNNAMED])
            .limit("24 entries in a top cycle by subsets; larger cycles by a search of 10^8 steps, and beyond, the best found and the bound");
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let g = Majority::of(n, self.unnamed);
        let costs = Costs::by(n.slate().len(), |a, b| n.margin(b, a, self.unnamed).max(0).unsigned_abs());
        let standing = least(&g, &costs, *seats, teller)?;
        let order: Vec<EntryIx> = standing.tiers().iter().filter_map(EntrySet::single).collect();
        compare(teller, n, self.unnamed, order.windows(2).map(|w| (w[0], w[1])));
        Ok(standing)
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    use crate::count::{Outcome, TiePolicy, run_on};
    #[test]
    fn worked_example() {
        let n = PairwiseCounts::of(&votes(3, &[("ABC", 4), ("BCA", 3), ("CAB", 2)])).unwrap();
        assert_eq!(standing(&Kemeny::default(), &n), "A B C");
    }
    #[test]
    fn a_tie_is_asked_place_by_place() {
        let n = margins(3, &[("AB", 2), ("BC", 2), ("CA", 2)]);
        assert_eq!(winners(&Kemeny::default(), &n), "ABC");
        let order = TiePolicy::Order { order: [1u32, 2, 0].map(EntryIx::from).to_vec() };
        let t = run_on(&Kemeny::default(), &n, Seats::rank(3).unwrap(), &order).unwrap();
        assert_eq!(shown(t.answer().unwrap()), "B C A");
    }
    #[test]
    fn large_cycles_are_searched() {
        // Each beats all later ones, but the last beats the first: one majority must be gone against.
        let m = 27;
        let margin = |a: usize, b: usize| match (a, b) {
            (0, 26) => -1,
            (26, 0) => 1,
            _ => i64::from(a < b) - i64::from(a > b),
        };
        let all: Vec<Vec<i64>> = (0..m).map(|a| (0..m).map(|b| margin(a, b)).collect()).collect();
        let n = PairwiseCounts::from_margins(crate::profile::Slate::anonymous(m), &all).unwrap();
        let t = run_on(&Kemeny::default(), &n, Seats::Open, &TiePolicy::REPORT).unwrap();
        let order: Vec<EntrySet> = (0..m).map(|e| EntryIx::from(e).into()).collect();
        assert_eq!(t.answer().unwrap().tiers(), order);
    }
    #[test]
    fn a_search_that_hits_its_limit_is_undecided() {
        // Three blocks of ten in a cycle, each in order within.
        let m = 30;
        let margin = |a: usize, b: usize| match (3 + a / 10 - b / 10) % 3 {
            0 => i64::from(a < b) - i64::from(a > b),
            1 => -1,
            _ => 1,
        };
        let all: Vec<Vec<i64>> = (0..m).map(|a| (0..m).map(|b| margin(a, b)).collect()).collect();
        let n = PairwiseCounts::from_margins(crate::profile::Slate::anonymous(m), &all).unwrap();
        let t = run_on(&Kemeny::default(), &n, Seats::ONE, &TiePolicy::REPORT).unwrap();
        let Outcome::Undecided { best, bound } = t.outcome() else { panic!("{:?}", t.outcome()) };
        assert_eq!(best.set().len(), 1);
        assert!(bound.contains("none costs less than") && t.answer().is_none(), "{bound}");
    }
    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&Kemeny::default(), Seats::ONE);
    }
}

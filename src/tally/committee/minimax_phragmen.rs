//! Phragmén's optimal rules: the committee whose seats can be borne most evenly. A seat is a load of one that the voters of the
//! elected entry share in any parts; of all divisions the most even one counts.
//!
//! The minimax rule compares the largest load, the leximax rule then how many votes bear it, then the next load, and so on;
//! the variance rule compares the sum of the squares of all loads. Entries without voters can bear no load: committees with
//! fewer of them come first.
//!
//! Worked example: 2 seats; 3 voters approve 0, 2 approve 0 and 1, one 2. Of the committee 0, 1 the
//! two who approve both bear 1, 1/2 each, and the three others bear 0, 1/3 each. With 2 its one voter bears a whole seat.
use super::{
    search::{Goal, best_committee},
    support::Voters,
};
use crate::{
    ballot::Approval,
    count::{About, Alias, Halt, Param, Seats, Standing, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// How divisions of loads are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Evenness {
    /// The largest load alone.
    #[default]
    Minimax,
    /// The largest, then the votes that bear it, then the next.
    Leximax,
    /// The sum of the squares.
    Variance,
}

/// The committee whose seats are borne most evenly.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between committees that are equally even, at stage `win`.
///
/// # Complexity
/// Branch and bound by the loads of a part: exponential in the number of seats at worst. A look takes k flows through g + k nodes
/// for g different ballots and k seats.
///
/// # Errors
/// A task without a number of seats; more than 256 entries. A search that ends at its limit (see [`Thiele`](super::Thiele)) gives the best found
/// and the bound as `undecided`.
///
/// # References
/// Phragmén (1895); Brill, Freeman, Janson and Lackner (2024), "Phragmén's voting methods and justified representation", Mathematical
/// Programming 203, section 4.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Approval, count::*, profile::Profile, tally::committee::MinimaxPhragmen};
/// let mut ballots = vec![Approval::from([0]); 3];
/// ballots.extend([Approval::from([0, 1]), Approval::from([0, 1]), Approval::from([2])]);
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&MinimaxPhragmen::default(), &Profile::of(3, &ballots)?, two, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MinimaxPhragmen {
    /// How divisions of loads are compared.
    pub by: Evenness,
}

impl TallyRule for MinimaxPhragmen {
    type Input = Profile<Approval>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("minimax-phragmen", "Minimax Phragmén")
            .aliases(&[
                Alias::plain("minimaxphragmen"),
                Alias::plain("optphragmen"),
                Alias::with("leximaxphragmen", &[("by", "\"leximax\"")]),
                Alias::with("leximax-phragmen", &[("by", "\"leximax\"")]),
                Alias::with("variance-phragmen", &[("by", "\"variance\"")]),
                Alias::with("var-phragmen", &[("by", "\"variance\"")]),
            ])
            .references(&[
                "Brill, Freeman, Janson and Lackner (2024), Mathematical Programming 203, section 4",
            ])
            .params(&[Param {
                name: "by",
                kind: "minimax | leximax | variance",
                about: "how divisions of loads are compared",
            }])
            .needs_number()
            .limit("a search of 2^20 looks or 20,000 tied committees; beyond, the best found and the bound");
        ABOUT
    }
    fn count(&self, p: &Profile<Approval>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let voters = Voters::of(p, seats.number())?;
        let behind = |e: &EntryIx| voters.behind([*e].iter());
        let mut order: Vec<EntryIx> = p.entries().collect();
        order.sort_by_key(|e| (Reverse(behind(e)), *e));
        let has_voters = p.entries().map(|e| behind(&e) > 0).collect();
        let units = Exact::from(p.units_per_vote());
        let loads = Loads { by: self.by, seats: seats.number(), has_voters, voters, units };
        best_committee(&loads, &order, seats.number(), teller)
    }
}

struct Loads {
    by: Evenness,
    seats: usize,
    has_voters: Vec<bool>,
    voters: Voters,
    units: Exact,
}
impl Loads {
    /// What divisions are compared by; the smaller is better.
    fn key(&self, committee: &[EntryIx]) -> Vec<(Exact, u64)> {
        match self.by {
            Evenness::Minimax => {
                self.voters.largest_load(committee).into_iter().map(|load| (load, 1)).collect()
            }
            Evenness::Leximax => self.voters.loads(committee),
            Evenness::Variance => {
                let square = |(load, votes): &(Exact, u64)| &(load * load) * &Exact::from(*votes);
                vec![(self.voters.loads(committee).iter().map(square).sum(), 1)]
            }
        }
    }
    /// No committee of these is more even: all seats on all voters there are.
    fn even(&self, seats: usize, behind: u64) -> Option<Vec<(Exact, u64)>> {
        let load = Exact::from(seats).checked_div(&Exact::from(behind))?;
        Some(match self.by {
            Evenness::Variance => vec![(&load * &Exact::from(seats), 1)],
            _ => vec![(load, 1)],
        })
    }
}
impl Goal for Loads {
    /// Entries without voters, then the key of the others.
    type Value = Reverse<(usize, Vec<(Exact, u64)>)>;
    /// Who joins makes no load smaller.
    fn bound(&self, part: &[EntryIx], open: &[EntryIx], free: usize) -> Self::Value {
        let with = |of: &[EntryIx]| -> Vec<EntryIx> {
            of.iter().copied().filter(|e| self.has_voters[e.ix()]).collect()
        };
        let (mine, others) = (with(part), with(open));
        let bearing = mine.len() + others.len().min(free);
        let without = (part.len() - mine.len()).max(self.seats - bearing.min(self.seats));
        let mut key = self.key(&mine);
        if free > 0 {
            let behind = self.voters.behind(mine.iter().chain(&others));
            key = self.even(self.seats - without, behind).map_or(key.clone(), |even| key.max(even));
        }
        Reverse((without, key))
    }
    fn effort(&self) -> usize {
        self.voters.effort() * self.seats.min(8)
    }
    fn show(&self, Reverse((without, key)): &Self::Value) -> String {
        let value = key.first().map_or(Exact::ZERO, |(x, _)| x * &self.units);
        let what = match self.by {
            Evenness::Variance => "a sum of squares of",
            _ => "a largest load of",
        };
        match without {
            0 => format!("{what} {value}"),
            n => format!("{what} {value} with {n} of no votes"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        count::{Outcome, TiePolicy, Winners, run},
        id::EntrySet,
    };
    fn sets(by: Evenness, m: usize, of: &[(&[u32], usize)], k: u32) -> Vec<EntrySet> {
        let all: Vec<Approval> = of
            .iter()
            .flat_map(|(s, n)| vec![Approval(s.iter().map(|e| EntryIx::new(*e)).collect()); *n])
            .collect();
        let p = Profile::of(m, &all).unwrap();
        let ties = TiePolicy::AllBranches { limit: 1000 };
        let t = run(&MinimaxPhragmen { by }, &p, Seats::fill(k).unwrap(), &ties).unwrap();
        let Outcome::OneOf { sets, complete: true, .. } = t.outcome() else { panic!("{t:?}") };
        sets.iter().map(Winners::set).collect()
    }
    #[test]
    fn worked_example() {
        let p: &[(&[u32], usize)] = &[(&[0], 3), (&[0, 1], 2), (&[2], 1)];
        for by in [Evenness::Minimax, Evenness::Leximax, Evenness::Variance] {
            assert_eq!(sets(by, 3, p, 2), [[0, 1].into()]);
        }
    }
    #[test]
    fn a_tie_of_the_largest_load_is_told_apart_by_the_next() {
        let p: &[(&[u32], usize)] = &[(&[0], 1), (&[1], 3), (&[2], 2)];
        // With 0 the largest load is 1; without it 1/2.
        assert_eq!(sets(Evenness::Minimax, 3, p, 2), [[1, 2].into()]);
        // Together 0 and 3 would put two seats on one voter.
        let p: &[(&[u32], usize)] = &[(&[0, 3], 1), (&[1], 3), (&[2], 2)];
        let both: [EntrySet; 2] = [[0, 1, 2].into(), [1, 2, 3].into()];
        assert_eq!(sets(Evenness::Leximax, 4, p, 3), both);
        let p: &[(&[u32], usize)] = &[(&[0], 1), (&[1], 3), (&[2], 2), (&[3], 1)];
        // Somebody bears a whole seat in each; 1 and 2 leave it to one voter alone.
        let with = |e: u32| -> EntrySet { [0, 3, e].into() };
        let one = |a: u32| -> EntrySet { [a, 1, 2].into() };
        assert_eq!(sets(Evenness::Minimax, 4, p, 3), [one(0), with(1), with(2), one(3)]);
        assert_eq!(sets(Evenness::Leximax, 4, p, 3), [one(0), one(3)]);
        assert_eq!(sets(Evenness::Variance, 4, p, 3), [one(0), one(3)]);
    }
    #[test]
    fn nobody_votes() {
        let p = Profile::of(3, &[]).unwrap();
        let t = run(&MinimaxPhragmen::default(), &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

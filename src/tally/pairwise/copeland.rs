//! Copeland: a point for every other entry that one beats, part of a point for every draw.
//!
//! With half a point a draw this orders as wins less losses do. Llull's rule gives a whole point for a draw.
//!
//! Worked example: 4 ABC, 3 BCA, 2 CAB and D last on all: A, B and C each beat one of the three and D, and have 2
//! points; D has none.
use super::{
    graph::{Majority, compare_all},
    strength::UNNAMED,
};
use crate::{
    count::{About, Alias, Halt, Param, Refusal, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// The most wins against single others.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal points share a tier; nothing is asked.
///
/// # Complexity
/// O(m^2) time and memory.
///
/// # Errors
/// Refused if `draw` is below 0 or above 1.
///
/// # References
/// Copeland (1951), "A reasonable social welfare function", University of Michigan; for Llull see Hägele and
/// Pukelsheim (2001), "Llull's writings on electoral systems", Studia Lulliana 41.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::Copeland};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&Copeland::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Copeland {
    /// What a draw is worth, from 0 to 1.
    pub draw: Exact,
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}
impl Default for Copeland {
    fn default() -> Self {
        Self { draw: Exact::ratio(1, 2).unwrap_or_default(), unnamed: Unnamed::Last }
    }
}

impl TallyRule for Copeland {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("copeland", "Copeland")
            .aliases(&[
                Alias::plain("Copeland"),
                Alias::plain("copeland_ranking"),
                Alias::with("llull", &[("draw", "\"1\"")]),
            ])
            .references(&["Copeland (1951), A reasonable social welfare function"])
            .params(&[
                Param { name: "draw", kind: "exact", about: "what a draw is worth, from 0 to 1" },
                UNNAMED,
            ]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        compare_all(teller, n, self.unnamed);
        if self.draw.is_negative() || self.draw > Exact::ONE {
            let why = format!("a draw is worth {}; give a number from 0 to 1", self.draw);
            return Err(Refusal::Parameter { name: "draw", why }.into());
        }
        let g = Majority::of(n, self.unnamed);
        let points = |a: EntryIx| {
            let (wins, losses) = (g.over(a).len(), g.under(a).len());
            let draws = n.slate().len() - 1 - wins - losses;
            Exact::from(wins) + &self.draw * &Exact::from(draws)
        };
        teller.record(|| Step::scored(n.slate().iter().map(|e| (e, points(e)))));
        Ok(Standing::by_score(n.slate(), |e| Some(points(e))))
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = PairwiseCounts::of(&votes(4, &[("ABCD", 4), ("BCAD", 3), ("CABD", 2)])).unwrap();
        assert_eq!(standing(&Copeland::default(), &n), "ABC D");
    }
    #[test]
    fn a_tie_is_worth_half_or_a_whole_point() {
        // A beats B and draws with C and D; B beats C and D and loses to A.
        let n = margins(4, &[("AB", 2), ("BC", 2), ("BD", 2), ("CD", 2)]);
        assert_eq!(standing(&Copeland::default(), &n), "AB C D");
        let llull = Copeland { draw: Exact::ONE, ..Copeland::default() };
        assert_eq!(standing(&llull, &n), "A BC D");
        let odd = Copeland { draw: Exact::from(2), ..Copeland::default() };
        assert!(crate::count::run_on(&odd, &n, Seats::ONE, &crate::count::TiePolicy::REPORT).is_err());
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&Copeland::default(), Seats::ONE);
    }
}

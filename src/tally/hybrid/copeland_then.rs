//! Copeland, then Borda or minimax: of those with the most wins against single others, half a win for a draw, the one with the
//! most Borda points, or with the smallest worst defeat.
//!
//! The second count may look at all entries (`global`) or at Copeland's winners alone (`local`). Entries ranked equally, and
//! those that a ballot does not name, share the points of their places.
//!
//! Worked example: A beats B by 4, B beats C by 2, C beats A by 6, and all beat D: A by 2, B by 8, C by 2. A, B and C have two
//! wins each. The sums of margins are 4 - 6 + 2 = 0 for A, -4 + 2 + 8 = 6 for B and -2 + 6 + 2 = 6 for C over all, and -2, -2
//! and 4 among the three: C is first in Borda among the three, level with B over all. The worst defeats are 6, 4 and 2: C.
use super::{borda, minimax, most};
use crate::{
    count::{About, Alias, Halt, Param, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{PairwiseCounts, Summary, Unnamed},
    tally::pairwise::{
        graph::{Majority, chosen},
        strength::UNNAMED,
    },
};
use serde::{Deserialize, Serialize};

/// What tells Copeland's winners apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Second {
    /// The most Borda points.
    #[default]
    Borda,
    /// The smallest worst defeat.
    Minimax,
}
/// Against whom Copeland's winners are counted once more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Scope {
    /// All entries.
    #[default]
    Global,
    /// Copeland's winners alone.
    Local,
}

/// Copeland's winners, by Borda points or by their worst defeat.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Those who are level in both counts share the first tier; nothing is asked.
///
/// # Complexity
/// O(m^2) on pairwise counts.
///
/// # Errors
/// More than one seat is refused: the definition names one winner.
///
/// # References
/// Copeland (1951), "A reasonable social welfare function"; Fishburn (1977), "Condorcet social choice functions", SIAM Journal on
/// Applied Mathematics 33, on breaking Copeland's ties.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::hybrid::CopelandThen};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&CopelandThen::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CopelandThen {
    /// What tells Copeland's winners apart.
    pub by: Second,
    /// Against whom they are counted once more.
    pub scope: Scope,
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for CopelandThen {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const LOCAL: (&str, &str) = ("scope", "\"local\"");
        const GLOBAL: (&str, &str) = ("scope", "\"global\"");
        const BORDA: (&str, &str) = ("by", "\"borda\"");
        const MINIMAX: (&str, &str) = ("by", "\"minimax\"");
        const ABOUT: About = About::new("copeland-then", "Copeland, then Borda or minimax")
            .aliases(&[
                Alias::with("copeland_local_borda", &[LOCAL, BORDA]),
                Alias::with("copeland_global_borda", &[GLOBAL, BORDA]),
                Alias::with("copeland_local_minimax", &[LOCAL, MINIMAX]),
                Alias::with("copeland_global_minimax", &[GLOBAL, MINIMAX]),
            ])
            .references(&[
                "Fishburn (1977), Condorcet social choice functions, SIAM Journal on Applied Mathematics 33",
            ])
            .params(&[
                Param { name: "by", kind: "borda | minimax", about: "what tells Copeland's winners apart" },
                Param {
                    name: "scope",
                    kind: "global | local",
                    about: "whether they are counted once more against all or among themselves",
                },
                UNNAMED,
            ]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let g = Majority::of(n, self.unnamed);
        let all = g.all();
        let net = |a: EntryIx| g.over(a).len() as i64 - g.under(a).len() as i64;
        teller.record(|| Step::scored(all.iter().map(|a| (a, Exact::from(net(a))))));
        let first = most(&all, net);
        let against = if self.scope == Scope::Local { first.clone() } else { all.clone() };
        let value = |a| match self.by {
            Second::Borda => borda(n, a, &against, self.unnamed),
            Second::Minimax => minimax(n, a, &against, self.unnamed),
        };
        let units = Exact::from(n.units_per_vote());
        teller.record(|| Step::scored(first.iter().map(|a| (a, &Exact::from(value(a)) / &units))));
        chosen(all.len(), most(&first, value), *seats)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::pairwise::trial::*;
    #[test]
    fn worked_example() {
        let n = margins(4, &[("AB", 4), ("BC", 2), ("CA", 6), ("AD", 2), ("BD", 8), ("CD", 2)]);
        let of = |by, scope| standing(&CopelandThen { by, scope, ..CopelandThen::default() }, &n);
        assert_eq!(of(Second::Borda, Scope::Local), "C ABD");
        assert_eq!(of(Second::Borda, Scope::Global), "BC AD");
        assert_eq!(of(Second::Minimax, Scope::Local), "C ABD");
    }
    #[test]
    fn the_worst_defeat_may_come_from_outside() {
        let n = margins(
            5,
            &[
                ("AB", 2),
                ("BC", 4),
                ("CA", 4),
                ("DB", 6),
                ("AD", 2),
                ("CD", 2),
                ("ED", 2),
                ("BE", 2),
                ("AE", 2),
                ("CE", 2),
            ],
        );
        // Wins less defeats: A 2, B 0, C 2.
        let of =
            |scope| standing(&CopelandThen { by: Second::Minimax, scope, ..CopelandThen::default() }, &n);
        // Among themselves A loses to C by 4 and C to nobody; over all C loses to B by 4.
        assert_eq!(of(Scope::Local), "C ABDE");
        assert_eq!(of(Scope::Global), "AC BDE");
    }
    #[test]
    fn a_tie_shares_the_tier() {
        let n = margins(3, &[("AB", 2), ("BC", 2), ("CA", 2)]);
        assert_eq!(standing(&CopelandThen::default(), &n), "ABC");
    }
    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&CopelandThen::default(), Seats::ONE);
    }
}

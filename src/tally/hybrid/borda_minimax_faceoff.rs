//! Borda-minimax face-off: if the Borda winners are the minimax winners, they win; else each Borda winner meets each minimax
//! winner, and whoever wins such a duel wins, both if it is drawn.
//!
//! An entry that is both meets itself too, and so wins.
//!
//! Worked example: A beats B by 1, A beats C by 9, B beats D by 9, C beats B by 1, D beats A by 3, C and D draw. The sums of
//! margins are 7 for A, 7 for B, -8 for C and -6 for D; the worst defeats are 3, 1, 9, 9. Borda's winners are A and B, that of
//! minimax is B: A beats B, and B meets itself, so A and B win.
use super::{borda, minimax, most};
use crate::{
    count::{About, Alias, Halt, Seats, Standing, Step, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{PairwiseCounts, Summary, Unnamed},
    tally::pairwise::{
        graph::{chosen, compare},
        strength::UNNAMED,
    },
};
use serde::{Deserialize, Serialize};

/// Duels between the Borda winners and those of the smallest worst defeat.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Whoever wins one of the duels shares the first tier; nothing is asked.
///
/// # Complexity
/// O(m^2) on pairwise counts.
///
/// # Errors
/// More than one seat is refused: the definition names one winner.
///
/// # References
/// Proposed by E. B. Foley; Holliday and Pacuit, documentation of `pref_voting`, "Borda-Minimax Faceoff".
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::hybrid::BordaMinimaxFaceoff};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&BordaMinimaxFaceoff::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BordaMinimaxFaceoff {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for BordaMinimaxFaceoff {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("borda-minimax-faceoff", "Borda-minimax face-off")
            .aliases(&[Alias::plain("borda_minimax_faceoff")])
            .references(&["Proposed by E. B. Foley; as in Holliday and Pacuit's pref_voting"])
            .params(&[UNNAMED]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let all = n.slate().all();
        let points = |a| borda(n, a, &all, self.unnamed);
        let worst = |a| minimax(n, a, &all, self.unnamed);
        let units = Exact::from(n.units_per_vote());
        for value in [&points as &dyn Fn(EntryIx) -> i64, &worst] {
            teller.record(|| Step::scored(all.iter().map(|a| (a, &Exact::from(value(a)) / &units))));
        }
        let (first, second) = (most(&all, points), most(&all, worst));
        if first == second {
            return chosen(all.len(), first, *seats);
        }
        let pairs: Vec<(EntryIx, EntryIx)> =
            first.iter().flat_map(|a| second.iter().map(move |b| (a, b))).collect();
        compare(teller, n, self.unnamed, pairs.iter().copied().filter(|(a, b)| a != b));
        let mut win = EntrySet::EMPTY;
        for (a, b) in pairs {
            let margin = if a == b { 0 } else { n.margin(a, b, self.unnamed) };
            if margin >= 0 {
                win.insert(a);
            }
            if margin <= 0 {
                win.insert(b);
            }
        }
        chosen(all.len(), win, *seats)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::pairwise::trial::*;
    #[test]
    fn worked_example_is_a_tie() {
        let n = margins(4, &[("AB", 1), ("AC", 9), ("BD", 9), ("CB", 1), ("DA", 3)]);
        assert_eq!(standing(&BordaMinimaxFaceoff::default(), &n), "AB CD");
    }
    #[test]
    fn one_duel_decides() {
        // Sums: A 16, B 1, C 1, D -18; worst defeats: A 3, B 2, C 9. B meets A and wins.
        let n = margins(4, &[("BA", 3), ("CB", 2), ("AC", 9), ("AD", 10), ("CD", 8)]);
        assert_eq!(standing(&BordaMinimaxFaceoff::default(), &n), "B ACD");
    }
    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&BordaMinimaxFaceoff::default(), Seats::ONE);
    }
}

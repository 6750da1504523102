//! Uncovered set: whoever is covered by nobody. Four coverings are in use; without draws they are the same.
//!
//! With D(x) whom x beats and U(x) who beats x, a covers b
//! - for Gillies if a beats b and U(a) is within U(b);
//! - for Fishburn if U(a) is within U(b) and smaller;
//! - for Bordes if a beats b and D(b) is within D(a);
//! - for `McKelvey` if a beats b and both hold.
//!
//! The alias `landau` means Fishburn's covering; Landau (1953) wrote of tournaments, where all agree.
//!
//! Worked example: A beats B and C, B beats C and D, C beats D, D beats A, each by 1 to 0. A beats C, and whoever beats A (D) does
//! not beat C, but B beats C and beats D, and only A beats B: B covers C. Nobody covers A, B or D.
use super::{
    graph::{Majority, chosen, compare},
    strength::UNNAMED,
};
use crate::{
    count::{About, Alias, Halt, Param, Seats, Standing, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    profile::{PairwiseCounts, Unnamed},
};
use serde::{Deserialize, Serialize};

/// When one entry covers another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Covering {
    /// It beats it, and only those beat it who beat the other.
    #[default]
    Gillies,
    /// Fewer beat it, all of whom beat the other.
    Fishburn,
    /// It beats it, and all whom the other beats.
    Bordes,
    /// As Gillies and as Bordes.
    Mckelvey,
}
impl Covering {
    /// Among some entries only.
    pub(super) fn covers(self, g: &Majority, among: &EntrySet, a: EntryIx, b: EntryIx) -> bool {
        let within = |x: &EntrySet, y: &EntrySet| x.intersection(among).is_subset(y);
        let upward = || within(g.under(a), g.under(b));
        let downward = || within(g.over(b), g.over(a));
        match self {
            Self::Gillies => g.beats(a, b) && upward(),
            Self::Fishburn => upward() && !within(g.under(b), g.under(a)),
            Self::Bordes => g.beats(a, b) && downward(),
            Self::Mckelvey => g.beats(a, b) && upward() && downward(),
        }
    }
}

/// Whoever no other entry covers.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Members of the set share the first tier; nothing is asked.
///
/// # Complexity
/// O(m^3 / 64) time, O(m^2) memory.
///
/// # Errors
/// Refused if more than one winner is asked for: the definition ranks nobody.
///
/// # References
/// Gillies (1959), "Solutions to general non-zero-sum games"; Fishburn (1977), "Condorcet social choice functions",
/// SIAM Journal on Applied Mathematics 33; Bordes (1983), "On the possibility of reasonable consistent majoritarian
/// choice", Journal of Economic Theory 31; `McKelvey` (1986), "Covering, dominance, and institution-free properties of
/// social choice", American Journal of Political Science 30; all compared in Duggan (2013), "Uncovered sets", Social
/// Choice and Welfare 41.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::Uncovered};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&Uncovered::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Uncovered {
    /// When one entry covers another.
    pub covering: Covering,
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for Uncovered {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("uncovered", "Uncovered set")
            .aliases(&[
                Alias::plain("uc_gill"),
                Alias::with("uc_fish", &[("covering", "\"fishburn\"")]),
                Alias::with("uc_bordes", &[("covering", "\"bordes\"")]),
                Alias::with("uc_mckelvey", &[("covering", "\"mckelvey\"")]),
                Alias::with("landau", &[("covering", "\"fishburn\"")]),
            ])
            .references(&["Duggan (2013), Social Choice and Welfare 41"])
            .params(&[
                Param {
                    name: "covering",
                    kind: "gillies | fishburn | bordes | mckelvey",
                    about: "when one entry covers another",
                },
                UNNAMED,
            ]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let g = Majority::of(n, self.unnamed);
        let all = g.all();
        let by = |b: EntryIx| all.iter().find(|a| *a != b && self.covering.covers(&g, &all, *a, b));
        let covered: Vec<(EntryIx, EntryIx)> = all.iter().filter_map(|b| Some((by(b)?, b))).collect();
        compare(teller, n, self.unnamed, covered.iter().copied());
        let out: EntrySet = covered.into_iter().map(|(_, b)| b).collect();
        chosen(all.len(), all.minus(&out), *seats)
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = margins(4, &[("AB", 1), ("AC", 1), ("BC", 1), ("BD", 1), ("CD", 1), ("DA", 1)]);
        for covering in [Covering::Gillies, Covering::Fishburn, Covering::Bordes, Covering::Mckelvey] {
            assert_eq!(standing(&Uncovered { covering, ..Uncovered::default() }, &n), "ABD C");
        }
    }
    #[test]
    fn a_tie_tells_the_coverings_apart() {
        // A beats B; C draws with both. U(A) is empty, U(B) is A: upward A covers B. D(B) is empty too.
        let n = margins(3, &[("AB", 1)]);
        assert_eq!(standing(&Uncovered::default(), &n), "AC B");
        // B beats C too: downward A does not cover B, since it does not beat C; upward it does.
        let n = margins(3, &[("AB", 1), ("BC", 1)]);
        let of = |covering| standing(&Uncovered { covering, ..Uncovered::default() }, &n);
        assert_eq!(of(Covering::Gillies), "AC B");
        assert_eq!(of(Covering::Fishburn), "A BC");
        assert_eq!(of(Covering::Bordes), "AB C");
        assert_eq!(of(Covering::Mckelvey), "ABC");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&Uncovered::default(), Seats::ONE);
    }
}

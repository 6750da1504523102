//! Schulze: a beats b if the strongest path of defeats from a to b is stronger than any from b to a.
//!
//! The strength of a path is that of its weakest defeat. "Beats" in this sense is transitive, so the entries that nobody
//! beats are the winners, and the rest follow in layers.
//!
//! Worked example (Schulze 2011, example 1): 45 voters, 5 ACBED, 5 ADECB, 8 BEDAC, 3 CABED, 7 CAEBD, 2 CBADE, 7 DCEBA,
//! 8 EBADC: the order is E A C B D.
use super::{
    graph::compare_all,
    paths::widest_paths,
    strength::{STRENGTH, Strength, UNNAMED},
    widest::best,
};
use crate::{
    count::{About, Alias, Halt, Param, Seats, Standing, Step, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// Strongest paths.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Entries that do not beat each other share a layer; nothing is asked.
///
/// With the strength `winning-votes` this is more often so than in Schulze (2011, section 2.1): the paper holds of two defeats with as many
/// votes for the one with fewer votes against for the stronger one, and here the two are level. With `margins`, the default, there is no
/// such difference.
///
/// # Complexity
/// O(m^3) on pairwise counts, in tiles of 16-bit ordinals. With `winners_only` and one seat, O(m^2 log m) on average if few are
/// tied for it.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Schulze (2011), "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election
/// method", Social Choice and Welfare 36.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::Schulze};
/// let ballots = [[0, 1, 2], [0, 1, 2], [1, 2, 0], [1, 2, 0], [2, 0, 1]].map(Ranking::strict);
/// let tally = run(&Schulze::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Schulze {
    /// How strong a defeat is. `winning-votes` counts the votes for alone, where Schulze (2011) lets the votes against decide between equals.
    pub strength: Strength,
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
    /// Whether only those who can win one seat are wanted: all others then share a tier, and no paths are told.
    pub winners_only: bool,
}

impl TallyRule for Schulze {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("schulze", "Schulze")
            .aliases(&[
                Alias::plain("Schulze"),
                Alias::plain("SchulzeMargin"),
                Alias::with("SchulzeWinning", &[("strength", "\"winning-votes\"")]),
                Alias::with("SchulzeRatio", &[("strength", "\"ratio\"")]),
                Alias::plain("beat-path"),
                Alias::plain("beat_path"),
                Alias::plain("cssd"),
                Alias::plain("Schulze Margin"),
                Alias::with("schulze-winning-votes", &[("strength", "\"winning-votes\"")]),
                Alias::with("beat_path[strength=winning_votes]", &[("strength", "\"winning-votes\"")]),
                Alias::with("Schulze Winning", &[("strength", "\"winning-votes\"")]),
                Alias::with("Schulze Ratio", &[("strength", "\"ratio\"")]),
            ])
            .references(&["Schulze (2011), Social Choice and Welfare 36"])
            .params(&[
                Param {
                    about: "how strong a defeat is; winning votes without the paper's tie-break by votes against",
                    ..STRENGTH
                },
                UNNAMED,
                Param {
                    name: "winners_only",
                    kind: "boolean",
                    about: "one seat: all but the winners share a tier",
                },
            ]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        compare_all(teller, n, self.unnamed);
        let m = n.slate().len();
        let mut paths = self.strength.of(n, self.unnamed);
        if self.winners_only
            && *seats == Seats::ONE
            && let Some(winners) = best(&paths.cells, m)
        {
            let rest = EntrySet::first(m).minus(&winners);
            return Ok(Standing::of([winners, rest]));
        }
        widest_paths(&mut paths.cells, m);
        let beats = |a, b| paths.over(a, b) > paths.over(b, a);
        let standing = Standing::of(layers(m, beats));
        if teller.is_tracing() {
            let width = |a, b| paths.shown(paths.over(a, b));
            let pairs = neighbours(standing.tiers());
            if !pairs.is_empty() {
                // What follows has the form of comparisons too.
                teller.record(|| Step::note(PATHS));
            }
            for (a, b) in pairs {
                teller.record(|| Step::Compared { a, b, for_a: width(a, b), for_b: width(b, a) });
            }
        }
        Ok(standing)
    }
}
/// Side of a part of the matrix that fits the first cache together with what lies across the diagonal.
const SQUARE: usize = 32;
/// Those whom no one left beats, then the same without them; O(m^2). `wins` is transitive, so there always are some.
pub(super) fn layers(m: usize, wins: impl Fn(EntryIx, EntryIx) -> bool) -> Vec<EntrySet> {
    let (mut beaten_by, mut beats) = (vec![0usize; m], vec![false; m * m]);
    // Square by square: one of the two paths is read down a column.
    let starts = || (0..m).step_by(SQUARE);
    for (top, left) in starts().flat_map(|top| starts().map(move |left| (top, left))) {
        for a in top..m.min(top + SQUARE) {
            for b in left..m.min(left + SQUARE) {
                let won = wins(a.into(), b.into());
                beats[a * m + b] = won;
                beaten_by[b] += usize::from(won);
            }
        }
    }
    let (mut left, mut tiers) = (EntrySet::first(m), vec![]);
    while !left.is_empty() {
        let top: EntrySet = left.iter().filter(|a| beaten_by[a.ix()] == 0).collect();
        left = left.minus(&top);
        for a in top.iter() {
            for (n, wins) in beaten_by.iter_mut().zip(&beats[a.ix() * m..][..m]) {
                *n -= usize::from(*wins);
            }
        }
        tiers.push(top);
    }
    tiers
}
/// The comparisons that explain a standing: of each tier with the next.
const PATHS: &str = "now the strongest paths, from each entry to those next in the order and back";
fn neighbours(tiers: &[EntrySet]) -> Vec<(EntryIx, EntryIx)> {
    let pairs = tiers.windows(2).flat_map(|w| w[0].iter().flat_map(|a| w[1].iter().map(move |b| (a, b))));
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::Ranking,
        count::{Outcome, TiePolicy, run},
        profile::Profile,
    };
    fn tiers(m: usize, of: &[(&str, usize)]) -> Vec<EntrySet> {
        let all: Vec<Ranking> = of
            .iter()
            .flat_map(|(o, n)| {
                std::iter::repeat_n(Ranking::strict(o.bytes().map(|c| u32::from(c - b'A'))), *n)
            })
            .collect();
        let t = run(&Schulze::default(), &Profile::of(m, &all).unwrap(), Seats::Open, &TiePolicy::REPORT)
            .unwrap();
        t.answer().map(|a| a.tiers().to_vec()).unwrap_or_default()
    }
    #[test]
    fn worked_example() {
        let orders = [
            ("ACBED", 5),
            ("ADECB", 5),
            ("BEDAC", 8),
            ("CABED", 3),
            ("CAEBD", 7),
            ("CBADE", 2),
            ("DCEBA", 7),
            ("EBADC", 8),
        ];
        assert_eq!(tiers(5, &orders), [[4].into(), [0].into(), [2].into(), [1].into(), [3].into()]);
    }
    /// 3 CAB, 3 AB, 4 BCA, 2 A: A over B by 8 to 4, C over A by 7 to 5, B over C by 7 to 3. By votes for alone B over C and C over A are
    /// level, so that A and C reach each other by 7 at least. The paper has B over C for the stronger one, and A wins, as by margins.
    #[test]
    fn winning_votes_are_compared_without_the_votes_against() {
        let ballots = [("CAB", 3), ("AB", 3), ("BCA", 4), ("A", 2)].iter().flat_map(|(o, n)| {
            std::iter::repeat_n(Ranking::strict(o.bytes().map(|c| u32::from(c - b'A'))), *n)
        });
        let p = Profile::of(3, &ballots.collect::<Vec<_>>()).unwrap();
        let first = |strength| {
            let rule = Schulze { strength, ..Schulze::default() };
            assert!(rule.about().params[0].about.contains("without the paper's tie-break"));
            run(&rule, &p, Seats::Open, &TiePolicy::REPORT).unwrap().answer().unwrap().tiers()[0].clone()
        };
        assert_eq!(first(Strength::WinningVotes), [0, 2].into());
        assert_eq!(first(Strength::Margins), [0].into());
    }
    /// Two to one: one comparison, then a path by a margin of one.
    #[test]
    fn paths_are_told_apart_from_comparisons() {
        let p = Profile::of(2, &[[0, 1], [0, 1], [1, 0]].map(Ranking::strict)).unwrap();
        let t = run(&Schulze::default(), &p, Seats::Open, &TiePolicy::REPORT).unwrap();
        let steps = t.steps();
        assert!(matches!(&steps[0], Step::Compared { for_a, .. } if *for_a == crate::num::Exact::from(2u32)));
        assert!(matches!(&steps[1], Step::Note { text } if text.contains("strongest paths")), "{steps:?}");
        assert!(matches!(&steps[2], Step::Compared { for_a, .. } if *for_a == crate::num::Exact::ONE));
        assert_eq!(steps.len(), 3);
    }
    #[test]
    fn a_perfect_cycle_is_a_tie_in_one_tier() {
        assert_eq!(tiers(3, &[("ABC", 1), ("BCA", 1), ("CAB", 1)]), [EntrySet::from([0, 1, 2])]);
    }
    #[test]
    fn winners_only_leaves_the_others_level() {
        let p = Profile::of(3, &[[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict)).unwrap();
        let rule = Schulze { winners_only: true, ..Schulze::default() };
        let t = run(&rule, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert_eq!(t.answer().unwrap().tiers(), [EntrySet::from([0]), EntrySet::from([1, 2])]);
    }
    #[test]
    fn nobody_votes() {
        let p = Profile::of(3, &[]).unwrap();
        let t = run(&Schulze::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

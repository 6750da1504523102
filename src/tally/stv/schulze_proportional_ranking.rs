//! Schulze's proportional ranking: place after place, so that the first k of the ranking stand for the voters about as a committee of k would.
//!
//! Let the first places be filled. For two entries x and y that are left, those placed together with x are held against y: every ballot may be
//! divided between the ones of them that it prefers to y, and the most that all can have each at once is what x has against y. Schulze's method with winning votes on
//! these numbers gives the next place: the entry to which no other has a stronger path than it has to that one. So the first place is the winner of
//! Schulze's method.
//!
//! Worked example: 6 ballots A B C, 4 C. A is first, with 6 to 4 against C. For the second place B with A has 3 against C, and C with A has 4 against B: C is
//! second.
use super::{committees, schulze_stv::Above};
use crate::{
    ballot::Ranking,
    count::{About, Alias, Draft, Halt, Refusal, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// Most places that are ranked, and most entries.
const MOST_PLACES: usize = 14;
const MOST: usize = 64;

/// A ranking whose every beginning is proportional.
///
/// The definition and a worked example are at the head of [this module](self). Ballots may rank entries equally and leave entries out, which then
/// rank last. As in [`SchulzeStv`](super::SchulzeStv) a ballot that ranks two alike supports neither against the other.
///
/// # Ties
/// Entries between which no path decides are asked about at stage `win` with the number of the place.
///
/// # Complexity
/// O(n m² + m² (s k + k 2^k) + m³) for the place k, s being the different sets of entries that ballots prefer to one. At most 14 places
/// and 64 entries; of the last entry the place is no question, so that 15 entries are ranked whole. Only as many places are ranked as there are seats, and the others share a tier.
///
/// # Errors
/// More places or entries than these.
///
/// # References
/// Schulze (2011), Free riding and vote management under proportional representation by the single transferable vote, section on proportional rankings.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::stv::SchulzeProportionalRanking};
/// let mut ballots = vec![Ranking::strict([0, 1, 2]); 6];
/// ballots.extend(vec![Ranking::strict([2]); 4]);
/// let rule = SchulzeProportionalRanking {};
/// let tally = run(&rule, &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().tiers(), [[0].into(), [2].into(), [1].into()]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SchulzeProportionalRanking {}

impl TallyRule for SchulzeProportionalRanking {
    type Input = Profile<Ranking>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("schulze-proportional-ranking", "Schulze proportional ranking")
            .aliases(&[Alias::plain("schulze-pr"), Alias::plain("schulze_pr")])
            .references(&[
                "Schulze (2011), Free riding and vote management under proportional representation by the single transferable vote",
            ])
            .most_entries(15)
            .limit("64 entries and 14 places");
        ABOUT
    }
    fn count(&self, p: &Profile<Ranking>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let mut left = p.slate().all();
        let m = left.len();
        let asked = match seats {
            Seats::Open => m,
            more => more.number(),
        };
        let places = asked.min(m.saturating_sub(1));
        for (what, got, most) in [("entries", m, MOST), ("places", places, MOST_PLACES)] {
            if got > most {
                return Err(Refusal::TooLarge { what, got: got as u64, most: most as u64 }.into());
            }
        }
        let (mut placed, mut draft) = (EntrySet::EMPTY, Draft::new());
        for place in 1..=places {
            teller.visit(&draft, placed.clone())?;
            let best = next(p, &placed, &left, teller)?;
            let won = teller.pick_entry(TieAt::win(place), &best)?;
            teller.record(|| Step::Elected { entries: won.into() });
            draft.elect(won);
            placed.insert(won);
            left.remove(won);
        }
        if places < asked && !left.is_empty() {
            draft.elect(std::mem::take(&mut left));
        }
        Ok(draft.finish(left))
    }
}
/// Who may have the next place.
fn next(
    p: &Profile<Ranking>,
    placed: &EntrySet,
    left: &EntrySet,
    teller: &mut Teller,
) -> Result<EntrySet, Halt> {
    let left: Vec<EntryIx> = left.iter().collect();
    let mut has = vec![vec![Exact::ZERO; left.len()]; left.len()];
    for (j, y) in left.iter().enumerate() {
        teller.poll()?;
        let above = Above::of(p, *y);
        for (i, x) in left.iter().enumerate().filter(|(i, _)| *i != j) {
            let mut with = placed.clone();
            with.insert(*x);
            has[i][j] = above.strength(&with);
        }
    }
    for (i, a) in left.iter().enumerate() {
        for (j, b) in left.iter().enumerate().skip(i + 1) {
            let (for_a, for_b) = (&has[i][j], &has[j][i]);
            teller.record(|| Step::Compared { a: *a, b: *b, for_a: for_a.clone(), for_b: for_b.clone() });
        }
    }
    let link = |i: usize, j: usize| (has[i][j] > has[j][i]).then(|| has[i][j].clone());
    let links: Vec<Vec<Option<Exact>>> =
        (0..left.len()).map(|i| (0..left.len()).map(|j| link(i, j)).collect()).collect();
    Ok(committees::unbeaten(committees::ranked(&links)).into_iter().map(|i| left[i]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        count::{CountError, Outcome, TiePolicy, run},
        tally::tried::{profile, strict},
    };
    #[test]
    fn worked_example() {
        let p = strict(3, &[(&[0, 1, 2], 6), (&[2], 4)]);
        let t = run(&SchulzeProportionalRanking {}, &p, Seats::Open, &TiePolicy::REPORT).unwrap();
        assert_eq!(t.answer().unwrap().tiers(), [[0].into(), [2].into(), [1].into()]);
        let said = t.steps().iter().any(|s| {
            let Step::Compared { a, b, for_a, for_b } = s else { return false };
            (a.ix(), b.ix(), for_a.to_string(), for_b.to_string()) == (1, 2, "3".into(), "4".into())
        });
        assert!(said, "{:?}", t.steps());
    }
    /// Schulze (2011), Free riding and vote management, section 6.2: the order e c a b d.
    #[test]
    fn the_example_of_the_paper() {
        let orders = [
            ("ADBCE", 6),
            ("ADECB", 12),
            ("ADEBC", 72),
            ("AEBDC", 6),
            ("BDCEA", 30),
            ("BEADC", 48),
            ("BEDCA", 24),
            ("CAEBD", 168),
            ("DBECA", 108),
            ("EABDC", 30),
        ];
        let p = profile(5, &orders);
        let t = run(&SchulzeProportionalRanking {}, &p, Seats::Open, &TiePolicy::REPORT).unwrap();
        let order: Vec<usize> =
            t.answer().unwrap().tiers().iter().map(|t| t.single().unwrap().ix()).collect();
        assert_eq!(order, [4, 2, 0, 1, 3]);
    }
    #[test]
    fn two_parties_take_turns() {
        // 60 for A B C, 40 for D E F: A, then D with 40 before B with 30, then B with 30, C with 20 or E with 20 each
        let p = profile(6, &[("ABCDEF", 60), ("DEFABC", 40)]);
        let t = run(&SchulzeProportionalRanking {}, &p, Seats::fill(3).unwrap(), &TiePolicy::REPORT).unwrap();
        assert_eq!(t.answer().unwrap().tiers()[..3], [[0].into(), [3].into(), [1].into()]);
    }
    #[test]
    fn too_many_places_are_refused() {
        let p = strict(20, &[(&[0, 1], 1)]);
        let of = |seats| run(&SchulzeProportionalRanking {}, &p, seats, &TiePolicy::REPORT);
        let e = of(Seats::Open).unwrap_err();
        assert!(matches!(e, CountError::Refused { cause: Refusal::TooLarge { what: "places", .. }, .. }));
        assert!(of(Seats::ONE).is_ok());
    }
    #[test]
    fn a_tie_is_told_and_nobody_votes() {
        let p = strict(3, &[(&[0], 1), (&[1], 1), (&[2], 1)]);
        let t = run(&SchulzeProportionalRanking {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(t.outcome().is_tied());
        let t = run(&SchulzeProportionalRanking {}, &strict(3, &[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

//! Copeland over direct comparisons: a point for every other entry that one was called better than more often than worse, half a
//! point where as often.
//!
//! A pair that was never compared gives neither a point; draws speak for neither of the two, skips are no comparison.
//!
//! Worked example: A is called better than B twice and worse once, B and C draw, C is called better than A once. A beats B, C beats A, B
//! and C are even: A 1, B 1/2, C 3/2.
use crate::{
    count::{About, Halt, Reason, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{PairCounts, Summary},
};
use serde::{Deserialize, Serialize};

/// The most other entries beaten.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal points share a tier. Entries that nobody compared may not win.
///
/// # Complexity
/// O(m²) on counts of comparisons.
///
/// # Errors
/// None. If nothing was compared the outcome is `none`.
///
/// # References
/// Copeland (1951), "A reasonable social welfare function".
///
/// # Examples
/// ```
/// use cocreate::{ballot::{Comparison, Pairs}, count::*, id::EntryIx, profile::Profile, tally::comparing::CopelandPairs};
/// let [a, b, c] = [0, 1, 2].map(EntryIx::new);
/// let ballots = [Pairs::new([(a, b, Comparison::First)])?, Pairs::new([(a, c, Comparison::Draw)])?];
/// let tally = run(&CopelandPairs {}, &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().scores()[&a].to_string(), "3/2");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CopelandPairs {}

impl TallyRule for CopelandPairs {
    type Input = PairCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("copeland-pairs", "Copeland over direct comparisons")
            .references(&["Copeland (1951), A reasonable social welfare function"]);
        ABOUT
    }
    fn count(&self, n: &PairCounts, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let points = |a: EntryIx| {
            let of = |b: EntryIx| {
                let (won, lost) = (n.wins(a, b), n.wins(b, a));
                (won + lost + n.draws(a, b) > 0).then(|| 1 + won.cmp(&lost) as i64)
            };
            let all: Vec<i64> = n.slate().iter().filter_map(of).collect();
            // A win is 2, a draw 1 half.
            (!all.is_empty()).then(|| &Exact::from(all.iter().sum::<i64>()) / &Exact::from(2u32))
        };
        teller.record(|| Step::scored(n.slate().iter().filter_map(|e| Some((e, points(e)?)))));
        Ok(Standing::by_score(n.slate(), points).or_because(Reason::NobodyQualified))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::{Comparison, Pairs},
        count::{Outcome, Tally, TiePolicy, run},
        profile::Profile,
    };
    use Comparison::{Draw, First, Second};
    fn profile(m: usize, said: &[(u32, u32, Comparison, usize)]) -> Profile<Pairs> {
        let of = |(a, b, c, n): &(u32, u32, Comparison, usize)| {
            vec![Pairs::new([(EntryIx::new(*a), EntryIx::new(*b), *c)]).unwrap(); *n]
        };
        Profile::of(m, &said.iter().flat_map(of).collect::<Vec<_>>()).unwrap()
    }
    fn shown(t: &Tally<Standing>) -> Vec<String> {
        t.answer().unwrap().scores().values().map(ToString::to_string).collect()
    }
    #[test]
    fn worked_example() {
        let p = profile(3, &[(0, 1, First, 2), (0, 1, Second, 1), (1, 2, Draw, 1), (0, 2, Second, 1)]);
        let t = run(&CopelandPairs {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert_eq!(shown(&t), ["1", "1/2", "3/2"]);
        assert_eq!(t.outcome().winners().unwrap().set(), [2].into());
    }
    #[test]
    fn a_tie_of_a_draw() {
        let t =
            run(&CopelandPairs {}, &profile(2, &[(0, 1, Draw, 1)]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(t.outcome().is_tied());
    }

    #[test]
    fn nobody_is_compared() {
        for p in [profile(3, &[]), profile(3, &[(0, 1, Comparison::Skip, 2)])] {
            let t = run(&CopelandPairs {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
            assert!(matches!(t.outcome(), Outcome::None { .. }));
        }
    }
}

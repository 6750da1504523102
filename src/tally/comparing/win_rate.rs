//! Win rate: the share of its comparisons that an entry wins; a draw is half a win, a skip is no comparison.
//!
//! Worked example: A beats B twice and loses to C once, B and C draw. A won 2 of 3, B 1/2 of 3, C 3/2 of 2: C 3/4, A 2/3, B 1/6.
use crate::{
    count::{About, Alias, Halt, Param, Reason, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{PairCounts, Summary},
};
use serde::{Deserialize, Serialize};

/// The highest share of comparisons won.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal rates share a tier. Entries with too few comparisons may not win.
///
/// # Complexity
/// O(m^2) on counts of comparisons.
///
/// # Errors
/// None. If no entry has enough comparisons the outcome is `none`, with the floor.
///
/// # References
/// Salganik and Levy (2015), "Wiki surveys", PLOS ONE 10, the score without its prior.
///
/// # Examples
/// ```
/// use cocreate::{ballot::{Comparison, Pairs}, count::*, id::EntryIx, profile::Profile, tally::comparing::WinRate};
/// let [a, b] = [0, 1].map(EntryIx::new);
/// let ballots = [Pairs::new([(a, b, Comparison::First)])?, Pairs::new([(a, b, Comparison::Draw)])?];
/// let tally = run(&WinRate::default(), &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().scores()[&a].to_string(), "3/4");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WinRate {
    /// Comparisons that an entry needs to be rated; 0 and 1 are the same.
    pub min_comparisons: u64,
}

impl TallyRule for WinRate {
    type Input = PairCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("win-rate", "Win rate")
            .aliases(&[Alias::plain("win-percentage")])
            .references(&["Salganik and Levy (2015), PLOS ONE 10"])
            .params(&[Param {
                name: "min_comparisons",
                kind: "integer",
                about: "comparisons that an entry needs to be rated",
            }]);
        ABOUT
    }
    fn count(&self, n: &PairCounts, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let units = Exact::from(n.units_per_vote());
        let needed = Exact::from(self.min_comparisons.max(1));
        let compared = |e| &Exact::from(tallied(n, e).1) / &units;
        let rate = |e| {
            let (twice_won, all) = tallied(n, e);
            let enough = all > 0 && (self.min_comparisons <= 1 || compared(e) >= needed);
            if enough { Exact::ratio(i128::from(twice_won), 2 * u128::from(all)) } else { None }
        };
        teller.record(|| Step::scored(n.slate().iter().filter_map(|e| Some((e, rate(e)?)))));
        let best = n.slate().iter().map(compared).max().unwrap_or_default();
        let floor = Reason::Floor { what: "comparisons of an entry".into(), needed: needed.clone(), best };
        Ok(Standing::by_score(n.slate(), rate).or_because(floor))
    }
}
/// Twice the wins with draws as halves, and all comparisons, in units. At most 2^46 times 2^15 each.
pub(super) fn tallied(n: &PairCounts, a: EntryIx) -> (u64, u64) {
    n.slate().iter().fold((0, 0), |(won, all), b| {
        let (w, d, l) = (n.wins(a, b), n.draws(a, b), n.wins(b, a));
        (won + 2 * w + d, all + w + d + l)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::{Comparison, Pairs},
        count::{Outcome, TiePolicy, run},
        profile::Profile,
    };
    fn profile(said: &[(u32, u32, Comparison)]) -> Profile<Pairs> {
        let of = |(a, b, c): &(u32, u32, Comparison)| {
            Pairs::new([(EntryIx::new(*a), EntryIx::new(*b), *c)]).unwrap()
        };
        Profile::of(3, &said.iter().map(of).collect::<Vec<_>>()).unwrap()
    }
    #[test]
    fn worked_example() {
        use Comparison::{Draw, First, Second, Skip};
        let p = profile(&[(0, 1, First), (0, 1, First), (0, 2, Second), (1, 2, Draw), (0, 2, Skip)]);
        let t = run(&WinRate::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        let scores: Vec<String> = t.answer().unwrap().scores().values().map(ToString::to_string).collect();
        assert_eq!(scores, ["2/3", "1/6", "3/4"]);
        let t = run(&WinRate { min_comparisons: 3 }, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [0].into());
    }
    #[test]
    fn a_tie_and_nobody() {
        let p = profile(&[(0, 1, Comparison::Draw)]);
        assert!(run(&WinRate::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap().outcome().is_tied());
        let p = profile(&[(0, 1, Comparison::Skip)]);
        let t = run(&WinRate::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { reason: Reason::Floor { .. } }));
    }
}

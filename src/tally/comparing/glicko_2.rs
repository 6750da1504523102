//! Glicko-2: every entry has a rating, a deviation that says how sure it is, and a volatility that says how steady. All games of a period are
//! looked at together: each counts for less the less sure the other's rating is, and a rating moves by as much as it is unsure itself.
//!
//! Comparisons are games; a skip is none. The whole profile is one period, in which the order of ballots changes nothing; or a period is
//! so many ballots, in the order of the profile. A ballot of weight w is cast w times. All begin with 1500, a deviation of 350 and a volatility of 0.06;
//! whoever plays no game in a period becomes less sure. The tolerance of the iteration for volatility is 10^-6.
//!
//! Ratings are floats, whose games are added in one order of opponents and results, and are ranked after rounding to six decimals.
//!
//! Worked example: A is better than B. With g = 1 / √(1 + 3 φ² / π²), φ being 350 / 173.7178, both expect a half; A has 1662.310894 with a deviation of
//! 290.318964, B 1337.689106.
use super::games::{games, rated, rounded};
use crate::{
    ballot::Pairs,
    count::{
        About, Alias, Exception, Grade, Halt, Law, Param, Reason, Refusal, Seats, Standing, Step, TallyRule,
        Teller,
    },
    id::EntryIx,
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use skillratings::{
    Outcomes,
    glicko2::{Glicko2Config, Glicko2Rating, glicko2_rating_period},
};
use std::{collections::BTreeMap, num::NonZeroU32};

/// Ratings with their uncertainty, by periods.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Ratings that are equal after rounding to six decimals share a tier. Entries that were not compared may not win.
///
/// # Complexity
/// O(C) for C comparisons, at most 2^26 of them, and O(m) a period.
///
/// # Errors
/// A `tau` that is not above nought or is above 10, weights that are no whole number of votes, and more than 2^26 comparisons. If nothing
/// was compared the outcome is `none`.
///
/// # References
/// Glickman (2013), Example of the Glicko-2 system; Glickman (2001), Dynamic paired comparison models with stochastic variances, Journal of Applied
/// Statistics 28; the crate `skillratings`.
///
/// # Examples
/// ```
/// use cocreate::{ballot::{Comparison, Pairs}, count::*, id::EntryIx, profile::Profile, tally::comparing::Glicko2};
/// let [a, b] = [0, 1].map(EntryIx::new);
/// let ballots = [Pairs::new([(a, b, Comparison::First)])?];
/// let tally = run(&Glicko2::default(), &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().scores()[&a].decimals_down(2), "1662.31");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Glicko2 {
    /// How much volatility may change.
    pub tau: Exact,
    /// Ballots of a period; all if not given.
    pub period: Option<NonZeroU32>,
    /// How many deviations are taken off a rating before it is ranked.
    pub less: Exact,
}
impl Default for Glicko2 {
    fn default() -> Self {
        Self { tau: Exact::ratio(1, 2).unwrap_or_default(), period: None, less: Exact::ZERO }
    }
}

impl TallyRule for Glicko2 {
    type Input = Profile<Pairs>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("glicko-2", "Glicko-2")
            .breaks(&[Exception::new(Law::Copies, "the more games, the surer a rating is")])
            .aliases(&[Alias::plain("glicko2"), Alias::with("glicko-2-lower", &[("less", "2")])])
            .references(&["Glickman (2013), Example of the Glicko-2 system"])
            .params(&[
                Param {
                    name: "tau",
                    kind: "exact",
                    about: "how much volatility may change, above 0 and at most 10",
                },
                Param {
                    name: "period",
                    kind: "integer",
                    about: "ballots of a period, in the order of the profile; all in one if not given",
                },
                Param {
                    name: "less",
                    kind: "exact",
                    about: "deviations that are taken off a rating before it is ranked",
                },
            ])
            .grade(Grade::Estimate)
            .limit("2^26 comparisons");
        ABOUT
    }
    #[allow(
        clippy::float_arithmetic,
        reason = "an estimate; games are taken in one order, and ratings rounded"
    )]
    fn count(&self, p: &Profile<Pairs>, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        if self.tau <= Exact::ZERO || self.tau > Exact::from(10u32) {
            let why = format!("{} is not above nought and at most 10; 0.3 to 1.2 are common", self.tau);
            return Err(Refusal::Parameter { name: "tau", why }.into());
        }
        let all = games(p)?;
        let rated = rated(p, &all);
        if rated.is_empty() {
            return Err(teller.nobody(Reason::NobodyQualified));
        }
        let config = Glicko2Config { tau: self.tau.to_f64(), ..Glicko2Config::default() };
        let mut ratings = vec![Glicko2Rating::default(); p.slate().len()];
        let most = self.period.map_or(u64::MAX, |n| u64::from(n.get()));
        let (mut period, mut ballots) = (Period::default(), 0);
        for (games, times) in &all {
            let mut left = *times;
            while left > 0 {
                let now = left.min(most - ballots);
                for (a, b, outcome) in games {
                    period.add(*a, *b, *outcome, now);
                }
                left -= now;
                ballots += now;
                if ballots == most {
                    teller.poll()?;
                    ratings = period.end(&ratings, &config);
                    (period, ballots) = (Period::default(), 0);
                }
            }
        }
        if ballots > 0 {
            ratings = period.end(&ratings, &config);
        }
        let less = self.less.to_f64();
        let score = |r: &Glicko2Rating| rounded(r.rating - less * r.deviation);
        let of = |e: EntryIx| rated.contains(e).then(|| score(&ratings[e.ix()]));
        teller.record(|| {
            let shown =
                |e: EntryIx| format!("{:.1} ± {:.1}", ratings[e.ix()].rating, ratings[e.ix()].deviation);
            let all: Vec<String> = rated.iter().take(20).map(shown).collect();
            Step::note(format!("ratings with their deviations, in slate order: {}", all.join(", ")))
        });
        teller.record(|| Step::scored(p.entries().filter_map(|e| Some((e, of(e)?)))));
        Ok(Standing::by_score(p.slate(), of))
    }
}

/// The games of a period: for each entry, against whom and with which result (2 a win, 1 a draw, 0 a loss), how many.
#[derive(Default)]
struct Period(BTreeMap<usize, BTreeMap<(usize, u8), u64>>);
impl Period {
    fn add(&mut self, a: usize, b: usize, outcome: Outcomes, times: u64) {
        let result = match outcome {
            Outcomes::WIN => 2,
            Outcomes::DRAW => 1,
            Outcomes::LOSS => 0,
        };
        *self.0.entry(a).or_default().entry((b, result)).or_default() += times;
        *self.0.entry(b).or_default().entry((a, 2 - result)).or_default() += times;
    }
    /// Ratings after it, all from those before it.
    fn end(&self, before: &[Glicko2Rating], config: &Glicko2Config) -> Vec<Glicko2Rating> {
        let of = |(e, rating): (usize, &Glicko2Rating)| {
            let mut games: Vec<(Glicko2Rating, Outcomes)> = vec![];
            for ((other, result), times) in self.0.get(&e).into_iter().flatten() {
                let outcome = [Outcomes::LOSS, Outcomes::DRAW, Outcomes::WIN][usize::from(*result)];
                games.extend((0..*times).map(|_| (before[*other], outcome)));
            }
            // The order of entries is none of the games': by rating, then by result.
            games.sort_by(|(a, x), (b, y)| {
                let key =
                    |r: &Glicko2Rating, o: &Outcomes| (r.rating.to_bits(), r.deviation.to_bits(), *o as u8);
                key(a, x).cmp(&key(b, y))
            });
            glicko2_rating_period(rating, &games, config)
        };
        before.iter().enumerate().map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::Comparison::{self, Draw, First, Second},
        count::{CountError, Outcome, Tally, TiePolicy, run},
    };
    fn told(rule: &Glicko2, said: &[(u32, u32, Comparison)]) -> Result<Tally<Standing>, CountError> {
        let of = |(a, b, c): &(u32, u32, Comparison)| {
            Pairs::new([(EntryIx::new(*a), EntryIx::new(*b), *c)]).unwrap()
        };
        let all: Vec<Pairs> = said.iter().map(of).collect();
        run(rule, &Profile::of(3, &all).unwrap(), Seats::ONE, &TiePolicy::REPORT)
    }
    fn scores(rule: &Glicko2, said: &[(u32, u32, Comparison)]) -> Vec<String> {
        let t = told(rule, said).unwrap();
        t.answer().unwrap().scores().values().map(|v| v.decimals_down(4)).collect()
    }
    #[test]
    fn worked_example() {
        // By a second implementation from Glickman's paper: 1662.31089390.. with a deviation of 290.31896371..
        assert_eq!(scores(&Glicko2::default(), &[(0, 1, First)]), ["1662.3108", "1337.6891"]);
        let lower = Glicko2 { less: Exact::from(2u32), ..Glicko2::default() };
        assert_eq!(scores(&lower, &[(0, 1, First)]), ["1081.6729", "757.0511"]);
        // two wins and a draw in one period: 1699.75053247..
        let three = scores(&Glicko2::default(), &[(0, 1, First), (0, 1, First), (0, 1, Draw)]);
        assert_eq!(three[0], "1699.7505");
    }
    #[test]
    fn a_tie_without_order_in_one_period_and_none_in_several() {
        let (one, two) = ([(0, 1, First), (0, 1, Second)], [(0, 1, Second), (0, 1, First)]);
        let all = Glicko2::default();
        assert_eq!(scores(&all, &one), scores(&all, &two));
        assert!(told(&all, &one).unwrap().outcome().is_tied());
        let each = Glicko2 { period: NonZeroU32::new(1), ..Glicko2::default() };
        assert_ne!(scores(&each, &one), scores(&each, &two));
    }
    #[test]
    fn a_wrong_parameter_and_nothing_compared() {
        let none = Glicko2 { tau: Exact::ZERO, ..Glicko2::default() };
        assert!(told(&none, &[(0, 1, First)]).unwrap_err().to_string().contains("`tau`"));
        assert!(matches!(told(&Glicko2::default(), &[]).unwrap().outcome(), Outcome::None { .. }));
    }
}

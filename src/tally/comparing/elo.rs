//! Elo: every comparison is a game, and ratings are kept from game to game. Of two entries rated R and S the first is expected to have
//! 1 / (1 + 10^((S - R) / 400)) points; a win is a point, a draw half of one. After the game K times the points that it had more than expected are added to
//! its rating, and taken from the other's.
//!
//! Games are played in the order of the profile, ballot by ballot; those of one ballot at once, each from the ratings before the ballot. A
//! ballot of weight w is cast w times. A skip is no game. So Elo is for results that come one after the other; it forgets early ones. For comparisons without
//! an order Bradley-Terry uses all of them alike.
//!
//! Worked example: all begin with 1000, K is 32. A is better than B: 1016 and 984. Then B is better than A, of which 0.454078 was expected:
//! B has 984 + 32 · 0.545922 = 1001.469502, A 998.530498. The later win counts for more.
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
use skillratings::elo::{EloConfig, EloRating, elo};

/// Ratings from game to game, in the order of the profile.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Ratings that are equal after rounding to six decimals share a tier. Entries that were not compared may not win.
///
/// # Complexity
/// O(C) for C comparisons, at most 2^26 of them.
///
/// # Errors
/// A `k` that is not above nought, weights that are no whole number of votes, and more than 2^26 comparisons. If nothing was compared the outcome is
/// `none`.
///
/// # References
/// Elo (1978), The rating of chessplayers, past and present; the crate `skillratings`.
///
/// # Examples
/// ```
/// use cocreate::{ballot::{Comparison, Pairs}, count::*, id::EntryIx, profile::Profile, tally::comparing::Elo};
/// let [a, b] = [0, 1].map(EntryIx::new);
/// let ballots = [Pairs::new([(a, b, Comparison::First)])?, Pairs::new([(b, a, Comparison::First)])?];
/// let tally = run(&Elo::default(), &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().scores()[&b].decimals_down(3), "1001.469");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Elo {
    /// How far a game moves a rating at most.
    pub k: Exact,
    /// Where all begin.
    pub start: Exact,
}
impl Default for Elo {
    fn default() -> Self {
        Self { k: Exact::from(32u32), start: Exact::from(1000u32) }
    }
}

impl TallyRule for Elo {
    type Input = Profile<Pairs>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("elo", "Elo")
            .breaks(&[
                Exception::new(Law::Order, "later comparisons count for more"),
                Exception::new(Law::Copies, "copies are later comparisons"),
            ])
            .aliases(&[Alias::plain("elo-rating")])
            .references(&["Elo (1978), The rating of chessplayers, past and present"])
            .params(&[
                Param { name: "k", kind: "exact", about: "how far a game moves a rating at most, above 0" },
                Param { name: "start", kind: "exact", about: "where all ratings begin" },
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
        if self.k <= Exact::ZERO {
            let why = format!("{} is not above nought; 32 is common", self.k);
            return Err(Refusal::Parameter { name: "k", why }.into());
        }
        let all = games(p)?;
        let rated = rated(p, &all);
        if rated.is_empty() {
            return Err(teller.nobody(Reason::NobodyQualified));
        }
        let config = EloConfig { k: self.k.to_f64() };
        let mut ratings = vec![EloRating { rating: self.start.to_f64() }; p.slate().len()];
        for (games, times) in &all {
            for _ in 0..*times {
                let before = ratings.clone();
                teller.poll()?;
                for (a, b, outcome) in games {
                    let (one, two) = elo(&before[*a], &before[*b], outcome, &config);
                    ratings[*a].rating += one.rating - before[*a].rating;
                    ratings[*b].rating += two.rating - before[*b].rating;
                }
            }
        }
        let of = |e: EntryIx| rated.contains(e).then(|| rounded(ratings[e.ix()].rating));
        teller.record(|| Step::scored(p.entries().filter_map(|e| Some((e, of(e)?)))));
        Ok(Standing::by_score(p.slate(), of))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::{
            Comparison::{self, Draw, First, Second, Skip},
            PairsForm,
        },
        count::{CountError, Outcome, Tally, TiePolicy, run},
    };
    fn told(rule: &Elo, said: &[&[(u32, u32, Comparison)]]) -> Result<Tally<Standing>, CountError> {
        let of = |b: &&[(u32, u32, Comparison)]| {
            Pairs::new(b.iter().map(|(a, b, c)| (EntryIx::new(*a), EntryIx::new(*b), *c))).unwrap()
        };
        let all: Vec<Pairs> = said.iter().map(of).collect();
        run(rule, &Profile::of(3, &all).unwrap(), Seats::ONE, &TiePolicy::REPORT)
    }
    fn scores(said: &[&[(u32, u32, Comparison)]]) -> Vec<String> {
        let t = told(&Elo::default(), said).unwrap();
        t.answer().unwrap().scores().values().map(|v| v.decimals_down(6)).collect()
    }
    #[test]
    fn worked_example() {
        assert_eq!(scores(&[&[(0, 1, First)]]), ["1016.000000", "984.000000"]);
        // 1001.4695015.. and 998.5304985.. by the formula
        assert_eq!(scores(&[&[(0, 1, First)], &[(0, 1, Second)]]), ["998.530498", "1001.469502"]);
    }
    #[test]
    fn games_of_one_ballot_are_played_at_once() {
        // A wins twice against 1000: twice 16
        assert_eq!(scores(&[&[(0, 1, First), (0, 2, First)]]), ["1032.000000", "984.000000", "984.000000"]);
        assert_eq!(scores(&[&[(0, 1, Draw), (1, 2, Skip)]]), ["1000.000000", "1000.000000"]);
    }
    #[test]
    fn a_weight_is_so_many_games_and_no_part_of_one() {
        let ballot = Pairs::new([(EntryIx::new(0), EntryIx::new(1), First)]).unwrap();
        let of = |weight: u64, units: u64| {
            let slate = crate::profile::Slate::anonymous(2);
            let mut b = Profile::<Pairs>::builder_scaled(slate, PairsForm::default(), units).unwrap();
            b.push_weighted(&ballot, weight).unwrap();
            run(&Elo::default(), &b.finish(), Seats::ONE, &TiePolicy::REPORT)
        };
        let twice = scores(&[&[(0, 1, First)], &[(0, 1, First)]]);
        let t = of(4, 2).unwrap();
        assert_eq!(t.answer().unwrap().scores()[&EntryIx::new(0)].decimals_down(6), twice[0]);
        assert!(matches!(of(3, 2), Err(CountError::Refused { .. })));
    }
    #[test]
    fn a_tie_a_wrong_parameter_and_nothing_compared() {
        assert!(told(&Elo::default(), &[&[(0, 1, Draw)]]).unwrap().outcome().is_tied());
        let none = Elo { k: Exact::ZERO, ..Elo::default() };
        assert!(told(&none, &[&[(0, 1, Draw)]]).unwrap_err().to_string().contains("`k`"));
        assert!(matches!(told(&Elo::default(), &[]).unwrap().outcome(), Outcome::None { .. }));
    }
}

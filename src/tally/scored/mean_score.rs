//! Mean score: the mean of the marks that an entry was given; entries with too few marks may not win.
//!
//! A missing mark is absent, not nought: it changes neither the sum nor the number.
//!
//! Worked example: of four voters two give X 5 and 5, four give Y 4 each. The means are 5 and 4: X wins. With at least three
//! votes needed, X is not rated and Y wins.
use crate::{
    count::{About, Alias, Halt, Param, Reason, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{ScoreHistogram, Summary},
};
use serde::{Deserialize, Serialize};

/// The highest mean wins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal means share a tier.
///
/// # Complexity
/// O(m L) on score histograms of L levels.
///
/// # Errors
/// None. If no entry has enough votes the outcome is `none`, with the floor.
///
/// # References
/// Smith (2000), "Range voting"; the minimum number of votes as game jams and Threadless have it.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Scores, count::*, id::EntryIx, profile::Profile, tally::scored::MeanScore};
/// let (x, y) = (EntryIx::new(0), EntryIx::new(1));
/// let ballots = [Scores::new([(x, 5), (y, 4)]).unwrap(), Scores::new([(x, 5), (y, 4)]).unwrap(), Scores::new([(y, 4)]).unwrap()];
/// let profile = Profile::of(2, &ballots)?;
/// let tally = run(&MeanScore { min_votes: 3 }, &profile, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MeanScore {
    /// Votes that an entry needs to be rated. 0 and 1 are the same: without a vote there is no mean.
    pub min_votes: u64,
}

impl TallyRule for MeanScore {
    type Input = ScoreHistogram;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("mean-score", "Mean score")
            .aliases(&[
                Alias::plain("mean"),
                Alias::plain("average-score"),
                Alias::plain("score_voting[mean]"),
            ])
            .references(&["Smith (2000), Range voting"])
            .params(&[Param {
                name: "min_votes",
                kind: "integer",
                about: "votes that an entry needs to be rated",
            }]);
        ABOUT
    }
    fn count(&self, n: &ScoreHistogram, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let votes = |e: EntryIx| &Exact::from(n.rated(e)) / &Exact::from(n.units_per_vote());
        let needed = Exact::from(self.min_votes.max(1));
        // With fractions of votes, any positive weight is a vote when no minimum is asked.
        let rated = |e: EntryIx| n.rated(e) > 0 && (self.min_votes <= 1 || votes(e) >= needed);
        let mean = |e: EntryIx| rated(e).then(|| &n.sum(e) / &votes(e));
        teller.record(|| Step::scored(n.slate().iter().filter_map(|e| Some((e, mean(e)?)))));
        let best = n.slate().iter().map(votes).max().unwrap_or_default();
        let floor = Reason::Floor { what: "votes for an entry".into(), needed: needed.clone(), best };
        Ok(Standing::by_score(n.slate(), mean).or_because(floor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::Scores,
        count::{Outcome, TiePolicy, run},
        id::EntrySet,
        profile::Profile,
    };
    fn profile() -> Profile<Scores> {
        let (x, y) = (EntryIx::new(0), EntryIx::new(1));
        let both = Scores::new([(x, 5), (y, 4)]).unwrap();
        let one = Scores::new([(y, 4)]).unwrap();
        Profile::of(2, &[both.clone(), both, one.clone(), one]).unwrap()
    }
    #[test]
    fn worked_example() {
        let t = run(&MeanScore::default(), &profile(), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [0].into());
        let t = run(&MeanScore { min_votes: 3 }, &profile(), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [1].into());
        assert_eq!(t.answer().unwrap().unplaced(), &EntrySet::from([0]));
    }
    #[test]
    fn nobody_reaches_the_floor() {
        let t = run(&MeanScore { min_votes: 5 }, &profile(), Seats::ONE, &TiePolicy::REPORT).unwrap();
        let Outcome::None { reason } = t.outcome() else { panic!("{t:?}") };
        let text = "nobody reached the floor: 5 votes for an entry are needed, the most is 4";
        assert_eq!(reason.to_string(), text);
    }
    #[test]
    fn a_tie_and_nobody() {
        let p =
            Profile::of(2, &[Scores::new([(EntryIx::new(0), 3), (EntryIx::new(1), 3)]).unwrap()]).unwrap();
        assert!(run(&MeanScore::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap().outcome().is_tied());
        let none = Profile::of(2, &[]).unwrap();
        let t = run(&MeanScore::default(), &none, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { reason: Reason::NoBallots }));
    }
}

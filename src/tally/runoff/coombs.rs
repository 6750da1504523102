//! Coombs: the entry that the most ballots rank last leaves, until one has more than half of the first places.
//!
//! Ballots count for whom they rank first and against whom they rank last among those left. Entries that a ballot
//! does not name are last together. A ballot that ranks entries equally counts in equal parts for them. With `stop =
//! false` first places are not looked at, and entries leave until one is left.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A: nobody has 51 first places. A is last
//! on 58 and leaves; now B is first on 68 and wins.
use super::eliminate::{Plan, Round, TIED_LOWEST, TiedLowest, eliminate, lowest, scored};
use crate::{
    count::{About, Alias, Halt, Param, Rounds, Seats, Standing, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    tally::places::{Part, Places},
};
use serde::{Deserialize, Serialize};

/// The most last places leave.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// With `tied_lowest = one` a tie for leaving is asked, at stage `eliminate` with the number of the round from 1;
/// with `all` all who are tied leave at once, and if that is everybody who is left, they stand level. The default is
/// `all`, as the one program means it that knows the rule by this name.
///
/// # Complexity
/// O(n m) a round, O(n m) memory.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run). With `stop`, more than one seat is refused, since whoever has
/// more than half ends the count.
///
/// # References
/// Coombs (1964), A Theory of Data; Grofman and Feld (2004), If you like the alternative vote (a.k.a. the instant
/// runoff), then you ought to know about the Coombs rule, Electoral Studies 23.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::runoff::Coombs};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 2, 0], [2, 1, 0], [1, 2, 0]].map(Ranking::strict);
/// let tally = run(&Coombs::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Coombs {
    /// Whether more than half of the first places ends the count.
    pub stop: bool,
    /// Whether one or all of those tied for leaving leave.
    pub tied_lowest: TiedLowest,
}
impl Default for Coombs {
    fn default() -> Self {
        Self { stop: true, tied_lowest: TiedLowest::All }
    }
}
impl TallyRule for Coombs {
    type Input = dyn Rounds<Places>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("coombs", "Coombs")
            .aliases(&[
                Alias::with("coombs_put", &[("tied_lowest", "\"one\"")]),
                Alias::with("coombs_tb", &[("tied_lowest", "\"one\"")]),
            ])
            .references(&["Coombs (1964), A Theory of Data"])
            .params(&[
                Param {
                    name: "stop",
                    kind: "boolean",
                    about: "whether more than half of the first places ends the count",
                },
                TIED_LOWEST,
            ]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let units = ballots.units_per_vote();
        let mut session = ballots.begin();
        let plan = if self.stop {
            Plan::electing_one(ballots.slate(), *seats, self.tied_lowest)?
        } else {
            Plan::filling(ballots.slate(), *seats, self.tied_lowest)
        };
        let half = Exact::from(session.places(&ballots.slate().all(), Part::First)?.naming());
        eliminate(&plan, teller, |left, _, teller| {
            if self.stop {
                let firsts = session.places(left, Part::First)?;
                teller.record(|| scored(left, units, |e| firsts.named_parts(e)));
                let above = |e: &EntryIx| &firsts.named_parts(*e) * &Exact::from(2u32) > half;
                if let Some(e) = left.iter().find(above) {
                    return Ok(Round::Win(e.into()));
                }
            }
            let lasts = session.places(left, Part::Last)?;
            teller.record(|| scored(left, units, |e| lasts.parts(e)));
            Ok(Round::Lowest(lowest(left, |e| -lasts.parts(e))))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, best, nobody, ways};
    #[test]
    fn worked_example() {
        assert_eq!(best(&Coombs::default(), 4, CITIES), [1].into());
        // Without the stop A, D (last on 42), C (last on 42 + 26) leave.
        let order = crate::tally::tried::standing(
            &Coombs { stop: false, ..Coombs::default() },
            4,
            CITIES,
            Seats::Open,
        );
        assert_eq!(order, [[1].into(), [2].into(), [3].into(), [0].into()]);
    }
    #[test]
    fn a_tie_is_asked_or_all_leave() {
        let tied: &[(&str, usize)] = &[("ABC", 1), ("BCA", 1), ("CAB", 1)];
        assert_eq!(best(&Coombs::default(), 3, tied), [0, 1, 2].into());
        assert_eq!(
            ways(&Coombs { tied_lowest: TiedLowest::One, ..Coombs::default() }, 3, tied),
            [0, 1, 2].into()
        );
    }
    #[test]
    fn nobody_votes() {
        nobody(&Coombs::default());
    }
}

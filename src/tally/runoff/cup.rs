//! Cup: entries meet in pairs by a given bracket, the loser of each duel leaves, winners meet in the next round,
//! until one is left.
//!
//! Neighbours of the bracket meet: the first and the second, the third and the fourth, and so on. Whoever is left
//! over at the end of a round goes on without a duel. Without a bracket it is the order of the slate.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A, and the bracket is A B C D. B beats A
//! by 58 to 42 and C beats D by 83 to 17; B beats C by 68 to 32.
use super::duels::Margins;
use crate::{
    count::{
        About, Alias, Draft, Exception, Halt, Law, Param, Refusal, Seats, Standing, Step, TallyRule, Teller,
        TieAt,
    },
    id::{EntryIx, EntrySet},
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// Single elimination by a given bracket.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// A drawn duel is asked, at stage `eliminate` with the number of the duel from 1.
///
/// # Complexity
/// O(m) on pairwise counts.
///
/// # Errors
/// A bracket that does not name every entry once is refused.
///
/// # References
/// Moulin (1988), Axioms of Cooperative Decision Making, chapter 9.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::runoff::Cup};
/// let ballots = [[0, 1, 2], [1, 2, 0], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&Cup::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cup {
    /// Who meets whom: neighbours; the order of the slate if empty.
    pub bracket: Vec<EntryIx>,
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for Cup {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("cup", "Cup")
            .breaks(&[Exception::new(Law::Names, "without a bracket entries meet in the order of the slate")])
            .aliases(&[Alias::plain("single-elimination"), Alias::plain("knockout-tournament")])
            .references(&["Moulin (1988), Axioms of Cooperative Decision Making, chapter 9"])
            .params(&[
                Param {
                    name: "bracket",
                    kind: "list of entries",
                    about: "who meets whom: neighbours; the order of the slate if empty",
                },
                Param {
                    name: "unnamed",
                    kind: "last | absent",
                    about: "what an entry is that a ballot does not name",
                },
            ]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (slate, units, margins) = (*n.slate(), n.units_per_vote(), Margins::of(n, self.unnamed));
        let mut round = if self.bracket.is_empty() { slate.iter().collect() } else { self.bracket.clone() };
        if round.len() != slate.len() || round.iter().copied().collect::<EntrySet>() != slate.all() {
            let why = format!("names {round:?}; it must name each of the {} entries once", slate.len());
            return Err(Refusal::Parameter { name: "bracket", why }.into());
        }
        let (mut draft, mut duel) = (Draft::new(), 0);
        while round.len() > 1 {
            let (mut next, mut out) = (vec![], EntrySet::EMPTY);
            for pair in round.chunks(2) {
                let &[a, b] = pair else {
                    next.extend_from_slice(pair);
                    continue;
                };
                duel += 1;
                margins.tell(teller, (a, b), units);
                let loser = match margins.margin(a, b).signum() {
                    1 => b,
                    -1 => a,
                    _ => teller.pick(TieAt::eliminate(duel), &[a, b])?,
                };
                out.insert(loser);
                next.push(if loser == a { b } else { a });
            }
            teller.record(|| Step::Eliminated { entries: out.clone() });
            draft.eliminate(out);
            round = next;
        }
        Ok(draft.finish(round.into_iter().collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        count::{CountError, TiePolicy, run},
        tally::tried::{CITIES, CYCLE, best, nobody, profile, standing, ways},
    };
    #[test]
    fn worked_example() {
        assert_eq!(
            standing(&Cup::default(), 4, CITIES, Seats::Open),
            [EntrySet::from([1]), [2].into(), [0, 3].into()]
        );
    }
    #[test]
    fn whoever_is_left_over_meets_the_winner_of_the_others() {
        let of = |bracket: [u32; 3]| Cup { bracket: bracket.map(EntryIx::new).to_vec(), ..Cup::default() };
        // In a cycle the one who comes last wins against whoever beat the one that beats it.
        assert_eq!(best(&of([0, 1, 2]), 3, CYCLE), [2].into());
        assert_eq!(best(&of([1, 2, 0]), 3, CYCLE), [0].into());
        let wrong = run(&of([0, 1, 1]), &profile(3, CYCLE), Seats::ONE, &TiePolicy::REPORT).unwrap_err();
        assert!(matches!(
            wrong,
            CountError::Refused { cause: Refusal::Parameter { name: "bracket", .. }, .. }
        ));
    }
    #[test]
    fn a_tie_of_a_duel_is_asked() {
        assert_eq!(ways(&Cup::default(), 2, &[("AB", 1), ("BA", 1)]), [0, 1].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&Cup::default());
    }
}

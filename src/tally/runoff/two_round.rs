//! Two rounds: whoever is named on more than half of the ballots that name somebody wins; else the two most named meet in a second poll, and
//! whoever has more votes there wins.
//!
//! The second poll is another day's: its votes are given as a parameter. As long as they are not known the two stand level.
//!
//! Worked example: 42 name A, 26 B, 15 C and 17 D. Nobody has more than half; A and B meet. In the second poll A has 42 votes and B 55: B wins.
use super::eliminate::lowest;
use crate::{
    count::{About, Alias, Halt, Param, Refusal, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{ChoiceCounts, Summary},
};
use serde::{Deserialize, Serialize};
use std::{cmp::Reverse, collections::BTreeMap};

/// More than half, or a second poll between two.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Who goes to the second poll is asked where votes are level, at stage `eliminate`, round 1. If the second poll is drawn, or not known,
/// the two stand level.
///
/// # Complexity
/// O(m) on sums.
///
/// # Errors
/// More than one seat is refused: the definition names one winner. Votes of a second poll for anybody but the two are refused.
///
/// # References
/// Code électoral (France), article L 126 as it is for two candidates; Constitution of France, article 7.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Choice, count::*, id::EntryIx, profile::Profile, tally::runoff::TwoRound};
/// let ballots = [0, 0, 0, 1, 1, 2, 2, 2].map(|e| Choice::of(EntryIx::new(e)));
/// let p = Profile::of(3, &ballots)?;
/// let first = run(&TwoRound::default(), &p, Seats::ONE, &TiePolicy::REPORT)?;
/// assert!(first.outcome().is_tied());
/// let second = [(EntryIx::new(0), 3u32.into()), (EntryIx::new(2), 5u32.into())];
/// let tally = run(&TwoRound { second: second.into() }, &p, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TwoRound {
    /// Votes of the second poll, by entry.
    pub second: BTreeMap<EntryIx, Exact>,
}

impl TallyRule for TwoRound {
    type Input = ChoiceCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("two-round", "Two rounds")
            .aliases(&[
                Alias::plain("second-ballot"),
                Alias::plain("ballotage"),
                Alias::plain("two-round-system"),
            ])
            .references(&["Constitution of France, article 7"])
            .params(&[Param {
                name: "second",
                kind: "{ entry: exact }",
                about: "votes of the second poll; none as long as it was not held",
            }]);
        ABOUT
    }
    fn count(&self, n: &ChoiceCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        if seats.number() > 1 {
            let why = "this rule elects one entry; ask it for one seat or for the set that it chooses";
            return Err(Refusal::Other(why.into()).into());
        }
        let all = n.slate().all();
        let shown = |e| &Exact::from(n.of_entry(e)) / &Exact::from(n.units_per_vote());
        teller.record(|| Step::scored(all.iter().map(|e| (e, shown(e)))));
        let named: u64 = all.iter().map(|e| n.of_entry(e)).sum();
        if let Some(e) = all.iter().find(|e| 2 * n.of_entry(*e) > named) {
            return Ok(Standing::of([e.into(), all.minus(&e.into())]));
        }
        let most = |of: &EntrySet| lowest(of, |e| Reverse(n.of_entry(e)));
        let best = most(&all);
        let (certain, tied) = match best.single() {
            Some(e) => (best, most(&all.minus(&e.into()))),
            None => (EntrySet::EMPTY, best),
        };
        let two = certain.union(&teller.choose(TieAt::eliminate(1), &tied, 2 - certain.len())?);
        let rest = all.minus(&two);
        if self.second.is_empty() {
            teller.record(|| Step::note("nobody has more than half; a second poll decides between the two"));
            return Ok(Standing::of([two, rest]));
        }
        if let Some(e) = self.second.keys().find(|e| !two.contains(**e)) {
            let why = format!("gives votes to entry {e}; the second poll is between {two:?}");
            return Err(Refusal::Parameter { name: "second", why }.into());
        }
        let votes = |e: EntryIx| self.second.get(&e).cloned().unwrap_or_default();
        teller.record(|| Step::scored(two.iter().map(|e| (e, votes(e)))));
        let won = lowest(&two, |e| Reverse(votes(e)));
        let lost = two.minus(&won);
        Ok(Standing::of([won, lost, rest]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::Choice,
        count::{Outcome, Tally, TiePolicy, run},
        profile::Profile,
    };
    fn told(of: &[(u32, usize)], second: &[(u32, u32)]) -> Result<Tally<Standing>, crate::count::CountError> {
        let all: Vec<Choice> =
            of.iter().flat_map(|(e, n)| std::iter::repeat_n(Choice::of(EntryIx::new(*e)), *n)).collect();
        let second = second.iter().map(|(e, v)| (EntryIx::new(*e), Exact::from(*v))).collect();
        run(&TwoRound { second }, &Profile::of(4, &all).unwrap(), Seats::ONE, &TiePolicy::REPORT)
    }
    const CITIES: &[(u32, usize)] = &[(0, 42), (1, 26), (2, 15), (3, 17)];
    #[test]
    fn worked_example() {
        let t = told(CITIES, &[(0, 42), (1, 55)]).unwrap();
        assert_eq!(t.answer().unwrap().tiers(), [[1].into(), [0].into(), [2, 3].into()]);
        assert_eq!(told(&[(2, 5), (1, 4)], &[]).unwrap().outcome().winners().unwrap().set(), [2].into());
        let e = told(CITIES, &[(3, 42), (1, 55)]).unwrap_err().to_string();
        assert!(e.contains("{#0, #1}"), "{e}");
    }
    #[test]
    fn a_tie_stands_until_the_second_poll() {
        let Outcome::Tied { tied, .. } = told(CITIES, &[]).unwrap().outcome().clone() else { panic!() };
        assert_eq!(tied, [0, 1].into());
        // Half is not more than half.
        assert!(told(&[(0, 2), (1, 2)], &[(0, 3), (1, 3)]).unwrap().outcome().is_tied());
    }
    #[test]
    fn nobody_votes() {
        assert!(matches!(told(&[], &[]).unwrap().outcome(), Outcome::None { .. }));
    }
}

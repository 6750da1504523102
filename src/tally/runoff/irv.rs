//! Instant run-off: the entry with the fewest ballots leaves, its ballots go to the next entry that they name, until one is
//! left (or as many as there are seats).
//!
//! Worked example: 42 rank M N C K, 26 N C K M, 15 C K N M, 17 K C N M. C leaves with 15, which go to K (32); N leaves with
//! 26, which go over C to K: K has 58, M 42, and M leaves.
use super::{Firsts, FirstsReply, TIED_LOWEST, TiedLowest};
use crate::{
    count::{About, Alias, Draft, Halt, Refusal, Rounds, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
};
use serde::{Deserialize, Serialize};

/// The fewest ballots leave, one entry at a time.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// A tie for the fewest is asked, at stage `eliminate` with the number of the round from 1. It is no tie in the outcome if
/// all ways lead to the same winner. Once an entry holds more than half of the ballots that are left, it wins whoever
/// leaves. With `tied_lowest = all` nothing is asked: all who are tied leave at once, and if that is everybody who is left,
/// they stand level.
///
/// # Complexity
/// O(n m^2 / 32) vector steps up to 24 entries of equal weight; beyond, O(n m) moves of ballots at worst, O(n log m) for random
/// ballots. Memory: a copy of the rank columns, or 8 bytes a ballot.
///
/// # Errors
/// Ballots that rank entries equally are refused.
///
/// # References
/// Tideman (2006), Collective Decisions and Voting, chapter 13, "alternative vote".
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::runoff::Irv};
/// let orders = [[0, 1, 2], [0, 1, 2], [1, 0, 2], [2, 1, 0], [2, 1, 0]];
/// let ballots = orders.map(Ranking::strict);
/// let tally = run(&Irv::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Irv {
    /// Whether one or all of those tied for the fewest leave.
    pub tied_lowest: TiedLowest,
}

impl TallyRule for Irv {
    type Input = dyn Rounds<Firsts>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("irv", "Instant run-off")
            .aliases(&[
                Alias::plain("Instant-runoff"),
                Alias::plain("InstantRunoff"),
                Alias::plain("IRV"),
                Alias::plain("AlternativeVote"),
                Alias::plain("instant-runoff"),
                Alias::plain("alternative-vote"),
                Alias::plain("ranked-choice"),
                Alias::plain("instant_runoff_put"),
                Alias::plain("instant_runoff_tb"),
                Alias::with("instant_runoff", &[("tied_lowest", "\"all\"")]),
                Alias::with("instant_runoff_for_truncated_linear_orders", &[("tied_lowest", "\"all\"")]),
                Alias::with("hare", &[("tied_lowest", "\"all\"")]),
                Alias::plain("hare_put"),
                Alias::with("ranked_choice", &[("tied_lowest", "\"all\"")]),
                Alias::plain("ranked_choice_put"),
                Alias::with("alternative_vote", &[("tied_lowest", "\"all\"")]),
            ])
            .references(&["Tideman (2006), Collective Decisions and Voting, chapter 13"])
            .params(&[TIED_LOWEST]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let keep = if let Seats::Fill(k) = seats { k.get() as usize } else { 1 };
        let units = ballots.units_per_vote();
        let mut left = ballots.slate().all();
        let mut draft = Draft::new();
        let mut session = ballots.begin();
        let mut votes = session.among(&left)?;
        if votes.equal_ranks > 0 {
            return Err(Refusal::EqualRanks(votes.equal_ranks.div_ceil(units)).into());
        }
        for round in 1.. {
            teller.record(|| scored(&votes, &left, units));
            if left.len() <= keep {
                break;
            }
            if keep == 1
                && let Some(sure) = majority(&left, &votes)
            {
                draft.rule_out(&left.minus(&sure.into()));
            }
            teller.visit(&draft, &left)?;
            let fewest = left.iter().map(|e| votes.of(e)).min();
            let last: EntrySet = left.iter().filter(|e| Some(votes.of(*e)) == fewest).collect();
            let out = match self.tied_lowest {
                TiedLowest::One => teller.pick_entry(TieAt::eliminate(round), &last)?.into(),
                TiedLowest::All => last,
            };
            if out == left {
                break;
            }
            left = left.minus(&out);
            teller.record(|| Step::Eliminated { entries: out.clone() });
            draft.eliminate(out.clone());
            let before = std::mem::replace(&mut votes, session.among(&left)?);
            // Of several that leave at once it is not known whose ballots went where; the next totals tell.
            if let Some(from) = out.single() {
                teller.record(|| moved(from, &before, &votes, &left, units));
            }
        }
        Ok(draft.finish(left))
    }
}
fn shown(votes: u64, units: u64) -> Exact {
    &Exact::from(votes) / &Exact::from(units)
}
fn scored(votes: &FirstsReply, left: &EntrySet, units: u64) -> Step {
    let totals = left.iter().map(|e| (e, shown(votes.of(e), units))).collect();
    Step::scored_of(totals, shown(votes.exhausted, units), Exact::ZERO)
}
/// What the others have more than before came from whoever left.
fn moved(from: EntryIx, before: &FirstsReply, now: &FirstsReply, left: &EntrySet, units: u64) -> Step {
    let more = |e: &EntryIx| now.of(*e).saturating_sub(before.of(*e));
    Step::Transferred {
        from,
        to: left.iter().filter(|e| more(e) > 0).map(|e| (e, shown(more(&e), units))).collect(),
        exhausted: shown(now.exhausted.saturating_sub(before.exhausted), units),
        lost: Exact::ZERO,
    }
}
/// Whoever holds more than half of what the entries left hold. It keeps that as others leave, so it stays to the end.
fn majority(left: &EntrySet, votes: &FirstsReply) -> Option<EntryIx> {
    let all: u64 = left.iter().map(|e| votes.of(e)).sum();
    left.iter().find(|e| 2 * votes.of(*e) > all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::Ranking,
        count::{CountError, Outcome, Stage, TiePolicy, run},
        profile::Profile,
        tally::tried::strict as profile,
    };
    #[test]
    fn worked_example() {
        let p =
            profile(4, &[(&[0, 1, 2, 3], 42), (&[1, 2, 3, 0], 26), (&[2, 3, 1, 0], 15), (&[3, 2, 1, 0], 17)]);
        let t = run(&Irv::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [3].into());
        let rounds: Vec<Vec<String>> = t
            .steps()
            .iter()
            .filter_map(|s| match s {
                Step::Scored { totals, .. } => {
                    Some(totals.iter().map(|(e, v)| format!("{}:{v}", e.ix())).collect())
                }
                _ => None,
            })
            .collect();
        assert_eq!(rounds[0], ["0:42", "1:26", "2:15", "3:17"]);
        assert_eq!(rounds[1], ["0:42", "1:26", "3:32"]);
        assert_eq!(rounds[2], ["0:42", "3:58"]);
    }
    #[test]
    fn a_tie_that_matters_is_told_with_its_stage() {
        // 1 and 2 tie for the fewest; without 1 its ballots elect 2, without 2 they elect 1
        let p = profile(3, &[(&[0], 4), (&[1, 2], 3), (&[2, 1], 3)]);
        let t = run(&Irv::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        let Outcome::Tied { stage, tied, choose, possible, certain } = t.outcome() else { panic!("{t:?}") };
        assert_eq!((*stage, tied, *choose), (Stage::Eliminate, &[1, 2].into(), 1));
        assert_eq!((possible, certain), (&Some([1, 2].into()), &EntrySet::EMPTY));
    }
    #[test]
    fn a_tie_that_changes_nothing_is_not_told_as_one() {
        let p = profile(3, &[(&[0], 7), (&[1, 0], 2), (&[2, 0], 2)]);
        let t = run(&Irv::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [0].into());
    }
    #[test]
    fn all_who_are_tied_may_leave_at_once() {
        let all = Irv { tied_lowest: TiedLowest::All };
        let of =
            |p| run(&all, &p, Seats::Open, &TiePolicy::REPORT).unwrap().outcome().winners().unwrap().set();
        assert_eq!(of(profile(3, &[(&[0], 4), (&[1, 2], 3), (&[2, 1], 3)])), [0].into());
        assert_eq!(of(profile(3, &[(&[0], 1), (&[1], 1), (&[2], 1)])), [0, 1, 2].into());
    }
    #[test]
    fn equal_ranks_are_refused_and_nobody_votes() {
        let p = Profile::of(3, &[Ranking::tiers([[0, 1].into()])]).unwrap();
        let e = run(&Irv::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap_err();
        assert!(matches!(e, CountError::Refused { cause: Refusal::EqualRanks(1), .. }));
        let t = run(&Irv::default(), &profile(3, &[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

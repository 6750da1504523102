//! Those entries whose votes carry: quorum, majority and its strictness, and further counts that must carry as well.
//!
//! Further counts are of the same ballots: each class by itself, or heads besides shares (a double majority).
//!
//! Worked example: management votes 3 to 0, the union 60 to 40. With more than half of each class it is agreed; with two
//! thirds of the union it is not.
//!
//! References: EU Council (55% of states and 65% of population); IEEE and ISO ballots.
use super::{
    AtCut, NoneChosen, PollResult, Results, SelectError, SelectNote, Selection, SelectionRule,
    cut::{Cut, parties},
};
use crate::count::{About, Alias, Param};
use crate::id::{EntryId, PollId};
use crate::num::{Majority, Quorum, Votes};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Entries that carry.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equality is decided by the strictness of the threshold. Where there are at most so many places, as `at_cut` says.
///
/// # Complexity
/// `O(n (c + log n))` for n entries and c further counts.
///
/// # Errors
/// If the poll is not in the round, or not named where there are several; if it gives no votes for and against, or not a
/// count that the rule names.
///
/// # References
/// Treaty on European Union, article 16(4); ISO/IEC Directives part 1, 2.7.3.
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PollId}, select::*};
/// let id = |n: &str| EntryId::new(n).unwrap();
/// use cocreate::num::{Majority, Threshold, Votes};
/// let candidates = [Candidate::new(id("pact"))];
/// let mut poll = PollResult::new(PollId::new("ballot")?, vec![]);
/// poll.votes = [(id("pact"), Votes { yes: 3, no: 0, abstain: 0, eligible: 3 })].into();
/// let union = [(id("pact"), Votes { yes: 60, no: 40, abstain: 0, eligible: 100 })].into();
/// poll.counts.insert("union".to_owned(), union);
/// let polls = [poll];
/// let results = Results { candidates: &candidates, polls: &polls, picks: None };
/// let both = |threshold| {
///     let counts = [("union".to_owned(), Majority { threshold, ..Majority::default() })].into();
///     select(&MajorityVote { counts, ..MajorityVote::default() }, &results)
/// };
/// assert_eq!(both(Threshold::MAJORITY)?.goes_on().count(), 1);
/// assert_eq!(both(Threshold::TWO_THIRDS)?.none, Some(NoneChosen::Threshold));
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MajorityVote {
    /// When an entry carries in the main count; more than half of the votes if nothing is said.
    pub majority: Majority,
    /// Further counts by name, in each of which an entry must carry as well.
    pub counts: BTreeMap<String, Majority>,
    /// Further counts are waived where fewer than so many of the main count withhold their yes.
    pub blocking: Option<Blocking>,
    /// Which poll; left out, the only one of the round.
    pub poll: Option<PollId>,
    /// At most so many, the best of the standing.
    pub at_most: Option<u32>,
    /// What becomes of entries that are level for the last places, where there are at most so many.
    pub at_cut: AtCut,
    /// The least turnout of the poll, by heads; all must be met.
    pub quorum: Vec<Quorum>,
}
/// The least number of those not in favour that can block by a further count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blocking {
    /// Of the electorate of the main count: against, abstaining or absent.
    pub at_least: u64,
}

const ABOUT: About = About::new("majority-vote", "Majority with quorum")
    .aliases(&[
        Alias::plain("majority"),
        Alias::plain("quorum"),
        Alias::with("two-thirds", &[("majority", r#"{"threshold":{"num":2,"den":3}}"#)]),
    ])
    .references(&["Treaty on European Union, article 16(4)"])
    .params(&[
        Param {
            name: "majority",
            kind: "{ threshold, base, abstain, quorum }",
            about: "when an entry carries",
        },
        Param { name: "counts", kind: "{ count: majority }", about: "further counts that must carry too" },
        Param {
            name: "blocking",
            kind: "{ at_least }",
            about: "with fewer not in favour, further counts are waived",
        },
        Param { name: "poll", kind: "poll", about: "which poll; left out, the only one" },
        Param { name: "at_most", kind: "integer", about: "at most so many, the best" },
        Param { name: "at_cut", kind: "tell | all | none", about: "what becomes of entries that are level" },
        Param { name: "quorum", kind: "list of quorums", about: "the least turnout, by heads" },
    ]);

impl SelectionRule for MajorityVote {
    fn about(&self) -> About {
        ABOUT
    }
    fn select(&self, results: &Results<'_>) -> Result<Selection, SelectError> {
        let poll = results.poll(self.poll.as_ref())?;
        if let Err(shortfall) = poll.turned_out(&self.quorum) {
            return Ok(Selection::nobody(NoneChosen::Quorum { poll: poll.poll.clone(), shortfall }));
        }
        if results.candidates.is_empty() {
            return Ok(Selection::nobody(NoneChosen::NoEntries));
        }
        if poll.votes.is_empty() && !poll.standing.is_empty() {
            return Err(SelectError::NoVotes(poll.poll.clone()));
        }
        let counts = self.counts_of(poll)?;
        let short = |e: &EntryId| self.short(poll, &counts, e);
        let notes: Vec<_> = results.candidates.iter().filter_map(|c| short(&c.entry)).collect();
        let mut tiers = poll.tiers(|e| short(e).is_none());
        let unplaced = |e: &&EntryId| poll.place(e).is_none() && short(e).is_none();
        let rest: Vec<&EntryId> = results.candidates.iter().map(|c| &c.entry).filter(unplaced).collect();
        tiers.extend((!rest.is_empty()).then_some(rest));
        let places = self.at_most.map_or(usize::MAX, |k| k as usize);
        let parties = parties(results.candidates);
        let mut s = Cut { places, at_cut: self.at_cut, per_party: None }.take(&tiers, &parties);
        s.notes.splice(0..0, notes);
        Ok(if tiers.is_empty() { Selection { none: Some(NoneChosen::Threshold), ..s } } else { s.or_tied() })
    }
}

type Counts<'a> = Vec<(&'a String, &'a Majority, &'a BTreeMap<EntryId, Votes>)>;
impl MajorityVote {
    fn counts_of<'a>(&'a self, poll: &'a PollResult) -> Result<Counts<'a>, SelectError> {
        let find = |(name, m): (&'a String, &'a Majority)| match poll.counts.get(name) {
            Some(votes) => Ok((name, m, votes)),
            None => Err(SelectError::NoCount {
                poll: poll.poll.clone(),
                count: name.clone(),
                counts: poll.counts.keys().cloned().collect(),
            }),
        };
        self.counts.iter().map(find).collect()
    }
    /// What an entry lacks: in the main count, then in the further counts by name.
    fn short(&self, poll: &PollResult, counts: &Counts<'_>, e: &EntryId) -> Option<SelectNote> {
        let note = |count: Option<&String>, shortfall| SelectNote::NotCarried {
            entry: e.clone(),
            count: count.cloned(),
            shortfall,
        };
        let Some(main) = poll.votes.get(e) else { return Some(note(None, None)) };
        if let Err(s) = self.majority.carries(main) {
            return Some(note(None, Some(s)));
        }
        let others = main.eligible.saturating_sub(main.yes);
        if self.blocking.is_some_and(|b| others < b.at_least) {
            return None;
        }
        counts.iter().find_map(|(name, m, votes)| match votes.get(e).map(|v| m.carries(v)) {
            Some(Ok(())) => None,
            Some(Err(s)) => Some(note(Some(name), Some(s))),
            None => Some(note(Some(name), None)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        num::Threshold,
        select::sample::{e, of_poll, poll, show},
    };
    fn votes(yes: u64, no: u64) -> Votes {
        Votes { yes, no, abstain: 0, eligible: yes + no }
    }
    fn voted(standing: &str, of: &[(&str, u64, u64)]) -> PollResult {
        let votes = of.iter().map(|(n, yes, no)| (e(n), votes(*yes, *no))).collect();
        PollResult { votes, ..poll("vote", standing) }
    }
    #[test]
    fn worked_example() {
        let union = [("union".to_owned(), [(e("deal"), votes(60, 40))].into())].into();
        let p = PollResult { counts: union, ..voted("deal", &[("deal", 3, 0)]) };
        let with = |threshold| MajorityVote {
            counts: [("union".to_owned(), Majority { threshold, ..Majority::default() })].into(),
            ..MajorityVote::default()
        };
        assert_eq!(show(&of_poll(&with(Threshold::MAJORITY), &p)), "deal");
        let s = of_poll(&with(Threshold::TWO_THIRDS), &p);
        assert_eq!(s.none, Some(NoneChosen::Threshold));
        assert!(matches!(&s.notes[..], [SelectNote::NotCarried { count: Some(c), .. }] if c == "union"));
    }
    #[test]
    fn level_votes_do_not_carry_and_a_tie_for_the_place_is_told() {
        assert_eq!(
            of_poll(&MajorityVote::default(), &voted("a", &[("a", 5, 5)])).none,
            Some(NoneChosen::Threshold)
        );
        let one = MajorityVote { at_most: Some(1), ..MajorityVote::default() };
        assert_eq!(show(&of_poll(&one, &voted("a b", &[("a", 6, 4), ("b", 6, 4)]))), "1 of a b");
    }
    #[test]
    fn nobody_stands_or_nobody_votes() {
        assert_eq!(of_poll(&MajorityVote::default(), &voted("", &[])).none, Some(NoneChosen::NoEntries));
        let s = of_poll(&MajorityVote::default(), &voted("a", &[("a", 0, 0)]));
        assert_eq!(s.none, Some(NoneChosen::Threshold));
    }
}

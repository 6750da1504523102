//! The best so many of a poll, under caps and above a default option.
//!
//! Worked example: five seats, at most two from one employer, the order A, B, C of X, then D of Y, E of Z, F of W. A and B
//! are elected, C is passed over, D, E and F move up.
//!
//! References: PEP 13 (at most two of five from one employer).
use super::{
    AtCut, NoneChosen, Results, SelectError, SelectNote, Selection, SelectionRule,
    cut::{Cut, parties},
};
use crate::count::{About, Alias, Param};
use crate::id::{CategoryId, EntryId, PollId};
use crate::num::Quorum;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The first `k` of the standing.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// `at_cut` says what becomes of entries that are level for the last places: told, all taken, or none.
///
/// # Complexity
/// `O(n log n)` for n entries.
///
/// # Errors
/// If there are no places; if the poll is not in the round, or not named where there are several; if the default option has no
/// place in it.
///
/// # References
/// PEP 13 (at most two of five from one employer); Debian constitution, A.6 (the default option).
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PollId}, select::*};
/// let id = |n: &str| EntryId::new(n).unwrap();
/// let candidates = ["a", "b", "c"].map(|n| Candidate::new(id(n)));
/// let standing = vec![vec![id("b")], vec![id("a"), id("c")]];
/// let polls = [PollResult::new(PollId::new("crowd")?, standing)];
/// let results = Results { candidates: &candidates, polls: &polls, picks: None };
/// let s = select(&TopK { k: 2, ..TopK::default() }, &results)?;
/// assert_eq!(s.goes_on().collect::<Vec<_>>(), [&id("b")]);
/// assert_eq!((s.tied[0].tied.len(), s.tied[0].choose), (2, 1), "a and c are level for one place");
/// assert_eq!(s.settle(&[id("c")], cocreate::count::DecidedBy::Declared)?.winners, [[id("b")], [id("c")]]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TopK {
    /// How many, at least 1.
    pub k: u32,
    /// Which poll; left out, the only one of the round.
    pub poll: Option<PollId>,
    /// What becomes of entries that are level for the last places.
    pub at_cut: AtCut,
    /// Most entries of one party or organisation; the next in the order moves up.
    pub per_party: Option<u32>,
    /// "None of these": entries that do not stand above it are not chosen.
    pub default_option: Option<EntryId>,
    /// The least turnout, by heads; all must be met.
    pub quorum: Vec<Quorum>,
}
impl Default for TopK {
    /// The best one.
    fn default() -> Self {
        Self { k: 1, poll: None, at_cut: AtCut::Tell, per_party: None, default_option: None, quorum: vec![] }
    }
}

const ABOUT: About = About::new("top-k", "Top k").aliases(&[Alias::plain("best")]).params(&[
    Param { name: "k", kind: "integer", about: "how many, at least 1" },
    Param { name: "poll", kind: "poll", about: "which poll; left out, the only one" },
    Param { name: "at_cut", kind: "tell | all | none", about: "what becomes of entries that are level" },
    Param { name: "per_party", kind: "integer", about: "most entries of one party" },
    Param { name: "default_option", kind: "entry", about: "entries not above it are not chosen" },
    Param { name: "quorum", kind: "list of quorums", about: "the least turnout, by heads" },
]);

impl SelectionRule for TopK {
    fn about(&self) -> About {
        ABOUT
    }
    fn most_chosen(&self, _: &BTreeSet<CategoryId>) -> Option<usize> {
        self.at_cut.at_most(self.k as usize)
    }
    fn names(&self) -> Vec<EntryId> {
        self.default_option.iter().cloned().collect()
    }
    fn select(&self, results: &Results<'_>) -> Result<Selection, SelectError> {
        if self.k == 0 || self.per_party == Some(0) {
            let cause = "places and places of a party are at least 1".to_owned();
            return Err(SelectError::Parameters { rule: ABOUT.id.to_owned(), cause });
        }
        let poll = results.poll(self.poll.as_ref())?;
        if let Err(shortfall) = poll.turned_out(&self.quorum) {
            return Ok(Selection::nobody(NoneChosen::Quorum { poll: poll.poll.clone(), shortfall }));
        }
        if poll.standing.is_empty() {
            return Ok(Selection::nobody(NoneChosen::NoEntries));
        }
        let (above, below) = self.split(poll, results)?;
        let notes = below.iter().map(|e| SelectNote::NotAboveDefault { entry: (*e).clone() });
        let notes: Vec<_> = notes.collect();
        let tiers = poll.tiers(|e| above.contains(e));
        if tiers.is_empty() {
            let why = match &self.default_option {
                Some(entry) if !below.is_empty() => NoneChosen::DefaultOption { entry: entry.clone() },
                _ => NoneChosen::NoEntries,
            };
            return Ok(Selection { notes, ..Selection::nobody(why) });
        }
        let parties = parties(results.candidates);
        let cut = Cut { places: self.k as usize, at_cut: self.at_cut, per_party: self.per_party };
        let mut s = cut.take(&tiers, &parties);
        s.notes.splice(0..0, notes);
        Ok(s.or_tied())
    }
}
impl TopK {
    /// Entries above the default option, and the others without it.
    fn split<'a>(
        &self,
        poll: &'a super::PollResult,
        results: &Results<'_>,
    ) -> Result<(BTreeSet<&'a EntryId>, Vec<&'a EntryId>), SelectError> {
        let Some(d) = &self.default_option else {
            return Ok((poll.standing.iter().flatten().collect(), vec![]));
        };
        let Some(at) = poll.standing.iter().position(|t| t.contains(d)) else {
            // Nobody spoke of it: whoever has a place stands above it.
            if results.candidates.iter().any(|c| c.entry == *d) {
                return Ok((poll.standing.iter().flatten().collect(), vec![]));
            }
            let cause =
                format!("the default option `{d}` has no place in poll `{}`; put it on the slate", poll.poll);
            return Err(SelectError::Parameters { rule: ABOUT.id.to_owned(), cause });
        };
        let (above, below) = poll.standing.split_at(at);
        let below = below.iter().flatten().filter(|e| *e != d).collect();
        Ok((above.iter().flatten().collect(), below))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::{
        Candidate,
        sample::{candidates, chosen, e, of_poll, poll, show},
    };
    #[test]
    fn worked_example() {
        let council = poll("council", "A | B | C | D | E | F");
        let of = |c: Candidate, party: &str| Candidate { parties: vec![party.parse().unwrap()], ..c };
        let all: Vec<Candidate> = candidates(&council)
            .into_iter()
            .zip(["x", "x", "x", "y", "z", "w"])
            .map(|(c, p)| of(c, p))
            .collect();
        let rule = TopK { k: 5, per_party: Some(2), ..TopK::default() };
        let s = chosen(&rule, &all, &[council], None);
        assert_eq!(show(&s), "A | B | D | E | F");
        assert_eq!(s.notes, [SelectNote::PartyFull { entry: e("C"), party: "x".parse().unwrap() }]);
    }
    #[test]
    fn a_tie_at_the_cut_is_told_or_taken_or_left() {
        let rule = |at_cut| TopK { k: 2, at_cut, ..TopK::default() };
        let p = poll("crowd", "a | b c | d");
        assert_eq!(show(&of_poll(&rule(AtCut::Tell), &p)), "a | 1 of b c");
        assert_eq!(show(&of_poll(&rule(AtCut::All), &p)), "a | b c");
        assert_eq!(show(&of_poll(&rule(AtCut::None), &p)), "a");
    }
    #[test]
    fn nobody_stands_or_nobody_is_above_the_default() {
        assert_eq!(of_poll(&TopK::default(), &poll("crowd", "")).none, Some(NoneChosen::NoEntries));
        let rule = TopK { default_option: Some(e("none")), ..TopK::default() };
        let s = of_poll(&rule, &poll("crowd", "none | a"));
        assert_eq!(s.none, Some(NoneChosen::DefaultOption { entry: e("none") }));
        assert_eq!(s.notes, [SelectNote::NotAboveDefault { entry: e("a") }]);
    }
}

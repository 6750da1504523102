//! Blend: the best by a sum over several polls, each with its factor.
//!
//! An entry has the constant and, for each part, the factor times its score in that poll. An entry that has no score in one of them, or too few
//! ballots there, is not chosen.
//!
//! Worked example: staff gives x a mean of 4 and y of 3, of customers 1/4 and 3/4 find them helpful. Half of the mean and two of the share
//! are 5/2 for x and 3 for y: y is chosen. By the mean alone it would be x.
//!
//! References: none; a weighted sum of scores, as rubrics have it.
use super::{
    AtCut, NoneChosen, PollResult, Results, SelectError, SelectNote, Selection, SelectionRule,
    cut::{Cut, parties},
};
use crate::count::{About, Param};
use crate::id::{CategoryId, EntryId, PollId};
use crate::num::Exact;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The best so many by a sum of scores in several polls.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Sums are exact; `at_cut` says what becomes of entries that are level for the last places.
///
/// # Complexity
/// `O(n (p + log n))` for n entries and p parts.
///
/// # Errors
/// If a poll is not in the round, or gives no scores; if there are no places.
///
/// # References
/// Weighted sums of scores, as in the rubrics of Topcoder.
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PollId}, num::Exact, select::*};
/// let id = |n: &str| EntryId::new(n).unwrap();
/// let candidates = ["x", "y"].map(|n| Candidate::new(id(n)));
/// let poll = |name: &str, x: &str, y: &str| PollResult {
///     scores: [(id("x"), x.parse().unwrap()), (id("y"), y.parse().unwrap())].into(),
///     ..PollResult::new(PollId::new(name).unwrap(), vec![vec![id("x")], vec![id("y")]])
/// };
/// let polls = [poll("staff", "4", "3"), poll("helpful", "1/4", "3/4")];
/// let part = |name: &str, factor: &str| Part { factor: factor.parse().unwrap(), ..Part::of(PollId::new(name).unwrap()) };
/// let rule = Blend { parts: vec![part("staff", "1/2"), part("helpful", "2")], ..Blend::default() };
/// let s = select(&rule, &Results { candidates: &candidates, polls: &polls, picks: None })?;
/// assert_eq!(s.winners, [[id("y")]]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Blend {
    /// Polls with their factors; none: all polls of the round, each once.
    pub parts: Vec<Part>,
    /// Added to every sum.
    pub plus: Exact,
    /// How many, at least 1.
    pub k: u32,
    /// What becomes of entries that are level for the last places.
    pub at_cut: AtCut,
}
/// A poll in a sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Which.
    pub poll: PollId,
    /// What a point of it counts; default 1.
    #[serde(default = "one")]
    pub factor: Exact,
    /// The least number of ballots there that say something of an entry; default 0.
    #[serde(default)]
    pub min_ballots: u64,
}
const fn one() -> Exact {
    Exact::ONE
}
impl Part {
    /// A poll that counts once, with any number of ballots.
    pub const fn of(poll: PollId) -> Self {
        Self { poll, factor: Exact::ONE, min_ballots: 0 }
    }
}
impl Default for Blend {
    /// The best one by the sum over all polls.
    fn default() -> Self {
        Self { parts: vec![], plus: Exact::ZERO, k: 1, at_cut: AtCut::Tell }
    }
}

const ABOUT: About = About::new("blend", "Blend of polls").params(&[
    Param {
        name: "parts",
        kind: "list of { poll, factor, min_ballots }",
        about: "polls; none: all, each once",
    },
    Param { name: "plus", kind: "exact", about: "added to every sum" },
    Param { name: "k", kind: "integer", about: "how many, at least 1" },
    Param { name: "at_cut", kind: "tell | all | none", about: "what becomes of entries that are level" },
]);

impl SelectionRule for Blend {
    fn about(&self) -> About {
        ABOUT
    }
    fn most_chosen(&self, _: &BTreeSet<CategoryId>) -> Option<usize> {
        self.at_cut.at_most(self.k as usize)
    }
    fn select(&self, results: &Results<'_>) -> Result<Selection, SelectError> {
        if self.k == 0 {
            let cause = "places are at least 1".to_owned();
            return Err(SelectError::Parameters { rule: ABOUT.id.to_owned(), cause });
        }
        let parts = self.parts(results)?;
        if results.candidates.is_empty() {
            return Ok(Selection::nobody(NoneChosen::NoEntries));
        }
        if let Some((_, p)) = parts.iter().find(|(_, p)| p.scores.is_empty() && !p.standing.is_empty()) {
            return Err(SelectError::NoScores(p.poll.clone()));
        }
        let (mut by_sum, mut notes): (BTreeMap<Exact, Vec<&EntryId>>, Vec<SelectNote>) = Default::default();
        for c in results.candidates {
            match self.sum(&parts, &c.entry) {
                Ok(score) => {
                    notes.push(SelectNote::Blended { entry: c.entry.clone(), score: score.clone() });
                    by_sum.entry(score).or_default().push(&c.entry);
                }
                Err(note) => notes.push(note),
            }
        }
        let tiers: Vec<Vec<&EntryId>> = by_sum.into_values().rev().collect();
        let parties = parties(results.candidates);
        let cut = Cut { places: self.k as usize, at_cut: self.at_cut, per_party: None };
        let mut s = cut.take(&tiers, &parties);
        s.notes.splice(0..0, notes);
        Ok(if tiers.is_empty() { Selection { none: Some(NoneChosen::Threshold), ..s } } else { s.or_tied() })
    }
}
impl Blend {
    /// Each part with its poll.
    fn parts<'r>(&self, results: &Results<'r>) -> Result<Vec<(Part, &'r PollResult)>, SelectError> {
        if results.polls.is_empty() {
            return Err(SelectError::WhichPoll { polls: vec![] });
        }
        if self.parts.is_empty() {
            return Ok(results.polls.iter().map(|p| (Part::of(p.poll.clone()), p)).collect());
        }
        self.parts.iter().map(|part| Ok((part.clone(), results.poll(Some(&part.poll))?))).collect()
    }
    /// What an entry has, or what it lacks.
    fn sum(&self, parts: &[(Part, &PollResult)], e: &EntryId) -> Result<Exact, SelectNote> {
        let mut sum = self.plus.clone();
        for (part, poll) in parts {
            let have = poll.ballots_of.get(e).copied().unwrap_or(0);
            if have < part.min_ballots {
                return Err(SelectNote::FewBallots { entry: e.clone(), need: part.min_ballots, have });
            }
            let Some(score) = poll.scores.get(e) else {
                return Err(SelectNote::Below { entry: e.clone(), need: Exact::ZERO, have: None });
            };
            sum += &(&part.factor * score);
        }
        Ok(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::sample::{candidates, chosen, e, poll, show};
    fn scored(name: &str, scores: &[(&str, &str)]) -> PollResult {
        let names: Vec<&str> = scores.iter().map(|s| s.0).collect();
        let ballots_of = scores.iter().map(|(n, _)| (e(n), 3)).collect();
        let scores = scores.iter().map(|(n, s)| (e(n), s.parse().unwrap())).collect();
        PollResult { scores, ballots_of, ..poll(name, &names.join(" | ")) }
    }
    fn part(name: &str, factor: &str, min_ballots: u64) -> Part {
        Part { poll: name.parse().unwrap(), factor: factor.parse().unwrap(), min_ballots }
    }
    fn polls() -> [PollResult; 2] {
        [scored("staff", &[("x", "4"), ("y", "3")]), scored("helpful", &[("x", "1/4"), ("y", "3/4")])]
    }
    #[test]
    fn worked_example() {
        let all = candidates(&polls()[0]);
        let rule =
            Blend { parts: vec![part("staff", "1/2", 0), part("helpful", "2", 3)], ..Blend::default() };
        let s = chosen(&rule, &all, &polls(), None);
        assert_eq!(show(&s), "y");
        let told = |n: &str, s: &str| SelectNote::Blended { entry: e(n), score: s.parse().unwrap() };
        assert_eq!(s.notes, [told("x", "5/2"), told("y", "3")]);
        let alone = Blend { parts: vec![part("staff", "1", 0)], ..Blend::default() };
        assert_eq!(show(&chosen(&alone, &all, &polls(), None)), "x");
        // Without parts both polls count once: 17/4 and 15/4.
        assert_eq!(show(&chosen(&Blend { k: 2, ..Blend::default() }, &all, &polls(), None)), "x | y");
    }
    #[test]
    fn level_sums_are_told() {
        let rule =
            Blend { parts: vec![part("staff", "1/2", 0), part("helpful", "1", 0)], ..Blend::default() };
        assert_eq!(show(&chosen(&rule, &candidates(&polls()[0]), &polls(), None)), "1 of x y");
    }
    #[test]
    fn nobody_stands_or_too_few_rate() {
        let nobody = chosen(&Blend::default(), &[], &[poll("a", "")], None);
        assert_eq!(nobody.none, Some(NoneChosen::NoEntries));
        let rule = Blend { parts: vec![part("helpful", "1", 4)], ..Blend::default() };
        let s = chosen(&rule, &candidates(&polls()[0]), &polls(), None);
        assert_eq!(s.none, Some(NoneChosen::Threshold));
        assert_eq!(s.notes[0], SelectNote::FewBallots { entry: e("x"), need: 4, have: 3 });
    }
}

//! The best so many of each category.
//!
//! The first tier holds the best of every category, the second tier the next, and so on: places count within a category.
//!
//! Worked example: the order a, b, c, d with a and b in `poster` and c and d in `shirt`; one place each gives a and c.
//!
//! References: Nokia Calling All Innovators (prizes in each category).
use super::{
    AtCut, NoneChosen, Results, SelectError, SelectNote, Selection, SelectionRule,
    cut::{Cut, parties},
};
use crate::count::{About, Param};
use crate::id::{CategoryId, EntryId, PollId};
use crate::num::Quorum;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The first so many of the standing in each category.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// `at_cut` says what becomes of entries that are level for the last places of a category: told, all taken, or none.
///
/// # Complexity
/// `O(c n log n)` for n entries in c categories.
///
/// # Errors
/// If there are no places; if the poll is not in the round, or not named where there are several.
///
/// # References
/// Nokia Calling All Innovators (prizes in each category).
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PollId}, select::*};
/// let id = |n: &str| EntryId::new(n).unwrap();
/// use cocreate::id::CategoryId;
/// let of = |(n, c): (&str, &str)| Candidate { category: Some(CategoryId::new(c).unwrap()), ..Candidate::new(id(n)) };
/// let candidates = [("a", "poster"), ("b", "poster"), ("c", "shirt"), ("d", "shirt")].map(of);
/// let standing = ["a", "b", "c", "d"].map(|n| vec![id(n)]).to_vec();
/// let polls = [PollResult::new(PollId::new("crowd")?, standing)];
/// let results = Results { candidates: &candidates, polls: &polls, picks: None };
/// assert_eq!(select(&PerCategory::default(), &results)?.winners, [[id("a"), id("c")]]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PerCategory {
    /// How many of each category, at least 1.
    pub k: u32,
    /// Other numbers for some categories; 0 leaves a category out.
    pub places: BTreeMap<CategoryId, u32>,
    /// Which poll; left out, the only one of the round.
    pub poll: Option<PollId>,
    /// What becomes of entries that are level for the last places of a category.
    pub at_cut: AtCut,
    /// Most entries of one party in one category.
    pub per_party: Option<u32>,
    /// The least turnout, by heads; all must be met.
    pub quorum: Vec<Quorum>,
}
impl Default for PerCategory {
    /// The best one of each.
    fn default() -> Self {
        Self {
            k: 1,
            places: BTreeMap::new(),
            poll: None,
            at_cut: AtCut::Tell,
            per_party: None,
            quorum: vec![],
        }
    }
}

const ABOUT: About = About::new("per-category", "Top k of each category").params(&[
    Param { name: "k", kind: "integer", about: "how many of each category, at least 1" },
    Param { name: "places", kind: "{ category: integer }", about: "other numbers; 0 leaves a category out" },
    Param { name: "poll", kind: "poll", about: "which poll; left out, the only one" },
    Param { name: "at_cut", kind: "tell | all | none", about: "what becomes of entries that are level" },
    Param { name: "per_party", kind: "integer", about: "most entries of one party in one category" },
    Param { name: "quorum", kind: "list of quorums", about: "the least turnout, by heads" },
]);

impl SelectionRule for PerCategory {
    fn about(&self) -> About {
        ABOUT
    }
    fn most_chosen(&self, categories: &BTreeSet<CategoryId>) -> Option<usize> {
        self.at_cut.at_most(categories.iter().map(|c| self.places_of(c)).fold(0, usize::saturating_add))
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
        let parties = parties(results.candidates);
        let mut all = Selection::default();
        let mut of: BTreeMap<&EntryId, &CategoryId> = BTreeMap::new();
        for c in results.candidates {
            match &c.category {
                Some(cat) if self.places_of(cat) > 0 => {
                    of.insert(&c.entry, cat);
                }
                _ => all.notes.push(SelectNote::NoCategory { entry: c.entry.clone() }),
            }
        }
        let mut names: Vec<&CategoryId> = of.values().copied().collect();
        names.sort_unstable();
        names.dedup();
        for cat in names {
            let tiers = poll.tiers(|e| of.get(e) == Some(&cat));
            let cut = Cut { places: self.places_of(cat), at_cut: self.at_cut, per_party: self.per_party };
            merge(&mut all, cut.take(&tiers, &parties), cat);
        }
        let nobody = all.winners.is_empty() && all.tied.is_empty();
        if nobody && !all.notes.iter().any(super::is_tied_out) {
            all.none = Some(NoneChosen::NoEntries);
        }
        Ok(all.or_tied())
    }
}
impl PerCategory {
    fn places_of(&self, c: &CategoryId) -> usize {
        self.places.get(c).copied().unwrap_or(self.k) as usize
    }
}
/// Adds the chosen of a category, tier by tier.
fn merge(all: &mut Selection, of: Selection, category: &CategoryId) {
    for (i, tier) in of.winners.into_iter().enumerate() {
        match all.winners.get_mut(i) {
            Some(t) => t.extend(tier),
            None => all.winners.push(tier),
        }
    }
    let named = |t: super::TiedAtCut| super::TiedAtCut { category: Some(category.clone()), ..t };
    all.tied.extend(of.tied.into_iter().map(named));
    all.notes.extend(of.notes);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::{
        Candidate,
        sample::{candidates, chosen, e, of_poll, poll, show},
    };
    /// Entries a and b in `poster`, c and d in `shirt`.
    fn run(rule: &PerCategory, standing: &str) -> Selection {
        let p = poll("crowd", standing);
        let category = |c: Candidate| {
            let name = if c.entry <= e("b") { "poster" } else { "shirt" };
            Candidate { category: Some(name.parse().unwrap()), ..c }
        };
        let all: Vec<Candidate> = candidates(&p).into_iter().map(category).collect();
        chosen(rule, &all, &[p], None)
    }
    #[test]
    fn worked_example() {
        let s = run(&PerCategory::default(), "a | b | c | d");
        assert_eq!(show(&s), "a c");
        let two = PerCategory { places: [("shirt".parse().unwrap(), 2)].into(), ..PerCategory::default() };
        assert_eq!(show(&run(&two, "a | b | c | d")), "a c | d");
    }
    #[test]
    fn a_tie_is_told_with_its_category() {
        let s = run(&PerCategory::default(), "a b | c | d");
        assert_eq!(show(&s), "c | 1 of a b");
        assert_eq!(s.tied[0].category, Some("poster".parse().unwrap()));
    }
    #[test]
    fn nobody_stands_or_nobody_has_a_category() {
        assert_eq!(run(&PerCategory::default(), "").none, Some(NoneChosen::NoEntries));
        let s = of_poll(&PerCategory::default(), &poll("crowd", "a"));
        assert_eq!(
            (s.none, s.notes),
            (Some(NoneChosen::NoEntries), vec![SelectNote::NoCategory { entry: e("a") }])
        );
    }
}

//! Everybody at or above a score, with a least number of ballots.
//!
//! Worked example: with means of 2/3, 1/3 and 3/4 and a threshold of 2/3, the first and the third go on. A gate of 1.5
//! after a day stops an entry with the marks 1, 2, 1, 1.6, whose mean is 1.4.
//!
//! References: Montage (mean at or above the threshold advances); Ludum Dare (an entry needs enough ratings).
use super::{
    AtCut, NoneChosen, PollResult, Results, SelectError, SelectNote, Selection, SelectionRule,
    cut::{Cut, parties},
};
use crate::count::{About, Alias, Param};
use crate::id::{EntryId, PollId};
use crate::num::{Exact, Quorum};
use serde::{Deserialize, Serialize};

/// Those whose score reaches a mark.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equality reaches the mark unless `strict`. Where there are at most so many places, as `at_cut` says.
///
/// # Complexity
/// `O(n log n)` for n entries.
///
/// # Errors
/// If the poll is not in the round, or not named where there are several; if it gives no scores.
///
/// # References
/// Montage (a mean at or above the threshold advances); Ludum Dare (a least number of ratings).
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PollId}, select::*};
/// let id = |n: &str| EntryId::new(n).unwrap();
/// let candidates = ["a", "b"].map(|n| Candidate::new(id(n)));
/// let mut poll = PollResult::new(PollId::new("jury")?, vec![vec![id("a")], vec![id("b")]]);
/// poll.scores = [(id("a"), "2/3".parse()?), (id("b"), "1/3".parse()?)].into();
/// let polls = [poll];
/// let results = Results { candidates: &candidates, polls: &polls, picks: None };
/// let s = select(&ScoreThreshold { score: "2/3".parse()?, ..ScoreThreshold::default() }, &results)?;
/// assert_eq!(s.winners, [[id("a")]]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ScoreThreshold {
    /// The mark, in the unit of the poll's scores.
    pub score: Exact,
    /// Whether equality fails.
    pub strict: bool,
    /// The least number of ballots that say something of the entry.
    pub min_ballots: u64,
    /// Which poll; left out, the only one of the round.
    pub poll: Option<PollId>,
    /// At most so many, the best.
    pub at_most: Option<u32>,
    /// What becomes of entries that are level for the last places, where there are at most so many.
    pub at_cut: AtCut,
    /// The least turnout, by heads; all must be met.
    pub quorum: Vec<Quorum>,
}

const ABOUT: About = About::new("score-threshold", "Score threshold")
    .aliases(&[Alias::plain("threshold"), Alias::plain("gate")])
    .params(&[
        Param { name: "score", kind: "exact", about: "the mark, in the unit of the poll's scores" },
        Param { name: "strict", kind: "boolean", about: "whether equality fails" },
        Param {
            name: "min_ballots",
            kind: "integer",
            about: "least ballots that say something of the entry",
        },
        Param { name: "poll", kind: "poll", about: "which poll; left out, the only one" },
        Param { name: "at_most", kind: "integer", about: "at most so many, the best" },
        Param { name: "at_cut", kind: "tell | all | none", about: "what becomes of entries that are level" },
        Param { name: "quorum", kind: "list of quorums", about: "the least turnout, by heads" },
    ]);

impl SelectionRule for ScoreThreshold {
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
        if poll.scores.is_empty() && !poll.standing.is_empty() {
            return Err(SelectError::NoScores(poll.poll.clone()));
        }
        let notes: Vec<_> = results.candidates.iter().filter_map(|c| self.short(poll, &c.entry)).collect();
        let tiers = poll.tiers(|e| self.short(poll, e).is_none());
        let places = self.at_most.map_or(usize::MAX, |k| k as usize);
        let parties = parties(results.candidates);
        let mut s = Cut { places, at_cut: self.at_cut, per_party: None }.take(&tiers, &parties);
        s.notes.splice(0..0, notes);
        Ok(if tiers.is_empty() { Selection { none: Some(NoneChosen::Threshold), ..s } } else { s.or_tied() })
    }
}
impl ScoreThreshold {
    /// What an entry lacks.
    fn short(&self, poll: &PollResult, e: &EntryId) -> Option<SelectNote> {
        if self.min_ballots > 0 {
            let have = poll.ballots_of.get(e).copied().unwrap_or(0);
            if have < self.min_ballots {
                return Some(SelectNote::FewBallots { entry: e.clone(), need: self.min_ballots, have });
            }
        }
        let have = poll.scores.get(e);
        let enough = have.is_some_and(|s| *s > self.score || (*s == self.score && !self.strict));
        let note = || SelectNote::Below { entry: e.clone(), need: self.score.clone(), have: have.cloned() };
        (!enough).then(note)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::sample::{candidates, chosen, e, of_poll, poll, show};
    fn scored(standing: &str, scores: &[(&str, &str)]) -> PollResult {
        let scores = scores.iter().map(|(n, s)| (e(n), s.parse().unwrap())).collect();
        PollResult { scores, ..poll("jury", standing) }
    }
    #[test]
    fn worked_example() {
        let rule = ScoreThreshold { score: "2/3".parse().unwrap(), ..ScoreThreshold::default() };
        let means = [("first", "2/3"), ("second", "1/3"), ("third", "3/4")];
        let p = scored("third | first | second", &means);
        assert_eq!(show(&of_poll(&rule, &p)), "third | first");
        let strict = ScoreThreshold { strict: true, ..rule };
        assert_eq!(show(&of_poll(&strict, &p)), "third");
        // The mean of 1, 2, 1 and 1.6 is 1.4.
        let gate = ScoreThreshold { score: "3/2".parse().unwrap(), ..ScoreThreshold::default() };
        assert_eq!(of_poll(&gate, &scored("entry", &[("entry", "7/5")])).none, Some(NoneChosen::Threshold));
    }
    #[test]
    fn a_tie_for_the_last_place_is_told() {
        let rule = ScoreThreshold { at_most: Some(1), ..ScoreThreshold::default() };
        let s = of_poll(&rule, &scored("a b | c", &[("a", "2"), ("b", "2"), ("c", "1")]));
        assert_eq!(show(&s), "1 of a b");
    }
    #[test]
    fn nobody_stands_or_too_few_rate() {
        let rule = ScoreThreshold { min_ballots: 3, ..ScoreThreshold::default() };
        assert_eq!(of_poll(&rule, &poll("jury", "")).none, Some(NoneChosen::NoEntries));
        let p = PollResult { ballots_of: [(e("a"), 2)].into(), ..scored("a", &[("a", "9")]) };
        let s = chosen(&rule, &candidates(&p), &[p], None);
        assert_eq!(s.none, Some(NoneChosen::Threshold));
        assert_eq!(s.notes, [SelectNote::FewBallots { entry: e("a"), need: 3, have: 2 }]);
    }
}

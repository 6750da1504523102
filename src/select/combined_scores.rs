//! Scores of several polls, combined: the criteria of a rubric, what two sides gain, the agreement of groups.
//!
//! In each poll an entry gains its score less what that poll starts `from`, which is nought if nothing is said. Gains times the weights of
//! their polls make one number: their mean by these weights, their sum, their product or the least of them; `plus` is added to it. An
//! entry that has no score somewhere, or too few ballots there, is not chosen, nor is one that gains less than nought, but for a sum
//! of scores that start from nowhere, which may be below nought. The best are chosen, or all that reach a mark.
//!
//! Worked example: criteria of 40, 30 and 30 parts with 90, 80 and 70 make 36 + 24 + 21 = 81. Two sides gain 9 and 1 by x, 5 and 4 by
//! y, 2 and 7 by z: the mean takes x (5), the product y (20), the least y (4). Groups that agree with 3/4 and 1/3 make 1/4. Staff gives x
//! a mean of 4 and y of 3, and 1/4 and 3/4 find them helpful: half of the mean and two of the share are 5/2 for x and 3 for y.
//!
//! References: Topcoder, review scorecards; Nash (1950), Kalai (1977) (bargaining); Polis (consensus over groups).
use super::{
    AtCut, Candidate, NoneChosen, PollResult, Results, SelectError, SelectNote, Selection, SelectionRule,
    cut::{Cut, parties},
};
use crate::count::{About, Alias, Param};
use crate::id::{CategoryId, EntryId, PollId};
use crate::num::{Exact, Quorum};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The best by all polls together.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equality reaches the mark unless `strict`. Where there are at most so many places, as `at_cut` says.
///
/// # Complexity
/// `O(n (p + log n))` for n entries and p polls.
///
/// # Errors
/// If there is no poll, a named one is not in the round or gives no scores; if a weight is below nought, or all are nought.
///
/// # References
/// Topcoder, review scorecards; Nash (1950), "The bargaining problem"; Kalai (1977), "Proportional solutions to bargaining situations".
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PollId}, select::*};
/// let id = |n: &str| EntryId::new(n).unwrap();
/// let candidates = ["x", "y"].map(|n| Candidate::new(id(n)));
/// let side = |n: &str, x: u32, y: u32| {
///     let scores = [(id("x"), x.into()), (id("y"), y.into())].into();
///     PollResult { scores, ..PollResult::new(PollId::new(n).unwrap(), vec![]) }
/// };
/// let polls = [side("owners", 9, 5), side("staff", 1, 4)];
/// let results = Results { candidates: &candidates, polls: &polls, picks: None };
/// let best = |by| select(&CombinedScores { by, at_most: Some(1), ..CombinedScores::default() }, &results);
/// assert_eq!(best(CombineBy::Mean)?.winners, [[id("x")]]);
/// assert_eq!(best(CombineBy::Least)?.winners, [[id("y")]]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CombinedScores {
    /// How gains become one number.
    pub by: CombineBy,
    /// Which polls; left out, all of the round.
    pub polls: BTreeMap<PollId, Gain>,
    /// Added to the one number.
    pub plus: Exact,
    /// The mark that the combined score must reach; left out, none.
    pub score: Option<Exact>,
    /// Whether equality fails.
    pub strict: bool,
    /// At most so many, the best.
    pub at_most: Option<u32>,
    /// What becomes of entries that are level for the last places, where there are at most so many.
    pub at_cut: AtCut,
    /// The least turnout of each poll, by heads; all must be met.
    pub quorum: Vec<Quorum>,
}
/// How gains become one number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CombineBy {
    /// Their mean by the weights of the polls.
    #[default]
    Mean,
    /// Their sum.
    Sum,
    /// Their product.
    Product,
    /// The least of them.
    Least,
}
/// What a poll is among several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Gain {
    /// Its weight, not below nought but in a sum.
    pub weight: Exact,
    /// The score from which gains are counted, and which must be reached: where a side stands without an agreement. Left out, nought; in a
    /// sum nothing need then be reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Exact>,
    /// The least number of ballots there that say something of an entry.
    #[serde(skip_serializing_if = "is_zero")]
    pub min_ballots: u64,
}
#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
const fn is_zero(n: &u64) -> bool {
    *n == 0
}
impl Default for Gain {
    /// Weight 1, from nought.
    fn default() -> Self {
        Self { weight: Exact::ONE, from: None, min_ballots: 0 }
    }
}

const ABOUT: About = About::new("combined-scores", "Scores of several polls, combined")
    .aliases(&[
        Alias::plain("rubric"),
        Alias::with("blend", &[("by", "\"sum\"")]),
        Alias::with("egalitarian-gains", &[("by", "\"least\"")]),
        Alias::with("nash-gains", &[("by", "\"product\"")]),
        Alias::with("group-consensus", &[("by", "\"product\"")]),
    ])
    .references(&[
        "Nash (1950), The bargaining problem",
        "Kalai (1977), Proportional solutions to bargaining",
    ])
    .params(&[
        Param { name: "by", kind: "mean | sum | product | least", about: "how gains become one number" },
        Param {
            name: "polls",
            kind: "{ poll: { weight, from, min_ballots } }",
            about: "which polls; left out, all",
        },
        Param { name: "plus", kind: "exact", about: "added to the one number" },
        Param { name: "score", kind: "exact", about: "the mark that the combined score must reach" },
        Param { name: "strict", kind: "boolean", about: "whether equality fails" },
        Param { name: "at_most", kind: "integer", about: "at most so many, the best" },
        Param { name: "at_cut", kind: "tell | all | none", about: "what becomes of entries that are level" },
        Param { name: "quorum", kind: "list of quorums", about: "the least turnout of each poll, by heads" },
    ]);

type Parts<'a> = Vec<(&'a PollResult, Gain)>;
impl SelectionRule for CombinedScores {
    fn about(&self) -> About {
        ABOUT
    }
    fn most_chosen(&self, _: &BTreeSet<CategoryId>) -> Option<usize> {
        self.at_most.and_then(|k| self.at_cut.at_most(k as usize))
    }
    fn select(&self, results: &Results<'_>) -> Result<Selection, SelectError> {
        let parts = self.parts(results)?;
        for (poll, _) in &parts {
            if let Err(shortfall) = poll.turned_out(&self.quorum) {
                return Ok(Selection::nobody(NoneChosen::Quorum { poll: poll.poll.clone(), shortfall }));
            }
        }
        if results.candidates.is_empty() {
            return Ok(Selection::nobody(NoneChosen::NoEntries));
        }
        if let Some((p, _)) = parts.iter().find(|(p, _)| p.scores.is_empty() && !p.standing.is_empty()) {
            return Err(SelectError::NoScores(p.poll.clone()));
        }
        let (mut notes, mut scored) = (vec![], vec![]);
        for Candidate { entry, .. } in results.candidates {
            match self.combine(&parts, entry) {
                Ok(score) => {
                    notes.push(SelectNote::Blended { entry: entry.clone(), score: score.clone() });
                    match self.below(entry, &score) {
                        Some(note) => notes.push(note),
                        None => scored.push((score, entry)),
                    }
                }
                Err(note) => notes.push(note),
            }
        }
        // Level entries stay in the order of the contest.
        scored.sort_by(|a, b| b.0.cmp(&a.0));
        let tiers: Vec<Vec<&EntryId>> =
            scored.chunk_by(|a, b| a.0 == b.0).map(|t| t.iter().map(|(_, e)| *e).collect()).collect();
        let places = self.at_most.map_or(usize::MAX, |k| k as usize);
        let parties = parties(results.candidates);
        let mut s = Cut { places, at_cut: self.at_cut, per_party: None }.take(&tiers, &parties);
        s.notes.splice(0..0, notes);
        Ok(if tiers.is_empty() { Selection { none: Some(NoneChosen::Threshold), ..s } } else { s.or_tied() })
    }
}
impl CombinedScores {
    fn parts<'a>(&self, results: &Results<'a>) -> Result<Parts<'a>, SelectError> {
        let all: Parts<'a> = if self.polls.is_empty() {
            results.polls.iter().map(|p| (p, Gain::default())).collect()
        } else {
            let find = |(id, part): (&PollId, &Gain)| Ok((results.poll(Some(id))?, part.clone()));
            self.polls.iter().map(find).collect::<Result<_, SelectError>>()?
        };
        if all.is_empty() {
            return Err(SelectError::WhichPoll { polls: vec![] });
        }
        let bad =
            |cause: &str| Err(SelectError::Parameters { rule: ABOUT.id.to_owned(), cause: cause.to_owned() });
        if self.by != CombineBy::Sum && all.iter().any(|(_, part)| part.weight.is_negative()) {
            return bad("a weight is not below nought, but in a sum");
        }
        if self.by != CombineBy::Sum && all.iter().all(|(_, part)| part.weight.is_zero()) {
            return bad("there is a poll with a weight above nought");
        }
        if self.at_most == Some(0) {
            return bad("at most so many are at least 1");
        }
        Ok(all)
    }
    /// The one number of an entry, or what it lacks.
    fn combine(&self, parts: &Parts<'_>, e: &EntryId) -> Result<Exact, SelectNote> {
        let mut gains = Vec::with_capacity(parts.len());
        for (poll, part) in parts {
            let ballots = poll.ballots_of.get(e).copied().unwrap_or(0);
            if ballots < part.min_ballots {
                return Err(SelectNote::FewBallots {
                    entry: e.clone(),
                    need: part.min_ballots,
                    have: ballots,
                });
            }
            let have = poll.scores.get(e);
            let from = part.from.clone().unwrap_or_default();
            let free = self.by == CombineBy::Sum && part.from.is_none();
            let gain = have.map(|s| s - &from).filter(|g| free || !g.is_negative());
            let below = || SelectNote::Below { entry: e.clone(), need: from, have: have.cloned() };
            gains.push(&gain.ok_or_else(below)? * &part.weight);
        }
        let one = match self.by {
            CombineBy::Mean => {
                let weights: Exact = parts.iter().map(|(_, part)| part.weight.clone()).sum();
                gains.iter().sum::<Exact>().checked_div(&weights).unwrap_or_default()
            }
            CombineBy::Sum => gains.iter().sum(),
            CombineBy::Product => gains.iter().fold(Exact::ONE, |all, g| &all * g),
            CombineBy::Least => gains.into_iter().min().unwrap_or_default(),
        };
        Ok(&one + &self.plus)
    }
    fn below(&self, e: &EntryId, score: &Exact) -> Option<SelectNote> {
        let need = self.score.as_ref()?;
        let enough = score > need || (score == need && !self.strict);
        let note = || SelectNote::Below { entry: e.clone(), need: need.clone(), have: Some(score.clone()) };
        (!enough).then(note)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::sample::{candidates, chosen, e, poll, show};
    /// Polls `p0`, `p1` .. with the scores of x, y and z in each.
    fn polls(scores: &[[u32; 3]]) -> Vec<PollResult> {
        let of = |(i, s): (usize, &[u32; 3])| {
            let scores = ["x", "y", "z"].iter().zip(s).map(|(n, s)| (e(n), Exact::from(*s))).collect();
            PollResult { scores, ..poll(&format!("p{i}"), "x y z") }
        };
        scores.iter().enumerate().map(of).collect()
    }
    fn best(rule: &CombinedScores, polls: &[PollResult]) -> String {
        show(&chosen(rule, &candidates(&polls[0]), polls, None))
    }
    fn by(by: CombineBy) -> CombinedScores {
        CombinedScores { by, at_most: Some(1), ..CombinedScores::default() }
    }
    #[test]
    fn worked_example() {
        let sides = polls(&[[9, 5, 2], [1, 4, 7]]);
        let found = [CombineBy::Mean, CombineBy::Product, CombineBy::Least].map(|b| best(&by(b), &sides));
        assert_eq!(found, ["x", "y", "y"]);
        let criteria = polls(&[[90, 0, 0], [80, 0, 0], [70, 0, 0]]);
        let part = |w: u32| Gain { weight: w.into(), ..Gain::default() };
        let weights = [("p0", 40), ("p1", 30), ("p2", 30)].map(|(p, w)| (p.parse().unwrap(), part(w)));
        let rule = |score: u32| CombinedScores {
            polls: weights.clone().into(),
            score: Some(score.into()),
            ..CombinedScores::default()
        };
        assert_eq!((best(&rule(81), &criteria), best(&rule(82), &criteria)), ("x".to_owned(), String::new()));
        let strict = CombinedScores { strict: true, ..rule(81) };
        assert_eq!(best(&strict, &criteria), "");
    }
    #[test]
    fn whoever_loses_or_has_no_score_is_out_and_ties_are_told() {
        let mut sides = polls(&[[9, 5, 2], [1, 4, 7]]);
        let from = |n: u32| (n, Gain { from: Some(n.into()), ..Gain::default() });
        let stands = |(_, part): (u32, Gain)| CombinedScores {
            polls: [("p0".parse().unwrap(), Gain::default()), ("p1".parse().unwrap(), part)].into(),
            ..by(CombineBy::Mean)
        };
        // Gains of 9 and -1; 5 and 2; 2 and 5.
        assert_eq!(best(&stands(from(2)), &sides), "1 of y z");
        sides[0].scores.remove(&e("y"));
        assert_eq!(best(&stands(from(2)), &sides), "z");
    }
    fn scored(name: &str, x: &str, y: &str) -> PollResult {
        let scores = [(e("x"), x.parse().unwrap()), (e("y"), y.parse().unwrap())].into();
        let ballots_of = [(e("x"), 3), (e("y"), 3)].into();
        PollResult { scores, ballots_of, ..poll(name, "x y") }
    }
    fn part(name: &str, weight: &str, min_ballots: u64) -> (PollId, Gain) {
        (name.parse().unwrap(), Gain { weight: weight.parse().unwrap(), min_ballots, from: None })
    }
    /// 5/2 for x, 3 for y; without polls both count once: 17/4 and 15/4.
    #[test]
    fn example_of_a_sum() {
        let both = [scored("staff", "4", "3"), scored("helpful", "1/4", "3/4")];
        let sum = by(CombineBy::Sum);
        let weighed = |helpful: &str, plus: u32| {
            let polls = [part("staff", "1/2", 0), part("helpful", helpful, 3)].into();
            CombinedScores { polls, plus: plus.into(), ..sum.clone() }
        };
        let s = chosen(&weighed("2", 1), &candidates(&both[0]), &both, None);
        assert_eq!(show(&s), "y");
        let told = |n: &str, s: &str| SelectNote::Blended { entry: e(n), score: s.parse().unwrap() };
        assert_eq!(s.notes, [told("x", "7/2"), told("y", "4")]);
        assert_eq!(best(&sum, &both), "x");
        assert_eq!(best(&weighed("1", 0), &both), "1 of x y");
        // A weight below nought takes away: 2 - 1/4 and 3/2 - 3/4; and a sum below nought is one like any other.
        assert_eq!(best(&weighed("-1", 0), &both), "x");
        let below = [scored("staff", "-4", "-3"), both[1].clone()];
        assert_eq!(best(&sum, &below), "y");
        let few = CombinedScores { polls: [part("helpful", "1", 4)].into(), ..sum };
        let s = chosen(&few, &candidates(&both[0]), &both, None);
        assert_eq!(s.none, Some(NoneChosen::Threshold));
        assert_eq!(s.notes[0], SelectNote::FewBallots { entry: e("x"), need: 4, have: 3 });
    }
    #[test]
    fn nobody_stands_and_weights_must_be() {
        let nobody = [PollResult::new("p".parse().unwrap(), vec![])];
        assert_eq!(chosen(&by(CombineBy::Mean), &[], &nobody, None).none, Some(NoneChosen::NoEntries));
        let bad = Gain { weight: -Exact::ONE, ..Gain::default() };
        let rule = CombinedScores { polls: [("p".parse().unwrap(), bad)].into(), ..by(CombineBy::Mean) };
        assert!(rule.select(&Results { candidates: &[], polls: &nobody, picks: None }).is_err());
        assert!(rule.select(&Results { candidates: &[], polls: &[], picks: None }).is_err());
    }
}

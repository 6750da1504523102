//! Several gates at once: an entry is chosen that passes the gate of each poll. Classes that must carry each by itself, two
//! conditions on one draft, the hops of a sign-off.
//!
//! A gate is a majority of the poll's votes or, where it names one, a mark that the poll's score must reach. Entries of some categories
//! may have a path of their own: only the polls on it are asked.
//!
//! Worked example: eight of ten clients say that a draft fits their direction, five of ten that it meets their problem. With 60% in
//! both polls it fails by the second; with 50% that must be reached it passes. A change to the network code goes through the
//! polls of its maintainers and of the root, each of which must have a yes and no no.
//!
//! References: IEEE ballots (return and approval); EU Council (states and population); Linux, "Submitting patches".
use super::{
    AtCut, Candidate, NoneChosen, PollResult, Results, SelectError, SelectNote, Selection, SelectionRule,
    cut::{Cut, parties},
};
use crate::count::{About, Alias, Param};
use crate::id::{CategoryId, EntryId, PollId};
use crate::num::{Exact, Majority};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Whoever passes in every poll.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equality is decided by the strictness of each gate. Where there are at most so many places, as `at_cut` says.
///
/// # Complexity
/// `O(n (p + log n))` for n entries and p polls.
///
/// # Errors
/// If there is no poll, or a named one is not in the round; if a poll gives no votes, or no scores, where its gate asks for them.
///
/// # References
/// IEEE Standards Association, balloting; Linux, "Submitting patches" (that every hop signs is this crate's reading).
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PollId}, num::Votes, select::*};
/// let id = |n: &str| EntryId::new(n).unwrap();
/// let candidates = [Candidate::new(id("pact"))];
/// let class = |n: &str, yes, no| {
///     let votes = [(id("pact"), Votes { yes, no, abstain: 0, eligible: yes + no })].into();
///     PollResult { votes, ..PollResult::new(PollId::new(n).unwrap(), vec![]) }
/// };
/// let agreed = |polls: &[PollResult]| {
///     let results = Results { candidates: &candidates, polls, picks: None };
///     select(&EveryGate::default(), &results).map(|s| s.none.is_none())
/// };
/// assert!(agreed(&[class("management", 3, 0), class("union", 60, 40)])?);
/// assert!(!agreed(&[class("management", 3, 0), class("union", 50, 50)])?);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EveryGate {
    /// The gate of polls that have none of their own; more than half of the votes if nothing is said.
    pub gate: Gate,
    /// Gates of some polls. Where there are any, only these polls are asked, but for entries with a path.
    pub gates: BTreeMap<PollId, Gate>,
    /// The polls that entries of a category must pass, in order; what it lacks is told by the first.
    pub paths: BTreeMap<CategoryId, Vec<PollId>>,
    /// The poll whose standing orders the chosen; left out, the first of the round.
    pub order: Option<PollId>,
    /// At most so many, the best of that standing.
    pub at_most: Option<u32>,
    /// What becomes of entries that are level for the last places, where there are at most so many.
    pub at_cut: AtCut,
}
/// What a poll must say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Gate {
    /// When an entry carries, with its quorum; asked unless there is a `score`.
    pub majority: Majority,
    /// The mark that the poll's score must reach.
    pub score: Option<Exact>,
    /// Whether equality with the mark fails.
    pub strict: bool,
    /// The least number of ballots that say something of the entry.
    pub min_ballots: u64,
}

const ABOUT: About = About::new("every-gate", "Several gates at once")
    .aliases(&[
        Alias::plain("two-gates"),
        Alias::plain("class-majorities"),
        Alias::with("sign-off", &[("gate", r#"{"majority":{"threshold":{"num":1,"den":1}}}"#)]),
    ])
    .references(&["Linux, Submitting patches", "IEEE Standards Association, balloting"])
    .params(&[
        Param {
            name: "gate",
            kind: "{ majority, score, strict, min_ballots }",
            about: "the gate of polls without one of their own",
        },
        Param { name: "gates", kind: "{ poll: gate }", about: "gates of some polls; only these are asked" },
        Param {
            name: "paths",
            kind: "{ category: list of polls }",
            about: "the polls of a category, in order",
        },
        Param { name: "order", kind: "poll", about: "whose standing orders the chosen; left out, the first" },
        Param { name: "at_most", kind: "integer", about: "at most so many, the best" },
        Param { name: "at_cut", kind: "tell | all | none", about: "what becomes of entries that are level" },
    ]);

impl SelectionRule for EveryGate {
    fn about(&self) -> About {
        ABOUT
    }
    fn most_chosen(&self, _: &BTreeSet<CategoryId>) -> Option<usize> {
        self.at_most.and_then(|k| self.at_cut.at_most(k as usize))
    }
    fn select(&self, results: &Results<'_>) -> Result<Selection, SelectError> {
        let order = match &self.order {
            Some(_) => results.poll(self.order.as_ref())?,
            None => results.polls.first().ok_or(SelectError::WhichPoll { polls: vec![] })?,
        };
        self.check(results)?;
        if results.candidates.is_empty() {
            return Ok(Selection::nobody(NoneChosen::NoEntries));
        }
        let (mut notes, mut passed) = (vec![], BTreeSet::new());
        for c in results.candidates {
            match self.short(results, c)? {
                Some(note) => notes.push(note),
                None => {
                    passed.insert(&c.entry);
                }
            }
        }
        let mut tiers = order.tiers(|e| passed.contains(e));
        let all = results.candidates.iter().map(|c| &c.entry);
        let rest: Vec<&EntryId> = all.filter(|e| passed.contains(e) && order.place(e).is_none()).collect();
        tiers.extend((!rest.is_empty()).then_some(rest));
        let places = self.at_most.map_or(usize::MAX, |k| k as usize);
        let parties = parties(results.candidates);
        let mut s = Cut { places, at_cut: self.at_cut, per_party: None }.take(&tiers, &parties);
        s.notes.splice(0..0, notes);
        Ok(if tiers.is_empty() { Selection { none: Some(NoneChosen::Threshold), ..s } } else { s.or_tied() })
    }
}
impl EveryGate {
    /// Every poll that is named is of the round and says what its gate asks.
    fn check(&self, results: &Results<'_>) -> Result<(), SelectError> {
        let bad = |cause: String| Err(SelectError::Parameters { rule: ABOUT.id.to_owned(), cause });
        if self.at_most == Some(0) {
            return bad("at most so many are at least 1".to_owned());
        }
        if let Some((category, _)) = self.paths.iter().find(|(_, path)| path.is_empty()) {
            return bad(format!("the path of category `{category}` has at least one poll"));
        }
        let named: Vec<&PollId> = self.gates.keys().chain(self.paths.values().flatten()).collect();
        let all = if named.is_empty() { results.polls.iter().map(|p| &p.poll).collect() } else { named };
        for id in all {
            let poll = results.poll(Some(id))?;
            let asks_score = self.of(id).score.is_some();
            if asks_score && poll.scores.is_empty() && !poll.standing.is_empty() {
                return Err(SelectError::NoScores(id.clone()));
            }
            if !asks_score && poll.votes.is_empty() && !poll.standing.is_empty() {
                return Err(SelectError::NoVotes(id.clone()));
            }
        }
        Ok(())
    }
    fn of(&self, poll: &PollId) -> &Gate {
        self.gates.get(poll).unwrap_or(&self.gate)
    }
    /// What an entry lacks: in the first gate that it does not pass.
    fn short(&self, results: &Results<'_>, c: &Candidate) -> Result<Option<SelectNote>, SelectError> {
        let path = c.category.as_ref().and_then(|k| self.paths.get(k));
        let polls: Vec<&PollId> = match path {
            Some(path) => path.iter().collect(),
            None if self.gates.is_empty() => results.polls.iter().map(|p| &p.poll).collect(),
            None => self.gates.keys().collect(),
        };
        for id in polls {
            if let Some(note) = self.of(id).short(results.poll(Some(id))?, &c.entry) {
                return Ok(Some(note));
            }
        }
        Ok(None)
    }
}
impl Gate {
    fn short(&self, poll: &PollResult, e: &EntryId) -> Option<SelectNote> {
        let have = poll.ballots_of.get(e).copied().unwrap_or(0);
        if have < self.min_ballots {
            return Some(SelectNote::FewBallots { entry: e.clone(), need: self.min_ballots, have });
        }
        if let Some(need) = &self.score {
            let have = poll.scores.get(e);
            let enough = have.is_some_and(|s| s > need || (s == need && !self.strict));
            let note = || SelectNote::Below { entry: e.clone(), need: need.clone(), have: have.cloned() };
            return (!enough).then(note);
        }
        let note = |shortfall| SelectNote::NotCarried {
            entry: e.clone(),
            count: Some(poll.poll.to_string()),
            shortfall,
        };
        match poll.votes.get(e).map(|v| self.majority.carries(v)) {
            Some(Ok(())) => None,
            Some(Err(short)) => Some(note(Some(short))),
            None => Some(note(None)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        num::{Threshold, Votes},
        select::sample::{candidates, chosen, e, poll, show},
    };
    fn voted(name: &str, of: &[(&str, u64, u64)]) -> PollResult {
        let votes = |(n, yes, no): &(&str, u64, u64)| {
            (e(n), Votes { yes: *yes, no: *no, abstain: 0, eligible: yes + no })
        };
        let tiers: Vec<&str> = of.iter().map(|(n, ..)| *n).collect();
        PollResult { votes: of.iter().map(votes).collect(), ..poll(name, &tiers.join(" ")) }
    }
    fn at(num: u32, den: u32) -> Gate {
        let threshold = Threshold::new(num, den, false).unwrap();
        Gate { majority: Majority { threshold, ..Majority::default() }, ..Gate::default() }
    }
    #[test]
    fn worked_example() {
        let polls = [voted("fits", &[("draft", 8, 2)]), voted("meets", &[("draft", 5, 5)])];
        let of = |gate| EveryGate { gate, ..EveryGate::default() };
        let s = chosen(&of(at(3, 5)), &candidates(&polls[0]), &polls, None);
        assert_eq!(s.none, Some(NoneChosen::Threshold));
        assert!(
            matches!(&s.notes[..], [SelectNote::NotCarried { count: Some(c), .. }] if c == "meets"),
            "{s:?}"
        );
        assert_eq!(show(&chosen(&of(at(1, 2)), &candidates(&polls[0]), &polls, None)), "draft");
        // Only the polls that are named are asked.
        let one = EveryGate { gates: [("fits".parse().unwrap(), at(3, 5))].into(), ..EveryGate::default() };
        assert_eq!(show(&chosen(&one, &candidates(&polls[0]), &polls, None)), "draft");
    }
    #[test]
    fn every_hop_of_the_path_signs_and_nobody_on_it_refuses() {
        let polls = [
            voted("net", &[("a", 1, 0), ("b", 0, 0), ("c", 1, 1), ("d", 0, 5)]),
            voted("root", &[("a", 1, 0), ("b", 1, 0), ("c", 1, 0), ("d", 1, 0)]),
        ];
        let path = |polls: &[&str]| polls.iter().map(|p| p.parse().unwrap()).collect::<Vec<PollId>>();
        let rule = EveryGate {
            gate: at(1, 1),
            paths: [("net", path(&["net", "root"])), ("docs", path(&["root"]))]
                .map(|(k, p)| (k.parse().unwrap(), p))
                .into(),
            ..EveryGate::default()
        };
        let all: Vec<Candidate> = ["net", "net", "net", "docs"]
            .iter()
            .zip(candidates(&polls[0]))
            .map(|(k, c)| Candidate { category: Some(k.parse().unwrap()), ..c })
            .collect();
        // b is unsigned by net, c refused there; d is not of the network code.
        assert_eq!(show(&chosen(&rule, &all, &polls, None)), "a d");
    }
    /// Both pass and one may: which of the two is told as a tie at the cut, or both are taken, or none.
    #[test]
    fn a_tie_of_those_that_pass() {
        let polls = [voted("fits", &[("a", 3, 1), ("b", 3, 1)])];
        let rule = |at_cut| EveryGate { gate: at(1, 2), at_most: Some(1), at_cut, ..EveryGate::default() };
        let of = |at_cut| show(&chosen(&rule(at_cut), &candidates(&polls[0]), &polls, None));
        assert_eq!(of(AtCut::Tell), "1 of a b");
        assert_eq!(of(AtCut::All), "a b");
    }
    #[test]
    fn marks_and_ballots_and_nobody() {
        let mut p = PollResult { scores: [(e("a"), 3u32.into())].into(), ..poll("scores", "a") };
        p.ballots_of = [(e("a"), 2)].into();
        let with = |min_ballots, strict| {
            let gate = Gate { score: Some(3u32.into()), strict, min_ballots, ..Gate::default() };
            EveryGate { gate, ..EveryGate::default() }
        };
        let polls = [p];
        let found = |rule: &EveryGate| show(&chosen(rule, &candidates(&polls[0]), &polls, None));
        assert_eq!([found(&with(2, false)), found(&with(3, false)), found(&with(2, true))], ["a", "", ""]);
        let nobody = [poll("scores", "")];
        assert_eq!(chosen(&with(0, false), &[], &nobody, None).none, Some(NoneChosen::NoEntries));
        let none = Results { candidates: &[], polls: &[], picks: None };
        assert!(EveryGate::default().select(&none).is_err());
    }
}

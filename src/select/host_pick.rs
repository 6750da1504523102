//! The host's pick from a shortlist, besides or instead of the best by votes.
//!
//! Every pick is marked as one, with the place that the entry had in the poll.
//!
//! Worked example: votes give the order a, b, c, d, e, f, g; the best five win, and the owner picks g and f besides: the
//! winners are a to e, then g, then f.
//!
//! References: `ModCloth` "Be the Buyer" (five by votes, two by staff); Threadless (staff choice after the score).
use super::{
    AtCut, NoneChosen, Pick, PollResult, Results, SelectError, SelectNote, Selection, SelectionRule,
    TiedAtCut,
    cut::{Cut, parties},
};
use crate::count::{About, Alias, Param};
use crate::id::{CategoryId, EntryId, PollId};
use crate::num::Quorum;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// So many by votes, so many by pick.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// `at_cut` says what becomes of entries that are level for the last places by votes. A tie that is told is ended before the host picks, by a
/// casting vote or as the plan says: whoever loses it can still be picked. Picks have an order and cannot be level; entries that are level
/// for the last place of the shortlist are all on it. Where the votes have the places of a silent host, those who lost that tie come first.
///
/// # Complexity
/// `O(n log n)` for n entries.
///
/// # Errors
/// A pick that is not on the shortlist, is chosen already, is level for a place by votes, or is one too many; no picks at all; a poll that is not in the round, or
/// not named where there are several.
///
/// # References
/// `ModCloth`, "Be the Buyer"; Threadless (staff choice after the score).
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PollId}, select::*};
/// let id = |n: &str| EntryId::new(n).unwrap();
/// use cocreate::id::PersonId;
/// let candidates = ["a", "b", "c"].map(|n| Candidate::new(id(n)));
/// let standing = ["a", "b", "c"].map(|n| vec![id(n)]).to_vec();
/// let polls = [PollResult::new(PollId::new("crowd")?, standing)];
/// let pick = |n: &str| [Pick { entry: id(n), by: PersonId::new("host").unwrap() }];
/// let rule = HostPick { shortlist: Some(2), ..HostPick::default() };
/// let chosen = |picks: &[Pick]| {
///     select(&rule, &Results { candidates: &candidates, polls: &polls, picks: Some(picks) })
/// };
/// assert_eq!(chosen(&pick("b"))?.winners, [[id("b")]]);
/// assert!(chosen(&pick("c")).is_err(), "c is third");
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HostPick {
    /// Winners by votes, before any pick.
    pub top: u32,
    /// Most picks, at least 1. They rank in the order in which they are made, after the winners by votes.
    pub picks: u32,
    /// Picks are made among the best so many of the poll, level entries included; left out, among all of the round.
    pub shortlist: Option<u32>,
    /// What happens if the host does not speak.
    pub silent: Silent,
    /// Which poll; left out, the only one of the round.
    pub poll: Option<PollId>,
    /// What becomes of entries that are level for the last places by votes.
    pub at_cut: AtCut,
    /// The least turnout, by heads; all must be met.
    pub quorum: Vec<Quorum>,
}
/// What happens if the host does not speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Silent {
    /// Nobody is picked.
    #[default]
    Nobody,
    /// The next by votes have the places.
    Votes,
}
impl Default for HostPick {
    fn default() -> Self {
        Self {
            top: 0,
            picks: 1,
            shortlist: None,
            silent: Silent::Nobody,
            poll: None,
            at_cut: AtCut::Tell,
            quorum: vec![],
        }
    }
}

const ABOUT: About = About::new("host-pick", "Host's pick")
    .aliases(&[Alias::plain("staff-pick"), Alias::plain("clients-choice")])
    .params(&[
        Param { name: "top", kind: "integer", about: "winners by votes, before any pick" },
        Param { name: "picks", kind: "integer", about: "most picks, at least 1" },
        Param {
            name: "shortlist",
            kind: "integer",
            about: "picks are among the best so many; left out, among all",
        },
        Param { name: "silent", kind: "nobody | votes", about: "what happens if the host does not speak" },
        Param { name: "poll", kind: "poll", about: "which poll; left out, the only one" },
        Param {
            name: "at_cut",
            kind: "tell | all | none",
            about: "what becomes of entries that are level by votes",
        },
        Param { name: "quorum", kind: "list of quorums", about: "the least turnout, by heads" },
    ]);

impl SelectionRule for HostPick {
    fn about(&self) -> About {
        ABOUT
    }
    fn most_chosen(&self, _: &BTreeSet<CategoryId>) -> Option<usize> {
        self.at_cut.at_most((self.top as usize).saturating_add(self.picks as usize))
    }
    fn asks_pick(&self) -> bool {
        true
    }
    fn select(&self, results: &Results<'_>) -> Result<Selection, SelectError> {
        let poll = self.polled(results)?;
        if let Some(p) = poll
            && let Err(shortfall) = p.turned_out(&self.quorum)
        {
            return Ok(Selection::nobody(NoneChosen::Quorum { poll: p.poll.clone(), shortfall }));
        }
        if results.candidates.is_empty() {
            return Ok(Selection::nobody(NoneChosen::NoEntries));
        }
        self.picked(self.by_votes(results, poll, self.top), results, poll)
    }
    fn tied_before_pick(&self, results: &Results<'_>) -> Result<Option<Selection>, SelectError> {
        let poll = self.polled(results)?.filter(|p| p.turned_out(&self.quorum).is_ok());
        Ok(Some(self.by_votes(results, poll, self.top)).filter(|s| !s.tied.is_empty()))
    }
    fn pick(&self, settled: Selection, results: &Results<'_>) -> Result<Selection, SelectError> {
        self.picked(settled, results, self.polled(results)?)
    }
}
impl HostPick {
    /// The poll that it follows; none where the host picks freely: without a poll, winners by votes and a shortlist.
    fn polled<'a>(&self, results: &Results<'a>) -> Result<Option<&'a PollResult>, SelectError> {
        if self.picks == 0 {
            let cause = "picks are at least 1; without picks the rule is `top-k`".to_owned();
            return Err(SelectError::Parameters { rule: ABOUT.id.to_owned(), cause });
        }
        let free =
            self.poll.is_none() && results.polls.is_empty() && self.top == 0 && self.shortlist.is_none();
        if free { Ok(None) } else { results.poll(self.poll.as_ref()).map(Some) }
    }
    /// With the picks, or what follows without them.
    fn picked(
        &self,
        mut s: Selection,
        results: &Results<'_>,
        poll: Option<&PollResult>,
    ) -> Result<Selection, SelectError> {
        s.none = None;
        if let Some(picks) = results.picks {
            self.add(&mut s, results, poll, picks)?;
        } else {
            if self.silent == Silent::Votes {
                s = self.without_host(s, results, poll);
            }
            s.notes.push(SelectNote::HostSilent);
        }
        if s.goes_on().next().is_none() && s.tied.is_empty() {
            s.none = Some(NoneChosen::NoPick);
        }
        Ok(s)
    }
    /// The votes have the places of the picks too: in one cut, unless a tie for the first of the places has ended before.
    fn without_host(&self, mut s: Selection, results: &Results<'_>, poll: Option<&PollResult>) -> Selection {
        let ended = |n: &SelectNote| matches!(n, SelectNote::Broken { .. } | SelectNote::Revoted { .. });
        let Some(poll) = poll.filter(|_| s.notes.iter().any(ended)) else {
            return self.by_votes(results, poll, self.top.saturating_add(self.picks));
        };
        let has: BTreeSet<EntryId> = s.goes_on().cloned().collect();
        let parties = parties(results.candidates);
        let cut = Cut { places: self.picks as usize, at_cut: self.at_cut, per_party: None };
        let more = cut.take(&poll.tiers(|e| !has.contains(e)), &parties);
        let before = s.winners.len();
        s.winners.extend(more.winners);
        s.tied.extend(more.tied.into_iter().map(|t| TiedAtCut { tier: t.tier + before, ..t }));
        s.notes.extend(more.notes);
        s
    }
    fn by_votes(&self, results: &Results<'_>, poll: Option<&PollResult>, places: u32) -> Selection {
        let Some(poll) = poll.filter(|_| places > 0) else { return Selection::default() };
        let parties = parties(results.candidates);
        let cut = Cut { places: places as usize, at_cut: self.at_cut, per_party: None };
        cut.take(&poll.tiers(|_| true), &parties)
    }
    /// Entries that may be picked.
    fn shortlist<'a>(&self, results: &Results<'a>, poll: Option<&'a PollResult>) -> BTreeSet<&'a EntryId> {
        match (self.shortlist, poll) {
            (Some(n), Some(p)) => {
                let short = |e: &&EntryId| p.place(e).is_some_and(|at| at <= n as usize);
                p.standing.iter().flatten().filter(short).collect()
            }
            _ => results.candidates.iter().map(|c| &c.entry).collect(),
        }
    }
    fn add(
        &self,
        s: &mut Selection,
        results: &Results<'_>,
        poll: Option<&PollResult>,
        picks: &[Pick],
    ) -> Result<(), SelectError> {
        let may = self.shortlist(results, poll);
        let mut taken: BTreeSet<EntryId> = s.goes_on().cloned().collect();
        for (i, p) in picks.iter().enumerate() {
            let refuse = |cause: String| Err(SelectError::Pick { entry: p.entry.clone(), cause });
            if i >= self.picks as usize {
                return refuse(format!("at most {} may be picked", self.picks));
            }
            if !may.contains(&p.entry) {
                let may: Vec<&EntryId> = may.into_iter().take(20).collect();
                return refuse(format!("it is not on the shortlist, which has {}", super::list(&may)));
            }
            if s.tied.iter().any(|t| t.tied.contains(&p.entry)) {
                return refuse("it is level for a place by votes, and that tie is ended first".to_owned());
            }
            if !taken.insert(p.entry.clone()) {
                return refuse("it is chosen already".to_owned());
            }
            let place = poll.and_then(|x| x.place(&p.entry));
            s.notes.push(SelectNote::Picked { entry: p.entry.clone(), by: p.by.clone(), place });
            s.winners.push(vec![p.entry.clone()]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::sample::{candidates, chosen, e, poll, show};
    fn picked(rule: &HostPick, standing: &str, picks: Option<&[&str]>) -> Selection {
        let p = poll("crowd", standing);
        let by = |n: &&str| Pick { entry: e(n), by: "owner".parse().unwrap() };
        let picks: Option<Vec<Pick>> = picks.map(|all| all.iter().map(by).collect());
        chosen(rule, &candidates(&p), &[p], picks.as_deref())
    }
    #[test]
    fn worked_example() {
        let rule = HostPick { top: 5, picks: 2, ..HostPick::default() };
        let s = picked(&rule, "a | b | c | d | e | f | g", Some(&["g", "f"]));
        assert_eq!(show(&s), "a | b | c | d | e | g | f");
        let owner = || "owner".parse().unwrap();
        let marked = [
            SelectNote::Picked { entry: e("g"), by: owner(), place: Some(7) },
            SelectNote::Picked { entry: e("f"), by: owner(), place: Some(6) },
        ];
        assert_eq!(s.notes, marked);
    }
    #[test]
    fn a_tie_by_votes_stays_open_beside_the_pick() {
        let rule = HostPick { top: 1, ..HostPick::default() };
        assert_eq!(show(&picked(&rule, "a b | c", Some(&["c"]))), "c | 1 of a b");
    }
    /// Three are level for the one place by votes. a has it by a casting vote; b and c are on the shortlist still.
    #[test]
    fn whoever_loses_the_tie_can_be_picked() {
        let p = [poll("crowd", "a b c | d")];
        let all = candidates(&p[0]);
        let of = |silent, picks: Option<&[&str]>| {
            let by = |n: &&str| Pick { entry: e(n), by: "owner".parse().unwrap() };
            let picks: Option<Vec<Pick>> = picks.map(|all| all.iter().map(by).collect());
            let results = Results { candidates: &all, polls: &p, picks: picks.as_deref() };
            let rule = HostPick { top: 1, shortlist: Some(2), silent, ..HostPick::default() };
            let tied = rule.tied_before_pick(&results).unwrap().unwrap();
            assert_eq!(show(&tied), "1 of a b c");
            let settled = tied.settle(&[e("a")], crate::count::DecidedBy::Declared).unwrap();
            let told = crate::select::pick(&rule, settled, &results);
            told.map(|s| show(&s)).map_err(|e| e.to_string())
        };
        assert_eq!(of(Silent::Nobody, Some(&["c"])).unwrap(), "a | c");
        assert_eq!(
            of(Silent::Nobody, Some(&["a"])).unwrap_err(),
            "`a` cannot be picked: it is chosen already"
        );
        assert!(of(Silent::Nobody, Some(&["d"])).is_err(), "d is fourth");
        assert_eq!(of(Silent::Nobody, None).unwrap(), "a");
        assert_eq!(of(Silent::Votes, None).unwrap(), "a | 1 of b c");
    }
    #[test]
    fn nobody_stands_or_the_host_says_nothing() {
        assert_eq!(picked(&HostPick::default(), "", Some(&[])).none, Some(NoneChosen::NoEntries));
        let s = picked(&HostPick::default(), "a | b", None);
        assert_eq!((s.none, s.notes), (Some(NoneChosen::NoPick), vec![SelectNote::HostSilent]));
        let votes = HostPick { silent: Silent::Votes, ..HostPick::default() };
        assert_eq!(show(&picked(&votes, "a | b", None)), "a");
    }
}

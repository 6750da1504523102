//! Two stages: the crowd makes a shortlist, a jury decides among it.
//!
//! Worked example: the crowd's order is a, b, c, d, the jury's d, c, b, a. With a shortlist of three and one winner it is
//! c: the jury's first is not on the list.
//!
//! References: Lay's "Do us a flavor" with its order turned round; Eurovision juries; Chopin competition stages.
use super::{
    AtCut, NoneChosen, PollResult, Results, SelectError, Selection, SelectionRule, TiedAtCut,
    cut::{Cut, parties},
};
use crate::count::{About, Alias, Param};
use crate::id::{CategoryId, EntryId, PollId};
use crate::num::Quorum;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A shortlist by one poll, the winners by another.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// `at_shortlist` and `at_cut` say what becomes of entries that are level for the last places of the shortlist and of the winners.
/// A tie for the shortlist that is to be told, and that can change who wins, is told as one between all who may win by it.
///
/// # Complexity
/// `O(n log n)` for n entries.
///
/// # Errors
/// If nobody wins or the shortlist is shorter than the winners; if crowd and jury are one poll, or one that the round has not.
///
/// # References
/// Stages of the Chopin competition; Lay's "Do us a flavor" with its order turned round.
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PollId}, select::*};
/// let id = |n: &str| EntryId::new(n).unwrap();
/// let candidates = ["a", "b", "c", "d"].map(|n| Candidate::new(id(n)));
/// let order = |names: [&str; 4]| names.map(|n| vec![id(n)]).to_vec();
/// let polls = [
///     PollResult::new(PollId::new("crowd")?, order(["a", "b", "c", "d"])),
///     PollResult::new(PollId::new("jury")?, order(["d", "c", "b", "a"])),
/// ];
/// let results = Results { candidates: &candidates, polls: &polls, picks: None };
/// let s = select(&CrowdThenJury { shortlist: 3, ..CrowdThenJury::default() }, &results)?;
/// assert_eq!(s.winners, [[id("c")]], "the jury's first is not on the list");
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CrowdThenJury {
    /// How many are on the shortlist, at least 1.
    pub shortlist: u32,
    /// How many win, at least 1.
    pub winners: u32,
    /// The crowd's poll; left out, the first of the round.
    pub crowd: Option<PollId>,
    /// The jury's poll; left out, the second of the round.
    pub jury: Option<PollId>,
    /// What becomes of entries that are level for the last places of the shortlist.
    pub at_shortlist: AtCut,
    /// What becomes of entries that are level for the last places of the winners.
    pub at_cut: AtCut,
    /// The least turnout of the crowd, by heads; all must be met.
    pub quorum: Vec<Quorum>,
}
impl Default for CrowdThenJury {
    /// One winner of a shortlist of five, level entries on the list.
    fn default() -> Self {
        Self {
            shortlist: 5,
            winners: 1,
            crowd: None,
            jury: None,
            at_shortlist: AtCut::All,
            at_cut: AtCut::Tell,
            quorum: vec![],
        }
    }
}

const ABOUT: About =
    About::new("crowd-then-jury", "Crowd, then jury").aliases(&[Alias::plain("two-stage")]).params(&[
        Param { name: "shortlist", kind: "integer", about: "how many are on the shortlist" },
        Param { name: "winners", kind: "integer", about: "how many win" },
        Param { name: "crowd", kind: "poll", about: "the crowd's poll; left out, the first" },
        Param { name: "jury", kind: "poll", about: "the jury's poll; left out, the second" },
        Param { name: "at_shortlist", kind: "tell | all | none", about: "entries level for the shortlist" },
        Param { name: "at_cut", kind: "tell | all | none", about: "entries level among the winners" },
        Param { name: "quorum", kind: "list of quorums", about: "the least turnout of the crowd" },
    ]);

impl SelectionRule for CrowdThenJury {
    fn about(&self) -> About {
        ABOUT
    }
    fn most_chosen(&self, _: &BTreeSet<CategoryId>) -> Option<usize> {
        self.at_cut.at_most(self.winners as usize)
    }
    fn select(&self, results: &Results<'_>) -> Result<Selection, SelectError> {
        let bad =
            |cause: &str| Err(SelectError::Parameters { rule: ABOUT.id.to_owned(), cause: cause.to_owned() });
        if self.winners == 0 || self.shortlist < self.winners {
            return bad("at least one wins, and the shortlist is not shorter than the winners");
        }
        let crowd = Self::stage(results, self.crowd.as_ref(), 0)?;
        let jury = Self::stage(results, self.jury.as_ref(), 1)?;
        if crowd.poll == jury.poll {
            return bad("crowd and jury are two polls");
        }
        if let Err(shortfall) = crowd.turned_out(&self.quorum) {
            return Ok(Selection::nobody(NoneChosen::Quorum { poll: crowd.poll.clone(), shortfall }));
        }
        let parties = parties(results.candidates);
        let cut = Cut { places: self.shortlist as usize, at_cut: self.at_shortlist, per_party: None };
        let short = cut.take(&crowd.tiers(|_| true), &parties);
        let listed: BTreeSet<&EntryId> = short.goes_on().collect();
        let cut = Cut { places: self.winners as usize, at_cut: self.at_cut, per_party: None };
        // A tie for the shortlist stays open only if it can change who wins.
        let ways = short.tied.first().map_or_else(Vec::new, |t| Self::ways(t, &listed));
        let of = |list: &BTreeSet<&EntryId>| cut.take(&jury.tiers(|e| list.contains(e)), &parties);
        let mut s = of(&listed);
        if let Some((first, more)) = ways.split_first() {
            s = of(first);
            if more.iter().any(|w| of(w) != s) {
                return Ok(self.open(&short, &listed, jury));
            }
        } else if !short.tied.is_empty() {
            return Ok(self.open(&short, &listed, jury));
        }
        s.notes.splice(0..0, short.notes);
        if s.winners.is_empty() && s.tied.is_empty() && !s.notes.iter().any(super::is_tied_out) {
            s.none = Some(NoneChosen::NoEntries);
        }
        Ok(s.or_tied())
    }
}
impl CrowdThenJury {
    /// The poll named, or the one at this place.
    fn stage<'a>(
        results: &Results<'a>,
        name: Option<&PollId>,
        at: usize,
    ) -> Result<&'a PollResult, SelectError> {
        let polls = || results.polls.iter().map(|p| p.poll.clone()).collect();
        match name {
            Some(_) => results.poll(name),
            None => results.polls.get(at).ok_or_else(|| SelectError::WhichPoll { polls: polls() }),
        }
    }
    /// What a tie for the shortlist leaves open of the winners: those who win whoever is listed, and all who win with some
    /// list, as one tie for the places that are left.
    fn open(&self, short: &Selection, listed: &BTreeSet<&EntryId>, jury: &PollResult) -> Selection {
        let (places, listable) = (self.winners as usize, short.tied.first().map_or(0, |t| t.choose));
        let level: BTreeSet<&EntryId> = short.tied.iter().flat_map(|t| &t.tied).collect();
        let count =
            |tier: &[&EntryId], of: &BTreeSet<&EntryId>| tier.iter().filter(|e| of.contains(*e)).count();
        let mut out = Selection { notes: short.notes.clone(), ..Selection::default() };
        let (mut above, mut level_above, mut open) = (0, 0, vec![]);
        for tier in jury.tiers(|e| listed.contains(e) || level.contains(e)) {
            let (on_list, in_tie) = (count(&tier, listed), count(&tier, &level));
            // Of those above who are level for the list, so many are on it at least, besides one who is.
            let at_least = |besides: usize| {
                let others = level.len() - besides - level_above;
                above + (listable - besides).saturating_sub(others)
            };
            // All of the tier and as many of the level ones as can be listed are better, or as good.
            let rivals = above + on_list + listable.min(level_above + in_tie);
            let mut sure = vec![];
            for e in tier {
                if listed.contains(e) && rivals <= places {
                    sure.push(e.clone());
                } else if at_least(usize::from(level.contains(e))) < places {
                    open.push(e.clone());
                }
            }
            out.winners.extend((!sure.is_empty()).then_some(sure));
            (above, level_above) = (above + on_list, level_above + in_tie);
        }
        let left = places.saturating_sub(out.goes_on().count());
        let tier = out.winners.len();
        if left > 0 && left < open.len() {
            out.tied.push(TiedAtCut { tied: open, choose: left, tier, category: None });
        } else if left > 0 && !open.is_empty() {
            out.winners.push(open);
        }
        out.or_tied()
    }
    /// The shortlists that a tie leaves open, if one place is open; else none, and the tie is told.
    fn ways<'a>(t: &'a TiedAtCut, certain: &BTreeSet<&'a EntryId>) -> Vec<BTreeSet<&'a EntryId>> {
        let with = |e: &'a EntryId| certain.iter().copied().chain([e]).collect();
        if t.choose == 1 { t.tied.iter().map(with).collect() } else { vec![] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::sample::{candidates, chosen, poll, show};
    fn both(rule: &CrowdThenJury, crowd: &str, jury: &str) -> Selection {
        let polls = [poll("crowd", crowd), poll("jury", jury)];
        chosen(rule, &candidates(&polls[0]), &polls, None)
    }
    fn three() -> CrowdThenJury {
        CrowdThenJury { shortlist: 3, ..CrowdThenJury::default() }
    }
    #[test]
    fn worked_example() {
        assert_eq!(show(&both(&three(), "a | b | c | d", "d | c | b | a")), "c");
    }
    #[test]
    fn a_tie_of_the_jury_is_told_and_one_of_the_crowd_if_it_matters() {
        assert_eq!(show(&both(&three(), "a | b | c | d", "b c | a | d")), "1 of b c");
        let tell = CrowdThenJury { at_shortlist: AtCut::Tell, ..three() };
        // Of c and d one is on the list: the jury has a first, so it is all the same.
        assert_eq!(show(&both(&tell, "a | b | c d", "a | d | c | b")), "a");
        assert_eq!(show(&both(&tell, "a | b | c d", "d | c | a | b")), "1 of d c");
    }
    #[test]
    fn nobody_stands() {
        assert_eq!(both(&three(), "", "").none, Some(NoneChosen::NoEntries));
    }
}

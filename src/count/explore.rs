//! Following every way of breaking ties, depth first, by running the count again with a script of answers.
use super::{Decision, Draft, answer::Focus, subset};
use crate::id::{EntryIx, EntrySet};
use std::collections::BTreeSet;

#[derive(Debug, Default)]
pub(super) struct Explorer {
    pub(super) declared: Vec<Decision>,
    /// Places in `declared` that were asked for.
    pub(super) used: BTreeSet<usize>,
    /// Answers to give; 0 after its end.
    pub(super) script: Vec<u64>,
    /// (answer, number of alternatives) of this run.
    pub(super) asked: Vec<(u64, u64)>,
    /// States met. Not consulted while the script only repeats an earlier run.
    seen: BTreeSet<Vec<u64>>,
    /// Winning sets found, where the winners are a set.
    found: BTreeSet<EntrySet>,
    /// Answers at the begin of the script that stay.
    fixed: usize,
    /// Stop at this question.
    pub(super) stop_at: Option<usize>,
    pub(super) memo: bool,
}
/// Open last seats are counted as found sets up to so many.
const MAX_FAMILY: u64 = 64;

impl Explorer {
    pub(super) fn new(declared: &[Decision], memo: bool) -> Self {
        Self { declared: declared.to_vec(), memo, ..Self::default() }
    }
    /// All ways that begin as the told one does up to a question and give this answer to it.
    pub(super) fn after(declared: &[Decision], memo: bool, question: usize, answer: u64) -> Self {
        let mut script = vec![0; question];
        script.push(answer);
        Self { fixed: script.len(), script, ..Self::new(declared, memo) }
    }
    /// Moves the last answer that has a next one; false when all ways are done.
    pub(super) fn advance(&mut self) -> bool {
        let mut next = std::mem::take(&mut self.asked);
        while next.len() > self.fixed && next.last().is_some_and(|(i, n)| i + 1 >= *n) {
            next.pop();
        }
        let Some(last) = next.get_mut(self.fixed..).and_then(|free| free.last_mut()) else { return false };
        last.0 += 1;
        self.script = next.into_iter().map(|(i, _)| i).collect();
        true
    }
    /// Back to the way that is told, to stop at one of its questions.
    pub(super) fn rewind_to(&mut self, question: usize) {
        self.script.clear();
        self.asked.clear();
        self.stop_at = Some(question);
        self.memo = false;
    }
    pub(super) fn note_found(&mut self, winners: &EntrySet, open: Option<(&EntrySet, usize)>) {
        let Some((tied, choose)) = open else {
            self.found.insert(winners.clone());
            return;
        };
        let all: Vec<EntryIx> = tied.iter().collect();
        let ways = subset::binomial(all.len() as u64, choose as u64);
        if ways <= MAX_FAMILY {
            self.found.extend((0..ways).map(|i| subset::subset(&all, choose, i).union(winners)));
        }
    }
    /// Whether nothing new can follow from this state.
    pub(super) fn is_known(
        &mut self,
        draft: &Draft,
        focus: Focus,
        slate: usize,
        key: impl Fn(&mut Vec<u64>),
    ) -> bool {
        // While the script repeats an earlier run, its states are known and must be passed through.
        if !self.memo || self.asked.len() < self.script.len() {
            return false;
        }
        if let Focus::Winners(k) = focus
            && !draft.falls_short()
            && self.all_found(draft, k, slate)
        {
            return true;
        }
        let mut words = vec![];
        draft.fixed(focus, slate, &mut words);
        key(&mut words);
        !self.seen.insert(words)
    }
    fn all_found(&self, draft: &Draft, k: usize, slate: usize) -> bool {
        let (certain, left) = draft.possible(k, slate);
        let all: Vec<EntryIx> = left.iter().collect();
        let take = k.min(slate).saturating_sub(certain.len()).min(all.len());
        let ways = subset::binomial(all.len() as u64, take as u64);
        ways <= self.found.len() as u64
            && (0..ways).all(|i| self.found.contains(&subset::subset(&all, take, i).union(&certain)))
    }
}

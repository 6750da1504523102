//! The ballots of one poll in the present round: whole, or mark by mark.
use super::{
    AnyBallot, AnyMark, Code, Time,
    cow::{CowMap, Part},
    people::PersonIx,
};
use crate::{
    ballot::{Approval, Comparison, Pairs, Scores},
    id::{EntryIx, EntrySet},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};

/// Ballots by voter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PollBox {
    whole: CowMap<PersonIx, Arc<AnyBallot>>,
    marks: CowMap<MarkKey, u16>,
    /// Marks of each voter that stand, for ballots in parts.
    marked: CowMap<PersonIx, u32>,
    /// Names and marks in all ballots.
    pub(super) size: u64,
    /// Ballots that are not counted, with the reason.
    pub(super) aside: CowMap<PersonIx, Code>,
    /// When a ballot last changed, where weight hangs on that.
    #[serde(default, skip_serializing_if = "none")]
    pub(super) changed: CowMap<PersonIx, Time>,
    /// Ballots that were changed or taken back, where a rule asks how long votes have stood.
    #[serde(default, skip_serializing_if = "none")]
    former: CowMap<PersonIx, Arc<Vec<Former>>>,
    /// What a voter may not judge.
    pub(super) bars: Arc<BTreeMap<PersonIx, EntrySet>>,
}
fn none<V: Clone>(of: &CowMap<PersonIx, V>) -> bool {
    of.len() == 0
}
/// A ballot that stood from one instant to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Former(pub(super) Time, pub(super) Time, pub(super) Arc<AnyBallot>);
/// Voter and entry, or voter and pair. 12 bytes and 2 for the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct MarkKey(PersonIx, EntryIx, EntryIx);
impl Part for MarkKey {
    fn part(&self) -> usize {
        (self.0 >> 8) as usize
    }
}
const NO_OTHER: EntryIx = EntryIx::new(0);
const ANSWERS: [Comparison; 4] = [Comparison::First, Comparison::Second, Comparison::Draw, Comparison::Skip];

/// Where a mark stands and what it says; `None` takes it back.
fn cell(voter: PersonIx, mark: AnyMark) -> (MarkKey, Option<u16>) {
    match mark {
        AnyMark::Score(m) => (MarkKey(voter, m.entry, NO_OTHER), m.level),
        AnyMark::Approval(m) => (MarkKey(voter, m.entry, NO_OTHER), m.approve.then_some(1)),
        AnyMark::Pair(m) => {
            let turned = m.b < m.a;
            let answer = m.answer.map(|c| if turned { c.flipped() } else { c });
            let place = answer.and_then(|c| ANSWERS.iter().position(|x| *x == c)).map(|i| i as u16);
            (if turned { MarkKey(voter, m.b, m.a) } else { MarkKey(voter, m.a, m.b) }, place)
        }
    }
}

impl PollBox {
    /// Whether all that is named in it is on a slate of that length.
    pub(super) fn keeps_to(&self, slate: usize) -> bool {
        let within = |e: &EntryIx| e.ix() < slate;
        let whole = self.whole.iter().all(|(_, b)| b.entries().iter().all(|e| within(&e)));
        whole && self.marks.iter().all(|(key, _)| within(&key.1) && (key.2 == NO_OTHER || within(&key.2)))
    }
    pub(super) fn has(&self, voter: PersonIx) -> bool {
        self.whole.contains(&voter) || self.marked.contains(&voter)
    }
    /// Ballots in the box.
    pub(super) fn len(&self) -> usize {
        self.whole.len() + self.marked.len()
    }
    /// Names or marks of one voter.
    pub(super) fn size_of(&self, voter: PersonIx) -> u64 {
        let whole = self.whole.get(&voter).map_or(0, |b| b.size());
        whole + u64::from(self.marked.get(&voter).copied().unwrap_or(0))
    }
    /// The ballot of a voter has changed.
    pub(super) fn change_at(&mut self, voter: PersonIx, at: Time) {
        if self.has(voter) {
            self.changed.insert(voter, at);
        } else {
            self.changed.remove(&voter);
        }
    }
    /// The ballot of a voter is about to change at an instant, and is kept as it stood.
    pub(super) fn keep(&mut self, voter: PersonIx, like: crate::ballot::Kind, at: Time) {
        let stood = self.changed.get(&voter).copied().zip(self.ballot(voter, like));
        if let Some((since, ballot)) = stood.filter(|(since, _)| *since < at) {
            let mut all = self.former.get(&voter).cloned().unwrap_or_default();
            Arc::make_mut(&mut all).push(Former(since, at, ballot));
            self.former.insert(voter, all);
        }
    }
    /// Ballots that stood before, by voter.
    pub(super) fn former(&self) -> impl Iterator<Item = (PersonIx, &Former)> {
        self.former.iter().flat_map(|(v, all)| all.iter().map(|f| (*v, f)))
    }
    pub(super) fn put(&mut self, voter: PersonIx, ballot: AnyBallot) {
        self.size += ballot.size();
        if let Some(old) = self.whole.insert(voter, Arc::new(ballot)) {
            self.size -= old.size();
        }
    }
    /// Whether a mark stands where this one would.
    pub(super) fn has_mark(&self, voter: PersonIx, mark: AnyMark) -> bool {
        self.marks.contains(&cell(voter, mark).0)
    }
    pub(super) fn put_mark(&mut self, voter: PersonIx, mark: AnyMark) {
        let (key, value) = cell(voter, mark);
        let before = match value {
            Some(v) => self.marks.insert(key, v),
            None => self.marks.remove(&key),
        };
        let n = self.marked.get(&voter).copied().unwrap_or(0);
        match (before, value) {
            (None, Some(_)) => {
                self.size += 1;
                self.marked.insert(voter, n + 1);
            }
            (Some(_), None) => {
                self.size -= 1;
                if n > 1 {
                    self.marked.insert(voter, n - 1);
                } else {
                    self.marked.remove(&voter);
                }
            }
            _ => {}
        }
    }
    /// Takes a voter's ballot out. If it was set aside, so is the next one that they cast.
    pub(super) fn take(&mut self, voter: PersonIx) {
        self.size -= self.size_of(voter);
        self.whole.remove(&voter);
        let keys: Vec<MarkKey> = self.marks_of(voter).map(|(k, _)| k).collect();
        for k in keys {
            self.marks.remove(&k);
        }
        self.marked.remove(&voter);
        self.changed.remove(&voter);
    }
    fn marks_of(&self, voter: PersonIx) -> impl Iterator<Item = (MarkKey, u16)> {
        let (low, high) = (EntryIx::new(0), EntryIx::new(u32::MAX));
        let first = MarkKey(voter, low, low);
        self.marks.range(&first, first..=MarkKey(voter, high, high)).map(|(k, v)| (*k, *v))
    }
    /// The ballot of one voter; of marks, of the kind of `like`.
    pub(super) fn ballot(&self, voter: PersonIx, like: crate::ballot::Kind) -> Option<Arc<AnyBallot>> {
        if let Some(b) = self.whole.get(&voter) {
            return Some(b.clone());
        }
        self.marked.get(&voter)?;
        Some(Arc::new(union(like, self.marks_of(voter))))
    }
    /// Whether its counts are those of the ballots and marks in it.
    pub(super) fn consistent(&self) -> bool {
        let mut marked: BTreeMap<PersonIx, u32> = BTreeMap::new();
        self.marks.iter().for_each(|(k, _)| *marked.entry(k.0).or_default() += 1);
        let whole: u64 = self.whole.iter().map(|(_, b)| b.size()).sum();
        self.size == whole + self.marks.len() as u64
            && self.marked.len() == marked.len()
            && marked.iter().all(|(v, n)| self.marked.get(v) == Some(n))
    }
    /// Everybody whose ballot is in the box, by number.
    pub(super) fn voters(&self) -> impl Iterator<Item = PersonIx> {
        let mut whole = self.whole.iter().map(|(v, _)| *v).peekable();
        let mut marked = self.marked.iter().map(|(v, _)| *v).peekable();
        std::iter::from_fn(move || match (whole.peek(), marked.peek()) {
            (Some(a), Some(b)) if a < b => whole.next(),
            (Some(_), None) => whole.next(),
            _ => marked.next(),
        })
    }
}
/// Marks as one ballot.
fn union(kind: crate::ballot::Kind, marks: impl Iterator<Item = (MarkKey, u16)>) -> AnyBallot {
    use crate::ballot::Kind;
    match kind {
        Kind::Approval => AnyBallot::Approval(Approval::of(marks.map(|(k, _)| k.1).collect())),
        Kind::Pairs => {
            let answers = marks.filter_map(|(k, v)| Some((k.1, k.2, *ANSWERS.get(usize::from(v))?)));
            AnyBallot::Pairs(Pairs::new(answers).unwrap_or_default())
        }
        _ => AnyBallot::Scores(Scores(marks.map(|(k, v)| (k.1, v)).collect())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballot::{Kind, PairMark, ScoreMark};
    fn score(e: u32, level: Option<u16>) -> AnyMark {
        AnyMark::Score(ScoreMark { entry: EntryIx::new(e), level })
    }
    #[test]
    fn a_ballot_is_the_union_of_the_marks_that_stand() {
        let mut b = PollBox::default();
        for m in [score(0, Some(3)), score(2, Some(0)), score(0, Some(4)), score(5, Some(1)), score(5, None)]
        {
            b.put_mark(7, m);
        }
        let have = b.ballot(7, Kind::Scores).unwrap();
        assert_eq!(*have, AnyBallot::Scores(Scores::from([(0, 4), (2, 0)])));
        assert_eq!((b.size, b.len(), b.size_of(7)), (2, 1, 2));
        b.put_mark(7, score(0, None));
        b.put_mark(7, score(2, None));
        assert!(!b.has(7));
        assert_eq!(b, PollBox::default());
    }
    #[test]
    fn a_pair_is_one_pair_either_way_round() {
        let mut b = PollBox::default();
        let (x, y) = (EntryIx::new(1), EntryIx::new(4));
        b.put_mark(0, AnyMark::Pair(PairMark { a: y, b: x, answer: Some(Comparison::First) }));
        let want = Pairs::new([(x, y, Comparison::Second)]).unwrap();
        assert_eq!(*b.ballot(0, Kind::Pairs).unwrap(), AnyBallot::Pairs(want));
        b.put_mark(0, AnyMark::Pair(PairMark { a: x, b: y, answer: None }));
        assert_eq!(b, PollBox::default());
    }
    #[test]
    fn taking_a_ballot_out_leaves_the_others() {
        let mut b = PollBox::default();
        b.put_mark(1, score(0, Some(1)));
        b.put_mark(2, score(0, Some(2)));
        b.take(1);
        assert_eq!(b.voters().collect::<Vec<_>>(), [2]);
        assert_eq!(b.size, 1);
    }
}

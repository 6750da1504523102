//! Ballots in parts: one mark at a time, the ballot being the union of the marks that stand.
//!
//! Whether a mark may change is for the plan to say; a ballot tells what stood before.
use super::pairs::in_order;
use super::{
    Approval, ApprovalForm, Ballot, BallotError, Comparison, Pairs, PairsForm, ScoreForm, Scores,
    check_entry, check_most,
};
use crate::id::EntryIx;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{collections::btree_map::Entry, fmt::Debug};

/// A ballot that may come in parts.
pub trait Marked: Ballot {
    /// One part: a value for one entry or pair, or its taking back.
    type Mark: Copy + Debug + Ord + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// Lets a mark take the place of what stood, and gives the mark that would restore it. Taking back what
    /// does not stand changes nothing.
    ///
    /// # Errors
    /// If the mark is not for this slate or form; then nothing has changed.
    fn apply(
        &mut self,
        mark: Self::Mark,
        form: &Self::Form,
        entries: usize,
    ) -> Result<Self::Mark, BallotError>;
    /// Whether the mark gives a value, and does not take one back.
    fn stands(mark: Self::Mark) -> bool;
    /// The marks of which this ballot is the union.
    fn marks(&self) -> impl Iterator<Item = Self::Mark> + '_;
}

/// A score for one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreMark {
    /// For whom.
    pub entry: EntryIx,
    /// The level, or `None` if the mark is taken back.
    pub level: Option<u16>,
}
impl Marked for Scores {
    type Mark = ScoreMark;
    fn apply(&mut self, mark: ScoreMark, form: &ScoreForm, entries: usize) -> Result<ScoreMark, BallotError> {
        let entry = mark.entry;
        check_entry(entry, entries)?;
        let level = match mark.level {
            Some(level) if level > form.top => {
                return Err(BallotError::OffScale { entry, level, top: form.top });
            }
            Some(level) => self.0.insert(entry, level),
            None => self.0.remove(&entry),
        };
        Ok(ScoreMark { entry, level })
    }
    fn stands(mark: ScoreMark) -> bool {
        mark.level.is_some()
    }
    fn marks(&self) -> impl Iterator<Item = ScoreMark> + '_ {
        self.iter().map(|(entry, level)| ScoreMark { entry, level: Some(level) })
    }
}

/// An approval of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApprovalMark {
    /// Of whom.
    pub entry: EntryIx,
    /// Whether it is given; if not, it is taken back.
    pub approve: bool,
}
impl Marked for Approval {
    type Mark = ApprovalMark;
    fn apply(
        &mut self,
        mark: ApprovalMark,
        form: &ApprovalForm,
        entries: usize,
    ) -> Result<ApprovalMark, BallotError> {
        check_entry(mark.entry, entries)?;
        let before = self.0.contains(mark.entry);
        match (mark.approve, before) {
            (true, false) => {
                check_most(self.0.len() + 1, form.most)?;
                self.0.insert(mark.entry);
            }
            (false, true) => {
                self.0.remove(mark.entry);
            }
            _ => {}
        }
        Ok(ApprovalMark { approve: before, ..mark })
    }
    fn stands(mark: ApprovalMark) -> bool {
        mark.approve
    }
    fn marks(&self) -> impl Iterator<Item = ApprovalMark> + '_ {
        self.0.iter().map(|entry| ApprovalMark { entry, approve: true })
    }
}

/// An answer to one pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairMark {
    /// The one that `First` means.
    pub a: EntryIx,
    /// The one that `Second` means.
    pub b: EntryIx,
    /// The answer, or `None` if the mark is taken back.
    pub answer: Option<Comparison>,
}
impl Marked for Pairs {
    type Mark = PairMark;
    fn apply(&mut self, mark: PairMark, form: &PairsForm, entries: usize) -> Result<PairMark, BallotError> {
        check_entry(mark.a, entries)?;
        check_entry(mark.b, entries)?;
        let (pair, answer) = in_order(mark.a, mark.b, mark.answer.unwrap_or(Comparison::Skip))?;
        if mark.answer.is_some() {
            form.check(mark.a, mark.b, answer)?;
        }
        let before = match (self.0.entry(pair), mark.answer) {
            (Entry::Occupied(mut at), Some(_)) => Some(at.insert(answer)),
            (Entry::Occupied(at), None) => Some(at.remove()),
            (Entry::Vacant(at), Some(_)) => {
                at.insert(answer);
                None
            }
            (Entry::Vacant(_), None) => None,
        };
        Ok(PairMark { a: pair.0, b: pair.1, answer: before })
    }
    fn stands(mark: PairMark) -> bool {
        mark.answer.is_some()
    }
    fn marks(&self) -> impl Iterator<Item = PairMark> + '_ {
        self.iter().map(|(a, b, c)| PairMark { a, b, answer: Some(c) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    const E: [EntryIx; 3] = [EntryIx::new(0), EntryIx::new(1), EntryIx::new(2)];

    #[test]
    fn a_mark_replaces_and_its_answer_restores() {
        let (form, mut s) = (ScoreForm::default(), Scores::default());
        let first = s.apply(ScoreMark { entry: E[1], level: Some(0) }, &form, 3).unwrap();
        assert!(!Scores::stands(first));
        let undo = s.apply(ScoreMark { entry: E[1], level: Some(5) }, &form, 3).unwrap();
        assert_eq!(undo, ScoreMark { entry: E[1], level: Some(0) });
        s.apply(undo, &form, 3).unwrap();
        assert_eq!(s, Scores::from([(1, 0)]));
        s.apply(first, &form, 3).unwrap();
        assert_eq!(s, Scores::default(), "taken back is absent, not zero");
    }
    #[test]
    fn a_refused_mark_changes_nothing() {
        let (form, mut s) = (ScoreForm::default(), Scores::from([(0, 5)]));
        let off = s.apply(ScoreMark { entry: E[0], level: Some(6) }, &form, 3).unwrap_err();
        assert_eq!(off.to_string(), "level 6 of entry #0 is beyond the scale's levels 0 to 5");
        assert!(s.apply(ScoreMark { entry: EntryIx::new(3), level: None }, &form, 3).is_err());
        assert_eq!(s, Scores::from([(0, 5)]));
        let (one, mut a) = (ApprovalForm { most: Some(1) }, Approval::from([2]));
        assert!(a.apply(ApprovalMark { entry: E[0], approve: true }, &one, 3).is_err());
        a.apply(ApprovalMark { entry: E[2], approve: true }, &one, 3).unwrap();
        assert_eq!(a, Approval::from([2]));
    }
    #[test]
    fn a_pair_is_one_pair_either_way_round() {
        let (form, mut p) = (PairsForm { draw: false, skip: true }, Pairs::default());
        p.apply(PairMark { a: E[2], b: E[0], answer: Some(Comparison::First) }, &form, 3).unwrap();
        assert_eq!(p, Pairs::new([(E[0], E[2], Comparison::Second)]).unwrap());
        let undo = p.apply(PairMark { a: E[0], b: E[2], answer: Some(Comparison::Skip) }, &form, 3).unwrap();
        assert_eq!(undo, PairMark { a: E[0], b: E[2], answer: Some(Comparison::Second) });
        assert!(p.apply(PairMark { a: E[1], b: E[1], answer: None }, &form, 3).is_err());
        assert!(p.apply(PairMark { a: E[1], b: E[0], answer: Some(Comparison::Draw) }, &form, 3).is_err());
        p.apply(PairMark { a: E[2], b: E[0], answer: None }, &form, 3).unwrap();
        assert_eq!(p, Pairs::default());
    }
}

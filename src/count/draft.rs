//! A standing in the making.
use super::{Standing, answer::Focus};
use crate::id::EntrySet;

/// A standing in the making, from both ends: the elected from the top, the eliminated from the bottom.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    best: Vec<EntrySet>,
    worst: Vec<EntrySet>,
    out: EntrySet,
    short: bool,
}
impl Draft {
    /// Nobody is placed yet.
    pub fn new() -> Self {
        Self::default()
    }
    /// These come next from the top; together they are one tier.
    pub fn elect(&mut self, tier: impl Into<EntrySet>) {
        self.best.push(tier.into());
    }
    /// These come next from the bottom; together they are one tier.
    pub fn eliminate(&mut self, tier: impl Into<EntrySet>) {
        self.worst.push(tier.into());
    }
    /// Optional: these will not be among those asked for, though their places are open.
    pub fn rule_out(&mut self, set: &EntrySet) {
        self.out = self.out.union(set);
    }
    /// Needed with [`Teller::visit`](super::Teller::visit) where places that are asked for may stay empty in the end.
    pub fn may_fall_short(&mut self) {
        self.short = true;
    }
    pub(super) fn falls_short(&self) -> bool {
        self.short
    }
    /// Whoever was elected so far.
    pub fn elected(&self) -> EntrySet {
        self.best.iter().fold(EntrySet::EMPTY, |a, t| a.union(t))
    }
    /// `middle` are those of whom nothing was said.
    pub fn finish(self, middle: EntrySet) -> Standing {
        let elected = self.elected();
        let tiers = self.best.into_iter().chain([middle]).chain(self.worst.into_iter().rev());
        Standing::of(tiers).with_elected(elected)
    }
    /// For a set of `k` winners: those certain, and those still possible besides.
    pub(super) fn possible(&self, k: usize, slate: usize) -> (EntrySet, EntrySet) {
        let mut certain = EntrySet::EMPTY;
        for t in &self.best {
            if certain.len() + t.len() <= k {
                certain = certain.union(t);
            }
        }
        let (mut left, mut free) = (EntrySet::first(slate).minus(&self.out).minus(&certain), slate);
        for t in &self.worst {
            free = free.saturating_sub(t.len());
            if free >= k {
                left = left.minus(t);
            }
        }
        (certain, left)
    }
    /// What is fixed already of the part in focus, as words.
    pub(super) fn fixed(&self, focus: Focus, slate: usize, out: &mut Vec<u64>) {
        let k = match focus {
            Focus::Winners(k) | Focus::Places(k) => k,
            Focus::Whole => slate,
        };
        let mut placed: Vec<(usize, &EntrySet)> = vec![];
        let mut at = 0;
        for t in &self.best {
            placed.push((at, t));
            at += t.len();
        }
        let mut at = slate;
        for t in &self.worst {
            at = at.saturating_sub(t.len());
            placed.push((at, t));
        }
        placed.retain(|(at, _)| *at < k);
        if matches!(focus, Focus::Winners(_)) {
            let winners = placed.iter().fold(EntrySet::EMPTY, |a, (_, t)| a.union(t));
            placed.clear();
            put(0, &winners, out);
        }
        for (at, t) in &placed {
            put(*at, t, out);
        }
        // A mark between what is fixed and the rule's own words.
        out.push(u64::MAX);
    }
}
fn put(at: usize, t: &EntrySet, out: &mut Vec<u64>) {
    out.extend([at as u64, t.words().len() as u64]);
    out.extend_from_slice(t.words());
}

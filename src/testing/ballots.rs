//! Ballots of every kind from arbitrary numbers, and the same when entries have changed places.
use crate::ballot::{
    Approval, Ballot, Choice, Comparison, Consent, ConsentForm, Pairs, Points, PointsForm, Position, Ranking,
    ScoreForm, Scores, Spend, SpendForm,
};
use crate::id::{EntryIx, EntrySet};
use crate::num::Exact;
use std::collections::BTreeMap;

/// Each entry goes to the next place, the last one to the first.
pub(super) fn next(e: EntryIx, m: usize) -> EntryIx {
    EntryIx::from((e.ix() + 1) % m)
}
/// What an entry costs, where it costs something.
pub(super) fn cost(e: usize) -> u64 {
    5 + 10 * e as u64
}

/// A kind of ballot that can be made at random.
pub(super) trait Sample: Ballot {
    /// A form for so many entries, those in their places or all in the next one.
    fn form(m: usize, moved: bool) -> Self::Form;
    /// A ballot over as many entries as there are numbers.
    fn make(bits: &[u16]) -> Self;
    /// What it says when entries have gone to the next place.
    fn moved(&self, m: usize) -> Self;
}
/// Each entry with what its number says, if it says anything.
fn marks<V>(bits: &[u16], say: impl Fn(u16) -> Option<V>) -> impl Iterator<Item = (EntryIx, V)> {
    bits.iter().enumerate().filter_map(move |(e, x)| Some((EntryIx::from(e), say(*x)?)))
}
fn set(s: &EntrySet, m: usize) -> EntrySet {
    s.iter().map(|e| next(e, m)).collect()
}
fn map<V: Copy>(of: &BTreeMap<EntryIx, V>, m: usize) -> BTreeMap<EntryIx, V> {
    of.iter().map(|(e, v)| (next(*e, m), *v)).collect()
}

impl Sample for Choice {
    fn form(_: usize, _: bool) -> Self::Form {
        Self::Form::default()
    }
    fn make(bits: &[u16]) -> Self {
        let e = usize::from(bits[0]) % (bits.len() + 1);
        Self((e < bits.len()).then(|| EntryIx::from(e)))
    }
    fn moved(&self, m: usize) -> Self {
        Self(self.0.map(|e| next(e, m)))
    }
}
impl Sample for Approval {
    fn form(_: usize, _: bool) -> Self::Form {
        Self::Form::default()
    }
    fn make(bits: &[u16]) -> Self {
        Self(marks(bits, |x| (x % 2 == 1).then_some(())).map(|(e, ())| e).collect())
    }
    fn moved(&self, m: usize) -> Self {
        Self(set(&self.0, m))
    }
}
impl Sample for Ranking {
    fn form(_: usize, _: bool) -> Self::Form {
        Self::Form::default()
    }
    /// A third of them whole strict orders, a third strict orders of some length, a third tiers.
    fn make(bits: &[u16]) -> Self {
        let m = bits.len();
        if bits[0] % 3 == 2 {
            let mut tiers: BTreeMap<u16, EntrySet> = BTreeMap::new();
            for (e, tier) in marks(bits, |x| Some(x / 3 % 6).filter(|t| *t < 5)) {
                tiers.entry(tier).or_default().insert(e);
            }
            return Self(tiers.into_values().collect());
        }
        let mut order: Vec<u32> = (0..m as u32).collect();
        order.sort_by_key(|e| bits[*e as usize]);
        order.truncate(if bits[0].is_multiple_of(3) { m } else { usize::from(bits[0] / 3) % (m + 1) });
        Self::strict(order)
    }
    fn moved(&self, m: usize) -> Self {
        Self(self.0.iter().map(|t| set(t, m)).collect())
    }
}
impl Sample for Scores {
    /// From -3 to 7 in halves.
    fn form(_: usize, _: bool) -> ScoreForm {
        ScoreForm { lowest: Exact::from(-3i64), step: Exact::ratio(1, 2).unwrap_or_default(), top: 20 }
    }
    fn make(bits: &[u16]) -> Self {
        Self(marks(bits, |x| Some(x % 22).filter(|l| *l < 21)).collect())
    }
    fn moved(&self, m: usize) -> Self {
        Self(map(&self.0, m))
    }
}
impl Sample for Points {
    fn form(_: usize, _: bool) -> PointsForm {
        PointsForm { budget: 2_000, negative: true, ..PointsForm::default() }
    }
    fn make(bits: &[u16]) -> Self {
        Self(marks(bits, |x| (x % 3 > 0).then_some(i64::from(x % 11) - 5).filter(|p| *p != 0)).collect())
    }
    fn moved(&self, m: usize) -> Self {
        Self(map(&self.0, m))
    }
}
impl Sample for Pairs {
    fn form(_: usize, _: bool) -> Self::Form {
        Self::Form::default()
    }
    /// Each entry against one of those after it, in either direction.
    fn make(bits: &[u16]) -> Self {
        use Comparison::{Draw, First, Second, Skip};
        let m = bits.len();
        let answer = |i: usize| {
            let j = i + 1 + usize::from(bits[i] / 5) % (m - 1 - i);
            let (a, b) = if bits[i] & 2 == 0 { (i, j) } else { (j, i) };
            let said = [Some(First), Some(Second), Some(Draw), Some(Skip), None][usize::from(bits[i] % 5)];
            Some((EntryIx::from(a), EntryIx::from(b), said?))
        };
        Self::new((0..m - 1).filter_map(answer)).unwrap_or_default()
    }
    fn moved(&self, m: usize) -> Self {
        Self::new(self.iter().map(|(a, b, x)| (next(a, m), next(b, m), x))).unwrap_or_default()
    }
}
impl Sample for Spend {
    fn form(m: usize, moved: bool) -> SpendForm {
        let before = |e: usize| if moved { (e + m - 1) % m } else { e };
        SpendForm::with_costs((0..m).map(|e| cost(before(e))))
    }
    fn make(bits: &[u16]) -> Self {
        Self(marks(bits, |x| (x % 3 > 0).then_some(u64::from(x % 7)).filter(|p| *p != 0)).collect())
    }
    fn moved(&self, m: usize) -> Self {
        Self(map(&self.0, m))
    }
}
impl Sample for Consent {
    fn form(_: usize, _: bool) -> ConsentForm {
        ConsentForm { reason_for_block: false, ..ConsentForm::default() }
    }
    fn make(bits: &[u16]) -> Self {
        Self(marks(bits, |x| Position::ALL.get(usize::from(x % 8)).copied()).collect())
    }
    fn moved(&self, m: usize) -> Self {
        Self(map(&self.0, m))
    }
}

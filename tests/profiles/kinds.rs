//! Ballots of every kind made from arbitrary bits, and what is left of one when fewer entries stand.
use cocreate::{
    ballot::{
        Approval, Ballot, Choice, Comparison, Consent, ConsentForm, Pairs, Points, PointsForm, Position,
        Ranking, ScoreForm, Scores, Spend, SpendForm,
    },
    id::{EntryIx, EntrySet},
};
use std::collections::BTreeMap;

pub(crate) trait Sample: Ballot {
    fn form(m: usize) -> Self::Form {
        let _ = m;
        Self::Form::default()
    }
    /// The same when entries have moved.
    fn moved(m: usize, to: &BTreeMap<EntryIx, EntryIx>) -> Self::Form {
        let _ = to;
        Self::form(m)
    }
    /// A ballot over as many entries as there are numbers.
    fn make(bits: &[u16]) -> Self;
    /// What it says of those who stay, `to` telling their new places.
    fn only(&self, to: &BTreeMap<EntryIx, EntryIx>) -> Self;
}
/// Each entry with what its number says, if it says anything.
fn marks<V>(bits: &[u16], say: impl Fn(u16) -> Option<V>) -> impl Iterator<Item = (EntryIx, V)> {
    bits.iter().zip(0u32..).filter_map(move |(x, e)| Some((EntryIx::new(e), say(*x)?)))
}
fn kept<V: Copy>(
    marks: impl Iterator<Item = (EntryIx, V)>,
    to: &BTreeMap<EntryIx, EntryIx>,
) -> impl Iterator<Item = (EntryIx, V)> {
    marks.filter_map(move |(e, v)| Some((*to.get(&e)?, v)))
}
fn renamed(set: &EntrySet, to: &BTreeMap<EntryIx, EntryIx>) -> EntrySet {
    set.iter().filter_map(|e| to.get(&e).copied()).collect()
}

impl Sample for Choice {
    fn make(bits: &[u16]) -> Self {
        let e = usize::from(bits[0]) % (bits.len() + 1);
        Self((e < bits.len()).then(|| EntryIx::from(e)))
    }
    fn only(&self, to: &BTreeMap<EntryIx, EntryIx>) -> Self {
        Self(self.0.and_then(|e| to.get(&e).copied()))
    }
}
impl Sample for Approval {
    fn make(bits: &[u16]) -> Self {
        Self(marks(bits, |x| (x % 2 == 1).then_some(())).map(|(e, ())| e).collect())
    }
    fn only(&self, to: &BTreeMap<EntryIx, EntryIx>) -> Self {
        Self(renamed(&self.0, to))
    }
}
impl Sample for Ranking {
    /// Half of them strict orders of some length, half of them tiers.
    fn make(bits: &[u16]) -> Self {
        if bits[0].is_multiple_of(2) {
            let mut order: Vec<u32> = (0..bits.len() as u32).collect();
            order.sort_by_key(|e| bits[*e as usize]);
            order.truncate(usize::from(bits[0] / 2) % (bits.len() + 1));
            return Self::strict(order);
        }
        let mut tiers: BTreeMap<u16, EntrySet> = BTreeMap::new();
        for (e, tier) in marks(bits, |x| Some(x / 2 % 6).filter(|t| *t < 5)) {
            tiers.entry(tier).or_default().insert(e);
        }
        Self(tiers.into_values().collect())
    }
    fn only(&self, to: &BTreeMap<EntryIx, EntryIx>) -> Self {
        Self(self.0.iter().map(|t| renamed(t, to)).filter(|t| !t.is_empty()).collect())
    }
}
impl Sample for Scores {
    /// From -3 to 7 in halves.
    fn form(_: usize) -> ScoreForm {
        ScoreForm { lowest: "-3".parse().unwrap(), step: "1/2".parse().unwrap(), top: 20 }
    }
    fn make(bits: &[u16]) -> Self {
        Self::new(marks(bits, |x| Some(x % 22).filter(|l| *l < 21))).unwrap()
    }
    fn only(&self, to: &BTreeMap<EntryIx, EntryIx>) -> Self {
        Self::new(kept(self.iter(), to)).unwrap()
    }
}
impl Sample for Points {
    fn form(_: usize) -> PointsForm {
        PointsForm { budget: 2_000, negative: true, ..PointsForm::default() }
    }
    fn make(bits: &[u16]) -> Self {
        Self::new(marks(bits, |x| (x % 3 > 0).then_some(i64::from(x % 11) - 5))).unwrap()
    }
    fn only(&self, to: &BTreeMap<EntryIx, EntryIx>) -> Self {
        Self::new(kept(self.iter(), to)).unwrap()
    }
}
impl Sample for Pairs {
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
        Self::new((0..m - 1).filter_map(answer)).unwrap()
    }
    fn only(&self, to: &BTreeMap<EntryIx, EntryIx>) -> Self {
        Self::new(self.iter().filter_map(|(a, b, x)| Some((*to.get(&a)?, *to.get(&b)?, x)))).unwrap()
    }
}
impl Sample for Spend {
    fn form(m: usize) -> SpendForm {
        SpendForm::with_costs((0..m as u64).map(|e| 5 + 10 * e))
    }
    fn moved(m: usize, to: &BTreeMap<EntryIx, EntryIx>) -> SpendForm {
        let mut costs = vec![0; m];
        for (from, to) in to {
            costs[to.ix()] = 5 + 10 * from.ix() as u64;
        }
        SpendForm::with_costs(costs)
    }
    fn make(bits: &[u16]) -> Self {
        Self::new(marks(bits, |x| (x % 3 > 0).then_some(u64::from(x % 7)))).unwrap()
    }
    fn only(&self, to: &BTreeMap<EntryIx, EntryIx>) -> Self {
        Self::new(kept(self.iter(), to)).unwrap()
    }
}
impl Sample for Consent {
    fn form(_: usize) -> ConsentForm {
        ConsentForm { reason_for_block: false, ..ConsentForm::default() }
    }
    fn make(bits: &[u16]) -> Self {
        Self::new(marks(bits, |x| Position::ALL.get(usize::from(x % 8)).copied())).unwrap()
    }
    fn only(&self, to: &BTreeMap<EntryIx, EntryIx>) -> Self {
        Self::new(kept(self.iter(), to)).unwrap()
    }
}

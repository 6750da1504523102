//! Piles of ranked ballots, each ballot at its next standing entry: the part that run-offs and STV share.
use crate::{
    ballot::{BLOCK, Lanes, NARROW_NONE, Ranking},
    count::{Desk, Halt, Reply, Session},
    id::{EntryIx, EntrySet},
    profile::{Profile, Weights},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// What a shard's piles are told to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum PileOrder {
    /// Every ballot to its first entry among these, each at `value`.
    #[non_exhaustive]
    Deal {
        /// Who stands.
        to: EntrySet,
        /// Of one unit of weight.
        value: u64,
    },
    /// All ballots of a pile on to their next entry among these, at `floor(value * num / den)`.
    #[non_exhaustive]
    Transfer {
        /// Whose pile.
        from: EntryIx,
        /// Who stands.
        to: EntrySet,
        /// Of the ratio at which they move on.
        num: u64,
        /// Of the ratio at which they move on; not 0.
        den: u64,
    },
}
/// Weight that moved, by where it went and at which value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// To whom (`None` is exhausted), at which value, how many units; rising, each pair once.
    pub to: Vec<(Option<EntryIx>, u64, u64)>,
    /// Units of ballots that rank entries equally, which piles cannot hold.
    pub equal_ranks: u64,
}
impl Moved {
    /// Sum of weight times value at each of `m` entries, and exhausted. Entries beyond `m` are left out.
    pub fn totals(&self, m: usize) -> (Vec<u128>, u128) {
        let (mut at, mut exhausted) = (vec![0; m], 0);
        for (e, value, weight) in &self.to {
            let sum = match e {
                Some(e) => at.get_mut(e.ix()),
                None => Some(&mut exhausted),
            };
            if let Some(sum) = sum {
                *sum += u128::from(*value) * u128::from(*weight);
            }
        }
        (at, exhausted)
    }
}
impl Reply for Moved {
    fn merge(&mut self, other: Self) {
        let mut all: BTreeMap<(Option<EntryIx>, u64), u64> = BTreeMap::new();
        for (e, v, w) in self.to.drain(..).chain(other.to) {
            let sum = all.entry((e, v)).or_default();
            *sum = sum.saturating_add(w);
        }
        self.to = all.into_iter().map(|((e, v), w)| (e, v, w)).collect();
        self.equal_ranks = self.equal_ranks.saturating_add(other.equal_ranks);
    }
}
impl Session<'_, Piles> {
    /// Every ballot to its first entry among `to`, each at `value`.
    pub fn deal(&mut self, to: &EntrySet, value: u64) -> Result<Moved, Halt> {
        self.ask(&PileOrder::Deal { to: to.clone(), value })
    }
    /// All ballots of a pile on to their next entry among `to`, their values multiplied by the ratio and cut off.
    pub fn transfer(&mut self, from: EntryIx, to: &EntrySet, (num, den): (u64, u64)) -> Result<Moved, Halt> {
        self.ask(&PileOrder::Transfer { from, to: to.clone(), num, den })
    }
}

/// The ballots of one shard in piles.
///
/// A ballot of up to 15 entries is one word, four bits a place, that is shifted as entries leave.
pub struct Piles {
    hands: Box<dyn Hands>,
    equal_ranks: u64,
}
impl fmt::Debug for Piles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Piles")
    }
}
impl Desk for Piles {
    type Ballot = Ranking;
    type Order = PileOrder;
    type Reply = Moved;
    fn open(p: &Profile<Ranking>) -> Self {
        let equal_ranks = super::firsts::equal_ranks(p);
        let hands = if matches!(p.weights(), Weights::One) { hold::<One>(p) } else { hold::<u64>(p) };
        Self { hands, equal_ranks }
    }
    fn obey(&mut self, order: &PileOrder) -> Moved {
        let mut reply = self.hands.obey(order);
        reply.equal_ranks = self.equal_ranks;
        reply
    }
}

/// A ballot in a pile: small, and knows its next entry.
trait Slip: Copy + Send + 'static {
    /// The next entry that stands, and the ballot from there on.
    fn next(self, long: &[u16], stands: &[bool]) -> Option<(usize, Self)>;
    fn weight(self) -> u64;
}
trait Weight: Copy + Send + 'static {
    fn of(w: u64) -> Self;
    fn units(self) -> u64;
}
#[derive(Clone, Copy)]
struct One;
impl Weight for One {
    fn of(_: u64) -> Self {
        Self
    }
    fn units(self) -> u64 {
        1
    }
}
impl Weight for u64 {
    fn of(w: u64) -> Self {
        w
    }
    fn units(self) -> u64 {
        self
    }
}
/// Up to 15 entries at four bits each, best lowest; 15 ends the ballot.
#[derive(Clone, Copy)]
struct Packed<W>(u64, W);
const PACKED: usize = 15;
#[allow(clippy::inline_always, reason = "the innermost step of a run-off: measured slower as a call")]
impl<W: Weight> Slip for Packed<W> {
    #[inline(always)]
    fn next(self, _: &[u16], stands: &[bool]) -> Option<(usize, Self)> {
        let mut x = self.0;
        loop {
            let e = (x & 15) as usize;
            if e == PACKED {
                return None;
            }
            if stands[e] {
                return Some((e, Self(x, self.1)));
            }
            x = x >> 4 | 15 << 60;
        }
    }
    #[inline(always)]
    fn weight(self) -> u64 {
        self.1.units()
    }
}
/// Any length: a place in one long list of orders, each ended by `END`.
#[derive(Clone, Copy)]
struct Long<W>(u32, W);
const END: u16 = u16::MAX;
#[allow(clippy::inline_always, reason = "the innermost step of a run-off: measured slower as a call")]
impl<W: Weight> Slip for Long<W> {
    #[inline(always)]
    fn next(self, long: &[u16], stands: &[bool]) -> Option<(usize, Self)> {
        let mut at = self.0;
        loop {
            let e = long[at as usize];
            if e == END {
                return None;
            }
            if stands[e as usize] {
                return Some((e as usize, Self(at, self.1)));
            }
            at += 1;
        }
    }
    #[inline(always)]
    fn weight(self) -> u64 {
        self.1.units()
    }
}

/// Piles behind one object-safe call, so that a rule is not generic over how ballots are held.
trait Hands: Send {
    fn obey(&mut self, order: &PileOrder) -> Moved;
}
/// Ballots of one value in a pile.
type Parcel<S> = (u64, Vec<S>);
struct Sheaf<S> {
    all: Vec<S>,
    long: Vec<u16>,
    piles: Vec<Vec<Parcel<S>>>,
}
impl<S: Slip> Sheaf<S> {
    fn new(m: usize, all: Vec<S>, long: Vec<u16>) -> Self {
        Self { all, long, piles: (0..m).map(|_| vec![]).collect() }
    }
    fn place(&mut self, slips: &[S], value: u64, to: &EntrySet, out: &mut Moved) {
        let m = self.piles.len();
        let mut stands = vec![false; m.max(PACKED + 1)];
        to.iter().filter(|e| e.ix() < m).for_each(|e| stands[e.ix()] = true);
        // One parcel of this value for each who stands, each borrowed once.
        let mut lists: Vec<Option<&mut Vec<S>>> = self
            .piles
            .iter_mut()
            .enumerate()
            .map(|(e, pile)| stands[e].then(|| parcel(pile, value)))
            .collect();
        let (mut weight, mut exhausted) = (vec![0u64; m], 0);
        for s in slips {
            match s.next(&self.long, &stands) {
                Some((e, s)) => {
                    weight[e] += s.weight();
                    lists[e].as_mut().expect("made for all who stand").push(s);
                }
                None => exhausted += s.weight(),
            }
        }
        let moved = weight.iter().enumerate().filter(|(_, w)| **w > 0);
        let mut to: Vec<_> = moved.map(|(e, w)| (Some(EntryIx::from(e)), value, *w)).collect();
        if exhausted > 0 {
            to.push((None, value, exhausted));
        }
        out.merge(Moved { to, equal_ranks: 0 });
    }
}
fn parcel<S>(pile: &mut Vec<Parcel<S>>, value: u64) -> &mut Vec<S> {
    let at = pile.iter().position(|(v, _)| *v == value).unwrap_or_else(|| {
        pile.push((value, vec![]));
        pile.len() - 1
    });
    &mut pile[at].1
}
impl<S: Slip> Hands for Sheaf<S> {
    fn obey(&mut self, order: &PileOrder) -> Moved {
        let mut out = Moved::default();
        match order {
            PileOrder::Deal { to, value } => {
                self.piles.iter_mut().for_each(Vec::clear);
                let all = std::mem::take(&mut self.all);
                self.place(&all, *value, to, &mut out);
                self.all = all;
            }
            PileOrder::Transfer { from, to, num, den } => {
                let parcels = self.piles.get_mut(from.ix()).map(std::mem::take).unwrap_or_default();
                for (value, slips) in parcels {
                    self.place(&slips, scale_down(value, *num, *den), to, &mut out);
                }
            }
        }
        out
    }
}
/// `floor(value * num / den)`; unchanged if the ratio is 1.
fn scale_down(value: u64, num: u64, den: u64) -> u64 {
    if num == den {
        return value;
    }
    let scaled = u128::from(value) * u128::from(num) / u128::from(den.max(1));
    u64::try_from(scaled).unwrap_or(u64::MAX)
}

fn hold<W: Weight>(p: &Profile<Ranking>) -> Box<dyn Hands> {
    let m = p.slate().len();
    if let (Lanes::Narrow(v), true) = (p.rows().cols().lanes(), m <= PACKED) {
        return Box::new(Sheaf::new(m, pack::<W>(p, bytemuck::cast_slice(v)), vec![]));
    }
    let (mut long, mut all) = (vec![], vec![]);
    let mut order: Vec<(u16, u16)> = vec![];
    for r in 0..p.len() {
        order.clear();
        order.extend(p.entries().filter_map(|e| Some((p.rows().rank(r, e)?, e.ix() as u16))));
        order.sort_unstable();
        let at = u32::try_from(long.len()).expect("a shard holds fewer than 2^32 ranks");
        all.push(Long(at, W::of(p.weight(r))));
        long.extend(order.iter().map(|(_, e)| *e));
        long.push(END);
    }
    Box::new(Sheaf::new(m, all, long))
}
/// Rank columns to words: every word begins as all ends, and each entry sets its four bits.
fn pack<W: Weight>(p: &Profile<Ranking>, flat: &[i8]) -> Vec<Packed<W>> {
    let m = p.slate().len();
    let mut all = Vec::with_capacity(p.len());
    for (k, block) in flat.chunks_exact(m.max(1) * BLOCK).enumerate() {
        let n = BLOCK.min(p.len() - k * BLOCK);
        let mut words = [u64::MAX; BLOCK];
        for (c, col) in block.chunks_exact(BLOCK).enumerate() {
            let bits = 15 ^ c as u64;
            for (x, rank) in words[..n].iter_mut().zip(col) {
                if *rank != NARROW_NONE {
                    // Narrow lanes hold a rank less 128.
                    *x ^= bits << (4 * u32::from(*rank as u8 ^ 0x80));
                }
            }
        }
        all.extend(words[..n].iter().enumerate().map(|(i, x)| Packed(*x, W::of(p.weight(k * BLOCK + i)))));
    }
    all
}

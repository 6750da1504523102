//! Piles of ranked ballots, each ballot at its next standing entry: the part that run-offs and STV share.
//!
//! Ballots lie in parcels with numbers. What a number stands for (a value, when the ballots came) only the rule knows, so one
//! kind of pile serves every way of transferring, and no shard ever rounds.
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
    /// Every ballot to its first entry among these, in parcel 0.
    #[non_exhaustive]
    Deal {
        /// Who stands.
        to: EntrySet,
    },
    /// Some parcels of a pile on to their next entry among these.
    #[non_exhaustive]
    Move {
        /// Whose pile.
        from: EntryIx,
        /// Who stands.
        to: EntrySet,
        /// The parcels that move, each with its number from now on.
        parcels: Vec<(u32, u32)>,
        /// Whether ballots that name nobody further stay where they are; else they leave.
        stay: bool,
    },
}
/// Weight that moved, by where it went and of which parcel it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// To whom (`None` names nobody further), of which parcel, how many units; rising, each pair once.
    pub to: Vec<(Option<EntryIx>, u32, u64)>,
    /// Units of ballots that rank entries equally, which piles cannot hold.
    pub equal_ranks: u64,
}
impl Moved {
    /// Units at each of `m` entries, and of those that name nobody further. Entries beyond `m` are left out.
    pub fn totals(&self, m: usize) -> (Vec<u64>, u64) {
        let (mut at, mut nowhere) = (vec![0u64; m], 0u64);
        for (e, _, units) in &self.to {
            let sum = match e {
                Some(e) => at.get_mut(e.ix()),
                None => Some(&mut nowhere),
            };
            if let Some(sum) = sum {
                *sum = sum.saturating_add(*units);
            }
        }
        (at, nowhere)
    }
}
impl Reply for Moved {
    fn merge(&mut self, other: Self) {
        let mut all: BTreeMap<(Option<EntryIx>, u32), u64> = BTreeMap::new();
        for (e, v, w) in self.to.drain(..).chain(other.to) {
            let sum = all.entry((e, v)).or_default();
            *sum = sum.saturating_add(w);
        }
        self.to = all.into_iter().map(|((e, v), w)| (e, v, w)).collect();
        self.equal_ranks = self.equal_ranks.saturating_add(other.equal_ranks);
    }
}
impl Session<'_, Piles> {
    /// Every ballot to its first entry among `to`, in parcel 0.
    pub fn deal(&mut self, to: &EntrySet) -> Result<Moved, Halt> {
        self.ask(&PileOrder::Deal { to: to.clone() })
    }
    /// Parcels of a pile on to their next entry among `to`, each under a new number. With `stay`, ballots that name nobody
    /// further stay under the old one.
    pub fn move_on(
        &mut self,
        from: EntryIx,
        to: &EntrySet,
        parcels: Vec<(u32, u32)>,
        stay: bool,
    ) -> Result<Moved, Halt> {
        self.ask(&PileOrder::Move { from, to: to.clone(), parcels, stay })
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
/// Ballots of one number in a pile.
type Parcel<S> = (u32, Vec<S>);
struct Sheaf<S> {
    all: Vec<S>,
    long: Vec<u16>,
    piles: Vec<Vec<Parcel<S>>>,
}
impl<S: Slip> Sheaf<S> {
    fn new(m: usize, all: Vec<S>, long: Vec<u16>) -> Self {
        Self { all, long, piles: (0..m).map(|_| vec![]).collect() }
    }
    /// Places ballots of parcel `was` as `now`; whoever names nobody further goes to `rest`, if there is one.
    fn place(
        &mut self,
        slips: &[S],
        (was, now): (u32, u32),
        to: &EntrySet,
        mut rest: Option<&mut Vec<S>>,
        out: &mut Moved,
    ) {
        let m = self.piles.len();
        let mut stands = vec![false; m.max(PACKED + 1)];
        to.iter().filter(|e| e.ix() < m).for_each(|e| stands[e.ix()] = true);
        // One parcel of this number for each who stands, each borrowed once.
        let mut lists: Vec<Option<&mut Vec<S>>> =
            self.piles.iter_mut().enumerate().map(|(e, pile)| stands[e].then(|| parcel(pile, now))).collect();
        let (mut weight, mut nowhere) = (vec![0u64; m], 0);
        for s in slips {
            if let Some((e, s)) = s.next(&self.long, &stands) {
                weight[e] += s.weight();
                lists[e].as_mut().expect("made for all who stand").push(s);
            } else {
                nowhere += s.weight();
                if let Some(rest) = &mut rest {
                    rest.push(*s);
                }
            }
        }
        let moved = weight.iter().enumerate().filter(|(_, w)| **w > 0);
        let mut to: Vec<_> = moved.map(|(e, w)| (Some(EntryIx::from(e)), was, *w)).collect();
        if nowhere > 0 {
            to.push((None, was, nowhere));
        }
        out.merge(Moved { to, equal_ranks: 0 });
    }
}
fn parcel<S>(pile: &mut Vec<Parcel<S>>, number: u32) -> &mut Vec<S> {
    let at = pile.iter().position(|(v, _)| *v == number).unwrap_or_else(|| {
        pile.push((number, vec![]));
        pile.len() - 1
    });
    &mut pile[at].1
}
impl<S: Slip> Hands for Sheaf<S> {
    fn obey(&mut self, order: &PileOrder) -> Moved {
        let mut out = Moved::default();
        match order {
            PileOrder::Deal { to } => {
                self.piles.iter_mut().for_each(Vec::clear);
                let all = std::mem::take(&mut self.all);
                self.place(&all, (0, 0), to, None, &mut out);
                self.all = all;
            }
            PileOrder::Move { from, to, parcels, stay } => {
                let pile = self.piles.get_mut(from.ix()).map(std::mem::take).unwrap_or_default();
                for (number, slips) in pile {
                    let mut rest = vec![];
                    match parcels.iter().find(|(old, _)| *old == number) {
                        Some(renamed) => {
                            self.place(&slips, *renamed, to, stay.then_some(&mut rest), &mut out);
                        }
                        None => rest = slips,
                    }
                    if !rest.is_empty() {
                        self.piles[from.ix()].push((number, rest));
                    }
                }
            }
        }
        out
    }
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

//! The majority graph: who beats whom, as rows of bits, and what rules on it share.
use crate::{
    count::{Halt, Refusal, Seats, Standing, Step, Teller},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{PairwiseCounts, Summary, Unnamed},
};

/// Rows of bits, one for each entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rows {
    words: usize,
    bits: Vec<u64>,
}
impl Rows {
    pub(super) fn empty(m: usize) -> Self {
        let words = m.div_ceil(64);
        Self { words, bits: vec![0; m * words] }
    }
    pub(super) fn row(&self, a: usize) -> &[u64] {
        &self.bits[a * self.words..(a + 1) * self.words]
    }
    pub(super) fn has(&self, a: usize, b: usize) -> bool {
        self.bits[a * self.words + b / 64] >> (b % 64) & 1 == 1
    }
    pub(super) fn put(&mut self, a: usize, b: usize) {
        self.bits[a * self.words + b / 64] |= 1 << (b % 64);
    }
    /// Adds row `b` to row `a`.
    pub(super) fn add(&mut self, a: usize, b: usize) {
        if a == b {
            return;
        }
        let (words, from, to) = (self.words, b * self.words, a * self.words);
        let (low, high) = self.bits.split_at_mut(from.max(to));
        let (to, from) = if to < from {
            (&mut low[to..to + words], &high[..words])
        } else {
            (&mut high[..words], &low[from..from + words])
        };
        to.iter_mut().zip(from).for_each(|(x, y)| *x |= y);
    }
    pub(super) fn bits(&self) -> &[u64] {
        &self.bits
    }
    /// Along any number of steps.
    pub(super) fn closed(mut self) -> Self {
        let m = self.bits.len().checked_div(self.words).unwrap_or(0);
        for k in 0..m {
            (0..m).for_each(|a| {
                if self.has(a, k) {
                    self.add(a, k);
                }
            });
        }
        self
    }
}

/// Who beats whom.
#[derive(Clone, Debug)]
pub(in crate::tally) struct Majority {
    over: Vec<EntrySet>,
    under: Vec<EntrySet>,
}
impl Majority {
    pub(in crate::tally) fn of(n: &PairwiseCounts, unnamed: Unnamed) -> Self {
        let (m, margins) = (n.slate().len(), n.margins(unnamed));
        Self::by(m, |a, b| margins[a.ix() * m + b.ix()] > 0)
    }
    pub(in crate::tally) fn by(m: usize, beats: impl Fn(EntryIx, EntryIx) -> bool) -> Self {
        let all = EntrySet::first(m);
        let over = all.iter().map(|a| all.iter().filter(|b| beats(a, *b)).collect()).collect();
        let under = all.iter().map(|b| all.iter().filter(|a| beats(*a, b)).collect()).collect();
        Self { over, under }
    }
    pub(in crate::tally) fn all(&self) -> EntrySet {
        EntrySet::first(self.over.len())
    }
    pub(in crate::tally) fn beats(&self, a: EntryIx, b: EntryIx) -> bool {
        self.over[a.ix()].contains(b)
    }
    /// Whom `a` beats.
    pub(in crate::tally) fn over(&self, a: EntryIx) -> &EntrySet {
        &self.over[a.ix()]
    }
    /// Who beats `a`.
    pub(in crate::tally) fn under(&self, a: EntryIx) -> &EntrySet {
        &self.under[a.ix()]
    }
    /// The smallest set of `among` whose members beat everybody of the rest; O(m^2).
    pub(in crate::tally) fn smith(&self, among: &EntrySet) -> EntrySet {
        let net = |a: &EntryIx| {
            let count = |s: &EntrySet| s.intersection(among).len() as i64;
            count(self.over(*a)) - count(self.under(*a))
        };
        // Whoever wins most is in it; with one member come all whom that member does not beat.
        let Some(first) = among.iter().max_by_key(net) else { return EntrySet::EMPTY };
        let mut set = EntrySet::from(first);
        let mut open = vec![first];
        while let Some(a) = open.pop() {
            for b in among.minus(self.over(a)).minus(&set).iter() {
                set.insert(b);
                open.push(b);
            }
        }
        set
    }
    /// Smith sets one after the other, each of those that are left.
    pub(in crate::tally) fn smith_layers(&self) -> Vec<EntrySet> {
        let (mut left, mut layers) = (self.all(), vec![]);
        while !left.is_empty() {
            let top = self.smith(&left);
            left = left.minus(&top);
            layers.push(top);
        }
        layers
    }
    /// The union of the smallest sets of which no member is beaten from outside: whoever is reached only by those whom it
    /// reaches itself.
    pub(in crate::tally) fn schwartz(&self) -> EntrySet {
        let m = self.over.len();
        let mut reach = Rows::empty(m);
        for (a, row) in self.over.iter().enumerate() {
            row.iter().for_each(|b| reach.put(a, b.ix()));
        }
        let reach = reach.closed();
        let free = |a: &EntryIx| (0..m).all(|b| !reach.has(b, a.ix()) || reach.has(a.ix(), b));
        self.all().iter().filter(free).collect()
    }
}

/// A set as the answer: the definition ranks nobody, so no more than one winner can be asked of it.
pub(in crate::tally) fn chosen(m: usize, set: EntrySet, seats: Seats) -> Result<Standing, Halt> {
    if seats.number() > 1 {
        let why = "it chooses a set and ranks nobody; ask for one winner, or for the set as it is";
        return Err(Refusal::Other(why.into()).into());
    }
    let rest = EntrySet::first(m).minus(&set);
    Ok(Standing::of([set, rest]))
}
/// Refuses what is beyond the size that a rule states.
pub(in crate::tally) fn at_most(what: &'static str, got: usize, most: usize) -> Result<(), Halt> {
    if got > most {
        return Err(Refusal::TooLarge { what, got: got as u64, most: most as u64 }.into());
    }
    Ok(())
}
/// Shows the votes on pairs that decided something.
pub(in crate::tally) fn compare(
    teller: &mut Teller,
    n: &PairwiseCounts,
    unnamed: Unnamed,
    pairs: impl Iterator<Item = (EntryIx, EntryIx)>,
) {
    if teller.is_tracing() {
        for (a, b) in pairs {
            let votes = |a, b| in_votes(n, n.votes(a, b, unnamed));
            teller.record(|| Step::Compared { a, b, for_a: votes(a, b), for_b: votes(b, a) });
        }
    }
}
/// Largest slate whose every pair is shown.
const SHOWN: usize = 12;
/// Shows the votes on every pair of a small slate, from which a reader can follow what a rule makes of them.
pub(in crate::tally) fn compare_all(teller: &mut Teller, n: &PairwiseCounts, unnamed: Unnamed) {
    let m = n.slate().len();
    if m <= SHOWN {
        let pairs =
            n.slate().iter().flat_map(|a| n.slate().iter().filter(move |b| a < *b).map(move |b| (a, b)));
        compare(teller, n, unnamed, pairs);
    }
}
/// Units as votes.
pub(in crate::tally) fn in_votes(n: &PairwiseCounts, units: u64) -> Exact {
    &Exact::from(units) / &Exact::from(n.units_per_vote())
}
/// For each entry outside of a set a member that beats it, if there is one.
pub(super) fn beaten_by<'a>(
    g: &'a Majority,
    set: &'a EntrySet,
) -> impl Iterator<Item = (EntryIx, EntryIx)> + 'a {
    let rest: Vec<EntryIx> = g.all().minus(set).iter().collect();
    rest.into_iter().filter_map(|b| Some((g.under(b).intersection(set).iter().next()?, b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    fn graph(m: usize, cells: &[i8]) -> Majority {
        // The pair (a, b) of a < b is at a * m + b.
        Majority::by(m, |a, b| {
            let (low, high) = (a.min(b).ix(), a.max(b).ix());
            let x = if a == b { 0 } else { cells[low * m + high] };
            if a < b { x > 0 } else { x < 0 }
        })
    }
    proptest! {
        /// The definitions, by trying every set.
        #[test]
        fn smith_and_schwartz_are_the_smallest_such_sets(cells in prop::collection::vec(-1i8..=1, 25)) {
            let g = graph(5, &cells);
            let sets: Vec<EntrySet> = (1u64..32).map(|w| EntrySet::from_words(&[w])).collect();
            let all = g.all();
            let dominant = |s: &&EntrySet| s.iter().all(|a| all.minus(s).iter().all(|b| g.beats(a, b)));
            let smith = sets.iter().filter(dominant).min_by_key(|s| s.len()).unwrap();
            prop_assert_eq!(&g.smith(&all), smith);
            let unbeaten = |s: &&EntrySet| s.iter().all(|a| g.under(a).is_subset(s));
            let unbeaten: Vec<&EntrySet> = sets.iter().filter(unbeaten).collect();
            let minimal = |s: &&&EntrySet| !unbeaten.iter().any(|t| t != *s && t.is_subset(s));
            let union = unbeaten.iter().filter(minimal).fold(EntrySet::EMPTY, |a, s| a.union(s));
            prop_assert_eq!(g.schwartz(), union);
        }
    }
    #[test]
    fn rows_of_more_than_one_word_are_added() {
        let mut r = Rows::empty(70);
        r.put(1, 69);
        r.put(69, 0);
        let r = r.closed();
        assert!(r.has(1, 0) && r.has(1, 69) && !r.has(0, 1));
    }
}

//! Orders that disagree least with given costs: what Kemeny and Slater share.
//!
//! Sets of which every member beats everybody of the rest come first in every best order (Truchon 1998), so each is ordered
//! on its own: up to 24 entries by the best order of every subset, larger ones by branch and bound. The bound is what
//! cycles of three cost that share no pair: each of them disagrees at least once.
use super::graph::Majority;
use crate::{
    count::{Draft, Halt, Seats, Standing, Teller, TieAt, Winners},
    id::{EntryIx, EntrySet},
};
use std::collections::BTreeMap;

/// Most entries whose subsets are all looked at.
const SUBSETS: usize = 24;
/// Most work of a search: for each set that it looks at, the square of its size.
const LIMIT: u64 = 100_000_000;

/// What it costs to put one above another, beyond what the pair costs anyway: nought on one side of each pair.
pub(in crate::tally) struct Costs {
    m: usize,
    cells: Vec<u64>,
}
impl Costs {
    pub(in crate::tally) fn by(m: usize, cost: impl Fn(EntryIx, EntryIx) -> u64) -> Self {
        let all = || EntrySet::first(m);
        let rows = all();
        let cells = rows.iter().flat_map(|a| all().iter().map(|b| cost(a, b)).collect::<Vec<_>>());
        Self { m, cells: cells.collect() }
    }
    fn above(&self, a: EntryIx, b: EntryIx) -> u64 {
        self.cells[a.ix() * self.m + b.ix()]
    }
    /// To put `a` above all of `left`.
    fn first(&self, a: EntryIx, left: &EntrySet) -> u64 {
        left.iter().map(|b| self.above(a, b)).sum()
    }
}

/// The least cost of ordering subsets of one set.
enum Least<'a> {
    Table { entries: Vec<EntryIx>, best: Vec<u64> },
    Search(Search<'a>),
}
impl<'a> Least<'a> {
    fn of(costs: &'a Costs, set: &EntrySet, teller: &mut Teller) -> Result<Self, Halt> {
        let entries: Vec<EntryIx> = set.iter().collect();
        if entries.len() > SUBSETS {
            return Ok(Self::Search(Search::of(costs, &entries)));
        }
        let k = entries.len();
        // What each costs above a subset, as two sums over the low and the high half of the bits.
        let low = k / 2;
        let sums = |a: EntryIx, part: &[EntryIx]| {
            let mut sums = vec![0u64; 1 << part.len()];
            for s in 1..sums.len() {
                let b = s.trailing_zeros() as usize;
                sums[s] = sums[s & (s - 1)] + costs.above(a, part[b]);
            }
            sums
        };
        let halves: Vec<(Vec<u64>, Vec<u64>)> =
            entries.iter().map(|a| (sums(*a, &entries[..low]), sums(*a, &entries[low..]))).collect();
        let mut best = vec![0u64; 1 << k];
        for s in 1..best.len() {
            if s.is_multiple_of(1 << 16) {
                teller.poll()?;
            }
            let (mut left, mut least) = (s, u64::MAX);
            while left != 0 {
                let a = left.trailing_zeros() as usize;
                left &= left - 1;
                let rest = s & !(1 << a);
                let (x, y) = &halves[a];
                least = least.min(x[rest & ((1 << low) - 1)] + y[rest >> low] + best[rest]);
            }
            best[s] = least;
        }
        Ok(Self::Table { entries, best })
    }
    /// `None` if the search hit its limit.
    fn value(&mut self, left: &EntrySet) -> Option<u64> {
        match self {
            Self::Table { entries, best } => {
                let bit = |(i, e): (usize, &EntryIx)| usize::from(left.contains(*e)) << i;
                Some(best[entries.iter().enumerate().map(bit).sum::<usize>()])
            }
            Self::Search(s) => s.value(left),
        }
    }
}

struct Search<'a> {
    costs: &'a Costs,
    /// Cycles of three that share no pair, and what each costs at least.
    cycles: Vec<(EntrySet, u64)>,
    known: BTreeMap<EntrySet, u64>,
    /// What ordering a set costs at least, where a search below some budget failed.
    over: BTreeMap<EntrySet, u64>,
    looked: u64,
    guess: Vec<EntryIx>,
}
impl<'a> Search<'a> {
    fn of(costs: &'a Costs, entries: &[EntryIx]) -> Self {
        let set: EntrySet = entries.iter().copied().collect();
        let cycles = disjoint_cycles(costs, entries);
        let mut guess = entries.to_vec();
        guess.sort_by_key(|a| costs.first(*a, &set));
        while improve(costs, &mut guess) {}
        Self { costs, cycles, known: BTreeMap::new(), over: BTreeMap::new(), looked: 0, guess }
    }
    fn bound(&self, left: &EntrySet) -> u64 {
        let cycles = self.cycles.iter().filter(|(c, _)| c.is_subset(left)).map(|(_, x)| *x).sum();
        self.over.get(left).copied().unwrap_or(0).max(cycles)
    }
    /// Of the order that was guessed.
    fn guessed(&self, left: &EntrySet) -> u64 {
        let order: Vec<EntryIx> = self.guess.iter().copied().filter(|e| left.contains(*e)).collect();
        total(self.costs, &order)
    }
    fn value(&mut self, left: &EntrySet) -> Option<u64> {
        let budget = self.guessed(left);
        self.within(left, budget).filter(|_| self.looked <= LIMIT)
    }
    /// The least cost, if it is within the budget.
    fn within(&mut self, left: &EntrySet, mut budget: u64) -> Option<u64> {
        if left.len() <= 1 {
            return Some(0);
        }
        if let Some(x) = self.known.get(left) {
            return (*x <= budget).then_some(*x);
        }
        self.looked += (left.len() * left.len()) as u64;
        if self.looked > LIMIT || self.bound(left) > budget {
            return None;
        }
        let (given, mut best) = (budget, None);
        let mut firsts: Vec<(u64, EntryIx)> = left.iter().map(|a| (self.costs.first(a, left), a)).collect();
        firsts.sort_unstable();
        for (cost, a) in firsts {
            let Some(rest) = budget.checked_sub(cost) else { break };
            if let Some(x) = self.within(&left.minus(&a.into()), rest) {
                best = Some(cost + x);
                let Some(less) = (cost + x).checked_sub(1) else { break };
                budget = less;
            }
        }
        if self.looked <= LIMIT {
            match best {
                Some(x) => self.known.insert(left.clone(), x),
                None => self.over.insert(left.clone(), given + 1),
            };
        }
        best
    }
}
fn total(costs: &Costs, order: &[EntryIx]) -> u64 {
    let each = order.iter().enumerate();
    each.map(|(i, a)| order[i + 1..].iter().map(|b| costs.above(*a, *b)).sum::<u64>()).sum()
}
/// Moves one entry to where the order costs less; false if none gains.
fn improve(costs: &Costs, order: &mut Vec<EntryIx>) -> bool {
    for from in 0..order.len() {
        let e = order[from];
        // Going up past b, then down: what is saved so far.
        let mut best: (i128, usize) = (0, from);
        let mut gain = 0i128;
        for to in (0..from).rev() {
            let b = order[to];
            gain += i128::from(costs.above(b, e)) - i128::from(costs.above(e, b));
            best = best.max((gain, to));
        }
        gain = 0;
        for (to, b) in order.iter().enumerate().skip(from + 1) {
            gain += i128::from(costs.above(e, *b)) - i128::from(costs.above(*b, e));
            best = best.max((gain, to));
        }
        if best.0 > 0 {
            order.remove(from);
            order.insert(best.1, e);
            return true;
        }
    }
    false
}
/// Greedily, the dearest first.
fn disjoint_cycles(costs: &Costs, entries: &[EntryIx]) -> Vec<(EntrySet, u64)> {
    // a is preferred to b where putting b above a costs something.
    let edge = |a: EntryIx, b: EntryIx| costs.above(b, a);
    let mut all = vec![];
    for (i, a) in entries.iter().enumerate() {
        for b in &entries[i + 1..] {
            for c in entries[i + 1..].iter().filter(|c| *c != b) {
                let least = edge(*a, *b).min(edge(*b, *c)).min(edge(*c, *a));
                if least > 0 {
                    all.push((least, [*a, *b, *c]));
                }
            }
        }
    }
    all.sort_unstable_by(|x, y| y.cmp(x));
    let mut used = std::collections::BTreeSet::new();
    let mut out = vec![];
    for (least, [a, b, c]) in all {
        let pairs = [(a.min(b), a.max(b)), (b.min(c), b.max(c)), (a.min(c), a.max(c))];
        if pairs.iter().all(|p| !used.contains(p)) {
            used.extend(pairs);
            out.push(([a, b, c].into_iter().collect(), least));
        }
    }
    out
}

/// The best order, first place first; where several may come next the teller is asked, as far as places were asked for.
/// With open seats the first tier is whoever is first in some best order.
pub(in crate::tally) fn least(
    g: &Majority,
    costs: &Costs,
    seats: Seats,
    teller: &mut Teller,
) -> Result<Standing, Halt> {
    // The draft holds the places that were asked for, the tiers go on as far as the order is unique.
    let (mut draft, mut tiers) = (Draft::new(), vec![]);
    let (mut left, mut placed) = (g.all(), 0);
    for layer in g.smith_layers() {
        let mut set = layer;
        let mut table = Least::of(costs, &set, teller)?;
        while !set.is_empty() {
            let Some(tied) = firsts(costs, &set, &mut table) else {
                return Err(unknown(costs, &draft, &set, &table, seats, teller));
            };
            let next: EntrySet = match tied.single() {
                Some(e) => e.into(),
                None if seats == Seats::Open && placed == 0 => tied,
                None if seats == Seats::Open || placed >= seats.number() => {
                    tiers.push(left);
                    return Ok(Standing::of(tiers));
                }
                None => {
                    teller.visit(&draft, &set)?;
                    teller.pick_entry(TieAt::win(placed + 1), &tied)?.into()
                }
            };
            let several = next.len() > 1;
            (set, left) = (set.minus(&next), left.minus(&next));
            placed += next.len();
            if placed <= seats.number() {
                draft.elect(next.clone());
            }
            tiers.push(next);
            if several {
                tiers.push(left);
                return Ok(Standing::of(tiers));
            }
        }
    }
    Ok(Standing::of(tiers))
}
/// Who comes first in some best order of a set.
fn firsts(costs: &Costs, set: &EntrySet, table: &mut Least<'_>) -> Option<EntrySet> {
    let value = table.value(set)?;
    let mut tied = EntrySet::EMPTY;
    for a in set.iter() {
        let Some(rest) = value.checked_sub(costs.first(a, set)) else { continue };
        let after = set.minus(&a.into());
        let best = match table {
            Least::Table { .. } => table.value(&after)? == rest,
            Least::Search(s) => {
                let found = s.within(&after, rest).is_some();
                if s.looked > LIMIT {
                    return None;
                }
                found
            }
        };
        if best {
            tied.insert(a);
        }
    }
    Some(tied)
}
fn unknown(
    costs: &Costs,
    draft: &Draft,
    set: &EntrySet,
    table: &Least<'_>,
    seats: Seats,
    teller: &mut Teller,
) -> Halt {
    let Least::Search(s) = table else { return teller.undecided(Winners::default(), "nothing") };
    let order: Vec<EntryIx> = s.guess.iter().copied().filter(|e| set.contains(*e)).collect();
    let bound = format!(
        "an order of {} entries was found that costs {} more than no cycle would; none costs less than {} more",
        order.len(),
        total(costs, &order),
        s.bound(set)
    );
    let elected = draft.elected();
    let free = seats.number().saturating_sub(elected.len());
    let best: EntrySet = elected.iter().chain(order.into_iter().take(free)).collect();
    teller.undecided(best.into(), bound)
}

#[cfg(test)]
#[path = "order_tests.rs"]
mod tests;

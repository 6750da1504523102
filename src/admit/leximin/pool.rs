//! People by kinds, and panels by how many of each kind they have.
use super::{MAX_SEARCH, MAX_STEPS, Quota};
use crate::num::{Column, Cover, Exact};
use std::collections::{BTreeMap, BTreeSet};

/// How many members of each kind.
pub(super) type Part = Vec<u16>;
/// Those who ask, by kinds: people who count to the same quotas.
pub(super) struct Pool {
    /// The people of each kind, rising; kinds in the order of their first.
    pub(super) kinds: Vec<Vec<usize>>,
    /// Of each kind, to which quotas it counts.
    pub(super) marks: Vec<Vec<bool>>,
    /// The least and the most of each quota.
    pub(super) bounds: Vec<(u32, u32)>,
    pub(super) seats: u32,
}
/// A panel that keeps the quotas, or what would have to change.
pub(super) enum Nearest {
    Panel(Part),
    /// Quotas with their new least and most.
    Changed(Vec<(usize, u32, u32)>),
}
impl Pool {
    pub(super) fn of(marks: &[Vec<bool>], quotas: &[Quota], seats: usize) -> Self {
        let mut at: BTreeMap<&Vec<bool>, usize> = BTreeMap::new();
        let mut kinds: Vec<Vec<usize>> = vec![];
        for (i, m) in marks.iter().enumerate() {
            let k = *at.entry(m).or_insert(kinds.len());
            if k == kinds.len() {
                kinds.push(vec![]);
            }
            kinds[k].push(i);
        }
        let marks = kinds.iter().map(|k| marks[k[0]].clone()).collect();
        let bounds = quotas.iter().map(|q| (q.least, q.most)).collect();
        Self { kinds, marks, bounds, seats: seats as u32 }
    }
    fn size(&self, kind: usize) -> u32 {
        self.kinds[kind].len() as u32
    }
    /// Of each kind, the share of its people who are on a panel.
    pub(super) fn share(&self, part: &[u16]) -> Vec<Exact> {
        let of = |(k, n): (&Vec<usize>, &u16)| Exact::from(u32::from(*n)) / Exact::from(k.len());
        self.kinds.iter().zip(part).map(of).collect()
    }
    /// What rows of a cover need, and what one of each kind adds to them: the least of each quota, less the most of each, the seats both ways.
    pub(super) fn rows(&self) -> (Vec<i128>, Vec<Vec<i8>>) {
        let seats = i128::from(self.seats);
        let least = self.bounds.iter().map(|(least, _)| i128::from(*least));
        let most = self.bounds.iter().map(|(_, most)| -i128::from(*most));
        let needs = least.chain(most).chain([seats, -seats]).collect();
        let cells = |marks: &Vec<bool>| {
            let more = marks.iter().map(|m| i8::from(*m));
            more.clone().chain(more.map(|x| -x)).chain([1, -1]).collect()
        };
        (needs, self.marks.iter().map(cells).collect())
    }
    /// A panel, or the quotas that have to give way by the fewest seats in sum. None if the search takes too long.
    pub(super) fn nearest(&self, work: &mut u64) -> Option<Nearest> {
        let (needs, cells) = self.rows();
        let one = |at: usize| (0..needs.len()).map(|r| i8::from(r == at)).collect();
        let kind = |(k, cells): (usize, Vec<i8>)| Column { cells, units: self.size(k).into(), cost: 0 };
        let mut columns: Vec<Column> = cells.into_iter().enumerate().map(kind).collect();
        let q = self.bounds.len();
        let give = |r: usize| {
            let units = if r < q { self.bounds[r].0 } else { self.seats };
            Column { cells: one(r), units: units.into(), cost: 1 }
        };
        columns.extend((0..2 * q).map(give));
        let mut own = MAX_SEARCH.min(*work);
        let before = own;
        let found = Cover { needs, columns }.least(&mut own);
        *work -= before - own;
        let found = found?;
        let (kinds, given) = found.split_at(self.kinds.len());
        if given.iter().all(|g| *g == 0) {
            return Some(Nearest::Panel(kinds.iter().map(|n| *n as u16).collect()));
        }
        let changed = (0..q).filter(|i| given[*i] > 0 || given[q + *i] > 0).map(|i| {
            let (least, most) = self.bounds[i];
            (i, least - given[i] as u32, most + given[q + i] as u32)
        });
        Some(Nearest::Changed(changed.collect()))
    }
    /// All feasible panels, if they are at most so many and found soon enough.
    pub(super) fn list(&self, most: usize) -> Option<Vec<Part>> {
        let n = self.kinds.len();
        // People from a kind on: all, and those of each quota.
        let mut rest = vec![(0u32, vec![0u32; self.bounds.len()]); n + 1];
        for k in (0..n).rev() {
            let (all, of) = rest[k + 1].clone();
            let of = of.iter().zip(&self.marks[k]).map(|(x, m)| x + u32::from(*m) * self.size(k)).collect();
            rest[k] = (all + self.size(k), of);
        }
        let mut list = List { pool: self, rest, most, out: vec![], steps: 0 };
        list.walk(&mut vec![], self.seats, &mut vec![0; self.bounds.len()]).then_some(list.out)
    }
    /// Panels of people: of a kind with n of N on the panel, a number u from 0 to 1 takes the n that follow place ⌊u N⌋ around a circle, so that
    /// each is taken in n / N of all u. A panel's chance is the length of its u.
    pub(super) fn spread(&self, parts: &[(Part, Exact)]) -> Vec<(Vec<usize>, Exact)> {
        let mut all: BTreeMap<Vec<usize>, Exact> = BTreeMap::new();
        for (part, p) in parts {
            let some = |(k, n): (&Vec<usize>, &u16)| (*n > 0 && usize::from(*n) < k.len()).then_some(k.len());
            let split: BTreeSet<usize> = self.kinds.iter().zip(part).filter_map(some).collect();
            let cut =
                |size: &usize| (0..*size).map(|j| Exact::from(j) / Exact::from(*size)).collect::<Vec<_>>();
            let mut cuts: BTreeSet<Exact> = split.iter().flat_map(cut).collect();
            cuts.insert(Exact::ZERO);
            let ends = cuts.iter().skip(1).cloned().chain([Exact::ONE]);
            for (from, to) in cuts.iter().zip(ends) {
                let mut panel: Vec<usize> = vec![];
                for (k, n) in self.kinds.iter().zip(part) {
                    // Below the number of people, since it is of a number below one.
                    let start = (from * &Exact::from(k.len())).floor().unwrap_or_default() as usize;
                    panel.extend((start..start + usize::from(*n)).map(|i| k[i % k.len()]));
                }
                panel.sort_unstable();
                *all.entry(panel).or_default() += &(p * &(&to - from));
            }
        }
        all.into_iter().collect()
    }
}
/// Lists feasible panels.
struct List<'a> {
    pool: &'a Pool,
    rest: Vec<(u32, Vec<u32>)>,
    most: usize,
    out: Vec<Part>,
    steps: u64,
}
impl List<'_> {
    /// False if there are too many.
    fn walk(&mut self, part: &mut Part, left: u32, counts: &mut Vec<u32>) -> bool {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return false;
        }
        let k = part.len();
        let (all, of) = &self.rest[k];
        // Some of those who come must be of a quota, and some cannot be.
        let fits = |((x, of), (least, most)): ((&u32, &u32), &(u32, u32))| {
            x + left.min(*of) >= *least && x + left.saturating_sub(all - of) <= *most
        };
        if left > *all || !counts.iter().zip(of).zip(&self.pool.bounds).all(fits) {
            return true;
        }
        if k == self.pool.kinds.len() {
            self.out.push(part.clone());
            return self.out.len() <= self.most;
        }
        for n in (0..=left.min(self.pool.size(k))).rev() {
            let add = |counts: &mut Vec<u32>, more: bool| {
                for (x, _) in counts.iter_mut().zip(&self.pool.marks[k]).filter(|(_, m)| **m) {
                    if more { *x += n } else { *x -= n }
                }
            };
            add(counts, true);
            part.push(n as u16);
            let go_on = self.walk(part, left - n, counts);
            part.pop();
            add(counts, false);
            if !go_on {
                return false;
            }
        }
        true
    }
}

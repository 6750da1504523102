//! What sequential rules ask of approval ballots: how much weight approves each entry, by how many of a set it approves.
use crate::{
    ballot::Approval,
    count::{Desk, Halt, Reply, Session},
    id::{EntryIx, EntrySet},
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// The one order: count by approvals within a set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountWithin {
    /// The set.
    pub set: EntrySet,
}
/// Units that approve an entry, by the number of approvals within the set; entries in slate order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WithinReply(pub Vec<Vec<u64>>);
impl Reply for WithinReply {
    fn merge(&mut self, other: Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), vec![]);
        }
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            if mine.len() < theirs.len() {
                mine.resize(theirs.len(), 0);
            }
            for (x, y) in mine.iter_mut().zip(theirs) {
                *x = x.saturating_add(y);
            }
        }
    }
}
/// Approval ballots that answer such orders.
///
/// What was counted last is kept, since from one order to the next few entries come or go: then only the ballots that approve
/// of these are looked at.
#[derive(Debug)]
pub struct Levels {
    /// Where each ballot's approvals begin; one more at the end.
    starts: Vec<usize>,
    approved: Vec<u16>,
    weights: Vec<u64>,
    /// The ballots that approve of each entry.
    by: Vec<Vec<u32>>,
    inside: Vec<bool>,
    /// How many inside each ballot approves.
    levels: Vec<u16>,
    /// One more than the most approvals on a ballot.
    width: usize,
    /// Units that approve each entry, by level.
    counts: Vec<u64>,
}
impl Levels {
    fn row(&self, row: usize) -> std::ops::Range<usize> {
        self.starts[row]..self.starts[row + 1]
    }
    fn count_all(&mut self) {
        self.counts.fill(0);
        for row in 0..self.weights.len() {
            let range = self.row(row);
            let approved = &self.approved[range];
            let level = approved.iter().filter(|e| self.inside[usize::from(**e)]).count();
            self.levels[row] = level as u16;
            for e in approved {
                self.counts[usize::from(*e) * self.width + level] += self.weights[row];
            }
        }
    }
    fn turn(&mut self, entry: usize) {
        self.inside[entry] = !self.inside[entry];
        let comes = self.inside[entry];
        for row in &self.by[entry] {
            let row = *row as usize;
            let (weight, old) = (self.weights[row], usize::from(self.levels[row]));
            let new = if comes { old + 1 } else { old - 1 };
            self.levels[row] = new as u16;
            for e in &self.approved[self.starts[row]..self.starts[row + 1]] {
                let at = usize::from(*e) * self.width;
                self.counts[at + old] -= weight;
                self.counts[at + new] += weight;
            }
        }
    }
}
impl Desk for Levels {
    type Ballot = Approval;
    type Order = CountWithin;
    type Reply = WithinReply;
    fn open(p: &Profile<Approval>) -> Self {
        let slate = p.slate().len();
        let mut desk = Self {
            starts: vec![0],
            approved: vec![],
            weights: vec![],
            by: vec![vec![]; slate],
            inside: vec![false; slate],
            levels: vec![0; p.len()],
            width: 1,
            counts: vec![],
        };
        for row in 0..p.len() {
            for e in p.rows().approved(row) {
                // A slate has fewer than 2^15 entries, a profile fewer than 2^32 rows.
                desk.approved.push(e.ix() as u16);
                desk.by[e.ix()].push(row as u32);
            }
            desk.starts.push(desk.approved.len());
            desk.weights.push(p.weight(row));
            desk.width = desk.width.max(desk.row(row).len() + 1);
        }
        desk.counts = vec![0; slate * desk.width];
        desk.count_all();
        desk
    }
    fn obey(&mut self, order: &CountWithin) -> WithinReply {
        let all = 0..self.inside.len();
        let moved: Vec<usize> =
            all.filter(|e| self.inside[*e] != order.set.contains((*e as u32).into())).collect();
        let steps: usize = moved.iter().map(|e| self.by[*e].len() * self.width).sum();
        if steps < self.approved.len() {
            for e in moved {
                self.turn(e);
            }
        } else {
            for e in moved {
                self.inside[e] = !self.inside[e];
            }
            self.count_all();
        }
        WithinReply(self.counts.chunks(self.width).map(<[u64]>::to_vec).collect())
    }
}
/// By how many of `set` they approve, for each entry.
pub(super) fn within(session: &mut Session<'_, Levels>, set: &EntrySet) -> Result<Within, Halt> {
    Ok(Within(session.ask(&CountWithin { set: set.clone() })?.0))
}
/// The answer, readable.
pub(super) struct Within(Vec<Vec<u64>>);
impl Within {
    /// Units by level of those who approve of `e`; may be shorter than there are levels.
    pub(super) fn of(&self, e: EntryIx) -> &[u64] {
        self.0.get(e.ix()).map_or(&[], Vec::as_slice)
    }
}
/// Different ballots, for searches that ask how many of a committee voters approve.
pub(super) struct Holders {
    ballots: Vec<(u64, Vec<bool>)>,
    entries: usize,
}
impl Holders {
    pub(super) fn of(p: &Profile<Approval>) -> Self {
        let (p, entries) = (p.grouped(), p.slate().len());
        let ballot = |r: usize| {
            let mut approves = vec![false; entries];
            p.rows().approved(r).for_each(|e| approves[e.ix()] = true);
            (p.weight(r), approves)
        };
        Self { ballots: (0..p.len()).map(ballot).collect(), entries }
    }
    /// The most approved first.
    pub(super) fn order(&self, p: &Profile<Approval>) -> Vec<EntryIx> {
        let votes = |e: &EntryIx| self.ballots.iter().filter(|(_, a)| a[e.ix()]).map(|(w, _)| w).sum::<u64>();
        let mut order: Vec<EntryIx> = p.entries().collect();
        order.sort_by_key(|e| (std::cmp::Reverse(votes(e)), *e));
        order
    }
    pub(super) fn effort(&self) -> usize {
        2 * self.ballots.len() * self.entries
    }
    /// Units that can have one of a committee, two, .., if each voter could choose who joins the part.
    pub(super) fn reach(&self, part: &[EntryIx], open: &[EntryIx], free: usize) -> Vec<u64> {
        let mut units = vec![0; part.len() + free];
        for (weight, approves) in &self.ballots {
            let count = |of: &[EntryIx]| of.iter().filter(|e| approves[e.ix()]).count();
            let most = count(part) + if free == 0 { 0 } else { count(open).min(free) };
            units[..most].iter_mut().for_each(|u| *u += weight);
        }
        units
    }
    /// At most so many units have one of a committee: those of the part, and the best gains of those who join.
    pub(super) fn pleased(&self, part: &[EntryIx], open: &[EntryIx], free: usize) -> u64 {
        let (mut now, mut gains) = (0, vec![0u64; self.entries]);
        for (weight, approves) in &self.ballots {
            if part.iter().any(|e| approves[e.ix()]) {
                now += weight;
            } else if free > 0 {
                open.iter().filter(|e| approves[e.ix()]).for_each(|e| gains[e.ix()] += weight);
            }
        }
        gains.sort_unstable_by(|a, b| b.cmp(a));
        now + gains.iter().take(free).sum::<u64>()
    }
}

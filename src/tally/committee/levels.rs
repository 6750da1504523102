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
#[derive(Debug)]
pub struct Levels {
    slate: usize,
    /// Where each ballot's approvals begin; one more at the end.
    starts: Vec<usize>,
    approved: Vec<u16>,
    weights: Vec<u64>,
}
impl Desk for Levels {
    type Ballot = Approval;
    type Order = CountWithin;
    type Reply = WithinReply;
    fn open(p: &Profile<Approval>) -> Self {
        let mut desk = Self { slate: p.slate().len(), starts: vec![0], approved: vec![], weights: vec![] };
        for row in 0..p.len() {
            // A slate has fewer than 2^15 entries.
            desk.approved.extend(p.rows().approved(row).map(|e| e.ix() as u16));
            desk.starts.push(desk.approved.len());
            desk.weights.push(p.weight(row));
        }
        desk
    }
    fn obey(&mut self, order: &CountWithin) -> WithinReply {
        let mut inside = vec![false; self.slate];
        for e in order.set.iter() {
            if let Some(x) = inside.get_mut(e.ix()) {
                *x = true;
            }
        }
        let width = order.set.len() + 1;
        let mut flat = vec![0u64; self.slate * width];
        for (row, weight) in self.weights.iter().enumerate() {
            let approved = &self.approved[self.starts[row]..self.starts[row + 1]];
            let level = approved.iter().filter(|e| inside[usize::from(**e)]).count();
            for e in approved {
                flat[usize::from(*e) * width + level] += weight;
            }
        }
        WithinReply(flat.chunks(width).map(<[u64]>::to_vec).collect())
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

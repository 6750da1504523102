//! What part of its vote a ballot gives each entry.
use crate::{
    ballot::Points,
    count::{Halt, Refusal},
    id::EntryIx,
    num::Exact,
    profile::Profile,
};

/// For each mark: the entry, its part of the ballot's points, and the ballot's weight in units.
pub(super) fn parts(p: &Profile<Points>) -> Result<Vec<(EntryIx, Exact, u64)>, Halt> {
    let mut out = vec![];
    let all = (0..p.len()).flat_map(|row| p.rows().marks(row));
    if let Some((e, v)) = all.filter(|(_, v)| *v < 0).min() {
        let why = format!("a ballot gives {e} {v} points; a vote is split by points of 0 or more");
        return Err(Refusal::Other(why.into()).into());
    }
    for row in 0..p.len() {
        let marks: Vec<(EntryIx, i64)> = p.rows().marks(row).collect();
        let sum: Exact = marks.iter().map(|(_, v)| Exact::from(*v)).sum();
        let part = |(e, v): (EntryIx, i64)| Some((e, Exact::from(v).checked_div(&sum)?, p.weight(row)));
        out.extend(marks.into_iter().filter_map(part));
    }
    Ok(out)
}

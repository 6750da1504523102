//! What rules on marks share.
use crate::{
    count::{Standing, Step, Teller},
    id::EntryIx,
    num::Exact,
    profile::{ScoreHistogram, Slate, Summary},
};

/// The largest score first, and the scores as a step.
pub(super) fn by_score(
    slate: &Slate,
    teller: &mut Teller,
    score: impl Fn(EntryIx) -> Option<Exact>,
) -> Standing {
    let standing = Standing::by_score(slate, score);
    teller.record(|| Step::scored(standing.scores().iter().map(|(e, s)| (*e, s.clone()))));
    standing
}
/// Votes that marked an entry.
pub(super) fn votes(n: &ScoreHistogram, e: EntryIx) -> Exact {
    &Exact::from(n.rated(e)) / &Exact::from(n.units_per_vote())
}
/// The sum of an entry's marks, each as its part of the way from the lowest to the highest of the scale.
pub(super) fn parts(n: &ScoreHistogram, e: EntryIx) -> Exact {
    // Below 2^46 units of 2^15 levels.
    let levels: u64 = (0u64..).zip(n.of_entry(e)).map(|(l, w)| l * w).sum();
    let whole = &Exact::from(u32::from(n.form().top)) * &Exact::from(n.units_per_vote());
    Exact::from(levels).checked_div(&whole).unwrap_or_default()
}

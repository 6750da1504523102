//! Points by place, for all rules that score by a vector.
use crate::{
    count::{Halt, Rounds, Standing, Step, Teller},
    num::Exact,
    tally::places::{Part, Places},
};
use serde::{Deserialize, Serialize};

/// What entries get that a ballot does not name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Unranked {
    /// They share the points of the places that are left.
    #[default]
    Average,
    /// No points.
    Nothing,
}
/// Sums of points; `points` is of a place from 0. Who shares places gets the average of their points.
pub(super) fn standing(
    ballots: &dyn Rounds<Places>,
    unranked: Unranked,
    teller: &mut Teller,
    points: impl Fn(usize) -> Exact,
) -> Result<Standing, Halt> {
    let all = ballots.slate().all();
    let reply = ballots.begin().places(&all, Part::All)?;
    let mut sums = vec![Exact::ZERO; ballots.slate().len()];
    for span in reply.spans.iter().filter(|s| s.named || unranked == Unranked::Average) {
        let (from, len) = (usize::from(span.start), usize::from(span.len));
        let of_places: Exact = (from..from + len).map(&points).sum();
        let each = of_places / Exact::from(len * ballots.units_per_vote() as usize);
        for (sum, weight) in sums.iter_mut().zip(&span.weight).filter(|(_, w)| **w > 0) {
            *sum += &(&each * &Exact::from(*weight));
        }
    }
    teller.record(|| Step::scored(all.iter().map(|e| (e, sums[e.ix()].clone()))));
    Ok(Standing::by_score(ballots.slate(), |e| Some(sums[e.ix()].clone())))
}

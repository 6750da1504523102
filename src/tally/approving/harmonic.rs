//! Harmonic weighting: an order in which near copies of what stands above sink.
//!
//! Places are filled from the last. The weight of an entry is the sum over its supporters of one over the number of entries without a place that the supporter
//! backs; the smallest weight takes the worst free place, and the others are weighed again.
//!
//! Worked example: 1 has supporters p q r s, 2 p q r, 3 t u. The weights are 5/2, 3/2 and 2: 2, nearly a copy of 1, is last with 3/2; then 1 has 4 and 3 has
//! 2: the order is 1, 3, 2.
use crate::{
    ballot,
    count::{About, Alias, Draft, Halt, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// The order by harmonic weights.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Entries with the same smallest weight are tied for the worst free place. `LiquidFeedback` gives it to the later one: so does an order that
/// names the latest first.
///
/// # Complexity
/// O(m k) exact operations for k approvals of m entries.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// `LiquidFeedback`; Behrens, Kistner, Nitsche and Swierczek (2014), *The Principles of `LiquidFeedback`*, section 4.10.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Approval, count::*, profile::Profile, tally::approving::Harmonic};
/// let ballots = [[0, 1], [0, 1], [0, 1]].map(Approval::from).into_iter().chain([[0], [2], [2]].map(Approval::from));
/// let profile = Profile::of(3, &ballots.collect::<Vec<_>>())?;
/// let tally = run(&Harmonic {}, &profile, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().tiers(), [[0].into(), [2].into(), [1].into()]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Harmonic {}

impl TallyRule for Harmonic {
    type Input = Profile<ballot::Approval>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("harmonic", "Harmonic weighting")
            .aliases(&[Alias::plain("lf_harmonic"), Alias::plain("harmonic-weighting")])
            .references(&[
                "Behrens, Kistner, Nitsche and Swierczek (2014), The Principles of LiquidFeedback",
            ]);
        ABOUT
    }
    fn count(&self, p: &Self::Input, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (mut left, mut draft) = (p.slate().all(), Draft::new());
        let mut scores: Vec<(EntryIx, Exact)> = vec![];
        for round in 1.. {
            let weights = weights(p, &left, teller)?;
            teller.record(|| Step::scored(left.iter().map(|e| (e, weights[e.ix()].clone()))));
            if left.len() <= 1 {
                scores.extend(left.iter().map(|e| (e, weights[e.ix()].clone())));
                break;
            }
            teller.visit(&draft, &left)?;
            let least = left.iter().map(|e| &weights[e.ix()]).min();
            let lowest: EntrySet = left.iter().filter(|e| Some(&weights[e.ix()]) == least).collect();
            let out = teller.pick_entry(TieAt::eliminate(round), &lowest)?;
            scores.push((out, weights[out.ix()].clone()));
            left = left.minus(&out.into());
            draft.eliminate(out);
        }
        Ok(draft.finish(left).with_scores(scores))
    }
}
/// The weight of each entry without a place, in votes.
fn weights(p: &Profile<ballot::Approval>, left: &EntrySet, teller: &mut Teller) -> Result<Vec<Exact>, Halt> {
    // Supporters by how many of those left they back: sums of whole units first.
    let m = p.slate().len();
    let mut units = vec![vec![0u64; m + 1]; m];
    for row in 0..p.len() {
        if row % 4096 == 0 {
            teller.poll()?;
        }
        let backed: Vec<EntryIx> = p.rows().approved(row).filter(|e| left.contains(*e)).collect();
        for e in &backed {
            units[e.ix()][backed.len()] += p.weight(row);
        }
    }
    let per_vote = Exact::from(p.units_per_vote());
    let weight = |of: &Vec<u64>| {
        let parts = of.iter().enumerate().skip(1).filter(|(_, u)| **u > 0);
        parts.map(|(k, u)| Exact::from(*u) / Exact::from(k)).sum::<Exact>() / &per_vote
    };
    Ok(units.iter().map(weight).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::{Outcome, TiePolicy, run};
    fn profile(m: usize, of: &[&[u32]]) -> Profile<ballot::Approval> {
        let all: Vec<ballot::Approval> =
            of.iter().map(|b| ballot::Approval(b.iter().map(|e| EntryIx::new(*e)).collect())).collect();
        Profile::of(m, &all).unwrap()
    }
    #[test]
    fn worked_example() {
        let p = profile(3, &[&[0, 1], &[0, 1], &[0, 1], &[0], &[2], &[2]]);
        let t = run(&Harmonic {}, &p, Seats::Open, &TiePolicy::REPORT).unwrap();
        let s = t.answer().unwrap();
        assert_eq!(s.tiers(), [[0].into(), [2].into(), [1].into()]);
        assert_eq!(s.scores().values().map(ToString::to_string).collect::<Vec<_>>(), ["4", "3/2", "2"]);
    }
    #[test]
    fn a_tie_for_the_worst_place_goes_to_the_later_one_by_an_order() {
        let p = profile(3, &[&[0, 1], &[0, 1], &[0], &[2]]);
        let order = TiePolicy::Order { order: (0..3).rev().map(EntryIx::new).collect() };
        let t = run(&Harmonic {}, &p, Seats::Open, &order).unwrap();
        assert_eq!(t.answer().unwrap().tiers(), [[0].into(), [1].into(), [2].into()]);
    }
    #[test]
    fn nobody_votes() {
        let t = run(&Harmonic {}, &profile(2, &[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}

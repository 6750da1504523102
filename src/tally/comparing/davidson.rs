//! Davidson: Bradley-Terry with draws. Every entry has a strength; of two, the chances of the one, of the other and of a draw are as their
//! strengths p and q and ν √(p q). Strengths and ν are those that make what was said most likely.
//!
//! So draws are likelier between equals, and tell how near two are. They are found by iteration: a strength becomes the votes won and
//! half of those drawn, over what they would be on one unit of it; ν becomes the draws over what they would be with ν = 1. Strengths are finite and
//! unique only if every entry leads to every other one by wins or draws; else the count is refused, with the groups named.
//!
//! Strengths are floats, summed in slate order, with sum 1, and ranked after rounding to nine decimals. Only + - * / and square roots are used,
//! which are exactly rounded, so that they are the same everywhere.
//!
//! Worked example: A is called better than B 4 times, worse once, and level twice: the strengths are 4/5 and 1/5, and ν is 1, since
//! 2 = √(4 · 1).
use super::graph::{Graph, connected};
use crate::{
    count::{About, Alias, Grade, Halt, Reason, Refusal, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{PairCounts, Summary},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most rounds of the iteration.
const ROUNDS: usize = 100_000;

/// The strengths that make comparisons and their draws most likely.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Strengths that are equal after rounding to nine decimals share a tier; so do all if all comparisons are draws. Entries that nobody compared
/// may not win.
///
/// # Complexity
/// O(E) an iteration for E pairs that were compared, at most 100,000 iterations; O(m²) at the start.
///
/// # Errors
/// If some entry does not lead to another, or if the strengths have not settled. If nothing was compared the outcome is `none`.
///
/// # References
/// Davidson (1970), "On extending the Bradley-Terry model to accommodate ties in paired comparison experiments", Journal of the American
/// Statistical Association 65.
///
/// # Examples
/// ```
/// use cocreate::{ballot::{Comparison, Pairs}, count::*, id::EntryIx, profile::Profile, tally::comparing::Davidson};
/// let [a, b] = [0, 1].map(EntryIx::new);
/// let mut ballots = vec![Pairs::new([(a, b, Comparison::First)])?; 4];
/// ballots.extend(vec![Pairs::new([(a, b, Comparison::Draw)])?; 2]);
/// ballots.push(Pairs::new([(a, b, Comparison::Second)])?);
/// let tally = run(&Davidson {}, &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().scores()[&a].to_string(), "4/5");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Davidson {}

impl TallyRule for Davidson {
    type Input = PairCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("davidson", "Davidson")
            .aliases(&[Alias::plain("bradley-terry-draws"), Alias::plain("bradley-terry-davidson")])
            .references(&["Davidson (1970), Journal of the American Statistical Association 65"])
            .grade(Grade::Estimate)
            .limit("100,000 iterations");
        ABOUT
    }
    fn count(&self, n: &PairCounts, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let graph = Graph::of(n);
        let alone = n.slate().len() == 1 && n.total_weight() > 0;
        let rated: Vec<usize> =
            (0..n.slate().len()).filter(|i| alone || !graph.edges[*i].is_empty()).collect();
        if rated.is_empty() {
            return Err(teller.nobody(Reason::NobodyQualified));
        }
        connected(&graph, &rated)?;
        let decided = n.slate().iter().any(|a| n.slate().iter().any(|b| a != b && n.wins(a, b) > 0));
        if !decided {
            // Whatever the strengths, draws without end make draws alone most likely.
            let each = Exact::from(rated.len());
            let share = |e: EntryIx| rated.contains(&e.ix()).then(|| &Exact::ONE / &each);
            return Ok(Standing::by_score(n.slate(), share));
        }
        let Some(strengths) = strengths(n, &rated, teller)? else {
            let text = format!(
                "the strengths have not settled after {ROUNDS} rounds; take Bradley-Terry with a prior"
            );
            return Err(Refusal::Other(text.into()).into());
        };
        let of = |e: EntryIx| strengths.get(&e.ix()).cloned();
        teller.record(|| Step::scored(n.slate().iter().filter_map(|e| Some((e, of(e)?)))));
        Ok(Standing::by_score(n.slate(), of))
    }
}

/// Another entry, votes won with draws as halves, and votes in all.
type Edge = (usize, f64, f64);

/// The strengths, rounded; none if they do not settle.
#[allow(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "an estimate; sums run in slate order, only + - * / and square roots are used, which are exactly rounded"
)]
fn strengths(
    n: &PairCounts,
    rated: &[usize],
    teller: &mut Teller,
) -> Result<Option<BTreeMap<usize, Exact>>, Halt> {
    let units = n.units_per_vote() as f64;
    let edges = |i: usize| -> Vec<Edge> {
        let a = EntryIx::from(i);
        let with = |j: &usize| {
            let b = EntryIx::from(*j);
            let (won, draws, lost) = (n.wins(a, b) as f64, n.draws(a, b) as f64, n.wins(b, a) as f64);
            (*j != i && won + draws + lost > 0.0)
                .then(|| (*j, (won + draws / 2.0) / units, (won + draws + lost) / units))
        };
        rated.iter().filter_map(with).collect()
    };
    let edges: Vec<(usize, Vec<Edge>)> = rated.iter().map(|i| (*i, edges(*i))).collect();
    let draws = |i: usize, j: usize| n.draws(EntryIx::from(i), EntryIx::from(j)) as f64 / units;
    let drawn: f64 = edges.iter().flat_map(|(i, e)| e.iter().map(|(j, ..)| draws(*i, *j))).sum::<f64>() / 2.0;
    let mut p = vec![1.0f64; n.slate().len()];
    let mut nu = if drawn > 0.0 { 1.0 } else { 0.0 };
    for _ in 0..ROUNDS {
        teller.poll()?;
        let mut change = 0.0f64;
        for (i, edges) in &edges {
            let (mut up, mut down) = (0.0, 0.0);
            for (j, won, all) in edges {
                let root = (p[*i] * p[*j]).sqrt();
                up += won;
                down += all * (1.0 + nu * root / (2.0 * p[*i])) / (p[*i] + p[*j] + nu * root);
            }
            let new = up / down;
            change = change.max((new - p[*i]).abs() / new);
            p[*i] = new;
        }
        if drawn > 0.0 {
            let mut expected = 0.0;
            for (i, edges) in &edges {
                for (j, _, all) in edges.iter().filter(|(j, ..)| j > i) {
                    let root = (p[*i] * p[*j]).sqrt();
                    expected += all * root / (p[*i] + p[*j] + nu * root);
                }
            }
            let new = drawn / expected;
            change = change.max((new - nu).abs() / new);
            nu = new;
        }
        // Only ratios matter: the sum is kept, so that nothing runs away.
        let sum: f64 = rated.iter().map(|i| p[*i]).sum();
        if change < 1e-13 {
            let share =
                |i: &usize| Some((*i, Exact::ratio((p[*i] / sum * 1e9).round() as i128, 1_000_000_000)?));
            return Ok(Some(rated.iter().filter_map(share).collect()));
        }
        let scale = rated.len() as f64 / sum;
        for i in rated {
            p[*i] *= scale;
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::{Comparison, Pairs},
        count::{CountError, Outcome, Tally, TiePolicy, run},
        profile::Profile,
    };
    use Comparison::{Draw, First, Second};
    fn told(m: usize, said: &[(u32, u32, Comparison, usize)]) -> Result<Tally<Standing>, CountError> {
        let of = |(a, b, c, n): &(u32, u32, Comparison, usize)| {
            vec![Pairs::new([(EntryIx::new(*a), EntryIx::new(*b), *c)]).unwrap(); *n]
        };
        let p = Profile::of(m, &said.iter().flat_map(of).collect::<Vec<_>>()).unwrap();
        run(&Davidson {}, &p, Seats::ONE, &TiePolicy::REPORT)
    }
    fn is_near(got: &Exact, want: &Exact) -> bool {
        let off = &(got - want) * &Exact::from(1_000_000_000u64);
        off <= Exact::ONE && off >= -Exact::ONE
    }
    #[test]
    fn worked_example() {
        let t = told(2, &[(0, 1, First, 4), (0, 1, Draw, 2), (0, 1, Second, 1)]).unwrap();
        let shown: Vec<String> = t.answer().unwrap().scores().values().map(ToString::to_string).collect();
        assert_eq!(shown, ["4/5", "1/5"]);
    }
    #[test]
    fn planted_strengths_are_found() {
        // Strengths 1, 4, 9, 16 of 30, and draws in the proportion of the roots 1, 2, 3, 4 with ν = 3.
        let roots = [1usize, 2, 3, 4];
        let mut said = vec![];
        for (i, a) in roots.iter().enumerate() {
            for (j, b) in roots.iter().enumerate().skip(i + 1) {
                let (i, j) = (i as u32, j as u32);
                said.extend([(i, j, First, a * a), (i, j, Second, b * b), (i, j, Draw, 3 * a * b)]);
            }
        }
        let t = told(4, &said).unwrap();
        for (root, x) in roots.iter().zip(t.answer().unwrap().scores().values()) {
            let want = Exact::ratio((root * root) as i128, 30).unwrap();
            assert!(is_near(x, &want), "{x} instead of {want}");
        }
    }
    #[test]
    fn groups_are_named_and_draws_alone_tell_nobody_apart() {
        let e = told(3, &[(0, 1, First, 4), (1, 2, Draw, 1)]).unwrap_err().to_string();
        assert!(e.contains("{#0}") && e.contains("{#1, #2}"), "{e}");
        assert!(told(2, &[(0, 1, Draw, 4)]).unwrap().outcome().is_tied());
    }
    #[test]
    fn a_tie_of_a_circle() {
        let t = told(
            3,
            &[
                (0, 1, First, 1),
                (1, 2, First, 1),
                (0, 2, Second, 1),
                (0, 1, Draw, 1),
                (1, 2, Draw, 1),
                (0, 2, Draw, 1),
            ],
        );
        assert!(t.unwrap().outcome().is_tied());
    }
    #[test]
    fn nobody_is_compared() {
        assert!(matches!(told(3, &[]).unwrap().outcome(), Outcome::None { .. }));
    }
}

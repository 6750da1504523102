//! Rank centrality: a walker stands on an entry and goes on to a compared one with the chance of its share of the wins between the two,
//! over the largest number of entries that one was compared with; the longer it is on an entry in the long run, the better. A draw is
//! half a win of each.
//!
//! The shares of time are found by the elimination of Grassmann, Taksar and Heyman, which adds and divides but never takes away, so
//! that no digits are lost. They exist only if every entry leads to every other one by losses; else the count is refused, with the
//! groups named.
//!
//! Shares are floats, summed in slate order, and ranked after rounding to nine decimals; each is off by less than 10^-9.
//!
//! Worked example: A beats B three times of four: the walker goes from B to A with 3/4, from A to B with 1/4; it is on A 3/4 of the time.
use super::graph::{Graph, connected};
use crate::{
    count::{About, Alias, Grade, Halt, Reason, Refusal, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{PairCounts, Summary},
};
use serde::{Deserialize, Serialize};

/// Most entries.
const MOST: usize = 1024;

/// The entries where a walker along losses is longest.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Shares that are equal after rounding to nine decimals share a tier. Entries that nobody compared may not win.
///
/// # Complexity
/// O(m³) time and O(m²) memory; at most 1,024 entries.
///
/// # Errors
/// If some entry does not lead to another by wins; more than 1,024 entries that were compared. If nothing was compared the outcome is
/// `none`.
///
/// # References
/// Negahban, Oh and Shah (2017), "Rank centrality: ranking from pairwise comparisons", Operations Research 65; Grassmann, Taksar and Heyman
/// (1985), Operations Research 33.
///
/// # Examples
/// ```
/// use cocreate::{ballot::{Comparison, Pairs}, count::*, id::EntryIx, profile::Profile, tally::comparing::RankCentrality};
/// let [a, b] = [0, 1].map(EntryIx::new);
/// let mut ballots = vec![Pairs::new([(a, b, Comparison::First)])?; 3];
/// ballots.push(Pairs::new([(a, b, Comparison::Second)])?);
/// let tally = run(&RankCentrality {}, &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().scores()[&a].to_string(), "3/4");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RankCentrality {}

impl TallyRule for RankCentrality {
    type Input = PairCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("rank-centrality", "Rank centrality")
            .aliases(&[Alias::plain("rank_centrality")])
            .references(&["Negahban, Oh and Shah (2017), Operations Research 65"])
            .grade(Grade::Estimate)
            .most_entries(MOST)
            .limit("1,024 entries that were compared");
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
        if rated.len() > MOST {
            let (got, most) = (rated.len() as u64, MOST as u64);
            return Err(Refusal::TooLarge { what: "compared entries", got, most }.into());
        }
        connected(&graph, &rated)?;
        let shares = shares(&graph, &rated);
        let of = |e: EntryIx| Some(shares[rated.binary_search(&e.ix()).ok()?].clone());
        teller.record(|| Step::scored(n.slate().iter().filter_map(|e| Some((e, of(e)?)))));
        Ok(Standing::by_score(n.slate(), of))
    }
}

/// Shares of time, rounded. The largest number of neighbours divides all moves alike, and staying takes no part: the shares do
/// not depend on it.
#[allow(
    clippy::float_arithmetic,
    reason = "an estimate; a fixed order of sums and quotients of positive numbers"
)]
fn shares(graph: &Graph, rated: &[usize]) -> Vec<Exact> {
    let m = rated.len();
    let mut go = vec![vec![0.0f64; m]; m];
    for (i, from) in rated.iter().enumerate() {
        for (j, won, lost) in &graph.edges[*from] {
            if let Ok(j) = rated.binary_search(j) {
                go[i][j] = lost / (won + lost);
            }
        }
    }
    // Entries leave from the last; who went through one goes on directly.
    for k in (1..m).rev() {
        let out: f64 = go[k][..k].iter().sum();
        let (before, through) = go.split_at_mut(k);
        for (i, from) in before.iter_mut().enumerate() {
            from[k] /= out;
            let part = from[k];
            for (j, (x, y)) in from[..k].iter_mut().zip(&through[0][..k]).enumerate() {
                if i != j {
                    *x += part * y;
                }
            }
        }
    }
    let mut time = vec![1.0f64];
    for k in 1..m {
        let sum = time.iter().zip(&go).map(|(t, from)| t * from[k]).sum();
        time.push(sum);
    }
    let sum: f64 = time.iter().sum();
    let share = |t: &f64| Exact::ratio((t / sum * 1e9).round() as i128, 1_000_000_000).unwrap_or_default();
    time.iter().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::{Comparison, Pairs},
        count::{Outcome, Tally, TiePolicy, run},
        profile::Profile,
    };
    use Comparison::{First, Second};
    fn profile(m: usize, said: &[(u32, u32, Comparison, usize)]) -> Profile<Pairs> {
        let of = |(a, b, c, n): &(u32, u32, Comparison, usize)| {
            vec![Pairs::new([(EntryIx::new(*a), EntryIx::new(*b), *c)]).unwrap(); *n]
        };
        Profile::of(m, &said.iter().flat_map(of).collect::<Vec<_>>()).unwrap()
    }
    fn shown(t: &Tally<Standing>) -> Vec<String> {
        t.answer().unwrap().scores().values().map(ToString::to_string).collect()
    }
    #[test]
    fn worked_example() {
        let t = run(
            &RankCentrality {},
            &profile(2, &[(0, 1, First, 3), (0, 1, Second, 1)]),
            Seats::ONE,
            &TiePolicy::REPORT,
        );
        assert_eq!(shown(&t.unwrap()), ["3/4", "1/4"]);
    }
    #[test]
    fn planted_strengths_are_found() {
        // Wins in just the proportion of strengths 1 to 5: time is in their proportion too.
        let pairs = (1..6u32).flat_map(|i| (i + 1..6).map(move |j| (i, j)));
        let said: Vec<_> = pairs
            .flat_map(|(i, j)| [(i - 1, j - 1, First, i as usize), (i - 1, j - 1, Second, j as usize)])
            .collect();
        let t = run(&RankCentrality {}, &profile(5, &said), Seats::ONE, &TiePolicy::REPORT).unwrap();
        for (i, x) in t.answer().unwrap().scores().values().enumerate() {
            let want = Exact::ratio(i as i128 + 1, 15).unwrap();
            let off = &(x - &want) * &Exact::from(1_000_000_000u64);
            assert!(off <= Exact::ONE && off >= -Exact::ONE, "{x} instead of {want}");
        }
    }
    #[test]
    fn a_tie_and_groups_that_nothing_leads_out_of() {
        let p = profile(3, &[(0, 1, First, 1), (1, 2, First, 1), (0, 2, Second, 1)]);
        assert!(run(&RankCentrality {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap().outcome().is_tied());
        let p = profile(2, &[(0, 1, First, 4)]);
        let e = run(&RankCentrality {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap_err().to_string();
        assert!(e.contains("{#0}") && e.contains("{#1}"), "{e}");
    }

    #[test]
    fn nobody_is_compared() {
        for p in [profile(3, &[]), profile(3, &[(0, 1, Comparison::Skip, 2)])] {
            let t = run(&RankCentrality {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
            assert!(matches!(t.outcome(), Outcome::None { .. }));
        }
    }
}

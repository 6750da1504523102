//! Bradley-Terry: every entry has a strength, and is called better than another with the chance of its strength over the sum of both;
//! the strengths are those that make what was said most likely. A draw is half a win of each.
//!
//! They are found by Newman's iteration: the new strength of i is the sum over j of w(i, j) p(j) / (p(i) + p(j)), over the sum over j
//! of w(j, i) / (p(i) + p(j)). Strengths are finite and unique only if every entry leads to every other one by wins; else the count
//! is refused, with the groups named, or a stated prior helps: so many virtual wins and losses of every entry against one of strength 1.
//!
//! Strengths are floats, summed in slate order, with sum 1, and ranked after rounding to nine decimals. Each is off by less than 10^-9
//! when the count ends, which is when no strength has changed by more than a part in 10^13.
//!
//! Worked example: A is called better than B three times and worse once: the strengths are 3/4 and 1/4.
use super::graph::{Graph, connected};
use crate::{
    count::{About, Alias, Grade, Halt, Param, Reason, Refusal, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{PairCounts, Summary},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most rounds of the iteration.
const ROUNDS: usize = 100_000;

/// The strengths that make the comparisons most likely.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Strengths that are equal after rounding to nine decimals share a tier. Entries that nobody compared may not win, unless there is a prior.
///
/// # Complexity
/// O(E) an iteration for E pairs that were compared, at most 100,000 iterations; O(m²) at the start.
///
/// # Errors
/// If some entry does not lead to another by wins and there is no prior; a prior below nought; or if the strengths have not settled. If
/// nothing was compared the outcome is `none`.
///
/// # References
/// Bradley and Terry (1952), Biometrika 39; Zermelo (1929); Newman (2023), "Efficient computation of rankings from pairwise comparisons",
/// Journal of Machine Learning Research 24.
///
/// # Examples
/// ```
/// use cocreate::{ballot::{Comparison, Pairs}, count::*, id::EntryIx, profile::Profile, tally::comparing::BradleyTerry};
/// let [a, b] = [0, 1].map(EntryIx::new);
/// let mut ballots = vec![Pairs::new([(a, b, Comparison::First)])?; 3];
/// ballots.push(Pairs::new([(a, b, Comparison::Second)])?);
/// let tally = run(&BradleyTerry::default(), &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().scores()[&a].to_string(), "3/4");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BradleyTerry {
    /// Virtual wins, and as many losses, of every entry against one of strength 1.
    pub prior: Exact,
}

impl TallyRule for BradleyTerry {
    type Input = PairCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("bradley-terry", "Bradley-Terry").aliases(&[Alias::plain("bradley_terry"), Alias::plain("bt"), Alias::plain("zermelo")]).references(&["Bradley and Terry (1952), Biometrika 39, Newman (2023), Journal of Machine Learning Research 24"]).params(&[Param { name: "prior", kind: "exact", about: "virtual wins and losses of every entry against one of strength 1" }]).grade(Grade::Estimate)
            .limit("100,000 iterations");
        ABOUT
    }
    fn count(&self, n: &PairCounts, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        if self.prior.is_negative() {
            let why = format!("{} virtual wins are below nought; 0 is none", self.prior);
            return Err(Refusal::Parameter { name: "prior", why }.into());
        }
        let graph = Graph::of(n);
        let compared: Vec<usize> = (0..n.slate().len()).filter(|i| !graph.edges[*i].is_empty()).collect();
        let alone = n.slate().len() == 1 && n.total_weight() > 0;
        if compared.is_empty() && !alone {
            return Err(teller.nobody(Reason::NobodyQualified));
        }
        let rated: Vec<usize> =
            if self.prior.is_zero() && !alone { compared } else { (0..n.slate().len()).collect() };
        if self.prior.is_zero() {
            connected(&graph, &rated)?;
        }
        let Some(strengths) = strengths(&graph, &rated, self.prior.to_f64(), teller)? else {
            let text = format!("the strengths have not settled after {ROUNDS} rounds; state a larger prior");
            return Err(Refusal::Other(text.into()).into());
        };
        let of = |e: EntryIx| strengths.get(&e.ix()).cloned();
        teller.record(|| Step::scored(n.slate().iter().filter_map(|e| Some((e, of(e)?)))));
        Ok(Standing::by_score(n.slate(), of))
    }
}

/// The strengths, rounded; none if they do not settle.
#[allow(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "an estimate; sums run in slate order, and only +, * and / are used; a slate has fewer than 2^15 entries"
)]
fn strengths(
    graph: &Graph,
    rated: &[usize],
    prior: f64,
    teller: &mut Teller,
) -> Result<Option<BTreeMap<usize, Exact>>, Halt> {
    let mut p = vec![1.0f64; graph.edges.len()];
    for _ in 0..ROUNDS {
        teller.poll()?;
        let mut change = 0.0f64;
        for &i in rated {
            let (mut up, mut down) = (prior / (p[i] + 1.0), prior / (p[i] + 1.0));
            for &(j, won, lost) in &graph.edges[i] {
                // One division: it takes longer than all else.
                let part = 1.0 / (p[i] + p[j]);
                up += won * p[j] * part;
                down += lost * part;
            }
            if down > 0.0 {
                let new = up / down;
                change = change.max((new - p[i]).abs() / new);
                p[i] = new;
            }
        }
        let sum: f64 = rated.iter().map(|i| p[*i]).sum();
        if prior == 0.0 {
            // Only ratios matter: the sum is kept, so that nothing runs away.
            let scale = rated.len() as f64 / sum;
            for i in rated {
                p[*i] *= scale;
            }
        }
        if change < 1e-13 {
            let sum: f64 = rated.iter().map(|i| p[*i]).sum();
            let share =
                |i: &usize| Some((*i, Exact::ratio((p[*i] / sum * 1e9).round() as i128, 1_000_000_000)?));
            return Ok(Some(rated.iter().filter_map(share).collect()));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::{Comparison, Pairs},
        count::{Outcome, Tally, TiePolicy, run},
        profile::Profile,
    };
    use Comparison::{Draw, First, Second};
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
            &BradleyTerry::default(),
            &profile(2, &[(0, 1, First, 3), (0, 1, Second, 1)]),
            Seats::ONE,
            &TiePolicy::REPORT,
        );
        assert_eq!(shown(&t.unwrap()), ["3/4", "1/4"]);
    }
    #[test]
    fn planted_strengths_are_found() {
        // Wins in just the proportion of strengths 1 to 5: their shares of 15 are the maximum of the likelihood.
        let pairs = (1..6u32).flat_map(|i| (i + 1..6).map(move |j| (i, j)));
        let said: Vec<_> = pairs
            .flat_map(|(i, j)| [(i - 1, j - 1, First, i as usize), (i - 1, j - 1, Second, j as usize)])
            .collect();
        let t = run(&BradleyTerry::default(), &profile(5, &said), Seats::ONE, &TiePolicy::REPORT).unwrap();
        for (i, x) in t.answer().unwrap().scores().values().enumerate() {
            let want = Exact::ratio(i as i128 + 1, 15).unwrap();
            let off = &(x - &want) * &Exact::from(1_000_000_000u64);
            assert!(off <= Exact::ONE && off >= -Exact::ONE, "{x} instead of {want}");
        }
    }
    #[test]
    fn groups_that_nothing_leads_out_of_are_named_and_a_prior_helps() {
        let p = profile(3, &[(0, 1, First, 4), (1, 2, Draw, 1)]);
        let e = run(&BradleyTerry::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap_err().to_string();
        assert!(e.contains("{#0}") && e.contains("{#1, #2}"), "{e}");
        let prior = BradleyTerry { prior: Exact::ONE };
        let t = run(&prior, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [0].into());
    }
    #[test]
    fn a_tie_of_a_circle() {
        let p = profile(3, &[(0, 1, First, 1), (1, 2, First, 1), (0, 2, Second, 1)]);
        let t = run(&BradleyTerry::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(t.outcome().is_tied());
        assert_eq!(shown(&t), ["333333333/1000000000"; 3]);
    }

    #[test]
    fn nobody_is_compared() {
        for p in [profile(3, &[]), profile(3, &[(0, 1, Comparison::Skip, 2)])] {
            let t = run(&BradleyTerry::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
            assert!(matches!(t.outcome(), Outcome::None { .. }));
        }
    }
}

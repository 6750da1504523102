//! `PageRank`: who is thought well of by those who are thought well of.
//!
//! Somebody walks from member to member, along trust with chance d and anywhere with chance 1 - d; a member counts as much as the walker is with
//! them. From a member who trusts nobody the walker goes anywhere.
//!
//! The weights sum to one. They are floats, summed in the order of the members until nothing changes by more than a part in 10^13, and rounded to nine
//! decimals; none is off by more than a unit of the last.
//!
//! Worked example: A and C trust B, B trusts A, with d = 0.85: A counts 0.463514, B 0.486486, C 0.05.
//!
//! References: Brin and Page (1998), "The anatomy of a large-scale hypertextual web search engine".
use super::{Electorate, WeighError, Weighed, WeightRule, Weights, graph};
use crate::count::{About, Alias, Grade, Param};
use crate::num::Exact;
use serde::{Deserialize, Serialize};

/// Members by the trust of those who are trusted.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None.
///
/// # Complexity
/// `O(n + l)` a round for l amounts of trust, at most 10,000 rounds.
///
/// # Errors
/// If d is not from 0 to 99/100; if trust names a stranger, is said twice, of oneself, or below nought.
///
/// # References
/// Brin and Page (1998), Computer Networks 30.
///
/// # Examples
/// ```
/// use cocreate::{id::PersonId, num::Exact, weigh::*};
/// let id = |n: &str| PersonId::new(n).unwrap();
/// let members = ["a", "b", "c"].map(|n| Member::new(id(n)));
/// let trust = [("a", "b"), ("c", "b"), ("b", "a")].map(|(f, t)| Trust { from: id(f), to: id(t), amount: Exact::ONE });
/// let electorate = Electorate { members: &members, parties: &[], delegations: &[], trust: &trust };
/// let w = weigh(&PageRank::default(), &electorate)?;
/// let shown: Vec<String> = w.weights.iter().map(|w| w.weight.decimals_down(5)).collect();
/// assert_eq!(shown, ["0.46351", "0.48648", "0.05000"]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PageRank {
    /// The chance d of following trust, from 0 to 99/100.
    pub damping: Exact,
}
impl Default for PageRank {
    /// 0.85.
    fn default() -> Self {
        Self { damping: Exact::ratio(85, 100).unwrap_or_default() }
    }
}

const ABOUT: About = About::new("pagerank", "PageRank")
    .aliases(&[Alias::plain("page-rank")])
    .references(&["Brin and Page (1998), The anatomy of a large-scale hypertextual web search engine"])
    .grade(Grade::Estimate)
    .params(&[Param { name: "damping", kind: "exact", about: "the chance of following trust" }]);

impl WeightRule for PageRank {
    fn about(&self) -> About {
        ABOUT
    }
    #[allow(
        clippy::float_arithmetic,
        clippy::cast_precision_loss,
        reason = "an estimate; a roster has fewer members than a double tells apart"
    )]
    fn weigh(&self, electorate: &Electorate<'_>) -> Result<Weights, WeighError> {
        if self.damping.is_negative() || self.damping > Exact::ratio(99, 100).unwrap_or_default() {
            let cause = format!("a damping of {}; it is from 0 to 99/100", self.damping);
            return Err(WeighError::Parameters { rule: ABOUT.id.to_owned(), cause });
        }
        let rows = graph::parts(&graph::trust(electorate, ABOUT.id, false)?);
        let (n, d) = (rows.len() as f64, self.damping.to_f64());
        let step = |x: &[f64]| {
            let alone = rows.iter().zip(x).filter(|(r, _)| r.is_empty()).fold(0.0, |a, (_, x)| a + x);
            let mut next = vec![(1.0 - d + d * alone) / n; x.len()];
            for (row, x) in rows.iter().zip(x) {
                for (j, part) in row {
                    next[*j] += d * x * part;
                }
            }
            next
        };
        let ranks = graph::settle(ABOUT.id, vec![1.0 / n; rows.len()], step)?;
        let weighed = electorate.members.iter().zip(ranks);
        let weights = weighed.map(|(m, weight)| Weighed { person: m.person.clone(), weight }).collect();
        Ok(Weights { weights, error: graph::error(), ..Weights::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::sample::{members, trusting};
    fn ranks(rule: &PageRank, names: &[&str], trust: &[(&str, &str, &str)]) -> Vec<Exact> {
        let all = members(&names.iter().map(|n| (*n, "")).collect::<Vec<_>>());
        trusting(rule, &all, trust).unwrap().weights.into_iter().map(|w| w.weight).collect()
    }
    #[test]
    fn worked_example() {
        // C = 0.15/3; A = 0.05 + 0.85 B, B = 0.05 + 0.85 (A + C), solved by hand: B = (0.05 + 0.85 (0.05 + 0.05)) / (1 - 0.85²).
        let b: Exact = Exact::ratio(135, 1000).unwrap() / Exact::ratio(2775, 10_000).unwrap();
        let a = Exact::ratio(5, 100).unwrap() + &b * &Exact::ratio(85, 100).unwrap();
        let got = ranks(
            &PageRank::default(),
            &["A", "B", "C"],
            &[("A", "B", "1"), ("C", "B", "1"), ("B", "A", "1")],
        );
        for (got, want) in got.iter().zip([a, b, Exact::ratio(5, 100).unwrap()]) {
            let off = got - &want;
            assert!(if off.is_negative() { -off } else { off } <= graph::error().unwrap(), "{got} {want}");
        }
    }
    #[test]
    fn who_trusts_nobody_lets_the_walker_go_anywhere() {
        assert_eq!(ranks(&PageRank::default(), &["A", "B"], &[]), vec![Exact::ratio(1, 2).unwrap(); 2]);
        let none = PageRank { damping: Exact::ZERO };
        assert_eq!(ranks(&none, &["A", "B"], &[("A", "B", "1")]), vec![Exact::ratio(1, 2).unwrap(); 2]);
    }
    #[test]
    fn nobody_is_there() {
        assert_eq!(ranks(&PageRank::default(), &[], &[]), [Exact::ZERO; 0]);
    }
    #[test]
    fn bad_trust_is_refused() {
        let all = members(&[("A", ""), ("B", "")]);
        let err = |trust| trusting(&PageRank::default(), &all, trust).unwrap_err().to_string();
        assert_eq!(err(&[("A", "B", "-1")]), "`A`: their trust in `B` is -1; it is 0 or more");
        assert_eq!(
            err(&[("A", "X", "1")]),
            "`X` is named in a delegation or in trust and is not on the roster"
        );
        assert!(
            err(&[("A", "B", "1"), ("A", "B", "2")]).contains("twice")
                && err(&[("A", "A", "1")]).contains("themself")
        );
        assert!(trusting(&PageRank { damping: Exact::ONE }, &all, &[]).is_err());
    }
}

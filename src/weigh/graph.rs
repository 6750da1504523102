//! Who thinks how much of whom, as a graph, for estimates of standing.
use super::{Electorate, Trust, WeighError};
use crate::{id::PersonId, num::Exact};
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::{BTreeMap, BTreeSet};

/// Most amounts of trust.
pub(super) const MAX_TRUST: usize = 10_000_000;
/// Most rounds of an iteration.
pub(super) const ROUNDS: usize = 10_000;

/// Members as nodes in their order; edges with amounts that are not nought, those below nought only if `negative` lets them in.
pub(super) fn trust(
    electorate: &Electorate<'_>,
    rule: &str,
    negative: bool,
) -> Result<DiGraph<(), Exact, u32>, WeighError> {
    if electorate.trust.len() > MAX_TRUST {
        let cause = format!("{} amounts of trust; at most {MAX_TRUST}", electorate.trust.len());
        return Err(WeighError::Parameters { rule: rule.to_owned(), cause });
    }
    let at: BTreeMap<&PersonId, u32> =
        electorate.members.iter().zip(0..).map(|(m, i)| (&m.person, i)).collect();
    let find = |p: &PersonId| at.get(p).copied().ok_or_else(|| WeighError::Stranger(p.clone()));
    let mut graph = DiGraph::with_capacity(at.len(), electorate.trust.len());
    for _ in electorate.members {
        graph.add_node(());
    }
    let mut seen = BTreeSet::new();
    for Trust { from, to, amount } in electorate.trust {
        let (i, j) = (find(from)?, find(to)?);
        if i == j {
            let cause =
                "they say how much they think of themself; only what they think of others counts".to_owned();
            return Err(WeighError::Known { person: from.clone(), cause });
        }
        if !seen.insert((i, j)) {
            return Err(WeighError::TrustTwice { from: from.clone(), to: to.clone() });
        }
        if amount.is_negative() && !negative {
            let cause = format!("their trust in `{to}` is {amount}; it is 0 or more");
            return Err(WeighError::Known { person: from.clone(), cause });
        }
        if !amount.is_zero() {
            graph.add_edge(NodeIndex::from(i), NodeIndex::from(j), amount.clone());
        }
    }
    Ok(graph)
}
/// For each member whom they think well of, in the order of the members, with the part of their trust; empty where there is none.
#[allow(clippy::float_arithmetic, reason = "an estimate; parts are the doubles nearest to exact fractions")]
pub(super) fn parts(graph: &DiGraph<(), Exact, u32>) -> Vec<Vec<(usize, f64)>> {
    let row = |i: NodeIndex<u32>| {
        let mut out: Vec<(usize, &Exact)> = graph
            .edges(i)
            .filter(|e| !e.weight().is_negative())
            .map(|e| (petgraph::visit::EdgeRef::target(&e).index(), e.weight()))
            .collect();
        out.sort_unstable_by_key(|(j, _)| *j);
        let sum: Exact = out.iter().map(|(_, w)| *w).sum();
        out.into_iter().filter_map(|(j, w)| Some((j, w.checked_div(&sum)?.to_f64()))).collect()
    };
    graph.node_indices().map(row).collect()
}
/// Applies a step until nothing changes by more than a part in 10^13; sums run in the order of the members.
#[allow(clippy::float_arithmetic, reason = "an estimate, rounded to nine decimals before it is a weight")]
pub(super) fn settle(
    rule: &str,
    start: Vec<f64>,
    step: impl Fn(&[f64]) -> Vec<f64>,
) -> Result<Vec<Exact>, WeighError> {
    let mut now = start;
    for _ in 0..ROUNDS {
        let next = step(&now);
        let change = now.iter().zip(&next).fold(0.0, |a, (x, y)| a + libm::fabs(x - y));
        now = next;
        if change < 1e-13 {
            return Ok(now.iter().map(|x| grid(*x)).collect());
        }
    }
    Err(WeighError::NotSettled { rule: rule.to_owned(), rounds: ROUNDS })
}
/// The nearest number with nine decimals.
#[allow(clippy::float_arithmetic, reason = "where an estimate ends")]
pub(super) fn grid(x: f64) -> Exact {
    // Estimates of weights are far below what fits.
    Exact::ratio(libm::round(x * 1e9) as i128, 1_000_000_000).unwrap_or_default()
}
/// What a weight that was rounded to nine decimals may be off by.
pub(super) fn error() -> Option<Exact> {
    Exact::ratio(1, 1_000_000_000)
}

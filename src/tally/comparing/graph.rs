//! Comparisons as a graph, for rules that estimate.
use crate::{
    count::Refusal,
    id::{EntryIx, EntrySet},
    profile::{PairCounts, Summary},
};
use petgraph::{algo::tarjan_scc, graph::DiGraph};

/// Who was compared with whom.
pub(super) struct Graph {
    /// For each entry: the others that it was compared with in slate order, votes won and votes lost, draws as halves.
    pub(super) edges: Vec<Vec<(usize, f64, f64)>>,
}
impl Graph {
    #[allow(
        clippy::float_arithmetic,
        clippy::cast_precision_loss,
        reason = "one exactly rounded quotient of whole numbers below 2^53"
    )]
    pub(super) fn of(n: &PairCounts) -> Self {
        let twice = 2.0 * n.units_per_vote() as f64;
        let of = |a: EntryIx| {
            let with = |b: EntryIx| {
                let (won, draws, lost) = (n.wins(a, b), n.draws(a, b), n.wins(b, a));
                let votes = |w: u64| (2 * w + draws) as f64 / twice;
                (won + draws + lost > 0).then(|| (b.ix(), votes(won), votes(lost)))
            };
            n.slate().iter().filter_map(with).collect()
        };
        Self { edges: n.slate().iter().map(of).collect() }
    }
}
/// Refuses a graph in which wins do not lead from each entry to each other one, and names the groups in which they do.
pub(super) fn connected(graph: &Graph, rated: &[usize]) -> Result<(), Refusal> {
    let mut wins: DiGraph<usize, ()> = DiGraph::new();
    let nodes: Vec<_> = rated.iter().map(|i| wins.add_node(*i)).collect();
    for (i, from) in rated.iter().enumerate() {
        for (j, won, _) in &graph.edges[*from] {
            if let (true, Ok(j)) = (*won > 0.0, rated.binary_search(j)) {
                wins.add_edge(nodes[i], nodes[j], ());
            }
        }
    }
    let group = |g: Vec<_>| -> EntrySet { g.into_iter().map(|n| EntryIx::from(wins[n])).collect() };
    let mut groups: Vec<EntrySet> = tarjan_scc(&wins).into_iter().map(group).collect();
    if groups.len() <= 1 {
        return Ok(());
    }
    groups.sort_by_key(|g| g.iter().next());
    let shown: Vec<String> = groups.iter().take(8).map(|g| format!("{g:?}")).collect();
    let more = if groups.len() > 8 { format!(" and {} more", groups.len() - 8) } else { String::new() };
    let text = format!(
        "wins do not lead from each entry to each other one, only within {}{more}; ask for more comparisons, or state a prior",
        shown.join(", ")
    );
    Err(Refusal::Other(text.into()))
}

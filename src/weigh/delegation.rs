//! Delegation (liquid democracy): who does not vote lets another vote with their weight, and so on.
//!
//! Transitive; a direct vote suspends one's own delegation. Weight that runs into a cycle in which nobody votes, or ends
//! at somebody who neither voted nor delegated, is nobody's: it is told with the cycle or the dead end.
//!
//! In a contest members delegate by unit, area and issue: for all polls of their roster, for those of an area, or for one poll. The closest
//! delegation wins, and a vote suspends all of them in its poll, even one that is set aside. Whoever is recused from an entry and lets
//! another vote counts there with that vote.
//!
//! Worked example: a delegates to b, b to c, d to c; c and e vote. Then c counts 4 and e 1. If b votes too, b counts 2
//! and c 2. If a and b delegate to each other and only e votes, e counts 1 and the weights of a and b are lost.
//!
//! References: `LiquidFeedback`; C. Blum, C. I. Zuber, *Liquid democracy: potentials, problems, and perspectives*, 2016.
use super::{Delegation, Electorate, Lost, LostBy, Shares, WeighError, Weighed, WeightRule, Weights};
use crate::count::{About, Alias, Param};
use crate::id::PersonId;
use crate::num::Exact;
use petgraph::graph::DiGraph;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Members vote or let others vote with their weight.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None.
///
/// # Complexity
/// Linear in the members for the graph, without recursion: a chain of ten million takes no stack. Names are looked up
/// in `O(log n)` each.
///
/// # Errors
/// A delegation from or to somebody who is not on the roster, to oneself, or two of one member; and as [`Shares`].
///
/// # References
/// Blum and Zuber (2016), "Liquid democracy: potentials, problems, and perspectives", Journal of Political Philosophy 24.
///
/// # Examples
/// ```
/// use cocreate::{id::PersonId, weigh::*};
/// let id = |n: &str| PersonId::new(n).unwrap();
/// let voting = ["c", "e"];
/// let members = ["a", "b", "c", "d", "e"].map(|n| Member { voted: voting.contains(&n), ..Member::new(id(n)) });
/// let delegations = [("a", "b"), ("b", "c"), ("d", "c")].map(|(f, t)| Delegation { from: id(f), to: id(t) });
/// let electorate = Electorate { members: &members, parties: &[], delegations: &delegations, trust: &[] };
/// let w = weigh(&LiquidDelegation::default(), &electorate)?;
/// assert_eq!((&w.weights[2].weight, &w.weights[4].weight), (&4u32.into(), &1u32.into()));
///
/// // A cycle in which nobody votes is told, and its weight is nobody's.
/// let circle = [("a", "b"), ("b", "a")].map(|(f, t)| Delegation { from: id(f), to: id(t) });
/// let w = weigh(&LiquidDelegation::default(), &Electorate { delegations: &circle, ..electorate })?;
/// assert_eq!(w.cycles, [[id("a"), id("b")]]);
/// assert_eq!(w.lost.len(), 2);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LiquidDelegation {
    /// What each member brings along; one each if none is stated.
    pub shares: Option<Shares>,
}

/// Where the weight of a member ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// At a member who votes, perhaps themself.
    Vote(u32),
    /// At a member who neither votes nor delegates.
    DeadEnd(u32),
    /// In a cycle in which nobody votes, by its index.
    Cycle(u32),
}

/// Where weight flows in a graph of delegations, by the places of the members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// Where each member's weight ends.
    pub ends: Vec<End>,
    /// Members of each cycle, from its lowest place, in the direction of the delegations; the cycles by that place.
    pub cycles: Vec<Vec<u32>>,
}

/// Follows delegations to their ends. `next[i]` is whom `i` delegates to; it counts only where `voted[i]` is false.
///
/// A place beyond the members counts as no delegation.
///
/// # Complexity
/// `O(n)` time and memory, without recursion.
pub fn follow(next: &[Option<u32>], voted: &[bool]) -> Flow {
    let n = next.len().min(voted.len());
    let edge = |i: usize| next[i].filter(|j| !voted[i] && (*j as usize) < n);
    // Take away whoever nobody (left) delegates to: what stays are the cycles.
    let mut waiting = vec![0u32; n];
    for j in (0..n).filter_map(edge) {
        waiting[j as usize] += 1;
    }
    let mut order: Vec<u32> = (0..n as u32).filter(|i| waiting[*i as usize] == 0).collect();
    let mut at = 0;
    while at < order.len() {
        if let Some(j) = edge(order[at] as usize) {
            waiting[j as usize] -= 1;
            if waiting[j as usize] == 0 {
                order.push(j);
            }
        }
        at += 1;
    }
    let cycles = cycles(n, edge, &waiting);
    let mut ends: Vec<End> = (0..n as u32).map(End::DeadEnd).collect();
    for (c, members) in cycles.iter().enumerate() {
        for m in members {
            ends[*m as usize] = End::Cycle(c as u32);
        }
    }
    // Whoever was taken away later is nearer to the end.
    for i in order.into_iter().rev() {
        let i = i as usize;
        ends[i] = match edge(i) {
            Some(j) => ends[j as usize],
            None if voted[i] => End::Vote(i as u32),
            None => End::DeadEnd(i as u32),
        };
    }
    Flow { ends, cycles }
}
/// The cycles among members whom somebody still waits for; in such a rest every strong component is one cycle.
fn cycles(n: usize, edge: impl Fn(usize) -> Option<u32>, waiting: &[u32]) -> Vec<Vec<u32>> {
    let left: Vec<u32> = (0..n as u32).filter(|i| waiting[*i as usize] > 0).collect();
    let mut graph: DiGraph<u32, (), u32> = DiGraph::with_capacity(left.len(), left.len());
    let nodes: Vec<_> = left.iter().map(|i| graph.add_node(*i)).collect();
    for (k, i) in left.iter().enumerate() {
        let to = edge(*i as usize).and_then(|j| left.binary_search(&j).ok());
        if let Some(to) = to {
            graph.add_edge(nodes[k], nodes[to], ());
        }
    }
    let lowest = |part: Vec<_>| part.into_iter().map(|v| graph[v]).min();
    let mut starts: Vec<u32> = petgraph::algo::kosaraju_scc(&graph).into_iter().filter_map(lowest).collect();
    starts.sort_unstable();
    let round = |s: u32| {
        let mut members = vec![s];
        let mut i = s;
        while let Some(j) = edge(i as usize).filter(|j| *j != s) {
            members.push(j);
            i = j;
        }
        members
    };
    starts.into_iter().map(round).collect()
}

const ABOUT: About = About::new("delegation", "Delegation")
    .aliases(&[Alias::plain("liquid-democracy")])
    .references(&[
        "LiquidFeedback",
        "Blum and Zuber (2016), Liquid democracy: potentials, problems, and perspectives",
    ])
    .params(&[Param {
        name: "shares",
        kind: "{ of, missing }",
        about: "what each member brings along; left out, one each",
    }]);

impl WeightRule for LiquidDelegation {
    fn about(&self) -> About {
        ABOUT
    }
    fn weigh(&self, electorate: &Electorate<'_>) -> Result<Weights, WeighError> {
        let members = electorate.members;
        let own = match self.shares {
            Some(s) => s.of_all(electorate)?,
            None => vec![Exact::ONE; members.len()],
        };
        let voted: Vec<bool> = members.iter().map(|m| m.voted).collect();
        let flow = follow(&places(electorate)?, &voted);
        let mut sums = vec![Exact::ZERO; members.len()];
        let mut lost = vec![];
        for (i, end) in flow.ends.iter().enumerate() {
            let why = match *end {
                End::Vote(at) => {
                    sums[at as usize] += &own[i];
                    continue;
                }
                // Who neither voted nor delegated has not lost a weight: they stayed away.
                End::DeadEnd(at) if at as usize == i => continue,
                End::DeadEnd(at) => LostBy::DeadEnd { at: members[at as usize].person.clone() },
                End::Cycle(c) => LostBy::Cycle { cycle: c as usize },
            };
            lost.push(Lost { person: members[i].person.clone(), weight: own[i].clone(), why });
        }
        let name = |i: &u32| members[*i as usize].person.clone();
        let cycles = flow.cycles.iter().map(|c| c.iter().map(name).collect()).collect();
        let weighed = |(m, weight): (&super::Member, Exact)| Weighed { person: m.person.clone(), weight };
        let weights = members.iter().zip(sums).map(weighed).collect();
        Ok(Weights { weights, lost, cycles, ..Weights::default() })
    }
}
/// Delegations by the places of the members.
fn places(electorate: &Electorate<'_>) -> Result<Vec<Option<u32>>, WeighError> {
    let at: BTreeMap<&PersonId, u32> =
        electorate.members.iter().enumerate().map(|(i, m)| (&m.person, i as u32)).collect();
    let find = |p: &PersonId| at.get(p).copied().ok_or_else(|| WeighError::Stranger(p.clone()));
    let mut next: Vec<Option<u32>> = vec![None; electorate.members.len()];
    for Delegation { from, to } in electorate.delegations {
        let (i, j) = (find(from)?, find(to)?);
        if i == j {
            return Err(WeighError::Oneself(from.clone()));
        }
        if let Some(first) = next[i as usize].replace(j) {
            let first = electorate.members[first as usize].person.clone();
            return Err(WeighError::TwoDelegates { from: from.clone(), first, second: to.clone() });
        }
    }
    Ok(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::{
        LostBy,
        sample::{members, show, weighed_in},
    };
    /// Links such as `a>b`, and who votes.
    fn flow(names: &str, links: &str, voted: &str) -> Weights {
        let mut all = members(&names.split(' ').map(|n| (n, "")).collect::<Vec<_>>());
        for m in &mut all {
            m.voted = voted.split(' ').any(|v| v == m.person.as_str());
        }
        let link = |l: &str| l.split_once('>').map(|(a, b)| (a.parse().unwrap(), b.parse().unwrap()));
        let links = links.split(' ').filter_map(link).map(|(from, to)| Delegation { from, to });
        weighed_in(&LiquidDelegation::default(), &all, &[], &links.collect::<Vec<_>>())
    }
    #[test]
    fn worked_example() {
        assert_eq!(show(&flow("a b c d e", "a>b b>c d>c", "c e")), "a 0, b 0, c 4, d 0, e 1");
        assert_eq!(show(&flow("a b c d e", "a>b b>c d>c", "b c e")), "a 0, b 2, c 2, d 0, e 1");
        let w = flow("a b e", "a>b b>a", "e");
        assert_eq!(show(&w), "a 0, b 0, e 1");
        let lost: Vec<&str> = w.lost.iter().map(|l| l.person.as_str()).collect();
        assert_eq!((lost, w.cycles.len(), w.cycles[0].len()), (vec!["a", "b"], 1, 2));
    }
    #[test]
    fn nobody_votes_and_nobody_is_there() {
        let w = flow("a b", "a>b", "");
        assert_eq!((show(&w), w.lost.len()), ("a 0, b 0".into(), 1));
        assert_eq!(w.lost[0].why, LostBy::DeadEnd { at: "b".parse().unwrap() });
        assert_eq!(weighed_in(&LiquidDelegation::default(), &[], &[], &[]), Weights::default());
    }
}

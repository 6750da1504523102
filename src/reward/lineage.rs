//! Lineage: credit flows back. An entry passes a part of what it earns on to those that it is built on, and these pass a part of that on.
//!
//! The pot is first shared by the winners, in equal parts or by scores. In the order in which entries stand on one another, each that
//! is built on others passes on the fraction `pass_on` of all that came to it, by the shares of its links, and keeps the rest; one that is
//! built on nothing keeps all. The exact parts are then split into whole units. Circles are refused.
//!
//! Worked example: of 1,000, with a half passed on: c won, is built on a and b, and b on a. c keeps 500; a and b have 250 each; b passes
//! 125 on. So c has 500, b 125, a 375.
//!
//! References: Nelson (1981), *Literary Machines* (transcopyright); Creative Commons `ShareAlike` remixes of Threadless and Jovoto.
use super::{
    Award, Case, Entrant, MAX_FACTS, RewardError, RewardRule, Why, Withheld, WithheldBy,
    parts::{not_negative, owe_split, winners},
};
use crate::count::{About, Alias, Param};
use crate::id::EntryId;
use crate::num::{Apportionment, Exact, OddUnits};
use petgraph::graph::{DiGraph, NodeIndex};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A part of every reward to what it is built on.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Units that are level go by `odd`, which is noted.
///
/// # Complexity
/// `O(n + l)` exact operations for n entries and l links, beside the split.
///
/// # Errors
/// If a link leads to a stranger, twice to one entry, or has a share below nought; if entries are built on one another in a circle; if there are too many links.
///
/// # References
/// Nelson (1981), Literary Machines (transcopyright).
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PersonId, PotId}, num::{Amount, Currency, Exact}, reward::*};
/// use std::collections::BTreeMap;
/// let (id, person) = (|n: &str| EntryId::new(n).unwrap(), |n: &str| PersonId::new(n).unwrap());
/// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(1000u32) };
/// let built = |e: &str, on: &[&str]| {
///     let built_on = on.iter().map(|b| Basis { entry: id(b), share: Exact::ONE }).collect();
///     Entrant { facts: Facts { built_on, ..Facts::default() }, ..Entrant::solo(id(e), person(e)) }
/// };
/// let entrants = [built("a", &[]), built("b", &["a"]), built("c", &["a", "b"])];
/// let places = [vec![id("c")]];
/// let case = Case { pot: &pot, places: &places, scores: &BTreeMap::new(), entrants: &entrants };
/// let rule = Lineage { pass_on: Exact::ratio(1, 2).unwrap(), ..Lineage::default() };
/// let out = pay(&rule, &case, TeamSplit::default())?;
/// let paid = ["a", "b", "c"].map(|p| out.paid_to(&person(p)).minor());
/// assert_eq!(paid, [375, 125, 500]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lineage {
    /// What is passed on of all that comes to an entry, from 0 to 1.
    pub pass_on: Exact,
    /// Whether winners share the pot by their scores; else in equal parts.
    pub by_scores: bool,
    /// Who has the odd units, winners by the order of the places and then the others by theirs.
    pub odd: OddUnits,
}
impl Default for Lineage {
    /// A fifth is passed on.
    fn default() -> Self {
        Self { pass_on: Exact::ratio(1, 5).unwrap_or_default(), by_scores: false, odd: OddUnits::First }
    }
}

const ABOUT: About = About::new("lineage", "Lineage of credit")
    .aliases(&[Alias::plain("built-on")])
    .references(&["Nelson (1981), Literary Machines"])
    .params(&[
        Param { name: "pass_on", kind: "exact", about: "what is passed on of all that comes to an entry" },
        Param { name: "by_scores", kind: "boolean", about: "whether winners share the pot by their scores" },
        Param { name: "odd", kind: "first | last | heaviest", about: "who has the odd units" },
    ]);

impl RewardRule for Lineage {
    fn about(&self) -> About {
        ABOUT
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        if self.pass_on.is_negative() || self.pass_on > Exact::ONE {
            let cause = format!("{} is passed on; it is from 0 to 1", self.pass_on);
            return Err(RewardError::Parameters { rule: ABOUT.id.to_owned(), cause });
        }
        let (group, mut a) = (winners(case)?, Award::default());
        let own = if self.by_scores { not_negative(case, &group)? } else { vec![Exact::ONE; group.len()] };
        let (amount, total) = (case.pot.amount, own.iter().sum::<Exact>());
        if total.is_zero() {
            let why = if group.is_empty() { WithheldBy::NoEntry } else { WithheldBy::NoShare };
            a.withheld.push(Withheld { place: None, entry: None, amount, why });
            return Ok(a);
        }
        let came: BTreeMap<&EntryId, Exact> = group.iter().map(|e| &e.entry).zip(own).collect();
        let mut kept = self.flow(case.entrants, came)?;
        let won: BTreeSet<&EntryId> = group.iter().map(|e| &e.entry).collect();
        let others = case.entrants.iter().filter(|e| !won.contains(&e.entry)).map(|e| &e.entry);
        let paid: Vec<(&EntryId, Exact)> = group
            .iter()
            .map(|e| &e.entry)
            .chain(others)
            .filter_map(|e| Some((e, kept.remove(e)?)))
            .filter(|(_, part)| !part.is_zero())
            .collect();
        let (ids, weights): (Vec<&EntryId>, Vec<Exact>) = paid.into_iter().unzip();
        let share = |i: usize| Why::Share { share: &amount.to_exact() * &weights[i] / &total };
        owe_split(&mut a, &ids, amount, &weights, Apportionment::LargestRemainder, self.odd, share)?;
        Ok(a)
    }
}
impl Lineage {
    /// What each entry keeps of what came to it and of what is passed on to it.
    fn flow<'a>(
        &self,
        entrants: &'a [Entrant],
        mut came: BTreeMap<&'a EntryId, Exact>,
    ) -> Result<BTreeMap<&'a EntryId, Exact>, RewardError> {
        let links: usize = entrants.iter().map(|e| e.facts.built_on.len()).sum();
        if links > MAX_FACTS {
            return Err(RewardError::TooMany { what: "links", got: links, most: MAX_FACTS });
        }
        let mut kept = BTreeMap::new();
        for i in order(entrants)? {
            let e = &entrants[i];
            let all = came.remove(&e.entry).unwrap_or_default();
            let shares: Exact = e.facts.built_on.iter().map(|b| &b.share).sum();
            if all.is_zero() || shares.is_zero() {
                kept.insert(&e.entry, all);
                continue;
            }
            let on = &all * &self.pass_on;
            for b in &e.facts.built_on {
                *came.entry(&b.entry).or_default() += &(&on * &b.share / &shares);
            }
            kept.insert(&e.entry, all - on);
        }
        Ok(kept)
    }
}
/// Entries such that each stands before what it is built on.
fn order(entrants: &[Entrant]) -> Result<Vec<usize>, RewardError> {
    let at: BTreeMap<&EntryId, u32> = entrants.iter().zip(0u32..).map(|(e, i)| (&e.entry, i)).collect();
    let mut graph: DiGraph<usize, (), u32> = DiGraph::new();
    for i in 0..entrants.len() {
        graph.add_node(i);
    }
    for (i, e) in (0u32..).zip(entrants) {
        let mut seen = BTreeSet::new();
        for b in &e.facts.built_on {
            let known = at.get(&b.entry).filter(|_| seen.insert(&b.entry));
            let to = known.ok_or_else(|| {
                e.fact(format!(
                    "it is built on `{}`, which is none of the entries that may be paid, or twice",
                    b.entry
                ))
            })?;
            if b.share.is_negative() {
                return Err(e.fact(format!("the share of `{}` is {}; it is 0 or more", b.entry, b.share)));
            }
            graph.add_edge(NodeIndex::from(i), NodeIndex::from(*to), ());
        }
    }
    let loops = |v: NodeIndex<u32>| graph.contains_edge(v, v);
    if let Ok(order) = petgraph::algo::toposort(&graph, None) {
        return Ok(order.into_iter().map(|v| graph[v]).collect());
    }
    let parts = petgraph::algo::kosaraju_scc(&graph);
    let mut circle: Vec<usize> = parts
        .into_iter()
        .filter(|p| p.len() > 1 || p.iter().any(|v| loops(*v)))
        .map(|p| p.into_iter().map(|v| graph[v]).collect::<Vec<_>>())
        .min_by_key(|p| p.iter().min().copied())
        .unwrap_or_default();
    circle.sort_unstable();
    Err(RewardError::Circle { entries: circle.into_iter().map(|i| entrants[i].entry.clone()).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reward::{
        Basis, Facts,
        sample::{paid_to, places, show, solos},
    };
    /// Links such as `c>a c>b b>a`.
    fn entrants(names: &str, links: &str) -> Vec<Entrant> {
        let mut all = solos(&places(names));
        for (from, to) in links.split_whitespace().filter_map(|l| l.split_once('>')) {
            let e = all.iter_mut().find(|e| e.entry.as_str() == from).unwrap();
            e.facts.built_on.push(Basis { entry: to.parse().unwrap(), share: Exact::ONE });
        }
        all
    }
    fn run(pass_on: &str, pot: u64, winners: &str, names: &str, links: &str) -> String {
        let rule = Lineage { pass_on: pass_on.parse().unwrap(), ..Lineage::default() };
        show(&paid_to(&rule, pot, &places(winners), &[], &entrants(names, links)))
    }
    #[test]
    fn worked_example() {
        assert_eq!(run("1/2", 1000, "c", "a b c", "c>a c>b b>a"), "c 500, a 375, b 125, back 0");
        assert_eq!(run("0", 1000, "c", "a b c", "c>a"), "c 1000, back 0");
        assert_eq!(run("1", 1000, "c", "a b c", "c>b b>a"), "a 1000, back 0");
    }
    #[test]
    fn a_tie_for_the_odd_unit() {
        assert_eq!(run("1", 3, "c", "a b c", "c>a c>b"), "a 2, b 1, back 0");
    }
    #[test]
    fn nobody_wins() {
        assert_eq!(run("1/2", 9, "", "a b", "b>a"), "back 9");
    }
    #[test]
    fn circles_and_strangers_are_refused() {
        let told = |names: &str, links: &str| order(&entrants(names, links)).unwrap_err().to_string();
        assert_eq!(
            told("a b c", "a>b b>c c>b"),
            "`b`, `c` are built on one another in a circle; what an entry is built on was there before it"
        );
        assert!(told("a", "a>a").starts_with("`a` are built"));
        assert!(told("a", "a>x").contains("`x`") && told("a b", "a>b a>b").contains("twice"));
        // A long chain takes no stack.
        let names: Vec<String> = (0..20_000).map(|i| format!("e{i}")).collect();
        let links: Vec<String> = (1..20_000).map(|i| format!("e{i}>e{}", i - 1)).collect();
        let mut all = solos(&places(&names.join(" ")));
        for (e, l) in all[1..].iter_mut().zip(&links) {
            let to = l.split_once('>').unwrap().1.parse().unwrap();
            e.facts = Facts { built_on: vec![Basis { entry: to, share: Exact::ONE }], ..Facts::default() };
        }
        assert_eq!(order(&all).unwrap().len(), 20_000);
    }
}

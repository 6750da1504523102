//! Places on ballots among those who are left: what scoring rules, majority levels and most run-offs need to know.
//!
//! A tier of a ballot takes as many places as it has entries left, from the first free one on. Entries that the
//! ballot does not name take the places that are left, together.
use crate::{
    ballot::Ranking,
    count::{Desk, Halt, Reply, Session},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// Which tiers are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Part {
    /// All.
    All,
    /// The best that has somebody left.
    First,
    /// The worst: those not named, if there are any.
    Last,
}
/// Tell the places among these.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountPlaces {
    /// Who is left.
    pub among: EntrySet,
    /// Which tiers.
    pub part: Part,
    /// So many tiers of a ballot count, the rest is as if it were not written; all if `None`.
    pub depth: Option<u32>,
}
impl CountPlaces {
    /// Of all tiers of whole ballots.
    pub fn of(among: &EntrySet, part: Part) -> Self {
        Self { among: among.clone(), part, depth: None }
    }
}
/// Entries that share the same places on some ballots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The first of the places, from 0.
    pub start: u16,
    /// How many places they share.
    pub len: u16,
    /// Whether the ballots name them.
    pub named: bool,
    /// Weight of each entry of the slate, in units.
    pub weight: Vec<u64>,
}
impl Span {
    fn key(&self) -> (u16, u16, bool) {
        (self.start, self.len, self.named)
    }
    /// Of one entry, in units.
    pub fn of(&self, e: EntryIx) -> u64 {
        self.weight.get(e.ix()).copied().unwrap_or(0)
    }
}
/// Weights by the places that they stand at; each span once, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlacesReply {
    /// By first place, number of places, and whether they are named.
    pub spans: Vec<Span>,
}
impl PlacesReply {
    /// Spans of named entries.
    pub fn named(&self) -> impl Iterator<Item = &Span> {
        self.spans.iter().filter(|s| s.named)
    }
    /// A ballot counts in full for each of those who share a place, in units.
    pub fn full(&self, e: EntryIx) -> u64 {
        self.named().map(|s| s.of(e)).sum()
    }
    /// A ballot counts in equal parts for those who share a place, named or not, in units.
    pub fn parts(&self, e: EntryIx) -> Exact {
        self.spans.iter().map(|s| part(s, e)).sum()
    }
    /// The same for those only whom it names.
    pub fn named_parts(&self, e: EntryIx) -> Exact {
        self.named().map(|s| part(s, e)).sum()
    }
    /// Weight of ballots that name somebody, in units.
    pub fn naming(&self) -> u64 {
        let first = self.named().filter(|s| s.start == 0);
        // Each of those who share the first place has the ballot's weight there.
        first.map(|s| s.weight.iter().sum::<u64>() / u64::from(s.len.max(1))).sum()
    }
}
fn part(s: &Span, e: EntryIx) -> Exact {
    &Exact::from(s.of(e)) / &Exact::from(u64::from(s.len.max(1)))
}
impl Reply for PlacesReply {
    fn merge(&mut self, other: Self) {
        for span in other.spans {
            match self.spans.binary_search_by_key(&span.key(), Span::key) {
                Ok(i) => {
                    let mine = &mut self.spans[i].weight;
                    mine.resize(mine.len().max(span.weight.len()), 0);
                    for (a, b) in mine.iter_mut().zip(span.weight) {
                        *a = a.saturating_add(b);
                    }
                }
                Err(i) => self.spans.insert(i, span),
            }
        }
    }
}
impl Session<'_, Places> {
    /// Places of these tiers among these.
    pub fn places(&mut self, among: &EntrySet, part: Part) -> Result<PlacesReply, Halt> {
        self.ask(&CountPlaces::of(among, part))
    }
}

/// The ballots of one shard as lists of named entries, best first.
pub struct Places {
    entries: usize,
    /// Tier and entry.
    named: Vec<(u16, u16)>,
    /// Where the list of a ballot ends, and the ballot's weight.
    ballots: Vec<(usize, u64)>,
}
impl fmt::Debug for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Places")
    }
}
impl Desk for Places {
    type Ballot = Ranking;
    type Order = CountPlaces;
    type Reply = PlacesReply;
    fn open(p: &Profile<Ranking>) -> Self {
        let (mut named, mut ballots) = (vec![], Vec::with_capacity(p.len()));
        for r in 0..p.len() {
            let from = named.len();
            named.extend(p.entries().filter_map(|e| Some((p.rows().rank(r, e)?, e.ix() as u16))));
            named[from..].sort_unstable();
            ballots.push((named.len(), p.weight(r)));
        }
        Self { entries: p.slate().len(), named, ballots }
    }
    fn obey(&mut self, order: &CountPlaces) -> PlacesReply {
        let among = order.among.intersection(&EntrySet::first(self.entries));
        let mut look = Look {
            left: among.len(),
            stands: (0..self.entries).map(|e| among.contains(EntryIx::from(e))).collect(),
            spans: BTreeMap::new(),
            unnamed: BTreeMap::new(),
        };
        let depth = order.depth.map_or(u16::MAX, |d| u16::try_from(d).unwrap_or(u16::MAX));
        let mut from = 0;
        for (to, weight) in &self.ballots {
            let all = &self.named[from..*to];
            from = *to;
            look.ballot(&all[..all.partition_point(|(tier, _)| *tier < depth)], order.part, *weight);
        }
        for ((start, len), (total, named)) in look.unnamed {
            let of = |e: usize| if look.stands[e] { total - named[e] } else { 0 };
            look.spans.insert((start, len, false), (0..self.entries).map(of).collect());
        }
        let span = |((start, len, named), weight)| Span { start, len, named, weight };
        PlacesReply { spans: look.spans.into_iter().map(span).collect() }
    }
}
/// One look at all ballots.
struct Look {
    left: usize,
    stands: Vec<bool>,
    spans: BTreeMap<(u16, u16, bool), Vec<u64>>,
    /// Weight of ballots that leave so many unnamed, and how much of it names each: most ballots name few.
    unnamed: BTreeMap<(u16, u16), (u64, Vec<u64>)>,
}
impl Look {
    fn ballot(&mut self, all: &[(u16, u16)], part: Part, weight: u64) {
        let (mut start, mut tier, mut last): (usize, Vec<u16>, Vec<u16>) = (0, vec![], vec![]);
        for (i, (rank, e)) in all.iter().enumerate() {
            if self.stands[usize::from(*e)] {
                tier.push(*e);
            }
            let ends = all.get(i + 1).is_none_or(|(next, _)| next != rank);
            if ends && !tier.is_empty() {
                start += tier.len();
                match part {
                    Part::Last => std::mem::swap(&mut last, &mut tier),
                    _ => self.put(start - tier.len(), &tier, weight),
                }
                if part == Part::First {
                    return;
                }
                tier.clear();
            }
        }
        if start < self.left {
            let key = (start as u16, (self.left - start) as u16);
            let m = self.stands.len();
            let (total, named) = self.unnamed.entry(key).or_insert_with(|| (0, vec![0; m]));
            *total += weight;
            for (_, e) in all {
                named[usize::from(*e)] += weight;
            }
        } else if part == Part::Last {
            self.put(start - last.len(), &last, weight);
        }
    }
    fn put(&mut self, start: usize, who: &[u16], weight: u64) {
        let m = self.stands.len();
        let key = (start as u16, who.len() as u16, true);
        let span = self.spans.entry(key).or_insert_with(|| vec![0; m]);
        for e in who {
            span[usize::from(*e)] += weight;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    fn spans(part: Part, among: [u32; 3], depth: Option<u32>) -> Vec<(u16, u16, bool, Vec<u64>)> {
        // {0,1} 3 | 2 left out
        let ballots = [Ranking::tiers([[0, 1].into(), [3].into()]), Ranking::strict([2])];
        let mut desk = Places::open(&Profile::of(4, &ballots).unwrap());
        let reply = desk.obey(&CountPlaces { among: among.into(), part, depth });
        reply.spans.into_iter().map(|s| (s.start, s.len, s.named, s.weight)).collect()
    }
    #[test]
    fn tiers_take_places_among_those_who_are_left() {
        assert_eq!(
            spans(Part::All, [1, 2, 3], None),
            [
                (0, 1, true, vec![0, 1, 1, 0]),
                (1, 1, true, vec![0, 0, 0, 1]),
                (1, 2, false, vec![0, 1, 0, 1]),
                (2, 1, false, vec![0, 0, 1, 0])
            ]
        );
        assert_eq!(spans(Part::First, [1, 2, 3], None), [(0, 1, true, vec![0, 1, 1, 0])]);
        assert_eq!(
            spans(Part::Last, [1, 2, 3], None),
            [(1, 2, false, vec![0, 1, 0, 1]), (2, 1, false, vec![0, 0, 1, 0])]
        );
    }
    #[test]
    fn a_ballot_that_names_nobody_left_has_no_named_first() {
        assert_eq!(
            spans(Part::First, [0, 1, 3], None),
            [(0, 2, true, vec![1, 1, 0, 0]), (0, 3, false, vec![1, 1, 0, 1])]
        );
        assert_eq!(
            spans(Part::First, [2, 3, 3], Some(1)),
            [(0, 1, true, vec![0, 0, 1, 0]), (0, 2, false, vec![0, 0, 1, 1])]
        );
    }
    #[test]
    fn shards_add_up() {
        let ballots = [[0u32, 1, 2], [2, 1, 0], [1, 0, 2]].map(Ranking::strict);
        let p = Profile::of(3, &ballots).unwrap();
        let order = CountPlaces::of(&p.slate().all(), Part::All);
        let mut sum = PlacesReply::default();
        for shard in p.split(3) {
            sum.merge(Places::open(&shard).obey(&order));
        }
        assert_eq!(sum, Places::open(&p).obey(&order));
        assert_eq!(sum.naming(), 3);
    }
}

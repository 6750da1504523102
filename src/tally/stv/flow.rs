//! Ballots that flow through the entries they name, each entry keeping a part: the desk of Meek's and Warren's counts.
use crate::{
    ballot::Ranking,
    count::{Desk, Halt, Reply, Session},
    num::{Exact, Places},
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// How much each entry keeps of what comes to it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlowOrder {
    /// By entry, 0 to 1; nothing comes to an entry that keeps 0.
    pub keep: Vec<Exact>,
    /// Whether it is a price, of which as much is kept as is there, and not a share of what is there.
    pub price: bool,
    /// What is kept of one ballot is rounded up after so many decimals; exact if there are none.
    pub decimals: Option<Places>,
}
/// What all ballots left with each entry, in units of weight.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flowed {
    /// By entry.
    pub kept: Vec<Exact>,
}
impl Reply for Flowed {
    fn merge(&mut self, other: Self) {
        self.kept.resize(self.kept.len().max(other.kept.len()), Exact::ZERO);
        self.kept.iter_mut().zip(&other.kept).for_each(|(a, b)| *a += b);
    }
}
impl Session<'_, Flow> {
    /// What each entry keeps.
    pub fn flow(&mut self, order: &FlowOrder) -> Result<Flowed, Halt> {
        self.ask(order)
    }
}
/// The ballots of one shard, each as a list of entries.
pub struct Flow {
    entries: usize,
    /// Entries best first, one list after the other; [`SAME`] marks an entry that shares the tier of the one before.
    named: Vec<u16>,
    /// Where each list ends, and its weight.
    ballots: Vec<(usize, u64)>,
}
impl fmt::Debug for Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Flow")
    }
}
const SAME: u16 = 1 << 15;
/// Below so many ballots equal ones are joined; above, finding them costs more than it saves.
const JOINED: usize = 1 << 16;
impl Desk for Flow {
    type Ballot = Ranking;
    type Order = FlowOrder;
    type Reply = Flowed;
    fn open(p: &Profile<Ranking>) -> Self {
        let (mut named, mut ballots) = (vec![], Vec::with_capacity(p.len()));
        let mut order: Vec<(u16, u16)> = vec![];
        for r in 0..p.len() {
            order.clear();
            order.extend(p.entries().filter_map(|e| Some((p.rows().rank(r, e)?, e.ix() as u16))));
            order.sort_unstable();
            for (k, (rank, e)) in order.iter().enumerate() {
                let same = k > 0 && order[k - 1].0 == *rank;
                named.push(if same { *e | SAME } else { *e });
            }
            ballots.push((named.len(), p.weight(r)));
        }
        let flow = Self { entries: p.slate().len(), named, ballots };
        if flow.ballots.len() < JOINED { flow.joined() } else { flow }
    }
    fn obey(&mut self, order: &FlowOrder) -> Flowed {
        let mut keep = order.keep.clone();
        keep.resize(self.entries, Exact::ZERO);
        Flowed {
            kept: order
                .decimals
                .map_or_else(|| self.exactly(&keep, order.price), |p| self.fixed(&keep, order.price, p)),
        }
    }
}
impl Flow {
    fn lists(&self) -> impl Iterator<Item = (&[u16], u64)> {
        let mut start = 0;
        self.ballots.iter().map(move |(end, w)| {
            let list = &self.named[start..*end];
            start = *end;
            (list, *w)
        })
    }
    fn joined(self) -> Self {
        let mut lists: Vec<(&[u16], u64)> = self.lists().collect();
        lists.sort_unstable();
        let (mut named, mut ballots): (Vec<u16>, Vec<(usize, u64)>) = (vec![], vec![]);
        for same in lists.chunk_by(|a, b| a.0 == b.0) {
            named.extend_from_slice(same[0].0);
            ballots.push((named.len(), same.iter().map(|(_, w)| w).sum()));
        }
        Self { entries: self.entries, named, ballots }
    }
    /// In units of the last decimal.
    fn fixed(&self, keep: &[Exact], price: bool, places: Places) -> Vec<Exact> {
        let one = 10u64.pow(u32::from(places.places()));
        let units =
            |v: &Exact| places.of_exact_down(v).and_then(|f| u64::try_from(f.units()).ok()).unwrap_or(one);
        let keep: Vec<u64> = keep.iter().map(|v| units(v).min(one)).collect();
        let part = |w: u64, k: u64| match (k == one, price) {
            (true, _) => w,
            (_, true) => w.min(k),
            _ => up(w, k, one),
        };
        let mut kept = vec![0u128; keep.len()];
        for (list, weight) in self.lists() {
            let (mut left, mut at) = (one, 0);
            while left > 0 && at < list.len() {
                let end = tier_end(list, at);
                let open = |e: &&u16| keep[usize::from(**e & !SAME)] > 0;
                let n = list[at..end].iter().filter(open).count() as u64;
                if let Some(share) = left.checked_div(n) {
                    let mut rest = 0;
                    for e in list[at..end].iter().filter(open) {
                        let e = usize::from(*e & !SAME);
                        let x = part(share, keep[e]);
                        kept[e] += u128::from(x) * u128::from(weight);
                        rest += share - x;
                    }
                    left = rest;
                }
                at = end;
            }
        }
        kept.into_iter().map(|v| &Exact::from(v) / &Exact::from(one)).collect()
    }
    fn exactly(&self, keep: &[Exact], price: bool) -> Vec<Exact> {
        let mut kept = vec![Exact::ZERO; keep.len()];
        for (list, weight) in self.lists() {
            let (mut left, mut at, weight) = (Exact::ONE, 0, Exact::from(weight));
            while !left.is_zero() && at < list.len() {
                let end = tier_end(list, at);
                let open: Vec<usize> = list[at..end]
                    .iter()
                    .map(|e| usize::from(*e & !SAME))
                    .filter(|e| !keep[*e].is_zero())
                    .collect();
                if !open.is_empty() {
                    let (share, mut rest) = (&left / &Exact::from(open.len()), Exact::ZERO);
                    for e in open {
                        let x = if !price {
                            &share * &keep[e]
                        } else if share < keep[e] {
                            share.clone()
                        } else {
                            keep[e].clone()
                        };
                        rest += &(&share - &x);
                        kept[e] += &(&x * &weight);
                    }
                    left = rest;
                }
                at = end;
            }
        }
        kept
    }
}
fn tier_end(list: &[u16], at: usize) -> usize {
    let mut end = at + 1;
    while end < list.len() && list[end] & SAME != 0 {
        end += 1;
    }
    end
}
/// `w * k / one`, rounded up.
fn up(w: u64, k: u64, one: u64) -> u64 {
    // Up to nine decimals the product fits 64 bits, which divide much faster.
    if let Some(p) = w.checked_mul(k) {
        return p.div_ceil(one);
    }
    let p = (u128::from(w) * u128::from(k)).div_ceil(u128::from(one));
    u64::try_from(p).unwrap_or(w).min(w)
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Profile;
    fn kept(ballots: &[Ranking], m: usize, keep: &[&str], price: bool, decimals: Option<u8>) -> Vec<String> {
        let mut flow = Flow::open(&Profile::of(m, ballots).unwrap());
        let keep = keep.iter().map(|k| k.parse().unwrap()).collect();
        let decimals = decimals.map(|d| Places::new(d).unwrap());
        flow.obey(&FlowOrder { keep, price, decimals }).kept.iter().map(Exact::to_string).collect()
    }
    #[test]
    fn shares_and_prices() {
        let b = [Ranking::strict([0, 1, 2])];
        assert_eq!(kept(&b, 3, &["1/2", "1/2", "1"], false, None), ["1/2", "1/4", "1/4"]);
        assert_eq!(kept(&b, 3, &["1/2", "3/10", "1"], true, None), ["1/2", "3/10", "1/5"]);
        assert_eq!(kept(&b, 3, &["3/4", "3/10", "1"], true, None), ["3/4", "1/4", "0"]);
        assert_eq!(kept(&b, 3, &["0", "1/2", "1"], false, Some(9)), ["0", "1/2", "1/2"]);
    }
    #[test]
    fn what_is_kept_is_rounded_up() {
        let b = [Ranking::strict([0, 1]), Ranking::strict([0, 1])];
        assert_eq!(kept(&b, 2, &["3/10", "1"], false, Some(1)), ["3/5", "7/5"]);
        let two = [Ranking::strict([0, 1, 2])];
        // 0.3, then 0.7 * 0.3 = 0.21, up: 0.3
        assert_eq!(kept(&two, 3, &["3/10", "3/10", "1"], false, Some(1)), ["3/10", "3/10", "2/5"]);
    }
    #[test]
    fn equal_ranks_share_and_pass_on_to_the_next_tier() {
        let b = [Ranking::tiers([[0, 1].into(), [2].into()])];
        assert_eq!(kept(&b, 3, &["1/2", "1", "1"], false, None), ["1/4", "1/2", "1/4"]);
        assert_eq!(kept(&b, 3, &["1/2", "1", "1"], false, Some(6)), ["1/4", "1/2", "1/4"]);
        assert_eq!(kept(&b, 3, &["0", "1", "1"], false, Some(6)), ["0", "1", "0"]);
    }
}

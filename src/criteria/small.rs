//! Kinds of ballots of which there are few over few entries, so that all small profiles can be looked at.
use crate::{
    ballot::{Ballot, Ranking},
    id::EntryIx,
    num::shuffle,
};

/// A kind whose ballots over a few entries can be listed.
///
/// For rankings these are the strict orders of all entries.
pub trait Small: Ballot {
    /// Most entries over which they are listed.
    const MOST_ENTRIES: u32;
    /// All of them over so many entries, rising.
    fn all(entries: u32) -> Vec<Self>;
    /// The same ballot where entry `e` is called `names[e]`; the names are those of an order.
    fn renamed(&self, names: &[EntryIx]) -> Self;
    /// One over so many entries, each equally likely, from words of 64 random bits.
    fn random(entries: u32, word: &mut dyn FnMut() -> u64) -> Self;
}
impl Small for Ranking {
    const MOST_ENTRIES: u32 = 6;
    fn all(entries: u32) -> Vec<Self> {
        orders(entries).iter().map(|o| order(o)).collect()
    }
    fn renamed(&self, names: &[EntryIx]) -> Self {
        Self(self.iter().map(|t| t.iter().map(|e| names[e.ix()]).collect()).collect())
    }
    fn random(entries: u32, word: &mut dyn FnMut() -> u64) -> Self {
        let mut all: Vec<EntryIx> = (0..entries).map(EntryIx::new).collect();
        shuffle(&mut all, word);
        order(&all)
    }
}
fn order(o: &[EntryIx]) -> Ranking {
    Ranking(o.iter().map(|e| (*e).into()).collect())
}
/// All orders of so many entries, rising.
pub(super) fn orders(entries: u32) -> Vec<Vec<EntryIx>> {
    let mut all = vec![vec![]];
    for _ in 0..entries {
        let longer = |o: &Vec<EntryIx>| -> Vec<Vec<EntryIx>> {
            let left = (0..entries).map(EntryIx::new).filter(|e| !o.contains(e));
            left.map(|e| [o.as_slice(), &[e]].concat()).collect()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn all_orders_are_there_once_and_rising() {
        for (entries, factorial) in [(0, 1), (1, 1), (2, 2), (3, 6), (4, 24), (5, 120)] {
            let all = Ranking::all(entries);
            assert_eq!(all.len(), factorial);
            assert!(all.windows(2).all(|w| w[0] < w[1]));
        }
    }
}

//! Cultures, the generator and experiments.
mod bad_input;
mod catalogue;
mod distribution;
mod experiment;
mod pinned;

use cocreate::{
    ballot::Ranking,
    id::EntryIx,
    sim::{Size, culture::Culture, generator},
};

/// All orders of so many entries.
fn orders(m: u32) -> Vec<Vec<u32>> {
    let mut all = vec![vec![]];
    for _ in 0..m {
        all = all
            .iter()
            .flat_map(|o: &Vec<u32>| {
                (0..m).filter(|e| !o.contains(e)).map(|e| [o.as_slice(), &[e]].concat()).collect::<Vec<_>>()
            })
            .collect();
    }
    all
}
fn drawn(culture: &dyn Culture, (m, n): (u32, u64), seed: u64, replicate: u64) -> Vec<Vec<u32>> {
    let mut all = vec![];
    culture.draw(Size::new(m, n).unwrap(), &mut generator(seed, replicate), &mut |o: &[EntryIx]| {
        all.push(o.iter().map(|e| e.ix() as u32).collect());
    });
    all
}
fn strict(orders: &[Vec<u32>]) -> Vec<Ranking> {
    orders.iter().map(|o| Ranking::strict(o.iter().copied())).collect()
}

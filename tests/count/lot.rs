//! The lot, pinned. Expected values were worked out by a program of its own, in another language, from the description of
//! the draw in `docs/reproducibility.md` alone.
use cocreate::{
    count::{Lot, Lottery},
    id::EntryIx,
    num::Exact,
};

#[test]
fn orders_are_those_of_the_documentation() {
    assert_eq!(Lot::new("2026-11-24").order("tie 0", 5), [1, 2, 4, 3, 0]);
    assert_eq!(Lot::new("2026-11-24").order("tie 1", 5), [0, 2, 4, 3, 1]);
    assert_eq!(Lot::new("").order("", 10), [3, 5, 7, 8, 9, 0, 1, 2, 4, 6]);
    assert_eq!(Lot::new("Ünïcode").order("seats", 12), [6, 11, 9, 5, 0, 8, 4, 7, 1, 10, 2, 3]);
    assert_eq!(Lot::new("x").order("y", 1), [0]);
    assert!(Lot::new("x").order("y", 0).is_empty());
}
#[test]
fn numbers_are_those_of_the_documentation() {
    let dice: Vec<u64> = (0..12).map(|i| Lot::new("s").below(&i.to_string(), 6)).collect();
    assert_eq!(dice, [4, 1, 4, 1, 1, 1, 3, 5, 3, 3, 2, 3]);
    // The first word, 15119011502145203532, is not below 2^63 + 1 and is thrown away.
    assert_eq!(Lot::new("big").below("n", (1 << 63) + 1), 8_772_604_927_116_286_469);
    assert_eq!(Lot::new("s").below("l", 0), 0);
}
#[test]
fn draws_from_a_lottery_are_those_of_the_documentation() {
    let third = |n| Exact::ratio(n, 6).unwrap();
    let l = Lottery::of([(0, 2), (1, 3), (4, 1)].map(|(e, n)| (EntryIx::new(e), third(n))));
    let drawn: Vec<usize> =
        (0..12).map(|i| Lot::new("seed").draw(&format!("draw {i}"), &l).unwrap().ix()).collect();
    assert_eq!(drawn, [0, 0, 0, 4, 0, 0, 1, 1, 0, 1, 0, 4]);
    assert_eq!(Lot::new("seed").draw("x", &Lottery::of([])), None);
}
#[test]
fn an_order_of_three_is_uniform() {
    // 6000 draws of 6 orders: 1000 each, standard deviation 28.9; six of them are 174.
    let mut seen = std::collections::BTreeMap::new();
    for i in 0..6000 {
        *seen.entry(Lot::new("uniform").order(&i.to_string(), 3)).or_insert(0_i32) += 1;
    }
    assert_eq!(seen.len(), 6);
    assert!(seen.values().all(|n| (n - 1000).abs() < 174), "{seen:?}");
}

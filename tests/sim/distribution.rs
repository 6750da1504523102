//! Frequencies over many draws against exact probabilities. Each bound is shown to fail for formulas that are near and wrong.
#![allow(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "frequencies and their spread")]
use super::{drawn, orders, strict};
use cocreate::{
    criteria::condorcet_winner,
    num::Exact,
    profile::{PairwiseCounts, Profile, Summary, Unnamed},
    sim::culture::{Culture, Euclidean, Impartial, Mallows},
};

const DRAWS: u64 = 60_000;

/// Pairs that an order turns round.
fn turned(o: &[u32]) -> u32 {
    let n = (0..o.len()).flat_map(|i| (i + 1..o.len()).map(move |j| (i, j)));
    n.filter(|(i, j)| o[*i] > o[*j]).count() as u32
}
fn power(x: &Exact, n: u32) -> Exact {
    (0..n).fold(Exact::ONE, |p, _| &p * x)
}
/// From the definition: proportional to phi to the number of pairs turned round.
fn mallows(phi: &Exact, m: u32) -> Vec<Exact> {
    let weights: Vec<Exact> = orders(m).iter().map(|o| power(phi, turned(o))).collect();
    let all: Exact = weights.iter().sum();
    weights.iter().map(|w| w / &all).collect()
}
fn frequencies(culture: &dyn Culture, m: u32) -> Vec<u64> {
    let (all, mut n) = (orders(m), vec![0; orders(m).len()]);
    for o in drawn(culture, (m, DRAWS), 2026, 0) {
        n[all.binary_search(&o).unwrap()] += 1;
    }
    n
}
/// Whether all frequencies lie within five standard deviations (one in 1.7 million does not, for each) of these chances.
fn fit(n: &[u64], p: &[Exact]) -> bool {
    let draws = DRAWS as f64;
    n.iter().zip(p).all(|(n, p)| {
        let p = p.to_f64();
        (*n as f64 - draws * p).abs() <= 5.0 * (draws * p * (1.0 - p)).sqrt()
    })
}
fn x(s: &str) -> Exact {
    s.parse().unwrap()
}

#[test]
fn the_exact_probabilities_of_three_are_those_of_the_textbook() {
    assert_eq!(mallows(&x("1/2"), 3), ["8/21", "4/21", "4/21", "2/21", "2/21", "1/21"].map(x));
}
#[test]
fn repeated_insertion_is_mallows() {
    for (phi, wrong) in
        [("1/2", ["11/20", "1/4", "1"]), ("4/5", ["5/6", "16/25", "1"]), ("1/10", ["1/8", "1/100", "1"])]
    {
        for m in [3, 4] {
            let n = frequencies(&Mallows::new(x(phi)).unwrap(), m);
            assert!(fit(&n, &mallows(&x(phi), m)), "phi {phi}, {m} entries: {n:?}");
            for other in wrong {
                assert!(!fit(&n, &mallows(&x(other), m)), "{other} would pass for {phi}");
            }
            // Turned towards the other end of the reference order.
            let mut back = mallows(&x(phi), m);
            back.reverse();
            assert!(!fit(&n, &back));
        }
    }
}
#[test]
fn the_ends_of_mallows_are_agreement_and_impartial_culture() {
    assert!(
        drawn(&Mallows::new(Exact::ZERO).unwrap(), (6, 100), 1, 0).iter().all(|o| *o == [0, 1, 2, 3, 4, 5])
    );
    let n = frequencies(&Mallows::new(Exact::ONE).unwrap(), 4);
    assert!(fit(&n, &vec![x("1/24"); 24]) && !fit(&n, &mallows(&x("97/100"), 4)));
}
#[test]
fn impartial_culture_is_uniform() {
    let n = frequencies(&Impartial {}, 4);
    assert!(fit(&n, &vec![x("1/24"); 24]), "{n:?}");
    // Exchanging each place with any place gives order `o` in so many of 4^4 ways: near, and told apart.
    let mut ways = vec![0; 24];
    for k in 0..256_usize {
        let mut o = vec![0, 1, 2, 3];
        (0..4).for_each(|i| o.swap(i, k >> (2 * i) & 3));
        ways[orders(4).binary_search(&o).unwrap()] += 1;
    }
    let naive: Vec<Exact> = ways.iter().map(|w| Exact::ratio(*w, 256).unwrap()).collect();
    assert!(!fit(&n, &naive));
}
#[test]
fn voters_on_a_line_are_single_peaked_and_a_majority_agrees_on_one() {
    for i in 0..300 {
        let all = drawn(&Euclidean::new(1).unwrap(), (6, 15), 3, i);
        // Black: with an odd number of voters whose orders are single-peaked there is a Condorcet winner.
        let p = Profile::of(6, &strict(&all)).unwrap();
        assert!(condorcet_winner(&PairwiseCounts::of(&p).unwrap(), Unnamed::Last).is_some(), "{all:?}");
    }
    // In a plane there need not be one.
    let none = (0..300).filter(|i| {
        let all = drawn(&Euclidean::new(2).unwrap(), (6, 15), 3, *i);
        let p = Profile::of(6, &strict(&all)).unwrap();
        condorcet_winner(&PairwiseCounts::of(&p).unwrap(), Unnamed::Last).is_none()
    });
    assert!(none.count() > 0);
}
#[test]
fn two_voters_on_a_line_agree_on_two_entries_as_often_as_the_integral_says() {
    // The border between the entries is the mean t of two uniform numbers: E t = 1/2, Var t = 1/24. Both voters lie on one side
    // with chance t^2 + (1 - t)^2, on average 2 (1/24 + 1/4) - 1 + 1 = 7/12. Two who toss coins agree in 1/2.
    let n = 20_000;
    let agree = (0..n).filter(|i| {
        let all = drawn(&Euclidean::new(1).unwrap(), (2, 2), 4, *i);
        all[0] == all[1]
    });
    let (share, p) = (agree.count() as f64 / n as f64, 7.0 / 12.0);
    let five = 5.0 * (p * (1.0 - p) / n as f64).sqrt();
    assert!((share - p).abs() < five && five < 0.02, "{share}");
}

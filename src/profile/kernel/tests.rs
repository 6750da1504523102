//! Each kernel against the loop that defines it.
use super::*;
use crate::ballot::ABSENT;

const SIZES: [usize; 8] = [1, 2, 3, 7, 20, 65, 130, 300];

/// A linear congruential generator: the inputs only have to be varied and the same each time.
struct Lcg(u64);
impl Lcg {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}
type Table = Vec<Vec<Option<u16>>>;
/// More rows than one block, and a part of one.
fn rows(m: usize) -> usize {
    if m < 60 { 2 * BLOCK + 77 } else { BLOCK + 33 }
}
fn table(m: usize, row: impl Fn(&mut Lcg) -> Vec<Option<u16>>) -> (Table, Vec<u64>) {
    let mut rng = Lcg(m as u64);
    let table: Table = (0..rows(m)).map(|_| row(&mut rng)).collect();
    let weights = table.iter().map(|_| 1 + rng.below(9) as u64 * rng.below(50) as u64).collect();
    (table, weights)
}
/// A strict and complete order; narrow lanes hold no more than 255 of them.
fn strict(m: usize, rng: &mut Lcg) -> Vec<Option<u16>> {
    let mut ranks: Vec<Option<u16>> = (0..m as u16).map(Some).collect();
    (1..m).for_each(|i| ranks.swap(i, rng.below(i + 1)));
    ranks
}
fn weak(m: usize, rng: &mut Lcg) -> Vec<Option<u16>> {
    (0..m).map(|_| (rng.below(4) > 0).then(|| rng.below(m.min(255)) as u16)).collect()
}
fn columns(table: &Table, largest: u16) -> Columns {
    let mut cols = Columns::new(table[0].len(), largest);
    for values in table {
        for (x, v) in cols.row().iter_mut().zip(values) {
            *x = v.unwrap_or(ABSENT);
        }
        cols.commit();
    }
    cols.seal();
    cols
}
/// Both lanes, without and with weights.
fn every_way(table: &Table, weights: &[u64], check: impl Fn(&Columns, Option<&[u64]>)) {
    let narrow_fits = table.iter().flatten().flatten().all(|x| *x <= 254);
    for largest in [254, 32_766] {
        let cols = columns(table, largest);
        assert_eq!(matches!(cols.lanes(), Lanes::Narrow(_)), largest == 254);
        if largest > 254 || narrow_fits {
            check(&cols, None);
            check(&cols, Some(weights));
        }
    }
}
/// The matrix of a relation, row by row.
fn naive(
    table: &Table,
    weights: Option<&[u64]>,
    holds: impl Fn(Option<u16>, Option<u16>) -> bool,
) -> Vec<u64> {
    let m = table[0].len();
    let mut out = vec![0; m * m];
    for (r, row) in table.iter().enumerate() {
        let w = weights.map_or(1, |w| w[r]);
        for a in 0..m {
            for b in 0..m {
                out[a * m + b] += if holds(row[a], row[b]) { w } else { 0 };
            }
        }
    }
    out
}
/// "Not given" is above every number.
fn below(x: Option<u16>, y: Option<u16>) -> bool {
    x.map_or(u32::MAX, u32::from) < y.map_or(u32::MAX, u32::from)
}

#[test]
fn less_is_the_loop_for_weak_and_truncated_rows() {
    for m in SIZES {
        let (table, weights) = table(m, |rng| weak(m, rng));
        every_way(&table, &weights, |cols, w| {
            assert_eq!(less(cols, w, Shape::Any, None), naive(&table, w, below), "{m}");
        });
    }
}
#[test]
fn less_is_the_loop_for_strict_rows() {
    for m in SIZES {
        let (table, weights) = table(m, |rng| strict(m, rng));
        every_way(&table, &weights, |cols, w| {
            let total = w.map_or(table.len() as u64, |w| w.iter().sum());
            assert_eq!(less(cols, w, Shape::Strict { total }, None), naive(&table, w, below), "{m}");
        });
    }
}
#[test]
fn levels_flip_round_any_top() {
    for (m, top) in [(3, 254), (7, 5), (20, 254), (20, 300)] {
        let (table, weights) =
            table(m, |rng| (0..m).map(|_| (rng.below(3) > 0).then(|| rng.below(top + 1) as u16)).collect());
        let higher = |x: Option<u16>, y: Option<u16>| x.is_some() && x > y;
        every_way(&table, &weights, |cols, w| {
            assert_eq!(less(cols, w, Shape::Any, Some(top as u16)), naive(&table, w, higher), "{m} {top}");
        });
    }
}
#[test]
fn both_is_the_loop() {
    for m in SIZES {
        let (table, weights) = table(m, |rng| weak(m, rng));
        every_way(&table, &weights, |cols, w| {
            assert_eq!(both(cols, w), naive(&table, w, |x, y| x.is_some() && y.is_some()), "{m}");
        });
    }
}
#[test]
fn levels_is_the_loop_by_comparing_and_by_table() {
    for (m, n) in [(1, 1), (2, 2), (3, 11), (7, 48), (20, 49), (65, 101), (130, 255), (300, 4), (3, 400)] {
        let (table, weights) =
            table(m, |rng| (0..m).map(|_| (rng.below(3) > 0).then(|| rng.below(n) as u16)).collect());
        every_way(&table, &weights, |cols, w| {
            let mut want = vec![0; m * n];
            for (r, row) in table.iter().enumerate() {
                for (c, x) in row.iter().enumerate() {
                    if let Some(l) = x {
                        want[c * n + usize::from(*l)] += w.map_or(1, |w| w[r]);
                    }
                }
            }
            assert_eq!(levels(cols, w, n), want, "{m} {n}");
        });
    }
}
#[test]
fn only_the_best_rank_can_be_counted() {
    let (table, _) = table(20, |rng| strict(20, rng));
    let firsts = levels(&columns(&table, 19), None, 1);
    for (c, n) in firsts.into_iter().enumerate() {
        assert_eq!(n, table.iter().filter(|r| r[c] == Some(0)).count() as u64);
    }
}
#[test]
fn no_columns_and_no_rows_count_nothing() {
    let mut none = Columns::new(0, 0);
    none.row();
    none.commit();
    none.seal();
    assert!(less(&none, None, Shape::Any, None).is_empty() && both(&none, None).is_empty());
    assert!(levels(&none, None, 3).is_empty());
    let empty = Columns::new(2, 1);
    assert_eq!(less(&empty, None, Shape::Strict { total: 0 }, None), [0; 4]);
}
#[test]
fn bits_are_counted_as_one_by_one_at_every_length() {
    let mut rng = Lcg(5);
    let v: Vec<Words> = (0..70_000)
        .map(|_| {
            Words::new(std::array::from_fn(|_| (rng.below(1 << 30) as u64) << 20 ^ rng.below(1 << 30) as u64))
        })
        .collect();
    for (n, step) in [
        (0, 1),
        (1, 1),
        (15, 1),
        (16, 1),
        (34, 2),
        (95, 1),
        (1023, 1),
        (1024, 1),
        (4_998, 6),
        (70_000, 1),
        (69_998, 2),
    ] {
        let mask = |i: usize, x: Words| if i % 3 == 1 { Words::ZERO } else { x };
        for masked in [false, true] {
            let (mut fast, mut slow) = (vec![[7u64; BITS]; step], vec![[7u64; BITS]; step]);
            bit_counts(&v[..n], masked.then_some(mask), 3, &mut fast);
            for (row, x) in v[..n].chunks(step).enumerate() {
                for (x, out) in x.iter().zip(&mut slow) {
                    let x = if masked { mask(row, *x) } else { *x };
                    for (i, c) in out.iter_mut().enumerate() {
                        *c += 3 * (x.to_array()[i / 64] >> (i % 64) & 1);
                    }
                }
            }
            assert_eq!(fast, slow, "{n} {step} {masked}");
        }
        let common = v[..n].iter().zip(&v[1..]).map(|(x, y)| (*x & *y).to_array());
        let common: u64 = common.flatten().map(|w| u64::from(w.count_ones())).sum();
        assert_eq!(common_bits(&v[..n], &v[1..]), common, "{n}");
    }
}
#[test]
fn lanes_reach_their_bound_without_overflow() {
    // Every lane of every vector counts: 32 or 64 a narrow lane, 64 or 128 a wide one; and all 16 bit planes fill up.
    let full: Table = vec![vec![Some(0), Some(1)]; 3 * BLOCK];
    for largest in [1, 300] {
        let cols = columns(&full, largest);
        assert_eq!(less(&cols, None, Shape::Any, None), [0, 3 * BLOCK as u64, 0, 0]);
        assert_eq!(both(&cols, None), [3 * BLOCK as u64; 4]);
    }
    for step in 1..=3 {
        let mut out = vec![[0; BITS]; step];
        let none = None::<fn(usize, Words) -> Words>;
        bit_counts(&vec![Words::splat(u64::MAX); 140_000 * step], none, 1, &mut out);
        assert_eq!(out, vec![[140_000; BITS]; step]);
    }
    let full = vec![Words::splat(u64::MAX); 140_000];
    assert_eq!(common_bits(&full, &full), 140_000 * BITS as u64);
}

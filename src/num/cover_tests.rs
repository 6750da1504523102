use super::*;
use crate::num::{Exact, Program, Relation, Row, Whole, whole};
use proptest::prelude::*;

fn column(cells: &[i8], units: u64, cost: u32) -> Column {
    Column { cells: cells.to_vec(), units, cost }
}
fn least(needs: &[i128], columns: &[Column], mut work: u64) -> Option<Vec<u64>> {
    Cover { needs: needs.to_vec(), columns: columns.to_vec() }.least(&mut work)
}
#[test]
fn a_half_is_not_taken() {
    // Each row needs 1, each unit serves two of three rows: 3/2 in fractions, 2 in whole numbers.
    let columns = [[1, 1, 0], [0, 1, 1], [1, 0, 1]].map(|c| column(&c, 1, 1));
    assert_eq!(least(&[1, 1, 1], &columns, 10_000).unwrap().iter().sum::<u64>(), 2);
    assert_eq!(least(&[0, -1, 0], &columns, 10_000), Some(vec![0, 0, 0]));
    assert_eq!(least(&[], &[], 10_000), Some(vec![]));
}
#[test]
fn the_cheaper_is_taken_and_what_is_too_much_is_not_found() {
    let columns = [column(&[1], 2, 5), column(&[1], 2, 3)];
    assert_eq!(least(&[3], &columns, 10_000), Some(vec![1, 2]));
    assert_eq!(least(&[5], &columns, 10_000), None);
    assert_eq!(least(&[3], &columns, 3), None);
}
proptest! {
    #[test]
    fn it_is_the_least_of_the_plain_search(
        columns in prop::collection::vec((prop::collection::vec(-1i8..=1, 4), 0u64..5, 1u32..4), 1..7),
        slack in prop::collection::vec(-1i128..4, 4),
    ) {
        let columns: Vec<Column> = columns.iter().map(|(c, n, cost)| column(c, *n, *cost)).collect();
        let sum = |i: usize| columns.iter().map(|c| i128::from(c.cells[i]) * i128::from(c.units)).sum::<i128>();
        let needs: Vec<i128> = (0..4).map(|i| sum(i) - slack[i]).collect();
        let mut p = Program::maximise(columns.iter().map(|c| -Exact::from(c.cost)).collect());
        for (i, need) in needs.iter().enumerate() {
            let row = columns.iter().map(|c| Exact::from(i32::from(c.cells[i]))).collect();
            p.add(Row::new(row, Relation::AtLeast, Exact::from(*need)));
        }
        for (j, c) in columns.iter().enumerate() {
            let mut one = vec![Exact::ZERO; j + 1];
            one[j] = Exact::ONE;
            p.add(Row::new(one, Relation::AtMost, Exact::from(c.units)));
        }
        let taken = least(&needs, &columns, 10_000_000);
        match whole(&p, 10_000) {
            Whole::Stopped => panic!(),
            Whole::Nothing => prop_assert_eq!(taken, None),
            Whole::Optimal(value) => {
                let taken = taken.unwrap();
                let cost: u64 = columns.iter().zip(&taken).map(|(c, x)| u64::from(c.cost) * x).sum();
                prop_assert_eq!(Exact::from(cost), -value);
                for (i, need) in needs.iter().enumerate() {
                    let have = |(c, x): (&Column, &u64)| i128::from(c.cells[i]) * i128::from(*x);
                    prop_assert!(columns.iter().zip(&taken).map(have).sum::<i128>() >= *need);
                }
                prop_assert!(columns.iter().zip(&taken).all(|(c, x)| *x <= c.units));
            }
        }
    }
}

use super::*;

const ALL: [Apportionment; 13] = [
    Apportionment::LargestRemainder,
    Apportionment::Dhondt,
    Apportionment::SainteLague,
    Apportionment::ModifiedSainteLague,
    Apportionment::HuntingtonHill,
    Apportionment::Adams,
    Apportionment::Dean,
    Apportionment::Quota,
    Apportionment::LargestRemainderDroop,
    Apportionment::LargestRemainderExactDroop,
    Apportionment::LargestRemainderImperiali,
    Apportionment::Danish,
    Apportionment::Macau,
];
fn w(list: &[u64]) -> Vec<Exact> {
    list.iter().map(|x| Exact::from(*x)).collect()
}

#[test]
fn the_method_has_to_be_named() {
    // Pukelsheim 2017, and R14 of the worked examples: 10 units by 53, 24, 23.
    let s = |m| split(10, &w(&[53, 24, 23]), m, OddUnits::First).unwrap().parts;
    assert_eq!(s(Apportionment::Dhondt), [6, 2, 2]);
    assert_eq!(s(Apportionment::SainteLague), [6, 2, 2]);
    assert_eq!(s(Apportionment::LargestRemainder), [5, 3, 2]);
}

#[test]
fn odd_units_go_by_the_named_order_and_the_tie_is_told() {
    let s = |odd| split(8, &w(&[1, 2, 1, 2]), Apportionment::LargestRemainder, odd).unwrap();
    // Shares 4/3, 8/3, 4/3, 8/3: the two larger have the two units left, no tie.
    assert_eq!(s(OddUnits::First).parts, [1, 3, 1, 3]);
    assert_eq!(s(OddUnits::First).tie, None);
    let s = |odd| split(3, &w(&[1, 3]), Apportionment::LargestRemainder, odd).unwrap();
    assert_eq!(s(OddUnits::First).parts, [1, 2]); // 3/4 and 9/4
    let s = |odd| split(2, &w(&[1, 3]), Apportionment::LargestRemainder, odd).unwrap();
    // 1/2 and 3/2: level for the second unit.
    assert_eq!(s(OddUnits::First).parts, [1, 1]);
    assert_eq!(s(OddUnits::Last).parts, [0, 2]);
    assert_eq!(s(OddUnits::Heaviest).parts, [0, 2]);
    assert_eq!(s(OddUnits::First).tie, Some(SplitTie { tied: vec![0, 1], units: 1 }));
}

#[test]
fn nothing_and_nobody() {
    for m in ALL {
        assert_eq!(split(0, &[], m, OddUnits::First).unwrap().parts, Vec::<u128>::new());
        assert_eq!(split(0, &w(&[0, 1]), m, OddUnits::First).unwrap().parts, [0, 0]);
        assert_eq!(split(5, &[], m, OddUnits::First), Err(SplitError::NoWeight(5)));
        assert_eq!(split(5, &w(&[0, 0]), m, OddUnits::First), Err(SplitError::NoWeight(5)));
        assert_eq!(split(5, &w(&[0, 1, 0]), m, OddUnits::Last).unwrap().parts, [0, 5, 0], "{m}");
        let bad = [Exact::ONE, Exact::from(-1i32)];
        assert!(matches!(split(5, &bad, m, OddUnits::First), Err(SplitError::Negative { at: 1, .. })));
        assert_eq!(split(u128::MAX, &w(&[1]), m, OddUnits::First), Err(SplitError::TooLarge(u128::MAX)));
    }
}

#[test]
fn totals_of_any_size_end_at_once() {
    let total = Exact::from(10u128.pow(30) + 7);
    for m in ALL {
        let s = split(10u128.pow(30) + 7, &w(&[3, 5, 7, 11]), m, OddUnits::First);
        if matches!(m, Apportionment::Quota | Apportionment::Macau) {
            assert!(matches!(s, Err(SplitError::TooMany { .. })));
            continue;
        }
        let parts = s.unwrap().parts;
        assert_eq!(parts.iter().map(|p| Exact::from(*p)).sum::<Exact>(), total, "{m}");
    }
}

#[test]
fn too_few_units_go_to_the_largest_weights_where_the_first_is_free() {
    for m in [Apportionment::Adams, Apportionment::Dean, Apportionment::HuntingtonHill] {
        let s = split(2, &w(&[5, 1, 9, 5]), m, OddUnits::First).unwrap();
        assert_eq!(s.parts, [1, 0, 1, 0], "{m}");
        assert_eq!(s.tie, Some(SplitTie { tied: vec![0, 3], units: 1 }), "{m}");
    }
}

#[test]
fn names_are_those_of_plans() {
    for m in ALL {
        assert_eq!(serde_json::to_string(&m).unwrap(), format!("\"{m}\""));
    }
    assert_eq!(serde_json::from_str::<Apportionment>("\"webster\"").unwrap(), Apportionment::SainteLague);
}

#[test]
fn quotas_of_the_largest_remainder() {
    // 100 votes, 5 seats. Hare 20, Droop 17, Imperiali 100/7. Of 43, 30, 27: by Hare 2 1 1 and the largest rest (10 of 30);
    // by Droop 2 1 1 and 9, 13, 10 are left; by Imperiali 3 (42.9) 2 (28.6) 1 are six, so the exact Droop 100/6 counts:
    // 2 (33.3) 1 1, and 9.7, 13.3, 10.3 are left.
    let s = |m, v: &[u64]| split(5, &w(v), m, OddUnits::First).unwrap().parts;
    assert_eq!(s(Apportionment::LargestRemainder, &[43, 30, 27]), [2, 2, 1]);
    assert_eq!(s(Apportionment::LargestRemainderDroop, &[43, 30, 27]), [2, 2, 1]);
    assert_eq!(s(Apportionment::LargestRemainderImperiali, &[43, 30, 27]), [2, 2, 1]);
    // 60, 28, 12. Hare: 3, 1, 0 and 12 is the largest rest. Imperiali: 4, 1, 0, all given.
    assert_eq!(s(Apportionment::LargestRemainder, &[60, 28, 12]), [3, 1, 1]);
    assert_eq!(s(Apportionment::LargestRemainderImperiali, &[60, 28, 12]), [4, 1, 0]);
    // Droop: 3 of 51, 1 of 17, and 9, 11, 12 are left.
    assert_eq!(s(Apportionment::LargestRemainderDroop, &[60, 28, 12]), [3, 1, 1]);
    // Votes of 3, quota 1: each of two lists has its votes, and the two units that are left go one to each.
    assert_eq!(s(Apportionment::LargestRemainderDroop, &[2, 1]), [3, 2]);
}
#[test]
fn danish_and_macau() {
    // 1, 4, 7: 60, 15, 60/7; 20, 5. Of four units 60, 20, 15 and 60/7 go out. Macau 1, 2, 4: 60, 30, 20, 15.
    let s = |m, n, v: &[u64]| split(n, &w(v), m, OddUnits::First).unwrap();
    assert_eq!(s(Apportionment::Danish, 4, &[60, 20]).parts, [3, 1]);
    assert_eq!(s(Apportionment::Danish, 5, &[100, 25, 25]).parts, [3, 1, 1]);
    assert_eq!(s(Apportionment::Danish, 2, &[100, 25]).tie, Some(SplitTie { tied: vec![0, 1], units: 1 }));
    assert_eq!(s(Apportionment::Macau, 4, &[60, 20]).parts, [3, 1]);
    assert_eq!(s(Apportionment::Macau, 6, &[60, 20]).parts, [4, 2]);
}

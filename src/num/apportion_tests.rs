use super::*;

const ALL: [Apportionment; 8] = [
    Apportionment::LargestRemainder,
    Apportionment::Dhondt,
    Apportionment::SainteLague,
    Apportionment::ModifiedSainteLague,
    Apportionment::HuntingtonHill,
    Apportionment::Adams,
    Apportionment::Dean,
    Apportionment::Quota,
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
        if m == Apportionment::Quota {
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

use super::*;

#[test]
fn iso_currencies_have_the_decimals_of_the_standard() {
    for (code, exponent) in [("EUR", 2), ("JPY", 0), ("BHD", 3), ("CLF", 4)] {
        assert_eq!(Currency::iso(code).unwrap().exponent(), exponent, "{code}");
    }
    assert!(matches!(Currency::iso("EUX"), Err(MoneyError::UnknownCurrency(_))));
    assert!(matches!(Currency::iso("eur"), Err(MoneyError::UnknownCurrency(_))));
    assert!(matches!(Currency::iso("XAU"), Err(MoneyError::NoMinorUnit(_))));
}

#[test]
fn own_units_state_their_exponent_and_do_not_pose_as_iso() {
    let wei = Currency::own("ETH", 18).unwrap();
    let m = Money { amount: wei.amount("21.000000000000000001").unwrap(), currency: wei };
    assert_eq!(m.amount.minor(), 21_000_000_000_000_000_001);
    assert_eq!(m.to_string(), "21.000000000000000001 ETH");
    assert!(matches!(Currency::own("EUR", 3), Err(MoneyError::Exponent { iso: 2, .. })));
    assert_eq!(Currency::own("EUR", 2).unwrap(), Currency::iso("EUR").unwrap());
    assert!(matches!(Currency::own("POINT", 19), Err(MoneyError::TooFine(19))));
    for bad in ["", "points", "1UP", "A B", "ABCDEFGHIJKLM", "Ä"] {
        assert!(matches!(Currency::own(bad, 0), Err(MoneyError::Code(_))), "{bad}");
    }
}

#[test]
fn text_is_exact_in_both_directions() {
    for good in ["0.00 EUR", "0.05 EUR", "1234567.89 EUR", "7 JPY", "1.234 BHD"] {
        assert_eq!(good.parse::<Money>().unwrap().to_string(), good);
    }
    assert_eq!("7 EUR".parse::<Money>().unwrap().amount.minor(), 700);
    for bad in
        ["", "EUR", "-1 EUR", "1. EUR", ".5 EUR", "1.234 EUR", "1,5 EUR", "1e3 EUR", "1.0 JPY", "1  EUR"]
    {
        assert!(bad.parse::<Money>().is_err(), "{bad}");
    }
    let huge = format!("1{} JPY", "0".repeat(31));
    assert_eq!(huge.parse::<Money>(), Err(MoneyError::TooLarge));
}

#[test]
fn json_keeps_amounts_of_any_size() {
    for minor in [0, 9_007_199_254_740_991, 9_007_199_254_740_992, Amount::MAX.minor()] {
        let a = Amount::new(minor).unwrap();
        let text = serde_json::to_string(&a).unwrap();
        assert_eq!(text.starts_with('"'), minor > 9_007_199_254_740_991, "{text}");
        assert_eq!(serde_json::from_str::<Amount>(&text).unwrap(), a);
    }
    for bad in ["-1", "1.5", "1e40", "\"\"", "\"-1\"", "\"01\"", "\"1e3\"", "null"] {
        assert!(serde_json::from_str::<Amount>(bad).is_err(), "{bad}");
    }
    let c = |s: &str| serde_json::from_str::<Currency>(s);
    assert_eq!(serde_json::to_string(&c("\"EUR\"").unwrap()).unwrap(), "\"EUR\"");
    let points = "{\"code\":\"POINT\",\"exponent\":0}";
    assert_eq!(serde_json::to_string(&c(points).unwrap()).unwrap(), points);
    assert!(c("{\"code\":\"POINT\"}").is_err());
    assert!(c("{\"code\":\"POINT\",\"exponent\":0,\"x\":1}").is_err());
}

#[test]
fn sums_are_checked() {
    assert_eq!(Amount::MAX.checked_add(Amount::from(1u32)), None);
    assert_eq!(Amount::ZERO.checked_sub(Amount::from(1u32)), None);
    assert_eq!(Amount::total([Amount::MAX, Amount::MAX]), None);
    assert_eq!(Amount::new(u128::MAX), Err(MoneyError::TooLarge));
}

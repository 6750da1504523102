//! Seats and units by eight methods.
use super::{Check, exact, int, ints, list};
use crate::conformance::shared;
use cocreate::num::{Apportionment, Exact, OddUnits, split};
use serde_json::Value;

fn largest_remainder(i: &Value, o: &Value) {
    let weights: Vec<Exact> = list(&i["weights"]).into_iter().map(exact).collect();
    let s =
        split(int(&i["total"]).into(), &weights, Apportionment::LargestRemainder, OddUnits::First).unwrap();
    assert_eq!(s.parts, ints(&o["parts"]).into_iter().map(u128::from).collect::<Vec<_>>());
}
fn divisor_rules(i: &Value, o: &Value) {
    let weights: Vec<Exact> = list(&i["votes"]).into_iter().map(exact).collect();
    for (name, m) in [
        ("dhondt", Apportionment::Dhondt),
        ("sainte_lague", Apportionment::SainteLague),
        ("hamilton", Apportionment::LargestRemainder),
    ] {
        let s = split(int(&i["total"]).into(), &weights, m, OddUnits::First).unwrap();
        assert_eq!(s.parts, ints(&o[name]).into_iter().map(u128::from).collect::<Vec<_>>());
    }
}

#[test]
fn eight_apportionments() {
    use Apportionment as A;
    const METHODS: [(&str, A); 8] = [
        ("largest_remainder", A::LargestRemainder),
        ("dhondt", A::Dhondt),
        ("saintelague", A::SainteLague),
        ("modified_saintelague", A::ModifiedSainteLague),
        ("huntington", A::HuntingtonHill),
        ("adams", A::Adams),
        ("dean", A::Dean),
        ("quota", A::Quota),
    ];
    let Some(dir) = shared() else { return };
    let file = std::fs::read_to_string(dir.join("vectors/apportionment.json")).unwrap();
    let all: Value = serde_json::from_str(&file).unwrap();
    let (mut n, mut ties) = (0, 0);
    for c in list(&all["cases"]) {
        let votes: Vec<Exact> = list(&c["votes"]).into_iter().map(exact).collect();
        for (name, m) in METHODS {
            let s = split(int(&c["seats"]).into(), &votes, m, OddUnits::First).unwrap();
            let want = &c["results"][name];
            if want == "TIE" {
                assert!(s.tie.is_some(), "{m} {c}");
                ties += 1;
            } else {
                let want: Vec<u128> = ints(want).into_iter().map(u128::from).collect();
                assert_eq!(s.parts, want, "{m} {c}");
                // The other program does not tell ties of the quota method.
                assert!(s.tie.is_none() || m == A::Quota, "{m} {c}");
            }
            n += 1;
        }
    }
    println!("{n} apportionments, {ties} of them ties");
    assert_eq!(n, 320);
}
/// Rules and how their cases are checked.
pub(super) const RULES: &[Check] =
    &[(&["largest_remainder"], largest_remainder), (&["divisor_rules"], divisor_rules)];

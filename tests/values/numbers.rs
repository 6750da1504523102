//! Ids and numbers of random values.
use super::{config, edgy};
use cocreate::{
    id::{EntryId, IdError, PersonId},
    num::{
        Amount, Apportionment, Currency, Exact, Fixed, MAX_EXPONENT, MAX_PLACES, Money, OddUnits, Places,
        Threshold, capped_shares, split, split_capped,
    },
};
use proptest::{collection::vec, prelude::*};

const METHODS: [Apportionment; 8] = [
    Apportionment::LargestRemainder,
    Apportionment::Dhondt,
    Apportionment::SainteLague,
    Apportionment::ModifiedSainteLague,
    Apportionment::HuntingtonHill,
    Apportionment::Adams,
    Apportionment::Dean,
    Apportionment::Quota,
];
fn exact() -> impl Strategy<Value = Exact> {
    let small = (-9i128..99, 1u128..9);
    let any = (any::<i128>(), any::<u128>());
    prop_oneof![4 => small.boxed(), 1 => any.boxed()].prop_filter_map("zero", |(n, d)| Exact::ratio(n, d))
}

proptest! {
    #![proptest_config(config(600))]
    #[test]
    fn ids(text in "[a-zA-Z0-9._:-]{0,70}|.{0,12}") {
        let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "._:-".contains(c));
        let right = plain && (1..=64).contains(&text.len());
        let got = EntryId::new(&text);
        prop_assert_eq!(got.is_ok(), right);
        prop_assert_eq!(text.parse::<PersonId>().is_ok(), right);
        let told = match got {
            Ok(id) => id.as_str() == text,
            Err(IdError::Length(n)) => n == text.len(),
            Err(IdError::Character(c)) => text.contains(c),
            Err(_) => false,
        };
        prop_assert!(told);
    }
    #[test]
    fn fractions(n in any::<i128>(), d in any::<u128>(), k in any::<i64>()) {
        let Some(x) = Exact::ratio(n, d) else { prop_assert_eq!(d, 0); return Ok(()) };
        prop_assert_eq!(&x * &Exact::from(d), Exact::from(n));
        prop_assert_eq!(&(&x + &Exact::from(k)) - &Exact::from(k), x.clone());
        prop_assert_eq!(x.to_string().parse::<Exact>().unwrap(), x.clone());
        if let (Some(floor), Some(ceil)) = (x.floor(), x.ceil()) {
            prop_assert!(Exact::from(floor) <= x && x <= Exact::from(ceil) && ceil - floor <= 1);
        }
        prop_assert!(x.checked_div(&Exact::ZERO).is_none());
        let _ = (x.to_f64(), x.decimals_down(5), x.to_u64(), x.denominator());
    }
    #[test]
    fn texts_of_numbers(text in "-?[0-9]{0,30}([./][0-9]{0,30})?|.{0,20}") {
        if let Ok(x) = text.parse::<Exact>() { prop_assert_eq!(x.to_string(), text.clone()); }
        if let Ok(x) = Exact::decimal(&text) {
            let places = text.split_once('.').map_or(0, |(_, p)| p.len());
            let shown = x.decimals_down(places);
            let bare = |t: &str| {
                let (sign, digits) = t.strip_prefix('-').map_or(("", t), |d| ("-", d));
                let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
                let whole = whole.trim_start_matches('0');
                let zero = whole.is_empty() && part.bytes().all(|b| b == b'0');
                format!("{}{whole}.{part}", if zero { "" } else { sign })
            };
            prop_assert_eq!(bare(&shown), bare(&text));
        }
    }
    #[test]
    fn decimals_of_a_law(places in any::<u8>(), a in any::<i128>(), b in any::<i128>(), n in edgy(), m in edgy()) {
        let Ok(p) = Places::new(places) else { prop_assert!(places > MAX_PLACES); return Ok(()) };
        let (x, y) = (Fixed::of_units(a), Fixed::of_units(b));
        for (down, up) in [(p.mul_down(x, y), p.mul_up(x, y)), (p.div_down(x, y), p.div_up(x, y)),
                           (p.ratio_down(n, m), p.ratio_up(n, m))] {
            prop_assert_eq!(down.is_some(), up.is_some());
            if let (Some(down), Some(up)) = (down, up) {
                prop_assert!(down.units().unsigned_abs().abs_diff(up.units().unsigned_abs()) <= 1);
            }
        }
        prop_assert_eq!(x.checked_add(y).map(Fixed::units), a.checked_add(b));
        prop_assert_eq!(x.checked_sub(y).map(Fixed::units), a.checked_sub(b));
        prop_assert_eq!(x.checked_times(n).map(Fixed::units), a.checked_mul(i128::from(n)));
        prop_assert_eq!(Exact::decimal(&p.text(x)).unwrap(), p.exact(x));
        prop_assert_eq!(p.of_exact_down(&p.exact(x)), Some(x));
        prop_assert_eq!(p.exact(p.whole(n)), Exact::from(n));
    }
    #[test]
    fn money(code in "[A-Z]{3}|[A-Z0-9]{0,14}|.{0,5}", exponent in any::<u8>(), text in "[0-9]{0,35}(\\.[0-9]{0,20})?|.{0,9}") {
        for currency in [Currency::iso(&code), Currency::own(&code, exponent)].into_iter().flatten() {
            prop_assert!(currency.exponent() <= MAX_EXPONENT && currency.code() == code);
            let json = serde_json::to_string(&currency).unwrap();
            prop_assert_eq!(serde_json::from_str::<Currency>(&json).unwrap(), currency);
            if let Ok(amount) = currency.amount(&text) {
                let places = Exact::from(10u128.pow(u32::from(currency.exponent())));
                prop_assert_eq!(&amount.to_exact() / &places, Exact::decimal(&text).unwrap());
                let money = Money { amount, currency };
                if currency.is_iso() { prop_assert_eq!(money.to_string().parse::<Money>().unwrap(), money); }
            }
        }
        let _ = (code.parse::<Money>(), format!("{text} {code}").parse::<Money>());
    }
    #[test]
    fn amounts(a in any::<u128>(), b in any::<u128>()) {
        prop_assert_eq!(Amount::new(a).is_ok(), a <= Amount::MAX.minor());
        if let (Ok(x), Ok(y)) = (Amount::new(a), Amount::try_from(b)) {
            prop_assert_eq!(x.checked_sub(y).map(Amount::minor), a.checked_sub(b));
            prop_assert_eq!(x.checked_add(y).is_some(), a + b <= Amount::MAX.minor());
        }
    }
    #[test]
    fn splits_sum_to_the_total(total in prop_oneof![0u128..99, any::<u128>()], weights in vec(exact(), 0..6), most in edgy()) {
        for method in METHODS {
            for odd in [OddUnits::First, OddUnits::Last, OddUnits::Heaviest] {
                if let Ok(s) = split(total, &weights, method, odd) {
                    prop_assert_eq!(s.parts.iter().sum::<u128>(), total);
                }
                if let Ok(s) = split_capped(total, &weights, u128::from(most), method, odd) {
                    prop_assert_eq!(s.split.parts.iter().sum::<u128>() + s.left, total);
                    prop_assert!(s.split.parts.iter().all(|p| *p <= u128::from(most)));
                }
            }
        }
    }
    #[test]
    fn capped(weights in vec(exact(), 0..6), cap in exact()) {
        if let Some(c) = capped_shares(&weights, &cap) {
            let sum: Exact = c.shares.iter().sum();
            prop_assert_eq!(&sum + &c.left, Exact::ONE);
            prop_assert!(cap.is_negative() || c.shares.iter().all(|s| *s <= cap));
        }
    }
    #[test]
    fn thresholds(num in any::<u32>(), den in prop_oneof![0u32..9, any::<u32>()], strict in any::<bool>(), yes in edgy(), base in edgy()) {
        let num = if den > 0 && num % 3 > 0 { num % den } else { num };
        let made = Threshold::new(num, den, strict);
        prop_assert_eq!(made.is_ok(), den > 0 && (num < den || num == den && !strict));
        let Ok(t) = made else { return Ok(()) };
        let least = t.least_yes(base);
        prop_assert_eq!(t.met(yes, base), least.is_some_and(|l| yes >= l));
        prop_assert_eq!(t.met(yes, base), t.met_exact(&yes.into(), &base.into()));
    }
}

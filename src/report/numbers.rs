//! Numbers and lists in words.
use crate::num::{Amount, Currency, Exact, Money};

/// Longest fraction that is shown whole; of a longer one the record has all digits.
const LONGEST: usize = 24;

/// Most decimals of a number that is shown as they are.
const DECIMALS: usize = 12;
/// Above this denominator decimals that come to an end are easier to read than a fraction.
const FINE: u64 = 1000;

/// A fraction with two decimals beside it: `13/3 (4.33..)`; a fine one with five, or by its decimals alone if they end: `1001.469502`.
pub(super) fn exact(x: &Exact) -> String {
    let whole = x.to_string();
    let fine = x.denominator().is_some_and(|d| d > FINE);
    if !whole.contains('/') {
        whole
    } else if let Some(decimals) = fine.then(|| ending(x)).flatten() {
        decimals
    } else if whole.len() <= LONGEST {
        format!("{whole} ({}..)", x.decimals_down(if fine { 5 } else { 2 }))
    } else {
        format!("{}..", x.decimals_down(6))
    }
}
/// All decimals, if they end.
fn ending(x: &Exact) -> Option<String> {
    let text = x.decimals_down(DECIMALS);
    let ends = Exact::decimal(&text).is_ok_and(|back| back == *x);
    ends.then(|| text.trim_end_matches('0').to_owned())
}
pub(super) fn money(amount: Amount, currency: Currency) -> String {
    Money { amount, currency }.to_string()
}
/// An exact number of minor units: `12.34 EUR and 1/2 of the smallest unit`.
pub(super) fn money_exact(x: &Exact, currency: Currency) -> String {
    let Ok(down) = Amount::of_exact_down(x) else { return format!("{} of the smallest unit", exact(x)) };
    let rest = x - &down.to_exact();
    let whole = money(down, currency);
    if rest.is_zero() {
        return whole;
    }
    let part = rest.to_string();
    let part = if part.len() <= LONGEST { part } else { format!("{}..", rest.decimals_down(6)) };
    format!("{whole} and {part} of the smallest unit")
}
/// `1 ballot`, `2 ballots`.
pub(super) fn count(n: u64, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}
/// The place of each tier: level entries share the better one.
pub(super) fn places<T>(tiers: &[Vec<T>]) -> impl Iterator<Item = (usize, &Vec<T>)> {
    tiers.iter().scan(1, |next, tier| {
        let place = *next;
        *next += tier.len();
        Some((place, tier))
    })
}

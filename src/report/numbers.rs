//! Numbers and lists in words.
use crate::num::{Amount, Currency, Exact, Money};

/// Longest fraction that is shown whole; of a longer one the record has all digits.
const LONGEST: usize = 24;

/// A fraction with two decimals beside it: `13/3 (4.33..)`.
pub(super) fn exact(x: &Exact) -> String {
    let whole = x.to_string();
    if !whole.contains('/') {
        whole
    } else if whole.len() <= LONGEST {
        format!("{whole} ({}..)", x.decimals_down(2))
    } else {
        format!("{}..", x.decimals_down(6))
    }
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

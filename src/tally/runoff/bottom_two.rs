//! Two of those left with the least of something meet, and one leaves.
use super::duels::Margins;
use super::eliminate::lowest;
use crate::{
    count::{Halt, Teller, TieAt},
    id::{EntryIx, EntrySet},
};

/// All pairs that may meet: of those with the least if there are several, else that one with each of the second least.
pub(super) fn bottom_pairs<K: Ord>(left: &EntrySet, value: impl Fn(EntryIx) -> K) -> Vec<(EntryIx, EntryIx)> {
    let least = lowest(left, &value);
    let Some(only) = least.single() else {
        return least
            .iter()
            .flat_map(|a| least.iter().filter(move |b| a < *b).map(move |b| (a, b)))
            .collect();
    };
    lowest(&left.minus(&least), &value).iter().map(|b| (only, b)).collect()
}
/// The pair that meets; the one with less comes first.
pub(super) fn ask_bottom_two<K: Ord>(
    left: &EntrySet,
    value: impl Fn(EntryIx) -> K,
    round: usize,
    teller: &mut Teller,
) -> Result<(EntryIx, EntryIx), Halt> {
    let least = lowest(left, &value);
    if let Some(a) = least.single() {
        let second = lowest(&left.minus(&least), &value);
        return Ok((a, teller.pick_entry(TieAt::order(round), &second)?));
    }
    let pair = teller.choose(TieAt::order(round), &least, 2)?;
    let mut pair = pair.iter();
    Ok((pair.next().expect("two were chosen"), pair.next().expect("two were chosen")))
}
/// Who leaves after a duel: the loser; of two that draw the one with less, or either.
pub(super) fn bottom_loser<K: Ord>(
    n: &Margins,
    value: impl Fn(EntryIx) -> K,
    a: EntryIx,
    b: EntryIx,
) -> EntrySet {
    match n.margin(a, b).cmp(&0).then_with(|| value(a).cmp(&value(b))) {
        std::cmp::Ordering::Less => a.into(),
        std::cmp::Ordering::Greater => b.into(),
        std::cmp::Ordering::Equal => [a, b].into_iter().collect(),
    }
}

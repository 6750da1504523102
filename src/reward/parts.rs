//! Steps that rules of reward share.
use super::{Award, Case, Owed, RewardError, Why, odd_note};
use crate::id::EntryId;
use crate::num::{Amount, Apportionment, Exact, OddUnits, split};

/// Owes `amount` to all of `group` in equal parts; odd units go by `odd` over the group's order.
pub(super) fn equal_parts(
    award: &mut Award,
    group: &[&EntryId],
    amount: Amount,
    odd: OddUnits,
    why: &Why,
) -> Result<(), RewardError> {
    let weights = vec![Exact::ONE; group.len()];
    owe_split(award, group, amount, &weights, Apportionment::LargestRemainder, odd, |_| why.clone())
}
/// Owes `amount` to all of `group` by weights.
pub(super) fn owe_split(
    award: &mut Award,
    group: &[&EntryId],
    amount: Amount,
    weights: &[Exact],
    method: Apportionment,
    odd: OddUnits,
    why: impl Fn(usize) -> Why,
) -> Result<(), RewardError> {
    let s = split(amount.minor(), weights, method, odd)
        .map_err(|cause| RewardError::Split { of: "prize".to_owned(), cause })?;
    for (i, (e, part)) in group.iter().zip(&s.parts).enumerate() {
        let owed = Owed { entry: (*e).clone(), person: None, amount: Amount::new(*part)?, why: why(i) };
        award.owed.push(owed);
    }
    award.notes.extend(odd_note(s.tie, |i| group[i].to_string()));
    Ok(())
}
/// The score of an entry.
pub(super) fn score<'a>(case: &Case<'a>, e: &EntryId) -> Result<&'a Exact, RewardError> {
    case.scores.get(e).ok_or_else(|| RewardError::NoScore(e.clone()))
}

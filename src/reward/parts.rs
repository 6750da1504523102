//! Steps that rules of reward share.
use super::{Award, Case, Entrant, Owed, RewardError, Why, odd_note};
use crate::id::EntryId;
use crate::num::{Amount, Apportionment, Exact, OddUnits, split};
use std::collections::BTreeMap;

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
/// All who have a place, in its order.
pub(super) fn winners<'a>(case: &Case<'a>) -> Result<Vec<&'a Entrant>, RewardError> {
    let known: BTreeMap<&EntryId, &'a Entrant> = case.entrants.iter().map(|e| (&e.entry, e)).collect();
    let find = |e: &EntryId| known.get(e).copied().ok_or_else(|| RewardError::Places(e.clone()));
    case.places.iter().flatten().map(find).collect()
}
/// The scores of these entries, none of which is below nought.
pub(super) fn not_negative(case: &Case<'_>, group: &[&Entrant]) -> Result<Vec<Exact>, RewardError> {
    let of = |e: &&Entrant| {
        let score = score(case, &e.entry)?.clone();
        if score.is_negative() {
            return Err(RewardError::NegativeScore { entry: e.entry.clone(), score });
        }
        Ok(score)
    };
    group.iter().map(of).collect()
}
/// Cuts what is owed to what the pot holds: everybody has the same fraction, by largest remainder, and the record says so.
pub(super) fn fit(award: &mut Award, have: Amount, odd: OddUnits) -> Result<(), RewardError> {
    let owed = Amount::total(award.owed.iter().map(|o| o.amount)).unwrap_or(Amount::MAX);
    if owed <= have {
        return Ok(());
    }
    let weights: Vec<Exact> = award.owed.iter().map(|o| o.amount.to_exact()).collect();
    let s = split(have.minor(), &weights, Apportionment::LargestRemainder, odd)
        .map_err(|cause| RewardError::Split { of: "pot".to_owned(), cause })?;
    for (o, part) in award.owed.iter_mut().zip(s.parts) {
        o.amount = Amount::new(part)?;
    }
    award.notes.push(super::RewardNote::Short { owed, have });
    let names: Vec<EntryId> = award.owed.iter().map(|o| o.entry.clone()).collect();
    award.notes.extend(odd_note(s.tie, |i| names[i].to_string()));
    Ok(())
}
/// Refuses a pot that holds less than is owed.
pub(super) fn covered(award: &Award, case: &Case<'_>) -> Result<(), RewardError> {
    let owed = Amount::total(award.owed.iter().map(|o| o.amount)).unwrap_or(Amount::MAX);
    let have = case.pot.amount;
    if owed > have {
        return Err(RewardError::Short { pot: case.pot.pot.clone(), owed, have });
    }
    Ok(())
}

//! The driver of rewards: every unit of the pot is paid or goes back.
use super::{
    Award, Case, Entrant, Owed, PayLine, Payout, RewardError, RewardNote, RewardRule, TeamSplit, Withheld,
    WithheldBy, odd_note,
};
use crate::id::EntryId;
use crate::num::{Amount, Exact, split};
use std::collections::{BTreeMap, BTreeSet};

/// Applies a rule to a pot, splits inside teams and gives back what is left.
///
/// `sum(lines) + returned == pot`, always. What is owed to an entry without a team goes back.
///
/// # Complexity
/// `O(n log n)` for `n` members of teams beside the rule's own.
///
/// # Errors
/// What the rule says; places that name an entry twice or one that cannot be paid; a rule that owes more than the pot
/// or pays a stranger ([`RewardError::BrokenRule`]).
pub fn pay(rule: &dyn RewardRule, case: &Case<'_>, team: TeamSplit) -> Result<Payout, RewardError> {
    let mut known: BTreeMap<&EntryId, &Entrant> = BTreeMap::new();
    for e in case.entrants {
        if known.insert(&e.entry, e).is_some() {
            return Err(RewardError::Twice(e.entry.clone()));
        }
    }
    let mut placed = BTreeSet::new();
    if let Some(e) = case.places.iter().flatten().find(|e| !known.contains_key(e) || !placed.insert(*e)) {
        return Err(RewardError::Places(e.clone()));
    }
    let Award { owed, withheld, notes } = rule.award(case)?;
    let broken = |cause: String| RewardError::BrokenRule { rule: rule.about().id.to_owned(), cause };
    let have = case.pot.amount;
    let sum = Amount::total(owed.iter().map(|o| o.amount)).filter(|s| *s <= have);
    let sum = sum.ok_or_else(|| broken(format!("it owes more than the {have} in pot `{}`", case.pot.pot)))?;
    let left = have.checked_sub(sum).ok_or_else(|| broken("it owes more than the pot".to_owned()))?;
    let mut out = Payout { pot: case.pot.clone(), lines: vec![], withheld, returned: left, notes };
    for o in owed {
        let to = known.get(&o.entry).ok_or_else(|| broken(format!("it pays a stranger, `{}`", o.entry)))?;
        match &o.person {
            Some(p) if !to.team.iter().any(|t| t.person == *p) && !to.facts.names(p) => {
                let who = "who is not in the team and neither gave to nor rated";
                return Err(broken(format!("it pays `{p}`, {who} `{}`", o.entry)));
            }
            Some(p) => {
                out.lines.push(PayLine { person: p.clone(), entry: o.entry, amount: o.amount, why: o.why });
            }
            None => share(&mut out, o, to, team)?,
        }
    }
    Ok(out)
}

/// Splits what an entry is owed inside its team, or gives it back if there is nobody to pay.
fn share(out: &mut Payout, owed: Owed, to: &Entrant, team: TeamSplit) -> Result<(), RewardError> {
    let Owed { entry, amount, why, .. } = owed;
    let shares: Vec<Exact> = to.team.iter().map(|t| t.share.clone()).collect();
    if shares.iter().all(Exact::is_zero) {
        // What was taken off the pot before goes back; the sum stays the pot.
        out.returned = out.returned.checked_add(amount).ok_or(crate::num::MoneyError::TooLarge)?;
        let why = WithheldBy::NoTeam;
        out.withheld.push(Withheld { place: None, entry: Some(entry), amount, why });
        return Ok(());
    }
    let parts = split(amount.minor(), &shares, team.method, team.odd)
        .map_err(|cause| RewardError::Split { of: format!("team of `{entry}`"), cause })?;
    for (t, part) in to.team.iter().zip(&parts.parts).filter(|(t, _)| !t.share.is_zero()) {
        let amount = Amount::new(*part)?;
        let line = PayLine { person: t.person.clone(), entry: entry.clone(), amount, why: why.clone() };
        out.lines.push(line);
    }
    let name = |i: usize| to.team[i].person.to_string();
    let note: Option<RewardNote> = odd_note(parts.tie, name);
    out.notes.extend(note);
    Ok(())
}

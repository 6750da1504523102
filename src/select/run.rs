//! The driver of selection: checks what goes in and what comes out.
use super::{NoneChosen, Results, SelectError, Selection, SelectionRule};
use std::collections::BTreeSet;

/// Applies a rule and checks its answer: it chooses among the round's entries, none twice, and says why if nobody.
///
/// # Errors
/// What the rule says, results that name strangers, or a broken rule.
pub fn select(rule: &dyn SelectionRule, results: &Results<'_>) -> Result<Selection, SelectError> {
    known(results)?;
    checked(rule, results, rule.select(results)?)
}
/// Adds the host's picks to a selection whose tie at the cut has ended ([`SelectionRule::pick`]), and checks the answer likewise.
///
/// # Errors
/// What the rule says, results that name strangers, or a broken rule.
pub fn pick(
    rule: &dyn SelectionRule,
    settled: Selection,
    results: &Results<'_>,
) -> Result<Selection, SelectError> {
    known(results)?;
    checked(rule, results, rule.pick(settled, results)?)
}
/// Every entry once, and in the standings only these.
fn known(results: &Results<'_>) -> Result<(), SelectError> {
    let mut known = BTreeSet::new();
    if let Some(c) = results.candidates.iter().find(|c| !known.insert(&c.entry)) {
        return Err(SelectError::Twice(c.entry.clone()));
    }
    for p in results.polls {
        let mut seen = BTreeSet::new();
        if let Some(e) = p.standing.iter().flatten().find(|e| !known.contains(e) || !seen.insert(*e)) {
            return Err(SelectError::Standing { poll: p.poll.clone(), entry: e.clone() });
        }
    }
    Ok(())
}
fn checked(
    rule: &dyn SelectionRule,
    results: &Results<'_>,
    mut s: Selection,
) -> Result<Selection, SelectError> {
    let known: BTreeSet<_> = results.candidates.iter().map(|c| &c.entry).collect();
    let placed = results.polls.iter().any(|p| !p.standing.is_empty());
    if s.none == Some(NoneChosen::NoEntries) && !results.candidates.is_empty() && !placed {
        s.none = Some(NoneChosen::NobodyPlaced);
    }
    let broken = |cause: String| Err(SelectError::BrokenRule { rule: rule.about().id.to_owned(), cause });
    let mut seen = BTreeSet::new();
    let tied = s.tied.iter().flat_map(|t| &t.tied);
    if let Some(e) = s.goes_on().chain(tied).find(|e| !known.contains(e) || !seen.insert(*e)) {
        return broken(format!("it names `{e}` twice, or it is not in the round"));
    }
    if s.tied.iter().any(|t| t.choose == 0 || t.choose >= t.tied.len()) {
        return broken("a tie is of several for fewer places, at least one".to_owned());
    }
    let somebody = s.goes_on().next().is_some() || !s.tied.is_empty();
    if somebody == s.none.is_some() {
        return broken("it chooses somebody, or says why nobody".to_owned());
    }
    Ok(s)
}

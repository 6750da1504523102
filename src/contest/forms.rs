//! Forms of ballots for the present slate.
use super::State;
use crate::ballot::SpendForm;

/// The form with the costs of the entries on the slate; an entry without a cost costs nothing.
pub(super) fn costs(form: &SpendForm, state: &State) -> SpendForm {
    let costs = state.round.slate.iter().map(|e| state.entries.get(*e).cost.unwrap_or(0)).collect();
    SpendForm { costs, ..form.clone() }
}

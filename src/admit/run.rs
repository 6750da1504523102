//! The driver of admission: rules in a row, each over those whom the one before let in.
use super::{Admission, AdmissionRule, AdmitError, Applicant, Call, Refused};
use crate::id::PersonId;
use std::collections::{BTreeMap, BTreeSet};

/// Applies rules in their order: each sees those whom all before it admitted; refusals, bars and notes add up.
///
/// With no rule everybody is admitted.
///
/// # Complexity
/// `O(n log n)` for `n` people beside the rules' own.
///
/// # Errors
/// If a person asks twice, if a rule cannot be applied, or if a rule does not speak of each person just once.
pub fn admit(rules: &[&dyn AdmissionRule], call: &Call<'_>) -> Result<Admission, AdmitError> {
    let mut seen = BTreeSet::new();
    if let Some(p) = call.people.iter().find(|p| !seen.insert(&p.person)) {
        return Err(AdmitError::Twice(p.person.clone()));
    }
    let mut all = Admission::default();
    let mut people: Vec<Applicant> = call.people.to_vec();
    for rule in rules {
        let answer = rule.admit(&Call { people: &people, ..*call })?;
        check(*rule, &people, &answer)?;
        let roster: BTreeSet<&PersonId> = answer.admitted.iter().collect();
        people.retain(|p| roster.contains(&p.person));
        all.refused.extend(answer.refused);
        all.barred.extend(answer.barred);
        all.notes.extend(answer.notes);
    }
    all.admitted = people.into_iter().map(|p| p.person).collect();
    let roster: BTreeSet<&PersonId> = all.admitted.iter().collect();
    all.barred.retain(|b| roster.contains(&b.person));
    all.barred.sort();
    all.barred.dedup();
    Ok(all)
}

/// Every person just once, and nobody else.
fn check(rule: &dyn AdmissionRule, people: &[Applicant], a: &Admission) -> Result<(), AdmitError> {
    let mut times: BTreeMap<&PersonId, usize> = people.iter().map(|p| (&p.person, 0)).collect();
    let named = a.admitted.iter().chain(a.refused.iter().map(|Refused { person, .. }| person));
    let broken = |person: &PersonId, times| AdmitError::BrokenRule {
        rule: rule.about().id.to_owned(),
        person: person.clone(),
        times,
    };
    for p in named {
        *times.get_mut(p).ok_or_else(|| broken(p, 1))? += 1;
    }
    let wrong = times.iter().find(|(_, n)| **n != 1);
    wrong.map_or(Ok(()), |(p, n)| Err(broken(p, *n)))
}

//! People who ask, for the tests of rules.
use super::{Admission, AdmissionRule, Applicant, Call, admit};

pub(super) fn people(names: &[&str]) -> Vec<Applicant> {
    names.iter().map(|n| Applicant::new(n.parse().unwrap())).collect()
}
pub(super) fn ask(rule: &dyn AdmissionRule, people: &[Applicant]) -> Admission {
    admit(&[rule], &Call::new(people)).unwrap()
}
/// Who is admitted, and who is not.
pub(super) fn show(a: &Admission) -> String {
    let list = |names: Vec<&str>| names.join(" ");
    let refused = a.refused.iter().map(|r| r.person.as_str()).collect();
    format!("{}; not {}", list(a.admitted.iter().map(|p| p.as_str()).collect()), list(refused))
}

//! Parts of refusals in words.
use super::entries::Status;
use crate::{admit::NotAdmitted, id::CategoryId};

pub(super) fn list<T: std::fmt::Display>(all: &[T]) -> String {
    if all.is_empty() {
        return "none".to_owned();
    }
    all.iter().map(|x| format!("`{x}`")).collect::<Vec<_>>().join(", ")
}
pub(super) fn is(status: &Status) -> &'static str {
    match status {
        Status::Entered => "waits for the formal check",
        Status::Standing => "takes part",
        Status::Rejected(_) => "was rejected",
        Status::Withdrawn => "was withdrawn",
        Status::Disqualified(_) => "was disqualified",
    }
}
pub(super) fn category_needed(given: Option<&CategoryId>, known: &[CategoryId]) -> String {
    match given {
        Some(c) if known.is_empty() => format!("the plan has no categories; leave `{c}` out"),
        Some(c) => format!("there is no category `{c}`; there is: {}", list(known)),
        None => format!("it needs a category: {}", list(known)),
    }
}
pub(super) fn said(why: &NotAdmitted) -> String {
    match why {
        NotAdmitted::NotInvited => "not invited".to_owned(),
        NotAdmitted::Full { places } => format!("all {places} places are taken"),
        NotAdmitted::Below { measure, need, have: Some(have) } => {
            format!("`{measure}` is {have}, {need} is needed")
        }
        NotAdmitted::Below { measure, need, have: None } => {
            format!("`{measure}` is not known, {need} is needed")
        }
        NotAdmitted::NotDrawn { stratum } => format!("the lot fell on others of group `{stratum}`"),
        NotAdmitted::NoStratum { stratum: Some(s) } => format!("group `{s}` has no seats"),
        NotAdmitted::NoStratum { stratum: None } => "no group is given".to_owned(),
        NotAdmitted::Conflict { entry } => format!("bound to entry `{entry}`"),
        NotAdmitted::Capped { of, most } => format!("`{of}` has its {most} places"),
        NotAdmitted::NoTerm { ended: None } => "not named for the term".to_owned(),
        NotAdmitted::NoTerm { ended: Some(at) } => format!("named until {at}"),
        NotAdmitted::Other { code } => code.clone(),
    }
}

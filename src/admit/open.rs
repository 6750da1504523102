//! Open admission: whoever asks takes part, up to a number of places.
//!
//! Worked example: with two places and the requests of a, b, c in this order, a and b take part and c is told that the
//! two places are taken.
//!
//! References: Pisano and Verganti (2008), "Which kind of collaboration is right for you?", Harvard Business Review 86(12):
//! open participation.
use super::{Admission, AdmissionRule, AdmitError, Call, NotAdmitted, Refused};
use crate::count::{About, Param};
use serde::{Deserialize, Serialize};

/// Everybody, in the order in which they ask.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: places go by the order of the requests, which the caller states.
///
/// # Complexity
/// `O(n)` for n people.
///
/// # Errors
/// None.
///
/// # References
/// Threadless and LEGO Ideas (anybody may enter).
///
/// # Examples
/// ```
/// use cocreate::{admit::*, id::PersonId};
/// let people = ["a", "b", "c"].map(|n| Applicant::new(PersonId::new(n).unwrap()));
/// let a = admit(&[&Open { places: Some(2) }], &Call::new(&people))?;
/// assert_eq!(a.admitted.len(), 2);
/// assert_eq!(a.refused[0].why, NotAdmitted::Full { places: 2 });
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Open {
    /// Places; none stated is no limit.
    pub places: Option<u32>,
}

const ABOUT: About = About::new("open", "Open admission").params(&[Param {
    name: "places",
    kind: "integer",
    about: "places; left out, no limit",
}]);

impl AdmissionRule for Open {
    fn about(&self) -> About {
        ABOUT
    }
    fn compares(&self) -> bool {
        self.places.is_some()
    }
    fn admit(&self, call: &Call<'_>) -> Result<Admission, AdmitError> {
        let places = self.places.unwrap_or(u32::MAX);
        let mut a = Admission::default();
        for (i, p) in call.people.iter().enumerate() {
            if i < places as usize {
                a.admitted.push(p.person.clone());
            } else {
                a.refused.push(Refused { person: p.person.clone(), why: NotAdmitted::Full { places } });
            }
        }
        Ok(a)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::admit::sample::{ask, people, show};
    #[test]
    fn worked_example() {
        let a = ask(&Open { places: Some(2) }, &people(&["a", "b", "c"]));
        assert_eq!(show(&a), "a b; not c");
        assert_eq!(a.refused[0].why, NotAdmitted::Full { places: 2 });
    }
    #[test]
    fn nobody_asks_or_there_is_nothing_to_be_had() {
        assert_eq!(ask(&Open::default(), &[]), Admission::default());
        assert_eq!(show(&ask(&Open { places: Some(0) }, &people(&["a"]))), "; not a");
        assert_eq!(show(&ask(&Open::default(), &people(&["b", "a"]))), "b a; not ");
    }
}

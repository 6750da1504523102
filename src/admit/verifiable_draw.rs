//! Verifiable draw: so many of those who ask, by a source of chance that anybody can check.
//!
//! By the published lot: the first so many of its order under the label `admit/draw`. Or by RFC 3797, from public numbers that nobody can choose: the key is
//! each source's numbers, sorted, each followed by a dot, every source ended by a slash; the i-th choice is MD5(i, key, i) modulo the number of those
//! who are left, where i has two bytes; it is taken from those who are left in their order. The modulus favours the first very slightly. The list of those who ask
//! has to be fixed before the numbers are known.
//!
//! Worked example: of 25 people, with the numbers 9319; 2 5 12 8 10; 9 18 26 34 41 45, the eleven are 17, 7, 2, 16, 25, 23, 8, 24, 19,
//! 13, 22.
//!
//! References: RFC 3797, "Publicly verifiable nominations committee random selection" (Eastlake, 2004).
use super::{Admission, AdmissionRule, AdmitError, Call, NotAdmitted, Refused, md5::md5};
use crate::count::{About, Alias, Param};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// So many by lot, or by public numbers.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: people are drawn.
///
/// # Complexity
/// `O(n)` hashes at most for n people.
///
/// # Errors
/// Without a published seed, where the lot draws; if there are no sources, a source is empty, there are more than 1,000 numbers, or more than 65,536 are drawn by RFC 3797.
///
/// # References
/// RFC 3797 (2004).
///
/// # Examples
/// ```
/// use cocreate::{admit::*, id::PersonId};
/// let people: Vec<Applicant> = (1..=25).map(|i| Applicant::new(PersonId::new(&format!("p{i}")).unwrap())).collect();
/// let sources = vec![vec![9319], vec![2, 5, 12, 8, 10], vec![9, 18, 26, 34, 41, 45]];
/// let rule = VerifiableDraw { seats: 11, by: DrawBy::Rfc3797 { sources } };
/// let mut drawn: Vec<String> = admit(&[&rule], &Call::new(&people))?.admitted.iter().map(ToString::to_string).collect();
/// drawn.sort();
/// assert_eq!(drawn, ["p13", "p16", "p17", "p19", "p2", "p22", "p23", "p24", "p25", "p7", "p8"]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VerifiableDraw {
    /// How many are drawn.
    pub seats: u32,
    /// By what.
    pub by: DrawBy,
}
/// What draws.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DrawBy {
    /// The published lot.
    #[default]
    Lot,
    /// RFC 3797, from public numbers.
    Rfc3797 {
        /// The numbers of each source, in the order that was published before.
        sources: Vec<Vec<u64>>,
    },
}

/// Most numbers of all sources.
const MAX_NUMBERS: usize = 1_000;

const ABOUT: About = About::new("verifiable-draw", "Verifiable draw")
    .aliases(&[Alias::plain("draw")])
    .references(&["RFC 3797, Publicly verifiable nominations committee random selection"])
    .params(&[
        Param { name: "seats", kind: "integer", about: "how many are drawn" },
        Param { name: "by", kind: "\"lot\" | { rfc3797: { sources } }", about: "what draws" },
    ]);

impl AdmissionRule for VerifiableDraw {
    fn about(&self) -> About {
        ABOUT
    }
    fn compares(&self) -> bool {
        true
    }
    fn admit(&self, call: &Call<'_>) -> Result<Admission, AdmitError> {
        let n = call.people.len();
        let drawn: BTreeSet<usize> = match &self.by {
            DrawBy::Lot => {
                let no_seed = || AdmitError::NoSeed { rule: ABOUT.id.to_owned() };
                let order = call.lot.ok_or_else(no_seed)?.order("admit/draw", n);
                order.into_iter().take(self.seats as usize).collect()
            }
            DrawBy::Rfc3797 { sources } => {
                rfc3797(sources, n, self.seats as usize).map_err(bad)?.into_iter().collect()
            }
        };
        let mut a = Admission::default();
        for (i, p) in call.people.iter().enumerate() {
            if drawn.contains(&i) {
                a.admitted.push(p.person.clone());
            } else {
                let why = NotAdmitted::NotDrawn { stratum: "all".to_owned() };
                a.refused.push(Refused { person: p.person.clone(), why });
            }
        }
        Ok(a)
    }
}
fn bad(cause: String) -> AdmitError {
    AdmitError::Parameters { rule: ABOUT.id.to_owned(), cause }
}
/// The key of RFC 3797 for these sources.
///
/// # Errors
/// If there are none, one is empty, or there are too many numbers.
pub fn rfc3797_key(sources: &[Vec<u64>]) -> Result<String, String> {
    let numbers: usize = sources.iter().map(Vec::len).sum();
    if sources.is_empty() || sources.iter().any(Vec::is_empty) || numbers > MAX_NUMBERS {
        let n = sources.len();
        return Err(format!(
            "{n} sources with {numbers} numbers; there is a source, each has a number, and all at most {MAX_NUMBERS}"
        ));
    }
    let mut key = String::new();
    for s in sources {
        let mut sorted = s.clone();
        sorted.sort_unstable();
        for x in sorted {
            key.push_str(&x.to_string());
            key.push('.');
        }
        key.push('/');
    }
    Ok(key)
}
/// The places that RFC 3797 draws of a pool, from 0, in the order in which they are drawn.
///
/// # Errors
/// As [`rfc3797_key`]; or if more than 65,536 are drawn.
pub fn rfc3797(sources: &[Vec<u64>], pool: usize, seats: usize) -> Result<Vec<usize>, String> {
    let key = rfc3797_key(sources)?;
    let count = seats.min(pool);
    let mut left: Vec<usize> = (0..pool).collect();
    let mut out = Vec::with_capacity(count);
    for k in 0..count {
        let i = u16::try_from(k).map_err(|_| format!("{count} are drawn; at most 65,536"))?.to_be_bytes();
        let digest = md5(&[&i[..], key.as_bytes(), &i[..]].concat());
        // Who is left is counted in far fewer than 128 bits.
        let at = u128::from_be_bytes(digest) % left.len() as u128;
        out.push(left.remove(at as usize));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::admit::{
        Applicant, admit,
        sample::{people, show},
    };
    use crate::count::Lot;
    fn sources() -> Vec<Vec<u64>> {
        vec![vec![9319], vec![2, 5, 12, 8, 10], vec![9, 18, 26, 34, 41, 45]]
    }
    #[test]
    fn worked_example_of_the_rfc() {
        let key = rfc3797_key(&sources()).unwrap();
        assert_eq!(key, "9319./2.5.8.10.12./9.18.26.34.41.45./");
        let first = [&[0, 0][..], key.as_bytes(), &[0, 0]].concat();
        assert_eq!(md5(&first)[..4], [0x99, 0x0d, 0xd0, 0xa5]);
        let drawn: Vec<usize> = rfc3797(&sources(), 25, 11).unwrap().into_iter().map(|i| i + 1).collect();
        assert_eq!(drawn, [17, 7, 2, 16, 25, 23, 8, 24, 19, 13, 22]);
    }
    #[test]
    fn the_lot_draws_and_needs_a_seed() {
        let all = people(&["a", "b", "c", "d"]);
        let rule = VerifiableDraw { seats: 2, ..VerifiableDraw::default() };
        let lot = Lot::new("a seed");
        let a = admit(&[&rule], &Call { lot: Some(&lot), ..Call::new(&all) }).unwrap();
        assert_eq!((a.admitted.len(), a.refused.len()), (2, 2));
        let first = lot.order("admit/draw", 4)[0];
        assert!(a.admitted.contains(&all[first].person));
        assert!(admit(&[&rule], &Call::new(&all)).is_err());
    }
    #[test]
    fn nobody_asks_or_nothing_is_published() {
        let rule = |sources| VerifiableDraw { seats: 2, by: DrawBy::Rfc3797 { sources } };
        let none: [Applicant; 0] = [];
        assert_eq!(show(&admit(&[&rule(sources())], &Call::new(&none)).unwrap()), "; not ");
        let all = people(&["a"]);
        assert_eq!(show(&admit(&[&rule(sources())], &Call::new(&all)).unwrap()), "a; not ");
        assert!(admit(&[&rule(vec![])], &Call::new(&all)).is_err());
        assert!(admit(&[&rule(vec![vec![]])], &Call::new(&all)).is_err());
        assert!(rfc3797(&sources(), 70_000, 70_000).is_err());
    }
}

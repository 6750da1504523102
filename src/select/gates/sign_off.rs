//! Sign-off along a chain: every hop from the author to the root signs, and any of them can refuse.
use crate::id::PersonId;
use serde::{Deserialize, Serialize};

/// The path that a change takes, from its author to the root.
///
/// # References
/// Linux, "Submitting patches" (Signed-off-by, Nacked-by); that every hop signs is this crate's reading.
///
/// # Examples
/// ```
/// use cocreate::{id::PersonId, select::gates::{Blocked, SignOff}};
/// let p = |n: &str| PersonId::new(n).unwrap();
/// let chain = SignOff { path: ["author", "net", "root"].map(p).to_vec() };
/// assert_eq!(chain.check(&["author", "net", "root"].map(p), &[]), Ok(()));
/// assert_eq!(chain.check(&["author", "root"].map(p), &[]), Err(Blocked::Unsigned(p("net"))));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SignOff {
    /// Who has to sign, in order.
    pub path: Vec<PersonId>,
}
/// Why a change does not go in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Blocked {
    /// Somebody on the path refuses.
    #[error("`{0}` refuses")]
    Refused(PersonId),
    /// Somebody on the path has not signed.
    #[error("`{0}` has not signed")]
    Unsigned(PersonId),
    /// Nobody is on the path.
    #[error("nobody is on the path; at least its author is")]
    NoPath,
}
impl SignOff {
    /// Whether a change goes in, by who signed and who refuses. Whoever is not on the path can do neither; a refusal counts more than the same person's
    /// sign-off.
    ///
    /// # Errors
    /// The first on the path who refuses, else the first who has not signed.
    pub fn check(&self, signed: &[PersonId], refused: &[PersonId]) -> Result<(), Blocked> {
        if self.path.is_empty() {
            return Err(Blocked::NoPath);
        }
        if let Some(p) = self.path.iter().find(|p| refused.contains(p)) {
            return Err(Blocked::Refused(p.clone()));
        }
        self.path.iter().find(|p| !signed.contains(p)).map_or(Ok(()), |p| Err(Blocked::Unsigned(p.clone())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn strangers_neither_sign_nor_refuse_and_an_empty_path_lets_nothing_in() {
        let p = |n: &str| PersonId::new(n).unwrap();
        let chain = SignOff { path: vec![p("a")] };
        assert_eq!(chain.check(&[p("x")], &[]), Err(Blocked::Unsigned(p("a"))));
        assert_eq!(chain.check(&[p("a")], &[p("x")]), Ok(()));
        assert_eq!(chain.check(&[p("a")], &[p("a")]), Err(Blocked::Refused(p("a"))));
        assert_eq!(SignOff::default().check(&[], &[]), Err(Blocked::NoPath));
    }
}

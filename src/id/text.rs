//! Ids that an app gives: short, opaque, safe in logs and file names.
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use std::{fmt, str::FromStr, sync::Arc};

/// Why a text is no id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IdError {
    /// Empty, or longer than 64 bytes.
    #[error("an id has 1 to 64 characters, this one has {0}")]
    Length(usize),
    /// Something else than a letter, a digit or one of `. _ : -`.
    #[error("`{0}` in an id; letters, digits and . _ : - are allowed")]
    Character(char),
}
const MAX_ID: usize = 64;
fn check(s: &str) -> Result<(), IdError> {
    if s.is_empty() || s.len() > MAX_ID {
        return Err(IdError::Length(s.len()));
    }
    match s.chars().find(|c| !(c.is_ascii_alphanumeric() || ".:_-".contains(*c))) {
        Some(c) => Err(IdError::Character(c)),
        None => Ok(()),
    }
}
macro_rules! ids { ($($(#[$doc:meta])* $name:ident;)*) => { $(
    $(#[$doc])*
    ///
    /// 1 to 64 ASCII letters, digits or `. _ : -`. Opaque to the engine; compared byte by byte.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
    #[serde(transparent)]
    pub struct $name(Arc<str>);
    impl $name {
        /// Checks the text.
        pub fn new(s: &str) -> Result<Self, IdError> {
            check(s).map(|()| Self(s.into()))
        }
        /// The text.
        pub fn as_str(&self) -> &str {
            &self.0
        }
    }
    impl FromStr for $name {
        type Err = IdError;
        fn from_str(s: &str) -> Result<Self, IdError> {
            Self::new(s)
        }
    }
    impl<'de> Deserialize<'de> for $name {
        fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
            let s = <std::borrow::Cow<'de, str>>::deserialize(d)?;
            Self::new(&s).map_err(D::Error::custom)
        }
    }
    impl fmt::Display for $name {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.pad(&self.0)
        }
    }
    impl fmt::Debug for $name {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            fmt::Display::fmt(self, f)
        }
    }
)* } }
ids! {
    /// A person, by a pseudonym of the app: names and addresses lie outside of the engine.
    PersonId;
    /// An entry of a contest, the same in every round and poll.
    EntryId;
    /// A party of a coalition, or a class of voters.
    PartyId;
    /// One poll of a plan.
    PollId;
    /// A category of entries.
    CategoryId;
    /// An area of subjects, by which polls are grouped.
    AreaId;
    /// A pot of money.
    PotId;
    /// A contest.
    ContestId;
    /// A list of persons who may do the same: entrants, the crowd, a jury.
    RosterId;
    /// The reason of an act, by a code of the app; words for it lie outside.
    ReasonCode;
}

/// The number of a round, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RoundIx(pub u32);

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn ids_are_short_and_plain() {
        assert_eq!(PersonId::new("").unwrap_err(), IdError::Length(0));
        assert_eq!(PersonId::new("a b").unwrap_err(), IdError::Character(' '));
        assert_eq!(PersonId::new(&"x".repeat(65)).unwrap_err(), IdError::Length(65));
        assert!(serde_json::from_str::<EntryId>("\"Ä\"").is_err());
        assert_eq!(PersonId::new("u-1.a:b_c").unwrap().as_str(), "u-1.a:b_c");
    }
}

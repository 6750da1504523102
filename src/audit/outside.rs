//! Names and texts that lie outside of the log, held against the digests that the log has of them.
//!
//! The log holds no name, address or free text: what an entry is lies with the app, together with a salt of at least 16
//! random bytes, and the log has [`Digest::salted`] of the two. To erase it, erase the text and the salt: hashes, counts
//! and replay stay as they are, and the audit says `erased`. The digest alone says nothing of the text: who would guess it
//! has to guess the salt too.
//!
//! A person may be named in the same way: the 64 digits of the salted digest of a name are a
//! [`PersonId`](crate::id::PersonId), which [`outside`] checks after `id.as_str().parse::<Digest>()`.
use crate::{
    contest::{Act, Digest, Event},
    id::EntryId,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A text that is kept outside, and its salt. Without the salt a text proves nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Kept {
    /// At least 16 random bytes, of this text only.
    pub salt: Vec<u8>,
    /// What was digested.
    pub text: Vec<u8>,
}
impl fmt::Debug for Kept {
    /// Lengths only: what is erased later must not live on in a program's log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kept(salt of {} bytes, text of {} bytes)", self.salt.len(), self.text.len())
    }
}
/// What became of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outside {
    /// It is what was digested.
    Intact,
    /// It is another text, or has another salt.
    Altered,
    /// Text and salt are gone, as they may be.
    Erased,
}
impl fmt::Display for Outside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Intact => "intact",
            Self::Altered => "altered",
            Self::Erased => "erased",
        })
    }
}

/// Holds what is kept of a text against its digest; `None` if text and salt are erased.
///
/// # Examples
/// ```
/// use cocreate::{audit::{Kept, Outside, outside}, contest::Digest};
/// let kept = Kept { salt: vec![7; 16], text: b"A fox in the snow".to_vec() };
/// let digest = Digest::salted(&kept.salt, &kept.text);
/// assert_eq!(outside(&digest, Some(&kept)), Outside::Intact);
/// assert_eq!(outside(&digest, None), Outside::Erased);
/// ```
pub fn outside(digest: &Digest, kept: Option<&Kept>) -> Outside {
    match kept {
        None => Outside::Erased,
        Some(k) if Digest::salted(&k.salt, &k.text) == *digest => Outside::Intact,
        Some(_) => Outside::Altered,
    }
}

/// A text that the log names, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutsideText {
    /// The event that names it.
    pub seq: u64,
    /// What entry it is of.
    pub entry: EntryId,
    /// Its digest.
    pub digest: Digest,
    /// What became of it.
    pub state: Outside,
}
/// Every text that these events name, in their order, held against what `kept` still has of it.
pub fn outside_of<'a>(
    events: impl IntoIterator<Item = &'a Event>,
    mut kept: impl FnMut(&Digest) -> Option<Kept>,
) -> Vec<OutsideText> {
    let named = events.into_iter().filter_map(|e| match &e.act {
        Act::Submit(s) => Some((e.seq, &s.entry, s.digest)),
        Act::Revise { entry, digest } => Some((e.seq, entry, *digest)),
        _ => None,
    });
    named
        .map(|(seq, entry, digest)| {
            let state = outside(&digest, kept(&digest).as_ref());
            OutsideText { seq, entry: entry.clone(), digest, state }
        })
        .collect()
}

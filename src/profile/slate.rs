//! The entries that a poll is about.
use crate::id::{EntryId, EntryIx, EntrySet, MAX_ENTRIES};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How many entries stand, and a digest of who they are, so that counts of different contests cannot be
/// merged by mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawSlate", into = "RawSlate")]
pub struct Slate {
    entries: u32,
    id: u64,
}
impl Slate {
    /// So many entries without names: any two such slates of one length are the same. A length above
    /// [`MAX_ENTRIES`] is refused where a profile is made.
    pub fn anonymous(entries: usize) -> Self {
        Self::with_id(entries, 0)
    }
    /// So many entries, told apart from other slates by a digest that the caller has made.
    pub fn with_id(entries: usize, id: u64) -> Self {
        Self { entries: u32::try_from(entries).unwrap_or(u32::MAX), id }
    }
    /// These entries, in this order. The digest is the first 8 bytes, big-endian, of the SHA-256 of the ids,
    /// each followed by a line feed (which no id contains).
    pub fn named<'a>(entries: impl IntoIterator<Item = &'a EntryId>) -> Self {
        let (mut hash, mut n) = (Sha256::new(), 0usize);
        for e in entries {
            hash.update(e.as_str().as_bytes());
            hash.update(b"\n");
            n += 1;
        }
        Self::with_id(n, first_word(&hash.finalize()))
    }
    /// The slate of only those of its entries, numbered anew in their order.
    pub(crate) fn part(&self, keep: &EntrySet) -> Self {
        let n = keep.len();
        if n == self.len() || self.id == 0 {
            return Self::with_id(n, self.id);
        }
        let mut hash = Sha256::new();
        hash.update(self.id.to_be_bytes());
        for e in keep.iter() {
            hash.update((e.ix() as u32).to_be_bytes());
        }
        Self::with_id(n, first_word(&hash.finalize()))
    }
    /// Number of entries.
    pub const fn len(&self) -> usize {
        self.entries as usize
    }
    /// Whether nobody stands.
    pub const fn is_empty(&self) -> bool {
        self.entries == 0
    }
    /// The digest; 0 for a slate without names.
    pub const fn id(&self) -> u64 {
        self.id
    }
    /// The entries in slate order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = EntryIx> + ExactSizeIterator + use<> {
        (0..self.entries).map(EntryIx::new)
    }
    /// All entries as a set.
    pub fn all(&self) -> EntrySet {
        EntrySet::first(self.len())
    }
}
fn first_word(digest: &[u8]) -> u64 {
    digest.iter().take(8).fold(0, |w, b| w << 8 | u64::from(*b))
}

/// In JSON the digest is 16 hexadecimal digits: readers that hold numbers as doubles would round it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSlate {
    entries: u32,
    id: String,
}
impl From<Slate> for RawSlate {
    fn from(s: Slate) -> Self {
        Self { entries: s.entries, id: format!("{:016x}", s.id) }
    }
}
impl TryFrom<RawSlate> for Slate {
    type Error = String;
    fn try_from(r: RawSlate) -> Result<Self, String> {
        if r.entries as usize > MAX_ENTRIES {
            return Err(format!("a slate has at most {MAX_ENTRIES} entries, this one has {}", r.entries));
        }
        let id = u64::from_str_radix(&r.id, 16).ok().filter(|id| format!("{id:016x}") == r.id);
        let id = id.ok_or_else(|| "the id of a slate is 16 lower-case hexadecimal digits".to_owned())?;
        Ok(Self { entries: r.entries, id })
    }
}

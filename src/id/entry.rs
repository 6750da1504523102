//! Entries of one poll, by place on its slate.
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error as _, Unexpected, Visitor},
    ser::SerializeSeq,
};
use std::{cmp::Ordering, fmt};

/// Most entries on one slate: rank columns hold 15 bits, and one value means "not named".
pub const MAX_ENTRIES: usize = 32_766;

/// An entry's place on the slate of one poll: dense, from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryIx(u32);

/// An entry's place as the key of a map. Keys of JSON objects are texts, and reach what lies inside of an enum with a tag as
/// such; a number is as good.
pub(crate) struct EntryKey(pub(crate) EntryIx);
impl<'de> Deserialize<'de> for EntryKey {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Key;
        impl Visitor<'_> for Key {
            type Value = EntryKey;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a place on the slate")
            }
            fn visit_u64<E: serde::de::Error>(self, i: u64) -> Result<EntryKey, E> {
                let i = u32::try_from(i).map_err(|_| E::invalid_value(Unexpected::Unsigned(i), &self))?;
                Ok(EntryKey(EntryIx(i)))
            }
            fn visit_str<E: serde::de::Error>(self, s: &str) -> Result<EntryKey, E> {
                let plain = s.bytes().all(|b| b.is_ascii_digit()) && (s == "0" || !s.starts_with('0'));
                let i = s.parse().ok().filter(|_| plain);
                i.map(|i| EntryKey(EntryIx(i))).ok_or_else(|| E::invalid_value(Unexpected::Str(s), &self))
            }
        }
        if d.is_human_readable() { d.deserialize_any(Key) } else { d.deserialize_u32(Key) }
    }
}

impl EntryIx {
    /// The entry at place `i`. Whether a slate has it is checked where it is used.
    pub const fn new(i: u32) -> Self {
        Self(i)
    }
    /// Its place, as an index.
    pub const fn ix(self) -> usize {
        self.0 as usize
    }
}
impl From<u32> for EntryIx {
    fn from(i: u32) -> Self {
        Self(i)
    }
}
impl From<usize> for EntryIx {
    /// # Panics
    /// If `i` is beyond 32 bits; slates are far shorter.
    fn from(i: usize) -> Self {
        Self(u32::try_from(i).expect("a slate has at most MAX_ENTRIES entries"))
    }
}
impl fmt::Debug for EntryIx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}
impl fmt::Display for EntryIx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// A set of entries; iterates in slate order; compares like its sorted list; JSON is that list.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct EntrySet(Vec<u64>);

impl EntrySet {
    /// No entry.
    pub const EMPTY: Self = Self(Vec::new());
    /// The first `n` entries.
    pub fn first(n: usize) -> Self {
        let mut words = vec![u64::MAX; n / 64];
        if !n.is_multiple_of(64) {
            words.push((1 << (n % 64)) - 1);
        }
        Self(words)
    }
    /// Whether `e` is in it.
    pub fn contains(&self, e: EntryIx) -> bool {
        self.0.get(e.ix() / 64).is_some_and(|w| w >> (e.ix() % 64) & 1 == 1)
    }
    /// Puts `e` in; false if it was in already.
    pub fn insert(&mut self, e: EntryIx) -> bool {
        let (w, bit) = (e.ix() / 64, 1 << (e.ix() % 64));
        if self.0.len() <= w {
            self.0.resize(w + 1, 0);
        }
        let new = self.0[w] & bit == 0;
        self.0[w] |= bit;
        new
    }
    /// Takes `e` out; false if it was not in.
    pub fn remove(&mut self, e: EntryIx) -> bool {
        let had = self.contains(e);
        if had {
            self.0[e.ix() / 64] &= !(1 << (e.ix() % 64));
            self.trim();
        }
        had
    }
    /// The last word is never zero, so that equal sets are equal lists.
    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
    /// Number of entries.
    pub fn len(&self) -> usize {
        self.0.iter().map(|w| w.count_ones() as usize).sum()
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// In slate order.
    pub fn iter(&self) -> impl Iterator<Item = EntryIx> + '_ {
        self.0.iter().enumerate().flat_map(|(k, w)| {
            let mut w = *w;
            std::iter::from_fn(move || {
                (w != 0).then(|| {
                    let b = w.trailing_zeros() as usize;
                    w &= w - 1;
                    EntryIx::from(k * 64 + b)
                })
            })
        })
    }
    /// The entry with the highest place.
    pub fn last(&self) -> Option<EntryIx> {
        let w = *self.0.last()?;
        Some(EntryIx::from(self.0.len() * 64 - 1 - w.leading_zeros() as usize))
    }
    /// The one entry, if there is just one.
    pub fn single(&self) -> Option<EntryIx> {
        let mut it = self.iter();
        let e = it.next()?;
        it.next().is_none().then_some(e)
    }
    /// Whether the two share no entry.
    pub fn is_disjoint(&self, o: &Self) -> bool {
        self.0.iter().zip(&o.0).all(|(a, b)| a & b == 0)
    }
    /// Whether every entry is also in `o`.
    pub fn is_subset(&self, o: &Self) -> bool {
        self.minus(o).is_empty()
    }
    /// Entries of either.
    #[must_use]
    pub fn union(&self, o: &Self) -> Self {
        let (long, short) = if self.0.len() >= o.0.len() { (self, o) } else { (o, self) };
        let mut v = long.0.clone();
        for (x, y) in v.iter_mut().zip(&short.0) {
            *x |= y;
        }
        Self(v)
    }
    /// Entries of both.
    #[must_use]
    pub fn intersection(&self, o: &Self) -> Self {
        let mut s = Self(self.0.iter().zip(&o.0).map(|(a, b)| a & b).collect());
        s.trim();
        s
    }
    /// Entries of this and not of `o`.
    #[must_use]
    pub fn minus(&self, o: &Self) -> Self {
        let mut v = self.clone();
        for (x, y) in v.0.iter_mut().zip(&o.0) {
            *x &= !y;
        }
        v.trim();
        v
    }
    /// The bits, entry `i` at bit `i % 64` of word `i / 64`; the last word is not zero.
    pub fn words(&self) -> &[u64] {
        &self.0
    }
    /// The set with these bits.
    pub fn from_words(w: &[u64]) -> Self {
        let mut s = Self(w.to_vec());
        s.trim();
        s
    }
}
impl FromIterator<EntryIx> for EntrySet {
    fn from_iter<I: IntoIterator<Item = EntryIx>>(it: I) -> Self {
        let mut s = Self::EMPTY;
        for e in it {
            s.insert(e);
        }
        s
    }
}
impl<const N: usize> From<[u32; N]> for EntrySet {
    fn from(a: [u32; N]) -> Self {
        a.into_iter().map(EntryIx).collect()
    }
}
impl From<EntryIx> for EntrySet {
    fn from(e: EntryIx) -> Self {
        [e].into_iter().collect()
    }
}
impl PartialOrd for EntrySet {
    fn partial_cmp(&self, o: &Self) -> Option<Ordering> {
        Some(self.cmp(o))
    }
}
impl Ord for EntrySet {
    fn cmp(&self, o: &Self) -> Ordering {
        self.iter().cmp(o.iter())
    }
}
impl fmt::Debug for EntrySet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
impl Serialize for EntrySet {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        // With its length, which binary formats ask for.
        let mut q = s.serialize_seq(Some(self.len()))?;
        for e in self.iter() {
            q.serialize_element(&e)?;
        }
        q.end()
    }
}
impl<'de> Deserialize<'de> for EntrySet {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let v = Vec::<EntryIx>::deserialize(d)?;
        if v.windows(2).any(|w| w[0] >= w[1]) || v.last().is_some_and(|e| e.ix() >= MAX_ENTRIES) {
            return Err(D::Error::custom(format_args!(
                "a set of entries is a rising list of indices below {MAX_ENTRIES}"
            )));
        }
        Ok(v.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_set_is_equal_to_its_list_whatever_was_in_it_before() {
        let mut a = EntrySet::from([1, 200]);
        a.remove(EntryIx::new(200));
        assert_eq!(a, EntrySet::from([1]));
        assert_eq!(EntrySet::first(64).len(), 64);
        assert_eq!(EntrySet::first(65).last(), Some(EntryIx::new(64)));
        assert!(EntrySet::from([0, 5]) < EntrySet::from([1]));
    }
    #[test]
    fn json_refuses_what_is_not_a_rising_list() {
        assert!(serde_json::from_str::<EntrySet>("[1,1]").is_err());
        assert!(serde_json::from_str::<EntrySet>("[4294967295]").is_err());
        assert_eq!(serde_json::to_string(&EntrySet::from([3, 1])).unwrap(), "[1,3]");
    }
}

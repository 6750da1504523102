//! Maps and lists in parts that copies share: a copy is cheap, and a change copies only the part that it touches.
//!
//! So a server reads one state while it decides on the next, and a batch is decided on a copy.
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{collections::BTreeMap, ops::RangeBounds, sync::Arc};

/// Where a key belongs.
pub(super) trait Part {
    /// Number of the part; below [`PARTS`] for keys that are spread, any for keys in ranges.
    fn part(&self) -> usize;
}
/// Parts of a map whose keys are spread.
const PARTS: usize = 1024;
impl Part for u32 {
    fn part(&self) -> usize {
        (*self >> 10) as usize
    }
}
impl Part for crate::id::PersonId {
    fn part(&self) -> usize {
        // FNV-1a: only to spread, no order and no result depends on it.
        let hash = self
            .as_str()
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
        (hash ^ hash >> 32) as usize % PARTS
    }
}

/// A map in parts, none of them empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CowMap<K, V> {
    parts: BTreeMap<usize, Arc<BTreeMap<K, V>>>,
    len: usize,
}
impl<K, V> Default for CowMap<K, V> {
    fn default() -> Self {
        Self { parts: BTreeMap::new(), len: 0 }
    }
}
impl<K: Part + Ord + Clone, V: Clone> CowMap<K, V> {
    pub(super) fn len(&self) -> usize {
        self.len
    }
    pub(super) fn get(&self, k: &K) -> Option<&V> {
        self.parts.get(&k.part())?.get(k)
    }
    pub(super) fn contains(&self, k: &K) -> bool {
        self.get(k).is_some()
    }
    pub(super) fn insert(&mut self, k: K, v: V) -> Option<V> {
        let part = self.parts.entry(k.part()).or_default();
        let old = Arc::make_mut(part).insert(k, v);
        self.len += usize::from(old.is_none());
        old
    }
    pub(super) fn remove(&mut self, k: &K) -> Option<V> {
        // Looked up first, so that nothing is copied for what is not there.
        self.get(k)?;
        let part = self.parts.get_mut(&k.part())?;
        let old = Arc::make_mut(part).remove(k);
        if part.is_empty() {
            self.parts.remove(&k.part());
        }
        self.len -= usize::from(old.is_some());
        old
    }
    /// By part, within a part by key; for keys in ranges that is by key.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.parts.values().flat_map(|p| p.iter())
    }
    /// The keys of a range that lies in the part of its first key.
    pub(super) fn range<R: RangeBounds<K>>(
        &self,
        first: &K,
        range: R,
    ) -> impl Iterator<Item = (&K, &V)> + use<'_, K, V, R> {
        self.parts
            .get(&first.part())
            .into_iter()
            .flat_map(move |p| p.range((range.start_bound(), range.end_bound())))
    }
}
impl<K: Serialize, V: Serialize> Serialize for CowMap<K, V> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(self.parts.values().flat_map(|p| p.iter()))
    }
}
impl<'de, K, V> Deserialize<'de> for CowMap<K, V>
where
    K: Deserialize<'de> + Part + Ord + Clone,
    V: Deserialize<'de> + Clone,
{
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let mut map = Self::default();
        for (k, v) in Vec::<(K, V)>::deserialize(d)? {
            map.insert(k, v);
        }
        Ok(map)
    }
}

/// Places of a part of a list.
const RUN: usize = 1024;

/// A list in parts, which only grows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CowVec<T> {
    parts: Vec<Arc<Vec<T>>>,
}
impl<T> Default for CowVec<T> {
    fn default() -> Self {
        Self { parts: vec![] }
    }
}
impl<T: Clone> CowVec<T> {
    pub(super) fn len(&self) -> usize {
        self.parts.last().map_or(0, |last| (self.parts.len() - 1) * RUN + last.len())
    }
    pub(super) fn get(&self, at: usize) -> Option<&T> {
        self.parts.get(at / RUN)?.get(at % RUN)
    }
    pub(super) fn push(&mut self, x: T) {
        match self.parts.last_mut() {
            Some(last) if last.len() < RUN => Arc::make_mut(last).push(x),
            _ => self.parts.push(Arc::new(vec![x])),
        }
    }
}
impl<T: Serialize> Serialize for CowVec<T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(self.parts.iter().flat_map(|p| p.iter()))
    }
}
impl<'de, T: Deserialize<'de> + Clone> Deserialize<'de> for CowVec<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let mut list = Self::default();
        Vec::<T>::deserialize(d)?.into_iter().for_each(|x| list.push(x));
        Ok(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_copy_keeps_what_the_other_changes() {
        let mut a: CowMap<u32, u16> = (0..5000).map(|k| (k, 1)).fold(CowMap::default(), |mut m, (k, v)| {
            m.insert(k, v);
            m
        });
        let b = a.clone();
        assert_eq!(a.insert(7, 2), Some(1));
        assert_eq!(a.remove(&4999), Some(1));
        assert_eq!(a.remove(&9999), None);
        assert_eq!((b.get(&7), b.len(), a.get(&7), a.len()), (Some(&1), 5000, Some(&2), 4999));
        assert!(a.iter().map(|(k, _)| *k).eq(0..4999));
    }
    #[test]
    fn what_was_taken_out_leaves_no_trace() {
        let mut a: CowMap<u32, ()> = CowMap::default();
        a.insert(5000, ());
        a.remove(&5000);
        assert_eq!(a, CowMap::default());
    }
    #[test]
    fn a_key_far_away_takes_no_room() {
        let mut a: CowMap<u32, ()> = serde_json::from_str("[[4294967295,null]]").unwrap();
        assert_eq!((a.parts.len(), a.remove(&u32::MAX)), (1, Some(())));
        assert_eq!(a.parts.len(), 0);
    }
    #[test]
    fn json_holds_the_list_and_gives_it_back() {
        let mut a: CowMap<u32, u16> = CowMap::default();
        a.insert(3000, 1);
        a.insert(2, 5);
        let text = serde_json::to_string(&a).unwrap();
        assert_eq!(text, "[[2,5],[3000,1]]");
        assert_eq!(serde_json::from_str::<CowMap<u32, u16>>(&text).unwrap(), a);
    }
}

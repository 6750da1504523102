//! Rows of few marks: for each row a run of keys, rising, with a value each.
use std::cmp::Ordering;

/// Compressed rows. A row costs 8 bytes and each mark its key and value, without padding between them.
#[derive(Clone, Debug)]
pub(crate) struct Sparse<K, V> {
    /// Where each row ends.
    ends: Vec<u64>,
    keys: Vec<K>,
    values: Vec<V>,
}
impl<K: Copy + Ord, V: Copy + Ord> Sparse<K, V> {
    pub(crate) const fn new() -> Self {
        Self { ends: vec![], keys: vec![], values: vec![] }
    }
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
    /// Marks of all rows.
    pub(crate) fn marks(&self) -> usize {
        self.keys.len()
    }
    fn range(&self, row: usize) -> std::ops::Range<usize> {
        let from = if row == 0 { 0 } else { self.ends[row - 1] as usize };
        from..self.ends[row] as usize
    }
    /// Adds a row; keys rise.
    pub(crate) fn push(&mut self, marks: impl Iterator<Item = (K, V)>) {
        for (k, v) in marks {
            self.keys.push(k);
            self.values.push(v);
        }
        self.ends.push(self.keys.len() as u64);
    }
    pub(crate) fn row(&self, row: usize) -> impl Iterator<Item = (K, V)> + '_ {
        let r = self.range(row);
        self.keys[r.clone()].iter().copied().zip(self.values[r].iter().copied())
    }
    pub(crate) fn get(&self, row: usize, key: K) -> Option<V> {
        let r = self.range(row);
        let at = self.keys[r.clone()].binary_search(&key).ok()?;
        Some(self.values[r.start + at])
    }
    pub(crate) fn append(&mut self, other: &Self) {
        let base = self.keys.len() as u64;
        self.keys.extend_from_slice(&other.keys);
        self.values.extend_from_slice(&other.values);
        self.ends.extend(other.ends.iter().map(|e| base + e));
    }
    pub(crate) fn seal(&mut self) {
        self.ends.shrink_to_fit();
        self.keys.shrink_to_fit();
        self.values.shrink_to_fit();
    }
    pub(crate) fn cmp_rows(&self, a: usize, b: usize) -> Ordering {
        self.row(a).cmp(self.row(b))
    }
    pub(crate) fn heap_bytes(&self) -> usize {
        self.ends.capacity() * 8
            + self.keys.capacity() * size_of::<K>()
            + self.values.capacity() * size_of::<V>()
    }
}

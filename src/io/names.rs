//! The names of a file's entries.
use super::error::{Fault, Place, ReadError};
use crate::id::{EntryIx, MAX_ENTRIES};
use std::collections::BTreeMap;

/// Slots of a [`Lookup`].
const SLOTS: usize = 1024;
/// Numbers by text.
#[derive(Clone, Debug, Default)]
pub(super) struct Lookup {
    all: BTreeMap<Box<str>, u32>,
    /// Texts of one byte, by it.
    bytes: Vec<Option<u32>>,
    /// The first text of each slot, so that most are found at once. A file made to fill one slot only finds the others slower.
    first: Vec<First>,
}
#[derive(Clone, Debug)]
struct First {
    word: u64,
    number: u32,
    text: Box<str>,
}
/// The word of a slot without a text, and of any text too long for a word; shorter ones have words below.
const EMPTY: u64 = u64::MAX - 1;
const LONG: u64 = u64::MAX;
impl Lookup {
    #[inline]
    pub(super) fn get(&self, text: &str) -> Option<u32> {
        if let [byte] = text.as_bytes() {
            return self.bytes.get(usize::from(*byte)).copied().flatten();
        }
        self.find(text)
    }
    fn find(&self, text: &str) -> Option<u32> {
        let (slot, word) = key(text);
        let first = self.first.get(slot)?;
        if first.word == word && (word != LONG || *first.text == *text) {
            return Some(first.number);
        }
        if first.word == EMPTY { None } else { self.all.get(text).copied() }
    }
    /// A text that is not there.
    pub(super) fn add(&mut self, text: &str, number: u32) {
        if let [byte] = text.as_bytes() {
            self.bytes.resize(256, None);
            self.bytes[usize::from(*byte)] = Some(number);
            return;
        }
        self.first.resize(SLOTS, First { word: EMPTY, number: 0, text: "".into() });
        let (slot, word) = key(text);
        let first = &mut self.first[slot];
        if first.word == EMPTY {
            *first = First { word, number, text: text.into() };
        } else {
            self.all.insert(text.into(), number);
        }
    }
}
/// The slot of a text, and its word: the length and the bytes, if there are fewer than eight.
#[inline]
fn key(text: &str) -> (usize, u64) {
    const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let whole = words.iter().fold(0, |h, w| (h ^ u64::from_le_bytes(*w)).wrapping_mul(MIX).rotate_left(29));
    let end = rest.iter().fold(text.len() as u64, |h, b| h << 8 | u64::from(*b));
    // The highest bits hang on all others.
    let slot = ((whole ^ end).wrapping_mul(MIX) >> 54) as usize;
    (slot, if words.is_empty() { end } else { LONG })
}

/// Names in file order; no two alike.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    by_name: Lookup,
    list: Vec<(Box<str>, Place)>,
}
impl Names {
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }
    pub(super) fn find(&self, name: &str) -> Option<EntryIx> {
        self.by_name.get(name).map(EntryIx::new)
    }
    pub(super) fn name(&self, e: EntryIx) -> &str {
        &self.list[e.ix()].0
    }
    /// One entry more, whose name stands at `at`.
    pub(super) fn add(&mut self, name: &str, at: Place) -> Result<EntryIx, ReadError> {
        if let Some(i) = self.by_name.get(name) {
            let first = self.list[i as usize].1;
            let fault = Fault::SameName { name: name.into(), first: first.line, column: first.column };
            return Err(ReadError { at, fault });
        }
        if self.list.len() >= MAX_ENTRIES {
            return Err(ReadError { at, fault: Fault::TooManyEntries { most: MAX_ENTRIES } });
        }
        let e = EntryIx::from(self.list.len());
        self.by_name.add(name, self.list.len() as u32);
        self.list.push((name.into(), at));
        Ok(e)
    }
    /// The entry of that name, which is new if it was not met before.
    pub(super) fn meet(&mut self, name: &str, at: impl FnOnce() -> Place) -> Result<EntryIx, ReadError> {
        match self.find(name) {
            Some(e) => Ok(e),
            None => self.add(name, at()),
        }
    }
    /// Line of the first name.
    pub(super) fn first_line(&self) -> u64 {
        self.list.first().map_or(1, |(_, p)| p.line)
    }
    pub(super) fn finish(self) -> Vec<String> {
        self.list.into_iter().map(|(n, _)| n.into()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_whatever_slots_they_share() {
        let (mut known, texts): (_, Vec<String>) =
            (Lookup::default(), (0..5_000).map(|i| format!("{i:x} ä")).collect());
        assert_eq!(known.get("0 ä"), None);
        for (i, text) in texts.iter().enumerate() {
            assert_eq!(known.get(text), None);
            known.add(text, i as u32);
        }
        assert!(!known.all.is_empty(), "some share a slot");
        assert!(texts.iter().enumerate().all(|(i, text)| known.get(text) == Some(i as u32)));
        assert_eq!((known.get(""), known.get("1388 ä")), (None, None));
    }
}

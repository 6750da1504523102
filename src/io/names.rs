//! The names of a file's entries.
use super::error::{Fault, Place, ReadError};
use crate::id::{EntryIx, MAX_ENTRIES};
use std::collections::BTreeMap;

/// Names in file order; no two alike.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    by_name: BTreeMap<Box<str>, u32>,
    list: Vec<(Box<str>, Place)>,
}
impl Names {
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }
    pub(super) fn find(&self, name: &str) -> Option<EntryIx> {
        self.by_name.get(name).map(|i| EntryIx::new(*i))
    }
    pub(super) fn name(&self, e: EntryIx) -> &str {
        &self.list[e.ix()].0
    }
    /// One entry more, whose name stands at `at`.
    pub(super) fn add(&mut self, name: &str, at: Place) -> Result<EntryIx, ReadError> {
        if let Some(i) = self.by_name.get(name) {
            let first = self.list[*i as usize].1;
            let fault = Fault::SameName { name: name.into(), first: first.line, column: first.column };
            return Err(ReadError { at, fault });
        }
        if self.list.len() >= MAX_ENTRIES {
            return Err(ReadError { at, fault: Fault::TooManyEntries { most: MAX_ENTRIES } });
        }
        let e = EntryIx::from(self.list.len());
        self.by_name.insert(name.into(), self.list.len() as u32);
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

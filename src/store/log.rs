//! The log: appended to at its end, read from any number on, checked when it is opened.
use super::StoreError;
use crate::{
    audit::{Chain, LogLine, Published, Raw, json, verify, write, write_erased},
    contest::{Digest, EVENT_FORMAT, Event},
};
use redb::{
    Builder, Database, ReadableDatabase, ReadableTable, ReadableTableMetadata, StorageBackend,
    TableDefinition, backends::InMemoryBackend,
};
use std::{fmt, path::Path};

/// Lines by number, in the form of [`LogLine`].
const EVENTS: TableDefinition<'static, u64, &[u8]> = TableDefinition::new("events");
/// The head of the empty log, in hexadecimal digits, under 0.
const GENESIS: TableDefinition<'static, u64, &str> = TableDefinition::new("genesis");

/// The log of one contest on disk.
///
/// One process has it open at a time; another gets an error. Reading and appending may go on at once in one process: a
/// reading sees the log as it was when it began.
#[derive(Debug)]
pub struct Log {
    db: Database,
    genesis: Chain,
    chain: Chain,
}
impl Log {
    /// Opens the file, or makes it with an empty log. `genesis` is of the contest and its plan, see [`Chain::genesis`].
    ///
    /// The checksums of all pages are read, the numbers counted, and the last event held against its head. Whether every
    /// event is as it was is for [`verify`](Self::verify).
    ///
    /// # Errors
    /// If the file is another contest's, open elsewhere, damaged, or no log.
    pub fn open(path: impl AsRef<Path>, genesis: Chain) -> Result<Self, StoreError> {
        Self::of(builder().create(path)?, genesis)
    }
    /// The same on something that behaves like a file.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_on(backend: impl StorageBackend, genesis: Chain) -> Result<Self, StoreError> {
        Self::of(builder().create_with_backend(backend)?, genesis)
    }
    /// An empty log that is gone with the program, for tests and examples.
    ///
    /// # Errors
    /// If there is no memory.
    pub fn in_memory(genesis: Chain) -> Result<Self, StoreError> {
        Self::open_on(InMemoryBackend::new(), genesis)
    }
    fn of(db: Database, genesis: Chain) -> Result<Self, StoreError> {
        let write = db.begin_write()?;
        let chain = {
            let mut first = write.open_table(GENESIS)?;
            let events = write.open_table(EVENTS)?;
            let want = genesis.head().to_string();
            let have = first.get(0)?.map(|g| g.value().to_owned());
            match have {
                Some(have) if have != want => return Err(StoreError::OtherContest { want, have }),
                Some(_) => {}
                None if events.is_empty()? => {
                    first.insert(0, want.as_str())?;
                }
                None => return Err(damaged(0, "there are events and no genesis")),
            }
            tail(&events, genesis)?
        };
        write.commit()?;
        Ok(Self { db, genesis, chain })
    }
    /// The number of the next event.
    pub const fn next_seq(&self) -> u64 {
        self.chain.len()
    }
    /// The chain up to the last event; its head is what may be published.
    pub const fn chain(&self) -> Chain {
        self.chain
    }
    /// Appends events, all or none, in one transaction: when this returns they are on disk.
    ///
    /// # Errors
    /// If the numbers do not follow, or an event is of a newer version: then nothing changed. If the disk fails all or none
    /// of them may be there, and the log must be opened again to know.
    pub fn append(&mut self, events: &[Event]) -> Result<Chain, StoreError> {
        let mut chain = self.chain;
        if events.is_empty() {
            return Ok(chain);
        }
        let transaction = self.db.begin_write()?;
        {
            let mut table = transaction.open_table(EVENTS)?;
            for e in events {
                let (want, seq) = (chain.len(), e.seq);
                if seq > want {
                    return Err(StoreError::Gap { want, got: seq });
                }
                if seq < want {
                    return Err(StoreError::Duplicate { seq, want });
                }
                if e.format > EVENT_FORMAT {
                    return Err(StoreError::Newer { seq, format: e.format });
                }
                let json = json(e);
                let head = chain.push_json(&json);
                table.insert(seq, write(&json, &head).as_slice())?;
            }
        }
        transaction.commit()?;
        self.chain = chain;
        Ok(chain)
    }
    /// Puts the events of an [`Erasure`](crate::audit::Erasure) in the place of those from which something is erased, in one transaction;
    /// heads stay. Old pages of the file may hold what was there until they are written over: who must be sure copies the log to a new file.
    ///
    /// # Errors
    /// If there is no event of such a number, or the disk fails; then nothing changed.
    pub fn erase(&mut self, events: &[Event]) -> Result<(), StoreError> {
        let transaction = self.db.begin_write()?;
        {
            let mut table = transaction.open_table(EVENTS)?;
            for e in events {
                let head = {
                    let line = table.get(e.seq)?.ok_or_else(|| damaged(e.seq, "it is missing"))?;
                    Raw::of(line.value()).map_err(|x| damaged(e.seq, &x.to_string()))?.head
                };
                table.insert(e.seq, write_erased(&json(e), &head).as_slice())?;
            }
        }
        transaction.commit()?;
        Ok(())
    }
    /// Reads events from number `from` on, as the log is now.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn read(&self, from: u64) -> Result<Reading, StoreError> {
        Ok(Reading { range: self.range(from)?, next: from })
    }
    /// Reads the whole log, recomputes every head, and holds them against those that were published.
    ///
    /// # Errors
    /// The first event that is not as it was, or an error of the disk.
    pub fn verify(&self, published: &[Published]) -> Result<Chain, StoreError> {
        let mut failed = None;
        let lines = self.range(0)?.map_while(|line| match line {
            Ok((_, line)) => Some(line.value().to_vec()),
            Err(e) => {
                failed = Some(e);
                None
            }
        });
        let found = verify(lines, self.genesis, published);
        failed.map_or_else(|| found.map_err(StoreError::Tampered), |e| Err(e.into()))
    }
    fn range(&self, from: u64) -> Result<Lines, StoreError> {
        Ok(self.db.begin_read()?.open_table(EVENTS)?.range(from..)?)
    }
}
type Lines = redb::Range<'static, u64, &'static [u8]>;
/// Pages are checked when a file is opened, so that a damaged one is an error and nothing worse.
fn builder() -> Builder {
    let mut b = Builder::new();
    b.set_check_integrity_on_open(true);
    b
}
/// The end of the log, if no number is missing and the last event gives the last head.
fn tail(events: &impl ReadableTable<u64, &'static [u8]>, genesis: Chain) -> Result<Chain, StoreError> {
    let Some((last, line)) = events.last()? else { return Ok(genesis) };
    let (last, len) = (last.value(), events.len()?);
    // Numbers are distinct, so there are `last + 1` only if none is missing.
    if last.checked_add(1) != Some(len) {
        return Err(damaged(last, &format!("it is the last one of {len}")));
    }
    let head_at = |seq: u64| -> Result<Digest, StoreError> {
        let line = events.get(seq)?.ok_or_else(|| damaged(seq, "it is missing"))?;
        Raw::of(line.value()).map(|r| r.head).map_err(|e| damaged(seq, &e.to_string()))
    };
    let mut chain = match last.checked_sub(1) {
        None => genesis,
        Some(before) => Chain::at(last, head_at(before)?),
    };
    let raw = Raw::of(line.value()).map_err(|e| damaged(last, &e.to_string()))?;
    if raw.seq != last || (!raw.erased && chain.push_json(raw.json) != raw.head) {
        return Err(damaged(last, "it does not give the head that stands beside it"));
    }
    Ok(chain)
}

/// Events of a log in their order.
pub struct Reading {
    range: Lines,
    next: u64,
}
impl fmt::Debug for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reading").field("next", &self.next).finish_non_exhaustive()
    }
}
impl Iterator for Reading {
    type Item = Result<LogLine, StoreError>;
    fn next(&mut self) -> Option<Self::Item> {
        let seq = self.next;
        self.next = seq.saturating_add(1);
        Some(self.range.next()?.map_err(StoreError::from).and_then(|(_, line)| {
            let line = LogLine::read(line.value()).map_err(|e| damaged(seq, &e.to_string()))?;
            if line.event.seq == seq {
                Ok(line)
            } else {
                Err(damaged(seq, "another event stands in its place"))
            }
        }))
    }
}
fn damaged(seq: u64, cause: &str) -> StoreError {
    StoreError::Damaged { seq, cause: cause.to_owned() }
}

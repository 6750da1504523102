//! Crashes: the disk is frozen after every single write, and the copy is opened.
use super::{File, events, genesis};
use crate::audit::lines;
use cocreate::store::{Log, StoreError};
use redb::StorageBackend;
use std::io::{Error, ErrorKind};
use std::sync::{Arc, Mutex};

/// A disk that keeps a copy of itself at every write, together with how many events were acknowledged by then.
#[derive(Clone, Debug, Default)]
struct Disk(Arc<Mutex<State>>);
#[derive(Debug, Default)]
struct State {
    bytes: Vec<u8>,
    /// As of the last sync: what is there whatever the disk does with later writes.
    synced: Vec<u8>,
    acknowledged: u64,
    frozen: Vec<(u64, Vec<u8>)>,
}
impl Disk {
    fn with(bytes: &[u8]) -> Self {
        let disk = Self::default();
        disk.0.lock().unwrap().bytes = bytes.to_vec();
        disk
    }
}
impl StorageBackend for Disk {
    fn len(&self) -> Result<u64, Error> {
        Ok(self.0.lock().unwrap().bytes.len() as u64)
    }
    fn read(&self, offset: u64, out: &mut [u8]) -> Result<(), Error> {
        let s = self.0.lock().unwrap();
        let at = offset as usize;
        let from = s.bytes.get(at..at + out.len()).ok_or_else(|| Error::from(ErrorKind::UnexpectedEof))?;
        out.copy_from_slice(from);
        Ok(())
    }
    fn set_len(&self, len: u64) -> Result<(), Error> {
        self.0.lock().unwrap().bytes.resize(len as usize, 0);
        Ok(())
    }
    fn sync_data(&self) -> Result<(), Error> {
        let s = &mut *self.0.lock().unwrap();
        s.synced.clone_from(&s.bytes);
        Ok(())
    }
    fn write(&self, offset: u64, data: &[u8]) -> Result<(), Error> {
        let mut s = self.0.lock().unwrap();
        let at = offset as usize;
        s.bytes[at..at + data.len()].copy_from_slice(data);
        let (now, synced, n) = (s.bytes.clone(), s.synced.clone(), s.acknowledged);
        s.frozen.push((n, now));
        if s.frozen.iter().all(|(_, f)| *f != synced) {
            s.frozen.push((n, synced));
        }
        Ok(())
    }
}

#[test]
fn a_disk_frozen_at_any_write_has_all_that_was_acknowledged_and_whole_commits_only() {
    let all = events(6);
    let disk = Disk::default();
    let mut log = Log::open_on(disk.clone(), genesis()).unwrap();
    // While the file is made nothing is acknowledged yet.
    disk.0.lock().unwrap().frozen.clear();
    for commit in all.chunks(2) {
        let end = log.append(commit).unwrap();
        disk.0.lock().unwrap().acknowledged = end.len();
    }
    let frozen = std::mem::take(&mut disk.0.lock().unwrap().frozen);
    assert!(frozen.len() >= 6, "{} copies", frozen.len());
    for (acknowledged, bytes) in frozen {
        let mut copy = Log::open_on(Disk::with(&bytes), genesis()).unwrap();
        let n = copy.next_seq();
        assert!(n == acknowledged || n == acknowledged + 2, "{n} of {acknowledged} acknowledged");
        assert_eq!(copy.verify(&[]).unwrap().len(), n);
        let back: Vec<String> = copy.read(0).unwrap().map(|l| l.unwrap().write()).collect();
        assert_eq!(back, lines(&all)[..n as usize]);
        // It goes on where it stands.
        copy.append(&all[n as usize..]).unwrap();
        assert_eq!(copy.next_seq(), 6);
    }
}

#[test]
fn a_copy_of_the_file_of_a_running_program_opens() {
    let (file, copy, all) = (File::new(), File::new(), events(4));
    let mut log = Log::open(&file.0, genesis()).unwrap();
    log.append(&all[..3]).unwrap();
    std::fs::copy(&file.0, &copy.0).unwrap();
    log.append(&all[3..]).unwrap();
    let copy = Log::open(&copy.0, genesis()).unwrap();
    assert_eq!((copy.next_seq(), copy.verify(&[]).unwrap().len()), (3, 3));
}

#[test]
fn a_damaged_file_is_an_error_or_as_it_was_and_never_anything_else() {
    let disk = Disk::default();
    let mut log = Log::open_on(disk.clone(), genesis()).unwrap();
    log.append(&events(40)).unwrap();
    drop(log);
    let sound = disk.0.lock().unwrap().bytes.clone();
    let want = lines(&events(40));
    let used: Vec<usize> = (0..sound.len()).filter(|i| sound[*i] != 0).collect();
    let mut refused = 0;
    for at in used.iter().step_by(used.len() / 300 + 1) {
        let mut bytes = sound.clone();
        bytes[*at] ^= 0x10;
        match Log::open_on(Disk::with(&bytes), genesis()) {
            Err(_) => refused += 1,
            Ok(log) => {
                let back: Result<Vec<_>, StoreError> = log.read(0).unwrap().collect();
                let back: Vec<String> = back.unwrap().iter().map(|l| l.write()).collect();
                assert_eq!(back, want, "byte {at}");
            }
        }
    }
    assert!(refused > 0);
    for n in [0, 1, 100, 4096, sound.len() / 2, sound.len() - 1] {
        // A file of no bytes is a new one; of any other length it is told.
        match Log::open_on(Disk::with(&sound[..n]), genesis()) {
            Err(_) => {}
            Ok(log) => assert_eq!((n, log.next_seq()), (0, 0)),
        }
    }
}

//! Appending, reading and refusing.
use super::{File, events, genesis, withdraw};
use crate::audit::{head, lines};
use cocreate::{
    audit::{Chain, Published, Tampered},
    contest::{Digest, EVENT_FORMAT},
    id::ContestId,
    store::{Log, StoreError},
};

fn read(log: &Log, from: u64) -> Vec<String> {
    log.read(from).unwrap().map(|l| l.unwrap().write()).collect()
}

#[test]
fn what_is_appended_is_read_with_its_heads_after_the_file_was_closed() {
    let (file, all) = (File::new(), events(5));
    let mut log = Log::open(&file.0, genesis()).unwrap();
    assert_eq!((log.next_seq(), log.chain()), (0, genesis()));
    log.append(&all[..2]).unwrap();
    log.append(&[]).unwrap();
    let end = log.append(&all[2..]).unwrap();
    assert_eq!(Published::from(end), head(&all, 5));
    drop(log);
    let log = Log::open(&file.0, genesis()).unwrap();
    assert_eq!((log.next_seq(), log.chain()), (5, end));
    assert_eq!(read(&log, 0), lines(&all));
    assert_eq!(read(&log, 3), lines(&all)[3..]);
    assert_eq!(read(&log, 5), [""; 0]);
    assert_eq!(log.verify(&[head(&all, 5)]).unwrap(), end);
}

#[test]
fn a_gap_a_duplicate_and_a_newer_event_are_refused_and_nothing_of_their_commit_is_kept() {
    let mut log = Log::in_memory(genesis()).unwrap();
    log.append(&events(3)).unwrap();
    let before = log.chain();
    let gap = log.append(&[withdraw(3, "e3"), withdraw(5, "e5")]).unwrap_err();
    assert!(matches!(gap, StoreError::Gap { want: 4, got: 5 }), "{gap}");
    let twice = log.append(&[withdraw(3, "e3"), withdraw(3, "e3")]).unwrap_err();
    assert!(matches!(twice, StoreError::Duplicate { seq: 3, want: 4 }), "{twice}");
    let old = log.append(&[withdraw(1, "e1")]).unwrap_err();
    assert!(matches!(old, StoreError::Duplicate { seq: 1, want: 3 }), "{old}");
    let mut newer = withdraw(3, "e3");
    newer.format = EVENT_FORMAT + 1;
    let newer = log.append(&[newer]).unwrap_err();
    assert_eq!(newer.to_string(), "event 3 has format 2; this version knows up to 1");
    assert_eq!(log.chain(), before);
    assert_eq!(read(&log, 0), lines(&events(3)));
    // And it goes on from there.
    log.append(&[withdraw(3, "e3")]).unwrap();
    assert_eq!(read(&log, 0), lines(&events(4)));
}

#[test]
fn a_reading_sees_the_log_as_it_was_when_it_began() {
    let mut log = Log::in_memory(genesis()).unwrap();
    log.append(&events(2)).unwrap();
    let reading = log.read(0).unwrap();
    log.append(&[withdraw(2, "e2")]).unwrap();
    assert_eq!(reading.count(), 2);
    assert_eq!(log.read(0).unwrap().count(), 3);
}

#[test]
fn the_log_of_another_contest_and_an_open_file_are_refused() {
    let file = File::new();
    let mut log = Log::open(&file.0, genesis()).unwrap();
    log.append(&events(1)).unwrap();
    let open = Log::open(&file.0, genesis()).unwrap_err();
    assert!(matches!(open, StoreError::File(_)), "{open}");
    drop(log);
    let other = Chain::genesis(&ContestId::new("another").unwrap(), &Digest::of(b"an example plan"));
    let refused = Log::open(&file.0, other).unwrap_err();
    assert!(matches!(refused, StoreError::OtherContest { .. }), "{refused}");
    assert_eq!(Log::open(&file.0, genesis()).unwrap().next_seq(), 1, "it is as it was");
}

#[test]
fn a_head_that_was_published_tells_of_a_cut_and_of_a_log_written_anew() {
    let all = events(4);
    let mut log = Log::in_memory(genesis()).unwrap();
    log.append(&all[..3]).unwrap();
    let cut = log.verify(&[head(&all, 4)]).unwrap_err();
    assert!(matches!(cut, StoreError::Tampered(Tampered::Cut { have: 3, want: 4 })), "{cut}");
    let mut forged = all.clone();
    forged[1] = withdraw(1, "forged");
    let mut log = Log::in_memory(genesis()).unwrap();
    log.append(&forged).unwrap();
    let anew = log.verify(&[head(&all, 1), head(&all, 2)]).unwrap_err();
    assert!(matches!(anew, StoreError::Tampered(Tampered::Rewritten { from: 1, to: 2, .. })), "{anew}");
}

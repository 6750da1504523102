//! Texts outside of the log: what is erased is told as erased, and everything else stays as it was.
use super::{event, genesis, head, lines};
use cocreate::{
    audit::{Kept, Outside, Report, outside, outside_of, verify},
    contest::{Act, Actor, Digest, Event, Submission},
    id::{EntryId, PersonId},
    num::Exact,
    reward::TeamShare,
};
use std::collections::BTreeMap;

const NAME: &str = "Ada Lovelace, London";
/// SHA-256 of 16 as 8 bytes, the bytes 0 to 15, and the name; from a Python script.
const DIGEST: &str = "2dbb3f404bad60ea438649bdc0f646721424bec8a2eca398a549723564444244";

/// What an app keeps outside, by digest.
type Store = BTreeMap<Digest, Kept>;
fn keep(store: &mut Store, salt: Vec<u8>, text: &str) -> Digest {
    let kept = Kept { salt, text: text.as_bytes().to_vec() };
    let digest = Digest::salted(&kept.salt, &kept.text);
    store.insert(digest, kept);
    digest
}
/// A person enters something and revises it. Their id is the digest of their name.
fn log(store: &mut Store) -> Vec<Event> {
    let person = PersonId::new(&keep(store, (0..16).collect(), NAME).to_string()).unwrap();
    let entry = EntryId::new("e1").unwrap();
    let by = || Actor::Person(person.clone());
    let submission = Submission {
        entry: entry.clone(),
        team: vec![TeamShare { person: person.clone(), share: Exact::ONE }],
        category: None,
        party: None,
        cost: None,
        digest: keep(store, vec![1; 16], "A fox in the snow"),
    };
    let digest = keep(store, vec![2; 16], "A fox in the snow, at night");
    vec![event(0, by(), Act::Submit(Box::new(submission))), event(1, by(), Act::Revise { entry, digest })]
}
fn states(log: &[Event], store: &Store) -> Vec<Outside> {
    outside_of(log, |d| store.get(d).cloned()).into_iter().map(|t| t.state).collect()
}

#[test]
fn a_salted_digest_is_what_its_page_says() {
    let mut store = Store::new();
    assert_eq!(keep(&mut store, (0..16).collect(), NAME).to_string(), DIGEST);
}

#[test]
fn a_person_is_erased_and_the_chain_and_the_log_stay() {
    let mut store = Store::new();
    let events = log(&mut store);
    let published = head(&events, 2);
    let written = lines(&events);
    assert!(!written.concat().contains("Ada") && !written.concat().contains("fox"), "no name and no text");
    assert_eq!(states(&events, &store), [Outside::Intact; 2]);

    let person: Digest = DIGEST.parse().unwrap();
    assert_eq!(outside(&person, store.get(&person)), Outside::Intact);
    store.clear();
    assert_eq!(outside(&person, store.get(&person)), Outside::Erased);
    assert_eq!(states(&events, &store), [Outside::Erased; 2]);
    let report = Report {
        chain: verify(&written, genesis(), &[published]),
        replayed: (2, None),
        phase: cocreate::contest::Phase::Settled,
        differences: vec![],
        erased: vec![],
        outside: outside_of(&events, |d| store.get(d).cloned()),
    };
    assert!(report.is_sound());
    let text = report.to_string();
    assert!(text.contains("texts outside: 0 intact, 0 altered, 2 erased"), "{text}");
    assert!(text.contains("event 1, entry e1: erased"), "{text}");
}

#[test]
fn a_text_or_a_salt_that_changed_is_altered_not_erased() {
    let mut store = Store::new();
    let events = log(&mut store);
    let first = outside_of(&events, |_| None)[0].digest;
    let good = store[&first].clone();
    for (salt, text) in [(good.salt.clone(), b"A fox".to_vec()), (vec![9; 16], good.text.clone())] {
        store.insert(first, Kept { salt, text });
        assert_eq!(states(&events, &store), [Outside::Altered, Outside::Intact]);
        let report = Report {
            chain: Ok(genesis()),
            replayed: (0, None),
            phase: cocreate::contest::Phase::Settled,
            differences: vec![],
            erased: vec![],
            outside: outside_of(&events, |d| store.get(d).cloned()),
        };
        assert!(!report.is_sound());
    }
}

#[test]
fn the_salt_and_the_text_do_not_run_into_each_other() {
    // `ab` + `c` and `a` + `bc` are the same bytes.
    assert_ne!(Digest::salted(b"ab", b"c"), Digest::salted(b"a", b"bc"));
}

#[test]
fn what_is_kept_does_not_show_in_a_programs_log() {
    let kept = Kept { salt: vec![0x41; 16], text: NAME.as_bytes().to_vec() };
    assert_eq!(format!("{kept:?}"), "Kept(salt of 16 bytes, text of 20 bytes)");
}

//! A log is altered in every way that the issue names, at every event; the fault names the event.
use super::{events, genesis, head, lines, withdraw};
use cocreate::{
    audit::{LineError, Published, Tampered, verify},
    contest::Event,
};
use proptest::prelude::*;

const N: u64 = 6;
fn check(lines: &[String], published: &[Published]) -> Result<u64, Tampered> {
    verify(lines, genesis(), published).map(|c| c.len())
}
fn fault(lines: &[String]) -> Tampered {
    check(lines, &[]).unwrap_err()
}
/// The same events with another one at `at`, and all heads made anew.
fn rewritten(at: u64) -> Vec<String> {
    let mut all = events(N);
    all[at as usize] = withdraw(at, "forged");
    lines(&all)
}

#[test]
fn an_honest_log_is_sound_with_all_its_heads() {
    let all = events(N);
    let heads: Vec<Published> = (0..=N as usize).rev().map(|n| head(&all, n)).collect();
    assert_eq!(check(&lines(&all), &heads), Ok(N));
    assert_eq!(check(&[], &[head(&all, 0)]), Ok(0));
}

#[test]
fn an_event_that_was_altered_is_named() {
    for i in 0..N {
        let mut all = lines(&events(N));
        all[i as usize] = all[i as usize].replace(&format!("\"e{i}\""), "\"f0\"");
        assert!(matches!(fault(&all), Tampered::Altered { seq, .. } if seq == i), "{i}");
    }
}

#[test]
fn a_head_that_was_altered_is_named_by_its_event() {
    for i in 0..N as usize {
        let mut all = lines(&events(N));
        let at = all[i].len() - 5;
        let other = if &all[i][at..=at] == "0" { "1" } else { "0" };
        all[i].replace_range(at..=at, other);
        assert!(matches!(fault(&all), Tampered::Altered { seq, .. } if seq == i as u64), "{i}");
    }
}

#[test]
fn an_event_that_was_cut_out_is_named() {
    // The last one leaves no gap: that is a cut.
    for i in 0..N - 1 {
        let mut all = lines(&events(N));
        all.remove(i as usize);
        assert_eq!(fault(&all), Tampered::Missing { seq: i, next: i + 1, line: i + 1 });
    }
}

#[test]
fn events_that_were_swapped_are_named() {
    for i in 0..N {
        for j in i + 1..N {
            let mut all = lines(&events(N));
            all.swap(i as usize, j as usize);
            assert_eq!(fault(&all), Tampered::Swapped { seq: i, other: j, line: i + 1, found: j + 1 });
        }
    }
}

#[test]
fn events_that_changed_places_and_took_the_numbers_with_them_are_altered() {
    let mut all = lines(&events(N));
    // Their contents change places, numbers and heads stay.
    all[2] = all[2].replace("\"e2\"", "\"e4\"");
    all[4] = all[4].replace("\"e4\"", "\"e2\"");
    assert!(matches!(fault(&all), Tampered::Altered { seq: 2, .. }));
}

#[test]
fn an_event_that_was_put_in_is_named() {
    for i in 0..N as usize {
        let honest = lines(&events(N));
        // Twice the same.
        let mut all = honest.clone();
        all.insert(i + 1, honest[i].clone());
        assert_eq!(fault(&all), Tampered::Inserted { seq: i as u64, line: i as u64 + 2 });
        // Another one before it, with a head that does not fit.
        let mut all = honest.clone();
        all.insert(i, honest[i].replace(&format!("\"e{i}\""), "\"f0\""));
        assert_eq!(fault(&all), Tampered::Inserted { seq: i as u64, line: i as u64 + 1 });
    }
}

#[test]
fn of_two_events_that_both_fit_the_one_was_put_in_that_nothing_follows() {
    let honest = lines(&events(N));
    let mut forged = events(N);
    forged[2] = withdraw(2, "forged");
    let forged = lines(&forged)[2].clone();
    let mut before = honest.clone();
    before.insert(2, forged.clone());
    assert_eq!(fault(&before), Tampered::Inserted { seq: 2, line: 3 });
    let mut after = honest;
    after.insert(3, forged);
    assert_eq!(fault(&after), Tampered::Inserted { seq: 2, line: 4 });
}

#[test]
fn a_log_that_was_cut_at_its_end_is_told_by_a_published_head() {
    let all = events(N);
    for n in 0..N {
        let cut = &lines(&all)[..n as usize];
        assert_eq!(check(cut, &[]), Ok(n), "by itself a shorter log is sound");
        assert_eq!(check(cut, &[head(&all, N as usize)]), Err(Tampered::Cut { have: n, want: N }));
    }
}

#[test]
fn a_log_that_was_written_anew_is_told_by_published_heads_the_more_the_narrower() {
    let all = events(N);
    for i in 0..N {
        let forged = rewritten(i);
        assert_eq!(check(&forged, &[]), Ok(N), "it holds in itself");
        let every: Vec<Published> = (0..=N as usize).map(|n| head(&all, n)).collect();
        let named = check(&forged, &every).unwrap_err();
        assert!(matches!(named, Tampered::Rewritten { from, to, .. } if (from, to) == (i, i + 1)), "{named}");
        let last = check(&forged, &[head(&all, N as usize)]).unwrap_err();
        assert!(matches!(last, Tampered::Rewritten { from: 0, to: N, .. }), "{last}");
    }
}

#[test]
fn another_contest_is_told_by_the_head_of_nothing() {
    let published = Published { events: 0, head: head(&events(1), 1).head };
    assert!(matches!(check(&[], &[published]), Err(Tampered::OtherContest { .. })));
}

type Damage = fn(&str) -> Vec<u8>;
#[test]
fn what_is_no_event_is_named_by_its_line() {
    let damaged: [(&str, Damage); 5] = [
        ("cut in the middle", |l| l.as_bytes()[..l.len() / 2].to_vec()),
        ("empty", |_| vec![]),
        ("blanks", |l| l.replace(",\"head\"", ", \"head\"").into_bytes()),
        ("invalid UTF-8", |l| [l.as_bytes(), &[0xff]].concat()),
        ("no number", |l| l.replace("\"seq\"", "\"sequence\"").into_bytes()),
    ];
    for (what, damage) in damaged {
        let mut all: Vec<Vec<u8>> = lines(&events(N)).into_iter().map(String::into_bytes).collect();
        all[3] = damage(std::str::from_utf8(&all[3]).unwrap());
        let got = verify(&all, genesis(), &[]).unwrap_err();
        assert!(matches!(got, Tampered::NotEvent { line: 4, seq: 3, .. }), "{what}: {got}");
    }
    let text = Tampered::NotEvent { line: 4, seq: 3, why: LineError::Form }.to_string();
    assert!(text.starts_with("line 4, where event 3 belongs, is no event"), "{text}");
}

proptest! {
    /// No change of a byte escapes: with the last head published, each is an error that names an event up to the changed one.
    #[test]
    fn any_byte_that_changes_is_found(n in 1u64..5, at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let all: Vec<Event> = events(n);
        let published = head(&all, n as usize);
        let mut lines: Vec<Vec<u8>> = lines(&all).into_iter().map(String::into_bytes).collect();
        let sizes: Vec<usize> = lines.iter().map(Vec::len).collect();
        let mut place = at.index(sizes.iter().sum());
        let mut line = 0;
        while place >= sizes[line] {
            place -= sizes[line];
            line += 1;
        }
        prop_assume!(lines[line][place] != to);
        lines[line][place] = to;
        let seq = match verify(&lines, genesis(), &[published]).unwrap_err() {
            Tampered::Altered { seq, .. } | Tampered::Missing { seq, .. } | Tampered::Swapped { seq, .. }
            | Tampered::NotEvent { seq, .. } => seq,
            Tampered::Inserted { line, .. } => line - 1,
            other => panic!("{other}"),
        };
        prop_assert_eq!(seq, line as u64);
    }
    #[test]
    fn any_bytes_end_in_an_answer(lines in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 0..5)) {
        prop_assert_eq!(verify(&lines, genesis(), &[]).is_ok(), lines.is_empty());
    }
}

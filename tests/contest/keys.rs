//! Idempotency keys, stale decisions, limits, and acts that are refused.
use super::{
    desk::{DAY, Desk, entry, id, submission},
    plans::{plan, text},
    stories::score,
};
use cocreate::{
    contest::{Act, ApplyError, Checked, Command, Contest, EVENT_FORMAT, Refusal, Snapshot},
    id::PersonId,
};

fn join(who: &str) -> Command {
    Command::host(Act::enrol("crowd".parse().unwrap(), id(who)))
}
#[test]
fn the_same_key_gives_the_first_answer_again() {
    let mut d = Desk::of(&plan("crowd"));
    d.at(0);
    let first = join("ann").keyed("k1").expecting(0);
    d.give(&first).unwrap();
    d.give(&join("bob")).unwrap();
    assert_eq!(
        d.contest.check(&first, d.now),
        Ok(Checked::Already { seq: 0 }),
        "although the state is another"
    );
    assert_eq!(d.contest.check(&join("ann").keyed("k1"), d.now), Ok(Checked::Already { seq: 0 }));
    assert_eq!(d.contest.check(&join("cy").keyed("k1"), d.now), Err(Refusal::KeyReused { seq: 0 }));
    // A key stands in the log for ever: it has the form of an id, which holds no text about a person.
    for bad in ["", &"k".repeat(65), "ann@example.org", "Ann Smith", "ä", "a/b", "a\n"] {
        let keyed = join("cy").keyed(bad);
        assert_eq!(d.contest.check(&keyed, d.now).unwrap_err().code(), "key", "{bad:?}");
        let Ok(Checked::New(mut event)) = d.contest.check(&join("cy"), d.now) else { panic!() };
        event.key = Some(bad.to_owned());
        let refused = d.contest.clone().apply(&event).unwrap_err();
        assert!(matches!(&refused, ApplyError::Finding { what, .. } if what.contains("key")), "{refused}");
    }
    let uuid = join("cy").keyed("0b9e2f3c-6f0a-4c6e-9d0e-2a1b3c4d5e6f");
    assert!(d.contest.check(&uuid, d.now).is_ok());
    // A snapshot remembers keys as well.
    let text = serde_json::to_string(&d.contest.snapshot()).unwrap();
    let back: Snapshot = serde_json::from_str(&text).unwrap();
    // It is a value as any other, without a number that a reader of JSON would round.
    let value = serde_json::to_value(d.contest.snapshot()).unwrap();
    assert_eq!(serde_json::from_value::<Snapshot>(value).unwrap(), back);
    let back = back.restore(&std::sync::Arc::new(cocreate::contest::Rules::built_in())).unwrap();
    assert_eq!(back.check(&first, d.now), Ok(Checked::Already { seq: 0 }));
    // A refused command leaves its key free.
    assert!(d.give(&join("ann").keyed("k2")).is_err());
    d.give(&join("dee").keyed("k2")).unwrap();
    // A batch sees the keys of its own.
    let twice = d.contest.check_batch(&[join("eve").keyed("k3"), join("eve").keyed("k3")], d.now);
    assert_eq!(twice[1], Ok(Checked::Already { seq: d.contest.next_seq() }));
}
#[test]
fn a_decision_against_another_state_is_stale() {
    let mut d = Desk::of(&plan("crowd"));
    d.at(0).enrol("crowd", &["ann"]);
    for expected in [0, 2, u64::MAX] {
        let got = d.contest.check(&join("bob").expecting(expected), d.now);
        assert_eq!(got, Err(Refusal::Stale { expected, next: 1 }));
    }
    assert!(d.contest.check(&join("bob").expecting(1), d.now).is_ok());
}
#[test]
fn events_that_are_not_next_or_of_a_later_format_are_refused_by_name() {
    let mut d = Desk::of(&plan("crowd"));
    d.at(0).enrol("crowd", &["ann", "bob"]);
    let mut c = Contest::new(&plan("crowd"));
    assert_eq!(c.apply(&d.log[1]), Err(ApplyError::Sequence { got: 1, next: 0 }));
    let mut later = d.log[0].clone();
    later.format = EVENT_FORMAT + 1;
    let refused = c.apply(&later).unwrap_err();
    assert_eq!(refused.to_string(), "event 0 has format 2; this version reads 1 to 1");
    assert_eq!(c, Contest::new(&plan("crowd")));
    let text = serde_json::to_string(&c.snapshot()).unwrap().replacen("\"format\":1", "\"format\":7", 1);
    let newer: Snapshot = serde_json::from_str(&text).unwrap();
    let refused = newer.restore(&std::sync::Arc::new(cocreate::contest::Rules::built_in())).unwrap_err();
    assert_eq!(refused.to_string(), "the snapshot has format 7; this version reads up to 1");
}
/// Whatever the limits, the clock can bring a contest to its end.
#[test]
fn limits_refuse_by_name_and_never_hold_the_money() {
    let limited = |what: &str| {
        let text =
            text("crowd").replace(r#""appeal": "3d""#, &format!(r#""appeal": "3d", "limits": {{ {what} }}"#));
        let mut d = Desk::new(&text);
        d.at(0);
        d
    };
    let limit = |r: Result<(), Refusal>, what: &str| match r {
        Err(Refusal::Limit { what: w, .. }) => assert_eq!(w, what),
        other => panic!("{other:?}"),
    };
    let mut d = limited(r#""events": 3"#);
    d.enrol("crowd", &["ann", "bob", "cy"]);
    limit(d.give(&join("dee")), "events");
    d.run_out().assert_paid();
    let mut d = limited(r#""persons": 2"#);
    d.enrol("crowd", &["ann"]);
    limit(d.give(&join("bob")), "persons");
    let mut d = limited(r#""keys": 1"#);
    d.give(&join("ann").keyed("a")).unwrap();
    limit(d.give(&join("bob").keyed("b")), "idempotency keys");
    let mut d = limited(r#""marks": 1"#);
    d.enrol("crowd", &["ann", "bob"]);
    d.submit("ann", "x").unwrap();
    d.submit("ann", "y").unwrap();
    d.at(12 * DAY);
    d.mark("vote", "bob", score(0, 1)).unwrap();
    limit(d.mark("vote", "bob", score(1, 1)), "marks in all ballots of a poll");
}
#[test]
fn entries_are_refused_with_what_would_be_right() {
    let mut d = Desk::of(&plan("crowd"));
    d.at(0).enrol("crowd", &["ann", "bob"]);
    d.submit("ann", "x").unwrap();
    let code = |r: Result<(), Refusal>| r.unwrap_err().code();
    assert_eq!(code(d.submit("bob", "x")), "entry-taken");
    assert_eq!(code(d.submit("zoe", "z")), "unknown-person");
    let for_other = Act::Submit(Box::new(submission("z", &["ann"])));
    assert_eq!(code(d.person("bob", for_other)), "not-allowed");
    let twice = Act::Submit(Box::new(submission("z", &["bob", "bob"])));
    assert_eq!(code(d.person("bob", twice)), "field");
    d.submit("ann", "y").unwrap();
    assert!(d.submit("ann", "z").unwrap_err().to_string().contains("at most 2"));
    assert_eq!(code(d.person("bob", Act::Withdraw { entry: entry("x") })), "not-allowed");
    assert_eq!(code(d.host(Act::Withdraw { entry: entry("x") })), "not-allowed");
    assert_eq!(
        code(d.host(Act::Disqualify { entry: entry("q"), why: "r".parse().unwrap() })),
        "unknown-entry"
    );
    let mut s = submission("z", &["bob"]);
    s.category = Some("cups".parse().unwrap());
    assert_eq!(code(d.person("bob", Act::Submit(Box::new(s)))), "category");
    let settle = d.contest.check(&Command::clock(Act::Settle {}), d.now).unwrap_err();
    assert_eq!(settle.code(), "out-of-phase");
    assert!(PersonId::new("free text with blanks").is_err());
}
/// Somebody on the roster from the start asked for nothing: that they are erased makes no key of another useless.
#[test]
fn erasing_somebody_given_leaves_the_keys_of_others() {
    let mut d = Desk::of(&plan("crowd"));
    d.at(0);
    let first = join("ann").keyed("k1");
    d.give(&first).unwrap();
    d.person("p0", Act::Leave { person: id("p0") }).unwrap();
    d.host(Act::Erase { person: id("p0"), events: vec![] }).unwrap();
    assert_eq!(d.contest.check(&first, d.now), Ok(Checked::Already { seq: 0 }));
}

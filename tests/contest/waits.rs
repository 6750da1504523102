//! A clock that jumps from one `next_instant` to the next comes to the end, whatever it waits for.
use super::desk::{DAY, Desk, START};
use cocreate::contest::{Act, Ended, Failure, Phase, Time};

const DRAWN: &str = r#"{
    "contest": "panel", "mode": "community", "starts": "2026-12-01T00:00:00Z",
    "lot": { "commitment": { "digest": "7607b41d65c8165152f01173ef78f42290ec3574baf6a722f70c210f5aa40b20", "within": "3d" } },
    "rosters": { "panel": { "admit": [{ "rule": "stratified-lottery", "seats": 1 }], "least": 1 } },
    "seating": "2d",
    "entries": { "given": [{ "entry": "x" }] },
    "rounds": [{
        "balloting": "7d",
        "polls": [{ "poll": "vote", "voters": "panel", "ballot": { "kind": "choice" }, "tally": { "rule": "plurality" } }],
        "select": { "rule": "top-k" }
    }]
}"#;
fn jump(d: &mut Desk) {
    let next = d.contest.next_instant(d.now).expect("something is due");
    assert!(next > d.now, "{next} after {}", d.now);
    d.now = next;
    d.tick();
}
/// Two days of seating, three days for the seed of the draw, which nobody reveals.
#[test]
fn a_draw_whose_seed_is_kept_back_ends_the_contest() {
    let mut d = Desk::new(DRAWN);
    d.enrol("panel", &["ann", "bob"]);
    jump(&mut d);
    assert_eq!(d.contest.phase_at(d.now), Phase::Seated);
    jump(&mut d);
    assert_eq!(d.now, Time::from_secs(START + 5 * DAY));
    let Ended::Failed { why } = &d.contest.settlement().unwrap().ended else { panic!() };
    assert_eq!(*why, Failure::NoSeed {});
    assert_eq!(d.contest.next_instant(d.now), None);
}
/// The seed is revealed two days late, within the time that the plan gives: entries then still have their two days. If it is not, and
/// others stand on the roster from the start, they have them from when the wait was over.
#[test]
fn what_follows_a_draw_begins_when_its_seed_is_there_or_given_up() {
    let open = r#""entries": { "window": "2d", "least": 0, "authors": "hosts" }, "seating""#;
    let plan = DRAWN.replace(r#""entries": { "given": [{ "entry": "x" }] },"#, "");
    let plan = plan.replace(r#""seating""#, &open.replace(r#", "authors": "hosts""#, ""));
    let mut d = Desk::new(&plan);
    d.enrol("panel", &["ann", "bob"]);
    d.at(4 * DAY).host(cocreate::contest::Act::Reveal { seed: super::plans::SEED.to_owned() }).unwrap_err();
    let committed = plan.replace(
        "7607b41d65c8165152f01173ef78f42290ec3574baf6a722f70c210f5aa40b20",
        &cocreate::contest::Digest::of(super::plans::SEED.as_bytes()).to_string(),
    );
    let mut d = Desk::new(&committed);
    d.enrol("panel", &["ann", "bob"]);
    d.at(4 * DAY).host(Act::Reveal { seed: super::plans::SEED.to_owned() }).unwrap();
    d.tick();
    assert_eq!(d.contest.phase_at(d.now), Phase::Open);
    d.at(6 * DAY - 1);
    assert_eq!(d.contest.phase_at(d.now), Phase::Open);
    d.at(6 * DAY);
    assert_eq!(d.contest.phase_at(d.now), Phase::Balloting);
}
/// Paused after a day of seating and never resumed: it goes on by itself after thirty days, and the day that is left follows.
#[test]
fn a_pause_that_nobody_ends_ends() {
    let mut d = Desk::new(DRAWN);
    d.at(DAY).host(Act::Pause {}).unwrap();
    jump(&mut d);
    assert_eq!((d.now, d.contest.phase_at(d.now)), (Time::from_secs(START + 31 * DAY), Phase::Seating));
    jump(&mut d);
    assert_eq!((d.now, d.contest.phase_at(d.now)), (Time::from_secs(START + 32 * DAY), Phase::Seated));
}

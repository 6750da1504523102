//! Laws of every contest, over random acts.
use super::{
    acts::{self, Dice, play},
    desk::{Desk, START},
    plans::{ALL, plan},
};
use cocreate::{
    ballot::Kind,
    contest::{
        Act, Actor, Checked, Command, Contest, Event, Phase, RoundRecord, Rules, Settlement, Snapshot, Span,
        Time, ValidPlan,
        plan::{Change, SelfVote},
    },
    id::{EntrySet, PersonId},
};
use proptest::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

const CASES: u32 = 48;
/// So many histories, or as many as `PROPTEST_CASES` says.
pub(super) fn config(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok());
    ProptestConfig::with_cases(asked.unwrap_or(cases))
}
pub(super) fn steps() -> impl Strategy<Value = (usize, Vec<u64>)> {
    (0..ALL.len(), proptest::collection::vec(any::<u64>(), 30..160))
}
/// A contest from the beginning to its end; after the steps nobody acts any more.
pub(super) fn played(nth: usize, steps: &[u64], with: impl Fn(&Act) -> bool) -> Desk {
    let mut d = Desk::of(&plan(ALL[nth].0));
    d.now = Time::from_secs(START - 86_400);
    play(&mut d, steps, with);
    d.run_out();
    d
}
pub(super) fn json(x: &impl serde::Serialize) -> String {
    serde_json::to_string(x).unwrap()
}
/// The log as text and back.
pub(super) fn stored(log: &[Event]) -> Vec<Event> {
    log.iter().map(|e| serde_json::from_str(&json(e)).unwrap()).collect()
}
/// The same acts by people again, each given in another form, with the acts of the clock as they fall due.
pub(super) fn again(plan: &ValidPlan, log: &[Event], mut form: impl FnMut(&mut Desk, &Event)) -> Desk {
    let mut d = Desk::of(plan);
    for e in log.iter().filter(|e| e.by != Actor::Clock) {
        d.now = e.at;
        d.tick();
        form(&mut d, e);
        d.tick();
    }
    d.run_out();
    d
}
pub(super) fn wanted(e: &Event) -> Command {
    Command { by: e.by.clone(), act: e.act.clone(), expect: None, key: e.key.clone() }
}
/// A settlement without the instant at which it was made.
pub(super) fn timeless(d: &Desk) -> String {
    json(&Settlement { at: Time::from_millis(0), ..d.assert_paid().clone() })
}
fn rules() -> Arc<Rules> {
    Arc::new(Rules::built_in())
}

proptest! {
    #![proptest_config(crate::contest::laws::config(CASES))]

    #[test]
    fn a_log_replays_to_an_equal_contest_and_an_equal_settlement((nth, steps) in steps()) {
        let d = played(nth, &steps, |_| true);
        d.assert_paid();
        let back = Contest::replay(&plan(ALL[nth].0), &stored(&d.log)).unwrap();
        prop_assert_eq!(&back, &d.contest);
        prop_assert_eq!(json(&back.settlement()), json(&d.contest.settlement()));
        prop_assert_eq!(json(&back.snapshot()), json(&d.contest.snapshot()));
        // What was found is what this version finds.
        let mut c = Contest::new(&plan(ALL[nth].0));
        for e in &d.log {
            prop_assert_eq!(&c.find(e).unwrap(), &e.found);
            c.apply(e).unwrap();
        }
    }
    #[test]
    fn a_snapshot_and_the_tail_equal_the_log_at_every_event((nth, steps) in steps()) {
        let d = played(nth, &steps, |_| true);
        let (rules, mut c) = (rules(), Contest::new(&plan(ALL[nth].0)));
        let tail_from = steps.len() % (d.log.len() + 1);
        for k in 0..=d.log.len() {
            let taken: Snapshot = serde_json::from_str(&json(&c.snapshot())).unwrap();
            prop_assert_eq!(taken.next_seq(), k as u64);
            let mut back = taken.restore(&rules).unwrap();
            prop_assert_eq!(&back, &c, "at event {}", k);
            if k == tail_from {
                d.log[k..].iter().for_each(|e| back.apply(e).unwrap());
                prop_assert_eq!(&back, &d.contest);
            }
            if let Some(e) = d.log.get(k) {
                c.apply(e).unwrap();
            }
        }
    }
    /// The clock is let act at every instant at which something ends, or only when somebody acts.
    #[test]
    fn extra_ticks_change_nothing((nth, steps) in steps()) {
        let d = played(nth, &steps, |_| true);
        let (p, mut last) = (plan(ALL[nth].0), Time::from_secs(START - 86_400));
        let often = again(&p, &d.log, |d, e| {
            let mut slow = d.clone();
            slow.now = last;
            while let Some(next) = d.contest.next_instant(slow.now).filter(|n| *n < e.at && *n > slow.now) {
                slow.now = next;
                let (before, seen) = (d.contest.clone(), d.contest.phase_at(next));
                assert_eq!((d.contest.phase_at(next), &before), (seen, &d.contest));
            }
            last = e.at;
            d.give(&wanted(e)).unwrap();
        });
        let mut eager = Desk::of(&p);
        for e in d.log.iter().filter(|e| e.by != Actor::Clock) {
            while let Some(next) = eager.contest.next_instant(eager.now).filter(|n| *n > eager.now && *n <= e.at) {
                eager.now = next;
                eager.tick();
            }
            eager.now = e.at;
            eager.tick();
            eager.give(&wanted(e)).unwrap();
            eager.tick();
        }
        eager.run_out();
        prop_assert_eq!(timeless(&often), timeless(&d));
        prop_assert_eq!(timeless(&eager), timeless(&d));
    }
    #[test]
    fn a_batch_is_decided_like_one_by_one((nth, steps) in steps(), wants in proptest::collection::vec(any::<u64>(), 1..25)) {
        let mut d = Desk::of(&plan(ALL[nth].0));
        play(&mut d, &steps, |a| !matches!(a, Act::Cancel { .. }));
        let mut commands: Vec<Command> = wants.iter().map(|w| acts::command(&d, &mut Dice(*w))).collect();
        for (i, c) in commands.iter_mut().enumerate() {
            c.key = (i % 3 == 0).then(|| format!("key-{}", i % 9));
            c.expect = (i % 7 == 0).then_some(d.contest.next_seq());
        }
        let before = d.contest.clone();
        let batch = d.contest.check_batch(&commands, d.now);
        prop_assert_eq!(&d.contest, &before);
        for (c, answer) in commands.iter().zip(batch) {
            let one = d.contest.check(c, d.now);
            prop_assert_eq!(&one, &answer);
            if let Ok(Checked::New(e)) = one {
                d.contest.apply(&e).unwrap();
            }
        }
    }
    #[test]
    fn casting_twice_is_casting_once((nth, steps) in steps()) {
        let d = played(nth, &steps, |_| true);
        let twice = again(&plan(ALL[nth].0), &d.log, |d, e| {
            d.give(&wanted(e)).unwrap();
            if let Act::Cast { poll, .. } | Act::Mark { poll, .. } = &e.act {
                let polls = d.contest.plan().rounds.iter().flat_map(|r| &r.polls);
                let change = polls.clone().find(|p| p.poll == *poll).unwrap().change;
                let closed = d.phase() != Phase::Balloting;
                let marks = matches!(e.act, Act::Mark { .. });
                let again = d.give(&wanted(e)).is_ok();
                assert_eq!(again, !closed && (change == Change::Last || (marks && again)));
            }
        });
        prop_assert_eq!(timeless(&twice), timeless(&d));
    }
    /// Ballots lose what their voters say of their own entries: every count that is made stays the same.
    #[test]
    fn what_is_said_of_own_entries_changes_nothing((nth, steps) in steps()) {
        let d = played(nth, &steps, |_| true);
        let p = plan(ALL[nth].0);
        prop_assert!(p.plan().rounds.iter().flat_map(|r| &r.polls).all(|p| p.self_vote == SelfVote::Excluded));
        let without = again(&p, &d.log, |d, e| {
            let mut c = wanted(e);
            if let Act::Cast { voter, ballot, .. } = &mut c.act {
                **ballot = ballot.without(&own(d, voter));
            }
            d.give(&c).unwrap();
        });
        let counts = |d: &Desk| {
            let s = d.assert_paid();
            let strip = |r: &RoundRecord| {
                let mut r = r.clone();
                for p in &mut r.polls {
                    p.own_left_out = 0;
                    p.blank = 0;
                }
                r
            };
            (s.ended.clone(), s.payouts.clone(), s.rounds.iter().map(strip).collect::<Vec<_>>())
        };
        prop_assert_eq!(counts(&without), counts(&d));
    }
    /// A pause somewhere, and everything after it as much later.
    #[test]
    fn a_pause_is_a_shift((nth, steps) in steps(), at in any::<prop::sample::Index>(), hours in 1u64..600) {
        let d = played(nth, &steps, |a| !matches!(a, Act::Extend { .. } | Act::Pause {} | Act::Hide { .. }));
        let acts: Vec<u64> = d.log.iter().filter(|e| e.by != Actor::Clock).map(|e| e.seq).collect();
        prop_assume!(!acts.is_empty());
        let (from, long) = (acts[at.index(acts.len())], Span::from_secs(hours * 3600));
        let mut paused = false;
        let mut late = Desk::of(&plan(ALL[nth].0));
        for e in d.log.iter().filter(|e| e.by != Actor::Clock) {
            late.now = if paused { e.at.plus(long) } else { e.at };
            late.tick();
            if e.seq >= from && !paused && late.give(&Command::host(Act::Pause {})).is_ok() {
                paused = true;
                late.now = late.now.plus(long);
                late.host(Act::Resume {}).unwrap();
            }
            late.give(&wanted(e)).unwrap();
            late.tick();
        }
        late.run_out();
        prop_assert_eq!(timeless(&late), timeless(&d));
    }
}
pub(super) fn own(d: &Desk, voter: &PersonId) -> EntrySet {
    let v = d.contest.view(&cocreate::contest::Viewer::Host, d.now).unwrap();
    let authors: BTreeMap<_, _> =
        v.entries.iter().map(|e| (&e.entry, e.team.clone().unwrap_or_default())).collect();
    let is_own = |i: &usize| authors[&v.slate[*i]].iter().any(|t| t.person == *voter);
    (0..v.slate.len()).filter(is_own).map(cocreate::id::EntryIx::from).collect()
}
/// The plans together take ballots of all kinds, and random acts end in every way.
#[test]
fn the_plans_and_the_acts_reach_everything() {
    let kinds: std::collections::BTreeSet<Kind> = ALL
        .iter()
        .flat_map(|(n, _)| plan(n).plan().rounds.clone())
        .flat_map(|r| r.polls)
        .map(|p| p.ballot.kind())
        .collect();
    assert_eq!(kinds.len(), 8);
    let (mut acts, mut ends) = (BTreeMap::new(), BTreeMap::new());
    let mut dice = Dice(7);
    for round in 0..120 {
        for nth in 0..ALL.len() {
            let steps: Vec<u64> = (0..60 + 2 * round).map(|_| dice.below(usize::MAX) as u64).collect();
            let d = played(nth, &steps, |_| true);
            d.log.iter().for_each(|e| *acts.entry(e.act.code()).or_insert(0) += 1);
            let ended = serde_json::to_value(&d.assert_paid().ended).unwrap();
            *ends.entry(ended["ended"].to_string() + &ended["why"]["code"].to_string()).or_insert(0) += 1;
        }
    }
    println!("{acts:?}\n{ends:?}");
    assert_eq!(acts.len(), 31, "{acts:?}");
    for end in [
        "\"won\"null",
        "\"cancelled\"null",
        "\"failed\"\"no-seats\"",
        "\"failed\"\"no-entries\"",
        "\"failed\"\"nobody-chosen\"",
        "\"failed\"\"tie-unsettled\"",
        "\"failed\"\"no-seed\"",
    ] {
        assert!(ends.contains_key(end), "{end}: {ends:?}");
    }
    assert!(!ends.contains_key("\"failed\"\"not-countable\""), "{ends:?}");
}

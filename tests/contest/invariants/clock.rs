//! Windows, ticks, pauses, replay.
use super::{CASES, every_state};
use crate::contest::{
    desk::{Desk, START},
    laws::{again, json, played, steps, stored, timeless, wanted},
    plans::{ALL, plan},
};
use cocreate::{
    audit::{Chain, LogLine, audit},
    contest::{Act, Actor, Checked, Command, Contest, Phase, Span, Time},
};
use proptest::prelude::*;

/// The phases in which alone an act may be given.
fn windows(act: &Act) -> &'static [Phase] {
    match act {
        Act::Submit(_) => &[Phase::Open],
        Act::Admit { .. } | Act::Reject { .. } => &[Phase::Screening],
        Act::Cast { .. } | Act::Mark { .. } | Act::Retract { .. } => &[Phase::Balloting],
        _ => &[],
    }
}

proptest! {
    #![proptest_config(crate::contest::laws::config(CASES))]

    /// 2. What was accepted in a window is refused at its end, and so at every instant after it; a millisecond before the end it
    /// is not too late.
    #[test]
    fn half_open((nth, steps) in steps()) {
        let d = played(nth, &steps, |_| true);
        for (c, e) in every_state(&d, nth).iter().zip(&d.log) {
            let Some(end) = c.ends_at(e.at).filter(|_| !windows(&e.act).is_empty()) else { continue };
            let phase = c.phase_at(e.at);
            prop_assert!(e.at < end && windows(&e.act).contains(&phase));
            let before = end.minus(Span::from_millis(1));
            prop_assert_eq!(c.phase_at(before), phase);
            prop_assert!(c.check(&wanted(e), before).is_ok_and(|x| matches!(x, Checked::New(_))));
            for late in [end, end.plus(Span::from_millis(1)), end.plus(Span::from_secs(86_400))] {
                prop_assert!(c.check(&wanted(e), late).is_err(), "{:?} at {} of {}", e.act, late, end);
            }
        }
    }
    /// 6. The log gives the same phases, counts, payments and heads again, and an audit finds nothing.
    #[test]
    fn replay((nth, steps) in steps()) {
        let d = played(nth, &steps, |_| true);
        let p = plan(ALL[nth].0);
        let (mut chain, mut back) = (Chain::genesis(&p.plan().contest, &p.digest()), Contest::new(&p));
        let mut again = chain;
        let mut lines = vec![];
        for (c, e) in every_state(&d, nth).iter().zip(&stored(&d.log)) {
            prop_assert_eq!(&back, c);
            prop_assert_eq!(back.phase_at(e.at), c.phase_at(e.at));
            let head = again.push(e).unwrap();
            prop_assert_eq!(chain.push(&d.log[e.seq as usize]).unwrap(), head);
            lines.push(LogLine { event: e.clone(), head }.write());
            back.apply(e).unwrap();
        }
        prop_assert_eq!(json(&back.settlement()), json(&d.contest.settlement()));
        let report = audit(&p, &lines, &[chain.into()], |_| None);
        prop_assert!(report.is_sound(), "{}", report);
    }
    /// 7. Acts of the clock at every instant at which one is due, or only when somebody acts, come to the same.
    #[test]
    fn ticks((nth, steps) in steps()) {
        let d = played(nth, &steps, |_| true);
        let mut eager = Desk::of(&plan(ALL[nth].0));
        for e in d.log.iter().filter(|e| e.by != Actor::Clock) {
            while let Some(next) = eager.contest.next_instant(eager.now).filter(|n| *n > eager.now && *n <= e.at) {
                eager.now = next;
                eager.tick();
            }
            eager.now = e.at;
            eager.tick();
            let before = (eager.phase(), eager.contest.clone());
            eager.tick();
            prop_assert_eq!((eager.phase(), eager.contest.clone()), before);
            eager.give(&wanted(e)).unwrap();
        }
        eager.run_out();
        prop_assert_eq!(timeless(&eager), timeless(&d));
    }
    /// 8. The same ballot again changes nothing but the number of events; with the same key it is not even an event.
    #[test]
    fn idempotent_change((nth, steps) in steps()) {
        let d = played(nth, &steps, |_| true);
        let twice = again(&plan(ALL[nth].0), &d.log, |d, e| {
            let ballot = matches!(e.act, Act::Cast { .. } | Act::Mark { .. });
            let command = if ballot { wanted(e).keyed(&format!("k-{}", e.seq)) } else { wanted(e) };
            d.give(&command).unwrap();
            if ballot {
                let before = d.contest.clone();
                assert!(matches!(d.contest.check(&command, d.now), Ok(Checked::Already { .. })));
                d.give(&command).unwrap();
                assert_eq!(d.contest, before);
                // Refused where the first ballot stands for good.
                let _ = d.give(&wanted(e));
            }
        });
        prop_assert_eq!(timeless(&twice), timeless(&d));
    }
    /// 12. A pause, and everything after it as much later, comes to the same.
    #[test]
    fn pause((nth, steps) in steps(), at in any::<prop::sample::Index>(), hours in 1u64..600) {
        let d = played(nth, &steps, |a| !matches!(a, Act::Extend { .. } | Act::Pause {} | Act::Hide { .. }));
        let acts: Vec<u64> = d.log.iter().filter(|e| e.by != Actor::Clock).map(|e| e.seq).collect();
        prop_assume!(!acts.is_empty());
        let (from, long) = (acts[at.index(acts.len())], Span::from_secs(hours * 3600));
        let mut late = Desk::of(&plan(ALL[nth].0));
        late.now = Time::from_secs(START - 86_400);
        let mut shift = Span::ZERO;
        for e in d.log.iter().filter(|e| e.by != Actor::Clock) {
            late.now = e.at.plus(shift);
            late.tick();
            if e.seq >= from && shift.is_zero() && late.host(Act::Pause {}).is_ok() {
                let end = late.contest.ends_at(late.now);
                shift = long;
                late.now = late.now.plus(long);
                late.give(&Command::host(Act::Resume {})).unwrap();
                prop_assert_eq!(late.contest.ends_at(late.now), end.map(|t| t.plus(long)));
            }
            late.give(&wanted(e)).unwrap();
            late.tick();
        }
        late.run_out();
        prop_assert_eq!(timeless(&late), timeless(&d));
    }
}

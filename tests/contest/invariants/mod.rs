//! The eighteen invariants of a contest, each by its name, over random histories.
mod clock;
mod money;
mod names;
mod people;
mod votes;

use super::{
    acts::{ANY, Dice, command_of},
    desk::Desk,
    laws,
    plans::{ALL, plan},
};
use cocreate::contest::{Act, Contest, PHASES, Phase};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Histories of each invariant.
const CASES: u32 = 24;

/// A contest after each event of its log, the beginning first.
fn every_state(d: &Desk, nth: usize) -> Vec<Contest> {
    let mut all = vec![Contest::new(&plan(ALL[nth].0))];
    for e in &d.log {
        let mut c = all[all.len() - 1].clone();
        c.apply(e).unwrap();
        all.push(c);
    }
    all
}

/// 14. Each pair of a phase and an act gives an event or a refusal with a code, and an event only where the table has the act.
#[test]
fn totality() {
    let (mut met, mut dice) = (BTreeSet::new(), Dice(14));
    for round in 0..laws::config(12).cases {
        for (nth, _) in ALL.iter().enumerate() {
            let steps: Vec<u64> = (0..40 + 8 * (round % 12)).map(|_| dice.below(usize::MAX) as u64).collect();
            let done = laws::played(nth, &steps, |_| true);
            for (k, contest) in every_state(&done, nth).into_iter().enumerate() {
                // Right after the event before, and at the instant of the event that follows, so that phases that passed
                // silently are met as well.
                let at = |k: usize| done.log.get(k).or(done.log.last()).map_or(done.now, |e| e.at);
                let mut d = Desk { contest, log: vec![], now: at(k) };
                for now in [at(k.saturating_sub(1)), at(k)] {
                    d.now = now;
                    let phase = d.phase();
                    for code in ANY {
                        if !met.insert((phase, *code)) && k % 5 != 0 {
                            continue;
                        }
                        let command = command_of(code, &d, &mut dice);
                        match d.contest.check(&command, d.now) {
                            Ok(_) => assert!(phase.allows(code) || *code == "resume", "`{code}` in {phase}"),
                            Err(refusal) => {
                                assert!(!refusal.code().is_empty(), "`{code}` in {phase}: {refusal:?}");
                            }
                        }
                    }
                }
            }
        }
    }
    // Phases without an act of their own pass unseen, all but the one that waits for a seed.
    let all: BTreeSet<Phase> = PHASES.iter().map(|r| r.phase).collect();
    let seen: BTreeSet<Phase> = met.iter().map(|(p, _)| *p).collect();
    assert_eq!(seen, all);
    assert_eq!(met.len(), all.len() * ANY.len());
}

proptest! {
    #![proptest_config(crate::contest::laws::config(CASES))]

    /// 13. The digest in the result is that of the plan which was announced, or of that plan with the amendments that the log has.
    #[test]
    fn frozen_rules((nth, steps) in laws::steps()) {
        let d = laws::played(nth, &steps, |_| true);
        let announced = plan(ALL[nth].0);
        let mut now = announced.clone();
        for e in &d.log {
            if let Act::Amend { set } = &e.act {
                prop_assert!(set.keys().all(|k| announced.plan().amendable.contains(k)));
                now = now.plan().with(set).unwrap().validate(now.rules()).unwrap();
            }
        }
        let s = d.assert_paid();
        prop_assert_eq!(s.plan, now.digest());
        // The digest is one of the bytes that were published.
        let bytes = serde_json::to_vec(now.plan()).unwrap();
        prop_assert_eq!(s.plan, cocreate::contest::Digest::of(&bytes));
    }
}

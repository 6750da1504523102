//! The order of ballots and the names of voters and entries.
use super::CASES;
use crate::contest::{
    acts::Dice,
    desk::Desk,
    laws::{json, played},
    plans::{ALL, text},
};
use cocreate::contest::{Act, Actor, Command, Event, Time};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;

/// Gives commands at their instants.
fn run(plan: &str, acts: &[(Time, Command)]) -> Desk {
    let mut d = Desk::new(plan);
    for (at, c) in acts {
        d.now = *at;
        d.tick();
        d.give(c).unwrap_or_else(|e| panic!("{c:?}: {e}"));
        d.tick();
    }
    d.run_out();
    d
}
fn voter(e: &Event) -> Option<&str> {
    match &e.act {
        Act::Cast { voter, .. } | Act::Mark { voter, .. } => Some(voter.as_str()),
        _ => None,
    }
}
/// The acts of a log; ballots of different voters that follow each other are turned about, all at the last of their instants.
fn shuffled(log: &[Event], dice: &mut Dice) -> (Vec<(Time, Command)>, bool) {
    let (mut out, mut turned, mut i) = (vec![], false, 0);
    // An act of the clock ends a run: what follows it may be of another round.
    while i < log.len() {
        let (mut seen, mut end) = (BTreeSet::new(), i);
        while end < log.len() && voter(&log[end]).is_some_and(|v| seen.insert(v)) {
            end += 1;
        }
        let end = end.max(i + 1);
        let mut run: Vec<&Event> = log[i..end].iter().filter(|e| e.by != Actor::Clock).collect();
        let last = log[end - 1].at;
        for k in (1..run.len()).rev() {
            let other = dice.below(k + 1);
            turned |= other != k;
            run.swap(k, other);
        }
        out.extend(run.iter().map(|e| (last, crate::contest::laws::wanted(e))));
        i = end;
    }
    (out, turned)
}
/// Every `p0` to `p6` and `e0` to `e5` by another name, in the opposite order.
fn renamed(v: &Value, back: bool) -> Value {
    let turn = |s: &str| {
        let other = |from: char, to: char, most: usize| {
            let rest = s.strip_prefix(from)?;
            let n: usize = rest.parse().ok().filter(|n| *n <= most && rest.len() == 1)?;
            Some(format!("{to}{}", most - n))
        };
        let (p, e) = if back { (('q', 'p'), ('f', 'e')) } else { (('p', 'q'), ('e', 'f')) };
        other(p.0, p.1, 6).or_else(|| other(e.0, e.1, 5)).unwrap_or_else(|| s.to_owned())
    };
    match v {
        Value::String(s) => turn(s).into(),
        Value::Array(a) => a.iter().map(|x| renamed(x, back)).collect(),
        Value::Object(m) => {
            m.iter().map(|(k, x)| (turn(k), renamed(x, back))).collect::<serde_json::Map<_, _>>().into()
        }
        other => other.clone(),
    }
}
/// A settlement without its instant and the digest of its plan, which holds names.
fn nameless(d: &Desk, back: bool) -> Value {
    let mut v: Value = serde_json::from_str(&json(d.assert_paid())).unwrap();
    v["at"] = 0.into();
    v["plan"] = Value::Null;
    if back { renamed(&v, true) } else { v }
}

proptest! {
    #![proptest_config(crate::contest::laws::config(CASES))]

    /// 5. Neither the order of ballots nor the names of voters and entries change anything.
    #[test]
    fn permutation(nth in 0..ALL.len(), steps in proptest::collection::vec(any::<u64>(), 60..200), seed in any::<u64>()) {
        // Whose ballot comes last may close a vote early; that is what the plan then says.
        let plan = text(ALL[nth].0).replace(r#""early_close": true"#, r#""early_close": false"#);
        let mut d = Desk::new(&plan);
        d.now = Time::from_secs(crate::contest::desk::START - 86_400);
        crate::contest::acts::play(&mut d, &steps, |_| true);
        d.run_out();
        let (acts, _) = shuffled(&d.log, &mut Dice(seed));
        prop_assert_eq!(nameless(&run(&plan, &acts), false), nameless(&d, false));
        let other = renamed(&serde_json::from_str(&plan).unwrap(), false).to_string();
        let acts: Vec<(Time, Command)> = d.log.iter().filter(|e| e.by != Actor::Clock).map(|e| {
            let c = serde_json::to_value(crate::contest::laws::wanted(e)).unwrap();
            (e.at, serde_json::from_value(renamed(&c, false)).unwrap())
        }).collect();
        prop_assert_eq!(nameless(&run(&other, &acts), true), nameless(&d, false));
    }
}
/// The generators do turn ballots about.
#[test]
fn ballots_are_turned_about() {
    let mut dice = Dice(5);
    let turned = (0..20).any(|_| {
        let steps: Vec<u64> = (0..150).map(|_| dice.below(usize::MAX) as u64).collect();
        shuffled(&played(3, &steps, |_| true).log, &mut dice).1
    });
    assert!(turned);
}

//! The invariants of a contest, each by its name and number, over random histories. The fourteenth, totality, is not asked yet.
mod clock;
mod money;
mod names;
mod people;
mod votes;

use super::{
    desk::Desk,
    laws,
    plans::{ALL, plan},
};
use cocreate::contest::{Act, Contest};
use proptest::prelude::*;

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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

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

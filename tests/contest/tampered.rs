//! Logs in which somebody changed something.
use super::{
    acts::play,
    desk::Desk,
    plans::{ALL, plan},
};
use cocreate::contest::{Act, Contest, Event, Span};
use proptest::prelude::*;
use serde_json::Value;

/// Places of a value at which something stands that is no table and no list.
fn leaves(v: &Value, at: &str, out: &mut Vec<String>) {
    match v {
        Value::Object(map) => map.iter().for_each(|(k, v)| leaves(v, &format!("{at}/{k}"), out)),
        Value::Array(list) => {
            out.push(at.to_owned());
            list.iter().enumerate().for_each(|(i, v)| leaves(v, &format!("{at}/{i}"), out));
        }
        _ => out.push(at.to_owned()),
    }
}
fn change(v: &mut Value, how: usize) {
    *v = match (&*v, how % 4) {
        (Value::Number(n), 0) => n.as_i64().map_or(Value::Null, |x| x.wrapping_add(1).into()),
        (Value::Number(n), 1) => n.as_i64().map_or(Value::Null, |x| x.wrapping_sub(1).into()),
        (Value::Number(_), _) => u64::MAX.into(),
        (Value::Bool(b), _) => (!b).into(),
        (Value::String(s), 0) => s.replace(['1', '2'], "3").into(),
        (Value::String(s), 1) => s.replace('e', "p").replace('p', "e").into(),
        (Value::String(s), 2) => format!("{s}0").into(),
        (Value::Array(a), 0) => a.iter().skip(1).cloned().collect(),
        (Value::Array(a), 1) => a.iter().chain(a.first()).cloned().collect(),
        (Value::Array(a), 2) => a.iter().rev().cloned().collect(),
        _ => Value::Null,
    };
}
/// Acts whose whole content is kept, so that another content is another state.
fn is_kept(act: &Act, at: &str) -> bool {
    let kept = matches!(
        act,
        Act::Cast { .. }
            | Act::Submit(_)
            | Act::SetAside { .. }
            | Act::Pick { .. }
            | Act::Count {}
            | Act::Settle {}
            | Act::Figure { .. }
    );
    kept && !at.starts_with("/by")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn a_tampered_event_is_refused_or_leads_elsewhere(
        nth in 0..ALL.len(),
        steps in proptest::collection::vec(any::<u64>(), 30..100),
        picks in proptest::collection::vec((any::<prop::sample::Index>(), 0usize..4), 60),
    ) {
        let mut d = Desk::of(&plan(ALL[nth].0));
        play(&mut d, &steps, |_| true);
        d.run_out();
        let mut pick = picks.iter().cycle();
        let mut c = Contest::new(&plan(ALL[nth].0));
        for (k, e) in d.log.iter().enumerate() {
            let mut after = c.clone();
            after.apply(e).unwrap();
            let v = serde_json::to_value(e).unwrap();
            let mut places = vec![];
            leaves(&v, "", &mut places);
            for _ in 0..4 {
                let (at, how) = pick.next().unwrap();
                let at = &places[at.index(places.len())];
                let mut other = v.clone();
                change(other.pointer_mut(at).unwrap(), *how);
                let Ok(other) = serde_json::from_value::<Event>(other) else { continue };
                let mut forged = c.clone();
                if forged.apply(&other).is_err() {
                    prop_assert_eq!(&forged, &c, "{} of {:?}", at, e);
                    continue;
                }
                if other != *e && is_kept(&e.act, at) {
                    prop_assert!(forged != after, "{at} of {e:?}");
                }
                // The rest may fit or not; nothing panics, and money still sums.
                let now = d.now.max(other.at).plus(Span::from_secs(1));
                let mut fake = Desk { contest: forged, log: vec![], now };
                if d.log[k + 1..].iter().all(|e| fake.contest.apply(e).is_ok()) && fake.contest.settlement().is_some() {
                    let plan = fake.contest.plan().clone();
                    for (out, pot) in fake.contest.settlement().unwrap().payouts.iter().zip(&plan.pots) {
                        let paid: u128 = out.lines.iter().map(|l| l.amount.minor()).sum();
                        prop_assert_eq!(paid + out.returned.minor(), pot.amount.minor());
                    }
                } else {
                    fake.run_out();
                }
            }
            c = after;
        }
    }
}

//! Weights from trust, locks and age.
use super::{Check, exact, int, ints, list, near, pairs, text};
use crate::verbs::p;
use cocreate::{
    num::Exact,
    weigh::{
        Decay, EigenTrust, Electorate, LockConviction, Member, PageRank, Trust, WeightRule, Weights, weigh,
    },
};
use serde_json::Value;

fn weights(rule: &dyn WeightRule, members: &[Member], trust: &[Trust]) -> Weights {
    weigh(rule, &Electorate { members, parties: &[], delegations: &[], trust }).unwrap()
}
fn same(w: &Weights, want: &Value) {
    for w in &w.weights {
        near(&w.weight, &want[w.person.as_str()]);
    }
}
fn pagerank(i: &Value, o: &Value) {
    let members: Vec<Member> = list(&i["nodes"]).into_iter().map(|n| Member::new(p(text(n)))).collect();
    let edge = |e: &Value| Trust { from: p(text(&e[0])), to: p(text(&e[1])), amount: Exact::ONE };
    let trust: Vec<Trust> = list(&i["edges"]).into_iter().map(edge).collect();
    let damping = Exact::decimal(&i["d"].to_string()).unwrap();
    same(&weights(&PageRank { damping }, &members, &trust), &o["rank"]);
}
fn eigentrust(i: &Value, o: &Value) {
    let before = pairs(&i["p"]);
    let members: Vec<Member> = before.iter().map(|(n, _)| Member::new(p(n))).collect();
    let row = |(from, to): (&str, &Value)| {
        let one = |(t, n): (&str, &Value)| Trust { from: p(from), to: p(t), amount: exact(n) };
        pairs(to).into_iter().map(one).collect::<Vec<_>>()
    };
    let trust: Vec<Trust> = pairs(&i["s"]).into_iter().flat_map(row).collect();
    let rule = EigenTrust {
        beforehand: Exact::decimal(&i["a"].to_string()).unwrap(),
        trusted: before.iter().filter(|(_, x)| x.as_f64() == Some(1.0)).map(|(n, _)| p(n)).collect(),
    };
    same(&weights(&rule, &members, &trust), &o["t"]);
}
fn lock_conviction(i: &Value, o: &Value) {
    let of = |locked: u64| Member {
        share: Some(exact(&i["balance"])),
        locked: Some(locked as u32),
        ..Member::new(p(&format!("m{locked}")))
    };
    let members: Vec<Member> = ints(&o["periods"]).into_iter().map(of).collect();
    let w = weights(&LockConviction::default(), &members, &[]);
    assert_eq!(w.weights.iter().map(|w| w.weight.to_u64().unwrap()).collect::<Vec<_>>(), ints(&o["votes"]));
}
fn half_life(i: &Value, o: &Value) {
    let of = |(k, v): (usize, &Value)| Member {
        share: Some(exact(&v[0])),
        age: Some(exact(&v[1])),
        ..Member::new(p(&format!("m{k}")))
    };
    let members: Vec<Member> = list(&i["votes"]).into_iter().enumerate().map(of).collect();
    let rule = Decay { half_life: int(&i["half_life"]).into(), ..Decay::default() };
    assert_eq!(weights(&rule, &members, &[]).total(), exact(&o["score"]));
}
/// Rules and how their cases are checked.
pub(super) const RULES: &[Check] = &[
    (&["pagerank"], pagerank),
    (&["eigentrust"], eigentrust),
    (&["lock_conviction"], lock_conviction),
    (&["half_life"], half_life),
];

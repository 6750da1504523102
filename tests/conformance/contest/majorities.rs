//! Majorities and quorums, by themselves and as the rule that selects by them.
use super::{Check, bools, int, ints, list, pairs, text, threshold};
use crate::verbs::{e, tiers};
use cocreate::{
    id::PollId,
    num::{Abstain, Base, Majority, Quorum, Threshold, Votes},
    select::{Blocking, Candidate, MajorityVote, PollResult, Results, select},
};
use serde_json::Value;
use std::collections::BTreeMap;

fn majority_of_eligible(i: &Value, o: &Value) {
    let needed = ints(&i["recused"])
        .into_iter()
        .map(|r| Threshold::MAJORITY.least_yes(int(&i["jurors"]) - r).unwrap());
    assert_eq!(needed.collect::<Vec<_>>(), ints(&o["needed"]));
}
fn least_yes(i: &Value, o: &Value) {
    let t = Threshold::new(int(&i["num"]) as u32, int(&i["den"]) as u32, true).unwrap();
    assert_eq!(t.least_yes(int(&i["voters"])), Some(int(&o["min_yes"])));
}
fn threshold_of_all(i: &Value, o: &Value) {
    let strict = |c: &Value| text(c) == "GREATER_THAN";
    let t = |c| Threshold::new(int(&i["percent"]) as u32, 100, strict(c)).unwrap();
    let needed = list(&i["comparators"]).into_iter().map(|c| t(c).least_yes(int(&i["members"])).unwrap());
    assert_eq!(needed.collect::<Vec<_>>(), ints(&o["yes_needed"]));
}
fn abstain_modes(i: &Value, o: &Value) {
    let v = Votes {
        yes: int(&i["yes"]),
        no: int(&i["no"]),
        abstain: int(&i["abstain"]),
        eligible: int(&i["eligible"]),
    };
    let t = threshold(text(&i["threshold"]), false);
    let m = |base, abstain, quorum| Majority { threshold: t, base, abstain, quorum }.carries(&v).is_ok();
    let half = || vec![Quorum::Share(t)];
    for (name, carries) in [
        ("of_votes", m(Base::Votes, Abstain::Quorum, vec![])),
        ("of_present", m(Base::Cast, Abstain::Quorum, vec![])),
        ("of_eligible", m(Base::Eligible, Abstain::Quorum, vec![])),
        ("quorum_half_counting_abstain", m(Base::Votes, Abstain::Quorum, half())),
        ("quorum_half_not_counting", m(Base::Votes, Abstain::Ignored, half())),
    ] {
        assert_eq!(carries, o[name].as_bool().unwrap(), "{name}");
    }
}
fn lf_majority(i: &Value, o: &Value) {
    let strict = i["strict"].as_bool().unwrap();
    let t = Threshold::new(int(&i["num"]) as u32, int(&i["den"]) as u32, strict).unwrap();
    let passes = list(&i["cases"]).into_iter().map(|c| t.met(int(&c[0]), int(&c[0]) + int(&c[1])));
    assert_eq!(passes.collect::<Vec<_>>(), bools(&o["passes"]));
}
fn debian_quorum(i: &Value, o: &Value) {
    let q = Quorum::Root { num: int(&i["multiplier"]) as u32, den: 2.try_into().unwrap() };
    let n = int(&o["votes_needed"]);
    let m = Majority { quorum: vec![q], ..Majority::default() };
    let v = |yes| Votes { yes, no: 0, abstain: 0, eligible: int(&i["developers"]) };
    assert!(m.carries(&v(n)).is_ok() && m.carries(&v(n - 1)).is_err());
}
fn debian_ratio(i: &Value, o: &Value) {
    // For > ratio * against is the share ratio/(ratio + 1), strictly.
    let t = |r: u64| Threshold::new(r as u32, r as u32 + 1, true).unwrap();
    let kept = list(&i["cases"]).into_iter().map(|c| t(int(&c[2])).met(int(&c[0]), int(&c[0]) + int(&c[1])));
    assert_eq!(kept.collect::<Vec<_>>(), bools(&o["kept"]));
}
fn ieee_ballot(i: &Value, o: &Value) {
    use cocreate::num::Shortfall as S;
    let m = Majority {
        threshold: threshold("3/4", false),
        quorum: vec![Quorum::Share(threshold("3/4", false)), Quorum::AbstainBelow(threshold("3/10", true))],
        ..Majority::default()
    };
    let v = Votes {
        yes: int(&i["approve"]),
        no: int(&i["disapprove"]),
        abstain: int(&i["abstain"]),
        eligible: int(&i["group"]),
    };
    let result = match m.carries(&v) {
        Ok(()) => "pass",
        Err(S::Quorum { quorum: Quorum::Share(_), .. }) => "fail_return",
        Err(S::Quorum { .. }) => "fail_abstain",
        Err(_) => "fail_approval",
    };
    assert_eq!(result, text(&o["result"]));
}
fn return_rate(i: &Value, o: &Value) {
    let t = threshold(text(&i["need"]), false);
    assert_eq!(t.met(int(&i["returned"]), int(&i["distributed"])), o["met"].as_bool().unwrap());
}
fn oasis(i: &Value, o: &Value) {
    // Special: two thirds of the members in favour, at most a quarter against. Full: more than half of the members.
    let n = int(&i["members"]);
    let of_all = |t| Majority { threshold: t, base: Base::Eligible, ..Majority::default() };
    let passes = list(&i["cases"]).into_iter().map(|c| {
        let (yes, no) = c.as_u64().map_or_else(|| (int(&c[0]), int(&c[1])), |yes| (yes, 0));
        let v = Votes { yes, no, abstain: 0, eligible: n };
        if c.is_u64() {
            return of_all(Threshold::MAJORITY).carries(&v).is_ok();
        }
        let not_against = Votes { yes: n - no, no, ..v };
        of_all(threshold("2/3", false)).carries(&v).is_ok()
            && of_all(threshold("3/4", false)).carries(&not_against).is_ok()
    });
    assert_eq!(passes.collect::<Vec<_>>(), bools(&o["passes"]));
}
/// Whether one entry carries by a main count and further counts.
fn carries(rule: &MajorityVote, main: Votes, counts: &[(&str, Votes)]) -> bool {
    let entry = Candidate::new(e("motion"));
    let of = |v: Votes| BTreeMap::from([(e("motion"), v)]);
    let poll = PollResult {
        votes: of(main),
        counts: counts.iter().map(|(n, v)| ((*n).to_owned(), of(*v))).collect(),
        ..PollResult::new(PollId::new("vote").unwrap(), tiers(&[&["motion"]]))
    };
    let s = select(rule, &Results { candidates: &[entry], polls: &[poll], picks: None }).unwrap();
    s.goes_on().next().is_some()
}
fn share(t: Threshold) -> Majority {
    Majority { threshold: t, ..Majority::default() }
}
fn iso_dis(i: &Value, o: &Value) {
    let v = |yes, no| Votes { yes: int(&i[yes]), no: int(&i[no]), abstain: 0, eligible: 200 };
    let rule = MajorityVote {
        majority: share(threshold("2/3", false)),
        counts: [("all".to_owned(), share(threshold("3/4", false)))].into(),
        ..MajorityVote::default()
    };
    let approved = carries(&rule, v("p_yes", "p_no"), &[("all", v("all_yes", "all_no"))]);
    assert_eq!(approved, o["approved"].as_bool().unwrap());
}
fn eu_qmv(i: &Value, o: &Value) {
    let of_all = |t| Majority { base: Base::Eligible, ..share(t) };
    let rule = MajorityVote {
        majority: of_all(threshold("55/100", false)),
        counts: [("population".to_owned(), of_all(threshold("65/100", false)))].into(),
        blocking: Some(Blocking { at_least: 4 }),
        ..MajorityVote::default()
    };
    let states =
        Votes { yes: int(&i["yes"]), no: int(&i["not_yes"]), abstain: 0, eligible: int(&i["states"]) };
    let yes: u64 = text(&i["yes_pop"]).parse().unwrap();
    let people = Votes { yes, no: 100 - yes, abstain: 0, eligible: 100 };
    assert_eq!(carries(&rule, states, &[("population", people)]), o["adopted"].as_bool().unwrap());
}
fn class_majority(i: &Value, o: &Value) {
    let strict = i["strict"].as_bool().unwrap();
    let classes = pairs(&i["classes"]);
    let marks = list(&i["threshold"]).into_iter().map(|t| share(threshold(text(t), strict)));
    let rule = MajorityVote {
        majority: share(Threshold::new(0, 1, false).unwrap()),
        counts: classes.iter().map(|(n, _)| (*n).to_owned()).zip(marks).collect(),
        ..MajorityVote::default()
    };
    let v =
        |c: &Value| Votes { yes: int(&c[0]), no: int(&c[1]), abstain: 0, eligible: int(&c[0]) + int(&c[1]) };
    let counts: Vec<_> = classes.iter().map(|(n, c)| (*n, v(c))).collect();
    let all = Votes { yes: 1, no: 0, abstain: 0, eligible: 1 };
    assert_eq!(carries(&rule, all, &counts), o["agreed"].as_bool().unwrap());
}
/// Rules and how their cases are checked.
pub(super) const RULES: &[Check] = &[
    (&["majority_of_eligible"], majority_of_eligible),
    (&["supermajority_of_votes"], least_yes),
    (&["threshold_of_all"], threshold_of_all),
    (&["abstain_modes"], abstain_modes),
    (&["lf_majority"], lf_majority),
    (&["debian_quorum"], debian_quorum),
    (&["debian_ratio"], debian_ratio),
    (&["ieee_ballot"], ieee_ballot),
    (&["return_rate"], return_rate),
    (&["oasis_special", "oasis_full"], oasis),
    (&["iso_dis"], iso_dis),
    (&["eu_qmv"], eu_qmv),
    (&["class_majority"], class_majority),
];

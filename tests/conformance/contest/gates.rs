//! Gates, queues, and what is read of people by chains of bytes.
use super::{Check, bools, exact, int, ints, list, near, text};
use crate::verbs::p;
use cocreate::{
    contest::Digest,
    num::Exact,
    queue::{Said, catch_up, coolness, crowd_bt, d_score, polis},
    select::gates::{
        Boost, Conviction, Extend, FinalComment, Milestone, Milestones, Needed, Review, SignOff,
    },
};
use serde_json::Value;

fn milestones(i: &Value, o: &Value) {
    let step = |s: &Value| Milestone { supporters: int(&s[0]), days: int(&s[1]) as u32 };
    let extend = if text(&i["extend_from"]) == "deadline" { Extend::Deadline } else { Extend::Achievement };
    let steps = Milestones { steps: list(&i["steps"]).into_iter().map(step).collect(), extend };
    let got = steps.check(&ints(&i["reached_day"])).unwrap();
    assert_eq!((got.deadlines, got.alive), (ints(&o["deadlines"]), o["alive"].as_bool().unwrap()));
}
fn signoff_chain(i: &Value, o: &Value) {
    let people = |v: &Value| list(v).into_iter().map(|n| p(text(n))).collect::<Vec<_>>();
    let chain = SignOff { path: people(&i["path"]) };
    let merged = list(&i["cases"])
        .into_iter()
        .map(|c| chain.check(&people(&c["signed"]), &people(&c["nack"])).is_ok());
    assert_eq!(merged.collect::<Vec<_>>(), bools(&o["merged"]));
}
fn rfcbot(i: &Value, o: &Value) {
    let starts = list(&i["cases"]).into_iter().map(|c| {
        let r = Review { reviewed: int(&c[0]), outstanding: int(&c[1]), concerns: int(&c[2]) };
        FinalComment::default().starts(&r).unwrap()
    });
    assert_eq!(starts.collect::<Vec<_>>(), bools(&o["starts"]));
}
fn boost(i: &Value, o: &Value) {
    let rule = Boost { alpha: super::rate(&i["alpha"]), ..Boost::default() };
    let passes = |n: u64| rule.passes(&exact(&i["up"]), &exact(&i["down"]), n as u32).unwrap();
    assert_eq!(ints(&i["boosted"]).into_iter().map(passes).collect::<Vec<_>>(), bools(&o["preboosted"]));
}
fn conviction(i: &Value, o: &Value) {
    let rule = Conviction { alpha: exact(&i["alpha"]), ..Conviction::default() };
    let stake = exact(&i["stake"]);
    for (t, want) in ints(&i["t"]).into_iter().zip(list(&o["y"])) {
        assert_eq!(rule.grown(&Exact::ZERO, &stake, t as u32).unwrap(), exact(want));
    }
    assert_eq!(rule.most(&stake).unwrap(), exact(&o["max"]));
}
fn conviction_threshold(i: &Value, o: &Value) {
    let [alpha, beta, rho] = ["alpha", "beta", "rho"].map(|n| super::rate(&i[n]));
    let rule = Conviction { alpha, beta, rho };
    for (asked, want) in list(&i["requested"]).into_iter().zip(list(&o["threshold"])) {
        let got = rule.needed(&exact(&i["supply"]), &exact(&i["funds"]), &exact(asked)).unwrap();
        let want = if want.is_null() { Needed::TooMuch } else { Needed::Over(exact(want)) };
        assert_eq!(got, want, "{asked}");
    }
}
fn conviction_half_life(i: &Value, o: &Value) {
    let alpha = Exact::decimal(&i["alpha"].to_string()).unwrap();
    let blocks = Conviction { alpha, ..Conviction::default() }.half_life().unwrap();
    let days = &blocks * &(exact(&i["block_seconds"]) / Exact::from(86_400u32));
    near(&days, &o["days"]);
    near(&blocks.rounded(0), &o["blocks"]);
}
fn ld_coolness(i: &Value, o: &Value) {
    let got = list(&i["cases"]).into_iter().map(|c| coolness(int(&c[0]), int(&c[1])));
    assert_eq!(got.collect::<Vec<_>>(), ints(&o["coolness"]));
}
fn ld_priority(i: &Value, o: &Value) {
    let got = list(&i["cases"]).into_iter().map(|c| d_score(int(&c[0]), int(&c[1])).cut(6));
    assert_eq!(got.collect::<Vec<_>>(), list(&o["d"]).into_iter().map(exact).collect::<Vec<_>>());
}
fn catchup_weight(i: &Value, o: &Value) {
    let of = |n: u64| catch_up(n, int(&i["alpha"]) as u32, &exact(&i["tau"])).unwrap();
    let want: Vec<Exact> = list(&o["weight"]).into_iter().map(exact).collect();
    assert_eq!(ints(&i["votes"]).into_iter().map(of).collect::<Vec<_>>(), want);
}
fn polis_priority(i: &Value, o: &Value) {
    let said = Said {
        agree: int(&i["agree"]),
        pass: int(&i["pass"]),
        seen: int(&i["seen"]),
        extremity: exact(&i["extremity"]),
    };
    let got = polis(&said).unwrap();
    near(&got.importance, &o["importance"]);
    near(&got.priority, &o["priority"]);
}
#[allow(clippy::float_arithmetic, reason = "doubles of an estimate are held against fractions")]
fn crowd_bt_update(i: &Value, o: &Value) {
    let n = |v: &Value| exact(v).to_f64();
    let item = |mean, variance| crowd_bt::Item { mean: n(&i[mean]), variance: n(&i[variance]) };
    let judge = crowd_bt::Judge { alpha: n(&i["alpha"]), beta: n(&i["beta"]) };
    let (judge, w, l) = crowd_bt::update(judge, item("mu_w", "s2_w"), item("mu_l", "s2_l")).unwrap();
    for (name, got) in [
        ("alpha", judge.alpha),
        ("beta", judge.beta),
        ("mu_w", w.mean),
        ("mu_l", l.mean),
        ("s2_w", w.variance),
        ("s2_l", l.variance),
    ] {
        assert!((got - n(&o[name])).abs() < 1e-9, "{name}: {got}");
    }
}
/// The digest of the crate, over the bytes that the case describes.
fn commit_reveal(i: &Value, o: &Value) {
    let bytes = format!("{}|{}", text(&i["ballot"]), text(&i["nonce"]));
    assert_eq!(Digest::of(bytes.as_bytes()).to_string(), text(&o["commit"]));
}
/// The same: the chain of the crate's log hashes other bytes, which are told in `audit::Chain` and tested there.
fn hash_chain(i: &Value, o: &Value) {
    let genesis = Digest::of(text(&i["genesis"]).as_bytes());
    let next = |head: Digest, e: &Value| Digest::of(format!("{head}\n{}", text(e)).as_bytes());
    assert_eq!(list(&i["entries"]).into_iter().fold(genesis, next).to_string(), text(&o["head"]));
}
/// Rules and how their cases are checked.
pub(super) const RULES: &[Check] = &[
    (&["milestones"], milestones),
    (&["signoff_chain"], signoff_chain),
    (&["rfcbot"], rfcbot),
    (&["boost"], boost),
    (&["conviction"], conviction),
    (&["conviction_threshold"], conviction_threshold),
    (&["conviction_half_life"], conviction_half_life),
    (&["ld_coolness"], ld_coolness),
    (&["ld_priority"], ld_priority),
    (&["catchup_weight"], catchup_weight),
    (&["polis_priority"], polis_priority),
    (&["crowd_bt_update"], crowd_bt_update),
    (&["commit_reveal"], commit_reveal),
    (&["hash_chain"], hash_chain),
];

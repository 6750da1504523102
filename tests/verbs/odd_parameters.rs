//! Every parameter of every rule of four verbs is set to odd values, one at a time: what cannot be is refused with a message, what can be keeps
//! the laws of its verb, and nothing panics.
use super::{e, p, pot, x};
use cocreate::{
    admit::{self, Applicant, Call},
    count::{About, Lot, RuleSpec},
    num::{Amount, Exact},
    reward::{self, Basis, Case, Entrant, Facts, Gift, Rated, TeamSplit, pay},
    select::{self, Candidate, PollResult, Results},
    weigh::{self, Electorate, Member, Trust},
};
use serde_json::{Value, json};

/// Numbers as texts and as numbers, of wrong kinds, of wrong sizes.
fn odd() -> Vec<Value> {
    let mut all: Vec<Value> = ["-1", "0", "1", "1/3", "2", "-7/3", "1000000000000", "x", "", "1/0", "0.5"]
        .map(Value::from)
        .to_vec();
    all.extend([json!(-1), json!(0), json!(1), json!(3), json!(1_000_000), json!(u64::MAX), json!(0.5)]);
    all.extend([
        json!(null),
        json!(true),
        json!([]),
        json!({}),
        json!(["1", "-1"]),
        json!([0, 0]),
        json!({"a": "-1"}),
    ]);
    all
}
/// Every rule with every parameter that can be built with an odd value, and with none.
fn each(rules: impl Iterator<Item = About>, mut run: impl FnMut(&RuleSpec)) -> usize {
    let mut n = 0;
    for about in rules {
        run(&RuleSpec::new(about.id));
        for param in about.params {
            for value in odd() {
                run(&RuleSpec::new(about.id).with(param.name, value));
                n += 1;
            }
        }
    }
    n
}
/// Entries with marks, gifts and figures of all names that rules ask for.
fn entrants(names: &[&str]) -> Vec<Entrant> {
    let figures =
        ["paid", "passed", "counted", "prize", "hours-late", "milestones", "accepted", "after-start", "a"];
    let of = |(i, n): (usize, &&str)| Entrant {
        figures: figures.iter().map(|f| ((*f).to_owned(), Amount::from(i as u32 + 1))).collect(),
        facts: Facts {
            gifts: (0..3u32)
                .map(|k| Gift { from: p(&format!("g{k}")), amount: (10 * k + i as u32).into() })
                .collect(),
            marks: (0..3u32)
                .map(|k| Rated { by: p(&format!("r{k}")), value: Exact::from(k + i as u32) })
                .collect(),
            built_on: names[..i].iter().map(|b| Basis { entry: e(b), share: Exact::ONE }).collect(),
        },
        ..Entrant::solo(e(n), p(n))
    };
    names.iter().enumerate().map(of).collect()
}
#[test]
fn rewards() {
    let rules = reward::catalogue::registry();
    let all = entrants(&["a", "b", "c"]);
    let scores = [("a", 5u32), ("b", 3), ("c", 0)].map(|(n, s)| (e(n), s.into())).into();
    let (mut paid, mut refused) = (0, 0);
    let n = each(reward::catalogue::REWARD.iter().map(|r| r.about()), |spec| {
        let rule = match rules.build(spec) {
            Ok((rule, _)) => rule,
            Err(why) => {
                assert!(!why.to_string().is_empty());
                refused += 1;
                return;
            }
        };
        for units in [0u64, 7, 10_001] {
            for places in [vec![], vec![vec![e("a")]], vec![vec![e("b"), e("c")], vec![e("a")]]] {
                let case = Case { pot: &pot(units), places: &places, scores: &scores, entrants: &all };
                match pay(&*rule, &case, TeamSplit::default()) {
                    Ok(out) => {
                        assert_eq!(out.paid().minor() + out.returned.minor(), u128::from(units), "{spec:?}");
                        paid += 1;
                    }
                    Err(why) => {
                        let broken = matches!(why, reward::RewardError::BrokenRule { .. });
                        assert!(!broken && !why.to_string().is_empty(), "{spec:?}: {why}");
                    }
                }
            }
        }
    });
    println!("{n} odd parameters: {refused} refused when built, {paid} payouts that sum to the pot");
    assert!(n > 500 && refused > 200 && paid > 500);
}
#[test]
fn weights() {
    let rules = weigh::catalogue::registry();
    let member = |(n, k): (&str, u32)| Member {
        share: Some(k.into()),
        locked: Some(k),
        age: Some(k.into()),
        voted: k % 2 == 0,
        ..Member::new(p(n))
    };
    let members = [("a", 0), ("b", 1), ("c", 4)].map(member);
    let trust = [("a", "b"), ("b", "c")].map(|(f, t)| Trust { from: p(f), to: p(t), amount: x("2") });
    let electorate = Electorate { members: &members, parties: &[], delegations: &[], trust: &trust };
    let mut good = 0;
    let n = each(weigh::catalogue::WEIGHTS.iter().map(|r| r.about()), |spec| {
        let Ok((rule, _)) = rules.build(spec) else { return };
        match weigh::weigh(&*rule, &electorate) {
            Ok(w) => {
                assert!(
                    w.weights.len() == 3 && w.weights.iter().all(|w| !w.weight.is_negative()),
                    "{spec:?}"
                );
                good += 1;
            }
            Err(why) => {
                assert!(
                    !matches!(why, weigh::WeighError::BrokenRule { .. }) && !why.to_string().is_empty(),
                    "{spec:?}"
                );
            }
        }
    });
    println!("{n} odd parameters, {good} sound weights");
    assert!(n > 100 && good > 10);
}
#[test]
fn selections_and_admissions() {
    let rules = select::catalogue::registry();
    let candidates = ["a", "b", "c"].map(|n| Candidate::new(e(n)));
    let poll = PollResult {
        scores: [("a", 3u32), ("b", 2), ("c", 2)].map(|(n, s)| (e(n), s.into())).into(),
        ..PollResult::new("crowd".parse().unwrap(), vec![vec![e("a")], vec![e("b"), e("c")]])
    };
    let polls = [poll];
    let mut chosen = 0;
    let n = each(select::catalogue::SELECTION.iter().map(|r| r.about()), |spec| {
        let Ok((rule, _)) = rules.build(spec) else { return };
        match select::select(&*rule, &Results { candidates: &candidates, polls: &polls, picks: None }) {
            Ok(_) => chosen += 1,
            Err(why) => assert!(!matches!(why, select::SelectError::BrokenRule { .. }), "{spec:?}: {why}"),
        }
    });
    assert!(n > 100 && chosen > 10, "{n} {chosen}");
    let rules = admit::catalogue::registry();
    let people = ["a", "b", "c"].map(|n| Applicant::new(p(n)));
    let lot = Lot::new("a seed");
    let mut seated = 0;
    let n = each(admit::catalogue::ADMISSION.iter().map(|r| r.about()), |spec| {
        let Ok((rule, _)) = rules.build(spec) else { return };
        match admit::admit(&[&*rule], &Call { lot: Some(&lot), ..Call::new(&people) }) {
            Ok(a) => {
                assert_eq!(a.admitted.len() + a.refused.len(), 3, "{spec:?}");
                seated += 1;
            }
            Err(why) => assert!(!matches!(why, admit::AdmitError::BrokenRule { .. }), "{spec:?}: {why}"),
        }
    });
    assert!(n > 100 && seated > 10, "{n} {seated}");
}

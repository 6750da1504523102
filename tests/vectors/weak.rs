//! `pref_voting` on weak and truncated orders.
use super::{
    Score, cases, count,
    ranked::{ONE, number, task},
    set, winners,
};
use cocreate::{
    ballot::{Choice, Ranking},
    count::TiePolicy,
    id::{EntryIx, EntrySet},
    profile::{AnyProfile, Profile},
};
use serde_json::Value;

/// With unranked entries below all ranked (`extended`) and uncompared (`strict`).
const WEAK: &[(&str, &str, &str, bool)] = &[
    ("results_extended", "beat_path", r#"{"rule": "schulze"}"#, false),
    ("results_strict", "beat_path", r#"{"rule": "schulze", "unnamed": "absent"}"#, false),
    ("results_extended", "borda_for_profile_with_ties", r#"{"rule": "borda"}"#, false),
    ("results_strict", "borda_for_profile_with_ties", r#"{"rule": "borda"}"#, false),
    ("results_extended", "approval_irv", r#"{"rule": "approval_irv"}"#, false),
    ("results_strict", "approval_irv", r#"{"rule": "approval_irv"}"#, false),
    ("results_extended", "approval_irv_put", r#"{"rule": "approval_irv_put"}"#, true),
    ("results_strict", "approval_irv_put", r#"{"rule": "approval_irv_put"}"#, true),
    ("results_extended", "split_irv", r#"{"rule": "split_irv"}"#, false),
    ("results_strict", "split_irv", r#"{"rule": "split_irv"}"#, false),
    ("results_extended", "split_irv_put", r#"{"rule": "split_irv_put"}"#, true),
    ("results_strict", "split_irv_put", r#"{"rule": "split_irv_put"}"#, true),
    ("results_extended", "instant_runoff", r#"{"rule": "approval_irv"}"#, false),
    ("results_strict", "instant_runoff", r#"{"rule": "approval_irv"}"#, false),
    ("results_extended", "instant_runoff_put", r#"{"rule": "approval_irv_put"}"#, true),
    ("results_strict", "instant_runoff_put", r#"{"rule": "approval_irv_put"}"#, true),
    ("results_extended", "iterated_removal_cl", r#"{"rule": "iterated_removal_cl"}"#, false),
    (
        "results_strict",
        "iterated_removal_cl",
        r#"{"rule": "iterated_removal_cl", "unnamed": "absent"}"#,
        false,
    ),
    ("results_extended", "raynaud", r#"{"rule": "raynaud"}"#, false),
    ("results_strict", "raynaud", r#"{"rule": "raynaud", "unnamed": "absent"}"#, false),
];
/// On ballots without equal ranks, cut short or not. On others that program's instant run-off is Approval-IRV.
const TRUNCATED: &[(&str, &str, &str, bool)] = &[
    ("results_extended", "instant_runoff_put", r#"{"rule": "irv"}"#, true),
    ("results_strict", "instant_runoff_put", r#"{"rule": "irv"}"#, true),
    (
        "results_extended",
        "bucklin_for_truncated_linear_orders",
        r#"{"rule": "bucklin_for_truncated_linear_orders"}"#,
        false,
    ),
    (
        "results_strict",
        "bucklin_for_truncated_linear_orders",
        r#"{"rule": "bucklin_for_truncated_linear_orders"}"#,
        false,
    ),
    (
        "results_extended",
        "instant_runoff_for_truncated_linear_orders",
        r#"{"rule": "instant_runoff_for_truncated_linear_orders"}"#,
        false,
    ),
    (
        "results_strict",
        "instant_runoff_for_truncated_linear_orders",
        r#"{"rule": "instant_runoff_for_truncated_linear_orders"}"#,
        false,
    ),
];
#[test]
fn truncated_and_weak_orders() {
    let Some(all) = cases("pref_voting-ties.json", "cases") else { return };
    let mut score = Score::default();
    for case in &all {
        let name = case["name"].as_str().unwrap();
        let m = case["candidates"].as_array().unwrap().len();
        let ballots: Vec<Ranking> = case["rankings_as_ranks"].as_array().unwrap().iter().map(ranks).collect();
        let any = AnyProfile::from(Profile::of(m, &ballots).unwrap());
        let strict = ballots.iter().all(|b| b.iter().all(|t| t.single().is_some()));
        if strict {
            let first = |b: &Ranking| Choice(b.iter().next().and_then(EntrySet::single));
            let choices: Vec<Choice> = ballots.iter().map(first).collect();
            let choices = AnyProfile::from(Profile::of(m, &choices).unwrap());
            let want = &case["results_strict"]["plurality"];
            let (task, ties) = task(false);
            score.add(
                "plurality",
                name,
                &winners(&count(r#"{"rule": "plurality"}"#, &choices, &task, &ties)),
                &set(want),
            );
        }
        for group in ["results_extended", "results_strict"] {
            let order = TiePolicy::Order { order: (0..m).map(EntryIx::from).collect() };
            let tally = count(r#"{"rule": "approval_irv_tb"}"#, &any, &ONE, &order);
            score.add(
                &format!("{group} instant_runoff_tb"),
                name,
                &winners(&tally),
                &set(&case[group]["instant_runoff_tb"]),
            );
        }
        let rules = WEAK.iter().chain(TRUNCATED.iter().filter(|_| strict));
        for (group, method, spec, one) in rules {
            let want = &case[group][method];
            if want.is_array() {
                let (task, ties) = task(*one);
                let label = format!("{group} {method}");
                score.add(&label, name, &winners(&count(spec, &any, &task, &ties)), &set(want));
            }
        }
    }
    score.close("pref_voting-ties.json", &[(2, 48), (18, 36), (7, 12)]);
}
pub(super) fn ranks(ballot: &Value) -> Ranking {
    let mut tiers: std::collections::BTreeMap<u64, EntrySet> = std::collections::BTreeMap::new();
    for (e, r) in ballot.as_object().unwrap() {
        tiers.entry(number(r)).or_default().insert(e.parse::<u32>().unwrap().into());
    }
    Ranking::tiers(tiers.into_values())
}

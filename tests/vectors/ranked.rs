//! `pref_voting` on strict, truncated and weak orders.
use super::{Score, cases, count, set, winners};
use cocreate::{
    ballot::{Choice, Ranking, RankingForm},
    count::{Seats, Task, TiePolicy},
    id::{EntryIx, EntrySet},
    profile::{AnyProfile, Profile, Slate},
};
use serde_json::Value;

const ONE: Task = Task::Seats(Seats::ONE);
const ALL: TiePolicy = TiePolicy::AllBranches { limit: 50_000 };
/// Method, rule, and whether it is asked for one winner by all ways (else for the set that the definition chooses).
const STRICT: &[(&str, &str, bool)] = &[
    ("borda", r#"{"rule": "borda"}"#, false),
    ("instant_runoff_put", r#"{"rule": "irv"}"#, true),
    ("beat_path", r#"{"rule": "schulze"}"#, false),
    ("beat_path[strength=winning_votes]", r#"{"rule": "schulze", "strength": "winning-votes"}"#, false),
];
fn number(v: &Value) -> u64 {
    v.as_u64().unwrap()
}
fn profile(case: &Value) -> Profile<Ranking> {
    let m = case["candidates"].as_array().unwrap().len();
    let mut b = Profile::<Ranking>::builder(Slate::anonymous(m), RankingForm::default()).unwrap();
    let rankings = case["rankings"].as_array().unwrap().iter();
    for (r, n) in rankings.zip(case["counts"].as_array().unwrap()) {
        let order = r.as_array().unwrap().iter().map(|x| number(x) as u32);
        b.push_many(&Ranking::strict(order), number(n)).unwrap();
    }
    b.finish()
}
fn firsts(p: &Profile<Ranking>) -> AnyProfile {
    let mut all = vec![];
    for (b, n) in p.ballots() {
        let first = b.iter().next().and_then(EntrySet::single);
        all.extend(std::iter::repeat_n(Choice(first), n as usize));
    }
    Profile::of(p.slate().len(), &all).unwrap().into()
}
fn task(one: bool) -> (Task, TiePolicy) {
    if one { (ONE, ALL) } else { (Task::Seats(Seats::Open), TiePolicy::REPORT) }
}

#[test]
fn strict_orders() {
    let Some(all) = cases("pref_voting.json", "cases") else { return };
    let mut score = Score::default();
    for case in &all {
        let name = case["name"].as_str().unwrap();
        let p = profile(case);
        let any = AnyProfile::from(p.clone());
        for (method, spec, one) in STRICT {
            let want = &case["results"][method];
            if want.is_array() {
                let (task, ties) = task(*one);
                score.add(method, name, &winners(&count(spec, &any, &task, &ties)), &set(want));
            }
        }
        for (method, reversed) in
            [("instant_runoff_tb", false), ("instant_runoff_tb[tie_breaker=reversed]", true)]
        {
            let want = &case["results"][method];
            if want.is_array() {
                // Who stands first in the order stays, there as here.
                let mut order: Vec<EntryIx> = p.entries().collect();
                if reversed {
                    order.reverse();
                }
                let tally = count(r#"{"rule": "irv"}"#, &any, &ONE, &TiePolicy::Order { order });
                score.add(method, name, &winners(&tally), &set(want));
            }
        }
        let plurality = count(r#"{"rule": "plurality"}"#, &firsts(&p), &Task::Seats(Seats::Open), &ALL);
        score.add("plurality", name, &winners(&plurality), &set(&case["results"]["plurality"]));
        let dictator = count(r#"{"rule": "random-dictator"}"#, &any, &Task::Plain, &TiePolicy::REPORT);
        let lottery = dictator.lottery().unwrap();
        for (e, want) in case["probabilistic"]["random_dictator"].as_object().unwrap() {
            let got = lottery.chance(e.parse::<u32>().unwrap().into()).to_f64();
            let close = (got - want.as_f64().unwrap()).abs() < 1e-8;
            score.add("random_dictator", name, &close, &true);
        }
    }
    score.close("pref_voting.json", 78 * 7);
}

/// With unranked entries below all ranked (`extended`) and uncompared (`strict`).
const WEAK: &[(&str, &str, &str, bool)] = &[
    ("results_extended", "beat_path", r#"{"rule": "schulze"}"#, false),
    ("results_strict", "beat_path", r#"{"rule": "schulze", "unnamed": "absent"}"#, false),
    ("results_extended", "borda_for_profile_with_ties", r#"{"rule": "borda"}"#, false),
    ("results_strict", "borda_for_profile_with_ties", r#"{"rule": "borda"}"#, false),
];
/// On ballots without equal ranks, cut short or not.
const TRUNCATED: &[(&str, &str, &str, bool)] = &[
    ("results_extended", "instant_runoff_put", r#"{"rule": "irv"}"#, true),
    ("results_strict", "instant_runoff_put", r#"{"rule": "irv"}"#, true),
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
    score.close("pref_voting-ties.json", 72);
}
fn ranks(ballot: &Value) -> Ranking {
    let mut tiers: std::collections::BTreeMap<u64, EntrySet> = std::collections::BTreeMap::new();
    for (e, r) in ballot.as_object().unwrap() {
        tiers.entry(number(r)).or_default().insert(e.parse::<u32>().unwrap().into());
    }
    Ranking::tiers(tiers.into_values())
}

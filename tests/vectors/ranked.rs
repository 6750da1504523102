//! `pref_voting` on strict, truncated and weak orders.
use super::{Score, cases, count, set, weak::ranks, winners};
use cocreate::{
    ballot::{Choice, Ranking, RankingForm},
    count::{Seats, Task, TiePolicy},
    id::{EntryIx, EntrySet},
    profile::{AnyProfile, Profile, Slate},
};
use serde_json::Value;

pub(super) const ONE: Task = Task::Seats(Seats::ONE);
const ALL: TiePolicy = TiePolicy::AllBranches { limit: 50_000 };
/// Method, rule, and whether it is asked for one winner by all ways (else for the set that the definition chooses).
const STRICT: &[(&str, &str, bool)] = &[
    ("borda", r#"{"rule": "borda"}"#, false),
    ("instant_runoff_put", r#"{"rule": "irv"}"#, true),
    ("anti_plurality", r#"{"rule": "anti_plurality"}"#, false),
    ("dowdall", r#"{"rule": "dowdall"}"#, false),
    ("positive_negative_voting", r#"{"rule": "positive_negative_voting"}"#, false),
    ("superior_voting", r#"{"rule": "superior_voting"}"#, false),
    ("plurality_veto", r#"{"rule": "plurality_veto"}"#, false),
    ("bucklin", r#"{"rule": "bucklin"}"#, false),
    ("simplified_bucklin", r#"{"rule": "simplified_bucklin"}"#, false),
    ("weighted_bucklin", r#"{"rule": "weighted_bucklin"}"#, false),
    ("absolute_majority", r#"{"rule": "absolute_majority"}"#, false),
    ("instant_runoff", r#"{"rule": "instant_runoff"}"#, false),
    ("bottom_two_runoff_instant_runoff", r#"{"rule": "bottom_two_runoff_instant_runoff"}"#, false),
    ("bottom_two_runoff_instant_runoff_put", r#"{"rule": "bottom_two_runoff_instant_runoff_put"}"#, true),
    ("plurality_with_runoff_put", r#"{"rule": "plurality_with_runoff_put"}"#, true),
    ("coombs", r#"{"rule": "coombs"}"#, false),
    ("coombs_put", r#"{"rule": "coombs_put"}"#, true),
    ("baldwin", r#"{"rule": "baldwin"}"#, false),
    ("baldwin_put", r#"{"rule": "baldwin_put"}"#, true),
    ("strict_nanson", r#"{"rule": "strict_nanson"}"#, false),
    ("weak_nanson", r#"{"rule": "weak_nanson"}"#, false),
    ("iterated_removal_cl", r#"{"rule": "iterated_removal_cl"}"#, false),
    ("raynaud", r#"{"rule": "raynaud"}"#, false),
    ("benham", r#"{"rule": "benham"}"#, false),
    ("benham_put", r#"{"rule": "benham_put"}"#, true),
    ("tideman_alternative_smith", r#"{"rule": "tideman_alternative_smith"}"#, false),
    ("tideman_alternative_smith_put", r#"{"rule": "tideman_alternative_smith_put"}"#, true),
    ("tideman_alternative_gocha", r#"{"rule": "tideman_alternative_gocha"}"#, false),
    ("tideman_alternative_gocha_put", r#"{"rule": "tideman_alternative_gocha_put"}"#, true),
    ("woodall", r#"{"rule": "woodall"}"#, false),
    ("knockout", r#"{"rule": "knockout"}"#, true),
    ("blacks", r#"{"rule": "blacks"}"#, false),
    ("daunou", r#"{"rule": "daunou"}"#, false),
    ("smith_irv", r#"{"rule": "smith_irv"}"#, false),
    ("smith_irv_put", r#"{"rule": "smith_irv_put"}"#, true),
    ("condorcet_irv", r#"{"rule": "condorcet_irv"}"#, false),
    ("condorcet_irv_put", r#"{"rule": "condorcet_irv_put"}"#, true),
    ("condorcet_plurality", r#"{"rule": "condorcet_plurality"}"#, false),
    ("copeland_local_borda", r#"{"rule": "copeland_local_borda"}"#, false),
    ("copeland_global_borda", r#"{"rule": "copeland_global_borda"}"#, false),
    ("copeland_local_minimax", r#"{"rule": "copeland_local_minimax"}"#, false),
    ("borda_minimax_faceoff", r#"{"rule": "borda_minimax_faceoff"}"#, false),
    ("preliminary_weighted_condorcet", r#"{"rule": "preliminary_weighted_condorcet"}"#, false),
    (
        "consensus_builder[ranking=sorted,beta=0.5]",
        r#"{"rule": "consensus_builder[ranking=sorted,beta=0.5]"}"#,
        false,
    ),
    ("beat_path", r#"{"rule": "schulze"}"#, false),
    ("beat_path[strength=winning_votes]", r#"{"rule": "schulze", "strength": "winning-votes"}"#, false),
];
pub(super) fn number(v: &Value) -> u64 {
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
pub(super) fn task(one: bool) -> (Task, TiePolicy) {
    if one { (ONE, ALL) } else { (Task::Seats(Seats::Open), TiePolicy::REPORT) }
}

/// Majorities and margins: method, rule, and whether it is asked for one winner by all ways. All of them read pairwise counts
/// only, so the same lines serve strict, truncated and weak orders.
const PAIRWISE: &[(&str, &str, bool)] = &[
    ("condorcet", r#"{"rule": "condorcet"}"#, false),
    ("weak_condorcet", r#"{"rule": "weak_condorcet"}"#, false),
    ("copeland", r#"{"rule": "copeland"}"#, false),
    ("llull", r#"{"rule": "llull"}"#, false),
    ("uc_gill", r#"{"rule": "uc_gill"}"#, false),
    ("uc_fish", r#"{"rule": "uc_fish"}"#, false),
    ("uc_bordes", r#"{"rule": "uc_bordes"}"#, false),
    ("uc_mckelvey", r#"{"rule": "uc_mckelvey"}"#, false),
    ("top_cycle", r#"{"rule": "top_cycle"}"#, false),
    ("gocha", r#"{"rule": "gocha"}"#, false),
    ("banks", r#"{"rule": "banks"}"#, false),
    ("slater", r#"{"rule": "slater"}"#, false),
    ("minimax", r#"{"rule": "minimax"}"#, false),
    ("minimax[strength=winning_votes]", r#"{"rule": "minimax[strength=winning_votes]"}"#, false),
    ("minimax_support", r#"{"rule": "minimax_support"}"#, false),
    ("leximax", r#"{"rule": "leximax"}"#, false),
    ("MWSL", r#"{"rule": "MWSL"}"#, false),
    ("split_cycle", r#"{"rule": "split_cycle"}"#, false),
    ("ranked_pairs", r#"{"rule": "ranked_pairs"}"#, true),
    ("river", r#"{"rule": "river"}"#, true),
    ("simple_stable_voting", r#"{"rule": "simple_stable_voting"}"#, false),
    ("stable_voting", r#"{"rule": "stable_voting"}"#, false),
    ("weighted_covering", r#"{"rule": "weighted_covering"}"#, false),
    ("beta_uncovered_set", r#"{"rule": "beta_uncovered_set"}"#, false),
    ("loss_trimmer", r#"{"rule": "loss_trimmer"}"#, true),
    ("simplified_dodgson", r#"{"rule": "simplified_dodgson"}"#, false),
    ("smith_minimax", r#"{"rule": "smith_minimax"}"#, false),
    ("copeland_global_minimax", r#"{"rule": "copeland_global_minimax"}"#, false),
    ("pareto", r#"{"rule": "pareto"}"#, false),
    ("kemeny_young", r#"{"rule": "kemeny_young"}"#, false),
];
/// The same rules with a published order; there as here the earlier of the order comes first.
const PAIRWISE_BY_ORDER: &[(&str, &str)] =
    &[("ranked_pairs_tb", r#"{"rule": "ranked_pairs_tb"}"#), ("river_tb", r#"{"rule": "river_tb"}"#)];
/// The results of one case, from one of its groups.
fn pairwise(score: &mut Score, case: &Value, results: &Value, p: &AnyProfile, absent: bool) {
    let name = case["name"].as_str().unwrap();
    let m = case["candidates"].as_array().unwrap().len();
    // Pareto there reads the unranked as last in both groups.
    let read = |method: &str, spec: &str| {
        if absent && method != "pareto" {
            spec.replace('}', r#", "unnamed": "absent"}"#)
        } else {
            spec.to_owned()
        }
    };
    for (method, spec, one) in PAIRWISE {
        let want = &results[method];
        if want.is_array() {
            let (task, ties) = task(*one);
            score.add(method, name, &winners(&count(&read(method, spec), p, &task, &ties)), &set(want));
        }
    }
    for (method, spec) in PAIRWISE_BY_ORDER {
        let order: Vec<EntryIx> = (0..m).map(EntryIx::from).collect();
        let mut reversed = order.clone();
        reversed.reverse();
        for (key, order) in
            [((*method).to_owned(), order), (format!("{method}[tie_breaker=reversed]"), reversed)]
        {
            let want = &results[&key];
            if want.is_array() {
                let tally = count(&read(method, spec), p, &ONE, &TiePolicy::Order { order });
                score.add(&key, name, &winners(&tally), &set(want));
            }
        }
    }
}
#[test]
fn pairwise_rules_on_strict_orders() {
    let Some(all) = cases("pref_voting.json", "cases") else { return };
    let mut score = Score::default();
    for case in &all {
        let p = profile(case);
        let name = case["name"].as_str().unwrap();
        pairwise(&mut score, case, &case["results"], &p.clone().into(), false);
        // The first ballot breaks ties.
        let order: Vec<EntryIx> =
            case["rankings"][0].as_array().unwrap().iter().map(|x| EntryIx::from(number(x) as u32)).collect();
        for method in ["ranked_pairs_zt", "river_zt"] {
            let spec = format!(r#"{{"rule": "{method}"}}"#);
            let tally = count(&spec, &p.clone().into(), &ONE, &TiePolicy::Order { order: order.clone() });
            score.add(method, name, &winners(&tally), &set(&case["results"][method]));
        }
    }
    score.close("pref_voting.json, pairwise", &[(35, 78)]);
}
/// Rules on ballots, and chances. Where the number of votes is odd no margin is nought and the optimal lottery is unique; else
/// that program takes the average of the extreme ones (majorities) or any (margins), whose support lies in the essential set.
#[test]
fn exchanges_and_lotteries_on_strict_orders() {
    let Some(all) = cases("pref_voting.json", "cases") else { return };
    let mut score = Score::default();
    for case in &all {
        let p = AnyProfile::from(profile(case));
        let name = case["name"].as_str().unwrap();
        let open = Task::Seats(Seats::Open);
        let of = |spec: &str| winners(&count(spec, &p, &open, &TiePolicy::REPORT));
        let want = &case["results"]["dodgson"];
        if want.is_array() {
            score.add("dodgson", name, &of(r#"{"rule": "dodgson"}"#), &set(want));
        }
        let unique = number(&case["num_voters"]) % 2 == 1;
        let floats = &case["float_solved_results"];
        score.add("bipartisan", name, &of(r#"{"rule": "bipartisan"}"#), &set(&floats["bipartisan"]));
        let (essential, theirs) = (of(r#"{"rule": "essential"}"#), set(&floats["essential"]));
        score.add(
            "essential",
            name,
            &(theirs.is_subset(&essential) && (!unique || theirs == essential)),
            &true,
        );
        for method in ["pr_borda", "maximal_lottery", "c1_maximal_lottery"] {
            let spec = format!(r#"{{"rule": "{method}"}}"#);
            let tally = count(&spec, &p, &Task::Plain, &TiePolicy::REPORT);
            let lottery = tally.lottery().unwrap();
            for (e, want) in case["probabilistic"][method].as_object().unwrap() {
                let (got, want) = (lottery.chance(e.parse::<u32>().unwrap().into()), want.as_f64().unwrap());
                let agrees = if unique || method == "pr_borda" {
                    (got.to_f64() - want).abs() < 1e-8
                } else if method == "maximal_lottery" {
                    want == 0.0 || !got.is_zero()
                } else {
                    (want > 0.0) != got.is_zero()
                };
                score.add(method, name, &agrees, &true);
            }
        }
    }
    score.close("pref_voting.json, exchanges and lotteries", &[(3, 371), (2, 78), (1, 55)]);
}
#[test]
fn pairwise_rules_on_truncated_and_weak_orders() {
    let Some(all) = cases("pref_voting-ties.json", "cases") else { return };
    let mut score = Score::default();
    for case in &all {
        let m = case["candidates"].as_array().unwrap().len();
        let ballots: Vec<Ranking> = case["rankings_as_ranks"].as_array().unwrap().iter().map(ranks).collect();
        let p = AnyProfile::from(Profile::of(m, &ballots).unwrap());
        pairwise(&mut score, case, &case["results_extended"], &p, false);
        pairwise(&mut score, case, &case["results_strict"], &p, true);
    }
    score.close("pref_voting-ties.json, pairwise", &[(31, 72)]);
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
        for (method, spec, reversed) in [
            ("instant_runoff_tb", r#"{"rule": "instant_runoff_tb"}"#, false),
            ("instant_runoff_tb[tie_breaker=reversed]", r#"{"rule": "instant_runoff_tb"}"#, true),
            ("coombs_tb", r#"{"rule": "coombs_tb"}"#, false),
            ("baldwin_tb", r#"{"rule": "baldwin_tb"}"#, false),
            ("benham_tb", r#"{"rule": "benham_tb"}"#, false),
            (
                "bracket_voting[tie_break=lexicographic]",
                r#"{"rule": "bracket_voting[tie_break=lexicographic]"}"#,
                false,
            ),
        ] {
            let want = &case["results"][method];
            if want.is_array() {
                // Who stands first in the order stays, there as here.
                let mut order: Vec<EntryIx> = p.entries().collect();
                if reversed {
                    order.reverse();
                }
                let tally = count(spec, &any, &ONE, &TiePolicy::Order { order });
                score.add(method, name, &winners(&tally), &set(want));
            }
        }
        let m = p.slate().len();
        let squares: Vec<String> = (1..=m).map(|rank| ((m - rank) * (m - rank)).to_string()).collect();
        let squares = serde_json::json!({"rule": "scoring_rule", "vector": squares}).to_string();
        let scored = winners(&count(&squares, &any, &Task::Seats(Seats::Open), &TiePolicy::REPORT));
        score.add(
            "scoring_rule[m-rank squared]",
            name,
            &scored,
            &set(&case["results"]["scoring_rule[m-rank squared]"]),
        );
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
    score.close("pref_voting.json", &[(1, 371), (54, 78)]);
}

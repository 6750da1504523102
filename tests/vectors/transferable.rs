//! `pref_voting`'s transferable votes, on strict and truncated orders.
use super::{Score, cases, count, set};
use cocreate::{
    ballot::{Ranking, RankingForm},
    count::{Outcome, Seats, Stage, Task, TiePolicy},
    id::{EntryIx, EntrySet},
    profile::{AnyProfile, Profile, Slate},
};
use serde_json::Value;

/// Orders of a case, with ranks or as lists; none if somebody is ranked equally.
fn profile(case: &Value) -> Option<Profile<Ranking>> {
    let m = case["candidates"].as_array().unwrap().len();
    let mut b = Profile::<Ranking>::builder(Slate::anonymous(m), RankingForm::default()).unwrap();
    if let Some(rankings) = case["rankings"].as_array() {
        for (r, n) in rankings.iter().zip(case["counts"].as_array().unwrap()) {
            let order = r.as_array().unwrap().iter().map(|x| x.as_u64().unwrap() as u32);
            b.push_many(&Ranking::strict(order), n.as_u64().unwrap()).unwrap();
        }
        return Some(b.finish());
    }
    for r in case["rankings_as_ranks"].as_array().unwrap() {
        let mut ranked: Vec<(u64, u32)> =
            r.as_object().unwrap().iter().map(|(e, k)| (k.as_u64().unwrap(), e.parse().unwrap())).collect();
        ranked.sort_unstable();
        if ranked.windows(2).any(|w| w[0].0 == w[1].0) {
            return None;
        }
        b.push(&Ranking::strict(ranked.into_iter().map(|(_, e)| e))).unwrap();
    }
    Some(b.finish())
}
/// Theirs must be one of the ways here; and by its order of breaking ties, where no tie was one for a seat.
fn compare(score: &mut Score, file: &str, case: &Value) {
    let (Some(stv), Some(p)) = (case["stv"].as_object(), profile(case)) else { return };
    let m = p.slate().len();
    let p: AnyProfile = p.into();
    for (method, theirs) in stv {
        let (rule, seats) = method.strip_suffix(']').unwrap().split_once('[').unwrap();
        let name = format!("{file} {}", case["name"].as_str().unwrap());
        let spec = format!(r#"{{"rule": "{rule}"}}"#);
        let task = Task::Seats(Seats::fill(seats.parse().unwrap()).unwrap());
        let theirs = set(theirs);
        let all = count(&spec, &p, &task, &TiePolicy::AllBranches { limit: 20_000 });
        let Outcome::OneOf { sets, .. } = all.outcome() else {
            panic!("{name} {method}: {:?}", all.outcome())
        };
        let sets: Vec<EntrySet> = sets.iter().map(|w| w.set()).collect();
        score.add(method, &name, &sets.contains(&theirs), &true);
        // The one with the highest number leaves there, and moves on first.
        let order: Vec<EntryIx> = (0..m).rev().map(EntryIx::from).collect();
        let one = count(&spec, &p, &task, &TiePolicy::Order { order });
        let exact = one.ties().iter().all(|t| t.at.stage != Stage::Win);
        if exact && matches!(rule, "stv_wig" | "stv_nb" | "stv_last_parcel") {
            let got = one.outcome().winners().unwrap().set();
            score.add(&format!("{method} by order"), &name, &got, &theirs);
        }
    }
}
#[test]
fn transferable_votes() {
    let mut score = Score::default();
    for file in ["pref_voting.json", "pref_voting-ties.json"] {
        let Some(all) = cases(file, "cases") else { return };
        for case in &all {
            compare(&mut score, file, case);
        }
    }
    score.close(
        "transferable votes",
        &[(5, 90), (2, 88), (1, 86), (5, 64), (2, 59), (1, 57), (5, 12), (3, 11)],
    );
}

//! `pref_voting` on grades.
use super::{Score, cases, count, set, winners};
use cocreate::{
    ballot::{Approval, ScoreForm, Scores},
    count::{Seats, Task, TiePolicy},
    id::EntryIx,
    num::Exact,
    profile::{AnyProfile, Profile},
};
use serde_json::Value;

const ALL: TiePolicy = TiePolicy::AllBranches { limit: 1000 };
const RULES: &[(&str, &str)] = &[
    ("score_voting[mean]", r#"{"rule": "mean-score"}"#),
    ("score_voting", r#"{"rule": "score_voting"}"#),
    ("score_voting[median]", r#"{"rule": "score_voting[median]"}"#),
    ("majority_judgement", r#"{"rule": "majority_judgement"}"#),
    ("star", r#"{"rule": "star"}"#),
    ("dis_and_approval", r#"{"rule": "dis_and_approval"}"#),
];

fn ballot(v: &Value, lowest: i64) -> Scores {
    let marks = v.as_object().unwrap().iter().map(|(e, g)| {
        (EntryIx::new(e.parse().unwrap()), u16::try_from(g.as_i64().unwrap() - lowest).unwrap())
    });
    Scores::new(marks).unwrap()
}
#[test]
fn grades() {
    let Some(all) = cases("pref_voting-grades.json", "grade_cases") else { return };
    let mut score = Score::default();
    let open = Task::Seats(Seats::Open);
    for case in &all {
        let name = case["name"].as_str().unwrap();
        let m = case["candidates"].as_array().unwrap().len();
        let grades: Vec<i64> =
            case["grades"].as_array().unwrap().iter().map(|g| g.as_i64().unwrap()).collect();
        let top = u16::try_from(grades.len() - 1).unwrap();
        let form = ScoreForm { lowest: Exact::from(grades[0]), step: Exact::ONE, top };
        let list = case["ballots"].as_array().unwrap();
        let ballots: Vec<Scores> = list.iter().map(|b| ballot(b, grades[0])).collect();
        let any = AnyProfile::from(Profile::with_form(m, form, &ballots).unwrap());
        for (method, spec) in RULES {
            let want = &case["results"][method];
            if want.is_array() {
                score.add(method, name, &winners(&count(spec, &any, &open, &ALL)), &set(want));
            }
        }
        if case["results"]["approval"].is_array() {
            let approved = |b: &Scores| Approval(b.iter().filter(|(_, l)| *l == 1).map(|(e, _)| e).collect());
            let approvals: Vec<Approval> = ballots.iter().map(approved).collect();
            let any = AnyProfile::from(Profile::of(m, &approvals).unwrap());
            let got = winners(&count(r#"{"rule": "approval"}"#, &any, &open, &TiePolicy::REPORT));
            score.add("approval", name, &got, &set(&case["results"]["approval"]));
        }
    }
    score.close("pref_voting-grades.json", &[(3, 32), (1, 29), (1, 16), (2, 8)]);
}
#[test]
fn utilities() {
    let Some(all) = cases("pref_voting-grades.json", "utility_cases") else { return };
    let mut score = Score::default();
    for case in &all {
        let m = case["candidates"].as_array().unwrap().len();
        let voter = |v: &serde_json::Value| {
            let marks = v.as_array().unwrap().iter().zip(0u32..);
            Scores::new(marks.map(|(u, e)| (e.into(), u16::try_from(u.as_u64().unwrap()).unwrap()))).unwrap()
        };
        let ballots: Vec<Scores> = case["utilities"].as_array().unwrap().iter().map(voter).collect();
        let form = ScoreForm { lowest: Exact::ZERO, step: Exact::ONE, top: 10 };
        let any = AnyProfile::from(Profile::with_form(m, form, &ballots).unwrap());
        for method in ["sum_utilitarian", "relative_utilitarian", "maximin", "lexicographic_maximin"] {
            let tally = count(&format!(r#"{{"rule": "{method}"}}"#), &any, &Task::Seats(Seats::Open), &ALL);
            let want = set(&case["results"][method]);
            score.add(method, case["name"].as_str().unwrap(), &winners(&tally), &want);
        }
    }
    score.close("pref_voting-grades.json, utilities", &[(4, 12)]);
}
